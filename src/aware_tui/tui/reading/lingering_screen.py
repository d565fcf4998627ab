"""What the screens share that read back what the cursor of their list rests on."""

from textual import on
from textual.timer import Timer

from aware_tui.services.desk import Desk
from aware_tui.tui.reading.list_screen import ListScreen
from aware_tui.tui.widgets.long_list import LongList

LINGER = 0.1
"""Seconds the cursor rests on a row before it is read: running down a list reads nothing."""


class LingeringScreen(ListScreen):
    """Reads the row under the cursor where there is room for it beside the list, or while it is read."""

    def __init__(self, desk: Desk, *, search: bool = False, words: str = "") -> None:
        super().__init__(desk, search=search, words=words)
        self._linger: Timer | None = None

    def on_resize(self) -> None:
        self.call_after_refresh(self.read_soon)

    @on(LongList.Moved)
    def linger(self, event: LongList.Moved) -> None:
        event.stop()
        if event.control is self.found:
            self.read_soon()

    def read_soon(self) -> None:
        """Read what the cursor is on once it rests there."""
        if self._linger is not None:
            self._linger.stop()
        if self.is_attached and (self.has_class("-wide") or self.has_class("-reading")):
            self._linger = self.set_timer(LINGER, self.read)

    def read(self) -> object:
        """Read what the cursor is on."""
        raise NotImplementedError
