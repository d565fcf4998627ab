"""What the screens share that are opened from Today to read and search in."""

import asyncio
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.screen import Screen
from textual.timer import Timer
from textual.widgets import Static

from aware_tui.services.desk import Desk
from aware_tui.services.shown import InForce
from aware_tui.tui.commands import Command
from aware_tui.tui.dialogs.help import Help, HelpDialog
from aware_tui.tui.main_screens import LETTERS, main_commands, make_screen
from aware_tui.tui.messages import NewCallWanted
from aware_tui.tui.plaintext import styled
from aware_tui.tui.widgets.search_line import SearchLine
from aware_tui.tui.widgets.text_view import TextView

PAUSE = 0.15
"""Seconds after the last key at which the words are looked for."""


class ReaderScreen(Screen[None]):
    """A title, a search line and a text; the letters of the main screens work outside the search line."""

    NAME: ClassVar[str]
    MAIN_NAME: ClassVar[str]
    """Its name among the main screens."""
    HINT: ClassVar[str]
    HELP_PAGE: ClassVar[Help]
    AUTO_FOCUS = ""
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-short"), (30, "-tall")]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "search", "search", show=False),
        Binding("n", "new_call", "new call", show=False),
        Binding("h", "today", "today", show=False),
        *LETTERS,
        Binding("f1", "help", "help", show=False),
        Binding("escape", "back", "back", show=False),
    ]

    def __init__(self, desk: Desk, *, search: bool = False, words: str = "") -> None:
        super().__init__()
        self.desk = desk
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

    async def in_force(self) -> InForce:
        """Wait until the data is there; leaving the screen meanwhile disturbs nobody else who waits."""
        return await asyncio.shield(asyncio.wrap_future(self.desk.in_force))

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

    def action_back(self) -> None:
        self.action_today()

    def action_today(self) -> None:
        self.app.pop_screen()

    def action_new_call(self) -> None:
        """Begin at once: the customer is already talking."""
        self.app.pop_screen()
        self.app.post_message(NewCallWanted())

    def action_main(self, name: str) -> None:
        """Go to another main screen."""
        if name != self.MAIN_NAME:
            self.app.switch_screen(make_screen(name, self.desk))

    def action_help(self) -> None:
        self.app.push_screen(HelpDialog.of(self.HELP_PAGE))

    def commands(self) -> tuple[Command, ...]:
        """Return what can be done here, for the palette."""
        return (
            Command("Search", "As you type", self.action_search, "/"),
            Command("New call", "Starts at once", self.action_new_call, "n"),
            Command("Today", "What is waiting", self.action_today, "h"),
            *main_commands(self.action_main),
            Command("Help", "This screen in plain words", self.action_help, "F1"),
        )
