"""Choke points, the sessions they hit and the people to be told, each as one line of a list."""

from datetime import datetime

from textual.content import Content

from aware_tui.domain.causes import ChokePointLine, Hit, Similar, ToBeTold
from aware_tui.domain.choke_words import by_when
from aware_tui.domain.forms import short_day
from aware_tui.domain.states import ChokePointState
from aware_tui.domain.summary import SessionLine
from aware_tui.domain.text import counted, excerpt
from aware_tui.domain.zones import local_time
from aware_tui.language import _
from aware_tui.tui.plaintext import plain, styled

HITS, OWNER, STATE = 5, 10, 18
"""Cells of the columns; a gap of two follows each."""

WITH_OWNER = 60
"""From how many cells on a row has room for whose it is."""

NOBODY = _("no name yet")
"""Stands for a customer whose name was not asked yet."""


def heads(width: int) -> Content:
    """Return the names of the columns over the register."""
    columns = [styled((f"{_('calls'):>{HITS}}", "$faint"))]
    if width >= WITH_OWNER:
        columns.append(_cell(_("whose"), OWNER, "$faint"))
    columns.append(_cell(_("by when"), STATE, "$faint"))
    room = max(0, width - sum(column.cell_length + 2 for column in columns))
    return Content("  ").join([_cell(_("what keeps going wrong"), room, "$faint"), *columns])


def point_row(line: ChokePointLine, now: datetime, width: int, agent: str) -> Content:
    """Return a choke point in `width` cells: what it is, how many calls it hit, whose it is, by when."""
    point, fixed = line.point, line.point.state is ChokePointState.FIXED
    columns = [styled((f"{line.sessions:>{HITS}}", "$muted"))]
    if width >= WITH_OWNER:
        columns.append(_cell(_whose(point.owner, agent), OWNER, "$muted"))
    columns.append(_stands(line, now))
    room = max(0, width - sum(column.cell_length + 2 for column in columns))
    title = _cell(point.title, room, "$muted" if fixed else "")
    return Content("  ").join([title, *columns])


def _stands(line: ChokePointLine, now: datetime) -> Content:
    """Return how a choke point stands: by when it is to be fixed, or that it is."""
    if line.point.state is ChokePointState.FIXED:
        waiting = _("{to_tell} to tell").format(to_tell=line.to_tell) if line.to_tell else _("all told")
        words = waiting if line.sessions else ""
        return _cell(
            _("fixed · {words}").format(words=words) if words else _("fixed"),
            STATE,
            "$warning" if line.to_tell else "$muted",
        )
    day = by_when(line.point, now)
    if line.overdue(now):
        return _cell(_("overdue {day}").format(day=day), STATE, "bold $warning")
    return _cell(day or _("no date yet"), STATE, "$muted" if day else "$faint")


def _whose(owner: str, agent: str) -> str:
    return _("me") if owner and owner == agent else owner


def hit_row(hit: Hit, now: datetime, width: int) -> Content:
    """Return a session that ran into a choke point: when, who, what they said."""
    return _session(hit.line, now, width, "✔ " if hit.link.told_at else "  ")


def similar_row(found: Similar, now: datetime, width: int) -> Content:
    """Return a session that may have the same cause; a mark says that it has a choke point."""
    return _session(found.line, now, width, "◆ " if found.point else "  ")


def known_row(line: ChokePointLine, width: int) -> Content:
    """Return a choke point among the sessions that may have the same cause."""
    calls = counted(line.sessions, "call")
    return styled(
        ("◆ ", "$accent"),
        (excerpt(line.point.title, max(0, width - len(calls) - 4)), ""),
        (f"  {calls}", "$muted"),
    )


def told_row(line: ToBeTold, told: bool, now: datetime, width: int) -> Content:
    """Return a person to be told: whether they were, who, when it happened, what is fixed."""
    name = max(12, min(22, width // 4))
    columns = [
        styled(("[x]" if told else "[ ]", "$success" if told else "$muted")),
        _cell(line.customer or NOBODY, name, "" if line.customer else "$faint"),
        _cell(day_of(line.happened_at, line.zone, now), 10, "$muted"),
    ]
    room = max(0, width - sum(column.cell_length + 2 for column in columns))
    return Content("  ").join([*columns, _cell(line.point.title, room, "$muted" if told else "")])


def day_of(at: datetime, zone: str, now: datetime) -> str:
    """Return "today", "4 Mar" or, of another year, "4 Mar 2025"."""
    there, here = local_time(at, zone), local_time(now, zone)
    if there.date() == here.date():
        return _("today")
    short = short_day(there)
    return short if there.year == here.year else f"{short} {there.year}"


def _session(line: SessionLine, now: datetime, width: int, mark: str) -> Content:
    name = max(10, min(18, width // 4))
    columns = [
        _cell(day_of(line.started_at, line.zone, now), 10, "$muted"),
        _cell(line.customer or NOBODY, name, "" if line.customer else "$faint"),
    ]
    room = max(0, width - sum(column.cell_length + 2 for column in columns) - 2)
    said = _cell(line.excerpt, room, "$muted")
    return Content("").join(
        [styled((mark, "$success" if mark == "✔ " else "$accent")), Content("  ").join([*columns, said])]
    )


def _cell(text: str, width: int, style: str) -> Content:
    shown = plain(excerpt(text, width))
    return styled((shown, style), (" " * max(0, width - shown.cell_length), ""))
