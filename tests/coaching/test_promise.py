"""A promise has a deed, somebody who does it and a time for a clock; what is not there is told."""

import json
from datetime import datetime
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hostile import HOSTILE
from hypothesis import given, settings
from hypothesis import strategies as st

from aware_tui import paths
from aware_tui.content.coaching import open_coaching
from aware_tui.domain.coaching.promise import LONGEST, PromiseReader, PromiseVerdict
from aware_tui.domain.coaching.promise_due import PromiseChecked, checked
from aware_tui.domain.coaching.rules import Severity
from aware_tui.domain.coaching.spoken import spoken_promise
from aware_tui.services.due import read_due

ZONE = "Europe/London"
NOW = datetime(2026, 3, 12, 10, 20, tzinfo=ZoneInfo(ZONE))
"""A Thursday morning."""


@cache
def reader() -> PromiseReader:
    shelf = paths.shipped_playbooks()
    return PromiseReader(open_coaching(shelf / "aware", (shelf,), None).coaching.promise)


@cache
def labelled() -> tuple[str, ...]:
    files = sorted((Path(__file__).parent / "lines").glob("promise-*.jsonl"))
    return tuple(json.loads(line)["text"] for file in files for line in file.read_text("utf-8").splitlines())


def found(text: str) -> list[tuple[str, str]]:
    findings = reader().read(text).findings
    return [(finding.rule, text[finding.start : finding.end]) for finding in findings]


def check(text: str, zone: str = ZONE) -> PromiseChecked:
    """Read a promise and its due time as `services/coach.py` does."""
    return checked(text, reader().read(text), read_due(text, NOW, zone))


@pytest.mark.parametrize(
    ("text", "verdict", "missing"),
    [
        ("I'll ring you back by Friday noon.", "exact", ""),
        ("I\u2019LL  RING YOU BACK\nBY FRIDAY NOON.", "exact", ""),
        ("Dana will ring you back by Friday noon.", "exact", ""),
        ("By noon tomorrow I'll have the new lock fitted.", "exact", ""),
        ("I'll ring the depot and tell you what they say by 4pm today.", "exact", ""),
        ("I'll email you the form within 3 days.", "exact", ""),
        ("I'll ring you at 4pm today, is that okay?", "exact", ""),
        ("I'll ring you back.", "incomplete", "when"),
        ("Your refund will be paid by Friday noon.", "incomplete", "who"),
        ("A replacement by Friday.", "incomplete", "who"),
        ("Your refund will be paid.", "incomplete", "who when"),
        ("Your refund will be paid by Friday noon, I'm handling it.", "exact", ""),
        ("I'll ring you back shortly.", "vague", "when"),
        ("I'll look into it.", "vague", "when"),
        ("Someone will call you tomorrow at 9.", "vague", "who"),
        ("I'll try to ring you by 4pm.", "vague", ""),
        ("Will you ring me at 4?", "none", "what who when"),
        ("The museum opens at nine.", "none", "what who when"),
        ("I can't promise anything.", "none", "what who when"),
        ("She said she would ring you by noon.", "none", "what who when"),
        ("I'm sorry about that.", "none", "what who when"),
        ("\u00a7 \u00a4 \u00ac", "none", "what who when"),
        ("", "none", "what who when"),
    ],
)
def test_a_promise_is_worth_its_parts(text: str, verdict: str, missing: str) -> None:
    assert (reader().read(text).verdict, list(reader().read(text).missing)) == (verdict, missing.split())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I'll ring you back shortly.", [("no_time_soon", "shortly")]),
        ("\U0001f600 \u2014 I\u2019ll   ring you back shortly!", [("no_time_soon", "shortly")]),
        ("I'll look into it.", [("empty_deed", "look into")]),
        ("Someone will call you tomorrow at 9.", [("nobody_named", "Someone will")]),
        ("I'll try to ring you by 4pm.", [("hedged", "try")]),
        ("We'll get back to you shortly.", [("empty_deed", "get back to you"), ("no_time_soon", "shortly")]),
        ("I'll ring you by 4pm today.", []),
        ("I'll ring you back.", []),
        ("The museum opens shortly.", []),
    ],
)
def test_the_words_that_empty_a_promise_are_pointed_at(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text", ["I'll ring you back shortly.", "Someone will call you.", "I'll look into it."]
)
def test_what_empties_a_promise_is_said_with_a_reason_and_a_better_way(text: str) -> None:
    for finding in reader().read(text).findings:
        assert (finding.severity, bool(finding.reason), bool(finding.suggestion)) == (
            Severity.BLOCK,
            True,
            True,
        )


