"""The time by which those who share the data agree on what has lapsed."""

from datetime import datetime

from aware_tui.store.database import Database
from aware_tui.store.place import on_server
from aware_tui.store.records import read_time


def moment(db: Database, now: datetime) -> datetime:
    """Return the aware time `now`, or on a server its own: the clocks of two computers differ by minutes."""
    if not on_server(db):
        return now
    (told,) = db.execute("SELECT clock_timestamp() AT TIME ZONE 'UTC'").fetchone() or ("",)
    return read_time(told)
