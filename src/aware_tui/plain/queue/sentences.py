"""A promise or check of the queue in words: for columns, and as a sentence for those who listen."""

from datetime import datetime

from aware_tui.config import Settings
from aware_tui.domain.due import Due, describe, describe_day
from aware_tui.domain.forms import long_day, weekday
from aware_tui.domain.states import FollowUpKind
from aware_tui.domain.summary import DueLine
from aware_tui.domain.text import excerpt
from aware_tui.domain.zones import local_time
from aware_tui.language import _

LONGEST = 400
"""Cells of a note in a sentence."""


def when(line: DueLine, now: datetime, zone: str) -> str:
    """Return "tomorrow 17:00", "overdue Mon 2 Mar 17:00" or "no time yet"; `zone` is the reader's."""
    if line.due_at is None:
        return _("no time yet")
    told = describe(Due(line.due_at, line.zone or zone, ""), now, zone)
    return _("overdue {when}").format(when=told) if line.overdue(now) else told


def what(line: DueLine) -> str:
    """Return what is to be done."""
    if line.kind is FollowUpKind.DELEGATE:
        return _("check with {name}").format(name=line.who or _("them"))
    return _("check back with them") if line.kind is FollowUpKind.CUSTOMER else line.what


def owner(line: DueLine, settings: Settings) -> str:
    """Return whose it is to see to."""
    return _("me") if line.owner == settings.agent else line.owner or _("nobody")


def sentence(line: DueLine, shown_id: str, now: datetime, settings: Settings) -> str:
    """Return a line as a sentence without columns; it ends with the id, if there is one to show."""
    parts = [_deed(line)]
    if line.kind is None:
        parts.append(_("promised by {name}").format(name=_flat(line.who) or _("nobody")))
    if line.customer.strip():
        parts.append(_("for {name}").format(name=_flat(line.customer)))
    note = _(" Note: {note}.").format(note=_flat(line.note)) if line.note.strip() else ""
    named = _(" Id {id}").format(id=shown_id) if shown_id else ""
    return f"{_spoken_time(line, now, settings.zone)}: {', '.join(parts)}.{note}{named}"


def _deed(line: DueLine) -> str:
    if line.kind is None:
        return _flat(line.what)
    deed = _flat(what(line))
    if not line.what.strip():
        return deed
    return _("{check} about “{promise}”").format(check=deed, promise=_flat(line.what))


def _flat(words: str) -> str:
    """Return words on one line, without the stop that the sentence has already."""
    return excerpt(words, LONGEST).rstrip(".")


def _spoken_time(line: DueLine, now: datetime, zone: str) -> str:
    if line.due_at is None:
        return _("No time yet")
    due = Due(line.due_at, line.zone or zone, "")
    name = f" {due.local.tzname()}" if due.zone != zone else ""
    when = f"{_spoken_day(due, now)} {due.local:%H:%M}{name}"
    return (_("Overdue since {when}") if line.overdue(now) else _("Due {when}")).format(when=when)


def _spoken_day(due: Due, now: datetime) -> str:
    """Return "today", "tomorrow", "Monday 2 March" or, in another year, "Friday 1 January 2027"."""
    short, day = describe_day(due, now), due.local
    if not any(map(str.isdigit, short)):
        return short
    year = "" if day.year == local_time(now, due.zone).year else f" {day.year}"
    return f"{weekday(day)} {long_day(day)}{year}"
