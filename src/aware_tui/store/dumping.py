"""Every row of every table, as of one moment, read as far as it is asked for."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from aware_tui.store.database import Database
from aware_tui.store.place import on_server
from aware_tui.store.records import read_time_or_none
from aware_tui.store.server.tables import Columns, columns_there

LEFT_OUT: Mapping[str, str] = {
    "alembic_version": "the version of the data, which the manifest has",
    "count_mark": "how often the counts have changed",
    "daily_count": "a count of occurrence",
    "half_documented": "a list made from profile_entry and quality_record",
    "lease": "which window writes in which session now",
    "occurrence": "the sessions once more, as they are counted",
    "search_entry": "the words of other tables once more, for searching",
    "search_index": "the index of search_entry",
}
"""The tables that hold nothing of their own, and what they are; what begins like one belongs to it."""

_OTHERS_CHECK_INS: Mapping[str, str] = {
    "check_in": "author = :reader",
    "event": "actor = :reader OR 'check-in' NOT IN (what, before)",
}
"""What is only for its author to read: how a call was for an agent, and the story of having said it."""

_ORDER = {"event": "seq"}


@dataclass(frozen=True, slots=True)
class Table:
    """A table, its columns in their order, and what each column holds as the file declares it."""

    name: str
    columns: tuple[str, ...]
    kinds: tuple[str, ...]


@contextmanager
def one_moment(db: Database) -> Iterator[None]:
    """Let everything that is read until the end be as of one moment, whatever is saved meanwhile."""
    db.execute("BEGIN")
    try:
        db.execute("SELECT 1 FROM session").fetchone()  # the moment is that of the first reading
        yield
    finally:
        if db.in_transaction:
            db.execute("ROLLBACK")


def version_of(db: Database) -> str:
    """Return the version of the tables."""
    return str(db.execute("SELECT version_num FROM alembic_version").fetchone()[0])


def tables_of(db: Database) -> tuple[Table, ...]:
    """Return the tables that hold something of their own, by name."""
    there = columns_there(db) if on_server(db) else dict(_in_file(db))
    own = {name: found for name, found in there.items() if not name.startswith((*LEFT_OUT, "sqlite_"))}
    return tuple(
        Table(name, tuple(column for column, _ in found), tuple(kind for _, kind in found))
        for name, found in own.items()
    )


def _in_file(db: Database) -> Iterator[tuple[str, Columns]]:
    """Yield each table of a file and its columns."""
    names = db.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall()
    for (name,) in names:
        yield name, db.execute("SELECT name, type FROM pragma_table_info(?) ORDER BY cid", (name,)).fetchall()


def rows_of(db: Database, table: Table, reader: str) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of a table in the order they were made: times as aware UTC, flags as True and False.

    Check-ins are there only if `reader` wrote them.
    """
    columns = ", ".join(f'"{column}"' for column in table.columns)
    wanted = _OTHERS_CHECK_INS.get(table.name, "true")
    order = _ORDER.get(table.name, "id")
    statement = f'SELECT {columns} FROM "{table.name}" WHERE {wanted} ORDER BY {order}'
    reads = [_READS.get(kind) for kind in table.kinds]
    read = db.stream if on_server(db) else db.execute
    for row in read(statement, {"reader": reader}):
        yield tuple(value if made is None else made(value) for made, value in zip(reads, row, strict=True))


def _time(value: object) -> datetime | object:
    """Return the time a column holds; what is none stays as it is."""
    return value if value is None else read_time_or_none(str(value)) or value


def _flag(value: object) -> bool | object:
    return bool(value) if value in (0, 1) else value


_READS: Mapping[str, Callable[[object], object]] = {"DATETIME": _time, "BOOLEAN": _flag}
