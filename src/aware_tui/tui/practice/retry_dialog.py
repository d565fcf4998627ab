"""From which turn to try again."""

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from aware_tui.language import _
from aware_tui.tui.dialogs.dialog import Dialog
from aware_tui.tui.plaintext import styled
from aware_tui.tui.widgets.text_view import TextView
from aware_tui.tui.widgets.words import Words

WHY = _("Everything before that turn stays as it was; from there on it is yours again.")


class RetryDialog(Dialog[int]):
    """Answers with the number of a turn, from 1 to the last; Enter takes the one proposed."""

    def __init__(self, last: int, proposed: int) -> None:
        super().__init__()
        self._last = last
        self._proposed = proposed

    def compose(self) -> ComposeResult:
        with Vertical(classes="panel"):
            yield Static(styled((_("Retry from which turn?"), "bold $accent")), classes="title")
            yield Static(styled((WHY, "$muted")), classes="why")
            yield TextView(lines=False, hint=self._hint())
            yield Words(id="wrong")
            yield Static(styled((_("Enter goes there   escape goes back"), "$muted")), classes="foot")

    def _hint(self) -> str:
        if self._last == 1:
            return str(self._proposed)
        told = _("{proposed}, or another from 1 to {last}")
        return told.format(proposed=self._proposed, last=self._last)

    def on_mount(self) -> None:
        self.query_one(TextView).focus()

    @on(TextView.Ended)
    def answer(self, event: TextView.Ended) -> None:
        event.stop()
        words = event.view.text.strip()
        turn = self._proposed if not words else int(words) if words.isdecimal() and len(words) < 6 else 0
        if 1 <= turn <= self._last:
            self.dismiss(turn)
        else:
            told = _("There are the turns 1 to {last}.").format(last=self._last)
            self.query_one("#wrong", Words).say(styled((told, "$warning")))
