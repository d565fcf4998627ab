"""Wipes what a server keeps of words that were taken out: dead rows, and words left in the indexes.

What a server writes beside its tables (its own log, copies, replicas) is out of reach of any login.
"""

import time
from contextlib import closing
from typing import TYPE_CHECKING, Final

from aware_tui.domain.server_url import ServerUrl
from aware_tui.store.erasing import OF_A_SESSION
from aware_tui.store.errors import Busy
from aware_tui.store.library import sqlite3
from aware_tui.store.server.entering import enter, refuse_almighty
from aware_tui.store.server.errors import NoEntry, told

if TYPE_CHECKING:
    from aware_tui.store.server.connection import ServerConnection

TABLES: Final = ("customer", "session", "attempt", *OF_A_SESSION, "occurrence", "daily_count", "search_entry")
"""Every table that an erasure takes words out of."""

INDEXED: Final = ("customer", "feedback", "occurrence", "daily_count", "search_entry")
"""Those with indexes made of words: words stay in an index until it is made anew."""

PATIENCE: Final = 10.0
"""Seconds to wait for those who still read the rows as they were."""

_PAUSE: Final = 0.2

STILL_READ: Final = (
    "The words are erased, but somebody reads the data as it was before, so the server keeps remains of "
    "them. Wait a while, then run `aware data erase-customer --finish`."
)


def wipe_there(url: ServerUrl, patience: float = PATIENCE) -> None:
    """Have the server give up dead rows, and make the indexes anew that words were left in.

    Others go on meanwhile. Raises NoEntry for who does not own the tables, Busy if somebody reads what was
    for longer than `patience` seconds, and other StoreProblems; it may be done again at any time.
    """
    try:
        with closing(enter(url)) as db:
            refuse_almighty(db)
            _refuse_stranger(db)
            db.script("SET statement_timeout = '30min'")
            _give_up_dead_rows(db, patience)
            _clear_left_overs(db)
            for table in INDEXED:
                db.execute(f"REINDEX TABLE CONCURRENTLY {table}")
    except sqlite3.Error as error:
        raise told(error, url, url.user) or error from error


_NOT_OURS = """
SELECT 1 FROM pg_class WHERE oid = to_regclass('session') AND NOT pg_has_role(relowner, 'USAGE')
"""


def _refuse_stranger(db: "ServerConnection") -> None:
    """Raise NoEntry for who is not the owner: the server would skip the tables, with a mere warning."""
    if db.execute(_NOT_OURS).fetchone():
        raise NoEntry(
            "The words are erased, but only who owns the tables may have the server wipe their remains. "
            f"Let them run `aware data erase-customer --finish` in {db.url}."
        )


def _give_up_dead_rows(db: "ServerConnection", patience: float) -> None:
    """Clear the tables of rows as they were, as soon as nobody reads these any more."""
    left = patience
    for table in TABLES:
        while _cleared(db, table) > 0:
            if left <= 0:
                raise Busy(STILL_READ)
            time.sleep(_PAUSE)
            left -= _PAUSE


def _cleared(db: "ServerConnection", table: str) -> int:
    """Return how many dead rows a table still has after it was cleared."""
    db.execute(f'VACUUM (INDEX_CLEANUP ON) "{table}"')
    (dead,) = db.execute("SELECT pg_stat_get_dead_tuples(to_regclass(?))", (table,)).fetchone() or (0,)
    return int(dead)


_LEFT_OVER = """
SELECT quote_ident(c.relname) FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
WHERE c.relnamespace = current_schema()::regnamespace AND NOT i.indisvalid AND c.relname LIKE '%\\_cc%'
"""


def _clear_left_overs(db: "ServerConnection") -> None:
    """Drop what the making of an index left half done when it was broken off."""
    for (name,) in db.execute(_LEFT_OVER).fetchall():
        db.execute(f"DROP INDEX {name}")
