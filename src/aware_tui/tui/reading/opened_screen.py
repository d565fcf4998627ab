"""What the screens share that are opened from Today: the letters, help, and the way back."""

import asyncio
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.screen import Screen

from aware_tui.language import _
from aware_tui.services.desk import Desk
from aware_tui.services.shown import InForce
from aware_tui.tui.commands import Command
from aware_tui.tui.dialogs.help import Help, HelpDialog
from aware_tui.tui.main_screens import BEYOND, LETTERS, main_commands, make_screen
from aware_tui.tui.messages import NewCallWanted


class OpenedScreen(Screen[None]):
    """Escape goes one screen back, `h` all the way to Today, and a letter to another main screen."""

    NAME: ClassVar[str]
    MAIN_NAME: ClassVar[str]
    """Its name among the main screens."""
    HELP_PAGE: ClassVar[Help]
    AUTO_FOCUS = ""
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-short"), (30, "-tall")]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "search", _("search"), show=False),
        Binding("n", "new_call", _("new call"), show=False),
        Binding("h", "today", _("today"), show=False),
        *LETTERS,
        Binding("f1", "help", _("help"), show=False),
        Binding("escape", "back", _("back"), show=False),
    ]

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk

    async def in_force(self) -> InForce:
        """Wait until the data is there; leaving the screen meanwhile disturbs nobody else who waits."""
        return await asyncio.shield(asyncio.wrap_future(self.desk.in_force))

    def leave(self) -> None:
        """Close this screen and those it was opened over, down to Today."""
        while isinstance(self.app.screen, OpenedScreen):
            self.app.pop_screen()

    def action_search(self) -> None:
        """Look for words; a screen without a search line looks through every session."""
        self.app.push_screen(make_screen("history", self.desk, search=True))

    def action_back(self) -> None:
        self.app.pop_screen()

    def action_today(self) -> None:
        self.leave()

    def action_new_call(self) -> None:
        """Begin at once: the customer is already talking."""
        self.leave()
        self.app.post_message(NewCallWanted())

    def go_to(self, screen: Screen[None]) -> None:
        """Open another screen over this one: its way back leads here."""
        self.app.push_screen(screen)

    def action_main(self, name: str) -> None:
        """Go to another main screen, in place of this one and those it was opened over.

        One without a letter belongs to what it was asked for from, and is opened over that.
        """
        if name == self.MAIN_NAME:
            return
        if any(name == each.name for each in BEYOND):
            self.go_to(make_screen(name, self.desk))
        else:
            while isinstance(self.app.screen_stack[-2], OpenedScreen):
                self.app.pop_screen()
            self.app.switch_screen(make_screen(name, self.desk))

    def action_help(self) -> None:
        self.app.push_screen(HelpDialog.of(self.HELP_PAGE))

    def commands(self) -> tuple[Command, ...]:
        """Return what can be done here, for the palette."""
        return (
            Command(_("Search"), _("As you type"), self.action_search, "/"),
            Command(_("New call"), _("Starts at once"), self.action_new_call, "n"),
            Command(_("Today"), _("What is waiting"), self.action_today, "h"),
            *main_commands(self.action_main),
            Command(_("Help"), _("This screen in plain words"), self.action_help, "F1"),
        )
