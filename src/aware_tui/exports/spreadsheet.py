"""Values as the cells of a CSV file (RFC 4180) that no spreadsheet takes for formulas."""

import csv
from collections.abc import Iterable
from datetime import datetime
from typing import TextIO

from aware_tui.domain.spreadsheet import guarded, unguarded
from aware_tui.domain.text import for_screen

Cell = str | int | float | bool | datetime | None

MARK = "\ufeff"
"""Begins a file: without it, spreadsheets read UTF-8 as something else."""


def safe_cell(value: Cell) -> str:
    """Return a value as a cell: text that begins like a formula gets an apostrophe, numbers do not."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.isoformat()
    if not isinstance(value, str):
        return str(value).lower() if isinstance(value, bool) else str(value)
    return guarded(for_screen(value))


def plain_text(cell: str) -> str:
    """Return the text that `safe_cell` was given, but for what hides or controls a terminal."""
    return unguarded(cell)


def write_table(file: TextIO, columns: Iterable[str], rows: Iterable[Iterable[Cell]]) -> int:
    """Write a header and rows, which may be without end; return how many rows there were."""
    file.write(MARK)
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(columns)
    count = 0
    for row in rows:
        writer.writerow([safe_cell(value) for value in row])
        count += 1
    return count
