"""A card as Markdown; a place to write is a line across, a box to tick an open task."""

from collections.abc import Iterator

from aware_tui.domain.markdown import escaped
from aware_tui.exports.cards.sheet import (
    Block,
    Card,
    Choose,
    Facts,
    Room,
    Rows,
    Says,
    Section,
    Ticks,
    Told,
)

_LINE = "___"
"""Markdown's line from edge to edge."""


def card_markdown(card: Card) -> str:
    """Return the card as Markdown."""
    return "\n".join(_lines(card)) + "\n"


def _lines(card: Card) -> Iterator[str]:
    yield f"# {escaped(card.title)}"
    for line in (card.line, card.company):
        if line:
            yield from ("", f"**{escaped(line)}**")
    for side in card.sides:
        if side.title:
            yield from ("", f"## {escaped(side.title)}")
        for section in side.sections:
            yield from _section(section)
    yield from ("", _LINE)
    if card.footer:
        yield from ("", escaped(card.footer))
    yield from ("", f"*{escaped(card.credit)}*")


def _section(section: Section) -> Iterator[str]:
    if section.title:
        mark = f"{escaped(section.mark)} · " if section.mark else ""
        yield from ("", f"### {mark}{escaped(section.title)}")
    for block in section.blocks:
        yield ""
        yield from _block(block)


def _block(block: Block) -> Iterator[str]:
    match block:
        case Told(text, lead, name):
            called = f"**{escaped(name)}:** " if name else ""
            yield f"**{escaped(text)}**" if lead else f"{called}{escaped(text)}"
        case Ticks(items):
            yield from (f"- [ ] {escaped(item)}" for item in items)
        case Says(lines, title):
            yield from (f"> **{escaped(title)}**", ">") if title else ()
            yield from (f"> {escaped(line)}  " for line in lines)
        case _:
            yield from _to_write(block)


def _to_write(block: Choose | Room | Rows | Facts) -> Iterator[str]:
    match block:
        case Choose(label, options, room):
            yield from (f"**{escaped(label)}**", "") if label else ()
            yield from (f"- [ ] {escaped(option)}" for option in options)
            yield from ("", _LINE) if room else ()
        case Room(label, lines):
            yield from _room(label, lines)
        case Facts(labels):
            for number, label in enumerate(labels):
                yield from ("",) if number else ()
                yield from _room(label, 1)
        case Rows():
            yield from _table(block)


def _room(label: str, lines: int) -> Iterator[str]:
    yield f"**{escaped(label)}**"
    for _ in range(lines):
        yield from ("", "&nbsp;", "", _LINE)


def _table(rows: Rows) -> Iterator[str]:
    yield from (f"**{escaped(rows.label)}**", "")
    yield f"| {' | '.join(escaped(each.label) for each in rows.columns)} |"
    yield f"|{'---|' * len(rows.columns)}"
    empty = " | ".join("[ ]" if each.tick else "&nbsp;" for each in rows.columns)
    yield from (f"| {empty} |" for _ in range(rows.lines))
