"""Sessions as lines of a list: one statement, shared by lists and search."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from aware_tui.domain.states import Kind, Status
from aware_tui.domain.summary import SessionLine
from aware_tui.store.library import sqlite3
from aware_tui.store.records import read_time, read_time_or_none

EXCERPT = 120
"""Characters of an excerpt."""

# The open ones are picked inside min(): `state = 'open'` as a condition would tempt the planner to walk all
# open promises of the file by their due time.
SESSION_LINE = f"""
SELECT s.id, s.kind, s.status, s.started_at, s.agent, coalesce(c.name, ''), s.channel, s.category,
    s.current_step, s.zone,
    (SELECT substr(n.text, 1, {4 * EXCERPT}) FROM note n WHERE n.id = (
        SELECT min(m.id) FROM note m WHERE m.session_id = s.id AND m.text <> '')),
    (SELECT min(CASE WHEN p.state = 'open' THEN p.due_at END) FROM promise p WHERE p.session_id = s.id),
    (SELECT min(CASE WHEN f.state = 'open' THEN f.due_at END) FROM follow_up f WHERE f.session_id = s.id)
FROM session s LEFT JOIN customer c ON c.id = s.customer_id
"""
"""The beginning of a statement that lists sessions, to go on with WHERE or ORDER BY."""


def session_lines(
    db: sqlite3.Connection, rest: str, values: dict[str, Any] | Sequence[Any]
) -> list[SessionLine]:
    """Return the sessions that SESSION_LINE followed by `rest` selects."""
    return [_line(row) for row in db.execute(f"{SESSION_LINE} {rest}", values)]


def shortened(text: str) -> str:
    """Return text on one line, cut at EXCERPT characters."""
    words = " ".join(text.split())
    return words if len(words) <= EXCERPT else f"{words[: EXCERPT - 1].rstrip()}…"


def _line(row: Sequence[Any]) -> SessionLine:
    session_id, kind, status, started_at, agent, customer, channel, category, step, zone, words, *dues = row
    return SessionLine(
        id=session_id,
        kind=Kind(kind),
        status=Status(status),
        started_at=read_time(started_at),
        agent=agent,
        customer=customer,
        channel=channel,
        category=category,
        current_step=step,
        excerpt=shortened(words or ""),
        next_due=_first(dues),
        zone=zone,
    )


def _first(dues: Sequence[str | None]) -> datetime | None:
    return read_time_or_none(min((due for due in dues if due is not None), default=None))
