"""A session read back whole, as passages: facts, steps, documents, story."""

from collections.abc import Iterator
from datetime import datetime

from aware_tui.domain.state_words import state_words
from aware_tui.domain.text import cells
from aware_tui.exports.record import Block, Check, Entries, Entry, Fact, Record, Section, StoryLine, Words
from aware_tui.exports.record_parts import OVERDUE
from aware_tui.exports.session_record import record_of
from aware_tui.language import _
from aware_tui.services.reading_room.passages import GAP, Passage, Said, Voice
from aware_tui.services.shown import Story

CALM = (state_words("chosen"), state_words("kept"), state_words("done"))
"""What a detail of an entry begins with when all is well."""

CARE = (OVERDUE, state_words("broken"), state_words("not well"))
"""What a detail of an entry begins with when it asks for care."""


def read_back(story: Story, now: datetime) -> tuple[Passage, ...]:
    """Return a session in the wording it had; `now` (aware) tells what is overdue."""
    record = record_of(story.session, story.playbook, story.events, now)
    passages = (
        Passage(record.title, tuple(_facts(record))),
        *(_section(section) for section in record.sections),
        Passage(_("What happened, in order"), tuple(_story(record.story))),
    )
    return tuple(passage for passage in passages if passage.lines)


def _facts(record: Record) -> Iterator[Said]:
    room = max((cells(fact.label) for fact in record.facts), default=0) + 2
    for fact in record.facts:
        yield Said(fact.value, lead=fact.label + " " * (room - cells(fact.label)))


def _section(section: Section) -> Passage:
    lines: list[Said] = []
    before: Block | None = None
    for block in section.blocks:
        if before is not None and not _close(before, block):
            lines.append(GAP)
        lines += _block(block)
        before = block
    return Passage(section.title, tuple(lines), section.aside)


def _close(above: Block, below: Block) -> bool:
    """Say whether two blocks stand together, without a gap."""
    return isinstance(above, Check) and isinstance(below, Check)


def _block(block: Block) -> Iterator[Said]:
    match block:
        case Check(text, when):
            yield Said(text, Voice.DONE, "[x] ") if when else Said(text, Voice.FAINT, "[ ] ")
        case Fact(label, value) | Words(label, value):
            yield Said(label, Voice.QUIET)
            yield Said(value.strip("\n"))
        case Entries(label, rows):
            yield Said(label, Voice.QUIET)
            for row in rows:
                yield from _entry(row)


def _entry(entry: Entry) -> Iterator[Said]:
    yield Said(entry.text, lead="· ")
    voice = Voice.QUIET
    if any(detail.startswith(CARE) for detail in entry.details):
        voice = Voice.LATE
    elif any(detail.startswith(CALM) for detail in entry.details):
        voice = Voice.DONE
    yield Said(" · ".join(entry.details), voice, "  ")


def _story(story: tuple[StoryLine, ...]) -> Iterator[Said]:
    """Yield what happened; who did it is named where it was not the agent of the session."""
    room = max((cells(line.when) for line in story), default=0) + 2
    for line in story:
        who = f"{line.actor}: " if line.actor else ""
        yield Said(who + line.what, lead=line.when + " " * (room - cells(line.when)))
