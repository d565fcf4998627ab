"""What a screen that keeps people's words can be asked for, without loading that screen."""

from typing import Protocol, runtime_checkable

from aware_tui.tui.messages import SaveStateArrived


@runtime_checkable
class KeepsWords(Protocol):
    """A screen with words in it that must be saved before anything ends."""

    def hear(self, event: SaveStateArrived) -> None:
        """Take in what the writer says."""

    async def keys_arrived(self) -> None:
        """Wait until the keys pressed before a command are in their box."""

    def go_away(self) -> None:
        """Hand over everything typed; nothing is asked."""
