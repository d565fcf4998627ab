"""The counts behind the tiles of Today, of the newest calls of the last weeks."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from aware_tui.domain.figures import DAY, MOST, SPAN, Figures, Middle
from aware_tui.store import feedback
from aware_tui.store.database import Database
from aware_tui.store.reading import COUNTED, COUNTS_IN
from aware_tui.store.records import stored_time

_RECORDED = "WHERE d.session_id = recent.id AND d.recorded_at IS NOT NULL"

# `+` keeps the planner from an index that would walk all rows of a state instead of those of a call.
_CALLS = f"""
WITH recent AS (
    SELECT s.id, s.status, s.mood_start, s.mood_end FROM session s
    WHERE s.started_at >= :since AND {COUNTS_IN} AND s.kind <> 'imported'
    ORDER BY s.started_at DESC LIMIT {MOST}
)
SELECT count(*), count(*) FILTER (WHERE recent.status = 'finished'),
    sum((SELECT count(*) FROM promise p WHERE p.session_id = recent.id AND +p.state = 'kept')),
    sum((SELECT count(*) FROM promise p WHERE p.session_id = recent.id AND +p.state = 'broken')),
    sum((SELECT count(*) FROM promise p WHERE p.session_id = recent.id AND +p.state = 'changed')),
    sum((SELECT count(*) FROM follow_up f
        WHERE f.session_id = recent.id AND +f.state = 'done' AND f.kind = 'customer')),
    sum((SELECT count(*) FROM follow_up f WHERE f.session_id = recent.id AND +f.state = 'not_well')),
    count(*) FILTER (WHERE recent.mood_start IS NOT NULL AND recent.mood_end IS NOT NULL),
    count(*) FILTER (WHERE recent.mood_end > recent.mood_start),
    sum((SELECT count(*) FROM apology a WHERE a.session_id = recent.id AND a.verdict IS NOT NULL)),
    sum((SELECT count(*) FROM apology a WHERE a.session_id = recent.id AND a.verdict = 'real')),
    count(*) FILTER (WHERE recent.status = 'finished'
        AND EXISTS (SELECT 1 FROM profile_entry d {_RECORDED})
        AND EXISTS (SELECT 1 FROM quality_record d {_RECORDED})),
    sum((SELECT count(*) FROM check_in c WHERE c.session_id = recent.id AND c.author = :agent))
FROM recent
"""
_POINTS = f"""
SELECT count(*), count(*) FILTER (WHERE late) FROM (
    SELECT k.due_at < :now AS late FROM choke_point k WHERE k.state = 'open' LIMIT {COUNTED}) AS counted
"""
_FIXED = f"""
SELECT count(*) FILTER (WHERE fixed), sum(waiting) FROM (
    SELECT k.fixed_at >= :since AS fixed, (SELECT count(*) FROM cause_link l
        JOIN session s ON s.id = l.session_id
        WHERE l.choke_point_id = k.id AND l.told_at IS NULL AND {COUNTS_IN}) AS waiting
    FROM choke_point k WHERE k.state = 'fixed' LIMIT {COUNTED}) AS counted
"""
_TIMES = f"""
SELECT julianday(s.first_response_at) - julianday(s.received_at),
    CASE WHEN s.status = 'finished' THEN julianday(s.ended_at) - julianday(s.received_at) END
FROM session s WHERE s.started_at >= :since AND {COUNTS_IN} ORDER BY s.started_at DESC LIMIT {MOST}
"""


def figures(db: Database, now: datetime, agent: str) -> Figures:
    """Return the counts as they stand at the aware time `now`; check-ins are those of `agent`."""
    values = {"now": stored_time(now), "since": stored_time(now - SPAN), "agent": agent}
    parts = [part for sql in (_CALLS, _POINTS, _FIXED) for part in db.execute(sql, values).fetchone()]
    first, settled = _middles(db.execute(_TIMES, values).fetchall())
    said = feedback.since(db, now - SPAN)
    counts: list[Any] = [int(part or 0) for part in parts]
    return replace(Figures(*counts), first_answer=first, settled=settled, feedback=said)


def _middles(rows: Iterable[tuple[float | None, ...]]) -> Iterable[Middle]:
    """Return the middle time of each column of days; left out is what is not known or ends too early."""
    for column in zip(*rows, strict=True) if rows else ((), ()):
        known = sorted(days for days in column if days is not None and days >= 0)
        yield Middle(len(known), round(known[len(known) // 2] * DAY, 2)) if known else Middle()
