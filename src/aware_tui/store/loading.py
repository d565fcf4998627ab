"""A whole session read from its tables."""

from collections.abc import Sequence
from typing import TypeVar

from aware_tui.domain.rows import CheckIn, Customer, ProfileEntry, QualityRecord, Row, Session
from aware_tui.domain.session import MANY, CoachingSession
from aware_tui.store.database import Database
from aware_tui.store.records import COLUMN_LIST, TABLES, from_stored
from aware_tui.store.saving import Versions
from aware_tui.store.slices import places

R = TypeVar("R", bound=Row)


def load_session(
    db: Database, session_id: str, versions: Versions | None = None, reader: str | None = None
) -> CoachingSession | None:
    """Return the session with this id, if there is one, and put the row versions into `versions`.

    Check-ins are there only for their author: those that `reader` wrote.
    """
    seen = versions if versions is not None else Versions()
    db.execute("SAVEPOINT loading")
    try:
        return _load(db, session_id, seen, reader)
    finally:
        db.execute("RELEASE loading")


def _load(db: Database, session_id: str, versions: Versions, reader: str | None) -> CoachingSession | None:
    heads = _rows(db, Session, "id", session_id, versions)
    if not heads:
        return None
    customers = _rows(db, Customer, "id", heads[0].customer_id, versions)
    many = {name: _rows(db, kind, "session_id", session_id, versions) for kind, name in MANY.items()}
    many["check_ins"] = tuple(c for c in many["check_ins"] if isinstance(c, CheckIn) and c.author == reader)
    entries = _rows(db, ProfileEntry, "session_id", session_id, versions)
    records = _rows(db, QualityRecord, "session_id", session_id, versions)
    return CoachingSession(
        heads[0],
        customer=_last(customers),
        profile_entry=_last(entries),
        quality_record=_last(records),
        **many,  # type: ignore[arg-type]
    )


def _rows(db: Database, kind: type[R], column: str, value: str | None, versions: Versions) -> tuple[R, ...]:
    """Return the rows with this value, in the order they were made."""
    table = TABLES[kind]
    statement = f'SELECT row_version, {COLUMN_LIST[kind]} FROM "{table}" WHERE {column} = ?'
    made: list[R] = []
    for version, *values in db.execute(statement, (value,)):
        row = from_stored(kind, values)
        versions.saw(table, row.id, version)
        made.append(row)
    return tuple(sorted(made, key=lambda row: row.id))


def _last(rows: tuple[R, ...]) -> R | None:
    return rows[-1] if rows else None


def heads_of(db: Database, session_ids: Sequence[str]) -> dict[str, Session]:
    """Return the heads of sessions by id, some thousands at most; what is gone is left out."""
    wanted = f"WHERE id IN ({places(session_ids)})"
    found = db.execute(f"SELECT {COLUMN_LIST[Session]} FROM session {wanted}", session_ids)
    return {head.id: head for head in (from_stored(Session, row) for row in found)}
