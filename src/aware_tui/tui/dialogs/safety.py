"""Safety or security at stake: the reason, and what to tell a mistaken customer, plainly and at once."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from aware_tui.language import _
from aware_tui.services.call import Call
from aware_tui.services.desk import Desk
from aware_tui.services.spots import Spot, Table
from aware_tui.tui.dialogs.dialog import Dialog, Keeper
from aware_tui.tui.plaintext import styled
from aware_tui.tui.waiting import wait_for
from aware_tui.tui.widgets.text_view import TextView
from aware_tui.tui.widgets.words import Words

if TYPE_CHECKING:
    from aware_tui.domain.coaching.contradiction import Correction

WHY = _("Only then is a customer who is mistaken told so: plainly, kindly, at once.")
"""Why the switch asks for a reason."""

CORRECTION = "put_straight"
"""The field of the step in which the words of a correction are kept."""


@dataclass(frozen=True, slots=True)
class SafetyWords:
    """What is at stake."""

    reason: str


class SafetyDialog(Dialog[SafetyWords]):
    """Answers with the reason; the words to say are kept as a note, and read for plainness."""

    def __init__(self, call: Call, desk: Desk, keeper: Keeper) -> None:
        super().__init__(keeper)
        self._call = call
        self._desk = desk
        self._reason = call.unfinished("what is at stake")
        self._words = Spot(Table.NOTE, call.place.step, CORRECTION)

    def compose(self) -> ComposeResult:
        words_in = self._call.words_in
        with Vertical(classes="panel"):
            yield Static(
                styled((_("Safety or security: what is at stake?"), "bold $accent")), classes="title"
            )
            yield Static(styled((WHY, "$muted")), classes="why")
            yield TextView(
                words_in(self._reason), spot=self._reason, lines=False, hint=_("one line"), id="reason"
            )
            yield Static(styled((_("What I tell them now"), "$muted")), classes="label")
            yield TextView(
                words_in(self._words),
                spot=self._words,
                lines=False,
                hint=_("what must stop, and why; or leave it empty"),
                id="correction",
            )
            yield Words(id="correction-said")
            yield Static(
                styled((_("Enter keeps it   tab goes to the words   escape goes back"), "$muted")),
                classes="foot",
            )

    def on_mount(self) -> None:
        self.read_correction()

    def note_typing(self, view: TextView) -> None:
        """Keep the words, and have the correction read once they have changed."""
        super().note_typing(view)
        self.call_later(self.read_correction)

    @work(exclusive=True, group="coach")
    async def read_correction(self) -> None:
        """Say whether the words are plain, and what makes them less so."""
        if not self.still_open("#correction", "#correction-said"):
            return
        view = self.query_one("#correction", TextView)
        text = view.text
        if not text.strip():
            self._show(view, "", None)
            return
        read = await wait_for(self._desk.consult(lambda coach: coach.correction(text)))
        if self.still_open("#correction-said") and view.text == text:
            self._show(view, plainness(text, read), read)

    def _show(self, view: TextView, words: str, read: "Correction | None") -> None:
        findings = read.findings[:1] if read else ()
        view.mark(*((each.start, each.end) for each in findings))
        self.query_one("#correction-said", Words).say(styled((words, "$accent")))

    @on(TextView.Ended)
    def keep_both(self, event: TextView.Ended) -> None:
        event.stop()
        self.keep_typed(self.query_one("#correction", TextView))
        reason = self.query_one("#reason", TextView).text.strip()
        self.dismiss(SafetyWords(reason) if reason else None)


def plainness(text: str, read: "Correction") -> str:
    """Return one sentence about how plain a correction is."""
    from aware_tui.domain.coaching.contradiction import DANGER, STOP

    for finding in read.findings[:1]:
        return f"“{text[finding.start : finding.end]}” · {finding.reason} {finding.suggestion}"
    if STOP not in read.says:
        return _("Not plain yet: say what must stop or change now.")
    if DANGER not in read.says:
        return _("Say why, in a word: what could happen?")
    return _("Plain: what must stop, and why.")
