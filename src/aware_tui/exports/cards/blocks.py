"""Each block of a card as HTML."""

from collections.abc import Iterable

from aware_tui.exports.cards.markup import Html, el, joined
from aware_tui.exports.cards.sheet import (
    Block,
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

BOX = el("span", cls="box", aria_hidden="true")
"""A box to tick: a border, which prints where backgrounds do not."""


def section_html(section: Section) -> Html:
    """Return a step, or what stands beside the steps; on a form what to do and what to write are apart."""
    told = [block for block in section.blocks if isinstance(block, Told | Ticks | Says)]
    written = [block for block in section.blocks if not isinstance(block, Told | Ticks | Says)]
    mark = el("span", section.mark, cls="mark", aria_hidden="true") if section.mark else Html()
    title = el("h2", section.title) if section.title else Html()
    parts = [el("div", title, *map(block_html, told), cls="told")] if section.title else []
    parts += [el("div", *map(block_html, written), cls="written")] if written else []
    return el("section", mark, *parts, cls="step" if section.mark else "aside")


def block_html(block: Block) -> Html:
    """Return a block."""
    match block:
        case Told(text, lead, name):
            called = joined(el("b", f"{name}:"), " ") if name else Html()
            return el("p", called, text, cls="lead" if lead else "")
        case Ticks(items):
            rows = f"--rows:{(len(items) + 1) // 2}"
            return el("ul", *(el("li", BOX, item) for item in items), cls="ticks", style=rows)
        case Says(lines, title):
            heading = el("h3", title) if title else Html()
            return el("div", heading, *(el("p", line) for line in lines), cls="says")
        case Room(label, lines):
            return _room(label, lines)
        case Choose(label, options, room):
            ticks = (el("span", BOX, option, cls="option") for option in options)
            rule = el("span", cls="rule short") if room else Html()
            return el("p", *_called(label), rule, *_spaced(ticks), cls="choose")
        case Rows(label, columns, lines):
            return _table(label, columns, lines)
        case Facts(labels):
            return el("div", *(_room(label, 1) for label in labels), cls="facts")


def _called(label: str) -> Iterable[Html]:
    """Yield what a place to write or to tick is called, if it is called anything."""
    if label:
        yield joined(el("b", label), " ")


def _spaced(pieces: Iterable[Html]) -> Iterable[Html]:
    """Yield pieces with a blank after each, where a line may end."""
    for piece in pieces:
        yield joined(piece, " ")


def _room(label: str, lines: int) -> Html:
    if lines == 1:
        return el("p", *_called(label), el("span", cls="rule"), cls="room line")
    rules = (el("span", cls="rule") for _ in range(lines))
    return el("div", el("b", label), *rules, cls="room")


def _table(label: str, columns: tuple[Column, ...], lines: int) -> Html:
    heads = (el("th", each.label, scope="col", cls="tick" if each.tick else "") for each in columns)
    cells = joined(*(el("td", BOX if each.tick else "", cls="tick" if each.tick else "") for each in columns))
    total = sum(each.share for each in columns)
    widths = (el("col", style=f"width:{100 * each.share / total:.1f}%") for each in columns)
    group = el("colgroup", *(Html(each.replace("</col>", "")) for each in widths))
    rows = (el("tr", cells) for _ in range(lines))
    return el("table", el("caption", label), group, el("thead", el("tr", *heads)), el("tbody", *rows))
