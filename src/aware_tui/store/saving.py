"""A change of the domain as statements on the file: a row that moved on is refused."""

from collections.abc import Iterable

from aware_tui.domain.rows import Event, Row, Session
from aware_tui.domain.session import Change, Edit
from aware_tui.store.database import Database
from aware_tui.store.erased import refuse_erased
from aware_tui.store.errors import Conflict, LeaseLost
from aware_tui.store.library import sqlite3
from aware_tui.store.occurrences import settle, touched
from aware_tui.store.records import COLUMN_LIST, COLUMNS, TABLES, Stored, to_stored


class Versions:
    """The `row_version` last seen of each row, by table and id; used on one thread."""

    def __init__(self, below: "Versions | None" = None) -> None:
        self._below = below
        self._seen: dict[tuple[str, str], int | None] = {}

    def known(self, table: str, row_id: str) -> int | None:
        """Return the version last seen of this row, or None if it was not seen or is gone."""
        key = (table, row_id)
        if key in self._seen or self._below is None:
            return self._seen.get(key)
        return self._below.known(table, row_id)

    def saw(self, table: str, row_id: str, version: int | None) -> None:
        """Remember the version of this row; None when the row is gone."""
        self._seen[table, row_id] = version

    def ids(self, table: str) -> tuple[str, ...]:
        """Return the ids of the rows of a table that were seen and are there."""
        return tuple(row_id for (name, row_id), version in self._seen.items() if name == table and version)

    def forget(self) -> None:
        """Know nothing: each row is compared with the file before the next change of it."""
        self._seen.clear()

    def draft(self) -> "Versions":
        """Return versions on top of these, which stay as they are until the draft is kept."""
        return Versions(self)

    def keep(self) -> None:
        """Take over into the versions below what this draft has seen."""
        if self._below is not None:
            self._below._seen.update(self._seen)


def _values(kind: type[object], *more: str) -> str:
    return ", ".join([*(f":{name}" for name in COLUMNS[kind]), *more])


def _assignments(kind: type[object]) -> str:
    return ", ".join(f'"{name}" = :{name}' for name in COLUMNS[kind] if name != "id")


_ROWS = {kind: table for kind, table in TABLES.items() if kind is not Event}
_INSERT = {
    kind: f'INSERT INTO "{table}" ({COLUMN_LIST[kind]}) VALUES ({_values(kind)})'
    for kind, table in _ROWS.items()
}
_UPDATE = {
    kind: f'UPDATE "{table}" SET {_assignments(kind)}, row_version = row_version + 1'
    " WHERE id = :id AND row_version = :known"
    for kind, table in _ROWS.items()
}
_DELETE = {
    kind: f'DELETE FROM "{table}" WHERE id = :id AND row_version = :known' for kind, table in _ROWS.items()
}
_READ = {
    kind: f'SELECT {COLUMN_LIST[kind]}, row_version FROM "{table}" WHERE id = :id'
    for kind, table in _ROWS.items()
}
_TELL = (
    f"INSERT INTO event ({COLUMN_LIST[Event]}, seq)"
    f" VALUES ({_values(Event, '(SELECT coalesce(max(seq), 0) + 1 FROM event)')})"
)


def apply(db: Database, change: Change, versions: Versions, holder: str | None) -> None:
    """Write a change inside the caller's transaction.

    Erased if it is about what was erased; Conflict if a row was changed elsewhere since `versions` saw it;
    LeaseLost if one of its sessions is leased to another than `holder`. After an error the caller rolls
    back; `versions` is as it was.
    """
    refuse_erased(db, change)
    _check_leases(db, change, holder)
    draft = versions.draft()
    for edit in in_order(change.edits):
        _write(db, edit, draft)
    for event in change.events:
        tell(db, event)
    settle(db, touched(db, change))
    draft.keep()


def tell(db: Database, event: Event) -> None:
    """Add an event to the story, with the next number."""
    db.execute(_TELL, to_stored(event))


def in_order(edits: Iterable[Edit]) -> list[Edit]:
    """Return one edit for each row, those that take rows away first, so that a unique place is free again."""
    merged: dict[tuple[type[Row], str], Edit] = {}
    for edit in edits:
        key = (type(edit.row), edit.row.id)
        merged[key] = Edit(merged[key].before if key in merged else edit.before, edit.after)
    needed = (edit for edit in merged.values() if edit.before is not None or edit.after is not None)
    return sorted(needed, key=lambda edit: edit.after is not None)


def session_of(row: Row | Event) -> str | None:
    """Return the id of the session this row belongs to; a customer belongs to none."""
    return row.id if isinstance(row, Session) else getattr(row, "session_id", None)


def _check_leases(db: Database, change: Change, holder: str | None) -> None:
    rows = [*(edit.row for edit in change.edits), *change.events]
    for session_id in {session_of(row) for row in rows} - {None}:
        found = db.execute("SELECT holder FROM lease WHERE id = ?", (session_id,)).fetchone()
        if found is not None and found[0] != holder:
            raise LeaseLost(
                "Another window has this call in hand. Nothing was changed. Say it there, or take it over."
            )


def _write(db: Database, edit: Edit, versions: Versions) -> None:
    if edit.before is None:
        _insert(db, edit.row, versions)
        return
    known = _known(db, edit.before, versions)
    kind, table = type(edit.row), TABLES[type(edit.row)]
    statement = _DELETE[kind] if edit.after is None else _UPDATE[kind]
    if db.execute(statement, to_stored(edit.row) | {"known": known}).rowcount == 0:
        raise _conflict(edit.row)
    versions.saw(table, edit.row.id, None if edit.after is None else known + 1)


def _insert(db: Database, row: Row, versions: Versions) -> None:
    try:
        db.execute(_INSERT[type(row)], to_stored(row))
    except sqlite3.IntegrityError as error:
        if str(error).startswith("UNIQUE"):
            raise _conflict(row) from error
        raise
    versions.saw(TABLES[type(row)], row.id, 1)


def _known(db: Database, before: Row, versions: Versions) -> int:
    """Return the version to build on; a row not seen yet must be in the file as the change had it."""
    table = TABLES[type(before)]
    version = versions.known(table, before.id)
    if version is None:
        expected = to_stored(before)
        found: tuple[Stored, ...] | None = db.execute(_READ[type(before)], {"id": before.id}).fetchone()
        if found is None or found[:-1] != tuple(expected.values()):
            raise _conflict(before)
        version = int(found[-1] or 1)
    return version


def _conflict(row: Row) -> Conflict:
    what = TABLES[type(row)].replace("_", " ")
    return Conflict(f"This {what} was changed in another window in the meantime. Open the session again.")
