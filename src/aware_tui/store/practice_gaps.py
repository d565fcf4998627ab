"""What the latest live calls of an agent left open, for practice to take up."""

from collections.abc import Iterable
from datetime import datetime

from aware_tui.domain.practice.live_gaps import SPAN, Lapse, RecentCall
from aware_tui.store.database import Database
from aware_tui.store.records import read_time, stored_time

MOST = 50
"""Calls that are looked at, the newest."""

_RECENT = """
SELECT s.id, s.started_at, s.playbook_hash FROM session s
WHERE s.agent = :agent AND s.started_at >= :since AND +s.status = 'finished' AND s.kind = 'live'
ORDER BY s.started_at DESC LIMIT :limit
"""

_ONE = "SELECT s.id, s.started_at, s.playbook_hash FROM session s WHERE s.id = ?"

_RECORDED = (
    "CASE WHEN EXISTS (SELECT 1 FROM {} d WHERE d.session_id = s.id AND d.recorded_at IS NOT NULL)"
    " THEN 1 ELSE 0 END"
)
_WRITTEN = f"{_RECORDED.format('profile_entry')} + {_RECORDED.format('quality_record')}"
_ASKED_FOR = "coalesce((SELECT c.documents FROM playbook_copy c WHERE c.id = s.playbook_hash), 2)"

# `+` keeps the planner from an index that would walk all rows of a state instead of those of a call.
_LAPSES = {
    Lapse.WEAK_APOLOGY: "apology a WHERE a.session_id = :id"
    " AND (a.verdict = 'fake' OR a.verdict = 'partial' AND a.size = 'full')",
    Lapse.TOO_MANY_APOLOGIES: "apology a WHERE a.session_id = :id"
    " AND ',' || a.findings || ',' LIKE '%,over_apology,%'",
    Lapse.VAGUE_PROMISE: "promise p WHERE p.session_id = :id"
    " AND (p.due_at IS NULL OR p.verdict IN ('vague', 'incomplete'))",
    Lapse.UNKEPT_PROMISE: "promise p WHERE p.session_id = :id"
    " AND (+p.state = 'broken' OR +p.state = 'open' AND +p.due_at < :now)",
    Lapse.UNCHECKED: "follow_up f WHERE f.session_id = :id AND +f.state = 'open' AND +f.due_at < :now",
    Lapse.UNDOCUMENTED: f"session s WHERE s.id = :id AND {_WRITTEN} < {_ASKED_FOR}",
    Lapse.NO_CAUSE: "quality_record q WHERE q.session_id = :id AND q.recorded_at IS NOT NULL"
    " AND coalesce(q.cause, '') = ''",
}
"""Where each shows in the rows of a call."""


def recent_gaps(db: Database, agent: str, now: datetime, limit: int = MOST) -> tuple[RecentCall, ...]:
    """Return the finished live calls of an agent in the last weeks, newest first, with what each lacked."""
    values = {"agent": agent, "since": stored_time(now - SPAN), "limit": limit}
    return tuple(_call(db, row, now) for row in db.execute(_RECENT, values).fetchall())


def gaps_of(db: Database, sessions: Iterable[str], now: datetime) -> tuple[RecentCall, ...]:
    """Return what each of these calls lacked, as they stand at the aware time `now`."""
    rows = (db.execute(_ONE, (session_id,)).fetchone() for session_id in sessions)
    return tuple(_call(db, row, now) for row in rows if row)


def _call(db: Database, row: tuple[str, str, str], now: datetime) -> RecentCall:
    row_id, at, playbook_hash = row
    return RecentCall(read_time(at), playbook_hash, _ticked(db, row_id), _lapses(db, row_id, now))


def _ticked(db: Database, session_id: str) -> frozenset[str]:
    rows = db.execute("SELECT item_id FROM tick WHERE session_id = ?", (session_id,))
    return frozenset(row[0] for row in rows)


def _lapses(db: Database, session_id: str, now: datetime) -> frozenset[Lapse]:
    values = {"id": session_id, "now": stored_time(now)}
    return frozenset(
        lapse
        for lapse, rows in _LAPSES.items()
        if db.execute(f"SELECT 1 FROM {rows} LIMIT 1", values).fetchone()
    )
