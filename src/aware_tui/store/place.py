"""Where the data is: a file of this computer, or a team's server."""

from pathlib import Path
from typing import TYPE_CHECKING, TypeGuard

from aware_tui.store.database import Database
from aware_tui.store.errors import Place
from aware_tui.store.library import sqlite3

__all__ = ["Place", "on_server", "place_of"]

if TYPE_CHECKING:
    from aware_tui.store.server.connection import ServerConnection


def on_server(db: object) -> "TypeGuard[ServerConnection]":
    """Say whether a connection leads to a server."""
    return not isinstance(db, sqlite3.Connection)


def place_of(db: Database) -> Place:
    """Return where a connection leads."""
    if on_server(db):
        return db.url
    return Path(db.execute("PRAGMA database_list").fetchone()[2])
