"""What a screen that keeps people's words can be asked for, without loading that screen."""

from typing import TYPE_CHECKING, Protocol, runtime_checkable

from aware_tui.tui.messages import SaveStateArrived

if TYPE_CHECKING:
    from aware_tui.domain.rows import Delivery


@runtime_checkable
class AnswersForSaves(Protocol):
    """A screen whose saves the writer does not speak for: each is answered for by itself."""

    def unsaved(self) -> bool:
        """Say whether anything done or typed here is not on disk."""


def brings_another(screen: object) -> bool:
    """Say whether a screen is `busy`: another one is on its way, to which the next keys belong.

    Asked for every letter typed, where a look whether a Protocol is met would take longer than the letter.
    """
    return bool(getattr(screen, "busy", False))


@runtime_checkable
class KeepsWords(Protocol):
    """A screen with words in it that must be saved before anything ends."""

    def hear(self, event: SaveStateArrived) -> None:
        """Take in what the writer says."""

    def heard_of(self, delivery: "Delivery") -> None:
        """Take in how a document on its way stands."""

    def tell_due(self, words: str) -> None:
        """Say quietly that something fell due."""

    async def keys_arrived(self) -> None:
        """Wait until the keys pressed before a command are in their box."""

    def go_away(self) -> None:
        """Hand over everything typed; nothing is asked."""
