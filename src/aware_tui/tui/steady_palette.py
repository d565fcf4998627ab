"""The list of commands of Textual without its blinking, its slips and its own words."""

import inspect
from contextlib import suppress
from functools import partial

from textual import work
from textual.command import CommandInput, CommandList, CommandPalette
from textual.css.query import NoMatches
from textual.widgets.option_list import Option

from aware_tui.language import _
from aware_tui.tui.plaintext import plain, styled

NONE_FITS = _("No command fits these letters.")


class SteadyPalette(CommandPalette):
    """A command palette that takes a key for its list even while nothing is in it, and does not blink."""

    def on_mount(self) -> None:
        self.query_one(CommandInput).cursor_blink = False

    def _action_command_list(self, action: str) -> None:
        with suppress(KeyError, IndexError):  # Textual looks up the line of a row that is not laid out yet
            super()._action_command_list(action)

    @work(exclusive=True, group=CommandPalette._GATHER_COMMANDS_GROUP)
    async def _gather_commands(self, search_value: str) -> None:
        gather = inspect.unwrap(CommandPalette._gather_commands)
        with suppress(NoMatches):  # it may have been closed before its commands are gathered
            await gather(self, search_value)

    def _start_no_matches_countdown(self, search_value: str) -> None:
        self._stop_no_matches_countdown()
        say = partial(self._say_none_fits, looked_for=bool(search_value))
        self._no_matches_timer = self.set_timer(self._NO_MATCHES_COUNTDOWN, say)

    def _say_none_fits(self, *, looked_for: bool) -> None:
        if looked_for:
            words = styled((NONE_FITS, "$muted"))
            self.query_one(CommandList).add_option(Option(plain(words), disabled=True, id=self._NO_MATCHES))
        self._list_visible = looked_for
