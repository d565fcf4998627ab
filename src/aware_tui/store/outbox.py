"""The outbox: documents on their way out, each claimed by one window at a time; every step is saved alone."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from aware_tui.domain.rows import Delivery
from aware_tui.domain.states import DeliveryState, DocumentKind
from aware_tui.domain.summary import NotDelivered
from aware_tui.store.database import Database
from aware_tui.store.moment import moment
from aware_tui.store.records import COLUMN_LIST, Stored, from_stored, stored_time
from aware_tui.store.transaction import transaction

LONGEST_CLAIM = timedelta(minutes=10)
LONGEST_WAIT = timedelta(days=2)
"""A claim or a wait that reaches further into the future comes of a clock that was wrong, and is void."""


@dataclass(frozen=True, slots=True)
class OutboxCounts:
    """How many documents stand where."""

    waiting: int
    held: int
    delivered: int


_FREE = "state = 'waiting' AND (claimed_until IS NULL OR claimed_until NOT BETWEEN :soon AND :claimable)"

_DUE = f"""
SELECT id, document FROM delivery
WHERE {_FREE} AND (next_at IS NULL OR next_at NOT BETWEEN :soon AND :latest) AND document IN ({{}})
ORDER BY next_at IS NOT NULL, next_at, id LIMIT :limit
"""


def due(
    db: Database, now: datetime, limit: int, documents: Iterable[DocumentKind] = tuple(DocumentKind)
) -> tuple[tuple[str, DocumentKind], ...]:
    """Return what may be delivered now, of these documents: ids and kinds, the never tried first."""
    wanted = ", ".join(f"'{DocumentKind(document).value}'" for document in documents)
    if not wanted:
        return ()
    rows = db.execute(_DUE.format(wanted), {"limit": limit} | _times(moment(db, now)))
    return tuple((row_id, DocumentKind(document)) for row_id, document in rows)


def _times(now: datetime) -> dict[str, Stored]:
    """Return the bounds of claims and waits that count; both end at `now` itself."""
    return {
        "soon": stored_time(now + timedelta(microseconds=1)),
        "claimable": stored_time(now + LONGEST_CLAIM),
        "latest": stored_time(now + LONGEST_WAIT),
    }


_STANDS = """
SELECT d.document = 'profile_entry' AND p.recorded_at IS NOT NULL
    OR d.document = 'quality_record' AND q.recorded_at IS NOT NULL
FROM delivery d JOIN session s ON s.id = d.session_id AND s.kind <> 'practice'
    LEFT JOIN profile_entry p ON p.session_id = d.session_id
    LEFT JOIN quality_record q ON q.session_id = d.session_id
WHERE d.id = :id AND NOT EXISTS (
    SELECT 1 FROM delivery newer WHERE newer.session_id = d.session_id AND newer.document = d.document
    AND newer.id > d.id AND newer.state <> 'withdrawn'
)
"""

_CLAIM = f"""
UPDATE delivery SET claimed_until = :until, attempts = attempts + 1, row_version = row_version + 1
WHERE id = :id AND {_FREE} RETURNING {COLUMN_LIST[Delivery]}
"""

_WITHDRAW = f"""
UPDATE delivery SET state = 'withdrawn', problem = '', claimed_until = NULL, next_at = NULL,
    row_version = row_version + 1
WHERE id = :id AND {{}} RETURNING {COLUMN_LIST[Delivery]}
"""


def claim(db: Database, row_id: str, now: datetime, until: datetime) -> Delivery | None:
    """Take a delivery in hand until `until`; None if another window has it, or nothing is left to do.

    It comes back `withdrawn` if its document is not recorded any more, was recorded anew since, or is of a
    practice call. A claim lapses, so that what a killed window had in hand is taken up again.
    """
    with transaction(db):
        begun = moment(db, now)
        values = {"id": row_id, "until": stored_time(begun + (until - now))} | _times(begun)
        stands = db.execute(_STANDS, {"id": row_id}).fetchone()
        return _one(db, _CLAIM if stands is not None and stands[0] else _WITHDRAW.format(_FREE), values)


_DELIVERED = f"""
UPDATE delivery SET state = 'delivered', delivered_at = :at, outside_reference = :reference,
    connector = :connector, problem = '', next_at = NULL, claimed_until = NULL, row_version = row_version + 1
WHERE id = :id AND state <> 'delivered' RETURNING {COLUMN_LIST[Delivery]}
"""


def delivered(db: Database, row_id: str, at: datetime, reference: str, connector: str) -> Delivery | None:
    """Keep that the other side has it, whatever was thought before; None if it was known, or is erased."""
    values = {"id": row_id, "at": stored_time(at), "reference": reference, "connector": connector}
    return _changed(db, _DELIVERED, values)


_LATER = f"""
UPDATE delivery SET problem = :problem, next_at = :next_at, claimed_until = NULL,
    row_version = row_version + 1
WHERE id = :id AND state = 'waiting' AND claimed_until = :until RETURNING {COLUMN_LIST[Delivery]}
"""


def try_later(db: Database, claimed: Delivery, problem: str, next_at: datetime) -> Delivery | None:
    """Give a claimed delivery back until `next_at`; None if the claim has lapsed and somebody has it."""
    return _changed(db, _LATER, _of_claim(claimed) | {"problem": problem, "next_at": stored_time(next_at)})


_HOLD = f"""
UPDATE delivery SET state = 'held', problem = :problem, next_at = NULL, claimed_until = NULL,
    row_version = row_version + 1
