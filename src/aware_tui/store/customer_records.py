"""What the file has about one customer: who it is shown as, calls, promises, profile, merges."""

from collections.abc import Iterable
from datetime import datetime
from typing import TypeVar

from aware_tui.domain.customers import (
    LATELY,
    CustomerRecord,
    CustomerStory,
    Family,
    MergeRefusedError,
    merge,
    record_of,
)
from aware_tui.domain.insight_rows import Feedback
from aware_tui.domain.rows import Customer, CustomerMerge, ProfileEntry, Promise
from aware_tui.domain.session import Change, Stamp
from aware_tui.domain.states import PromiseState
from aware_tui.domain.summary import SessionLine
from aware_tui.store.database import Database
from aware_tui.store.errors import StoreProblem
from aware_tui.store.families import family
from aware_tui.store.feedback import of_customer
from aware_tui.store.lines import session_lines
from aware_tui.store.reading import COUNTS_IN
from aware_tui.store.records import COLUMN_LIST, COLUMNS, TABLES, from_stored, stored_time
from aware_tui.store.saving import Versions, apply
from aware_tui.store.slices import places, slices
from aware_tui.store.transaction import transaction

R = TypeVar("R", Promise, ProfileEntry)

MOST_CALLS = 200
"""Of how many calls a profile tells at most."""

ERASED = "This customer was erased meanwhile. Nothing was changed."


class NoSuchCustomer(StoreProblem):
    """The customer is not there any more."""


class MergeRefused(StoreProblem):
    """Two customers cannot become one."""


def customer_of(db: Database, customer_id: str, versions: Versions | None = None) -> Customer | None:
    """Return one customer's row, and put its version into `versions`; None if it is not there."""
    statement = f"SELECT row_version, {COLUMN_LIST[Customer]} FROM customer WHERE id = ?"
    row = db.execute(statement, (customer_id,)).fetchone()
    if row is None:
        return None
    if versions is not None:
        versions.saw("customer", customer_id, row[0])
    return from_stored(Customer, row[1:])


def customers_of(db: Database, customer_ids: Iterable[str]) -> dict[str, Customer]:
    """Return the rows of customers by id, in no order; who is not there is left out."""
    found: dict[str, Customer] = {}
    for some in slices(customer_ids):
        rows = db.execute(f"SELECT {COLUMN_LIST[Customer]} FROM customer WHERE id IN ({places(some)})", some)
        found |= {row[0]: from_stored(Customer, row) for row in rows}
    return found


def in_use(db: Database, customer_id: str, but: str = "") -> bool:
    """Say whether anything but the session `but` and what is in it needs the row of this customer."""
    return bool(db.execute(_IN_USE, {"id": customer_id, "but": but}).fetchone()[0])


_IN_USE = """
SELECT EXISTS (SELECT 1 FROM session WHERE customer_id = :id AND id <> :but)
    OR EXISTS (SELECT 1 FROM customer_merge WHERE customer_id = :id)
    OR EXISTS (SELECT 1 FROM customer_merge WHERE into_id = :id)
    OR EXISTS (SELECT 1 FROM feedback WHERE customer_id = :id AND session_id IS NOT :but)
"""


def record(db: Database, customer_id: str, now: datetime, but: str = "") -> CustomerRecord | None:
    """Return how things went with a customer up to the aware time `now`; None if it is not there.

    The promises of the session `but` are left out: they are being made.
    """
    known = family(db, customer_id)
    return None if known is None else _record(db, known, now, but)


def _record(db: Database, known: Family, now: datetime, but: str = "") -> CustomerRecord:
    since = stored_time(now - LATELY)
    complaints = sum(db.execute(_LATELY, (each, since)).fetchone()[0] for each in known.ids)
    promises = (made for made in _rows_of(db, Promise, known) if made.session_id != but)
    return record_of(complaints, promises, now)


_LATELY = f"SELECT count(*) FROM session s WHERE s.customer_id = ? AND s.started_at > ? AND {COUNTS_IN}"

# CROSS JOIN keeps the order of the tables: from the customer's sessions to their rows, both by index.
_ROWS = f"""
SELECT {{columns}} FROM session s CROSS JOIN {{table}} r ON r.session_id = s.id
WHERE s.customer_id = ? AND {COUNTS_IN}
"""


