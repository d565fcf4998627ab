"""One question answered by one line."""

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from aware_tui.language import _
from aware_tui.services.spots import Spot
from aware_tui.tui.dialogs.dialog import Dialog, Keeper
from aware_tui.tui.plaintext import styled
from aware_tui.tui.widgets.text_view import TextView


class AskLine(Dialog[str]):
    """Answers with the words typed, which may be empty; None when left. They are kept in `spot` meanwhile."""

    def __init__(
        self, question: str, keeper: Keeper, spot: Spot, *, words: str = "", hint: str = "", why: str = ""
    ) -> None:
        super().__init__(keeper)
        self._question = question
        self._spot = spot
        self._words = words
        self._hint = hint
        self._why = why

    def compose(self) -> ComposeResult:
        with Vertical(classes="panel"):
            yield Static(styled((self._question, "bold $accent")), classes="title")
            if self._why:
                yield Static(styled((self._why, "$muted")), classes="why")
            yield TextView(self._words, spot=self._spot, lines=False, hint=self._hint)
            yield Static(styled((_("Enter keeps it   escape goes back"), "$muted")), classes="foot")

    @on(TextView.Ended)
    def answer(self, event: TextView.Ended) -> None:
        event.stop()
        self.dismiss(event.view.text.strip())
