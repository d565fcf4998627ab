"""The command palette: every action of the screen in hand, by name."""

from collections.abc import Callable
from typing import Any, NamedTuple, Protocol, runtime_checkable

from textual.command import DiscoveryHit, Hit, Hits, Provider

from aware_tui.keys import key_label, key_words
from aware_tui.tui.plaintext import plain


class Command(NamedTuple):
    """One action: what it is called, what it does, its key if it has one, and how it is done."""

    title: str
    help: str
    run: Callable[[], Any]
    key: str = ""

    @property
    def shown(self) -> str:
        """Return the title with its key."""
        return f"{self.title}   {shown_key(self.key)}" if self.key else self.title


def shown_key(key: str) -> str:
    """Return the name of a command's key as it is with the keys in use."""
    return key_label(key, letters=True) if len(key) == 1 else key_words(key)


@runtime_checkable
class HasCommands(Protocol):
    """A screen that says what can be done in it."""

    def commands(self) -> tuple[Command, ...]:
        """Return every action of the screen, the most needed first."""


class Commands(Provider):
    """Finds the commands of the screen the palette was opened over, and after them those of the app."""

    def _commands(self) -> tuple[Command, ...]:
        of_screen = self.screen.commands() if isinstance(self.screen, HasCommands) else ()
        of_app = (
            Command(each.title, each.help, each.callback)
            for each in self.app.get_system_commands(self.screen)
        )
        return (*of_screen, *of_app)

    async def discover(self) -> Hits:
        for command in self._commands():
            yield DiscoveryHit(plain(command.shown), command.run, command.title, command.help)

    async def search(self, query: str) -> Hits:
        matcher = self.matcher(query)
        for command in self._commands():
            score = matcher.match(command.title)
            if score > 0:
                yield Hit(score, plain(command.shown), command.run, command.title, command.help)
