"""A transaction: begun with the right to write, committed whole or rolled back whole."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from aware_tui.store.library import sqlite3
from aware_tui.store.machine_lock import write_turn

PATIENCE = 1.0
"""Seconds to wait for another program before it is told."""


def path_of(db: sqlite3.Connection) -> Path:
    """Return the path of the file behind a connection."""
    return Path(db.execute("PRAGMA database_list").fetchone()[2])


@contextmanager
def transaction(db: sqlite3.Connection) -> Iterator[None]:
    """Hold the right to write until the end, then commit; roll back on an error. Not to be nested.

    Raises Busy or sqlite3.OperationalError while another program holds the file.
    """
    with write_turn(path_of(db), PATIENCE):
        db.execute("BEGIN IMMEDIATE")
        try:
            yield
            db.execute("COMMIT")
        finally:
            if db.in_transaction:
                db.execute("ROLLBACK")
