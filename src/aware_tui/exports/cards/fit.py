"""How big the print can be: the lines of a side are counted, and the largest size is taken that they fit in.

Browsers measure text with fonts that are not known here, so letters are taken to be rather wide. All lengths
inside a side are in em (the size of its print), those of the paper in mm.
"""

from dataclasses import dataclass, replace
from functools import lru_cache
from math import ceil

from aware_tui.domain.cards import CardKind, Paper
from aware_tui.domain.text import cells
from aware_tui.exports.cards.sheet import (
    Block,
    Card,
    Choose,
    Facts,
    Room,
    Rows,
    Says,
    Section,
    Side,
    Ticks,
    Told,
)
from aware_tui.exports.session_text import wrapped

MM_PER_POINT = 25.4 / 72
LETTER_WIDTH = 0.475
"""Em of a letter on average, blanks included, as wide as common fonts have it."""
LEADING = 1.28
"""Em from line to line."""
WRITING_LINE = 7.2
"""Mm from one line to write on to the next."""

SHEETS = {Paper.A4: (210.0, 297.0), Paper.LETTER: (215.9, 279.4)}
"""Width and height of the paper in mm."""
WALLET = (85.6, 54.0)
"""Width and height of a face of the pocket card in mm: those of a bank card."""

_LARGEST = {CardKind.POCKET: 8.8, CardKind.DESK: 10.5, CardKind.POSTER: 13.5, CardKind.FORM: 8.6}
_MARGINS = {
    CardKind.POCKET: (5.0, 4.0),
    CardKind.DESK: (11.0, 9.0),
    CardKind.POSTER: (15.0, 13.0),
    CardKind.FORM: (12.0, 10.0),
}
"""Mm left free at the sides, and at top and bottom; the style sheets have the same."""
_AIR = {CardKind.POCKET: 0.9, CardKind.DESK: 1.1, CardKind.POSTER: 0.92, CardKind.FORM: 1.05}
"""Times the height counted that a side needs, measured in browsers with narrow fonts and with wide ones."""
_MOST_LINES = 12
_SMALLEST = 20  # tenths of a point


@dataclass(frozen=True, slots=True)
class Fitted:
    """A card whose sides fit; the size of the print of each, in points."""

    card: Card
    points: tuple[float, ...]


def fitted(card: Card) -> Fitted:
    """Return the card with print as big as fits, and as many lines to write on."""
    points = tuple(_points(card, number) for number in range(len(card.sides)))
    if card.kind is CardKind.FORM:
        points = (min(points),) * len(points)
        sides = tuple(_roomy(card, number, size) for number, size in enumerate(points))
        card = replace(card, sides=sides)
    if card.kind is CardKind.POCKET:
        points = (min(points),) * len(points)
    return Fitted(card, points)


def size_of(card: Card) -> float:
    """Return the points of the smallest print on a card."""
    return min(_points(card, number) for number in range(len(card.sides)))


def face_of(card: Card) -> tuple[float, float]:
    """Return the width and height in mm that a side may fill."""
    width, height = SHEETS[card.paper]
    if card.kind is CardKind.POCKET:
        width, height = WALLET
    elif card.kind is CardKind.DESK:
        height /= 2
    across, down = _MARGINS[card.kind]
    return width - 2 * across, height - 2 * down


def _points(card: Card, number: int) -> float:
    """Return the largest size at which a side fits; where nothing fits, the smallest there is."""
    fits, beyond = _SMALLEST, round(_LARGEST[card.kind] * 10) + 1
    while beyond - fits > 1:
        middle = (fits + beyond) // 2
        fits, beyond = (middle, beyond) if _fits(card, number, middle / 10) else (fits, middle)
    return fits / 10


def _fits(card: Card, number: int, size: float) -> bool:
    em = size * MM_PER_POINT
    width, height = face_of(card)
    return height_of(card, number, width / em, WRITING_LINE / em) * em * _AIR[card.kind] <= height


def _roomy(card: Card, number: int, size: float) -> Side:
    """Return a side with more lines to write on, as long as they fit: one each, from the top, in turn."""
    side, room = card.sides[number], True
    while room:
        room = False
        for place in _growing(side):
            wider = _with_line(side, *place)
            sides = (*card.sides[:number], wider, *card.sides[number + 1 :])
            if _fits(replace(card, sides=sides), number, size):
                side, room = wider, True
    return side


def _growing(side: Side) -> list[tuple[int, int]]:
    return [
        (at, index)
        for at, section in enumerate(side.sections)
        for index, block in enumerate(section.blocks)
        if isinstance(block, Room | Rows) and block.grows and block.lines < _MOST_LINES
    ]


def _with_line(side: Side, at: int, index: int) -> Side:
    section = side.sections[at]
    blocks = tuple(
        replace(block, lines=block.lines + 1) if place == index and isinstance(block, Room | Rows) else block
        for place, block in enumerate(section.blocks)
    )
    sections = list(side.sections)
    sections[at] = replace(section, blocks=blocks)
    return replace(side, sections=tuple(sections))


