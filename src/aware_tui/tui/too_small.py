"""Windows of another size: what is said in one too small to work in, and the cursor kept in sight."""

from typing import TYPE_CHECKING, Any

from textual import events
from textual.app import App, ComposeResult
from textual.geometry import Size
from textual.screen import ModalScreen
from textual.widgets import Static

from aware_tui.language import _
from aware_tui.tui.plaintext import plain

if TYPE_CHECKING:
    from aware_tui.tui.widgets.text_view import TextView

SMALLEST = Size(60, 18)
"""The smallest window in which the screens work."""


def too_small(size: Size) -> bool:
    """Say whether a window of this size is too small."""
    return size.width < SMALLEST.width or size.height < SMALLEST.height


def keep_focus_in_sight(app: App[Any]) -> None:
    """Scroll to what has focus: a smaller window may have left it below its edge."""
    if app.is_running and app.focused is not None:
        app.focused.scroll_visible(animate=False)


class TooSmall(ModalScreen[None]):
    """Asks for a larger window; what is typed meanwhile goes on into the box where the cursor was."""

    def on_screen_resume(self) -> None:
        if not too_small(self.app.size):
            self.dismiss()

    def compose(self) -> ComposeResult:
        yield Static(plain(_("A larger window, please: 60 x 18 or more. Nothing is lost.")), id="too-small")

    def on_key(self, event: events.Key) -> None:
        box = self._box()
        if box is None:
            return
        event.stop()
        if event.is_printable or (event.key == "enter" and box.lines):
            box.post_message(events.Key(event.key, event.character))
        elif event.key == "backspace":
            box.call_later(box.action_delete_left)

    def on_paste(self, event: events.Paste) -> None:
        if (box := self._box()) is not None:
            event.stop()
            box.post_message(events.Paste(event.text))

    def _box(self) -> "TextView | None":
        from aware_tui.tui.widgets.text_view import TextView

        beneath = self.app.screen_stack[-2].focused
        return beneath if isinstance(beneath, TextView) and not beneath.read_only else None
