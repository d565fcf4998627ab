"""The ledger in the data: which rows were erased, so that nothing brings their words back."""

from collections.abc import Collection, Iterable, Iterator

from aware_tui.domain.erasing import ErasedKind, Erasure
from aware_tui.domain.rows import Event, Row
from aware_tui.domain.session import Change
from aware_tui.store.database import Database
from aware_tui.store.errors import Conflict
from aware_tui.store.records import read_time, stored_time
from aware_tui.store.slices import places, slices


class Erased(Conflict):
    """What a change is about was erased meanwhile; its words are not kept, nor are those of the change."""


GONE = "This was erased meanwhile, as somebody asked. Nothing was saved, and nothing of it comes back."

_COLUMNS = "id, erased_at, actor, kind, row_id"
_PUT = f"INSERT INTO erasure ({_COLUMNS}) VALUES (?, ?, ?, ?, ?) ON CONFLICT (row_id) DO NOTHING"


def note_erased(db: Database, lines: Iterable[Erasure]) -> None:
    """Write lines into the ledger, inside the caller's transaction; a row stands there once."""
    values = [(e.id, stored_time(e.erased_at), e.actor, e.kind.value, e.row_id) for e in lines]
    db.executemany(_PUT, values)


def ledger_of(db: Database) -> Iterator[Erasure]:
    """Yield the whole ledger, the oldest line first."""
    for row_id, at, actor, kind, erased in db.execute(f"SELECT {_COLUMNS} FROM erasure ORDER BY id"):
        yield Erasure(row_id, read_time(at), actor, ErasedKind(kind), erased)


def erased_among(db: Database, row_ids: Collection[str]) -> set[str]:
    """Return those of these ids whose rows were erased."""
    found = set[str]()
    for some in slices(sorted(row_ids)):
        rows = db.execute(f"SELECT row_id FROM erasure WHERE row_id IN ({places(some)})", some)
        found |= {row[0] for row in rows}
    return found


def ids_in(row: Row | Event) -> set[str]:
    """Return the ids by which a row is known to be erased: its own, and that of its session."""
    session_id: str | None = getattr(row, "session_id", None)
    return {row.id, session_id} if session_id else {row.id}


def refuse_erased(db: Database, change: Change) -> None:
    """Raise Erased if a change is about anything that was erased."""
    rows = (*(edit.row for edit in change.edits), *change.events)
    ids = {each for row in rows for each in ids_in(row)}
    if ids and erased_among(db, ids):
        raise Erased(GONE)
