"""A promise or check of the queue in words: for columns, and as a sentence for those who listen."""

from datetime import datetime

from aware_tui.config import Settings
from aware_tui.domain.due import Due, describe, describe_day
from aware_tui.domain.states import FollowUpKind
from aware_tui.domain.summary import DueLine
from aware_tui.domain.text import excerpt

LONGEST = 400
"""Cells of a note in a sentence."""


def when(line: DueLine, now: datetime, zone: str) -> str:
    """Return "tomorrow 17:00", "overdue Mon 2 Mar 17:00" or "no time yet"; `zone` is the reader's."""
    if line.due_at is None:
        return "no time yet"
    told = describe(Due(line.due_at, line.zone or zone, ""), now, zone)
    return f"overdue {told}" if line.overdue(now) else told


def what(line: DueLine) -> str:
    """Return what is to be done."""
    if line.kind is FollowUpKind.DELEGATE:
        return f"check with {line.who or 'them'}"
    return "check back with them" if line.kind is FollowUpKind.CUSTOMER else line.what


def owner(line: DueLine, settings: Settings) -> str:
    """Return whose it is to see to."""
    return "me" if line.owner == settings.agent else line.owner or "nobody"


def sentence(line: DueLine, shown_id: str, now: datetime, settings: Settings) -> str:
    """Return a line as a sentence without columns."""
    parts = [_deed(line)]
    if line.kind is None:
        parts.append(f"promised by {_flat(line.who) or 'nobody'}")
    if line.customer.strip():
        parts.append(f"for {_flat(line.customer)}")
    note = f" Note: {_flat(line.note)}." if line.note.strip() else ""
    return f"{_spoken_time(line, now, settings.zone)}: {', '.join(parts)}.{note} Id {shown_id}"


def _deed(line: DueLine) -> str:
    if line.kind is None:
        return _flat(line.what)
    about = f" about “{_flat(line.what)}”" if line.what.strip() else ""
    return f"{_flat(what(line))}{about}"


def _flat(words: str) -> str:
    """Return words on one line, without the stop that the sentence has already."""
    return excerpt(words, LONGEST).rstrip(".")


def _spoken_time(line: DueLine, now: datetime, zone: str) -> str:
    if line.due_at is None:
        return "No time yet"
    due = Due(line.due_at, line.zone or zone, "")
    name = f" {due.local.tzname()}" if due.zone != zone else ""
    start = "Overdue since" if line.overdue(now) else "Due"
    return f"{start} {_spoken_day(due, now)} {due.local:%H:%M}{name}"


def _spoken_day(due: Due, now: datetime) -> str:
    """Return "today", "tomorrow", "Monday 2 March" or, in another year, "Friday 1 January 2027"."""
    short, day = describe_day(due, now), due.local
    if short in ("today", "tomorrow"):
        return short
    year = "" if short.endswith(f"{day:%b}") else f" {day.year}"
    return f"{day:%A} {day.day} {day:%B}{year}"
