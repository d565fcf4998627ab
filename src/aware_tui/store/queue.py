"""The queue: open promises and checks of all sessions by due time, the undated last."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import islice
from typing import Any

from aware_tui.domain.queue import Wanted, fits
from aware_tui.domain.states import FollowUpKind, Status
from aware_tui.domain.summary import DueLine
from aware_tui.store.database import Database
from aware_tui.store.reading import COUNTS_IN
from aware_tui.store.records import read_time, read_time_or_none, stored_time

# Each half comes in the order of its index (state, due_at), and the two are merged: nothing is sorted, and
# reading stops with the last line that is wanted.
_DUTIES = f"""
SELECT p.id, p.session_id, NULL, p.what, p.who, coalesce(c.name, ''), p.due_at, p.zone, p.due_words, p.note,
    p.made_at, s.status, coalesce(c.contact, ''), s.agent
FROM promise p JOIN session s ON s.id = p.session_id LEFT JOIN customer c ON c.id = s.customer_id
WHERE p.state = 'open' AND p.due_at {{0}} AND {COUNTS_IN}
UNION ALL
SELECT f.id, f.session_id, f.kind, coalesce(p.what, ''), f.who, coalesce(c.name, ''), f.due_at, f.zone,
    f.due_words, f.note, f.made_at, s.status, coalesce(c.contact, ''), s.agent
FROM follow_up f JOIN session s ON s.id = f.session_id LEFT JOIN customer c ON c.id = s.customer_id
    LEFT JOIN promise p ON p.id = f.promise_id
WHERE f.state = 'open' AND f.due_at {{0}} AND {COUNTS_IN}
ORDER BY 7
"""

_KINDS = {None: None} | {kind.value: kind for kind in FollowUpKind}
_STATUSES = {status.value: status for status in Status}


def due_lines(
    db: Database,
    limit: int,
    wanted: Wanted | None = None,
    before: datetime | None = None,
    since: datetime | None = None,
) -> tuple[DueLine, ...]:
    """Return open promises and checks by due time; none of practice, none discarded.

    `before` (aware) leaves out what is due later, and what has no time; `since`, given without it, what is
    due earlier. Of `wanted`, owner and words count.
    """
    lines = map(_line, islice(_rows(db, before, since), limit if wanted is None else None))
    chosen = lines if wanted is None else (line for line in lines if fits(line, wanted))
    return tuple(islice(chosen, limit))


def _rows(db: Database, before: datetime | None, since: datetime | None) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of both kinds in one order, read as far as they are asked for."""
    if before is not None:
        yield from db.execute(_DUTIES.format("< :before"), {"before": stored_time(before)})
        return
    if since is not None:
        yield from db.execute(_DUTIES.format(">= :since"), {"since": stored_time(since)})
    else:
        yield from db.execute(_DUTIES.format("IS NOT NULL"))
    yield from db.execute(_DUTIES.format("IS NULL"))


def _line(row: tuple[Any, ...]) -> DueLine:
    line_id, session_id, kind, what, who, customer, due_at, zone, words, note, made_at, status, *rest = row
    return DueLine(
        line_id,
        session_id,
        _KINDS[kind],
        what,
        who,
        customer,
        read_time_or_none(due_at),
        zone,
        words,
        note,
        read_time(made_at),
        _STATUSES[status],
        *rest,
    )


def fallen_due(db: Database, after: datetime, until: datetime) -> tuple[DueLine, ...]:
    """Return what fell due later than one aware time and by another, soonest first."""
    values = {"first": stored_time(after + timedelta.resolution), "last": stored_time(until)}
    return tuple(map(_line, db.execute(_DUTIES.format("BETWEEN :first AND :last"), values)))


_ORIGINS = """
WITH RECURSIVE chain (id, earlier, changes) AS (
    SELECT p.id, p.replaces_id, 1 FROM promise p WHERE p.state = 'open' AND p.replaces_id IS NOT NULL
    UNION ALL
    SELECT chain.id, q.replaces_id, chain.changes + 1 FROM chain JOIN promise q ON q.id = chain.earlier
    WHERE q.replaces_id IS NOT NULL AND chain.changes < 1000
)
SELECT id, earlier, changes FROM chain
"""


def origins(db: Database) -> dict[str, tuple[str, int]]:
    """Return, of each open promise that replaces another, the first of its line and the changes since."""
    return {row_id: (first, changes) for row_id, first, changes in db.execute(_ORIGINS)}
