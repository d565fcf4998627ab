"""Takes an import away again: what nobody has worked on since, by the thousand, counts and all."""

from typing import NamedTuple

from aware_tui.domain.importing.made import FIRST_OWN_CUSTOMER
from aware_tui.domain.rows import Event, Note
from aware_tui.store.database import Database
from aware_tui.store.occurrences import settle
from aware_tui.store.records import COLUMNS, TABLES
from aware_tui.store.saving import tell
from aware_tui.store.transaction import transaction

SOME = 1_000
"""Rows that are taken away in one transaction."""

_ADDED_BY_PEOPLE = [
    table
    for kind, table in TABLES.items()
    if "session_id" in COLUMNS[kind] and kind not in (Event, Note) and table != "feedback"
]
_UNTOUCHED = " AND ".join(
    (
        "s.row_version = 1",
        *(f"NOT EXISTS (SELECT 1 FROM {table} x WHERE x.session_id = s.id)" for table in _ADDED_BY_PEOPLE),
        "NOT EXISTS (SELECT 1 FROM note n WHERE n.session_id = s.id"
        " AND (n.step <> s.playbook_id OR n.row_version > 1))",
        "NOT EXISTS (SELECT 1 FROM feedback f WHERE f.session_id = s.id"
        " AND (f.import_id IS NOT s.import_id OR f.row_version > 1))",
        "NOT EXISTS (SELECT 1 FROM lease l WHERE l.id = s.id)",
    )
)
"""Holds for an imported session `s` to which nobody has added anything."""

_SESSIONS = f"""
SELECT s.id, s.customer_id FROM session s WHERE s.import_id = ? AND s.id > ? AND {_UNTOUCHED}
ORDER BY s.id LIMIT {SOME}
"""
_FEEDBACK = f"""
SELECT f.id, f.customer_id FROM feedback f
WHERE f.import_id = ? AND f.id > ? AND f.row_version = 1 AND f.session_id IS NULL ORDER BY f.id LIMIT {SOME}
"""
_NOT_NEEDED = f"""
DELETE FROM customer WHERE id = :id AND id < '{FIRST_OWN_CUSTOMER}' AND row_version = 1
AND NOT EXISTS (SELECT 1 FROM session s WHERE s.customer_id = :id)
AND NOT EXISTS (SELECT 1 FROM feedback f WHERE f.customer_id = :id)
AND NOT EXISTS (SELECT 1 FROM customer_merge m WHERE m.customer_id = :id OR m.into_id = :id)
"""


class Taken(NamedTuple):
    """Rows that were taken away: complaints, and feedback that came without one."""

    sessions: int
    feedback: int
    last: str
    """The id of the last row; empty at the end."""


def take_sessions(db: Database, import_id: str, after: str) -> Taken:
    """Take away the next complaints of an import behind an id, in a transaction of their own."""
    with transaction(db):
        rows = db.execute(_SESSIONS, (import_id, after)).fetchall()
        ids = [(row[0],) for row in rows]
        for statement in (
            "DELETE FROM feedback WHERE session_id = ?",
            "DELETE FROM note WHERE session_id = ?",
            "DELETE FROM session WHERE id = ?",
        ):
            db.executemany(statement, ids)
        settle(db, [row[0] for row in rows])
        _forget(db, rows)
        _count_down(db, import_id, len(rows))
    return Taken(len(rows), 0, rows[-1][0] if len(rows) == SOME else "")


def take_feedback(db: Database, import_id: str, after: str) -> Taken:
    """Take away the next feedback of an import behind an id, in a transaction of its own."""
    with transaction(db):
        rows = db.execute(_FEEDBACK, (import_id, after)).fetchall()
        db.executemany("DELETE FROM feedback WHERE id = ?", [(row[0],) for row in rows])
        _forget(db, rows)
        _count_down(db, import_id, len(rows))
    return Taken(0, len(rows), rows[-1][0] if len(rows) == SOME else "")


def close(db: Database, import_id: str, event: Event) -> int:
    """Take away an import that has nothing left, and tell of it; return how many of its rows are left."""
    with transaction(db):
        if not db.execute("SELECT 1 FROM import_batch WHERE id = ?", (import_id,)).fetchone():
            return 0
        left = sum(
            int(db.execute(f"SELECT count(*) FROM {rows}", (import_id,)).fetchone()[0])
            for rows in ("session WHERE import_id = ?", "feedback WHERE import_id = ? AND session_id IS NULL")
        )
        bound = db.execute("SELECT 1 FROM feedback WHERE import_id = ? LIMIT 1", (import_id,)).fetchone()
        if not left and not bound:
            db.execute("DELETE FROM import_batch WHERE id = ?", (import_id,))
        tell(db, event)
    return left


def _forget(db: Database, rows: list[tuple[str, str | None]]) -> None:
    """Take away the customers that an import made, if nothing names them any more."""
    db.executemany(_NOT_NEEDED, [{"id": each} for each in {row[1] for row in rows} if each])


def _count_down(db: Database, import_id: str, rows: int) -> None:
    counted = "UPDATE import_batch SET added = added - ?, row_version = row_version + 1 WHERE id = ?"
    db.execute(counted, (rows, import_id))
