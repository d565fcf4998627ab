"""Saves what is waiting in one transaction, and takes out of it what has to be refused."""

from collections.abc import Sequence
from dataclasses import dataclass

from aware_tui.domain.session import Change
from aware_tui.store.aside import Asides
from aware_tui.store.database import Database
from aware_tui.store.erased import Erased
from aware_tui.store.errors import Conflict, LeaseLost
from aware_tui.store.library import sqlite3
from aware_tui.store.saving import Versions, apply
from aware_tui.store.transaction import transaction

REFUSALS = (
    Conflict,
    LeaseLost,
    sqlite3.IntegrityError,
    sqlite3.DataError,
    ValueError,
    TypeError,
    OverflowError,
)
"""What concerns one change alone, so that the others are saved without it."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A change on its way to the disk."""

    ticket: int
    change: Change
    holder: str | None


@dataclass(frozen=True, slots=True)
class Refused:
    """A change that will not be saved, and why."""

    ticket: int
    change: Change
    problem: Exception
    """Conflict or LeaseLost in the ordinary way of things; anything else is a fault of the program."""
    kept_aside: bool
    """Whether its words are kept in a note of their own."""

    @property
    def erased(self) -> bool:
        """Say whether what it is about was erased, so that its words are kept nowhere."""
        return isinstance(self.problem, Erased)


def save_batch(
    db: Database, batch: Sequence[Waiting], versions: Versions, asides: Asides
) -> tuple[Refused, ...]:
    """Save all or nothing of a batch, but for what is refused; return that.

    Raises sqlite3.Error or StoreProblem when nothing could be saved; an IntegrityError means that one of the
    changes names a row that does not exist, which shows only at the end.
    """
    draft = versions.draft()
    with transaction(db):
        answers = [_save_one(db, waiting, draft, asides) for waiting in batch]
    draft.keep()
    return tuple(answer for answer in answers if answer is not None)


def save_now(db: Database, change: Change, versions: Versions, holder: str | None) -> None:
    """Save one change in a transaction of its own, or nothing of it.

    Raises Conflict, LeaseLost, other StoreProblems and sqlite3.Error.
    """
    draft = versions.draft()
    with transaction(db):
        apply(db, change, draft, holder)
    draft.keep()


def was_saved(db: Database, batch: Sequence[Waiting]) -> bool:
    """Say whether the file has a batch whose commit ended in an error: it is there whole or not at all."""
    told = (event.id for waiting in batch for event in waiting.change.events)
    return any(db.execute("SELECT 1 FROM event WHERE id = ?", (row_id,)).fetchone() for row_id in told)


def refuse_one(db: Database, waiting: Waiting, problem: Exception, asides: Asides) -> tuple[Refused, ...]:
    """Save nothing of a change but the words in it, if their session is there."""
    with transaction(db):
        kept = asides.keep(db, waiting.change)
    return (Refused(waiting.ticket, waiting.change, problem, kept),)


def _save_one(db: Database, waiting: Waiting, versions: Versions, asides: Asides) -> Refused | None:
    db.execute("SAVEPOINT one")
    try:
        apply(db, waiting.change, versions, waiting.holder)
    except REFUSALS as problem:
        db.execute("ROLLBACK TO one")
        db.execute("RELEASE one")
        return Refused(waiting.ticket, waiting.change, problem, asides.keep(db, waiting.change))
    db.execute("RELEASE one")
    asides.settled(waiting.change)
    return None
