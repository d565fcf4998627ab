"""Waiting for others who write in the same data."""

from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

TRIES = 30
"""How often a deed is tried; each try waits a second for its turn, or longer for programs not of ours."""

_IN_THE_WAY = (5, 6)
"""Result codes of SQLite for a file that another program holds (sqlite.org/rescode.html)."""


def patiently(deed: Callable[[], T]) -> T:
    """Do a deed on the data, again and again while another program is in the way; Busy in the end."""
    from aware_tui.store.errors import Busy
    from aware_tui.store.library import sqlite3

    for _ in range(TRIES - 1):
        try:
            return deed()
        except Busy:
            continue
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF not in _IN_THE_WAY:
                raise
    return deed()
