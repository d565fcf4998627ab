"""What the screens share that are opened from Today to read and search in."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.timer import Timer
from textual.widgets import Static

from aware_tui.services.desk import Desk
from aware_tui.tui.plaintext import styled
from aware_tui.tui.reading.opened_screen import OpenedScreen
from aware_tui.tui.widgets.search_line import SearchLine
from aware_tui.tui.widgets.text_view import TextView

PAUSE = 0.15
"""Seconds after the last key at which the words are looked for."""


class ReaderScreen(OpenedScreen):
    """A title, a search line and a text; the letters of the main screens work outside the search line."""

    HINT: ClassVar[str]

    def __init__(self, desk: Desk, *, search: bool = False, words: str = "") -> None:
        super().__init__(desk)
        self.search_first = search
        self.search_line = SearchLine(self.HINT, words)
        self._state = Static(id="state")
        self._typed: Timer | None = None

    def top(self) -> ComposeResult:
        """Yield the line across the top: the screen's name, the search line, what was found."""
        with Horizontal(id="top"):
            yield Static(styled((self.NAME, "bold")), id="name")
            yield self.search_line
            yield self._state

    @property
    def words(self) -> str:
        """Return the words that are looked for."""
        return self.search_line.text.strip()

    def say(self, words: str) -> None:
        """Say how the search stands."""
        self._state.update(styled((words, "$muted")))

    def action_search(self) -> None:
        self.search_line.focus()

    @on(TextView.Typed)
    def look_soon(self, event: TextView.Typed) -> None:
        event.stop()
        if self._typed is not None:
            self._typed.stop()
        self._typed = self.set_timer(PAUSE, self.look)

    def look(self) -> object:
        """Look for the words as they are now."""
        raise NotImplementedError

    def look_now(self) -> None:
        """Look for the words at once, without waiting for another key."""
        if self._typed is not None:
            self._typed.stop()
        self.look()

    def forget_words(self) -> None:
        """Empty the search line."""
        self.search_line.put("")
        self.look_now()
