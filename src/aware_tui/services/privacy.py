"""Erasing a person as they asked: who it is, what is held and where, and then all of it gone at once."""

import socket
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from aware_tui.config import Settings
from aware_tui.domain.erasing import ErasedKind, is_confirmed, typed_to_confirm
from aware_tui.services.opened import opened
from aware_tui.services.privacy_places import Places, drafts_of_sessions, places_of
from aware_tui.services.queue import stamp_of
from aware_tui.services.reports import has_data
from aware_tui.store.errors import StoreProblem

if TYPE_CHECKING:
    from aware_tui.domain.erasing import Erasure
    from aware_tui.domain.rows import Customer
    from aware_tui.domain.session import Stamp
    from aware_tui.store.database import Database
    from aware_tui.store.person import Holding, Mentions

UNFINISHED = "erasing.unfinished"
"""A file that is in the data folder for as long as remains of erased words may be in the database."""


class NotErased(StoreProblem):
    """Nothing was erased; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in the data, with all that is held of them."""

    shown: "Customer"
    customers: "tuple[Customer, ...]"
    """All rows that are shown as this one."""
    sessions: tuple[str, ...]
    holding: "Holding"
    mentions: "Mentions"
    places: Places
    erased: bool
    """Whether nothing is left of them but the row."""

    @property
    def reference(self) -> str:
        """Return the reference they are known by, or an empty text."""
        own = (self.shown, *self.customers)
        return next((each.reference.strip() for each in own if each.reference.strip()), "")

    @property
    def to_type(self) -> str:
        """Return what has to be typed to erase them."""
        return typed_to_confirm(self.reference, self.shown.id)


@dataclass(frozen=True, slots=True)
class Erased:
    """What was erased."""

    customers: int
    sessions: int
    drafts: tuple[Path, ...]
    """The files of drafts that were deleted."""
    unfinished: str = ""
    """The sentence of what stands in the way of wiping the remains; empty when there are none."""


def find_people(settings: Settings, who: str) -> "tuple[Customer, ...]":
    """Return the customers that `who` may be: by id, reference or name, else by what is found.

    Raises NotErased if there is nobody, and StoreProblems.
    """
    from aware_tui.store.person import fitting

    if has_data(settings):
        with opened(settings) as db:
            if found := fitting(db, who):
                return found
    raise NotErased(
        f"There is no customer “{who}”. Nothing was changed. Give the reference, the name as it is written "
        "in the calls, or the id; `aware sessions --search WORDS` finds their calls."
    )


def refuse_others(db: "Database") -> None:
    """Raise NoEntry where a server lets somebody else erase, not this login."""
    from aware_tui.store.place import on_server

    if on_server(db):
        from aware_tui.store.server import standing

        standing.refuse_others(db)


def look_at(settings: Settings, customer_id: str) -> Person:
    """Return all there is to say about a customer before erasing them; changes nothing. Raises NoEntry."""
    from aware_tui.store.customer_records import customer_of, customers_of
    from aware_tui.store.erased import erased_among
    from aware_tui.store.person import everybody_of, holding, is_erased, mentions

    with opened(settings) as db:
        refuse_others(db)
        shown = customer_of(db, customer_id)
        if shown is None:
            raise NotErased(f"There is no customer {customer_id} any more. Nothing was changed.")
        ids, sessions = everybody_of(db, customer_id)
        customers = tuple(customers_of(db, ids).values())
        held, named = holding(db, ids, sessions), mentions(db, customers, sessions)
        gone = set(sessions) == erased_among(db, sessions)
        erased = gone and all(is_erased(db, each) for each in customers)
    return Person(shown, customers, sessions, held, named, places_of(settings, customers, sessions), erased)


def erase(settings: Settings, person: Person, typed: str, now: datetime) -> Erased:
    """Erase a person in one transaction, note it in the ledger, and wipe the remains.

    `typed` is the reference, or the last six characters of the id where there is none. Raises NotErased if
    it is not, LeaseLost while a window has one of their calls, other StoreProblems; then nothing is erased.
    """
    if not is_confirmed(typed, person.reference, person.shown.id):
        raise NotErased("That is not what confirms it, so nothing was erased. Look at the reference again.")
    with marked(settings), opened(settings) as db:
        lines, sessions = _erase(db, person.shown.id, stamp_of(settings, now))
    drafts = tuple(_delete(drafts_of_sessions(settings, sessions)))
    kinds = [line.kind for line in lines]
    return Erased(kinds.count(ErasedKind.CUSTOMER), kinds.count(ErasedKind.SESSION), drafts, finish(settings))


def _erase(db: "Database", customer_id: str, stamp: "Stamp") -> "tuple[tuple[Erasure, ...], tuple[str, ...]]":
    from aware_tui.store import erasing
    from aware_tui.store.person import everybody_of
    from aware_tui.store.records import stored_time
    from aware_tui.store.transaction import transaction

    _clear_leases(db, everybody_of(db, customer_id)[1], stamp.at)
    with transaction(db):
        customers, sessions = everybody_of(db, customer_id)
        erasing.refuse_in_hand(db, sessions)
        erasing.refuse_on_its_way(db, sessions, stored_time(stamp.at))
        return erasing.erase(db, erasing.Doomed(customers, sessions), stamp), sessions


def _clear_leases(db: "Database", sessions: Collection[str], now: datetime) -> None:
    """Take away the leases of windows that are gone."""
    from aware_tui.store import leases

    for session_id in sessions:
        leases.clear(db, session_id, socket.gethostname(), now)


def _delete(paths: Iterator[Path]) -> Iterator[Path]:
    """Delete files; one that cannot be deleted is named by the next look at the person's places."""
    for path in paths:
        try:
            path.unlink()
        except OSError:
            continue
        yield path


@contextmanager
def marked(settings: Settings) -> Iterator[None]:
    """Let a file in the data folder say that remains are to be wiped, until `finish` has done it.

    The file goes again if what is done meanwhile fails. Raises StoreProblem.
    """
    from aware_tui.paths import make_private
    from aware_tui.store.errors import os_problem

    mark = settings.data_dir / UNFINISHED
    was_there = mark.exists()
    try:
        make_private(settings.data_dir)
        mark.touch(mode=0o600)
    except OSError as error:
        raise os_problem(error, mark) from error
    try:
        yield
    except BaseException:
        if not was_there:
            mark.unlink(missing_ok=True)
        raise


def _wipe(settings: Settings) -> None:
    if settings.server is not None:
        from aware_tui.store.server.residue import wipe_there

        wipe_there(settings.server)
        return
    from aware_tui.store.residue import wipe

    wipe(settings.database)


def finish(settings: Settings) -> str:
    """Bring the ledger beside the data up to date and wipe remains; return what stands in the way, if any.

    It may be done again at any time.
    """
    from aware_tui.store.erased_file import keep_ledger

    mark = settings.data_dir / UNFINISHED
    try:
        with opened(settings) as db:
            keep_ledger(db, settings.data_dir)
        _wipe(settings)
        mark.unlink(missing_ok=True)
    except StoreProblem as problem:
        return str(problem)
    except OSError as error:
        return f"{mark} cannot be deleted ({error.strerror}). Delete it by hand: all else is done."
    return ""


def session_is_erased(settings: Settings, session_id: str) -> bool:
    """Say whether the words of a session were erased."""
    from aware_tui.store.erased import erased_among

    with opened(settings) as db:
        return bool(erased_among(db, {session_id}))


def is_unfinished(settings: Settings) -> bool:
    """Say whether remains of erased words may still be in the database file."""
    return (settings.data_dir / UNFINISHED).exists()
