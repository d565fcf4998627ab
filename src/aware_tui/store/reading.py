"""What is read from the file; every statement follows an index, however many sessions there are."""

import re
from dataclasses import dataclass
from datetime import datetime
from operator import itemgetter
from typing import Any

from aware_tui.domain.playbook import Playbook
from aware_tui.domain.rows import Customer, Event, FollowUp, Promise, Session
from aware_tui.domain.states import FollowUpKind
from aware_tui.domain.summary import DueLine, HalfDocumented, SessionLine
from aware_tui.store.errors import StoreProblem
from aware_tui.store.library import sqlite3
from aware_tui.store.lines import session_lines
from aware_tui.store.records import (
    COLUMN_LIST,
    TABLES,
    from_stored,
    read_time,
    read_time_or_none,
    stored_time,
)
from aware_tui.store.transaction import transaction

SHORTEST = 6
"""Characters of an id that are enough to look for it."""

Named = Session | Customer | Promise | FollowUp
"""What people call by its id; the ends of these are indexed."""

COUNTED = 1_000
"""Where counting stops: a screen says so many "or more"."""


class AmbiguousId(StoreProblem):
    """Several rows have an id like this."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How much there is to do."""

    open: int
    parked: int
    promises: int
    """Open ones, of sessions that were not discarded."""
    follow_ups: int


def resolve_id(db: sqlite3.Connection, text: str, kind: type[Named] = Session) -> str | None:
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
        raise AmbiguousId(f"Several rows fit “{wanted}”. Type more of the id.")
    return str(found.pop()) if found else None


_BEGINS = 'SELECT id FROM "{}" WHERE id >= :wanted AND id < :beyond ORDER BY id LIMIT 2'
_ENDS = f"""
SELECT id FROM "{{}}" WHERE substr(id, length(id) - {SHORTEST - 1}) = :end
AND substr(id, length(id) - length(:wanted) + 1) = :wanted LIMIT 2
"""


def unfinished(db: sqlite3.Connection, limit: int) -> tuple[SessionLine, ...]:
    """Return the open sessions, then the parked ones, each newest first."""
    found: list[SessionLine] = []
    for status in ("open", "parked"):
        values = {"status": status, "limit": limit - len(found)}
        rest = "WHERE s.status = :status ORDER BY s.started_at DESC, s.id DESC LIMIT :limit"
        found += session_lines(db, rest, values)
    return tuple(found)


def history(
    db: sqlite3.Connection, before: tuple[datetime, str] | None, limit: int
) -> tuple[SessionLine, ...]:
    """Return sessions newest first, those older than `before` (its started_at and id)."""
    rest = "ORDER BY s.started_at DESC, s.id DESC LIMIT :limit"
    if before is None:
        return tuple(session_lines(db, rest, {"limit": limit}))
    values = {"at": stored_time(before[0]), "id": before[1], "limit": limit}
    return tuple(session_lines(db, f"WHERE (s.started_at, s.id) < (:at, :id) {rest}", values))


_COUNTED = "s.status <> 'discarded' AND s.kind <> 'practice'"

_PROMISES_DUE = f"""
SELECT p.id, p.session_id, NULL, p.what, p.who, coalesce(c.name, ''), p.due_at, p.zone
FROM promise p JOIN session s ON s.id = p.session_id LEFT JOIN customer c ON c.id = s.customer_id
WHERE p.state = 'open' AND p.due_at IS {{}} AND {_COUNTED} ORDER BY p.due_at LIMIT :limit
"""
_CHECKS_DUE = f"""
SELECT f.id, f.session_id, f.kind, coalesce(p.what, ''), f.who, coalesce(c.name, ''), f.due_at, f.zone
FROM follow_up f JOIN session s ON s.id = f.session_id LEFT JOIN customer c ON c.id = s.customer_id
    LEFT JOIN promise p ON p.id = f.promise_id
WHERE f.state = 'open' AND f.due_at IS {{}} AND {_COUNTED} ORDER BY f.due_at LIMIT :limit
"""


def due_lines(db: sqlite3.Connection, limit: int) -> tuple[DueLine, ...]:
    """Return open promises and follow-ups by due time, the undated last; none of practice, none discarded."""
    found: list[tuple[Any, ...]] = []
    for due in ("NOT NULL", "NULL"):
        values = {"limit": limit - len(found)}
        rows = [row for sql in (_PROMISES_DUE, _CHECKS_DUE) for row in db.execute(sql.format(due), values)]
        found += sorted(rows, key=_by_due)[: values["limit"]]
    return tuple(map(_due_line, found))


_by_due = itemgetter(6, 0)
_FOLLOW_UPS = {None: None} | {kind.value: kind for kind in FollowUpKind}


def _due_line(row: tuple[Any, ...]) -> DueLine:
    line_id, session_id, kind, what, who, customer, due_at, zone = row
    return DueLine(
        line_id, session_id, _FOLLOW_UPS[kind], what, who, customer, read_time_or_none(due_at), zone
    )


_HALVES = """
SELECT h.id, coalesce(c.name, ''), h.started_at, h.missing
FROM half_documented h JOIN session s ON s.id = h.id LEFT JOIN customer c ON c.id = s.customer_id
ORDER BY h.started_at DESC, h.id DESC LIMIT :limit
"""


def half_documented(db: sqlite3.Connection, limit: int) -> tuple[HalfDocumented, ...]:
    """Return the sessions with one of their two documents recorded, newest first."""
    rows = db.execute(_HALVES, {"limit": limit})
    return tuple(HalfDocumented(row_id, name, read_time(at), missing) for row_id, name, at, missing in rows)


def events_of(db: sqlite3.Connection, session_id: str) -> tuple[Event, ...]:
    """Return the story of a session, in its order."""
    statement = f"SELECT seq, {COLUMN_LIST[Event]} FROM event WHERE session_id = ?"
    rows = sorted(db.execute(statement, (session_id,)))
    return tuple(from_stored(Event, row[1:]) for row in rows)


def playbook_document(db: sqlite3.Connection, content_hash: str) -> str | None:
    """Return the frozen copy of a playbook, if it is kept."""
    row = db.execute("SELECT document FROM playbook_copy WHERE id = ?", (content_hash,)).fetchone()
    return None if row is None else str(row[0])


def keep_playbook(
    db: sqlite3.Connection, content_hash: str, playbook: Playbook, document: str, at: datetime
) -> None:
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


def counts(db: sqlite3.Connection) -> Counts:
    """Return how much there is to do, without practice; counting stops at COUNTED."""
    of_sessions = "FROM session s WHERE s.status = '{}' AND s.kind <> 'practice'"
    of_duties = f"FROM {{}} d JOIN session s ON s.id = d.session_id WHERE d.state = 'open' AND {_COUNTED}"
    sources = [of_sessions.format(status) for status in ("open", "parked")]
    sources += [of_duties.format(table) for table in ("promise", "follow_up")]
    return Counts(*(_count(db, source) for source in sources))


def _count(db: sqlite3.Connection, source: str) -> int:
    statement = f"SELECT count(*) FROM (SELECT 1 {source} LIMIT {COUNTED}) AS counted"
    return int(db.execute(statement).fetchone()[0])
