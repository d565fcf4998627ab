"""Rows laid into a data folder before an app opens it."""

from contextlib import closing

from making import adding

from aware_tui.config import Settings
from aware_tui.domain.rows import Row
from aware_tui.store.batch import save_now
from aware_tui.store.opening import open_database
from aware_tui.store.saving import Versions


def put(settings: Settings, *rows: Row) -> None:
    """Save rows as another program would have."""
    with closing(open_database(settings.database)) as db:
        save_now(db, adding(*rows), Versions(), None)
