"""The scrub of a draft's file: what in it still tells who it was, by line, and what it would be without."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from aware_tui.domain.practice.scrub import INSTEAD, Kind, Leak, leaks, mask, masked, without

if TYPE_CHECKING:
    from aware_tui.content.nodes import Node, Scalar
    from aware_tui.domain.practice.untold import Untold

_ESCAPE = re.compile(r"\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8})")
"""A letter written by its number; what it means is read in its value."""


@dataclass(frozen=True, slots=True)
class Stain:
    """Something that must go: where it is, what it is, and only its first letter."""

    line: int
    column: int
    kind: Kind
    shown: str

    @property
    def instead(self) -> str:
        """Return what to write instead."""
        return INSTEAD[self.kind]


@dataclass(frozen=True, slots=True)
class Line:
    """A line with something in it that must go: as it is, masked, and as it would be without."""

    number: int
    before: str
    after: str
    stains: tuple[Stain, ...]


@dataclass(frozen=True, slots=True)
class Scrubbed:
    """What the scrub says of a file."""

    lines: tuple[Line, ...]
    to_write: tuple[tuple[int, int], ...]
    """Line and column of everything that is still marked TODO."""

    @property
    def clean(self) -> bool:
        """Say whether nothing of the session is left."""
        return not self.lines


def scrub_file(path: Path, untold: "Untold") -> Scrubbed:
    """Read a draft's file, in its letters and in what they mean; ContentError if it cannot be read."""
    from aware_tui.content.yaml_reader import read_yaml
    from aware_tui.domain.practice.drafting import left_to_write

    node = read_yaml(path)
    text = path.read_text("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    scalars = tuple(_scalars(node))
    found = leaks(_without_values(text, scalars), untold)
    lines = (*_lines(text, found), *_hidden(text, scalars, found, untold))
    return Scrubbed(tuple(sorted(lines, key=lambda line: line.number)), tuple(left_to_write(text)))


def _scalars(node: "Node") -> "Iterator[Scalar]":
    from aware_tui.content.nodes import Keyed, Listing

    if isinstance(node, Keyed):
        for entry in node.entries.values():
            yield from _scalars(entry.value)
    elif isinstance(node, Listing):
        for item in node.items:
            yield from _scalars(item)
    else:
        yield node


def _without_values(text: str, scalars: "tuple[Scalar, ...]") -> str:
    """Return the text with numbers blanked that nobody reads: values such as a mood of 6.99, and escapes."""
    lines = _ESCAPE.sub(lambda found: " " * len(found.group()), text).split("\n")
    for scalar in scalars:
        if isinstance(scalar.value, int | float):
            line, start = lines[scalar.spot.line - 1], scalar.spot.column - 1
            end = start + len(scalar.source)
            lines[scalar.spot.line - 1] = f"{line[:start]}{' ' * (end - start)}{line[end:]}"
    return "\n".join(lines)


def _lines(text: str, found: tuple[Leak, ...]) -> Iterator[Line]:
    start = 0
    for number, line in enumerate(text.split("\n"), 1):
        end = start + len(line)
        here = tuple(
            Leak(max(leak.start, start) - start, min(leak.end, end) - start, leak.kind)
            for leak in found
            if leak.start < end and leak.end > start
        )
        if here:
            yield Line(number, masked(line, here), without(line, here), tuple(_stains(number, line, here)))
        start = end + 1


def _stains(number: int, line: str, found: tuple[Leak, ...]) -> Iterator[Stain]:
    for leak in found:
        yield Stain(number, leak.start + 1, leak.kind, mask(line[leak.start : leak.end]))


def _hidden(
    text: str, scalars: "tuple[Scalar, ...]", found: tuple[Leak, ...], untold: "Untold"
) -> Iterator[Line]:
    """Yield what a value holds and the file's letters do not show: written as an escape, or across lines."""
    told = {_squeezed(text[leak.start : leak.end]) for leak in found}
    for scalar in scalars:
        if not isinstance(scalar.value, str):
            continue
        value = scalar.value
        here = tuple(
            leak for leak in leaks(value, untold) if _squeezed(value[leak.start : leak.end]) not in told
        )
        if here:
            spot = scalar.spot
            shown = ((leak.kind, mask(value[leak.start : leak.end])) for leak in here)
            stains = tuple(Stain(spot.line, spot.column, kind, words) for kind, words in shown)
            yield Line(spot.line, masked(value, here), without(value, here), stains)


def _squeezed(words: str) -> str:
    return "".join(words.split())