def test_the_best_of_several_promises_counts() -> None:
    assert found("I'll look into it and ring you by 4pm today.") == []
    assert reader().read("I'll look into it. I'll ring you by 4pm today.").verdict is PromiseVerdict.EXACT
    assert reader().read("I'll ring you back. I'll look into it.").verdict is PromiseVerdict.VAGUE


def test_a_vague_time_beside_a_real_one_does_no_harm() -> None:
    assert reader().read("I'll ring you shortly, by 4pm today.").verdict is PromiseVerdict.EXACT
    assert reader().read("I'll ring you shortly.").verdict is PromiseVerdict.VAGUE


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("I'll ring you by 4pm today.", "2026-03-12T16:00"),
        ("I'll ring you back by Friday noon.", "2026-03-13T12:00"),
        ("I'll ring you by Friday.", "2026-03-13T17:00"),
        ("I'll ring you tomorrow at 9.", "2026-03-13T09:00"),
        ("I'll ring you back.", None),
    ],
)
def test_a_time_that_counts_is_the_due_time(text: str, due: str | None) -> None:
    reading = check(text)
    assert (f"{reading.due.local:%Y-%m-%dT%H:%M}" if reading.due else None) == due
    assert reading.reading == reader().read(text)
    assert not reading.ambiguous


@pytest.mark.parametrize(
    ("text", "rule", "words", "asked"),
    [
        ("I'll ring you at 9am today.", "time_past", "9am today", "That time has passed: 09:00 today."),
        ("I'll ring you at 01:30 on 29 March.", "time_gap", "01:30 on 29 March", "01:30 is skipped on"),
    ],
)
def test_a_time_that_cannot_be_is_none(text: str, rule: str, words: str, asked: str) -> None:
    reading = check(text)
    [finding] = reading.reading.findings
    assert (finding.rule, finding.severity) == (rule, Severity.WARN)
    assert text[finding.start : finding.end].rstrip(".") == words
    assert finding.reason.startswith(asked)
    assert (reading.reading.verdict, reading.reading.missing) == (PromiseVerdict.INCOMPLETE, ("when",))
    assert (reading.due, reading.ambiguous) == (None, False)


@pytest.mark.parametrize(
    ("text", "rule", "words", "asked"),
    [
        ("I'll ring you at 01:30 on 25 October.", "time_fold", "01:30 on 25 October", "01:30 comes twice on"),
        ("I'll ring you at 4pm today or 5pm tomorrow.", "time_ambiguous", "4pm today", "Which one: today"),
    ],
)
def test_a_time_that_may_be_two_is_asked_about_and_stays_a_time(
    text: str, rule: str, words: str, asked: str
) -> None:
    reading = check(text)
    [finding] = reading.reading.findings
    assert (finding.rule, finding.severity) == (rule, Severity.TIP)
    assert text[finding.start : finding.end].rstrip(".") == words
    assert finding.reason.startswith(asked)
    assert (reading.reading.verdict, reading.reading.missing) == (PromiseVerdict.EXACT, ())
    assert (reading.due, reading.ambiguous) == (None, True)


def test_a_gap_of_one_zone_is_a_plain_time_in_another() -> None:
    assert check("I'll ring you at 01:30 on 29 March.", "Asia/Kolkata").due is not None


