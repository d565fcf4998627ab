"""Waiting for others who write in the same data."""

from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

TRIES = 30
"""How often a deed is tried; each try waits a second for its turn, or longer for programs not of ours."""


def patiently(deed: Callable[[], T]) -> T:
    """Do a deed on the data, again and again while another program is in the way; Busy in the end."""
    from aware_tui.store.errors import Busy, is_busy
    from aware_tui.store.library import sqlite3

    for _ in range(TRIES - 1):
        try:
            return deed()
        except Busy:
            continue
        except sqlite3.OperationalError as error:
            if not is_busy(error):
                raise
    return deed()
