"""What is changed in every line before it goes to the terminal, without moving what is beside it."""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from aware_tui.tui.plaintext import REPLACEMENT, UNSAFE_ON_SCREEN

if TYPE_CHECKING:
    from aware_tui.domain.lettering import Lettering


class ControlFilter(LineFilter):
    """Shows control characters as U+FFFD on every surface, without moving what is beside them."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002
        for segment in segments:
            if not segment.text.isprintable() and re.search(UNSAFE_ON_SCREEN, segment.text):
                return _cleaned(segments)
        return segments


def _cleaned(segments: list[Segment]) -> list[Segment]:
    """Replace unsafe characters, then win back their cells from the blanks at the line's end."""
    width = _cells(segments)
    cleaned = [Segment(re.sub(UNSAFE_ON_SCREEN, REPLACEMENT, text), style) for text, style, _ in segments]
    excess = _cells(cleaned) - width
    for index in reversed(range(len(cleaned))):
        text, style, _ = cleaned[index]
        blanks = len(text) - len(text.rstrip(" "))
        taken = min(excess, blanks)
        excess -= taken
        cleaned[index] = Segment(text[: len(text) - taken], style)
    return Segment.adjust_line_length([segment for segment in cleaned if segment.text], width)


def _cells(segments: Iterable[Segment]) -> int:
    return sum(cell_len(segment.text) for segment in segments)


class LettersFilter(LineFilter):
    """Shows in place of what a terminal does not have what it has."""

    def __init__(self, lettering: "Lettering") -> None:
        super().__init__()
        self._shown = _StandIns(lettering)

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002
        return [each if each.text.isascii() else self._replaced(each) for each in segments]

    def _replaced(self, segment: Segment) -> Segment:
        text, style, control = segment
        shown = text.translate(self._shown)
        width = cell_len(text)
        return Segment(shown if cell_len(shown) == width else set_cell_size(shown, width), style, control)


class _StandIns(dict[int, str]):
    """What stands in for each character, worked out when it is first met."""

    def __init__(self, lettering: "Lettering") -> None:
        self._lettering = lettering

    def __missing__(self, code: int) -> str:
        from aware_tui.domain.lettering import stand_in  # most terminals show every letter

        self[code] = stand_in(chr(code), self._lettering)
        return self[code]
