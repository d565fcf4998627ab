"""What is typed is understood, or asked about; nothing is taken for sure that may be wrong."""

import re

import pytest
from hostile import HOSTILE
from hypothesis import given, settings
from hypothesis import strategies as st
from practice.typed_lines import Figures, Labelled, lines, measured, read, rules, understanding
from practicing import shelf

from aware_tui.domain.practice.acts import HARMFUL, Act
from aware_tui.domain.practice.case import Case
from aware_tui.domain.practice.understanding import (
    CUT,
    EMPTY,
    LONGEST,
    NO_WORDS,
    NOT_ENGLISH,
    NOT_UNDERSTOOD,
    Understanding,
    Understood,
)
from aware_tui.domain.states import ApologySize

LEAKING = Case(
    options={"visit": "engineer", "money": ("refund", "money back")},
    truth_cues=("leak", "turn off the gas"),
    heard="Three days without heating. I have a baby here. My neighbour turned the valve back on.",
)


def every() -> tuple[Labelled, ...]:
    return (*lines("held_out"), *lines("worked_on"))


def acts(guessed: Understood) -> tuple[list[str], list[str]]:
    return [each.act.value for each in guessed.sure], [each.act.value for each in guessed.maybe]


def folded(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def test_there_are_lines_enough_of_each_act_and_none_is_learnt_from() -> None:
    known = {folded(text) for each in rules().phrases for text in each.any}
    known |= {folded(text) for rule in rules().rules for text in (*rule.hits, *rule.misses)}
    texts = [folded(line.text) for line in every()]
    assert len(texts) >= 300
    assert len(set(texts)) == len(texts)
    assert not known & set(texts)
    assert all(sum(act in line.acts for line in every()) >= 15 for act in Act)
    assert all(len(each.any) >= 20 for each in rules().phrases)
    assert {each.id for each in rules().phrases} == set(Act)


def check(figures: Figures, name: str, *, top3: float, sure: float, harm: float) -> None:
    told = figures.told(name)
    print(told)  # noqa: T201 - the figures are what this test is for
    assert figures.top3 >= top3, told
    assert figures.sure >= sure, told
    assert figures.harm >= harm, told


def test_typed_lines_are_understood_as_well_as_they_must_be() -> None:
    check(measured(every()), "all", top3=0.97, sure=0.98, harm=0.92)


def test_lines_that_no_rule_was_made_for_are_understood_as_well() -> None:
    check(measured(lines("held_out")), "held out", top3=0.97, sure=0.98, harm=0.92)


def test_a_confidence_is_near_the_share_of_guesses_that_are_right_or_below() -> None:
    guesses = [
        (guess.confidence, guess.act in line.acts)
        for line in every()
        for found in [read(line.text, line.case)]
        for guess in (*found.sure, *found.maybe)
    ]
    for low, high in ((0.9, 1.0), (0.6, 0.9), (0.3, 0.6)):
        here = [(share, right) for share, right in guesses if low <= share <= high]
        said = sum(share for share, _ in here) / len(here)
        true = sum(right for _, right in here) / len(here)
        assert true >= said - 0.12, (low, said, true)


def choices() -> list[Labelled]:
    """The choices of the shipped scenarios: lines by other hands, subtle on purpose."""
    found = []
    for each in shelf().scenarios:
        one = each.scenario
        case = Case(
            options={name: option.cue for name, option in one.options.items()},
            truth_cues=one.mistaken.truth_cue if one.mistaken else (),
            size=one.apology,
            heard=" ".join((*one.opening, *(fact.text for fact in one.facts.values()))),
        )
        found += [Labelled(choice.say, frozenset(choice.acts), case) for choice in one.choices]
    return found


@pytest.mark.long
def test_subtle_lines_by_other_hands_are_not_taken_for_sure_too_often() -> None:
    check(measured(choices()), "choices of the scenarios", top3=0.86, sure=0.92, harm=0.68)


@pytest.mark.parametrize(
    ("text", "sure", "maybe"),
    [
        ("What happened?", ["probe_open"], []),
        ("whats ur postcode pls", ["probe_closed"], []),
        ("That's awful, I'm so sorry we left you alone with it. What happened?", None, []),
        ("Thank you for telling me.", ["thank"], []),
        ("What would make this right for you?", ["invite_solution"], []),
        ("So three days without heating, and the neighbour turned the valve.", ["restate"], None),
        ("So it's about the invoice from Spain.", [], None),
        ("I could send you an engineer today if you like.", ["offer_option"], []),
        ("I'll call you tomorrow to hear if it's warm.", ["followup"], []),
        ("I'll put the papers in the post by 4 pm today.", ["commit"], []),
        ("You should have read the manual.", [], None),
    ],
)
def test_a_plain_line_is_credited_without_asking(
    text: str, sure: list[str] | None, maybe: list[str] | None
) -> None:
    found = acts(read(text, LEAKING))
    assert sure is None or found[0] == sure
    assert maybe is None or found[1] == maybe


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("You're wrong about that.", "contradict"),
        ("Please calm down.", "blame"),
        ("Sorry if you felt ignored.", "apologise_fake"),
        ("We'll look into it.", "vague_promise"),
        ("That's against company policy.", "policy_quote"),
    ],
)
def test_what_does_harm_is_asked_about_and_never_sure(text: str, act: str) -> None:
    found = understanding().read(text, Case())
    assert found.sure == ()
    assert found.maybe[0].act == act


