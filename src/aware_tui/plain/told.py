"""A call of a list told in a sentence, and a call read whole."""

from aware_tui.domain.insights.names import Names
from aware_tui.domain.insights.typed_period import words_of
from aware_tui.domain.summary import SessionLine
from aware_tui.domain.text import excerpt
from aware_tui.domain.zones import local_time
from aware_tui.language import _
from aware_tui.services.desk import Desk
from aware_tui.services.reading_room.session import read_back

LONGEST = 200
"""Cells of what a customer said, in a list."""


def call_read(desk: Desk, session_id: str) -> list[str]:
    """Return a call whole, a line each; raises NoSuchSession."""
    passages = read_back(desk.story(session_id).result(), desk.now())
    lines = []
    for passage in passages:
        lines.append(f"{passage.title}.")
        lines += [f"{said.lead}{said.text}" for said in passage.lines if said.text]
    return lines


def call_told(line: SessionLine, names: Names) -> str:
    """Return a call of a list as a sentence: the day, who, about what, and their first words."""
    day = words_of(local_time(line.started_at, line.zone).date())
    about = names.category(line.category) if line.category else ""
    parts = (day, excerpt(line.customer, LONGEST) or _("no name"), about)
    said = f" “{excerpt(line.excerpt, LONGEST)}”" if line.excerpt.strip() else ""
    return f"{', '.join(part for part in parts if part)}.{said}"
