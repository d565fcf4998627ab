"""The data, opened for a face that does not run the app; right beside an app on the same data."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aware_tui.config import Settings
    from aware_tui.store.database import Database


@contextmanager
def opened(settings: "Settings") -> "Iterator[Database]":
    """Open the data that is there; raises a StoreProblem, also for what goes wrong while it is used."""
    from aware_tui.store.errors import problem_of
    from aware_tui.store.library import sqlite3 as engine
    from aware_tui.store.opening import open_database

    db = open_database(settings.place, create=False)
    try:
        yield db
    except engine.Error as error:
        raise problem_of(error, settings.place) from error
    finally:
        db.close()
