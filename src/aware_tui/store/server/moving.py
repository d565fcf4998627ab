"""Copies a database file into an empty place on a server: all rows or none, counted and compared."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import DateTime, Table

from aware_tui.domain.server_url import ServerUrl
from aware_tui.store.database import Database
from aware_tui.store.errors import CannotWrite, NotOurs, StoreProblem
from aware_tui.store.library import sqlite3
from aware_tui.store.opening import open_database
from aware_tui.store.records import read_time_or_none, stored_time
from aware_tui.store.schema import TABLES
from aware_tui.store.server.entering import enter, refuse_almighty, version_in
from aware_tui.store.server.errors import told
from aware_tui.store.server.making import SCHEMA, TABLES_END
from aware_tui.store.snapshot import snapshot

if TYPE_CHECKING:
    from aware_tui.store.server.connection import ServerConnection

MADE_THERE = ("half_documented", "lease")
"""What is not copied: it is made of the other rows, or says which window has what in hand now."""

PEOPLE = frozenset({"agent", "author", "actor", "trainee", "owner", "who"})
"""The columns that hold the name of one of the team."""

_NOBODY: Mapping[str, str] = {}

SHOWN_EVERY = 20_000
"""Rows between two words about how far it is."""

Progress = Callable[[str, int], object]
"""Hears the name of a table, and how many of its rows are there."""

Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Moved:
    """What was copied, and found to be the same on both sides."""

    rows: dict[str, int]
    """Rows by table."""


def move(
    path: Path, url: ServerUrl, renamed: Mapping[str, str] = _NOBODY, progress: Progress = lambda *_: None
) -> Moved:
    """Copy the file at `path` into the empty database at `url`; the file stays as it is.

    `renamed` gives people other names there, such as those of their logins.

    Raises a StoreProblem, and then nothing was changed there.
    """
    open_database(path, create=False).close()
    db = enter(url)
    try:
        refuse_almighty(db)
        with snapshot(path) as old:
            return _moved(_Old(old, renamed), db, progress)
    except sqlite3.Error as error:
        raise told(error, url, url.user) or error from error
    finally:
        db.close()


def _moved(old: "_Old", db: "ServerConnection", progress: Progress) -> Moved:
    db.execute("BEGIN IMMEDIATE")
    try:
        _refuse_full(db)
        db.script("SET LOCAL statement_timeout = 0")
        tables, rest = _script(db)
        db.script(tables)
        sums = {table.name: _copied(old, db, table, progress) for table in _tables()}
        db.script(f"SET CONSTRAINTS ALL IMMEDIATE; {rest}")
        _derive(db)
        for table in _tables():
            _refuse_difference(db, table, sums[table.name])
        db.execute("COMMIT")
    finally:
        if db.in_transaction:
            db.execute("ROLLBACK")
    for statement in ("SET statement_timeout = 0", "VACUUM (ANALYZE)"):
        db.script(statement)
    return Moved({name: rows for name, (rows, _) in sums.items()})


def _refuse_full(db: "ServerConnection") -> None:
    if version_in(db) is None:
        return
    for name in ("session", "customer", "import_batch", "attempt", "goal", "choke_point"):
        if db.execute(f"SELECT 1 FROM {name} LIMIT 1").fetchone():
            raise CannotWrite(
                f"{db.url} holds data already, and two databases cannot be made one. Nothing was changed. "
                "Name an empty database."
            )


def _script(db: "ServerConnection") -> tuple[str, str]:
    """Return what makes the tables, and what follows once they are full; over empty tables, little of it."""
    if version_in(db) is None:
        tables, _, rest = SCHEMA.read_text(encoding="utf-8").partition(TABLES_END)
        return tables, rest
    names = [f'"{table.name}"' for table in TABLES.sorted_tables]
    off = "".join(f"ALTER TABLE {name} DISABLE TRIGGER USER;" for name in names)
    on = "".join(f"ALTER TABLE {name} ENABLE TRIGGER USER;" for name in names)
    return f"TRUNCATE {', '.join(names)};{off}", on


def _tables() -> Iterator[Table]:
    return (table for table in TABLES.sorted_tables if table.name not in MADE_THERE)


def _copied(old: "_Old", db: "ServerConnection", table: Table, progress: Progress) -> tuple[int, str]:
    """Copy one table; return how many rows it has, and the sum over them."""
    total = _Sum()
    names = ", ".join(f'"{column.name}"' for column in table.columns)
    with db.raw.cursor().copy(f'COPY "{table.name}" ({names}) FROM STDIN'.encode()) as copy:
        for row in old.rows(table):
            copy.write_row(row)
            if total.add(row) % SHOWN_EVERY == 0:
                progress(table.name, total.rows)
    return total.rows, total.told


class _Old:
    """The file, and who has another name on the server."""

    def __init__(self, db: Database, renamed: Mapping[str, str]) -> None:
        self._db = db
        self._renamed = renamed

    def rows(self, table: Table) -> Iterator[Row]:
        """Yield the rows of a table as the server will have them."""
        times = [place for place, column in enumerate(table.columns) if _is_time(column.type)]
        people = [place for place, column in enumerate(table.columns) if column.name in PEOPLE]
        for row in self._db.execute(_all_of(table)):
            values = [value.replace("\0", "\ufffd") if isinstance(value, str) else value for value in row]
            for place in times:
                values[place] = _time(values[place], table.name)
            for place in people:
                values[place] = self._renamed.get(values[place], values[place])
            yield tuple(values)


def _is_time(kind: object) -> bool:
    return isinstance(getattr(kind, "impl", kind), DateTime)


def _all_of(table: Table) -> str:
    columns = ", ".join(f'"{column.name}"' for column in table.columns)
    order = ", ".join(f'"{column.name}"' for column in table.primary_key)
    return f'SELECT {columns} FROM "{table.name}" ORDER BY {order}'


def _time(value: object, table: str) -> str | None:
    if value is None:
        return None
    at = read_time_or_none(str(value))
    if at is None:
        raise NotOurs(
            f"A time in {table} cannot be read, so nothing was copied. `aware data check` says how many "
            "there are; export what you need, then ask for help with the file."
        )
    return stored_time(at)


def _derive(db: "ServerConnection") -> None:
    """Make on the server what is made of other rows."""
    db.script(
        "INSERT INTO half_documented (id, started_at, missing)"
        " SELECT id, started_at, missing FROM half_documented_rule;"
        "SELECT setval('event_seq', coalesce((SELECT max(seq) FROM event), 0) + 1, false);"
        "SELECT setval(pg_get_serial_sequence('search_entry', 'n'),"
        " coalesce((SELECT max(n) FROM search_entry), 0) + 1, false)"
    )


def _refuse_difference(db: "ServerConnection", table: Table, wanted: tuple[int, str]) -> None:
    total = _Sum()
    for row in db.stream(_all_of(table)):
        total.add(row)
    if (total.rows, total.told) != wanted:
        raise Differs(
            f"{table.name} did not arrive as it is in the file ({total.rows:,} of {wanted[0]:,} rows), so "
            "nothing was kept on the server. Try again; if it happens twice, report it."
        )


class Differs(StoreProblem):
    """What arrived is not what was sent."""


class _Sum:
    """A count of rows, and a sum that differs when any value of them does."""

    def __init__(self) -> None:
        self.rows = 0
        self._hash = hashlib.blake2b(digest_size=16)

    def add(self, row: Iterable[Any]) -> int:
        self.rows += 1
        self._hash.update(repr([*map(_plain, row)]).encode("utf-8", "surrogatepass"))
        return self.rows

    @property
    def told(self) -> str:
        return self._hash.hexdigest()


def _plain(value: object) -> object:
    """Return a value as both sides have it: a file may hold a whole number where a fraction is meant."""
    return float(value) if isinstance(value, int) else value
