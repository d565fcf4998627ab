"""A text shown exactly as it is, to read and to leave."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Static

from aware_tui.language import _
from aware_tui.tui.dialogs.dialog import Dialog
from aware_tui.tui.plaintext import plain, styled


class Preview(Dialog[None]):
    """Shows words; `y` copies them."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "copy", _("copy"), show=False),
        Binding("enter", "leave", _("back"), show=False),
    ]

    def __init__(self, title: str, words: str) -> None:
        super().__init__()
        self._title = title
        self._words = words

    def compose(self) -> ComposeResult:
        with Vertical(classes="panel"):
            yield Static(styled((self._title, "bold $accent")), classes="title")
            with VerticalScroll(classes="words"):
                yield Static(plain(self._words))
            yield Static(styled((_("y copies it   escape goes back"), "$muted")), classes="foot")

    def on_mount(self) -> None:
        self.query_one(VerticalScroll).focus()

    def action_copy(self) -> None:
        self.app.copy_to_clipboard(self._words)
        self.app.notify(_("Copied."))
