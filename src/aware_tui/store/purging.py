"""Finds what is older than people wanted to keep, and takes the words out of it, some rows at a time."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from aware_tui.domain.session import Stamp
from aware_tui.store.database import Database
from aware_tui.store.erasing import Doomed, erase
from aware_tui.store.families import family
from aware_tui.store.records import stored_time
from aware_tui.store.transaction import transaction

SOME = 200
"""Rows that lose their words in one transaction, in a fifth of a second: other windows save in between."""

NAMED = 20
"""How many of the calls that stay are named."""


def _not_erased(row: str) -> str:
    return f"NOT EXISTS (SELECT 1 FROM erasure e WHERE e.row_id = {row}.id)"


_OPEN = """(
    s.status IN ('open', 'parked')
    OR EXISTS (SELECT 1 FROM promise p WHERE p.session_id = s.id AND p.state = 'open')
    OR EXISTS (SELECT 1 FROM follow_up f WHERE f.session_id = s.id AND f.state = 'open')
    OR EXISTS (SELECT 1 FROM delivery d WHERE d.session_id = s.id AND d.state IN ('waiting', 'held'))
    OR EXISTS (SELECT 1 FROM attempt a WHERE a.session_id = s.id AND a.state = 'open')
    OR EXISTS (SELECT 1 FROM lease l WHERE l.id = s.id)
)"""
"""Holds for a session `s` with which something is still to be done."""

_IS_OLD = "coalesce(s.ended_at, s.started_at) < :before"
_OLD_SESSIONS = f"session s WHERE s.started_at < :before AND {_IS_OLD} AND {_not_erased('s')}"
_SESSIONS = f"{_OLD_SESSIONS} AND NOT {_OPEN}"
_STAYING = f"{_OLD_SESSIONS} AND {_OPEN}"

_ATTEMPTS = f"""attempt s WHERE s.state IN ('finished', 'discarded') AND s.started_at < :before
AND {_IS_OLD} AND {_not_erased("s")}"""

_FEEDBACK = f"""feedback s WHERE s.session_id IS NULL AND coalesce(s.received_at, s.asked_at) < :before
AND {_not_erased("s")}"""

_KEEPS_A_CUSTOMER = f"""(
    EXISTS (SELECT 1 FROM session s WHERE s.customer_id = c.id AND {_not_erased("s")}
        AND ({_OPEN} OR NOT {_IS_OLD}))
    OR EXISTS (SELECT 1 FROM feedback f WHERE f.customer_id = c.id
        AND coalesce(f.received_at, f.asked_at) >= :before)
)"""
_CUSTOMERS = f"""customer c WHERE {_not_erased("c")} AND NOT {_KEEPS_A_CUSTOMER} AND (
    EXISTS (SELECT 1 FROM session x WHERE x.customer_id = c.id)
    OR EXISTS (SELECT 1 FROM feedback x WHERE x.customer_id = c.id)
    OR EXISTS (SELECT 1 FROM customer_merge m WHERE m.customer_id = c.id OR m.into_id = c.id)
)"""
_KEPT = f"SELECT 1 FROM customer c WHERE c.id = :id AND {_KEEPS_A_CUSTOMER}"
_MERGED = "SELECT 1 FROM customer_merge WHERE customer_id = :id OR into_id = :id LIMIT 1"


@dataclass(frozen=True, slots=True)
class Old:
    """How much is older than a time, by the kind of it."""

    sessions: int
    attempts: int
    feedback: int
    customers: int
    """Customers of whom there is nothing younger, and nothing to be done."""
    staying: int
    """Calls that are as old, and stay because something is still to be done with them."""
    named: tuple[str, ...]
    """The ids of the first of these."""

    @property
    def nothing(self) -> bool:
        """Say whether there is nothing to take words out of."""
        return not (self.sessions or self.attempts or self.feedback or self.customers)


def old(db: Database, before: datetime) -> Old:
    """Return how much ended before an aware time."""
    values = {"before": stored_time(before)}

    def count(rows: str) -> int:
        return int(db.execute(f"SELECT count(*) FROM {rows}", values).fetchone()[0])

    named = db.execute(f"SELECT s.id FROM {_STAYING} ORDER BY s.started_at, s.id LIMIT {NAMED}", values)
    return Old(
        count(_SESSIONS),
        count(_ATTEMPTS),
        count(_FEEDBACK),
        sum(1 for _ in _customers(db, values["before"])),
        count(_STAYING),
        tuple(row[0] for row in named.fetchall()),
    )


def purge(db: Database, before: datetime, stamp: Stamp, after_some: Callable[[], None]) -> Old:
    """Take the words out of all that ended before an aware time; return how much that was.

    Each transaction is whole, so it may be broken off and done again; `after_some` is called after each.
    Raises sqlite3.Error and StoreProblems.
    """
    found, at = old(db, before), stored_time(before)
    done = _Done(db, stamp, after_some)
    return replace(
        found,
        sessions=done.count(_ids(db, _SESSIONS, at), lambda ids: Doomed(sessions=ids)),
        attempts=done.count(_ids(db, _ATTEMPTS, at), lambda ids: Doomed(attempts=ids)),
        feedback=done.count(_ids(db, _FEEDBACK, at), lambda ids: Doomed(feedback=ids)),
        customers=done.count(tuple(_customers(db, at)), lambda ids: Doomed(customers=ids)),
    )


def _ids(db: Database, rows: str, before: str) -> tuple[str, ...]:
    statement = f"SELECT s.id FROM {rows} ORDER BY s.id"
    return tuple(row[0] for row in db.execute(statement, {"before": before}).fetchall())


def _customers(db: Database, before: str) -> Iterator[str]:
    """Yield the customers of whom there is nothing younger; those shown as one all, or none of them."""
    for (row_id,) in db.execute(
        f"SELECT c.id FROM {_CUSTOMERS} ORDER BY c.id", {"before": before}
    ).fetchall():
        merged = db.execute(_MERGED, {"id": row_id}).fetchone() is not None
        known = family(db, row_id) if merged else None
        others = known.ids if known else ()
        if not any(db.execute(_KEPT, {"id": each, "before": before}).fetchone() for each in others):
            yield row_id


@dataclass(frozen=True, slots=True)
class _Done:
    """Takes words out, some rows at a time; what somebody has begun to work on meanwhile is left alone."""

    db: Database
    stamp: Stamp
    after_some: Callable[[], None]

    def count(self, ids: tuple[str, ...], doomed: Callable[[tuple[str, ...]], Doomed]) -> int:
        """Return how many rows lost their words."""
        total = 0
        for start in range(0, len(ids), SOME):
            with transaction(self.db):
                some = self._still_free(doomed(ids[start : start + SOME]))
                erase(self.db, some, self.stamp)
            total += sum(map(len, some.rows.values()))
            self.after_some()
        return total

    def _still_free(self, doomed: Doomed) -> Doomed:
        """Leave out sessions that a window took in hand since they were found."""
        free = f"SELECT s.id FROM session s WHERE s.id = ? AND NOT {_OPEN}"
        sessions = tuple(each for each in doomed.sessions if self.db.execute(free, (each,)).fetchone())
        return Doomed(doomed.customers, sessions, doomed.attempts, doomed.feedback)
