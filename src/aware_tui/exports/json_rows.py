"""Rows of a table as a JSON file: an array of objects keyed by column, one a line."""

from collections.abc import Iterable, Sequence
from typing import Any, TextIO

from aware_tui.exports.json_text import json_text


def write_rows(file: TextIO, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
    """Write the rows of a table, which may be without end; return how many there were."""
    count, before = 0, "["
    for row in rows:
        file.write(f"{before}\n{json_text(dict(zip(columns, row, strict=True)))}")
        before = ","
        count += 1
    file.write("[]\n" if not count else "\n]\n")
    return count
