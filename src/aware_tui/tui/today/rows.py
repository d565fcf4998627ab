"""The rows of Today, each list with its columns in line; loaded when there is something to show."""

from datetime import datetime
from zoneinfo import ZoneInfo

from textual.content import Content

from aware_tui.domain.due import Due, describe
from aware_tui.domain.states import FollowUpKind, Status
from aware_tui.domain.summary import DueLine, HalfDocumented, SessionLine
from aware_tui.domain.text import cells, excerpt
from aware_tui.services.shown import Day
from aware_tui.tui.plaintext import styled
from aware_tui.tui.widgets.row_list import Line

NAME_WIDTH = 24
"""Cells a customer's name takes at most."""

WHAT_WIDTH = 44
"""Cells the words of a promise take at most."""

NOBODY = "no name yet"
"""Stands for a customer whose name was not asked yet."""


def rows_of(day: Day, now: datetime, width: int, agent: str) -> dict[str, tuple[Line, ...]]:
    """Return the rows of each list by its name; `agent` is told as me."""
    return {
        "unfinished": unfinished_rows(day.unfinished, now, width),
        "due": due_rows(day.due, now, width, agent),
        "half": half_rows(day.half_documented),
    }


def unfinished_rows(lines: tuple[SessionLine, ...], now: datetime, width: int) -> tuple[Line, ...]:
    """Return a row for each session: when it began, who, how it stands, their first words."""
    names = column([excerpt(line.customer or NOBODY, NAME_WIDTH) for line in lines])
    rows = []
    for line, name in zip(lines, names, strict=True):
        stands = "parked" if line.status is Status.PARKED else "open  "
        words = excerpt(line.excerpt, max(10, width - cells(name) - 18))
        parts = ((f"{_began(line, now):>6}  ", "$muted"), (name, "bold"), (f"  {stands}  ", "$muted"))
        rows.append(Line(line.id, styled(*parts, (words, ""))))
    return tuple(rows)


def _began(line: SessionLine, now: datetime) -> str:
    local, today = (at.astimezone(ZoneInfo(line.zone)) for at in (line.started_at, now))
    return f"{local:%H:%M}" if local.date() == today.date() else f"{local.day} {local:%b}"


def due_rows(lines: tuple[DueLine, ...], now: datetime, width: int, agent: str) -> tuple[Line, ...]:
    """Return a row for each open promise or check: when, what, for whom, whose it is."""
    times = column([_when(line, now) for line in lines])
    names = column([excerpt(line.customer, NAME_WIDTH) for line in lines])
    used = max((cells(time) + cells(name) for time, name in zip(times, names, strict=True)), default=0)
    room = max(10, min(WHAT_WIDTH, width - used - 14))
    whats = column([excerpt(_what(line), room) for line in lines])
    return tuple(
        Line(line.id, _due_row(line, (time, what, name), now, agent))
        for line, time, what, name in zip(lines, times, whats, names, strict=True)
    )


def _due_row(line: DueLine, columns: tuple[str, str, str], now: datetime, agent: str) -> Content:
    time, what, name = columns
    who = "me" if line.who == agent else excerpt(line.who, 10)
    return styled(
        (time, "bold $warning" if _late(line, now) else "$muted"),
        (f"  {what}", ""),
        (f"  {name}", "bold"),
        (f"  {who}" if line.kind is None else "", "$muted"),
    )


def _late(line: DueLine, now: datetime) -> bool:
    return line.due_at is not None and line.due_at < now


def _when(line: DueLine, now: datetime) -> str:
    if line.due_at is None:
        return "no time yet"
    when = describe(Due(line.due_at, line.zone or "UTC", ""), now)
    return f"overdue {when}" if _late(line, now) else when


def _what(line: DueLine) -> str:
    if line.kind is FollowUpKind.DELEGATE:
        return f"check with {line.who or 'them'}"
    return "check back with them" if line.kind is FollowUpKind.CUSTOMER else line.what


def half_rows(lines: tuple[HalfDocumented, ...]) -> tuple[Line, ...]:
    """Return a row for each half-documented session: who, and what is missing."""
    names = column([excerpt(line.customer or NOBODY, NAME_WIDTH) for line in lines])
    return tuple(
        Line(f"half-{line.session_id}", _half_row(line, name))
        for line, name in zip(lines, names, strict=True)
    )


def _half_row(line: HalfDocumented, name: str) -> Content:
    missing = "profile entry" if line.missing == "profile_entry" else "quality record"
    return styled((name, "bold"), (f"  {missing} is missing", ""))


def column(texts: list[str]) -> list[str]:
    """Return texts filled up with blanks to the cells of the widest one."""
    widest = max(map(cells, texts), default=0)
    return [text + " " * (widest - cells(text)) for text in texts]
