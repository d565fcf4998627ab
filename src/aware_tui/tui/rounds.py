"""What the app looks after while it is open: what falls due, what can be delivered, and its copies."""

from functools import partial
from typing import TYPE_CHECKING, Any

from textual.app import App

if TYPE_CHECKING:
    from aware_tui.services.desk import Desk
    from aware_tui.tui.due_notices import DueNotices

DELIVER_EVERY = 2.0
"""Seconds between two looks at what is to be delivered."""

COPY_AFTER, COPY_EVERY = 20.0, 600.0
"""Seconds until the first look whether a copy of the data is due, and between two looks."""


class Rounds:
    """Looks now and then, by the app's timers, at what nobody presses a key for."""

    def __init__(self, app: App[Any], desk: "Desk", due_notices: "DueNotices") -> None:
        self._app = app
        self._desk = desk
        self._due_notices = due_notices

    def begin(self) -> None:
        """Look from now on; the data must be open."""
        self._due_notices.begin()
        if self._desk.settings.server is None:
            self._app.set_timer(COPY_AFTER, self._begin_copies)
        if self._desk.settings.connectors:
            self._desk.outbox.on_problem = self._hear_connector
            self._app.set_interval(DELIVER_EVERY, self._desk.outbox.deliver_due)
            self._desk.outbox.deliver_due()

    def _begin_copies(self) -> None:
        from aware_tui.services.backup_rounds import BackupRounds

        tell = partial(self._app.call_later, self._hear_damage)
        rounds = BackupRounds(self._desk.settings, self._desk.now, tell)
        rounds.look()
        self._app.set_interval(COPY_EVERY, rounds.look)

    def _hear_damage(self, sentence: str) -> None:
        self._app.notify(sentence, severity="error", timeout=120)

    def _hear_connector(self, problem: str) -> None:
        self._app.call_later(partial(self._app.notify, problem, severity="warning", timeout=20))
