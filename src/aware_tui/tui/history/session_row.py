"""A session as one line of a list: when, who, how it stands, how it reached us, what was said."""

import re
from datetime import date, datetime

from textual.content import Content

from aware_tui.domain.forms import day_in_column
from aware_tui.domain.playbook import Playbook
from aware_tui.domain.state_words import state_words
from aware_tui.domain.states import Kind, Status
from aware_tui.domain.summary import SessionLine
from aware_tui.domain.text import cells, excerpt
from aware_tui.domain.zones import local_time
from aware_tui.language import _
from aware_tui.tui.plaintext import plain, styled

WHEN = cells(f"{day_in_column(date(2026, 12, 31))} 23:59")
STATE, CHANNEL, CATEGORY = 9, 9, 24
"""Cells of the columns; a gap of two follows each."""

WITH_CHANNEL, WITH_CATEGORY = 68, 100
"""From how many cells on a row has room for these columns."""

STATUS_STYLES = {Status.OPEN: "bold", Status.PARKED: ""}
"""How the status of a session that waits for somebody looks."""

FOUND = "bold"
"""How a word that was looked for looks in the excerpt."""


def session_row(line: SessionLine, playbook: Playbook, now: datetime, width: int, words: str = "") -> Content:
    """Return a session in at most `width` cells; labels are those of `playbook`, else the bare ids.

    The excerpt begins where one of `words` is in it. Without an excerpt, what it is about stands there.
    """
    name = max(12, min(20, width // 5))
    category = _category(line, playbook)
    columns = [
        styled((_when(line, now).ljust(WHEN), "$muted")),
        _column(line.customer or _("no name yet"), name, "" if line.customer else "$faint"),
        _column(_state(line), STATE, STATUS_STYLES.get(line.status, "$muted")),
    ]
    if width >= WITH_CHANNEL:
        columns.append(_column(_channel(line, playbook), CHANNEL, "$muted"))
    if width >= WITH_CATEGORY:
        columns.append(_column(category, CATEGORY, "$muted"))
    room = max(0, width - sum(column.cell_length + 2 for column in columns))
    said = _around(line.excerpt, words, room) if line.excerpt else _column(category, room, "$muted")
    return Content("  ").join([*columns, said])


def _column(text: str, width: int, style: str) -> Content:
    shown = plain(excerpt(text, width))
    return styled((shown, style), (" " * max(0, width - shown.cell_length), ""))


def _when(line: SessionLine, now: datetime) -> str:
    """Return "today 11:30", " 4 Mar 11:30" or, of another year, " 4 Mar 2025"."""
    local, here = (local_time(at, line.zone) for at in (line.started_at, now))
    if local.date() == here.date():
        return _("today") if line.day_only else _("today {local:%H:%M}").format(local=local)
    if line.day_only and local.year == here.year:
        return day_in_column(local)
    return (
        f"{day_in_column(local)} {local:%H:%M}"
        if local.year == here.year
        else f"{day_in_column(local)} {local.year}"
    )


def _state(line: SessionLine) -> str:
    return state_words(line.status if line.kind is Kind.LIVE else line.kind)


def _channel(line: SessionLine, playbook: Playbook) -> str:
    return next((c.label for c in playbook.channels if c.id == line.channel), line.channel or "")


def _category(line: SessionLine, playbook: Playbook) -> str:
    category = playbook.category(line.category)
    return category.label if category else line.category or ""


def _around(text: str, words: str, room: int) -> Content:
    """Return so much of a text as fits, beginning a little before a word looked for that would not fit."""
    looked_for = "|".join(re.escape(word) for word in words.split())
    first = re.search(looked_for, text, re.IGNORECASE) if looked_for else None
    if first is not None and first.end() >= room:
        begin = min(first.start() - room // 3, len(text) - room)
        text = "…" + text[max(0, begin) :].partition(" ")[2]
    shown = plain(excerpt(text, room))
    for found in re.finditer(looked_for, shown.plain, re.IGNORECASE) if looked_for else ():
        shown = shown.stylize(FOUND, *found.span())
    return shown
