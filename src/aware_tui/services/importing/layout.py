"""Where the columns of a file end, and what the first line calls them: found out by looking."""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from aware_tui.domain.importing.columns import headers_of, listed
from aware_tui.domain.importing.fields import claims, name_of
from aware_tui.domain.importing.moments import is_serial, read_moment
from aware_tui.domain.importing.problem import ImportProblem
from aware_tui.domain.text import excerpt
from aware_tui.services.importing.table import Line, Table

DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "strokes"}
"""What may stand between two cells, and what it is called."""

SAMPLE = 1 << 17
"""Letters that are looked at."""

MOST_LETTERS = 1 << 20
"""Letters that the first rows may have together."""

_NAMED = {"tab": "\t", "\\t": "\t", "comma": ",", "semicolon": ";", "pipe": "|", "stroke": "|"}
_SAYS = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)


TITLES = 20
"""Lines in which the names of the columns are looked for; those above them are a title."""

SAMPLED = 300
"""First rows of which is looked at what a column holds."""


@dataclass(frozen=True, slots=True)
class Layout:
    """A file as a table, with the names of its columns and its first rows."""

    table: Table
    names: tuple[str, ...]
    sample: tuple[list[str], ...] = ()
    notice: str = ""
    """What there is to say of lines above the names."""


def layout_of(path: Path, encoding: str, told: str = "", columns: Sequence[str] = ()) -> Layout:
    """Return how a file is laid out; `columns` are names that must be among its own, for all that is known.

    Raises ImportProblem with what to do, and OSError.
    """
    with io.TextIOWrapper(path.open("rb"), encoding, errors="replace", newline="") as file:
        sample = file.read(SAMPLE).replace("\0", "")
    if not sample.strip():
        raise ImportProblem(f"{path.name} is empty. Check that it is the file you mean.")
    says = _SAYS.match(sample)
    delimiter = _told(told) if told else says[1] if says else _found(sample)
    table = Table(path, encoding, delimiter, 1 if says else 0)
    first = list(_first(table))
    if not first or first[0].problem:
        why = first[0].problem if first else "it is blank"
        raise ImportProblem(f"The first line of {path.name} names no columns: {why}. Is it a CSV file?")
    place = _header(first, frozenset(map(name_of, columns)))
    names = headers_of(_without_blank_end(first[place].cells))
    _check(path, names)
    rows = tuple(line.cells for line in first[place + 1 :])
    if not place:
        return Layout(table, names, rows)
    above = (
        f"Above the names of the columns stands “{excerpt(' '.join(first[0].cells), 60)}”: it was left out."
    )
    return Layout(replace(table, skipped=first[place].number - 1), names, rows, above)


def _first(table: Table) -> Iterator[Line]:
    """Yield the first rows of a file, as far as they are not too much."""
    letters = 0
    with table.opened() as reading:
        for line in islice(reading.rows(), SAMPLED):
            yield line
            letters += sum(map(len, line.cells))
            if letters > MOST_LETTERS:
                return


def _header(first: Sequence[Line], columns: frozenset[str]) -> int:
    """Return in which of the first rows the names of the columns are: the first, if it is not a title."""
    counts = [_known(line.cells, columns) for line in first[:TITLES]]
    most = max(counts)
    return counts.index(most) if most > 1 >= counts[0] else 0


def _known(cells: Sequence[str], columns: frozenset[str]) -> int:
    """Return how many cells of a row are names of columns that are known; none of a row with data."""
    names = [cell for cell in cells if cell.strip()]
    if len(names) < 2 or any(map(_is_data, names)):
        return 0
    return sum(bool(claims(name)) or name_of(name) in columns for name in names)


def _told(delimiter: str) -> str:
    """Return the delimiter that was asked for; raises ImportProblem."""
    found = _NAMED.get(delimiter.lower(), delimiter)
    if len(found) != 1 or found in '"\r\n\0':
        raise ImportProblem("--delimiter takes one sign, such as ; or tab.")
    return found


def _found(sample: str) -> str:
    return max(DELIMITERS, key=lambda delimiter: _fit(sample, delimiter))


def _fit(sample: str, delimiter: str) -> tuple[int, int, float, int]:
    """Return how well a delimiter fits: names that are known, several columns, even rows, many columns."""
    whole = sample if len(sample) < SAMPLE else sample[: sample.rfind("\n") + 1] or sample
    try:
        rows = [
            row for row in islice(csv.reader(io.StringIO(whole, newline=""), delimiter=delimiter), 200) if row
        ]
    except csv.Error:
        rows = [whole.splitlines()[0].split(delimiter)]
    heads = [sum(bool(claims(cell)) for cell in row) for row in rows[:TITLES]] or [0]
    known = max(heads)
    rows = rows[heads.index(known) :]
    width = len(rows[0]) if rows else 0
    even = sum(len(row) == width for row in rows) / max(1, len(rows))
    return (known if width > 1 else 0), int(width > 1), even if width > 1 else 0.0, width


def _without_blank_end(cells: Sequence[str]) -> Sequence[str]:
    """Return the names without those that are blank at the end, as spreadsheets write them."""
    last = len(cells)
    while last > 1 and not cells[last - 1].strip():
        last -= 1
    return cells[:last]


def _check(path: Path, names: Sequence[str]) -> None:
    """Refuse what cannot be the names of columns."""
    if len(names) == 1:
        raise ImportProblem(
            f"{path.name} seems to have one column only, “{excerpt(names[0], 60)}”."
            " If its columns are separated by another sign, say which, such as --delimiter ';'."
        )
    like_data = [name for name in names if _is_data(name)]
    if like_data and not any(claims(name) for name in names):
        raise ImportProblem(
            f"The first line of {path.name} looks like a row, not like names of columns:"
            f" {listed(names)}. Put a line with names above it, such as started_at,category,text."
        )


def _is_data(name: str) -> bool:
    """Say whether a name is a date or a number."""
    plain = name.replace(".", "").replace(",", "")
    return read_moment(name, None) is not None or is_serial(name) or plain.isdecimal()
