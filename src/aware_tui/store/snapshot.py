"""The data as it is at one moment, read on a connection of its own while others are saving."""

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from aware_tui.domain.server_url import ServerUrl
from aware_tui.store.database import Database
from aware_tui.store.errors import Place, problem_of
from aware_tui.store.gates import reader
from aware_tui.store.library import sqlite3
from aware_tui.store.transaction import PATIENCE


@contextmanager
def snapshot(place: Place) -> Iterator[Database]:
    """Open a file that has passed the gates, to read what is saved by now: what comes later does not show.

    It cannot write, nor does it hold up who does. Raises a StoreProblem, also for what goes wrong while it
    is used.
    """
    if isinstance(place, ServerUrl):
        with _on_server(place) as db:
            yield db
        return
    real = Path(os.path.realpath(place))
    try:
        with closing(reader(real, PATIENCE)) as db:
            db.execute("PRAGMA temp_store=MEMORY")
            db.execute("BEGIN")
            yield db
    except (sqlite3.Error, MemoryError) as error:
        raise problem_of(error, real) from error


@contextmanager
def _on_server(url: ServerUrl) -> Iterator[Database]:
    from aware_tui.store.server.entering import enter

    try:
        with closing(enter(url)) as db:
            db.script("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield db
    except (sqlite3.Error, MemoryError) as error:
        raise problem_of(error, url) from error
