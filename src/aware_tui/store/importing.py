"""Files of past complaints and feedback: rows taken in by the thousand, each once."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from aware_tui.domain.importing.made import Made
from aware_tui.domain.insight_rows import Feedback, ImportBatch
from aware_tui.domain.rows import Customer, Event, Note, Session
from aware_tui.domain.text import folded
from aware_tui.store.database import Database
from aware_tui.store.occurrences import settle
from aware_tui.store.records import COLUMN_LIST, COLUMNS, TABLES, Stored, from_stored, to_stored
from aware_tui.store.saving import tell
from aware_tui.store.slices import places, slices
from aware_tui.store.transaction import transaction

KNOWN = 50_000
"""Customers that are remembered while a file is read."""


class Added(NamedTuple):
    """What became of some rows of a file."""

    complaints: int = 0
    feedback: int = 0
    customers: int = 0
    there: int = 0
    """Rows that were there already."""
    met: frozenset[str] = frozenset()
    """The imports these came in with."""


class People:
    """Finds out which customer a name or a number stands for, and remembers it."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._known: dict[str, str] = {}

    def id_of(self, wanted: Customer) -> str:
        """Return the id of the one customer with exactly this number or this name, else the wanted one's."""
        if wanted.id not in self._known:
            if len(self._known) >= KNOWN:
                self._known.clear()
            self._known[wanted.id] = self._found(wanted) or wanted.id
        return self._known[wanted.id]

    def _found(self, wanted: Customer) -> str | None:
        who = wanted.reference or wanted.name
        ways = (who, who.title(), who.upper(), who.lower())
        for column in ("reference", "name"):
            rows = self._db.execute(_CALLED.format(column), ways)
            found = {row[0] for row in rows if folded(row[1].strip()) == folded(who)}
            if found:
                return found.pop() if len(found) == 1 else None
        return None


_CALLED = 'SELECT id, "{0}" FROM customer WHERE "{0}" IN (?, ?, ?, ?) LIMIT 12'


def there(db: Database, rows: Iterable[Made]) -> dict[str, str | None]:
    """Return the ids of those rows that are in the data already, each with the import it came in with."""
    by_table: dict[str, list[str]] = {"session": [], "feedback": []}
    for made in rows:
        by_table["session" if made.session else "feedback"].append(made.id)
    found: dict[str, str | None] = {}
    for table, ids in by_table.items():
        for some in slices(ids):
            found.update(db.execute(f"SELECT id, import_id FROM {table} WHERE id IN ({places(some)})", some))
    return found


def add(db: Database, batch: ImportBatch, rows: Sequence[Made], people: People) -> Added:
    """Add those rows of a file that are not there yet, in a transaction of their own, and count them.

    The import itself is added with its first row. Raises StoreProblem and sqlite3.Error.
    """
    with transaction(db):
        known = there(db, rows)
        new = sorted((made for made in rows if made.id not in known), key=lambda made: made.id)
        met = frozenset(each for each in known.values() if each and each != batch.id)
        if not new:
            return Added(there=len(rows), met=met)
        _put(db, ImportBatch, [to_stored(batch)])
        wanted = {made.customer.id: made.customer for made in reversed(new) if made.customer is not None}
        owners = {row_id: people.id_of(customer) for row_id, customer in wanted.items()}
        customers = _absent(db, (each for each in wanted.values() if owners[each.id] == each.id))
        _put(db, Customer, map(to_stored, customers))
        sessions = [_owned(made.session, made, owners) for made in new if made.session is not None]
        feedback = [_owned(made.feedback, made, owners) for made in new if made.feedback is not None]
        _put(db, Session, sessions)
        _put(db, Feedback, feedback)
        _put(db, Note, (to_stored(made.note) for made in new if made.note is not None))
        db.execute(_ADDED, (len(new), batch.id))
        settle(db, [str(session["id"]) for session in sessions])
    return Added(len(sessions), len(feedback), len(customers), len(rows) - len(new), met)


_ADDED = "UPDATE import_batch SET added = added + ?, row_version = row_version + 1 WHERE id = ?"


def finish(db: Database, batch: ImportBatch, event: Event | None, met: Iterable[str]) -> None:
    """Write down that an import is done, in a transaction of its own; without an event it added nothing.

    Those of the same file that were broken off, and whose rows it `met`, are done with it.
    """
    with transaction(db):
        done = to_stored(batch)
        db.execute(_FINISHED, done)
        db.executemany(_COMPLETED, [{**done, "met": each} for each in met])
        if event is not None:
            tell(db, event)


_FINISHED = """
UPDATE import_batch SET finished_at = :finished_at, rejected = :rejected, row_version = row_version + 1
WHERE id = :id
"""
_COMPLETED = """
UPDATE import_batch SET finished_at = :finished_at, row_version = row_version + 1
WHERE id = :met AND file = :file AND finished_at IS NULL
"""


def batches(db: Database) -> tuple[ImportBatch, ...]:
    """Return all imports, the newest first."""
    rows = db.execute(f"SELECT {COLUMN_LIST[ImportBatch]} FROM import_batch ORDER BY made_at DESC, id DESC")
    return tuple(from_stored(ImportBatch, row) for row in rows)


def has_batch(db: Database, import_id: str) -> bool:
    """Say whether an import has added anything."""
    return db.execute("SELECT 1 FROM import_batch WHERE id = ?", (import_id,)).fetchone() is not None


class OtherTime(NamedTuple):
    """An import that has the same rows at other times."""

    import_id: str
    zone: str
    made_at: str


def at_other_times(db: Database, rows: Iterable[Made]) -> OtherTime | None:
    """Return the import that has one of these complaints at another time, if there is one."""
    for made in rows:
        if made.session is None:
            continue
        row_id = made.session.id
        found = db.execute(_SAME_END, (row_id[-6:], row_id[-_SAME:], row_id)).fetchone()
        if found is not None:
            return OtherTime._make(found)
    return None


_SAME = 22
"""Last characters of an id that follow from the row alone, not from its time."""
_SAME_END = f"""
SELECT b.id, b.zone, b.made_at FROM session s JOIN import_batch b ON b.id = s.import_id
WHERE substr(s.id, length(s.id) - 5) = ? AND substr(s.id, -{_SAME}) = ? AND s.id <> ? LIMIT 1
"""


def _owned(row: Session | Feedback, made: Made, owners: Mapping[str, str]) -> dict[str, Stored]:
    """Return a row as its columns, with the customer it belongs to."""
    columns = to_stored(row)
    if made.customer is not None:
        columns["customer_id"] = owners[made.customer.id]
    return columns


def _absent(db: Database, customers: Iterable[Customer]) -> list[Customer]:
    wanted = {customer.id: customer for customer in customers}
    for some in slices(list(wanted)):
        for row in db.execute(f"SELECT id FROM customer WHERE id IN ({places(some)})", some):
            del wanted[row[0]]
    return list(wanted.values())


_KINDS: tuple[type[object], ...] = (Customer, ImportBatch, Session, Note, Feedback)
_PUT: dict[type[object], str] = {
    kind: f'INSERT INTO "{TABLES[kind]}" ({COLUMN_LIST[kind]})'
    f" VALUES ({', '.join(f':{name}' for name in COLUMNS[kind])}) ON CONFLICT DO NOTHING"
    for kind in _KINDS
}


def _put(db: Database, kind: type[object], rows: Iterable[dict[str, Stored]]) -> None:
    """Add rows of one kind that are not there yet."""
    db.executemany(_PUT[kind], rows)
