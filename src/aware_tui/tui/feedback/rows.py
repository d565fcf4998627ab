"""Feedback as one line of a list, and as a page to read."""

from datetime import datetime

from textual.content import Content

from aware_tui.domain.feedback import waits, when
from aware_tui.domain.feedback_lines import SOURCES, UNANSWERED, FeedbackLine, scored, stands
from aware_tui.domain.insight_rows import Feedback
from aware_tui.domain.insight_states import Sentiment
from aware_tui.domain.insights.names import Names
from aware_tui.domain.state_words import state_words
from aware_tui.domain.text import excerpt
from aware_tui.domain.zones import local_time
from aware_tui.language import _
from aware_tui.services.reading_room.passages import Passage, Said, Voice
from aware_tui.tui.causes.rows import day_of
from aware_tui.tui.customers.rows import padded
from aware_tui.tui.plaintext import styled

WHEN, STANDS, SOURCE = 11, 13, 12
"""Cells of the columns; a gap of two follows each."""

WITH_SOURCE = 84
"""From how many cells on a row has room for where it came from."""

NOBODY = _("no name")
NO_WORDS = _("no words")

STYLES = {
    state_words(Sentiment.NEGATIVE): "$warning",
    state_words(Sentiment.POSITIVE): "$success",
    UNANSWERED: "bold",
}
VOICES = {Sentiment.NEGATIVE: Voice.LATE, Sentiment.POSITIVE: Voice.DONE}
LABEL = 15


def feedback_row(line: FeedbackLine, now: datetime, width: int) -> Content:
    """Return a line in `width` cells: when, what it is, who, from where, and what they said."""
    said, name = line.feedback, max(10, min(20, width // 5))
    kind, at = stands(said), when(said)
    day = day_of(at, said.zone, now) if at is not None else ""
    columns = [
        styled((padded(day, WHEN), "$muted")),
        styled((padded(kind, STANDS), STYLES.get(kind, "$muted"))),
        styled((padded(line.customer or NOBODY, name), "" if line.customer else "$faint")),
    ]
    if width >= WITH_SOURCE:
        columns.append(styled((padded(SOURCES[said.source], SOURCE), "$muted")))
    room = max(0, width - sum(column.cell_length + 2 for column in columns))
    return Content("  ").join([*columns, styled((padded(_words(said), room), "$muted"))])


def _words(said: Feedback) -> str:
    if said.received_at is None:
        return _("asked by {agent}").format(agent=said.agent) if said.agent else _("asked")
    return " · ".join(part for part in (scored(said), said.text.strip()) if part) or NO_WORDS


def _wordless(said: Feedback) -> str:
    if said.received_at is not None:
        return NO_WORDS
    return (
        _("They were asked and have not answered yet.")
        if waits(said)
        else _("They were asked and did not answer.")
    )


def feedback_page(line: FeedbackLine, names: Names, now: datetime) -> tuple[Passage, ...]:
    """Return feedback to be read, with what it is about and how it was reached."""
    said = line.feedback
    words = said.text.strip() or _wordless(said)
    lines = [Said(words, Voice.PLAIN if said.text.strip() else Voice.FAINT)]
    facts = (
        (_("Score"), scored(said)),
        (_("Came from"), SOURCES[said.source]),
        (_("Reached us by"), names.channels.get(said.channel or "", said.channel or "")),
        (_("About"), names.categories.get(said.category or "", said.category or "")),
        (_("Where"), said.location or ""),
        (_("Asked"), _at(said.asked_at, said.zone, now)),
        (_("Answered"), _at(said.received_at, said.zone, now)),
        (_("Noted by"), said.agent),
    )
    about = tuple(Said(value, lead=f"{label:<{LABEL}}") for label, value in facts if value)
    return Passage(line.customer or NOBODY, tuple(lines), stands(said)), Passage("", about)


def _at(at: datetime | None, zone: str, now: datetime) -> str:
    return "" if at is None else f"{day_of(at, zone, now)}, {local_time(at, zone):%H:%M}"


def said_lines(noted: tuple[Feedback, ...], now: datetime) -> tuple[Said, ...]:
    """Return what a customer said, for the page of that customer."""
    lines: list[Said] = []
    for said in noted:
        at = when(said)
        day = day_of(at, said.zone, now) if at is not None else ""
        head = (stands(said), scored(said), SOURCES[said.source])
        voice = VOICES.get(said.sentiment, Voice.QUIET) if said.sentiment else Voice.QUIET
        lines.append(Said(" · ".join(part for part in head if part), voice, f"{day}  "))
        if said.text.strip():
            lines.append(Said(excerpt(said.text, 200), lead="  "))
    return tuple(lines)
