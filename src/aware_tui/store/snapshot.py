"""The data as it is at one moment, read on a connection of its own while others are saving."""

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from aware_tui.store.errors import problem_of
from aware_tui.store.gates import reader
from aware_tui.store.library import sqlite3
from aware_tui.store.transaction import PATIENCE


@contextmanager
def snapshot(path: Path) -> Iterator[sqlite3.Connection]:
    """Open a file that has passed the gates, to read what is saved by now: what comes later does not show.

    It cannot write, nor does it hold up who does. Raises a StoreProblem, also for what goes wrong while it
    is used.
    """
    real = Path(os.path.realpath(path))
    try:
        with closing(reader(real, PATIENCE)) as db:
            db.execute("PRAGMA temp_store=MEMORY")
            db.execute("BEGIN")
            yield db
    except (sqlite3.Error, MemoryError) as error:
        raise problem_of(error, real) from error
