"""What the screens share whose search line leads to a list of what was found."""

from textual import on
from textual.widgets import Static

from aware_tui.services.desk import Desk
from aware_tui.tui.reading.screen import ReaderScreen
from aware_tui.tui.widgets.long_list import LongList
from aware_tui.tui.widgets.search_line import SearchLine


class ListScreen(ReaderScreen):
    """The arrows, Enter and escape lead from the search line to the list, if there is anything in it."""

    found: LongList
    """The list of what was found."""

    def __init__(self, desk: Desk, *, search: bool = False, words: str = "") -> None:
        super().__init__(desk, search=search, words=words)
        self._empty = Static(id="empty")
        """Says why there is nothing in the list."""

    @property
    def filling(self) -> bool:
        """Say whether its first rows are being read, to which Enter and the arrows belong."""
        readings = (each for each in self.workers if each.node is self and each.group == "list")
        return not self.found.count and any(not each.is_finished for each in readings)

    def on_mount(self) -> None:
        self._empty.display = False
        (self.search_line if self.search_first else self.found).focus()
        self.look()

    def action_back(self) -> None:
        """One step back: from what was found to all, then to Today."""
        if self.words:
            self.forget_words()
            self.found.focus()
        else:
            super().action_back()

    @on(SearchLine.Ended)
    @on(SearchLine.Left)
    def to_the_list(self, event: SearchLine.Ended | SearchLine.Left) -> None:
        event.stop()
        if isinstance(event, SearchLine.Ended):
            self.look_now()
        self.found.focus()

    @on(SearchLine.GaveUp)
    def leave_search(self, event: SearchLine.GaveUp) -> None:
        event.stop()
        if self.found.count:
            self.found.focus()
        else:
            self.action_back()
