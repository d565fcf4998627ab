"""A settings file statement by statement, with line numbers, which the reader of TOML does not give."""

import re
import tomllib
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

AT_MOST = 10
"""Broken lines that are told of one file."""

LONGEST = 200
"""Lines of one statement."""

_MORE_TO_COME = re.compile(r"\"\"\"|'''|[\[{]")
_WITHOUT_QUOTES = re.compile(r"\s*[A-Za-z_-]+\s*=\s*[^\s\"'\[{\d+-].*")


@dataclass(frozen=True, slots=True)
class Statement:
    """One table header, or one name with its value."""

    path: tuple[str, ...]
    """The names that lead to it, those of its table first."""
    first: int
    """Its first line, from 1."""
    last: int
    header: bool


@dataclass(frozen=True, slots=True)
class Broken:
    """A line that is no TOML."""

    line: int
    unquoted: bool = False
    """Whether it looks like a text without its quotes."""
    twice: bool = False
    """Whether it says again what was said before."""


def parsed(text: str) -> dict[str, Any] | None:
    """Return what a text says, or None if it is no TOML."""
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError):
        return None


def statements(text: str) -> list[Statement]:
    """Return the statements of a text; one that is never whole is left out, as is what follows it."""
    table: tuple[str, ...] = ()
    found = []
    for first, last, content in _whole(text.split("\n"), 0):
        if content is None:
            break
        header = text.split("\n")[first - 1].lstrip().startswith("[")
        if header:
            table = _path(content)
        found.append(Statement(table if header else (*table, *_path(content)), first, last, header))
    return found


def broken_lines(text: str) -> tuple[Broken, ...]:
    """Return the lines for which a text is no TOML, the first one first; at least one."""
    lines = text.split("\n")
    found: list[Broken] = []
    start = 0
    while len(found) < AT_MOST and (line := _first_broken(lines, start)):
        found.append(Broken(line, unquoted=bool(_WITHOUT_QUOTES.fullmatch(lines[line - 1]))))
        if _MORE_TO_COME.search(lines[line - 1]):
            break
        start = line
    return tuple(found) or (Broken(_said_again(text), twice=True),)


def _first_broken(lines: list[str], start: int) -> int | None:
    return next((first for first, _, content in _whole(lines, start) if content is None), None)


def _whole(lines: list[str], start: int) -> Iterator[tuple[int, int, dict[str, Any] | None]]:
    """Yield the first and the last line and the content of each statement; None for one without an end."""
    first = start
    while first < len(lines):
        if not lines[first].strip() or lines[first].lstrip().startswith("#"):
            first += 1
            continue
        last, content = _end(lines, first)
        yield first + 1, last + 1, content
        first = last + 1


def _end(lines: list[str], first: int) -> tuple[int, dict[str, Any] | None]:
    """Return where a statement ends and what it says; if nowhere, the line it begins on and None."""
    end = first + (LONGEST if _MORE_TO_COME.search(lines[first]) else 1)
    for last in range(first, min(end, len(lines))):
        content = parsed("\n".join(lines[first : last + 1]))
        if content is not None:
            return last, content
    return first, None


def _path(content: dict[str, Any]) -> tuple[str, ...]:
    """Return the one way down through nested tables of one entry each."""
    path: list[str] = []
    inner: object = content
    while isinstance(inner, dict | list) and len(inner) == 1:
        if isinstance(inner, dict):
            path += inner
            inner = next(iter(inner.values()))
        else:
            inner = inner[0]
    return tuple(path)


def _said_again(text: str) -> int:
    """Return the first line that cannot stand below those before it, as a name that is there twice."""
    lines, found = text.split("\n"), statements(text)
    wrong = bisect_left(found, 1, key=lambda each: parsed("\n".join(lines[: each.last])) is None)
    return found[wrong].first if wrong < len(found) else 1
