"""The plain form of a text loses no place: whatever is found in it is found in the text as given."""

from itertools import pairwise

import pytest
from hostile import HOSTILE
from hypothesis import given
from hypothesis import strategies as st

from aware_tui.domain.coaching.wording import (
    DEAD_MARK,
    LONGEST,
    MARK,
    QUOTED,
    Wording,
    sentences_of,
    wording_of,
)

PIECES = st.sampled_from(
    [
        *("I'm", "don\u2019t", "dont", "APOLOGISE", "Mr.", "sorry", "we'll", "u", "cos", "\u0130", "\u00df"),
        *(" ", "  ", "\n", "\n\n", "\r\n", "\t", "\u00a0", "\u2028", "\x00", "\ud800"),
        *(*"'\"\u2018\u2019\u201c\u201d\u00ab\u2014.!?;,-", MARK, DEAD_MARK, QUOTED, "\U0001f600"),
    ]
)
TEXTS = st.lists(st.one_of(PIECES, st.text(max_size=4)), max_size=25).map("".join)

SAID = st.lists(
    st.sampled_from(
        [
            *("I'm sorry", "you didn't wait", "it can't be", '"not now"', "Dr. Roy's cat", "we'd say"),
            *("they're - well - late", "pls hold", "it's 5 o'clock", "the driver's van", "no."),
        ]
    ),
    min_size=1,
    max_size=8,
).map(" ".join)


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences_of(text)]


def check_places(text: str, wording: Wording) -> None:
    """Every character stands for a stretch of the original that is not empty, and they come in order."""
    assert len(wording.text) == len(wording.starts) == len(wording.ends)
    pairs = list(zip(wording.starts, wording.ends, strict=True))
    assert all(0 <= start < end <= len(text) for start, end in pairs)
    for (start, end), (later_start, later_end) in pairwise(pairs):
        assert (later_start, later_end) == (start, end) or later_start >= end


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("", ""),
        ("I'm  sorry", "i am sorry"),
        ("They didn\u2019t say", "they did not say"),
        ("CAN\u2032T you?", "can not you?"),
        ("cannot, wont, ill", "can not, will not, ill"),
        ("were we'll well", "were we will well"),
        ("we apologise and APOLOGISED", "we apologize and apologized"),
        ("it\u2019d do, pls", "it would do, please"),
        (
            "it's been long, he's taken it, it\u2019s only taken a day",
            "it has been long, he is taken it, it has only taken a day",
        ),
        ("I should've rung, it would\u2019ve helped", "i should have rung, it would have helped"),
        ("say 'we're sorry'", "say 'we are sorry'"),
        ("Dr. Who. Yes", "dr who. yes"),
        ("a\nb", "a b"),
        ("a\r\nb", "a b"),
        ("a\n \nb", "a\nb"),
        ("now \u2014 so", "now - so"),
        ("Sorry , sir ! Is it .5 ?", "sorry, sir! is it .5?"),
        ("\u00a7 5 \u00ac \u00a4", " 5 "),
        ("She said \u201csorry\u201d to me", "she said \u00a4 to me"),
        ('"a" and "b"', "\u00a4 and \u00a4"),
        ('"one', '"one'),
        ("\u201cI\u2019m sorry.\u201d", " i am sorry. "),
        (' "all of it". ', "  all of it . "),
        ("the 'new' one", "the 'new' one"),
        ("\u0130t didn't", "\u0130t did not"),
        ('"' + "x" * 601 + '" he said', '"' + "x" * 601 + '" he said'),
    ],
)
def test_a_text_has_one_plain_form(text: str, plain: str) -> None:
    assert wording_of(text).text == plain


@pytest.mark.parametrize(
    ("text", "found", "given_as"),
    [
        ("They didn\u2019t say", "did not", "didn\u2019t"),
        ("They didn\u2019t say", "not say", "didn\u2019t say"),
        ("I'm   so\tsorry.", "am so sorry", "I'm   so\tsorry"),
        ("\u0130 \U0001f600 don't", "do not", "don't"),
        ('He said "no way" twice', "\u00a4", '"no way"'),
        ("Dear Mrs.  Okafor", "mrs okafor", "Mrs.  Okafor"),
        ("\u201cWe\u2019re late\u201d", "we are late", "We\u2019re late"),
    ],
)
def test_what_is_found_in_the_plain_form_has_its_place_in_the_text(
    text: str, found: str, given_as: str
) -> None:
    wording = wording_of(text)
    at = wording.text.index(found)
    start, end = wording.span(at, at + len(found))
    assert text[start:end] == given_as


