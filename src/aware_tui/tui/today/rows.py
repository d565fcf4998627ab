"""The rows of Today, each list with its columns in line; loaded when there is something to show."""

from datetime import datetime

from textual.content import Content

from aware_tui.domain.causes import ToBeTold
from aware_tui.domain.forms import short_day
from aware_tui.domain.state_words import state_words
from aware_tui.domain.states import Status
from aware_tui.domain.summary import DueLine, HalfDocumented, NotDelivered, SessionLine
from aware_tui.domain.text import cells, excerpt
from aware_tui.domain.zones import local_time
from aware_tui.language import _
from aware_tui.services.shown import Day
from aware_tui.tui.follow_ups.rows import owner_of, what_of, when_of
from aware_tui.tui.plaintext import styled
from aware_tui.tui.widgets.row_list import Line

NAME_WIDTH = 24
"""Cells a customer's name takes at most."""

WHAT_WIDTH = 44
"""Cells the words of a promise take at most."""

NOBODY = _("no name yet")
"""Stands for a customer whose name was not asked yet."""


SHOWN = {"unfinished": 10, "overdue": 8, "due": 8, "half": 20, "told": 8}
"""Rows of each list at most; its title tells how many there are, and the key that shows all."""


def rows_of(day: Day, now: datetime, width: int, agent: str, zone: str = "") -> dict[str, tuple[Line, ...]]:
    """Return the rows of each list by its name; `agent` is told as me, `zone` is the reader's."""
    late = tuple(line for line in day.due if line.overdue(now))
    coming = tuple(line for line in day.due if not line.overdue(now))
    return {
        "unfinished": unfinished_rows(day.unfinished[: SHOWN["unfinished"]], now, width, agent),
        "overdue": due_rows(late[: SHOWN["overdue"]], now, width, agent, zone),
        "due": due_rows(coming[: SHOWN["due"]], now, width, agent, zone),
        "half": half_rows(day.half_documented),
        "stuck": stuck_rows(day.not_delivered, width),
        "told": told_rows(day.to_tell[: SHOWN["told"]], width),
    }


def sessions_of(day: Day) -> dict[str, str]:
    """Return the session that each row opens, by the id of the row; a row to be told opens no session."""
    found = {line.id: line.id for line in day.unfinished}
    found |= {line.id: line.session_id for line in day.due}
    found |= {f"half-{half.session_id}": half.session_id for half in day.half_documented}
    found |= {f"stuck-{stuck.delivery_id}": stuck.session_id for stuck in day.not_delivered}
    return found


def unfinished_rows(
    lines: tuple[SessionLine, ...], now: datetime, width: int, agent: str
) -> tuple[Line, ...]:
    """Return a row for each session: when it began, who, how it stands and with whom, their first words."""
    names = column([excerpt(line.customer or NOBODY, NAME_WIDTH) for line in lines])
    others = column([f"{excerpt(line.agent, 10)}  " if line.agent != agent else "" for line in lines])
    rows = []
    for line, name, other in zip(lines, names, others, strict=True):
        stands = (_("parked") if line.status is Status.PARKED else _("open  ")) + f"  {other}"
        words = excerpt(line.excerpt, max(10, width - cells(name) - cells(stands) - 10))
        parts = ((f"{_began(line, now):>6}  ", "$muted"), (name, "bold"), (f"  {stands}", "$muted"))
        rows.append(Line(line.id, styled(*parts, (words, ""))))
    return tuple(rows)


def _began(line: SessionLine, now: datetime) -> str:
    local, today = (local_time(at, line.zone) for at in (line.started_at, now))
    return f"{local:%H:%M}" if local.date() == today.date() else short_day(local)


def due_rows(
    lines: tuple[DueLine, ...], now: datetime, width: int, agent: str, zone: str = ""
) -> tuple[Line, ...]:
    """Return a row for each open promise or check: when, what, for whom, whose it is."""
    times = column([when_of(line, now, zone) for line in lines])
    names = column([excerpt(line.customer, NAME_WIDTH) for line in lines])
    used = max((cells(time) + cells(name) for time, name in zip(times, names, strict=True)), default=0)
    room = max(10, min(WHAT_WIDTH, width - used - 14))
    whats = column([excerpt(what_of(line), room) for line in lines])
    return tuple(
        Line(line.id, _due_row(line, (time, what, name), now, agent))
        for line, time, what, name in zip(lines, times, whats, names, strict=True)
    )


def _due_row(line: DueLine, columns: tuple[str, str, str], now: datetime, agent: str) -> Content:
    time, what, name = columns
    return styled(
        (time, "bold $warning" if line.overdue(now) else "$muted"),
        (f"  {what}", ""),
        (f"  {name}", "bold"),
        (f"  {excerpt(owner_of(line, agent), 10)}", "$muted" if line.owner else "$warning"),
    )


def half_rows(lines: tuple[HalfDocumented, ...]) -> tuple[Line, ...]:
    """Return a row for each half-documented session: who, and what is missing."""
    names = column([excerpt(line.customer or NOBODY, NAME_WIDTH) for line in lines])
    return tuple(
        Line(f"half-{line.session_id}", _half_row(line, name))
        for line, name in zip(lines, names, strict=True)
    )


def _half_row(line: HalfDocumented, name: str) -> Content:
    missing = _("profile entry") if line.missing == "profile_entry" else _("quality record")
    return styled((name, "bold"), (_("  {missing} is missing").format(missing=missing), ""))


def stuck_rows(lines: tuple[NotDelivered, ...], width: int) -> tuple[Line, ...]:
    """Return a row for each document that did not get through: whose, which, why."""
    names = column([excerpt(line.customer or NOBODY, NAME_WIDTH) for line in lines])
    rows = []
    for line, name in zip(lines, names, strict=True):
        document = state_words(line.document)
        stands = (_("  needs you  "), "bold $warning") if line.held else (_("  is tried again  "), "$muted")
        why = excerpt(line.problem, max(10, width - cells(name) - len(document) - len(stands[0]) - 2))
        parts = ((name, "bold"), (f"  {document}", ""), stands, (why, "$muted"))
        rows.append(Line(f"stuck-{line.delivery_id}", styled(*parts)))
    return tuple(rows)


def told_id(line: ToBeTold) -> str:
    """Return the id of the row for somebody to be told."""
    return f"told-{line.links[0].id}"


def told_rows(lines: tuple[ToBeTold, ...], width: int) -> tuple[Line, ...]:
    """Return a row for each customer to be told that what hit them is fixed."""
    names = column([excerpt(line.customer or NOBODY, NAME_WIDTH) for line in lines])
    rows = []
    for line, name in zip(lines, names, strict=True):
        fixed = excerpt(line.point.title, max(10, width - cells(name) - 28))
        parts = ((name, "bold"), (_("  tell them it is fixed: "), "$muted"), (fixed, ""))
        rows.append(Line(told_id(line), styled(*parts)))
    return tuple(rows)


def column(texts: list[str]) -> list[str]:
    """Return texts filled up with blanks to the cells of the widest one."""
    widest = max(map(cells, texts), default=0)
    return [text + " " * (widest - cells(text)) for text in texts]
