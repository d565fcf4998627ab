"""What is really drawn: the letters of a screen with their colours, and how far these stand apart."""

from collections.abc import Iterator
from dataclasses import dataclass

from rich.color import Color, ColorType
from rich.segment import Segment
from rich.style import Style
from textual.color import Color as TextualColor
from textual.filter import LineFilter
from textual.geometry import Region
from textual.screen import ModalScreen

from aware_tui.tui.app import AwareApp

BOXES = range(0x2500, 0x25A0)
"""Characters that draw lines and blocks."""

Rgb = tuple[int, int, int]

DIM = 0.66
"""How far Textual moves dim words to their ground."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two colours that meet on screen, and whether they draw words or lines."""

    ink: Rgb
    ground: Rgb
    words: bool

    @property
    def ratio(self) -> float:
        """Return the contrast of WCAG 2, from 1 to 21."""
        light, dark = sorted((luminance(self.ink), luminance(self.ground)), reverse=True)
        return (light + 0.05) / (dark + 0.05)


def luminance(colour: Rgb) -> float:
    """Return the relative luminance of WCAG 2, from 0 to 1."""
    red, green, blue = (_linear(part / 255) for part in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def drawn(app: AwareApp) -> Iterator[Segment]:
    """Yield what is drawn in front, without what lies behind a dialog."""
    parts = _parts(app)
    for y, strip in enumerate(app.screen._compositor.render_strips(app.size)):
        for first, last in _spans(parts, y, app.size.width):
            yield from strip.crop(first, last)


def _parts(app: AwareApp) -> list[Region]:
    """Return where the front screen draws: all of it, or the panels of a dialog."""
    screen = app.screen
    if not isinstance(screen, ModalScreen) or screen.styles.background.a == 1:
        return [app.size.region]
    shown = screen._compositor.visible_widgets.items()
    return [region.intersection(clip) for widget, (region, clip) in shown if widget is not screen]


def _spans(parts: list[Region], y: int, width: int) -> Iterator[tuple[int, int]]:
    """Yield the columns of a row that are covered, none twice."""
    end = 0
    for first, last in sorted((each.x, each.right) for each in parts if each.y <= y < each.bottom):
        first, last = max(first, end, 0), min(last, width)
        if first < last:
            yield first, last
            end = last


def pairs(app: AwareApp) -> dict[Pair, str]:
    """Return every pair of colours in front, each with words that are drawn in it."""
    found = dict[Pair, str]()
    for text, style, _ in drawn(app):
        if style is None or not text.strip():
            continue
        ink, ground = colours(style)
        lines = all(ord(sign) in BOXES or sign == " " for sign in text)
        found.setdefault(Pair(ink, ground, not lines), text.strip())
    return found


def colours(style: Style) -> tuple[Rgb, Rgb]:
    """Return the colours that a style comes to, its ink and its ground."""
    ink, ground = rgb(style.color), rgb(style.bgcolor)
    if style.dim:
        ink = tuple(round(a + (b - a) * DIM) for a, b in zip(ink, ground, strict=True))  # type: ignore[assignment]
    return (ground, ink) if style.reverse else (ink, ground)


def rgb(colour: Color | None) -> Rgb:
    """Return the parts of a colour, which must be one of sixteen million."""
    assert colour is not None
    assert colour.triplet is not None, colour
    red, green, blue = colour.triplet
    return red, green, blue


def number(colour: Color | None) -> int | None:
    """Return the number of one of the sixteen colours, -1 for the terminal's own, None for any other."""
    if colour is None or colour.type is ColorType.DEFAULT:
        return -1
    return colour.number if colour.type is ColorType.STANDARD else None


def without_colour(app: AwareApp) -> list[tuple[str, str]]:
    """Return what is drawn in front as a terminal without colours shows it: signs and their emphasis."""
    found: list[tuple[str, str]] = []
    for text, style, _ in drawn(app):
        marks = (style.bold, style.dim, style.italic, style.underline, style.reverse) if style else ()
        how = "".join("x" if mark else "-" for mark in marks)
        found += ((sign, how) for sign in text)
    return found


def filters(app: AwareApp) -> list[type[LineFilter]]:
    """Return the kinds of filters that lines pass through."""
    return [type(each) for each in app._filters if each.enabled]


def rgb_of(name: str | None) -> Rgb:
    """Return the parts of a colour that is written down."""
    assert name is not None
    return TextualColor.parse(name).rgb