def test_a_stretch_replaced_keeps_its_place() -> None:
    text = "Oh, I'm sorry about that"
    wording = wording_of(text)
    assert wording.text[4:14] == "i am sorry"
    marked = wording.replaced([(4, 14)], MARK)
    assert marked.text == "oh, \u00a7 about that"
    start, end = marked.span(4, 5)
    assert text[start:end] == "I'm sorry"


@given(TEXTS)
def test_every_character_of_the_plain_form_stands_for_some_of_the_text(text: str) -> None:
    check_places(text, wording_of(text))


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_texts_keep_their_places(text: str) -> None:
    wording = wording_of(text)
    check_places(text, wording)
    assert MARK not in wording.text
    assert DEAD_MARK not in wording.text


@given(SAID)
def test_neither_case_nor_quotes_nor_spacing_changes_the_plain_form(text: str) -> None:
    plain = wording_of(text).text
    curly = text.replace("'", "\u2019").replace('"not now"', "\u201cnot now\u201d")
    assert wording_of(text.upper()).text == plain
    assert wording_of(curly).text == plain
    assert wording_of(curly.replace("\u2019", "\u2018")).text == plain
    assert wording_of(text.replace(" ", "  ")).text == plain
    assert wording_of(text.replace(" - ", " \u2013 ")).text == plain


@given(st.lists(st.sampled_from(["we'll", "see", "it's", "late,", "no.", "CAN'T", "7"]), min_size=1))
def test_a_single_line_break_is_a_blank(words: list[str]) -> None:
    for gap in ("\n", "\r\n", " \n ", "\t"):
        assert wording_of(gap.join(words)).text == wording_of(" ".join(words)).text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        (" \n ", []),
        ("one. two", ["one. ", "two"]),
        ("one? two! three", ["one? ", "two! ", "three"]),
        ("one; two", ["one; ", "two"]),
        ("one... two", ["one... ", "two"]),
        ('"one." two', ['"one." ', "two"]),
        ("one\ntwo", ["one\n", "two"]),
        ("1.5 kg at 10.30", ["1.5 kg at 10.30"]),
        ("one. but two", ["one. but two"]),
        ("one. butter", ["one. ", "butter"]),
        ("one\nbut two", ["one\nbut two"]),
        ("one. however two. yet three. four", ["one. however two. yet three. ", "four"]),
        ("one. that said, two", ["one. that said, two"]),
        ("but one. two", ["but one. ", "two"]),
        ("\u00a7. we lost it.", ["\u00a7. we lost it."]),
        ("oh, \u00a7. we lost it.", ["oh, \u00a7. we lost it."]),
        ("\u00a7, sir. we lost it", ["\u00a7, sir. we lost it"]),
        ("\u00a7. \u00a7. we lost it", ["\u00a7. \u00a7. we lost it"]),
        ("\u00a7 for that. we lost it", ["\u00a7 for that. ", "we lost it"]),
        ("one. \u00a7. we lost it", ["one. ", "\u00a7. we lost it"]),
    ],
)
def test_a_text_falls_into_sentences(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_a_long_run_of_words_is_cut_at_a_blank() -> None:
    text = "word " * 500
    parts = sentences(text)
    assert "".join(parts) == text
    assert all(len(part) <= LONGEST and part.endswith("word ") for part in parts)
    assert len(parts) == 5


def test_a_long_run_without_a_blank_is_cut_all_the_same() -> None:
    assert [len(part) for part in sentences("x" * 1_500)] == [600, 600, 300]


def test_a_sentence_that_trails_off_in_a_but_goes_on() -> None:
    assert len(sentences("i am sorry, but... it was the rain.")) == 1
    assert len(sentences("i am sorry, but. it was the rain. we are wet.")) == 2
    assert len(sentences("i am sorry... it was the rain.")) == 2


def test_a_but_is_not_joined_to_a_sentence_that_it_would_make_too_long() -> None:
    first, but = "x" * 580 + ". ", "but it is our policy."
    assert sentences(first + but) == [first, but]
    assert len(sentences(first[100:] + but)) == 1


@given(st.one_of(TEXTS, TEXTS.map(lambda text: text * 40)))
def test_sentences_are_short_apart_and_leave_out_only_blanks(text: str) -> None:
    plain = wording_of(text).text
    done = 0
    for start, end in sentences_of(plain):
        assert done <= start < end <= len(plain)
        assert end - start <= LONGEST
        assert not plain[done:start].strip()
        assert plain[start:end].strip()
        done = end
    assert not plain[done:].strip()
