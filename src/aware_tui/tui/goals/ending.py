"""Asks what came of a goal that ends."""

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from aware_tui.language import _
from aware_tui.tui.dialogs.dialog import Dialog
from aware_tui.tui.plaintext import styled
from aware_tui.tui.widgets.text_view import TextView


class OutcomeDialog(Dialog[str]):
    """Answers with the words typed, which may be empty; None when left."""

    def __init__(self, title: str, sentence: str, words: str = "") -> None:
        super().__init__()
        self._title = title
        self._sentence = sentence
        self.words = words
        """What was typed, once it has been answered or left."""

    def compose(self) -> ComposeResult:
        with Vertical(classes="panel"):
            yield Static(styled((self._title, "bold $accent")), classes="title")
            yield Static(styled((self._sentence, "$muted")), classes="why")
            yield Static(styled((_("What came of it?"), "$muted")), classes="label")
            hint = _("what helped, what did not; may stay empty")
            yield TextView(self.words, lines=False, hint=hint, id="goal-outcome")
            yield Static(styled((_("Enter ends the goal   escape goes back"), "$muted")), classes="foot")

    @on(TextView.Ended)
    def answer(self, event: TextView.Ended) -> None:
        event.stop()
        self.words = event.view.text.strip()
        self.dismiss(self.words)

    def action_leave(self) -> None:
        self.words = self.query_one(TextView).text
        super().action_leave()
