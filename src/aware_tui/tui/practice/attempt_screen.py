"""What the screens of an attempt share: they keep words, and give way only when they stand in front."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.screen import Screen

from aware_tui.services.practice.rehearsal import Rehearsal
from aware_tui.tui.messages import SaveStateArrived
from aware_tui.tui.painting import paint_thriftily

if TYPE_CHECKING:
    from aware_tui.domain.rows import Delivery


class AttemptScreen(Screen[None]):
    """Holds a rehearsal; the app asks it for what is not saved yet before anything ends."""

    def __init__(self, rehearsal: Rehearsal) -> None:
        super().__init__()
        paint_thriftily(self)
        self.rehearsal = rehearsal
        self.desk = rehearsal.desk
        self._to_do: Callable[[], object] | None = None

    def when_in_front(self, do: Callable[[], object]) -> None:
        """Do something that changes the screen; while a dialog stands over this one, once it has gone."""
        if not self.is_attached:
            return
        if self.app.screen is self:  # a screen under a dialog is `is_current` too
            do()
        else:
            self._to_do = do

    def on_screen_resume(self) -> None:
        do, self._to_do = self._to_do, None
        if do is not None:
            do()

    def hear(self, event: SaveStateArrived) -> None:
        """Take in what the writer says: here every save is answered for by itself."""

    def heard_of(self, delivery: "Delivery") -> None:
        """Take in how a document stands: nothing of it shows here."""

    def tell_due(self, words: str) -> None:
        """Say quietly that something fell due."""
        self.app.notify(words)
