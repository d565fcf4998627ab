"""Asking who takes a call over: one of the colleagues of earlier calls, or another name."""

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from aware_tui.domain.playbook import Choice
from aware_tui.language import _
from aware_tui.tui.dialogs.dialog import Dialog
from aware_tui.tui.dialogs.pick import Pick
from aware_tui.tui.plaintext import styled
from aware_tui.tui.widgets.text_view import TextView

ANOTHER = ""
"""The choice of somebody who is not in the list."""

OFFERED = 8
"""How many colleagues are offered; the ninth digit is for another name."""

TITLE = _("Who takes this call over?")
WHY = _("It stays open for them, with the promises that are yours and still open.")
SAME_AGENT = _("This call has that name already. Nothing was changed.")


def colleague_pick(names: tuple[str, ...]) -> Pick:
    """Return the question whom of the colleagues to hand a call to."""
    known = tuple(Choice(name, name) for name in names[:OFFERED])
    return Pick(TITLE, (*known, Choice(ANOTHER, _("another name"))), why=WHY)


def handed_sentence(name: str) -> str:
    """Return what is said once a call was handed over."""
    return _("Handed to {name}. The call is open and waits on Today for them.").format(name=name)


class AskName(Dialog[str]):
    """Answers with a name; None when left or when nothing was typed."""

    def compose(self) -> ComposeResult:
        with Vertical(classes="panel"):
            yield Static(styled((TITLE, "bold $accent")), classes="title")
            yield Static(styled((WHY, "$muted")), classes="why")
            yield TextView(lines=False, hint=_("a name"))
            yield Static(styled((_("Enter takes it   escape goes back"), "$muted")), classes="foot")

    @on(TextView.Ended)
    def answer(self, event: TextView.Ended) -> None:
        event.stop()
        self.dismiss(event.view.text.strip() or None)
