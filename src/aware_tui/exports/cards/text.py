"""A card as plain text: at most 78 columns, boxes to tick as `[ ]`, places to write as `____`."""

from collections.abc import Iterable, Iterator

from aware_tui.domain.text import cells, for_screen
from aware_tui.exports.cards.sheet import (
    Block,
    Card,
    Choose,
    Column,
    Facts,
    Room,
    Rows,
    Says,
    Section,
    Ticks,
    Told,
)
from aware_tui.exports.session_text import wrapped

WIDTH = 78
"""Columns of a line at most."""

_BOX = "[ ]"
_SHORTEST = 12
"""Signs of a place to write at least."""


def card_text(card: Card) -> str:
    """Return the card as text."""
    lines = [line for part in (_head(card), *map(_section, _sections(card)), _foot(card)) for line in part]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _sections(card: Card) -> Iterator[Section]:
    for number, side in enumerate(card.sides):
        if side.title and (number or len(card.sides) > 1):
            yield Section(f"{side.title.upper()}", ())
        yield from side.sections


def _head(card: Card) -> Iterator[str]:
    yield from _lines(card.title)
    for line in (card.line, card.company):
        if line:
            yield from _lines(line)
    yield "=" * min(WIDTH, max(12, cells(for_screen(card.title))))


def _foot(card: Card) -> Iterator[str]:
    yield from ("", "-" * 12)
    if card.footer:
        yield from _lines(card.footer)
    yield from _lines(card.credit)


def _section(section: Section) -> Iterator[str]:
    yield ""
    mark = f"{section.mark}  " if section.mark else ""
    indent = " " * cells(mark)
    if section.title:
        yield from _lines(section.title, mark, indent)
    for block in section.blocks:
        yield from _block(block, indent)


def _block(block: Block, indent: str) -> Iterator[str]:
    match block:
        case Told(text, _, name):
            yield from _lines(f"{name}: {text}" if name else text, indent, indent)
        case Ticks(items):
            for item in items:
                yield from _lines(item, f"{indent}{_BOX} ", f"{indent}    ")
        case Says(lines, title):
            yield from _lines(f"{title}:", indent, indent) if title else ()
            for line in lines:
                yield from _lines(line, f"{indent}  > ", f"{indent}    ")
        case _:
            yield from _to_write(block, indent)


def _to_write(block: Choose | Room | Rows | Facts, indent: str) -> Iterator[str]:
    match block:
        case Choose(label, options, room):
            start = (called(label),) if label else ()
            yield from _packed((*start, *(("_" * 16,) if room else ()), *_boxes(options)), indent)
        case Room(label, lines):
            yield from _room(label, lines, indent)
        case Rows(label, columns, lines):
            yield from ("", *_lines(label, indent, indent))
            for _ in range(lines):
                yield from _packed(_cells(columns, len(indent)), f"{indent}  ")
        case Facts(labels):
            for label in labels:
                yield from _room(label, 1, indent)


def called(label: str) -> str:
    """Return a label as it stands before a place to write: with a colon, unless it is a question."""
    return label if label.endswith(("?", ":", "\uff1f")) else f"{label}:"


def _boxes(options: Iterable[str]) -> Iterator[str]:
    return (f"{_BOX} {option}" for option in options)


def _room(label: str, lines: int, indent: str) -> Iterator[str]:
    told = _lines(called(label), indent, indent) if label else [indent.rstrip()]
    left = WIDTH - cells(told[-1]) - 1
    if lines == 1 and left >= _SHORTEST:
        told[-1] += f" {'_' * left}" if label else f"{indent}{'_' * (WIDTH - len(indent))}"
        lines = 0
    yield from told
    for _ in range(lines):
        yield f"{indent}{'_' * (WIDTH - len(indent))}"


def _cells(columns: tuple[Column, ...], indent: int) -> Iterator[str]:
    """Yield what is written and ticked in a row, wide cells with room by their share."""
    total = sum(each.share for each in columns)
    for each in columns:
        room = (WIDTH - indent) * each.share // total - cells(each.label) - 2
        yield f"{_BOX} {each.label}" if each.tick else f"{each.label}: {'_' * max(_SHORTEST, room)}"


def _packed(pieces: Iterable[str], indent: str) -> Iterator[str]:
    """Yield pieces side by side, as many as go in a line; a piece is broken only where it must be."""
    line = ""
    for piece in map(for_screen, pieces):
        if line and cells(line) + 2 + cells(piece) > WIDTH:
            yield line
            line = ""
        if line:
            line += f"  {piece}"
        else:
            *above, line = _lines(piece, indent, f"{indent}    ")
            yield from above
    if line:
        yield line


def _lines(text: str, first: str = "", then: str = "") -> list[str]:
    """Return text in lines that all fit: a word longer than a line is broken."""
    room = WIDTH - max(cells(first), cells(then))
    words = " ".join(piece for word in for_screen(text).split() for piece in _pieces(word, room))
    return wrapped(words, WIDTH, first, then)


def _pieces(word: str, room: int) -> Iterator[str]:
    piece = ""
    for sign in word:
        if cells(piece + sign) > room:
            yield piece
            piece = ""
        piece += sign
    yield piece
