"""From when to when is looked: one of a few spans, or days of one's own."""

from dataclasses import dataclass
from datetime import date

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from aware_tui.domain.insights.period import WEEKS, Period
from aware_tui.domain.insights.typed_period import HOW, NotAPeriod, read_period
from aware_tui.domain.playbook import Choice
from aware_tui.language import _
from aware_tui.tui.dialogs.dialog import Dialog
from aware_tui.tui.dialogs.pick import Pick
from aware_tui.tui.plaintext import styled
from aware_tui.tui.widgets.text_view import TextView
from aware_tui.tui.widgets.words import Words

OWN = "own"


@dataclass(frozen=True, slots=True)
class Span:
    """What is looked at: the last weeks, days of one's own, or with neither all there is."""

    words: str
    weeks: int = 0
    days: Period | None = None


SPANS = {
    "4": Span(_("the last 4 weeks"), 4),
    "12": Span(_("the last 12 weeks"), 12),
    "26": Span(_("the last 26 weeks"), WEEKS),
    "52": Span(_("the last 52 weeks"), 52),
    "all": Span(_("everything there is")),
}
"""The spans to choose from; an id is that of the choice."""

USUAL = SPANS["26"]
NAMES = {
    "4": _("4 weeks"),
    "12": _("12 weeks"),
    "26": _("26 weeks"),
    "52": _("A year"),
    "all": _("Everything there is"),
}
WHY = _("Weekday patterns need at least 5 weeks; the more there is, the finer what can be told.")


def period_pick(now: Span) -> Pick:
    """Return the list of spans, the cursor on the one that is shown."""
    choices = tuple(Choice(name, label) for name, label in NAMES.items())
    value = next((name for name, span in SPANS.items() if span == now), OWN)
    return Pick(_("From when?"), (*choices, Choice(OWN, _("Days of your own ..."))), why=WHY, value=value)


class DaysDialog(Dialog[Period]):
    """Answers with the days typed; what is no period is told, and stays to be mended."""

    def __init__(self, today: date, first: str = "", last: str = "") -> None:
        super().__init__()
        self._today = today
        self.first, self.last = first, last
        """What was typed, once it has been answered or left."""

    def compose(self) -> ComposeResult:
        with Vertical(classes="panel"):
            yield Static(styled((_("Days of your own"), "bold $accent")), classes="title")
            yield Static(styled((HOW, "$muted")), classes="why")
            yield Static(styled((_("The first day"), "$muted")), classes="label")
            yield TextView(self.first, lines=False, hint=_("1 January 2026"), id="first-day")
            yield Static(styled((_("The last day, which counts too"), "$muted")), classes="label")
            yield TextView(
                self.last, lines=False, hint=_("today, unless another day stands here"), id="last-day"
            )
            yield Words(id="days-problem")
            yield Static(styled((_("Enter goes on and looks   escape goes back"), "$muted")), classes="foot")

    def on_mount(self) -> None:
        self.query_one("#first-day").focus()

    @on(TextView.Ended)
    def go_on(self, event: TextView.Ended) -> None:
        event.stop()
        if event.view.id == "first-day":
            self.focus_next()
            return
        self._read()
        try:
            self.dismiss(read_period(self.first, self.last, self._today))
        except NotAPeriod as problem:
            self.query_one("#days-problem", Words).say(styled((str(problem), "$warning")))
            self.query_one("#first-day").focus()

    def _read(self) -> None:
        self.first = self.query_one("#first-day", TextView).text.strip()
        self.last = self.query_one("#last-day", TextView).text.strip()

    def action_leave(self) -> None:
        self._read()
        super().action_leave()
