"""What may be offered and what may not, over the call."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import Static

from aware_tui.language import _
from aware_tui.services.reading_room.passages import Passage
from aware_tui.tui.dialogs.dialog import Dialog
from aware_tui.tui.plaintext import styled
from aware_tui.tui.widgets.prose import PassageView


class CaseDialog(Dialog[None]):
    """To read and to leave."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter,f2,space", "leave", _("back"), show=False)]

    def __init__(self, passages: tuple[Passage, ...]) -> None:
        super().__init__()
        self._passages = passages

    def compose(self) -> ComposeResult:
        with VerticalScroll(classes="panel"):
            for passage in self._passages:
                yield PassageView(passage)
            yield Static(styled((_("escape goes back"), "$muted")), classes="foot")
