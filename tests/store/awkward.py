"""Rows with awkward values for every table of a database, made from what its schema says."""

import re
import sqlite3
from collections.abc import Iterator
from typing import Any

TEXTS = (
    "",
    'O\'Brien said "no" -- ; DROP TABLE note',
    "Zoë Ångström · 東京 · مرحبا · 👩‍👩‍👧",
    "first line\nsecond line\tend ",
    '=HYPERLINK("http://x") % _ * ? [@click=app.quit]',
    "NULL",
    "x" * 20_000,
    "e\u0301 and \u00e9, \ufb01 and fi",
)
"""One for each row; the first row is as empty as its table allows."""

TIMES = (
    "2026-03-29 01:30:00.000000",
    "1970-01-01 00:00:00.000000",
    "2024-02-29 23:59:59.999999",
    "2026-10-25 00:30:00.000001",
    "2000-12-31 23:59:59.000000",
    "9999-12-30 00:00:00.000000",
    "2026-03-04 10:30:00.000000",
    "2026-03-04 10:30:00.100000",
)
NUMBERS = (0, 1, 2**31, 2**53, 7, 2, 3, 4)
DERIVED = ("half_documented", "occurrence", "daily_count", "count_mark", "alembic_version", "erasure")
"""Tables that migrations or triggers fill, and those whose rows mean something to all others."""

_TABLES = "SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name NOT GLOB 'search_*'"
_ONE_OF = r"CHECK \({} IN \(([^)]*)\)\)"
_BETWEEN = r"CHECK \({} BETWEEN (\d+) AND (\d+)\)"


def tables_of(db: sqlite3.Connection) -> dict[str, str]:
    """Return the tables that hold what people did, each with the SQL that makes it."""
    return {name: sql for name, sql in db.execute(_TABLES) if name not in DERIVED}


def fill(db: sqlite3.Connection) -> None:
    """Put as many rows as there are texts into every table; references lead to rows that are there."""
    db.execute("PRAGMA foreign_keys=OFF")
    for table, sql in tables_of(db).items():
        about = db.execute(f'PRAGMA table_info("{table}")').fetchall()
        parents = {row[3]: row[2] for row in db.execute(f'PRAGMA foreign_key_list("{table}")')}
        names = ", ".join(f'"{row[1]}"' for row in about)
        marks = ", ".join("?" * len(about))
        for number in range(len(TEXTS)):
            row = [_value(table, sql, column, parents, number) for column in about]
            db.execute(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', row)
    db.commit()
    assert db.execute("PRAGMA foreign_key_check").fetchall() == []


def _value(table: str, sql: str, about: tuple[Any, ...], parents: dict[str, str], number: int) -> Any:
    _, name, kind, needed, *_ = about
    if name == "id":
        return f"{table}-{number}"
    if number == 0 and not needed:
        return None
    if name in parents:
        return f"{parents[name]}-{number}"
    if name.endswith("zone"):
        return ("Europe/Berlin", "UTC", "Asia/Kolkata")[number % 3]
    if (one_of := re.search(_ONE_OF.format(name), sql)) is not None:
        options = [option.strip().strip("'") for option in one_of[1].split(",")]
        return options[number % len(options)]
    return _of_kind(sql, name, kind, number)


def _of_kind(sql: str, name: str, kind: str, number: int) -> Any:
    if (between := re.search(_BETWEEN.format(name), sql)) is not None:
        low, high = int(between[1]), int(between[2])
        return low + number % (high - low + 1)
    if kind.startswith("DATETIME"):
        return TIMES[number]
    if kind.startswith("DATE"):
        return TIMES[number][:10]
    if kind.startswith("BOOLEAN"):
        return number % 2
    if kind.startswith(("INTEGER", "BIGINT")):
        return number + 1 if name == "seq" else NUMBERS[number]
    if kind.startswith(("FLOAT", "REAL", "NUMERIC")):
        return NUMBERS[number] / 4
    return TEXTS[number]


def rows_of(db: sqlite3.Connection) -> Iterator[tuple[str, str, str, Any]]:
    """Yield table, id, column and value of all that people did."""
    for table in tables_of(db):
        cursor = db.execute(f'SELECT * FROM "{table}"')
        names = [about[0] for about in cursor.description]
        for row in cursor.fetchall():
            of_row = dict(zip(names, row, strict=True))
            yield from ((table, str(of_row["id"]), name, value) for name, value in of_row.items())
