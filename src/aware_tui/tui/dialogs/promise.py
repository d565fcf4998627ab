"""A promise made or corrected from anywhere: what, who, by when."""

from dataclasses import dataclass

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from aware_tui.domain.coaching.spoken import spoken_promise
from aware_tui.domain.rows import Promise
from aware_tui.language import _
from aware_tui.services.call import Call
from aware_tui.services.desk import Desk
from aware_tui.tui.dialogs.dialog import Dialog, Keeper
from aware_tui.tui.plaintext import styled
from aware_tui.tui.promise_words import promise_words
from aware_tui.tui.waiting import wait_for
from aware_tui.tui.widgets.text_view import TextView
from aware_tui.tui.widgets.words import Words

FIELDS = (
    ("what", _("I'll ..."), _("ring you back with an answer")),
    ("who", _("Who does it"), _("me, unless another name stands here")),
    ("when", _("By when"), _("tomorrow at 5 · Friday noon · in two hours")),
)
"""The parts of a promise, their labels and hints."""


@dataclass(frozen=True, slots=True)
class PromiseWords:
    """A promise as it was typed."""

    what: str
    who: str
    when: str


class PromiseDialog(Dialog[PromiseWords]):
    """Answers with what was typed; Enter goes on to the next line, and from the last one keeps it."""

    def __init__(self, call: Call, desk: Desk, keeper: Keeper, made: Promise | None = None) -> None:
        super().__init__(keeper)
        self._call = call
        self._desk = desk
        self._title = _("Correct the promise") if made else _("Promise")
        row = made.id if made else ""
        self._spots = {name: call.unfinished(f"promise, {name}", row) for name, _, _ in FIELDS}
        was = _words_of(made, call.session.head.agent)
        self._words = {name: call.words_in(self._spots[name]) or was[name] for name, _, _ in FIELDS}

    def compose(self) -> ComposeResult:
        with Vertical(classes="panel"):
            yield Static(styled((self._title, "bold $accent")), classes="title")
            for name, label, hint in FIELDS:
                yield Static(styled((label, "$muted")), classes="label")
                yield TextView(self._words[name], spot=self._spots[name], lines=False, hint=hint, id=name)
            yield Words(id="promise-said")
            yield Static(
                styled((_("Enter goes on and keeps it   escape goes back"), "$muted")), classes="foot"
            )

    def on_mount(self) -> None:
        self.read_promise()

    def note_typing(self, view: TextView) -> None:
        """Keep the words, and have the promise read once they have changed."""
        super().note_typing(view)
        self.call_later(self.read_promise)

    @work(exclusive=True, group="coach")
    async def read_promise(self) -> None:
        """Show what empties the promise or is missing in it, and when it will be due."""
        if not self.still_open(*(f"#{name}" for name, _, _ in FIELDS)):
            return
        spoken = spoken_promise(*(self.query_one(f"#{name}", TextView).text for name, _, _ in FIELDS))
        now, zone = self._desk.now(), self._call.session.head.zone
        if not spoken.what.strip():
            self._show("", ())
            return
        checked = await wait_for(self._desk.consult(lambda coach: coach.promise(spoken.text, now, zone)))
        if (
            self.still_open("#what", "#promise-said")
            and self.query_one("#what", TextView).text == spoken.what
        ):
            spans = tuple(spoken.in_what(each.start, each.end) for each in checked.reading.findings[:1])
            self._show(promise_words(spoken.text, checked, now, why=True), spans)

    def _show(self, words: str, spans: tuple[tuple[int, int], ...]) -> None:
        self.query_one("#what", TextView).mark(*(span for span in spans if span[0] < span[1]))
        self.query_one("#promise-said", Words).say(styled((words, "$accent")))

    @on(TextView.Ended)
    def go_on(self, event: TextView.Ended) -> None:
        event.stop()
        if event.view.id != FIELDS[-1][0]:
            self.focus_next()
            return
        words = {name: self.query_one(f"#{name}", TextView).text.strip() for name, _, _ in FIELDS}
        if words["what"]:
            self.dismiss(PromiseWords(**words))
        else:
            self.app.notify(_("What is promised? One line is enough."), severity="warning")
            self.query_one("#what").focus()


def _words_of(made: Promise | None, agent: str) -> dict[str, str]:
    """Return the words of a promise by field; none for a new one."""
    if made is None:
        return dict.fromkeys((name for name, _, _ in FIELDS), "")
    return {"what": made.what, "who": "" if made.who == agent else made.who, "when": made.due_words}
