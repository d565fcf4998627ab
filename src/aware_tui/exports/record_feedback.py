"""What the customer said of us, in the record of a session."""

from aware_tui.domain.feedback import when
from aware_tui.domain.feedback_lines import SOURCES, scored, stands
from aware_tui.domain.insight_rows import Feedback
from aware_tui.exports.record import Entries, Entry, Section, Source, Wall

TITLE = "What they said of us"


def feedback(source: Source) -> tuple[Section, ...]:
    """Return a section with every question and answer; none where nobody was asked."""
    entries = tuple(_entry(each, source.wall) for each in source.session.feedback)
    return (Section(TITLE, "", (Entries("Feedback", entries),)),) if entries else ()


def _entry(said: Feedback, wall: Wall) -> Entry:
    at = when(said)
    stood = "" if said.received_at is None else stands(said)
    parts = (stood, scored(said), SOURCES[said.source], wall.day(at) if at is not None else "", said.agent)
    text = said.text.strip() or (stands(said) if said.received_at is None else "no words")
    return Entry(text, tuple(part for part in parts if part))
