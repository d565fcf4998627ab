"""Goals: each with its figure and how it goes, in the list; read whole beside it."""

from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from aware_tui.domain.insight_states import GoalState
from aware_tui.domain.text import has_all
from aware_tui.domain.zones import local_time
from aware_tui.language import _
from aware_tui.services import goal_deeds
from aware_tui.services.desk import Desk
from aware_tui.services.goals import GoalLine, register
from aware_tui.tui.commands import Command
from aware_tui.tui.dialogs.left import recalled, remember
from aware_tui.tui.goals.ending import OutcomeDialog
from aware_tui.tui.goals.form import GoalForm
from aware_tui.tui.goals.help import HELP, KEYS, MAY_GO, READING_KEYS
from aware_tui.tui.goals.rows import goal_page, goal_row, heads
from aware_tui.tui.plaintext import plain
from aware_tui.tui.reading.beside_screen import BesideScreen
from aware_tui.tui.waiting import answer_of
from aware_tui.tui.widgets.key_line import KeyLine
from aware_tui.tui.widgets.long_list import LongList
from aware_tui.tui.widgets.prose import Prose

EMPTY = _(
    "No goals yet. Press a to say what is to change, by how much and by when; "
    "or press g on a finding in Insights, i, and most of it is filled in."
)
NONE_FOUND = _("No goal has all of these words.")
OPEN_AGAIN = _("The goal is open again.")
ENDED = _("Ended. e opens it again.")
ENDED_ALREADY = _(
    "It was ended already, in another window. What you typed is kept: e opens it again, e ends it anew."
)


class GoalsScreen(BesideScreen):
    """A list of goals, and beside it, or instead of it where it is narrow, the one under the cursor."""

    NAME = _("Goals")
    MAIN_NAME = "goals"
    KEYS = KEYS
    READING_KEYS = READING_KEYS
    HINT = _("words of a goal, or whose it is")
    HELP_PAGE = HELP
    CSS_PATH = ["../reading/reader.tcss", "goals.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "add", _("add"), show=False),
        Binding("e", "end", _("end, or open again"), show=False),
    ]

    def __init__(self, desk: Desk, *, search: bool = False, words: str = "") -> None:
        super().__init__(desk, search=search, words=words)
        self._heads = Static(id="heads")
        self.found = LongList(self._row, id="goals")
        self.reading = Prose(id="goal")
        self.key_line = KeyLine(KEYS, may_go=MAY_GO, id="key-line")
        self.lines: list[GoalLine] = []

    def compose(self) -> ComposeResult:
        yield from self.top()
        with Horizontal(id="body"):
            with Vertical(id="register"):
                yield self._heads
                yield self._empty
                yield self.found
            yield self.reading
        yield self.key_line

    def _row(self, row: int, width: int) -> Content:
        return goal_row(self.lines[row], width)

    @property
    def line(self) -> GoalLine | None:
        """Return the goal the cursor is on."""
        return self.lines[self.found.cursor] if self.lines else None

    def on_resize(self) -> None:
        self.call_after_refresh(self._fit)

    def _fit(self) -> None:
        self._heads.update(plain(heads(self._heads.content_size.width)))

    @work(exclusive=True, group="list")
    async def look(self, wanted: str | None = None) -> None:
        """Show the goals that have all of the words, the cursor on the one that is wanted."""
        await self.in_force()
        lines, problem = await answer_of(register(self.desk))
        if not self.is_attached:
            return
        if lines is None:
            self.app.notify(problem, severity="warning")
            return
        kept = wanted or (self.line.goal.id if self.line is not None else "")
        self.lines = [line for line in lines if self._fits(line)]
        ids = [line.goal.id for line in self.lines]
        self.found.show(len(ids), ids.index(kept) if kept in ids else 0)
        self._say_found()
        self.read_anew()

    def _fits(self, line: GoalLine) -> bool:
        return has_all(f"{line.goal.title} {line.about} {line.goal.owner} {line.goal.reason}", self.words)

    def _say_found(self) -> None:
        some = bool(self.lines)
        self._empty.update(plain(NONE_FOUND if self.words else EMPTY))
        self._empty.display, self._heads.display, self.found.display = not some, some, some
        self.say(_("{count} found").format(count=len(self.lines)) if self.words and some else "")
        if some and self.focused is None:  # a list that is not shown has no focus
            self.found.focus()

    @work(exclusive=True, group="reading")
    async def read(self) -> None:
        """Show the goal the cursor is on."""
        line = self.line
        if line is not None:
            today = local_time(self.desk.now(), line.goal.zone).date()
            await self.reading.show(goal_page(line, today))

    @work(exclusive=True, group="asking")
    async def action_add(self) -> None:
        """Ask for a goal, and show it."""
        await self.in_force()
        made = await self.app.push_screen_wait(GoalForm(self.desk))
        if made is not None and self.is_attached:
            self.look(made)

    @work(exclusive=True, group="asking")
    async def action_end(self) -> None:
        """End the goal under the cursor, with what came of it; or open it again."""
        line = self.line
        if line is None:
            return
        if line.goal.state is GoalState.OPEN:
            await self._end(line)
            return
        change, problem = await answer_of(goal_deeds.reopen(self.desk, line.goal.id))
        self._tell(problem or OPEN_AGAIN, calm=change is not None)

    async def _end(self, line: GoalLine) -> None:
        """Ask what came of it until it is ended, left, or gone; what was typed stays with the desk."""
        goal, left, key = line.goal, self.desk.left_words, f"goal ends {line.goal.id}"
        going = True
        while going:
            dialog = OutcomeDialog(goal.title, line.sentence, recalled(left, key, goal.outcome))
            outcome = await self.app.push_screen_wait(dialog)
            remember(left, key, dialog.words, goal.outcome)
            if outcome is None:
                return
            change, problem = await answer_of(goal_deeds.end(self.desk, goal.id, outcome))
            ended = change is not None and not change.empty
            if ended:
                left.pop(key, None)
            self._tell(problem or (ENDED if ended else ENDED_ALREADY), calm=ended)
            going = change is None and await self._goes_on(goal.id)

    async def _goes_on(self, goal_id: str) -> bool:
        """Say whether a goal that could not be ended can be still: it is there, and this screen too."""
        lines, _ = await answer_of(register(self.desk))
        known = {line.goal.id: line.goal.state for line in lines or ()}
        return self.is_attached and known.get(goal_id) is GoalState.OPEN

    def _tell(self, sentence: str, *, calm: bool) -> None:
        self.app.notify(sentence, severity="information" if calm else "warning")
        if self.is_attached:
            self.look()

    def commands(self) -> tuple[Command, ...]:
        return (
            Command(_("Add a goal"), _("What is to change, how much, by when"), self.action_add, "a"),
            Command(_("End this goal"), _("With what came of it; or open it again"), self.action_end, "e"),
            *super().commands(),
        )
