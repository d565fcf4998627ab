"""Calendar files are asked of a real calendar reader."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hostile import HOSTILE
from hypothesis import example, given
from hypothesis import strategies as st
from icalendar import Calendar, Event
from making import NOW

from aware_tui.domain.states import FollowUpKind
from aware_tui.domain.summary import DueLine
from aware_tui.domain.text import for_screen
from aware_tui.exports.calendar_file import LONGEST, OURS, calendar_text

ANYTHING = st.text(st.characters(exclude_categories=())) | st.sampled_from(HOSTILE)
BREAKS = re.compile("\r\n|[\n\r\v\f\x85\u2028\u2029]")


def a_line(**parts: Any) -> DueLine:
    common: dict[str, Any] = {
        "id": "01950000-0000-7000-8000-000000000001",
        "session_id": "0195ffff-0000-7000-8000-00000000000f",
        "kind": None,
        "what": "ring Dana back",
        "who": "kim",
        "customer": "Dana Reyes",
        "due_at": NOW + timedelta(hours=3),
        "zone": "Europe/London",
        "made_at": NOW - timedelta(days=1),
        "contact": "07700 900377",
    }
    return DueLine(**(common | parts))


def events_of(text: str) -> list[Event]:
    """Return the events a real reader finds; fail where it finds fault."""
    calendar = Calendar.from_ical(text.encode())
    assert isinstance(calendar, Calendar)
    events = [part for part in calendar.walk("VEVENT") if isinstance(part, Event)]
    assert [calendar.errors, *(event.errors for event in events)] == [[]] * (len(events) + 1)
    return events


def shown(words: str) -> str:
    """Return words as a calendar may show them."""
    return "\n".join(for_screen(line).replace("\t", " ") for line in BREAKS.split(words))


def test_a_promise_is_an_event_at_its_time() -> None:
    (event,) = events_of(calendar_text([a_line(note="she works until five")], NOW))
    assert event["UID"] == "01950000-0000-7000-8000-000000000001@aware"
    assert event.decoded("DTSTART") == NOW + timedelta(hours=3)
    assert event.decoded("DURATION") == timedelta(minutes=15)
    assert event.decoded("DTSTAMP") == NOW
    assert event.decoded("CREATED") == NOW - timedelta(days=1)
    assert event["SUMMARY"] == "ring Dana back"
    assert event["DESCRIPTION"] == (
        "For: Dana Reyes\nPromised by: kim\nNote: she works until five\n"
        "Session: 0195ffff-0000-7000-8000-00000000000f"
    )
    assert (event["STATUS"], event["CLASS"], event["TRANSP"]) == ("CONFIRMED", "PRIVATE", "TRANSPARENT")


SUMMARIES = [
    (None, "ring Dana back", "kim", "ring Dana back"),
    (None, "", "kim", "A promise"),
    (FollowUpKind.DELEGATE, "", "depot", "Check with depot"),
    (FollowUpKind.DELEGATE, "a visit", "depot", "Check with depot: a visit"),
    (FollowUpKind.CUSTOMER, "", "Dana Reyes", "Check back with Dana Reyes"),
    (FollowUpKind.CUSTOMER, "", "", "Check back with them"),
]


@pytest.mark.parametrize(("kind", "what", "who", "summary"), SUMMARIES)
def test_the_summary_says_what_to_do(kind: FollowUpKind | None, what: str, who: str, summary: str) -> None:
    (event,) = events_of(calendar_text([a_line(kind=kind, what=what, who=who)], NOW))
    assert event["SUMMARY"] == summary


def test_an_event_keeps_its_uid_when_it_moves() -> None:
    (before,) = events_of(calendar_text([a_line()], NOW))
    moved = a_line(due_at=NOW + timedelta(days=9), note="moved")
    (after,) = events_of(calendar_text([moved], NOW + timedelta(hours=1)))
    assert before["UID"] == after["UID"]
    assert before.decoded("DTSTAMP") < after.decoded("DTSTAMP")


def test_how_to_reach_the_customer_stays_out() -> None:
    assert "900377" not in calendar_text([a_line()], NOW)


def test_what_has_no_time_is_left_out() -> None:
    lines = [a_line(id=f"id-{n}", due_at=NOW if n % 2 else None) for n in range(5)]
    uids = [str(event["UID"]) for event in events_of(calendar_text(lines, NOW))]
    assert uids == [
        "id-1@aware",
        "id-3@aware",
    ]


def test_an_empty_calendar_still_has_a_part() -> None:
    calendar = Calendar.from_ical(calendar_text([], NOW).encode())
    assert isinstance(calendar, Calendar)
    assert [part.name for part in calendar.subcomponents] == ["VTIMEZONE"]


@example(what="", who="", customer="", note="", words="0\r")
@given(what=ANYTHING, who=ANYTHING, customer=ANYTHING, note=ANYTHING, words=ANYTHING)
def test_any_words_come_back_as_they_may_be_shown(
    what: str, who: str, customer: str, note: str, words: str
) -> None:
    line = a_line(what=what, who=who, customer=customer, note=note, due_words=words)
    text = calendar_text([line, a_line(id="the-next-one")], NOW)
    event, after = events_of(text)
    assert str(event["SUMMARY"]) == shown(what or "A promise")
    said = {"For": customer, "Promised by": who, "When it was said": words, "Note": note}
    told = [f"{label}: {shown(value)}" for label, value in said.items() if value.strip()]
    assert str(event["DESCRIPTION"]) == "\n".join([*told, f"Session: {line.session_id}"])
    assert after["UID"] == "the-next-one@aware"


@given(ANYTHING | st.text(alphabet="é漢\U0001f469\u200d,;\\\n ", min_size=60))
def test_lines_are_short_and_never_split_a_letter(words: str) -> None:
    written = calendar_text([a_line(what=words, note=words)], NOW).encode()
    assert written.startswith(OURS.encode())
    *lines, last = written.split(b"\r\n")
    assert last == b""
    for line in lines:
        assert len(line) <= LONGEST
        assert not re.search("[\x00-\x1f\x7f-\x9f]", line.decode("utf-8"))


def test_times_are_utc_and_have_four_digits_of_a_year() -> None:
    early = datetime(900, 1, 2, 3, 4, 5, tzinfo=UTC)
    assert "DTSTART:09000102T030405Z" in calendar_text([a_line(due_at=early)], NOW)
