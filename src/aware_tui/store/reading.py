"""What is read from the file; every statement follows an index, however many sessions there are."""

import re
from datetime import datetime

from aware_tui.domain.insight_rows import Goal
from aware_tui.domain.playbook import Playbook
from aware_tui.domain.practice_rows import Attempt
from aware_tui.domain.rows import Customer, Event, FollowUp, Promise, Session
from aware_tui.domain.summary import HalfDocumented, SessionLine
from aware_tui.store.database import Database
from aware_tui.store.errors import StoreProblem
from aware_tui.store.lines import session_lines
from aware_tui.store.records import (
    COLUMN_LIST,
    TABLES,
    from_stored,
    read_time,
    stored_time,
)
from aware_tui.store.transaction import transaction

SHORTEST = 6
"""Characters of an id that are enough to look for it."""

Named = Session | Customer | Promise | FollowUp | Attempt | Goal
"""What people call by its id; the ends of these are indexed."""

COUNTED = 1_000
"""Where counting stops: a screen says so many "or more"."""


class AmbiguousId(StoreProblem):
    """Several rows have an id like this."""


def resolve_id(db: Database, text: str, kind: type[Named] = Session) -> str | None:
    """Return the id that `text` is, begins or ends (6 characters or more of it); None if there is none.

    AmbiguousId if it fits several.
    """
    wanted = text.strip().lower()
    table = TABLES[kind]
    if db.execute(f'SELECT 1 FROM "{table}" WHERE id = ?', (wanted,)).fetchone():
        return wanted
    if len(wanted) < SHORTEST or not re.fullmatch("[0-9a-f-]+", wanted):
        return None
    values = {"wanted": wanted, "beyond": f"{wanted}~", "end": wanted[-SHORTEST:]}
    found = {row[0] for part in (_BEGINS, _ENDS) for row in db.execute(part.format(table), values)}
    if len(found) > 1:
        raise AmbiguousId("Several of them begin or end so. Type more of the id.")
    return str(found.pop()) if found else None


_BEGINS = 'SELECT id FROM "{}" WHERE id >= :wanted AND id < :beyond ORDER BY id LIMIT 2'
_ENDS = f"""
SELECT id FROM "{{}}" WHERE substr(id, length(id) - {SHORTEST - 1}) = :end
AND substr(id, length(id) - length(:wanted) + 1) = :wanted LIMIT 2
"""


def unfinished(db: Database, limit: int) -> tuple[SessionLine, ...]:
    """Return the open sessions, then the parked ones, each newest first."""
    found: list[SessionLine] = []
    for status in ("open", "parked"):
        values = {"status": status, "limit": limit - len(found)}
        rest = "WHERE s.status = :status ORDER BY s.started_at DESC, s.id DESC LIMIT :limit"
        found += session_lines(db, rest, values)
    return tuple(found)


def history(db: Database, before: tuple[datetime, str] | None, limit: int) -> tuple[SessionLine, ...]:
    """Return sessions newest first, those older than `before` (its started_at and id)."""
    rest = "ORDER BY s.started_at DESC, s.id DESC LIMIT :limit"
    if before is None:
        return tuple(session_lines(db, rest, {"limit": limit}))
    values = {"at": stored_time(before[0]), "id": before[1], "limit": limit}
    return tuple(session_lines(db, f"WHERE (s.started_at, s.id) < (:at, :id) {rest}", values))


COUNTS_IN = "s.status <> 'discarded' AND s.kind <> 'practice'"
"""Which sessions count: no practice, none that was discarded."""

_HALVES = """
SELECT h.id, coalesce(c.name, ''), h.started_at, h.missing
FROM half_documented h JOIN session s ON s.id = h.id LEFT JOIN customer c ON c.id = s.customer_id
ORDER BY h.started_at DESC, h.id DESC LIMIT :limit
"""


def half_documented(db: Database, limit: int) -> tuple[HalfDocumented, ...]:
    """Return the sessions with one of their two documents recorded, newest first."""
    rows = db.execute(_HALVES, {"limit": limit})
    return tuple(HalfDocumented(row_id, name, read_time(at), missing) for row_id, name, at, missing in rows)


def note_text(db: Database, session_id: str, field: str) -> str:
    """Return what was typed in a field of a session, in whichever step, or an empty text."""
    statement = "SELECT text FROM note WHERE session_id = ? AND field = ?"
    row = db.execute(statement, (session_id, field)).fetchone()
    return "" if row is None else str(row[0])


def events_of(db: Database, session_id: str) -> tuple[Event, ...]:
    """Return the story of a session, in its order."""
    statement = f"SELECT seq, {COLUMN_LIST[Event]} FROM event WHERE session_id = ?"
    rows = sorted(db.execute(statement, (session_id,)))
    return tuple(from_stored(Event, row[1:]) for row in rows)


def playbook_document(db: Database, content_hash: str) -> str | None:
    """Return the frozen copy of a playbook, if it is kept."""
    row = db.execute("SELECT document FROM playbook_copy WHERE id = ?", (content_hash,)).fetchone()
    return None if row is None else str(row[0])


def keep_playbook(db: Database, content_hash: str, playbook: Playbook, document: str, at: datetime) -> None:
    """Keep a copy of a playbook, in a transaction of its own, unless it is kept already."""
    if playbook_document(db, content_hash) is not None:
        return
    asked_for = len(playbook.documents())
    values = (content_hash, playbook.id, playbook.version, document, asked_for, stored_time(at))
    statement = (
        "INSERT INTO playbook_copy (id, playbook_id, version, document, documents, kept_at)"
        " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING"
    )
    with transaction(db):
        db.execute(statement, values)
