"""The record of a session as plain text for a terminal."""

from collections.abc import Iterator

from aware_tui.domain.text import cells, for_screen
from aware_tui.exports.record import Block, Check, Entries, Fact, Record, Section, StoryLine, Words, labelled

INDENT = "  "


def session_text(record: Record, width: int = 80) -> str:
    """Return a record in lines of at most `width` columns, single long words apart."""
    lines = [*wrapped(record.title, width), ""]
    room = max((cells(fact.label) for fact in record.facts), default=0)
    for fact in record.facts:
        label = for_screen(fact.label)
        lines += wrapped(fact.value, width, f"{label}{' ' * (room - cells(label))}  ", " " * (room + 2))
    for section in (record.to_do, *record.sections):
        lines += ["", *_section(section, width)] if section is not None else []
    lines += ["", "What happened, in order"] if record.story else []
    for line in record.story:
        lines += wrapped(joined_line(line), width, INDENT, INDENT * 2)
    return "\n".join(line.rstrip() for line in lines) + "\n"


def joined_line(line: StoryLine) -> str:
    """Return when, by whom if it was not the agent, and what."""
    return f"{line.when}  {line.actor}: {line.what}" if line.actor else f"{line.when}  {line.what}"


def _section(section: Section, width: int) -> Iterator[str]:
    aside = f" ({section.aside})" if section.aside else ""
    yield from wrapped(f"{section.title}{aside}", width)
    for block in section.blocks:
        yield from _block(block, width)


def _block(block: Block, width: int) -> Iterator[str]:
    match block:
        case Check(text, when):
            mark = "[x] " if when else "[ ] "
            told = f"{text} ({when})" if when else text
            yield from wrapped(told, width, INDENT + mark, INDENT + " " * 4)
        case Fact(label, value):
            yield from wrapped(labelled(label, value), width, INDENT, INDENT * 2)
        case Words(label, text):
            yield from wrapped(label, width, INDENT, INDENT)
            for line in text.splitlines():
                yield from wrapped(line, width, INDENT * 2, INDENT * 2)
        case Entries(label, rows):
            yield from wrapped(label, width, INDENT, INDENT)
            for row in rows:
                told = f"{row.text} ({'; '.join(row.details)})"
                yield from wrapped(told, width, f"{INDENT}- ", INDENT * 2)


def wrapped(text: str, width: int, first: str = "", then: str = "") -> list[str]:
    """Return text broken between words into lines of at most `width` columns, each after its indent."""
    lines, line, used = [], first, 0
    for word in for_screen(text).split():
        if used and cells(line) + 1 + cells(word) > width:
            lines.append(line)
            line, used = then, 0
        line += f" {word}" if used else word
        used += 1
    return [*lines, line]
