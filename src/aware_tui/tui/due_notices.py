"""A quiet word when something falls due while the app is open; never over a place somebody types in."""

from typing import TYPE_CHECKING, Any

from textual.app import App

from aware_tui.tui.keeping import KeepsWords
from aware_tui.tui.waiting import answer_of
from aware_tui.tui.widgets.text_view import TextView

if TYPE_CHECKING:
    from aware_tui.domain.summary import DueLine
    from aware_tui.services.desk import Desk

EVERY = 15.0
"""Seconds between two looks."""


class DueNotices:
    """Looks what fell due since the last look, by the desk's clock, and tells the agent whose it is."""

    def __init__(self, app: App[Any], desk: "Desk") -> None:
        self._app = app
        self._desk = desk
        self._since = desk.now()
        self._waiting: tuple[DueLine, ...] = ()

    def begin(self) -> None:
        """Look from now on."""
        self._app.set_interval(EVERY, self.look)

    def look(self) -> None:
        """Look once, in the background."""
        self._app.run_worker(self._tell(), group="due", exclusive=True)

    async def _tell(self) -> None:
        from aware_tui.services.duties import Duties

        now = self._desk.now()
        found, _ = await answer_of(Duties(self._desk).fallen_due(min(self._since, now), now))
        if found is None:
            return
        self._since = now
        self._waiting += tuple(line for line in found if line.owner in ("", self._desk.settings.agent))
        if self._waiting and self._app.is_running and self._say(told(self._waiting)):
            self._waiting = ()

    def _say(self, words: str) -> bool:
        """Say it: in a call in its rail, else as a notice unless somebody types; tell whether it was said."""
        calls = [screen for screen in self._app.screen_stack if isinstance(screen, KeepsWords)]
        for screen in calls:
            screen.tell_due(words)
        if calls:
            return True
        if isinstance(self._app.focused, TextView):
            return False
        self._app.notify(f"{words}   f shows the follow-ups.", timeout=12)
        return True


def told(lines: "tuple[DueLine, ...]") -> str:
    """Return what fell due in one line: the newest, and how many more."""
    from aware_tui.tui.follow_ups.rows import what_of

    *others, last = lines
    name = f", {last.customer}" if last.customer else ""
    more = f", and {len(others)} more" if others else ""
    return f"Due now: {what_of(last)}{name}{more}."
