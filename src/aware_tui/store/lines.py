"""Sessions as lines of a list: one statement, shared by lists and search."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import Any

from aware_tui.domain.states import Kind, Status
from aware_tui.domain.summary import SessionLine
from aware_tui.store.database import Database
from aware_tui.store.records import read_time, read_time_or_none
from aware_tui.store.slices import places, slices

EXCERPT = 120
"""Characters of an excerpt."""

FIRST_WORDS = f"""
    (SELECT min(n.id || ' ' || substr(n.text, 1, {2 * EXCERPT})) FROM note n
        WHERE n.session_id = {{}}.id AND n.text <> '')
"""
"""The first note of a session with its id before it: the smallest is a lookup less, and nothing to sort."""

# The open ones are picked inside min(): `state = 'open'` as a condition would tempt the planner to walk all
# open promises of the file by their due time.
SESSION_LINE = f"""
SELECT s.id, s.kind, s.status, s.started_at, s.agent, coalesce(c.name, ''), s.channel, s.category,
    s.current_step, s.zone, {FIRST_WORDS.format("s")},
    (SELECT min(CASE WHEN p.state = 'open' THEN p.due_at END) FROM promise p WHERE p.session_id = s.id),
    (SELECT min(CASE WHEN f.state = 'open' THEN f.due_at END) FROM follow_up f WHERE f.session_id = s.id),
    s.day_only
FROM session s LEFT JOIN customer c ON c.id = s.customer_id
"""
"""The beginning of a statement that lists sessions, to go on with WHERE or ORDER BY."""


def session_lines(
    db: Database,
    rest: str,
    values: dict[str, Any] | Sequence[Any],
    found: Mapping[str, str] = MappingProxyType({}),
) -> list[SessionLine]:
    """Return the sessions that SESSION_LINE followed by `rest` selects.

    `found` has the words to show, by session id, instead of the first ones.
    """
    return [_line(row, found.get(row[0])) for row in db.execute(f"{SESSION_LINE} {rest}", values)]


def lines_of(
    db: Database, session_ids: Sequence[str], found: Mapping[str, str] = MappingProxyType({})
) -> dict[str, SessionLine]:
    """Return these sessions by id, `found` as above; what is gone is left out."""
    some = (session_lines(db, f"WHERE s.id IN ({places(ids)})", ids, found) for ids in slices(session_ids))
    return {line.id: line for lines in some for line in lines}


def shortened(text: str) -> str:
    """Return text on one line, cut at EXCERPT characters."""
    words = " ".join(text.split())
    return words if len(words) <= EXCERPT else f"{words[: EXCERPT - 1].rstrip()}…"


_KINDS = {kind.value: kind for kind in Kind}
_STATUSES = {status.value: status for status in Status}


def _line(row: Sequence[Any], found: str | None) -> SessionLine:
    """Return the line of a row; its parts stand in the order of the record, since a page has hundreds."""
    (
        session_id,
        kind,
        status,
        started_at,
        agent,
        customer,
        channel,
        category,
        step,
        zone,
        first,
        due,
        check,
        day_only,
    ) = row
    if found is None:
        found = first.partition(" ")[2] if first else ""
    return SessionLine(
        session_id,
        _KINDS[kind],
        _STATUSES[status],
        read_time(started_at),
        agent,
        customer,
        channel,
        category,
        step,
        shortened(found),
        _first(due, check),
        zone,
        bool(day_only),
    )


def _first(promise: str | None, follow_up: str | None) -> datetime | None:
    if promise is None or follow_up is None:
        return read_time_or_none(promise or follow_up)
    return read_time_or_none(min(str(promise), str(follow_up)))
