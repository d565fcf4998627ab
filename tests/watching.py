"""A listener for a writer's states that tests can wait on."""

import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from aware_tui.store.writer import SaveState

PATIENCE = 20.0


class Told:
    """Keeps every state it is told."""

    def __init__(self) -> None:
        self.states: list[SaveState] = []
        self._news = threading.Condition()

    def __call__(self, state: SaveState) -> None:
        with self._news:
            self.states.append(state)
            self._news.notify_all()

    def wait(self, wanted: Callable[[SaveState], bool]) -> SaveState:
        """Return the first state that is as wanted."""
        with self._news:
            assert self._news.wait_for(lambda: any(map(wanted, self.states)), PATIENCE), self.states
            return next(state for state in self.states if wanted(state))


def rows(path: Path, query: str) -> list[tuple[Any, ...]]:
    """Return what another program reads in the file."""
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(query).fetchall()
