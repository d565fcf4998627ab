"""Feedback: who was asked here and may still answer, then what customers said, the newest first."""

from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content

from aware_tui.domain.feedback import waits
from aware_tui.domain.feedback_lines import SOURCES, FeedbackLine, stands
from aware_tui.domain.forms import number
from aware_tui.domain.text import has_all
from aware_tui.keys import with_keys
from aware_tui.language import _, counted_words
from aware_tui.services import feedback
from aware_tui.services.desk import Desk
from aware_tui.services.insights.question import names_of
from aware_tui.tui.causes.marking import MarkingScreen
from aware_tui.tui.commands import Command
from aware_tui.tui.feedback.help import HELP, KEYS, MAY_GO, READING_KEYS
from aware_tui.tui.feedback.noting import Noting
from aware_tui.tui.feedback.rows import feedback_page, feedback_row
from aware_tui.tui.plaintext import plain
from aware_tui.tui.reading.beside_screen import BesideScreen
from aware_tui.tui.waiting import answer_of
from aware_tui.tui.widgets.key_line import KeyLine
from aware_tui.tui.widgets.long_list import LongList
from aware_tui.tui.widgets.prose import Prose

if TYPE_CHECKING:
    from concurrent.futures import Future

    from aware_tui.domain.session import Change

EMPTY = _("No feedback yet. a notes what a customer said; after a call, a on Today does.")
NONE_FOUND = _("No feedback has all of these words.")
NO_CALL = _("This belongs to no call.")
TAKEN_AWAY = _("Taken away. ctrl+z brings it back.")


class FeedbackScreen(MarkingScreen, BesideScreen):
    """A list of feedback, and beside it, or instead of it where it is narrow, the one that is read."""

    NAME = _("Feedback")
    MAIN_NAME = "feedback"
    KEYS = KEYS
    READING_KEYS = READING_KEYS
    HINT = _("words they said, a name, positive, survey")
    HELP_PAGE = HELP
    CSS_PATH = ["../reading/reader.tcss", "feedback.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "add", _("add"), show=False),
        Binding("e", "edit", _("note the answer, or correct it"), show=False),
        Binding("o", "open", _("read the call"), show=False),
        Binding("delete", "take_away", _("take away"), show=False),
    ]

    def __init__(self, desk: Desk, *, search: bool = False, words: str = "") -> None:
        super().__init__(desk, search=search, words=words)
        self.found = LongList(self._row, id="said")
        self.reading = Prose(id="page")
        self.key_line = KeyLine(KEYS, may_go=MAY_GO, id="key-line")
        self.lines: list[FeedbackLine] = []

    def compose(self) -> ComposeResult:
        yield from self.top()
        with Horizontal(id="body"):
            with Vertical(id="found"):
                yield self._empty
                yield self.found
            yield self.reading
        yield self.key_line

    def _row(self, row: int, width: int) -> Content:
        return feedback_row(self.lines[row], self.desk.now(), width)

    @property
    def line(self) -> FeedbackLine | None:
        """Return the feedback the cursor is on."""
        return self.lines[self.found.cursor] if self.lines else None

    @work(exclusive=True, group="list")
    async def look(self, wanted: str | None = None) -> None:
        """Show what has all of the words, the cursor on the one that is wanted."""
        self.book = await self.in_force()
        lines, problem = await answer_of(feedback.listed(self.desk))
        if not self.is_attached:
            return
        if lines is None:
            self.app.notify(problem, severity="warning")
            return
        self.lines = [line for line in lines if self._fits(line)]
        ids = [line.feedback.id for line in self.lines]
        self.found.show(len(ids), ids.index(wanted) if wanted in ids else None if wanted else 0)
        self._say_found()
        self.read_anew()

    def _fits(self, line: FeedbackLine) -> bool:
        said = line.feedback
        about = f"{stands(said)} {SOURCES[said.source]} {said.category or ''} {said.location or ''}"
        return has_all(f"{said.text} {line.customer} {about}", self.words)

    def _say_found(self) -> None:
        some = bool(self.lines)
        self._empty.update(plain(NONE_FOUND if self.words else EMPTY))
        self._empty.display, self.found.display = not some, some
        waiting = sum(waits(line.feedback) for line in self.lines)
        told = unanswered(waiting) if waiting else ""
        self.say(_("{count} found").format(count=len(self.lines)) if self.words and some else told)
        if some and self.focused is None:  # a list that is not shown has no focus
            self.found.focus()

    @work(exclusive=True, group="reading")
    async def read(self) -> None:
        """Show the feedback the cursor is on."""
        if self.line is not None and self.book is not None:
            names = names_of(self.book.playbook)
            await self.reading.show(feedback_page(self.line, names, self.desk.now()))

    @property
    def _noting(self) -> Noting | None:
        return Noting(self.app, self.desk, self.book.playbook) if self.book is not None else None

    @work(exclusive=True, group="asking")
    async def action_add(self) -> None:
        """Note what somebody said of whom nothing else is known here."""
        if self._noting is not None:
            self._show(await self._noting.new(feedback.of_nobody(self.desk), self.kept))

    @work(exclusive=True, group="asking")
    async def action_edit(self) -> None:
        """Note the answer to a question, or correct what was noted."""
        line = self.line
        if line is not None and self._noting is not None:
            self._show(await self._noting.correct(line.feedback, line.customer, self.kept), line)

    def _show(self, change: "Change | None", line: FeedbackLine | None = None) -> None:
        """Read the list anew, the cursor on what was done."""
        row = next((edit.row for edit in change.edits), None) if change is not None else None
        if self.is_attached:
            self.look(row.id if row is not None else line.feedback.id if line is not None else None)

    @work(group="deeds")
    async def action_take_away(self) -> None:
        """Take away what was noted by mistake."""
        async with self.turn:
            line = self.line
            if line is None:
                return
            if await self.kept(feedback.take_away(self.desk, line.feedback)) is not None:
                self.app.notify(with_keys(TAKEN_AWAY))
            self.look(line.feedback.id)

    def taking_back(self, change: "Change") -> "Future[Change]":
        return feedback.take_back(self.desk, change)

    async def taken_back(self, undone: "Change") -> None:
        self._show(undone)

    def action_open(self) -> None:
        """Read the call it was said after, in History."""
        if self.line is not None and self.line.feedback.session_id is not None:
            self.read_in_history(self.line.feedback.session_id)
        elif self.line is not None:
            self.app.notify(NO_CALL)

    def commands(self) -> tuple[Command, ...]:
        return (
            Command(_("Add feedback"), _("What somebody said of us"), self.action_add, "a"),
            Command(
                _("Note the answer, or correct it"), _("The one under the cursor"), self.action_edit, "e"
            ),
            Command(_("Read the call"), _("In History"), self.action_open, "o"),
            Command(_("Take this feedback away"), _("Noted by mistake"), self.action_take_away, "delete"),
            *super().commands(),
        )


def unanswered(count: int) -> str:
    """Return how many were asked and have not answered, in words."""
    words = counted_words("{count} question not answered yet", "{count} questions not answered yet", count)
    return words.format(count=number(count))
