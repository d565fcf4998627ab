"""CSV that comes back whole, and that no spreadsheet takes for formulas."""

import csv
import io

import pytest
from hostile import HOSTILE
from hypothesis import given
from hypothesis import strategies as st
from making import NOW

from aware_tui.domain.text import for_screen
from aware_tui.exports.spreadsheet import MARK, Cell, plain_text, safe_cell, write_table

ANYTHING = st.text(st.characters(exclude_categories=())) | st.sampled_from(HOSTILE)
TRICKY = st.text(alphabet="'=+-@ \t\r\n\uff1d\u00a0,\"a")


def read(written: str) -> list[list[str]]:
    assert written.startswith(MARK)
    return list(csv.reader(io.StringIO(written.removeprefix(MARK), newline="")))


CELLS: list[tuple[Cell, str]] = [
    ("=1+1", "'=1+1"),
    ("+441632960000", "'+441632960000"),
    ("-2+3", "'-2+3"),
    ("@SUM(A1)", "'@SUM(A1)"),
    ("\t=1", "'\t=1"),
    ("  =1", "'  =1"),
    ("\uff1d1", "'\uff1d1"),
    ("'=1", "''=1"),
    ("'tis true", "'tis true"),
    ("a=b", "a=b"),
    ("", ""),
    (None, ""),
    (-5, "-5"),
    (2.5, "2.5"),
    (True, "true"),
    (False, "false"),
    (NOW, "2026-03-04T10:30:00+00:00"),
]


@pytest.mark.parametrize(("value", "cell"), CELLS)
def test_a_cell_is_safe_and_a_number_stays_one(value: Cell, cell: str) -> None:
    assert safe_cell(value) == cell


@given(st.lists(st.tuples(ANYTHING | TRICKY, ANYTHING | TRICKY), max_size=4))
def test_every_text_comes_back(rows: list[tuple[str, str]]) -> None:
    out = io.StringIO(newline="")
    assert write_table(out, ("left", "right"), rows) == len(rows)
    header, *found = read(out.getvalue())
    assert header == ["left", "right"]
    assert [[plain_text(cell) for cell in row] for row in found] == [
        list(map(for_screen, row)) for row in rows
    ]


@given(ANYTHING | TRICKY)
def test_no_cell_begins_like_a_formula(text: str) -> None:
    cell = safe_cell(text)
    assert not cell.lstrip().startswith(("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20"))
    assert not cell.startswith(("\t", "\r", "\n"))
