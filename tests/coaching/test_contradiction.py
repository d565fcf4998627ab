"""Nobody is told that they are wrong, and nobody in danger is told so softly."""

import json
from functools import cache
from pathlib import Path

import pytest
from hostile import HOSTILE
from hypothesis import given, settings
from hypothesis import strategies as st

from aware_tui import paths
from aware_tui.content.coaching import open_coaching
from aware_tui.domain.coaching.contradiction import DANGER, LONGEST, STOP, ContradictionReader
from aware_tui.domain.coaching.rules import Severity


@cache
def reader() -> ContradictionReader:
    shelf = paths.shipped_playbooks()
    return ContradictionReader(open_coaching(shelf / "aware", (shelf,), None).coaching.contradiction)


@cache
def labelled() -> tuple[str, ...]:
    files = sorted((Path(__file__).parent / "lines").glob("contradiction-*.jsonl"))
    return tuple(json.loads(line)["text"] for file in files for line in file.read_text("utf-8").splitlines())


def found(text: str) -> list[tuple[str, str]]:
    return [(each.rule, text[each.start : each.end]) for each in reader().contradictions(text)]


def mealy(text: str) -> list[str]:
    return [text[each.start : each.end] for each in reader().correction(text).findings]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("You are wrong about the bill.", [("you_are_wrong", "You are wrong")]),
        ("You're simply mistaken.", [("you_are_wrong", "You're simply mistaken")]),
        ("That never happened.", [("did_not_happen", "That never happened")]),
        ("You must have misread the sign.", [("you_must_have", "You must have misread")]),
        ("You should have read the terms.", [("you_should_have", "You should have read")]),
        ("I don't believe you.", [("you_are_lying", "I don't believe you")]),
        ("That was your own fault.", [("your_fault", "was your own fault")]),
        (
            "\U0001f600 That\u2019s not  what happened, I\u2019m afraid.",
            [("did_not_happen", "That\u2019s not  what happened")],
        ),
        (
            "With respect, that isn't how it went.",
            [("polite_denial", "With respect"), ("did_not_happen", "that isn't how it")],
        ),
        (
            "You are wrong, and that never happened.",
            [("you_are_wrong", "You are wrong"), ("did_not_happen", "that never happened")],
        ),
        ("I see the bill. YOU ARE WRONG about it.", [("you_are_wrong", "YOU ARE WRONG")]),
    ],
)
def test_words_that_tell_a_customer_they_are_wrong_are_pointed_at(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert found(text) == expected
    assert all(each.reason and each.suggestion for each in reader().contradictions(text))


def test_a_polite_denial_weighs_less_than_a_flat_one() -> None:
    weights = {each.rule: each.severity for each in reader().contradictions("With respect, you are wrong.")}
    assert weights == {"polite_denial": Severity.WARN, "you_are_wrong": Severity.BLOCK}


@pytest.mark.parametrize(
    "text",
    [
        "You are right about the bill.",
        "You are not wrong.",
        "I believe you.",
        "None of this was your fault.",
        "If I am wrong about the tide, please tell me.",
        "The guest says that you were wrong.",
        "Did you see the crack before the move?",
        "Our baker got it wrong.",
        "That must have been frightening.",
        "She told me \u201cyou are wrong\u201d and hung up.",
        "I can see two invoices here.",
        "",
    ],
)
def test_agreement_questions_reports_and_our_own_mistakes_contradict_nobody(text: str) -> None:
    assert found(text) == []


def test_only_the_sentence_that_spares_them_is_spared() -> None:
    assert found("I believe you. You are wrong about the bill.") == [("you_are_wrong", "You are wrong")]
    assert found("You are right that you are wrong.") == []


@pytest.mark.parametrize(
    ("text", "says", "plain"),
    [
        ("Please stop using the ladder now: it is dangerous.", {STOP, DANGER}, True),
        ("Please unplug it now. It can give you a shock.", {STOP, DANGER}, True),
        ("PLEASE  UNPLUG IT NOW: it can give you a shock!", {STOP, DANGER}, True),
        ("Stop using the heater.", {STOP}, False),
        ("It can give you a shock.", {DANGER}, False),
        ("Please unplug it now: it can give you a shock. Perhaps.", {STOP, DANGER}, False),
        ("Your choir sounded lovely on Sunday.", set(), False),
        ("", set(), False),
    ],
)
def test_a_plain_correction_says_what_must_stop_and_why(text: str, says: set[str], plain: bool) -> None:
    assert reader().correction(text).says == says
    assert reader().correction(text).plain is plain


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("You might want to stop using the heater, it can give you a shock.", ["You might want"]),
        ("Please unplug it now: it can give you a shock. Perhaps.", ["Perhaps"]),
        ("Ideally the ladder is not used in the wind.", ["Ideally"]),
        ("\U0001f600 It\u2019s up to   you.", ["It\u2019s up to   you"]),
        ("Unplug the heater now: it can give you a shock.", []),
    ],
)
def test_soft_words_about_a_danger_are_pointed_at(text: str, words: list[str]) -> None:
    assert mealy(text) == words
    assert {each.severity for each in reader().correction(text).findings} <= {Severity.WARN}


def test_in_a_plain_correction_nobody_is_contradicted() -> None:
    plain = "You are wrong: please stop using the ladder now, it can kill you."
    assert found(plain) == []
    assert found(plain + " Perhaps.") == [("you_are_wrong", "You are wrong")]


def check_places(text: str) -> None:
    for finding in (*reader().contradictions(text), *reader().correction(text).findings):
        assert 0 <= finding.start < finding.end <= len(text), finding
        assert text[finding.start : finding.end].strip(), finding


@settings(deadline=None, max_examples=60)
@given(st.one_of(st.text(), st.lists(st.sampled_from(labelled()[::9] + HOSTILE), max_size=3).map(" ".join)))
def test_every_finding_lies_inside_any_text(text: str) -> None:
    check_places(text)


@pytest.mark.long
def test_every_finding_lies_inside_labelled_and_hostile_texts() -> None:
    for text in (*labelled(), *HOSTILE, *(f"{each} You are wrong. Perhaps {each}" for each in HOSTILE)):
        check_places(text)


def test_case_quotes_and_spacing_change_nothing() -> None:
    for text in labelled()[::4]:
        for other in (text.upper(), text.replace("'", "\u2019"), text.replace(" ", "  ")):
            assert reader().rules_found(other) == reader().rules_found(text), other
            assert [rule for rule, _ in found(other)] == [rule for rule, _ in found(text)], other
            assert reader().correction(other).plain is reader().correction(text).plain, other


def test_contradictions_come_in_the_order_of_the_text() -> None:
    for text in labelled():
        starts = [finding.start for finding in reader().contradictions(text)]
        assert starts == sorted(starts)


def test_the_end_of_a_very_long_text_is_left_alone() -> None:
    assert found("so it is. " * (LONGEST // 10) + "You are wrong.") == []
    assert found("You are wrong. " + "so it is. " * (LONGEST // 10)) == [("you_are_wrong", "You are wrong")]
