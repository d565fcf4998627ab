"""Questions about a row of the queue: they open at once, and what is typed in them is kept."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.timer import Timer
from textual.widgets import Static

from aware_tui.domain.due import describe
from aware_tui.domain.masking import growing_digits
from aware_tui.domain.playbook import Choice
from aware_tui.domain.summary import DueLine
from aware_tui.language import _
from aware_tui.services.desk import Desk
from aware_tui.services.duties import Duties
from aware_tui.services.spots import Spot, Table
from aware_tui.tui.dialogs.dialog import Dialog
from aware_tui.tui.dialogs.pick import Pick
from aware_tui.tui.plaintext import styled
from aware_tui.tui.waiting import answer_of, wait_for
from aware_tui.tui.widgets.text_view import TextView
from aware_tui.tui.widgets.words import Words

if TYPE_CHECKING:
    from aware_tui.domain.due import Due, DueReading

PAUSE, AT_MOST = 0.25, 0.9
"""Seconds after the last key, and after the first one not kept yet, at which the words are kept."""


class Draft:
    """The words of one question about one row, kept in the session the row belongs to."""

    def __init__(self, duties: Duties, line: DueLine, question: str) -> None:
        self.spot = Spot(Table.NOTE, "", question)
        self._duties = duties
        self.line = line
        self._question = question
        self._kept = ""

    async def read(self) -> str:
        """Return what was typed here before and not answered."""
        words, _ = await answer_of(self._duties.draft(self.line, self._question))
        return words or ""

    def hold(self, words: str) -> None:
        """Keep the words until what they are for is saved."""
        if words != self._kept:
            self._kept = words
            self._duties.keep_draft(self.line, self._question, words)

    def forget(self) -> None:
        """Drop the words: the question was answered, and the answer is saved."""
        self.hold("")


@dataclass(frozen=True, slots=True)
class Question:
    """One line to fill in."""

    draft: Draft
    label: str
    hint: str = ""
    first: str = ""
    """What is known already; it stands in the line, unless words were left there."""
    left: str = ""
    """Words that were refused, to be looked at again."""


class DutyDialog(Dialog[tuple[str, ...]]):
    """Answers with a line of words for each question; Enter goes on, and from the last one answers."""

    def __init__(self, title: str, why: str, *questions: Question) -> None:
        super().__init__()
        self._title = title
        self._why = why
        self._questions = questions
        self._pause: Timer | None = None
        self._at_most: Timer | None = None

    def compose(self) -> ComposeResult:
        with Vertical(classes="panel"):
            yield Static(styled((self._title, "bold $accent")), classes="title")
            yield Static(styled((self._why, "$muted")), classes="why")
            for number, each in enumerate(self._questions):
                if each.label:
                    yield Static(styled((each.label, "$muted")), classes="label")
                spot = each.draft.spot
                yield TextView(
                    each.left or each.first, spot=spot, lines=False, hint=each.hint, id=f"answer-{number}"
                )
            yield Words(id="said")
            yield Static(styled((_("Enter keeps it   escape goes back"), "$muted")), classes="foot")

    def on_mount(self) -> None:
        self.query_one("#said").display = False
        self.fill_in()

    @property
    def _views(self) -> tuple[TextView, ...]:
        return tuple(self.query_one(f"#answer-{n}", TextView) for n in range(len(self._questions)))

    @work(group="drafts")
    async def fill_in(self) -> None:
        """Put in what was left unanswered the last time, where nothing was typed meanwhile."""
        for view, each in zip(self._views, self._questions, strict=True):
            words = await each.draft.read()
            if words and self.is_attached and not each.left and view.text == each.first:
                view.put(words)

    def note_typing(self, view: TextView) -> None:  # noqa: ARG002
        """Keep the words at the next pause, or after a while of steady typing."""
        if self._pause is not None:
            self._pause.stop()
        self._pause = self.set_timer(PAUSE, self.keep_all)
        if self._at_most is None:
            self._at_most = self.set_timer(AT_MOST, self.keep_all)

    def keep_all(self) -> None:
        """Keep what was typed; a run of digits may become a card number, and waits."""
        self._at_most = None
        for view in self._views:
            if not growing_digits(view.text_to_cursor()):
                self.keep_typed(view)

    def keep_typed(self, view: TextView) -> None:
        """Keep the words of a place now; what is known already needs no keeping."""
        each = self._questions[self._views.index(view)]
        each.draft.hold("" if view.text == each.first else view.text)

    def say(self, words: str, style: str = "$warning") -> None:
        """Say what stands in the way of an answer, or what was understood."""
        said = self.query_one("#said", Words)
        said.say(styled((words, style)))
        said.display = bool(words)

    @on(TextView.Ended)
    def go_on(self, event: TextView.Ended) -> None:
        event.stop()
        if event.view is not self._views[-1]:
            self.focus_next()
        else:
            self.answer(tuple(view.text.strip() for view in self._views))

    def answer(self, words: tuple[str, ...]) -> None:
        """Hold the words until they are saved, and leave."""
        for each, said in zip(self._questions, words, strict=True):
            each.draft.hold(said)
        self.dismiss(words)


class NewTimeDialog(DutyDialog):
    """Asks for a new time and the reason; shows what is understood, and takes only a time that counts."""

    def __init__(self, desk: Desk, zone: str, why: str, when: Question, reason: Question) -> None:
        there = "" if zone == desk.settings.zone else _("   Times are those of {zone}.").format(zone=zone)
        super().__init__(_("A new time"), f"{why}{there}", when, reason)
        self._desk = desk
        self._zone = zone
        self._taken: dict[str, Due] = {}
        """What was chosen for words that mean several times."""
        self.due: Due | None = None

    def keep_all(self) -> None:
        super().keep_all()
        self.show_time()

    def on_mount(self) -> None:
        super().on_mount()
        self.show_time()

    async def _reading(self, words: str) -> "DueReading":
        """Read a time from words alone, as it is meant where the promise was made."""
        return (await wait_for(self._desk.read_promise(words, self._desk.now(), self._zone)))[0]

    @work(exclusive=True, group="shown")
    async def show_time(self) -> None:
        """Show what is understood of the time, with the sum behind it."""
        words = self._views[0].text.strip()
        reading = await self._reading(words) if words else None
        if self.is_attached and words == self._views[0].text.strip():
            self.say(reading.say if reading else "", "$accent" if reading and reading.due else "$warning")

    def answer(self, words: tuple[str, ...]) -> None:
        """Answer only with a time to come and a reason."""
        self._check(words)

    @work(exclusive=True, group="time")
    async def _check(self, words: tuple[str, ...]) -> None:
        when, reason = words
        reading = await self._reading(when)
        self.due = reading.due or self._taken.get(when) or await self._choice(when, reading)
        if not self.is_attached:
            return
        if self.due is None:
            self._ask_again(0, reading.say)
        elif not reason:
            self._ask_again(1, _("Why does it change? A few words are enough."))
        else:
            super().answer(words)

    async def _choice(self, when: str, reading: "DueReading") -> "Due | None":
        """Ask which of several times is meant; None without a choice, or if none was taken."""
        if not reading.choices or not self.is_current:
            return None
        now = self._desk.now()
        choices = tuple(
            Choice(str(n), describe(due, now, TOLD_APART)) for n, due in enumerate(reading.choices)
        )
        taken = await self.app.push_screen_wait(Pick(_("By when?"), choices, why=reading.say))
        if taken is None:
            return None
        self._taken[when] = reading.choices[int(taken)]
        return self._taken[when]

    def _ask_again(self, number: int, words: str) -> None:
        self.say(words)
        self._views[number].focus()


TOLD_APART = "-"
"""Nobody's zone: times are told with their own letters, which tell apart an hour that comes twice."""
