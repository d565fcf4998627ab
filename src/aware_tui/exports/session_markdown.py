"""The record of a session as Markdown, for people who were not there."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from aware_tui.domain.markdown import escaped, quoted
from aware_tui.domain.playbook import Playbook
from aware_tui.domain.rows import Event
from aware_tui.domain.session import CoachingSession
from aware_tui.exports.record import Block, Check, Entries, Fact, Record, Section, Words, labelled
from aware_tui.exports.record_story import CHECK_IN
from aware_tui.exports.session_record import record_of


def session_markdown(
    session: CoachingSession, playbook: Playbook, events: tuple[Event, ...], now: datetime
) -> str:
    """Return the record of a session; what it was like for the agent is never in it.

    `now` (aware) tells what is overdue.
    """
    heard = tuple(event for event in events if CHECK_IN not in (event.what, event.before))
    record = record_of(_without_check_ins(session), playbook, heard, now, brief=True)
    return "\n".join(_lines(record)) + "\n"


def _without_check_ins(session: CoachingSession) -> CoachingSession:
    return replace(session, check_ins=())


def _lines(record: Record) -> Iterator[str]:
    yield from (f"# {escaped(record.title)}", "")
    yield from (f"- **{escaped(fact.label)}:** {escaped(fact.value)}" for fact in record.facts)
    for section in (record.to_do, *record.sections):
        if section is not None:
            yield from _section(section)
    if record.story:
        yield from ("", "## What happened, in order", "")
    for line in record.story:
        who = f"{escaped(line.actor)}: " if line.actor else ""
        yield f"- {escaped(line.when)} {who}{escaped(line.what)}"


def _section(section: Section) -> Iterator[str]:
    yield from ("", f"## {escaped(section.title)}", "")
    if section.aside:
        yield from (f"*{escaped(section.aside)}*", "")
    before: type[Block] | None = None
    for block in section.blocks:
        if before is not None and not (before is type(block) is Check):
            yield ""
        yield from _block(block)
        before = type(block)


def _block(block: Block) -> Iterator[str]:
    match block:
        case Check(text, when):
            told = f" ({escaped(when)})" if when else ""
            yield f"- [{'x' if when else ' '}] {escaped(text)}{told}"
        case Fact(label, value):
            yield f"**{escaped(labelled(label, ''))}** {escaped(value)}"
        case Words(label, text):
            yield from (f"**{escaped(label)}**", "", *quoted(text))
        case Entries(label, rows):
            yield from (f"**{escaped(label)}**", "")
            for row in rows:
                yield f"- {escaped(row.text)} ({escaped('; '.join(row.details))})"
