"""Themes: what one group's notes have that others have not, never what tells who somebody was."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aware_tui.domain.insights.names import Names
from aware_tui.domain.insights.notes import Heard, Said
from aware_tui.domain.insights.quotes import WIDTH, quote
from aware_tui.domain.insights.report import Theme
from aware_tui.domain.insights.terms import begins, keys_of, places_of, tells
from aware_tui.domain.insights.theme_words import ENOUGH, not_enough
from aware_tui.domain.insights.themes import MOST, themes
from aware_tui.domain.text import cells, for_screen

NAMES = Names({"late": "late or missed visit", "money": "bill or refund"})
PHRASE = "broken hinge"

_SOUNDS = Random(1)
WORDS = [
    "".join(_SOUNDS.choice("bcdfgklmnprstv") + _SOUNDS.choice("aeiou") for _ in range(_SOUNDS.randint(2, 4)))
    for _ in range(2_000)
]
WEIGHTS = [1 / (rank + 3) for rank in range(len(WORDS))]
"""Words used as unevenly as those of a language."""


SEEDS = [0, 1, *(pytest.param(seed, marks=pytest.mark.long) for seed in range(2, 20))]
"""Two at once, twenty in all."""


def a_text(chance: Random) -> str:
    return " ".join(chance.choices(WORDS, WEIGHTS, k=chance.randint(8, 40)))


def with_phrase(text: str, chance: Random, phrase: str = PHRASE) -> str:
    words = text.split()
    place = chance.randint(0, len(words))
    return " ".join((*words[:place], phrase, *words[place:]))


def two_groups(chance: Random, first: int, second: int, share: float) -> Heard:
    """Return notes of two groups, of which the first has the phrase in a share."""
    sizes = (("late", first), ("money", second))
    notes = [Said(f"{group}{n}", group, a_text(chance)) for group, size in sizes for n in range(size)]
    having = round(first * share)
    planted = [Said(each.id, each.group, with_phrase(each.text, chance)) for each in notes[:having]]
    return Heard((*planted, *notes[having:]))


def some(group: str, number: int, text: str, name: str = "") -> list[Said]:
    """Return notes with this in them, each in other company."""
    chance = Random(f"{group} {text}")
    return [Said(f"{group}{text}{n}", group, f"{a_text(chance)}. {text}.", name) for n in range(number)]


def found_in(*complaints: list[Said], feedback: list[Said] | None = None) -> tuple[Theme, ...]:
    heard = Heard(tuple(each for notes in complaints for each in notes), tuple(feedback or ()))
    return themes(heard, NAMES)


def terms_in(found: tuple[Theme, ...]) -> set[str]:
    return {each.term for each in found}


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("Version 3.10 crashes", ("version", "3.10", "crashes")),
        ("waited 45 minutes", ("waited", "", "minutes")),
        ("order AB12345 is late", ("order", "", "is", "late")),
        ("my 5g router", ("my", "5g", "router")),
        ("see https://example.com/x now", ("see", "", "now")),
        ("mail dana@example.com please", ("mail", "", "please")),
        ("Éclair été", ("eclair", "ete")),
        ("The driver\u2019s wi-fi didn\u2019t work", ("the", "driver", "wi-fi", "didn't", "work")),
        ("late, again", ("late", "", "again")),
        ("q" * 50, ("",)),
        ("On XX/XX/XXXX I paid XXXX a fee", ("on", "", "paid", "", "fee")),
        ("card xxxx-xxxx-xx12 of XXXX's", ("card", "xxxx-xxxx-xx12", "of", "")),
        ("paid $45.10 or 45.10 EUR, 7.5% more", ("paid", "", "or", "", "eur", "", "more")),
        ("ring 555.123.4567 by 12.05.2024 or 12.05.24", ("ring", "", "by", "", "or", "")),
        ("", ()),
    ],
)
def test_a_text_is_cut_into_words_that_can_be_compared(text: str, keys: tuple[str, ...]) -> None:
    got = keys_of(text)
    assert tuple(key for at, key in enumerate(got) if key or at == 0 or got[at - 1]) == keys


@pytest.mark.parametrize("word", ["the", "i've", "didn't", "not", "und", "les", "para", "zij", ""])
def test_little_words_are_no_theme(word: str) -> None:
    assert not tells(word)


def test_a_no_turns_the_word_after_it_round() -> None:
    assert begins("not")
    assert begins("didn't")
    assert not begins("the")


@pytest.mark.parametrize(
    "seed", [*range(3), *(pytest.param(n, marks=pytest.mark.long) for n in range(3, 20))]
)
@pytest.mark.parametrize(("first", "second"), [(300, 300), (150, 150), (75, 225)])
def test_a_phrase_in_a_tenth_of_a_group_is_found(first: int, second: int, seed: int) -> None:
    found = themes(two_groups(Random(seed), first, second, 0.1), NAMES)
    assert PHRASE in terms_in(found)
    theme = next(each for each in found if each.term == PHRASE)
    assert (theme.group, theme.count, theme.of) == ("late", round(first / 10), first)
    assert (theme.others, theme.of_others) == (0, second)
    assert PHRASE in theme.quote


@pytest.mark.parametrize(
    "seed", [*range(3), *(pytest.param(n, marks=pytest.mark.long) for n in range(3, 20))]
)
def test_notes_dealt_out_by_chance_have_no_themes(seed: int) -> None:
    chance = Random(seed)
    notes = tuple(Said(str(n), chance.choice(("late", "money", "other")), a_text(chance)) for n in range(600))
    assert themes(Heard(notes), NAMES) == ()


def test_the_sentence_carries_its_counts() -> None:
    found = found_in(some("late", 30, "the wrong postcode"), some("money", 60, "as agreed"))
    assert "wrong postcode" in terms_in(found)
    theme = next(each for each in found if each.term == "wrong postcode")
    assert theme.sentence == (
        "“wrong postcode” is in 30 of 30 notes about “late or missed visit”, and in none of 60 others."
    )


def test_a_longer_term_stands_for_the_words_in_it() -> None:
    found = found_in(some("late", 30, "second visit cancelled"), some("money", 60, "so be it"))
    assert len([term for term in terms_in(found) if "second" in term or "cancelled" in term]) == 1


def test_a_common_word_with_many_uses_stays_beside_a_longer_term() -> None:
    late = [*some("late", 40, "a van outside"), *some("late", 12, "a van at the loading bay")]
    found = found_in(late, some("money", 90, "so be it"))
    assert {"van outside", "loading bay"} <= terms_in(found)


def test_the_same_text_many_times_is_one_vote() -> None:
    chance = Random(5)
    others = [Said(f"m{n}", "money", a_text(chance)) for n in range(60)]
    own = [Said(f"l{n}", "late", a_text(chance)) for n in range(30)]
    letter = [Said(f"c{n}", "late", f"I demand a {PHRASE}, order {n} of 2026.") for n in range(30)]
    assert PHRASE not in terms_in(found_in(own, letter, others))


def test_what_a_category_is_called_is_no_theme_of_it() -> None:
    found = found_in(some("late", 40, "missed the visits"), some("money", 60, "so be it"))
    assert not {"missed", "visits", "missed visits"} & terms_in(found)


def test_a_word_is_shown_as_it_is_written_most_often() -> None:
    notes = [*some("late", 20, "the Hauptstraße depot"), *some("late", 8, "the HAUPTSTRASSE depot")]
    assert "Hauptstraße depot" in terms_in(found_in(notes, some("money", 60, "so be it")))


def test_names_of_customers_are_no_themes() -> None:
    notes = some("late", 30, "this is Zanzotto speaking", name="Gina Zanzotto")
    found = found_in(notes, some("money", 60, "so be it"))
    assert "speaking" in terms_in(found)
    assert not any("zanzotto" in (each.term + each.quote).casefold() for each in found)


@pytest.mark.parametrize(
    ("told", "name"),
    [
        ("the agent Dennis refused", "dennis"),
        ("Mr. Okafor refused", "okafor"),
        ("her name is Priyanka Ramaswamy", "ramaswamy"),
        ("a manager named Zoë-Marie refused", "marie"),
    ],
)
def test_people_whom_customers_name_are_no_themes(told: str, name: str) -> None:
    notes = [*some("late", 30, told), *some("late", 5, told.split()[-1])]
    found = found_in(notes, some("money", 60, "so be it"))
    assert not any(name in each.term.casefold() for each in found)


def test_what_is_no_person_stays_a_theme() -> None:
    notes = [*some("late", 20, "stuck in Denver"), *some("late", 9, "the manager Monday refused")]
    assert "Denver" in terms_in(found_in(notes, some("money", 60, "so be it")))


def test_no_category_is_compared_with_nobody() -> None:
    assert found_in(some("", 40, "the wrong postcode"), some("", 40, "so be it")) == ()


def test_negative_feedback_is_set_against_all_other_feedback() -> None:
    negative = some("negative", 30, "nobody rang back")
    rest = [*some("positive", 40, "so kind"), *some("", 20, "it was all right")]
    found = themes(Heard(feedback=(*negative, *rest)), NAMES)
    assert {each.group for each in found} == {"negative"}
    assert found[0].sentence == "“nobody rang” is in 30 of 30 negative answers, and in none of 60 others."


def test_a_group_tells_no_more_than_its_weightiest_themes() -> None:
    many = [each for n in range(12) for each in some("late", 15, f"{WORDS[1_900 + n]}{WORDS[1_950 + n]}")]
    found = found_in(many, some("money", 200, "so be it"))
    assert len([each for each in found if each.group == "late"]) == MOST


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        ("Dana Reyes rang, the wrong postcode again", ["Dana", "Reyes"]),
        ("the wrong postcode, ring 0151 496 0999 back", ["0151", "496"]),
        ("the wrong postcode for dana@example.com there", ["dana@"]),
        ("the wrong postcode, card 4111 1111 1111 1111", ["4111 1111"]),
        ("my husband Yannick saw the wrong postcode", ["Yannick"]),
        ("the wrong postcode at 14 Elm Street", ["Elm"]),
        ("the wrong postcode \x1b[31mred\x1b[0m \u202etxt", ["\x1b", "\u202e"]),
    ],
)
def test_a_quote_does_not_tell_who_it_was(text: str, gone: list[str]) -> None:
    told = quote(Said("1", "late", text, "Dana Reyes"), ("wrong", "postcode"))
    assert "wrong postcode" in told
    assert not [each for each in gone if each in told]


def test_a_long_note_is_cut_around_the_words() -> None:
    text = f"{'and so on ' * 40}the wrong postcode {'and so forth ' * 40}"
    told = quote(Said("1", "late", text), ("wrong", "postcode"))
    assert "the wrong postcode" in told
    assert told.startswith("…")
    assert told.endswith("…")
    assert cells(told) <= WIDTH


@given(st.text(max_size=400), st.text(min_size=1, max_size=30))
def test_any_text_gives_a_quote_that_is_safe_on_one_line(text: str, name: str) -> None:
    told = quote(Said("1", "late", text, name), ("wrong", "postcode"))
    assert told == for_screen(told)
    assert "\n" not in told
    assert cells(told) <= WIDTH


@given(st.lists(st.tuples(st.sampled_from(["late", "money", ""]), st.text(max_size=60)), max_size=30))
def test_any_texts_have_themes_that_are_really_in_them(notes: list[tuple[str, str]]) -> None:
    heard = Heard(tuple(Said(str(n), group, text) for n, (group, text) in enumerate(notes)))
    texts = {said.id: said.text for said in heard.complaints}
    for theme in themes(heard, NAMES):
        assert next(places_of(texts[theme.source], keys_of(theme.term)), None) is not None
        assert 4 <= theme.count <= theme.of


@pytest.mark.parametrize(
    ("heard", "sentences"),
    [
        (Heard(), ["No themes yet: nobody wrote down what customers said in this time."]),
        (
            Heard((Said("1", "", "x"), Said("2", "", "y"))),
            ["No themes yet: 2 notes, but none has a category to compare by."],
        ),
        (
            Heard((Said("1", "late", "x"), Said("2", "late", "y"))),
            [
                "No themes yet: all notes are of one category, 2 in all. "
                "Themes are what sets one category apart from others."
            ],
        ),
        (
            Heard((Said("1", "late", "x"), Said("2", "money", "y"))),
            [f"Too few words for themes yet: 2 notes. It takes about {ENOUGH}."],
        ),
        (Heard((*(Said(str(n), "late" if n % 2 else "money", "x") for n in range(ENOUGH)),)), []),
        (
            Heard((*(Said(str(n), "late" if n % 2 else "money", "x") for n in range(ENOUGH)),), more=True),
            [f"Themes are from the newest {ENOUGH} notes of this time: there are more."],
        ),
    ],
)
def test_what_cannot_be_said_is_said_in_words(heard: Heard, sentences: list[str]) -> None:
    assert list(not_enough(heard)) == sentences