def test_a_vague_promise_stays_vague_when_its_time_has_passed() -> None:
    reading = check("I'll try to ring you at 9am today.").reading
    assert (reading.verdict, reading.missing) == (PromiseVerdict.VAGUE, ("when",))
    assert [finding.rule for finding in reading.findings] == ["hedged", "time_past"]


def test_where_nothing_is_promised_no_time_is_asked_about() -> None:
    text = "The museum opened at 9am today."
    assert check(text).reading == reader().read(text)
    assert reader().read(text).findings == ()


@pytest.mark.parametrize(
    ("what", "who", "when", "expected"),
    [
        ("ring you back", "Dana", "Friday noon", "Dana will ring you back by Friday noon"),
        ("ring you back", "", "", "I will ring you back"),
        ("ring you back", "  ", "by 4pm", "I will ring you back by 4pm"),
        ("I'll ring you back", "Dana", "4pm", "I'll ring you back by 4pm"),
        ("I\u2019ll ring you back", "", "", "I\u2019ll ring you back"),
        ("We will ring you", " Dana ", " 4pm ", "We will ring you by 4pm"),
        ("inform them", "", "", "I will inform them"),
        ("", "", "", "I will "),
    ],
)
def test_a_promise_in_three_fields_is_one_sentence(what: str, who: str, when: str, expected: str) -> None:
    assert spoken_promise(what, who, when).text == expected


@pytest.mark.long
@given(st.text(), st.text(), st.text(), st.integers(0, 200), st.integers(0, 200))
def test_what_is_found_in_the_sentence_has_its_place_in_the_what(
    what: str, who: str, when: str, start: int, length: int
) -> None:
    spoken = spoken_promise(what, who, when)
    assert spoken.text[spoken.at : spoken.at + len(what)] == what
    first, last = spoken.in_what(start, start + length)
    assert 0 <= first <= last <= len(what)
    assert all(spoken.text[spoken.at + place] == what[place] for place in range(first, last))
    assert spoken.in_what(spoken.at, spoken.at + len(what)) == (0, len(what))


def test_the_words_of_a_finding_are_found_again_in_the_what() -> None:
    spoken = spoken_promise("look into it", "Dana", "4pm")
    [finding] = reader().read(spoken.text).findings
    first, last = spoken.in_what(finding.start, finding.end)
    assert spoken.what[first:last] == "look into"


def check_places(text: str) -> None:
    for finding in check(text).reading.findings:
        assert 0 <= finding.start < finding.end <= len(text), finding
        assert text[finding.start : finding.end].strip(), finding


@settings(deadline=None, max_examples=60)
@given(st.one_of(st.text(), st.lists(st.sampled_from(labelled()[::9] + HOSTILE), max_size=3).map(" ".join)))
def test_every_finding_lies_inside_any_text(text: str) -> None:
    check_places(text)


@pytest.mark.long
def test_every_finding_lies_inside_labelled_and_hostile_texts() -> None:
    for text in (*labelled(), *HOSTILE, *(f"{each} I'll try shortly {each}" for each in HOSTILE)):
        check_places(text)


def test_case_quotes_and_spacing_change_nothing() -> None:
    for text in labelled()[::6]:
        told = reader().read(text)
        for other in (text.upper(), text.replace("'", "\u2019"), text.replace(" ", "  ")):
            same = reader().read(other)
            assert (same.verdict, same.missing) == (told.verdict, told.missing), other
            assert [each.rule for each in same.findings] == [each.rule for each in told.findings], other


def test_only_the_beginning_of_a_very_long_text_is_read() -> None:
    assert reader().read("x " * LONGEST + "I'll ring you by 4pm today.").verdict is PromiseVerdict.NONE
    assert reader().read("I'll ring you by 4pm today. " + "x " * LONGEST).verdict is PromiseVerdict.EXACT
