"""A CSV file as rows with their line numbers, one at a time, however broken it is."""

import csv
import io
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

LONGEST = 1_000_000
"""Characters of a row at most; a longer one is not taken in."""

BUFFER = 1 << 18


@dataclass(frozen=True, slots=True)
class Line:
    """One row: the number of the line it begins in, from 1, its cells, and what is wrong with it."""

    number: int
    cells: list[str]
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """How a file becomes rows."""

    path: Path
    encoding: str
    delimiter: str
    skipped: int = 0
    """Lines before the header that are none of the table."""

    @contextmanager
    def opened(self) -> "Iterator[Reading]":
        """Open the file to read its rows, the header among them; raises OSError."""
        with self.path.open("rb", buffering=BUFFER) as file:
            yield Reading(file, self)


class Reading:
    """A table that is being read."""

    def __init__(self, file: BinaryIO, table: Table) -> None:
        text = io.TextIOWrapper(file, table.encoding, errors="replace", newline="")
        self._file = file
        self._feed = _Feed(text)
        self._delimiter = table.delimiter
        for _ in range(table.skipped):
            next(self._feed, None)
        self._feed.used.clear()

    @property
    def place(self) -> int:
        """Return how many bytes have been read."""
        return self._file.tell()

    def rows(self) -> Iterator[Line]:
        """Yield the rows that are not blank."""
        csv.field_size_limit(max(csv.field_size_limit(), 2 * LONGEST))
        reader = self._reader(strict=True)
        while True:
            self._feed.used.clear()
            number = self._feed.number + 1
            try:
                cells = next(reader)
            except StopIteration:
                return
            except (csv.Error, _TooLongError):
                yield self._broken(number)
                reader = self._reader(strict=True)
                continue
            if any(cells):
                yield Line(number, cells, self._feed.too_long(number))

    def _reader(self, *, strict: bool) -> "Iterator[list[str]]":
        return csv.reader(self._feed, delimiter=self._delimiter, strict=strict)

    def _broken(self, number: int) -> Line:
        """Return the line in which quotation marks do not fit; whatever was read after it is read again."""
        first, *others = self._feed.used
        problem = self._feed.too_long(number)
        self._feed.push_back(others)
        cells = lenient(first, self._delimiter)
        opened = first.count('"') % 2 == 1
        return Line(number, cells, problem or ("a quotation mark in it is not closed" if opened else ""))


def lenient(line: str, delimiter: str) -> list[str]:
    """Return the cells of one line as well as they can be told apart."""
    with suppress(csv.Error):
        return next(csv.reader([line], delimiter=delimiter), [])
    return [line]


class _TooLongError(Exception):
    """A row goes on and on."""


class _Feed:
    """Hands out lines, remembers those of the row at hand, and takes lines back."""

    def __init__(self, text: io.TextIOWrapper) -> None:
        self.used: list[str] = []
        """The lines of the row at hand."""
        self.number = 0
        """The number of the last line handed out."""
        self._text = text
        self._back: deque[str] = deque()
        self._size = 0
        self._cut: set[int] = set()

    def __iter__(self) -> "_Feed":
        return self

    def __next__(self) -> str:
        line = self._back.popleft() if self._back else self._fresh()
        if not line:
            raise StopIteration
        if not self.used:
            self._size = 0
        self.number += 1
        self.used.append(line)
        self._size += len(line)
        if self._size > 2 * LONGEST:
            raise _TooLongError
        return line

    def _fresh(self) -> str:
        """Return the next line of the file without NULs; of one without end only the beginning."""
        line = self._text.readline(LONGEST)
        if len(line) == LONGEST and line[-1] not in "\r\n":
            self._cut.add(self.number + 1)
            while (rest := self._text.readline(LONGEST)) and rest[-1] not in "\r\n":
                continue
            line += "\n"
        return line.replace("\0", "") or (line and "\n")

    def push_back(self, lines: list[str]) -> None:
        """Take lines back, to be handed out again."""
        self._back.extendleft(reversed(lines))
        self.number -= len(lines)
        self.used.clear()

    def too_long(self, number: int) -> str:
        """Return what is wrong with a row that begins in a line and has one that was cut, or nothing."""
        if not self._cut:
            return ""
        cut = {line for line in self._cut if number <= line <= self.number}
        self._cut -= cut
        return f"it is longer than {LONGEST:,} letters" if cut else ""
