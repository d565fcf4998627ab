"""What both lists of causes share: deeds that are said once they are saved, and the last one taken back."""

import asyncio
from concurrent.futures import Future
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.binding import Binding, BindingType

from aware_tui.language import _
from aware_tui.services.cause_deeds import take_back
from aware_tui.services.desk import Desk
from aware_tui.services.shown import InForce
from aware_tui.tui.commands import Command
from aware_tui.tui.main_screens import make_screen
from aware_tui.tui.reading.list_screen import ListScreen
from aware_tui.tui.waiting import answer_of

if TYPE_CHECKING:
    from aware_tui.domain.session import Change

NOTHING_TO_UNDO = _("Nothing to take back.")
UNDONE = _("Taken back.")


class MarkingScreen(ListScreen):
    """Remembers what was marked here, so that ctrl+z takes it back, the last one first."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+z", "undo", _("undo"), show=False)]

    def __init__(self, desk: Desk, *, search: bool = False, words: str = "") -> None:
        super().__init__(desk, search=search, words=words)
        self.book: InForce | None = None
        self.turn = asyncio.Lock()
        """Held by one deed at a time: the next one looks at what this one left."""
        self._done: list[Change] = []

    async def kept(self, saving: "Future[Change]") -> "Change | None":
        """Wait until a deed is saved, and remember it; else say what stood in its way."""
        change, problem = await answer_of(saving)
        if change is None:
            self.app.notify(problem, severity="warning")
        elif not change.empty:
            self._done.append(change)
        return change

    @work(group="deeds")
    async def action_undo(self) -> None:
        """Take back the last mark that was made here."""
        async with self.turn:
            if not self._done:
                self.app.notify(NOTHING_TO_UNDO)
                return
            undone, problem = await answer_of(self.taking_back(self._done.pop()))
            self.app.notify(UNDONE if undone is not None else problem)
            if undone is not None and self.is_attached:
                await self.taken_back(undone)

    def taking_back(self, change: "Change") -> "Future[Change]":
        """Take a mark back."""
        return take_back(self.desk, change)

    async def taken_back(self, undone: "Change") -> None:
        """Show what is so again."""
        raise NotImplementedError

    def read_in_history(self, session_id: str) -> None:
        """Go to History, to this session."""
        self.app.switch_screen(make_screen("history", self.desk, words=session_id))

    def commands(self) -> tuple[Command, ...]:
        undo = Command(_("Undo"), _("Take back the last mark"), self.action_undo, "ctrl+z")
        return (undo, *super().commands())
