"""One row by its id."""

from typing import TypeVar

from aware_tui.domain.rows import Row
from aware_tui.store.database import Database
from aware_tui.store.records import COLUMN_LIST, TABLES, from_stored

R = TypeVar("R", bound=Row)


def row_of(db: Database, kind: type[R], row_id: str) -> R | None:
    """Return the row of this kind with this id, if there is one."""
    statement = f'SELECT {COLUMN_LIST[kind]} FROM "{TABLES[kind]}" WHERE id = ?'
    found = db.execute(statement, (row_id,)).fetchone()
    return None if found is None else from_stored(kind, found)