def _rows_of(db: Database, kind: type[R], known: Family) -> Iterable[R]:
    """Yield the rows of one kind in all sessions of a family that count."""
    columns = ", ".join(f'r."{name}"' for name in COLUMNS[kind])
    statement = _ROWS.format(columns=columns, table=TABLES[kind])
    return (from_stored(kind, row) for each in known.ids for row in db.execute(statement, (each,)))


def history_of(db: Database, customer_id: str, now: datetime) -> CustomerStory | None:
    """Return all there is about a customer, seen at the aware time `now`; None if it is not there."""
    known = family(db, customer_id)
    shown = known and customer_of(db, known.shown)
    if known is None or not shown:
        return None
    entries = (entry for entry in _rows_of(db, ProfileEntry, known) if entry.text.strip())
    return CustomerStory(
        shown,
        _record(db, known, now),
        sessions_of(db, known),
        tuple(sorted(_rows_of(db, Promise, known), key=_open_first)),
        tuple(sorted(entries, key=lambda entry: entry.id, reverse=True)),
        _merges(db, known),
        _feedback(db, known),
    )


def _feedback(db: Database, known: Family) -> tuple[Feedback, ...]:
    found = [said for each in known.ids for said in of_customer(db, each)]
    return tuple(sorted(found, key=lambda said: said.id, reverse=True)[:MOST_CALLS])


def sessions_of(db: Database, known: Family) -> tuple[SessionLine, ...]:
    """Return the newest sessions of a customer that count, the newest first."""
    rest = f"WHERE s.customer_id = :id AND {COUNTS_IN} ORDER BY s.started_at DESC LIMIT {MOST_CALLS}"
    lines = [line for each in known.ids for line in session_lines(db, rest, {"id": each})]
    return tuple(sorted(lines, key=lambda line: (line.started_at, line.id), reverse=True)[:MOST_CALLS])


def _open_first(made: Promise) -> tuple[int, float]:
    """Return the place of a promise: the open ones by due time, the undated last; then from late to early."""
    if made.state is PromiseState.OPEN:
        return (0, made.due_at.timestamp()) if made.due_at else (1, 0.0)
    return 2, -made.made_at.timestamp()


def _merges(db: Database, known: Family) -> tuple[tuple[CustomerMerge, Customer], ...]:
    statement = f"SELECT {COLUMN_LIST[CustomerMerge]} FROM customer_merge WHERE customer_id = ?"
    found = (db.execute(statement, (each,)).fetchone() for each in known.ids)
    rows = [from_stored(CustomerMerge, row) for row in found if row is not None]
    pairs = [(row, customer_of(db, row.customer_id)) for row in rows]
    latest = sorted(pairs, key=lambda pair: (pair[0].merged_at, pair[0].id), reverse=True)
    return tuple((row, customer) for row, customer in latest if customer is not None)


def merge_now(db: Database, customer_id: str, into_id: str, stamp: Stamp, holder: str | None) -> Change:
    """Show one customer as another, in a transaction of its own: nobody merges between look and deed.

    Raises NoSuchCustomer, MergeRefused and other StoreProblems.
    """
    with transaction(db):
        one, into = family(db, customer_id), family(db, into_id)
        if one is None or into is None:
            raise NoSuchCustomer(ERASED)
        try:
            change = merge(one, into, stamp)
        except MergeRefusedError as refusal:
            raise MergeRefused(str(refusal)) from refusal
        apply(db, change, Versions(), holder)
    return change


def merge_row(db: Database, merge_id: str) -> CustomerMerge | None:
    """Return one merge, or None if it was undone."""
    statement = f"SELECT {COLUMN_LIST[CustomerMerge]} FROM customer_merge WHERE id = ?"
    row = db.execute(statement, (merge_id,)).fetchone()
    return None if row is None else from_stored(CustomerMerge, row)


RECENT = 500
"""In how many of the newest sessions colleagues are looked for."""


def agents(db: Database) -> tuple[str, ...]:
    """Return who worked in the newest sessions, the latest first."""
    statement = "SELECT agent FROM session ORDER BY started_at DESC, id DESC LIMIT ?"
    return tuple(dict.fromkeys(row[0] for row in db.execute(statement, (RECENT,)) if row[0].strip()))
