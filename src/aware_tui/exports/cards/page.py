"""A card as one HTML file: no script, nothing from elsewhere, one sheet of paper."""

from pathlib import Path

from aware_tui import __version__
from aware_tui.domain.cards import CardKind
from aware_tui.exports.cards.blocks import section_html
from aware_tui.exports.cards.fit import (
    MM_PER_POINT,
    SHEETS,
    Fitted,
    columns,
    face_of,
    fitted,
    foot_of,
    has_foot,
)
from aware_tui.exports.cards.markup import Html, el, joined
from aware_tui.exports.cards.sheet import Card, Side

COPIES = 4
"""Pocket cards on a sheet."""

RIGHT_TO_LEFT = ("ar", "fa", "he", "ps", "ur", "yi")
"""Languages that are written from right to left."""

_STYLES = Path(__file__).parent / "styles"
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def card_html(card: Card) -> str:
    """Return the file; it prints on one sheet, the form on both sides of it."""
    ready = fitted(card)
    language = card.language or "en"
    direction = "rtl" if language.split("-")[0].split("_")[0].lower() in RIGHT_TO_LEFT else "ltr"
    title = f"{card.title}: {card.name}"
    head = el(
        "head",
        Html('<meta charset="utf-8">'),
        Html(f'<meta name="generator" content="aware {__version__}">'),
        Html(f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'),
        Html('<meta name="viewport" content="width=device-width, initial-scale=1">'),
        el("title", title),
        el("style", _style(card)),
    )
    body = el("body", el("main", _how(card), *_sheets(ready)), cls=f"{card.kind} {card.paper}")
    return f"<!DOCTYPE html>\n{el('html', head, body, lang=language.replace('_', '-'), dir=direction)}\n"


def _style(card: Card) -> Html:
    width, height = SHEETS[card.paper]
    page = f"@page{{size:{width}mm {height}mm;margin:0}}"
    sheet = f".sheet{{width:{width}mm;height:{height - 0.2:.1f}mm}}\n"  # rounding must not make a page more
    names = ("base.css", f"{card.kind}.css")
    return Html(page + sheet + "".join((_STYLES / name).read_text("utf-8") for name in names))


def _how(card: Card) -> Html:
    """Return what to know before printing the card that is folded; on screen only."""
    return el("p", card.words.to_fold, cls="how") if card.kind is CardKind.DESK else Html()


def _sheets(ready: Fitted) -> tuple[Html, ...]:
    card = ready.card
    sides = tuple(
        _side(card, number, side, points)
        for number, (side, points) in enumerate(zip(card.sides, ready.points, strict=True))
    )
    if card.kind is CardKind.FORM:
        return tuple(el("article", side, cls="sheet") for side in sides)
    if card.kind is CardKind.POCKET:
        hidden = ("", *["true"] * (COPIES - 1))
        copies = (el("div", *sides, cls="copy", aria_hidden=each) for each in hidden)
        how = el("p", card.words.to_cut, cls="cut")
        return (el("article", el("div", *copies, cls="copies"), how, cls="sheet"),)
    return (el("article", *sides, cls="sheet"),)


def _side(card: Card, number: int, side: Side, points: float) -> Html:
    foot = foot_of(card, number, face_of(card)[0] / (points * MM_PER_POINT))
    told = {"font-size": f"{points}pt", "--foot": f"{foot:.2f}em"}
    if card.kind is CardKind.DESK:
        told["--columns"] = str(columns(side))
    return el(
        "div",
        Html() if card.kind is CardKind.POCKET and number else _head(card, number, side),
        el("div", *map(section_html, side.sections), cls="sections"),
        _foot(card) if has_foot(card, number) else Html(),
        cls=f"side side-{number + 1}",
        style=";".join(f"{name}:{value}" for name, value in told.items()),
    )


def _head(card: Card, number: int, side: Side) -> Html:
    title = el("h1", card.title) if number == 0 else el("p", card.title, cls="again")
    told = (side.title, card.line if number == 0 else "")
    line = " · ".join(each for each in told if each)
    beside = el("p", line, cls="line") if line else Html()
    company = el("p", el("bdi", card.company), cls="company") if card.company else Html()
    return el("header", title, beside, company)


def _foot(card: Card) -> Html:
    own = el("p", card.footer, cls="own") if card.footer else Html()
    return el("footer", own, joined(el("p", card.credit, cls="credit")))