def height_of(card: Card, number: int, width: float, line: float) -> float:
    """Return the em that a side takes in `width` em, with `line` em from one line to write on to the next."""
    side = card.sides[number]
    head = _head(card, number, width)
    match card.kind:
        case CardKind.POCKET:
            return head + sum(_stacked(section, width - 2.4, 0.6) for section in side.sections)
        case CardKind.DESK:
            across = columns(side)
            return head + _across(side, across, (width - (across - 1) * 1.6) / across)
        case CardKind.POSTER:
            return head + sum(_on_poster(section, width - 5.2) for section in side.sections)
        case CardKind.FORM:
            return head + sum(_on_form(section, width, line) for section in side.sections)


def _across(side: Side, across: int, room: float) -> float:
    """Return the em of sections side by side in columns of `room` em: each row is as tall as its tallest."""
    tall = [_stacked(section, room, 0.5) + _mark(section) for section in side.sections]
    rows = [max(tall[at : at + across]) for at in range(0, len(tall), across)]
    return sum(rows) + max(0, len(rows) - 1)


def columns(side: Side) -> int:
    """Return how many columns a side of the desk card has: one a section, from seven on in two rows."""
    count = len(side.sections)
    return count if count <= 6 else ceil(count / 2)


def _head(card: Card, number: int, width: float) -> float:
    """Return the em of title and foot, on the sides that have them."""
    foot = foot_of(card, number, width)
    match card.kind:
        case CardKind.POCKET:
            return (_wallet_head(card, width) if number == 0 else 0) + foot
        case CardKind.DESK:
            return 3.6 + foot
        case CardKind.POSTER:
            title = text_height(card.title, width * (0.6 if card.company else 1.0), 3.4)
            return 2.65 + title + foot + text_height(card.line, width, 1.2)
        case CardKind.FORM:
            return 3.2 + foot


def _wallet_head(card: Card, width: float) -> float:
    company = text_height(card.company, width * 0.36, 0.95) if card.company else 0
    title = text_height(card.title, width * (0.5 if company else 1.0), 2.0)
    return max(title, company) + (text_height(card.line, width, 0.9) if card.line else 0) + 0.9


def foot_of(card: Card, number: int, width: float) -> float:
    """Return the em to keep free at the foot of a side for whose the method is; 0 where that is not told."""
    if not has_foot(card, number):
        return 0.0
    own = text_height(card.footer, width, 0.95) if card.footer else 0
    return own + text_height(card.credit, width, 0.75) + 0.5


def has_foot(card: Card, number: int) -> bool:
    """Say whether the credit stands on a side: on the last, and on each that is seen alone."""
    return number == len(card.sides) - 1 or card.kind in (CardKind.DESK, CardKind.POSTER)


def _stacked(section: Section, width: float, gap: float) -> float:
    title = text_height(section.title, width, 1.2)
    return title + gap + sum(_block(block, width) for block in section.blocks)


def _mark(section: Section) -> float:
    return 3.2 if section.mark else 0


def _on_poster(section: Section, width: float) -> float:
    title = text_height(section.title, width, 1.75) + 2.0
    return title + sum(_block(block, width, across=2) for block in section.blocks)


def _on_form(section: Section, width: float, line: float) -> float:
    """Return the em of the taller of both columns: what to do, and what to write."""
    left = [block for block in section.blocks if isinstance(block, Told | Ticks | Says)]
    right = [block for block in section.blocks if not isinstance(block, Told | Ticks | Says)]
    across = width * (0.66 if section.title else 1.0)
    written = sum(_block(block, across) + _lines_in(block) * line for block in right)
    if not section.title:
        return written + 1.4
    narrow = width * 0.3
    told = text_height(section.title, narrow, 1.45) + sum(_block(block, narrow) for block in left)
    return max(told, written) + 1.8


def _lines_in(block: Block) -> int:
    match block:
        case Room(lines=lines) | Rows(lines=lines):
            return lines
        case Facts():
            return 1
        case _:
            return 0


def _block(block: Block, width: float, across: int = 1) -> float:
    match block:
        case Told(text, lead, name):
            told = text_height(f"{name} {text}", width, 1.12 if lead else 1.0)
            return told + (0.6 if lead or name else 0)
        case Ticks(items):
            room = (width - 1.8 * (across - 1)) / across - 1.7
            tall = [text_height(item, room) + 0.3 for item in items]
            return sum(max(tall[at : at + across]) for at in range(0, len(tall), across))
        case Says(lines, title):
            return sum(text_height(line, width - 1.0) + 0.1 for line in lines) + 0.6 + (1.3 if title else 0)
        case Room(label, lines):
            return text_height(label, width) if lines > 1 else 0.2
        case Choose(label, options, _):
            row = "   ".join((label, *(f"MM {option}" for option in options)))
            return text_height(row, width) * 1.12 + 0.5
        case Rows():
            return 2.8
        case Facts():
            return 0.2


def text_height(text: str, width: float, size: float = 1.0) -> float:
    """Return the em that a text takes in `width` em at `size` times the print."""
    return _lines(text, max(1, int(width / (size * LETTER_WIDTH)))) * size * LEADING


@lru_cache(8192)
def _lines(text: str, letters: int) -> int:
    """Return how many lines a text takes that have room for so many letters."""
    return sum(ceil(max(1, cells(line)) / letters) for line in wrapped(text, letters))
