"""Which sessions may have the same cause as another."""

from typing import NamedTuple

from aware_tui.domain.causes import Similar
from aware_tui.domain.states import Kind, Status
from aware_tui.domain.summary import SessionLine
from aware_tui.store.causes import of_session
from aware_tui.store.database import Database
from aware_tui.store.lines import lines_of
from aware_tui.store.reading import COUNTED, COUNTS_IN
from aware_tui.store.searching import search

_RECENT = f"""
SELECT recent.started_at, recent.id, q.cause, coalesce(q.category, recent.category) FROM (
    SELECT s.id, s.category, s.started_at FROM session s WHERE {COUNTS_IN}
    ORDER BY s.started_at DESC, s.id DESC LIMIT {COUNTED}
) AS recent LEFT JOIN quality_record q ON q.session_id = recent.id
"""


class _About(NamedTuple):
    """What a session was about."""

    cause: str | None
    category: str | None


def similar(db: Database, session_id: str, limit: int, words: str = "") -> tuple[Similar, ...]:
    """Return sessions that may have the same cause as one, the likeliest first, then the newest.

    The same cause in the quality record comes before the same category; where neither is known yet, any
    session may do. With words, every session that has all of them is a candidate.
    """
    if words.strip():
        found = [line for line in search(db, words, limit + 1) if line.id != session_id and _counts(line)]
        return tuple(_similar(db, line) for line in found[:limit])
    likeliest = _likeliest(db, session_id)[:limit]
    by_id = lines_of(db, likeliest)
    return tuple(_similar(db, by_id[each]) for each in likeliest if each in by_id)


def _counts(line: SessionLine) -> bool:
    return line.kind is not Kind.PRACTICE and line.status is not Status.DISCARDED


def _likeliest(db: Database, session_id: str) -> list[str]:
    """Return the ids of the newest sessions that are alike, those with the same cause first."""
    this = _about(db, session_id)
    scores: dict[str, int] = {}
    newest = sorted(db.execute(_RECENT).fetchall(), key=lambda row: row[:2], reverse=True)
    for _, row_id, cause, category in newest:
        same = 2 * _same(cause, this.cause) + _same(category, this.category)
        if row_id != session_id and (same or this == _About(None, None)):
            scores[row_id] = max(same, scores.get(row_id, 0))
    return sorted(scores, key=lambda row_id: -scores[row_id])


def _same(one: str | None, other: str | None) -> bool:
    return one is not None and one == other


def _about(db: Database, session_id: str) -> _About:
    statement = (
        "SELECT q.cause, coalesce(q.category, s.category) FROM session s"
        " LEFT JOIN quality_record q ON q.session_id = s.id WHERE s.id = ?"
    )
    rows = db.execute(statement, (session_id,)).fetchall()
    return _About(*rows[-1]) if rows else _About(None, None)


def _similar(db: Database, line: SessionLine) -> Similar:
    points = of_session(db, line.id)
    return Similar(line, _about(db, line.id).cause, points[-1] if points else None)
