"""Wipes what SQLite keeps of words that were taken out: in the search index, in free pages, in the log.

`secure_delete` overwrites a deleted word in its page; this does the rest.
"""

import os
import shutil
import time
from contextlib import closing
from pathlib import Path

from aware_tui.store.errors import Busy, DiskFull, os_problem, problem_of
from aware_tui.store.library import sqlite3
from aware_tui.store.machine_lock import write_turn
from aware_tui.store.opening import connect

LITTLE = 64_000_000
"""Bytes up to which a file is written anew in memory; a larger one needs room on the disk for that."""

PATIENCE = 5.0
"""Seconds to wait for those who read at this moment."""

_PAUSE = 0.05

STILL_READ = (
    "Something is reading the data at this moment, so remains of what was erased are still in its log. "
    "Close the other windows, then run `aware data erase-customer --finish`."
)


def wipe(path: Path, patience: float = PATIENCE) -> None:
    """Make the search index anew, write the file anew without free pages, and empty the log.

    Other windows may stay open: they wait their turn. Raises Busy if somebody reads for longer than
    `patience` seconds, DiskFull without room, and other StoreProblems; it may be done again at any time.
    """
    real = Path(os.path.realpath(path))
    try:
        with write_turn(real, patience), closing(connect(real, patience)) as db:
            _rebuild_search(db)
            _rewrite(db, real)
            _empty_log(db, patience)
    except sqlite3.Error as error:
        raise problem_of(error, real) from error
    except OSError as error:
        raise os_problem(error, real) from error


def _rebuild_search(db: sqlite3.Connection) -> None:
    """Write every word of the index anew: words of deleted entries stay in its segments until then."""
    db.execute("INSERT INTO search_index (search_index) VALUES ('rebuild')")
    db.execute("INSERT INTO search_index (search_index) VALUES ('optimize')")


def _rewrite(db: sqlite3.Connection, path: Path) -> None:
    size = path.stat().st_size
    if size > LITTLE:
        if shutil.disk_usage(path.parent).free < 2 * size:
            raise DiskFull(
                f"The words were erased, but to wipe their remains {path} has to be written anew, and the "
                "disk has no room for that. Make some, then run `aware data erase-customer --finish`."
            )
        db.execute("PRAGMA temp_store=FILE")
    db.execute("VACUUM")


def _empty_log(db: sqlite3.Connection, patience: float) -> None:
    """Fold the log into the file and cut it to nothing, as soon as nobody reads from it."""
    db.execute("PRAGMA busy_timeout=0")
    for _ in range(1 + int(patience / _PAUSE)):
        if not db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
            return
        time.sleep(_PAUSE)
    raise Busy(STILL_READ)
