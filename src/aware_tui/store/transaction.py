"""A transaction: begun with the right to write, committed whole or rolled back whole."""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from aware_tui.store import machine_lock
from aware_tui.store.database import Database
from aware_tui.store.errors import Busy
from aware_tui.store.place import on_server, place_of

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from aware_tui.store.server.connection import ServerConnection

PATIENCE = 1.0
"""Seconds to wait for another program before it is told."""


@contextmanager
def transaction(db: Database) -> Iterator[None]:
    """Hold the right to write until the end, then commit; roll back on an error. Not to be nested.

    Raises Busy or sqlite3.OperationalError while another program holds it. A server keeps the turns itself.
    """
    with _turn(db):
        db.execute("BEGIN IMMEDIATE")
        try:
            yield
            db.execute("COMMIT")
        finally:
            if db.in_transaction:
                db.execute("ROLLBACK")


def _turn(db: Database) -> "AbstractContextManager[None]":
    place = place_of(db)
    return machine_lock.write_turn(place, PATIENCE) if isinstance(place, Path) else nullcontext()


@contextmanager
def import_turn(db: Database) -> Iterator[None]:
    """Hold the only turn to take files in or away, for as long as that lasts; raises Busy at once."""
    if on_server(db):
        with _server_turn(db):
            yield
        return
    with machine_lock.import_turn(Path(str(place_of(db)))):
        yield


IMPORTING = 6_017_412_290_743_205_187
"""The number of the server's lock that whoever imports holds."""


@contextmanager
def _server_turn(db: "ServerConnection") -> Iterator[None]:
    if db.execute("SELECT pg_try_advisory_lock(?)", (IMPORTING,)).fetchone() != (1,):
        raise Busy("Another import is running. Wait until it is done, then try again.")
    try:
        yield
    finally:
        if not db.raw.closed:
            db.execute("SELECT pg_advisory_unlock(?)", (IMPORTING,))