def test_an_apology_is_judged_by_its_coach_and_by_the_size_that_is_due() -> None:
    full = understanding().read("I'm sorry.", Case())
    assert (full.sure, full.small_sorry) == ((), True)
    light = understanding().read("I'm sorry.", Case(size=ApologySize.LIGHT))
    assert (acts(light)[0], light.small_sorry) == (["apologise_real"], False)
    owned = understanding().read("I'm sorry, we sent it to the wrong house.", Case())
    assert (acts(owned)[0], owned.small_sorry) == (["apologise_real"], False)
    empty = understanding().read("Sorry for any inconvenience.", Case(size=ApologySize.LIGHT))
    assert acts(empty) == ([], ["apologise_fake"])


def test_an_apology_too_small_may_still_name_what_it_was_like() -> None:
    found = understanding().read("I'm so sorry you had to wait in the cold.", Case())
    assert (acts(found)[0], found.small_sorry) == (["acknowledge"], True)


@pytest.mark.parametrize(
    ("text", "offer"),
    [
        ("An engineer could come today.", "visit"),
        ("Would you like your money back?", "money"),
        ("We have engineers and refunds.", "visit"),
        ("We've refunded people before.", "money"),
        ("I can't send an engineer, but your money back is possible.", "money"),
        ("We are bioengineers.", None),
        ("What happened?", None),
    ],
)
def test_the_option_named_first_is_told(text: str, offer: str | None) -> None:
    assert understanding().read(text, LEAKING).offer == offer


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("There may be a leak, please open the windows.", True),
        ("That pipe is LEAKING.", True),
        ("Please turn off  the gas.", True),
        ("Is there a leak?", False),
        ("There is no leak.", False),
        ("It isn't a leak.", False),
        ("I'll bleak out.", False),
    ],
)
def test_the_truth_is_told_only_by_saying_it(text: str, told: bool) -> None:
    assert understanding().read(text, LEAKING).safety is told


def test_guesses_point_at_the_words_they_rest_on() -> None:
    text = "\U0001f600 thx  for waiting!! WHATS ur postcode?"
    found = understanding().read(text, Case())
    assert [text[each.start : each.end] for each in found.sure] == ["thx", "WHATS ur postcode"]


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("", EMPTY),
        (" \n\t ", EMPTY),
        ("\U0001f600\U0001f622 !!!", NO_WORDS),
        ("12345 :-)", NO_WORDS),
        ("Es tut mir sehr leid, dass Sie so lange warten mussten.", NOT_ENGLISH),
        ("Siento mucho lo que ha pasado, señora.", NOT_ENGLISH),
        ("ご不便をおかけして申し訳ございません。", NOT_ENGLISH),
        ("お客様 ご不便 申し訳 ございません 本当に", NOT_ENGLISH),
        ("Entschuldigung Frau Lind", NOT_UNDERSTOOD),
        ("asdf qwer jkl", NOT_UNDERSTOOD),
    ],
)
def test_what_cannot_be_read_costs_nothing_and_says_what_to_do(text: str, note: str) -> None:
    assert understanding().read(text, LEAKING) == Understood(note=note)


@pytest.mark.parametrize("text", ["I'm sorry. " * 10_000, "a" * 100_000, "So, you, " * 11_200, "?" * 100_000])
def test_of_a_very_long_line_only_the_beginning_is_read(text: str) -> None:
    found = understanding().read(text, LEAKING)
    assert found.note
    assert all(each.end <= LONGEST for each in (*found.sure, *found.maybe))


def test_a_line_just_too_long_says_so() -> None:
    assert understanding().read("What happened? ".ljust(LONGEST + 1, "x"), Case()).note == CUT


def test_the_same_line_is_read_the_same_way_twice() -> None:
    again = Understanding(rules(), understanding()._readers)
    for line in lines("held_out")[::20]:
        assert again.read(line.text, line.case) == read(line.text, line.case)


def test_a_second_reader_may_say_more_but_is_never_sure() -> None:
    second = Understanding(rules(), understanding()._readers, lambda _: [(Act.THANK, 1.0)])
    found = second.read("The chef and the pilot went by the lake.", Case())
    assert found.maybe[0].act is Act.THANK
    assert found.sure == ()


def check_bounds(text: str, found: Understood) -> None:
    assert len(found.maybe) <= 3
    assert not {each.act for each in found.sure} & (HARMFUL | {Act.OTHER})
    assert not {each.act for each in found.sure} & {each.act for each in found.maybe}
    assert len(found.top3()) <= 3
    for each in (*found.sure, *found.maybe):
        assert 0 <= each.start < each.end <= len(text)
        assert 0 <= each.confidence <= 1


TYPED = """i'm sorry but you should have called us we will see what happened ill u thx leak refund
    . ? ! , so if policy 5 pm \u2026 don\u2019t \u00df \u0130 \U0001f600"""
WORDS = st.sampled_from(TYPED.split())


@given(st.one_of(st.text(max_size=200), st.lists(WORDS, max_size=30).map(" ".join)))
@settings(max_examples=60, deadline=None)
def test_whatever_is_typed_is_read_within_bounds(text: str) -> None:
    check_bounds(text, understanding().read(text, LEAKING))


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_are_read_within_bounds(text: str) -> None:
    check_bounds(text, understanding().read(text, LEAKING))
    check_bounds(f"{text} sorry {text}", understanding().read(f"{text} sorry {text}", LEAKING))
