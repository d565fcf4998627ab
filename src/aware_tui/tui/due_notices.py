"""A quiet word when something falls due while the app is open; never over a place somebody types in."""

from typing import TYPE_CHECKING, Any

from textual.app import App

from aware_tui.domain.forms import number
from aware_tui.language import _
from aware_tui.tui.keeping import KeepsWords
from aware_tui.tui.waiting import answer_of

if TYPE_CHECKING:
    from aware_tui.domain.summary import DueLine
    from aware_tui.services.desk import Desk

MANY = 9
"""More than these are only counted."""

EVERY = 15.0
"""Seconds between two looks."""


class DueNotices:
    """Looks what fell due since the last look, by the desk's clock, and tells the agent whose it is."""

    def __init__(self, app: App[Any], desk: "Desk") -> None:
        self._app = app
        self._desk = desk
        self._since = desk.now()
        self._told: set[str] = set()

    def begin(self) -> None:
        """Look from now on."""
        self._app.set_interval(EVERY, self.look)

    def look(self) -> None:
        """Look once, in the background."""
        self._app.run_worker(self._tell(), group="due", exclusive=True)

    async def _tell(self) -> None:
        """Tell what fell due since something was told last and is open still; nothing twice."""
        from aware_tui.services.duties import Duties

        now, agent = self._desk.now(), self._desk.settings.agent
        self._since = min(self._since, now)  # a clock that was set back begins anew
        found, _ = await answer_of(Duties(self._desk).fallen_due(self._since, now))
        new = [line for line in found or () if line.owner in ("", agent) and line.id not in self._told]
        if new and self._app.is_running and self._say(told(tuple(new))):
            self._told |= {line.id for line in new}
            self._since = now

    def _say(self, words: str) -> bool:
        """Say it: in a call in its rail, else as a notice unless somebody types; tell whether it was said."""
        from aware_tui.tui.widgets.text_view import TextView  # a place to type in is not needed to start

        calls = [screen for screen in self._app.screen_stack if isinstance(screen, KeepsWords)]
        for screen in calls:
            screen.tell_due(words)
        if calls:
            return True
        if isinstance(self._app.focused, TextView):
            return False
        self._app.notify(_("{words}   f shows the follow-ups.").format(words=words), timeout=12)
        return True


def told(lines: "tuple[DueLine, ...]") -> str:
    """Return what fell due in one line: the newest, and how many more; of very many, only how many."""
    from aware_tui.tui.follow_ups.rows import what_of

    if len(lines) > MANY:
        return _("{count} promises and checks fell due meanwhile.").format(count=number(len(lines)))
    *others, last = lines
    name = f", {last.customer}" if last.customer else ""
    more = _(", and {count} more").format(count=len(others)) if others else ""
    return _("Due now: {what_of}{name}{more}.").format(what_of=what_of(last), name=name, more=more)
