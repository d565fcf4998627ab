"""What is said when the window is too small to work in."""

from textual.app import ComposeResult
from textual.geometry import Size
from textual.screen import ModalScreen
from textual.widgets import Static

from aware_tui.tui.plaintext import plain

SMALLEST = Size(60, 18)
"""The smallest window in which the screens work."""


def too_small(size: Size) -> bool:
    """Say whether a window of this size is too small."""
    return size.width < SMALLEST.width or size.height < SMALLEST.height


class TooSmall(ModalScreen[None]):
    """Asks for a larger window; what was typed stays where it was."""

    def on_screen_resume(self) -> None:
        if not too_small(self.app.size):
            self.dismiss()

    def compose(self) -> ComposeResult:
        yield Static(plain("A larger window, please: 60 x 18 or more. Nothing is lost."), id="too-small")