WHERE id = :id AND state = 'waiting' AND claimed_until = :until RETURNING {COLUMN_LIST[Delivery]}
"""


def hold(db: Database, claimed: Delivery, problem: str) -> Delivery | None:
    """Keep a claimed delivery for a person to look at; None if the claim has lapsed."""
    return _changed(db, _HOLD, _of_claim(claimed) | {"problem": problem})


def _of_claim(claimed: Delivery) -> dict[str, Stored]:
    until = claimed.claimed_until
    return {"id": claimed.id, "until": None if until is None else stored_time(until)}


def withdraw(db: Database, row_id: str) -> Delivery | None:
    """Take back what was not delivered yet; None if there is nothing to take back."""
    return _changed(db, _WITHDRAW.format("state IN ('waiting', 'held')"), {"id": row_id})


_IN_THE_WAY = (
    "document = :document AND (problem <> :problem AND next_at IS NULL OR :tried AND next_at IS NOT NULL)"
)
_OUT_OF_THE_WAY = "document = :document AND problem <> '' AND next_at IS NULL"

_SAY = f"""
UPDATE delivery SET problem = :problem, next_at = NULL, claimed_until = NULL, row_version = row_version + 1
WHERE id IN (SELECT id FROM delivery WHERE {_FREE} AND {{}} LIMIT :limit) RETURNING {COLUMN_LIST[Delivery]}
"""


def block(
    db: Database,
    document: DocumentKind,
    problem: str,
    now: datetime,
    limit: int,
    *,
    tried: bool = True,
) -> tuple[Delivery, ...]:
    """Say of what waits that it cannot go anywhere until a person has mended this; no attempt is used up.

    Without a `problem`, say that the way is free again. Returns up to `limit` that it was not said of. What
    was `tried` can be left out: another window may get through, and waits for its next try.
    """
    values = {"document": document.value, "problem": problem, "limit": limit, "tried": tried} | _times(now)
    which = _IN_THE_WAY if problem else _OUT_OF_THE_WAY
    if db.execute(f"SELECT 1 FROM delivery WHERE {_FREE} AND {which} LIMIT 1", values).fetchone() is None:
        return ()
    with transaction(db):
        rows = db.execute(_SAY.format(which), values).fetchall()
        return tuple(from_stored(Delivery, row) for row in sorted(rows))


_RELEASE = """
UPDATE delivery SET state = 'waiting', problem = '', next_at = NULL, claimed_until = NULL,
    row_version = row_version + 1
WHERE (state = 'held' OR state = 'waiting' AND next_at IS NOT NULL)
"""


def release(db: Database, row_id: str) -> Delivery | None:
    """Let a held delivery, or one that waits for its next try, be tried at once; None if it is neither."""
    return _changed(db, f"{_RELEASE} AND id = :id RETURNING {COLUMN_LIST[Delivery]}", {"id": row_id})


def release_all(db: Database) -> int:
    """Do the same for all of them; return how many there were."""
    with transaction(db):
        return db.execute(_RELEASE).rowcount


def of_session(db: Database, session_id: str) -> tuple[Delivery, ...]:
    """Return the deliveries of a session in the order they were made."""
    statement = f"SELECT {COLUMN_LIST[Delivery]} FROM delivery WHERE session_id = ?"
    return tuple(from_stored(Delivery, row) for row in sorted(db.execute(statement, (session_id,))))


_STUCK = """
SELECT d.id, d.session_id, coalesce(c.name, ''), d.document, d.problem, d.next_at IS NULL AS blocked
FROM delivery d JOIN session s ON s.id = d.session_id LEFT JOIN customer c ON c.id = s.customer_id
WHERE d.state = :state AND d.problem <> '' ORDER BY blocked DESC LIMIT :limit
"""


def not_delivered(db: Database, limit: int) -> tuple[NotDelivered, ...]:
    """Return what did not get through: what waits for a person first, then what is tried again."""
    found: list[NotDelivered] = []
    for state in (DeliveryState.HELD, DeliveryState.WAITING):
        values = {"state": state.value, "limit": limit - len(found)}
        for row_id, session_id, customer, document, problem, blocked in db.execute(_STUCK, values):
            kind = DocumentKind(document)
            found.append(NotDelivered(row_id, session_id, customer, kind, bool(blocked), problem))
    return tuple(found)


def find(db: Database, row_id: str) -> Delivery | None:
    """Return one delivery, if there is one of this id."""
    return _one(db, f"SELECT {COLUMN_LIST[Delivery]} FROM delivery WHERE id = :id", {"id": row_id})


def counts(db: Database) -> OutboxCounts:
    """Return how many documents wait, are held and were delivered."""
    statement = "SELECT count(*) FROM delivery WHERE state = ?"
    states = (DeliveryState.WAITING, DeliveryState.HELD, DeliveryState.DELIVERED)
    return OutboxCounts(*(int(db.execute(statement, (state.value,)).fetchone()[0]) for state in states))


def _changed(db: Database, statement: str, values: Mapping[str, Stored]) -> Delivery | None:
    with transaction(db):
        return _one(db, statement, values)


def _one(db: Database, statement: str, values: Mapping[str, Stored]) -> Delivery | None:
    rows = db.execute(statement, values).fetchall()
    return from_stored(Delivery, rows[0]) if rows else None
