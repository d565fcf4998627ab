"""Documents as rows of a CSV file: safe in a spreadsheet, and torn rows are told from whole ones."""

import csv
import io
import re
from collections.abc import Sequence
from typing import Final

from aware_tui.connectors.document import Document
from aware_tui.connectors.trouble import Refused
from aware_tui.domain.spreadsheet import guarded, unguarded

COLUMNS: Final = (
    "key",
    "document",
    "revision",
    "session",
    "recorded_at",
    "agent",
    "customer_name",
    "customer_reference",
    "customer_contact",
    "customer_preferred_channel",
    "channel",
    "category",
    "started_at",
    "text",
    "cause",
    "likelihood",
    "cost",
    "recommendation",
    "promises",
    "aware",
)
"""The last column never holds a quote or a word of anybody: a row that ends with it is whole."""

MARK: Final = b"\xef\xbb\xbf"
"""The byte order mark: without it spreadsheets read UTF-8 as something else. Files without one are fine."""

_LAST: Final = "1"
_BREAKS = re.compile("\r\n?")
_ANOTHER = re.compile(rb'\r\n.|\n"?[0-9a-f]{8}-[0-9a-f]{4}-', re.DOTALL)
"""What follows the end of a row, and is never in one: there, words have bare line feeds only."""


def safe_cell(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula: what begins like one gets an apostrophe."""
    text = _BREAKS.sub("\n", text)
    return guarded(text)


def plain_cell(cell: str) -> str:
    """Return the text that `safe_cell` was given, its line breaks as newlines."""
    return unguarded(cell)


def row_of(document: Document) -> tuple[str, ...]:
    """Return the cells of a document, in the order of COLUMNS."""
    revision = document.values.get("revision")
    found = {
        "revision": str(revision) if isinstance(revision, int) else "",
        "promises": "\n".join(document.promises()),
        "aware": _LAST,
    }
    texts = [found[name] if name in found else _text(document, name) for name in COLUMNS]
    return tuple(map(safe_cell, texts))


def _text(document: Document, column: str) -> str:
    of_customer = column.removeprefix("customer_")
    return document.words(column) if of_customer == column else document.customer(of_customer)


def encoded(cells: Sequence[str]) -> bytes:
    """Return a row as bytes: each cell in quotes, ended by a carriage return and a line feed."""
    out = io.StringIO(newline="")
    csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerow(cells)
    return out.getvalue().encode("utf-8", "replace")


HEADER: Final = encoded(COLUMNS)


def decoded(content: bytes) -> list[list[str]]:
    """Return the rows of a file, its header among them; a row that is torn comes as far as it goes."""
    csv.field_size_limit(1 << 28)
    text = content.removeprefix(MARK).decode("utf-8", "replace")
    return list(csv.reader(io.StringIO(text, newline="")))


def is_ours(content: bytes) -> bool:
    """Say whether a file begins with our header, however another program has written it since."""
    first = content.removeprefix(MARK).partition(b"\n")[0].rstrip(b"\r")
    return decoded(first) == [list(COLUMNS)]


def has_key(content: bytes, key: str) -> bool:
    """Say whether a row of this key is there; the key in somebody's words does not count."""
    return key.encode() in content and any(row and row[0] == key for row in decoded(content))


def ending(content: bytes) -> tuple[int, bytes]:
    """Return how many bytes of the file to keep, and what to add, so that it ends with a whole row.

    What a kill left of a row goes: it is delivered again, whole. Anything else stays; Refused if a row
    cannot follow it.
    """
    if (MARK + HEADER).startswith(content):
        return 0, MARK + HEADER
    inside = content.count(b'"') % 2 == 1
    if content.endswith(b"\n") and not inside:
        return len(content), b""
    start = _start_of_last(content)
    if _is_torn(content[start:]):
        return start, b""
    if inside:
        raise Refused("The CSV file has a quotation mark that is never closed. Mend it in a spreadsheet.")
    return len(content), b"\n" if content.endswith(b"\r") else b"\r\n"


def _is_torn(last: bytes) -> bool:
    """Say whether this is the beginning of one row of ours, and not all of it."""
    key, quote, _ = last[1:].partition(b'"')
    if last[:1] != b'"' or not re.fullmatch(rb"[0-9A-Za-z-]*", key) or _ANOTHER.search(last):
        return False
    row = decoded(last)[0]
    return not quote or last.count(b'"') % 2 == 1 or len(row) < len(COLUMNS) or row[-1] != _LAST


def _start_of_last(content: bytes) -> int:
    """Return where the last row begins: after the last line feed that is not in quotes."""
    start = place = 0
    inside = False
    for line in content.split(b"\n")[:-1]:
        place += len(line) + 1
        inside ^= line.count(b'"') % 2 == 1
        if not inside:
            start = place
    return start
