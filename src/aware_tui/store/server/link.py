"""The writer's link to a server: made anew when the line broke."""

from contextlib import suppress
from typing import TYPE_CHECKING

from aware_tui.domain.server_url import ServerUrl
from aware_tui.store.library import sqlite3
from aware_tui.store.server.opening import open_server

if TYPE_CHECKING:
    from aware_tui.store.server.connection import ServerConnection


class ServerLink:
    """One connection; after a failure the next use reaches for the server again. Used on one thread."""

    def __init__(self, url: ServerUrl) -> None:
        self._url = url
        self._db: ServerConnection | None = None
        self._strained = False

    def open(self) -> None:
        """Make the link, and the tables if there are none yet; raise a StoreProblem."""
        self._db = open_server(self._url)

    def use(self) -> "ServerConnection":
        """Return a connection that was not seen to fail; raise a StoreProblem while there is none."""
        if self._db is None or self._strained or self._db.raw.closed:
            self.close()
            self._db = open_server(self._url, create=False)
            self._strained = False
        return self._db

    def strain(self) -> None:
        """Say that something went wrong on the connection: the next use makes it anew."""
        self._strained = True

    def close(self) -> None:
        """End the link."""
        if self._db is not None:
            with suppress(sqlite3.Error):
                self._db.close()
        self._db = None
