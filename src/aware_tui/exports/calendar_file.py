"""Promises and checks as a calendar file (RFC 5545) that any calendar program takes in.

Each is an event (VEVENT), not a task (VTODO): phones and most web calendars show no tasks at all. It takes up
no time (TRANSP), and those with whom a calendar is shared see that there is something, not what (CLASS).
How a customer can be reached is never in it.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from types import MappingProxyType

from aware_tui.domain.states import FollowUpKind
from aware_tui.domain.summary import DueLine
from aware_tui.domain.text import for_screen

OURS = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//aware//follow-ups//EN\r\n"
"""How each of our calendar files begins, and nobody else's."""

LONGEST = 75
"""Octets of a line, without its end."""

_NOTHING_DUE = (  # a calendar needs one part at least, so an empty one says what UTC is
    "BEGIN:VTIMEZONE",
    "TZID:Etc/UTC",
    "BEGIN:STANDARD",
    "DTSTART:19700101T000000",
    "TZOFFSETFROM:+0000",
    "TZOFFSETTO:+0000",
    "END:STANDARD",
    "END:VTIMEZONE",
)
_BREAKS = re.compile("\r\n|[\n\r\v\f\x85\u2028\u2029]")
_SPECIAL = re.compile(r"([\\;,])")


Origins = Mapping[str, tuple[str, int]]
"""By the id of a changed promise, the id of the first one it goes back to, and the changes since."""


def calendar_text(lines: Iterable[DueLine], now: datetime, origins: Origins = MappingProxyType({})) -> str:
    """Return a calendar file of the lines that have a time; it was made at the aware `now`.

    An event has the same UID however often it is written, so that a calendar takes it for the same one; a
    promise that was given a new time keeps the UID it began with, and its SEQUENCE goes up.
    """
    events = [
        line
        for due in lines
        if due.due_at is not None
        for line in _event(due, due.due_at, now, *origins.get(due.id, (due.id, 0)))
    ]
    body = ("CALSCALE:GREGORIAN", "METHOD:PUBLISH", *(events or _NOTHING_DUE), "END:VCALENDAR")
    return OURS + "".join(f"{folded}\r\n" for line in body for folded in _folded(line))


def _event(line: DueLine, due_at: datetime, now: datetime, origin: str, changes: int) -> Iterator[str]:
    yield from ("BEGIN:VEVENT", f"UID:{_text(origin)}@aware", f"SEQUENCE:{changes}", f"DTSTAMP:{_time(now)}")
    if line.made_at is not None:
        yield f"CREATED:{_time(line.made_at)}"
    yield from (f"DTSTART:{_time(due_at)}", "DURATION:PT15M")
    yield from (f"SUMMARY:{_text(_summary(line))}", f"DESCRIPTION:{_text(_description(line))}")
    yield from ("STATUS:CONFIRMED", "CLASS:PRIVATE", "TRANSP:TRANSPARENT", "END:VEVENT")


def _summary(line: DueLine) -> str:
    if line.kind is None:
        return line.what or "A promise"
    whom = line.who or "them"
    deed = f"Check with {whom}" if line.kind is FollowUpKind.DELEGATE else f"Check back with {whom}"
    return f"{deed}: {line.what}" if line.what else deed


def _description(line: DueLine) -> str:
    said = {
        "For": line.customer,
        "Promised by": line.who if line.kind is None else "",
        "When it was said": line.due_words,
        "Note": line.note,
        "Session": line.session_id,
    }
    told = ((label, _BREAKS.sub("\n", value)) for label, value in said.items() if value.strip())
    return "\n".join(f"{label}: {value}" for label, value in told)


def _time(at: datetime) -> str:
    """Return an aware time as UTC in the basic form, "20260304T103000Z"."""
    return at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ").rjust(16, "0")


def _text(words: str) -> str:
    """Return words as the value of a property: breaks and what has a meaning escaped, nothing hidden."""
    lines = (for_screen(line).replace("\t", " ") for line in _BREAKS.split(words))
    return "\\n".join(_SPECIAL.sub(r"\\\1", line) for line in lines)


def _folded(line: str) -> Iterator[str]:
    """Yield a line in pieces of at most LONGEST octets; each but the first begins with a blank."""
    piece, room = "", LONGEST
    for sign in line:
        size = len(sign.encode())
        if size > room:
            yield piece
            piece, room = " ", LONGEST - 1
        piece += sign
        room -= size
    yield piece
