"""Assignments: what an instructor asks, what is done of it, and each scenario to play."""

from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from aware_tui.domain.forms import long_day, weekday
from aware_tui.domain.practice.assignment import Asked, Assignment
from aware_tui.domain.practice_states import AttemptMode
from aware_tui.domain.text import excerpt
from aware_tui.language import _
from aware_tui.services.desk import Desk
from aware_tui.services.practice.assigned import AssignedLibrary, Task, tasks
from aware_tui.services.practice.choosing import Practised
from aware_tui.services.practice.saying import MODE_NAMES
from aware_tui.tui.commands import Command
from aware_tui.tui.dialogs.help import Help
from aware_tui.tui.plaintext import plain, styled
from aware_tui.tui.practice.side_screen import SideScreen
from aware_tui.tui.waiting import answer_of
from aware_tui.tui.widgets.key_line import KeyLine
from aware_tui.tui.widgets.long_list import LongList
from aware_tui.tui.widgets.words import Words

KEYS = (
    ("enter", _("briefing, carry on")),
    ("← →", _("other assignments")),
    ("esc", _("back")),
    ("^p", _("commands")),
    ("F1", _("help")),
)
"""The keys of the foot line."""

READING = _("Reading the assignments.")
NONE = _("There is no assignment here. `aware team do FILE` takes one in.")
MARK = 7
"""Cells of the word before a scenario."""

HELP = Help(
    _("Assignment"),
    (
        _(
            "What your instructor asks you to practise. Each call is scored like any other, with the "
            "scenario and the moods as they came with the assignment."
        ),
        _(
            "Nothing leaves this computer by itself: `aware team results -o FILE` writes what you hand in. "
            "What you would change stays with you."
        ),
    ),
    (
        ("enter", _("briefing; carry on")),
        ("← →", _("newer, older assignments")),
        ("escape", _("back")),
        ("^p", _("every command")),
    ),
)
"""The help of the assignments."""


class AssignmentScreen(SideScreen):
    """Shows one assignment at a time; `assignment` is the id of the one to begin with."""

    CSS_PATH = "assignment.tcss"
    HELP_PAGE = HELP
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "other(-1)", _("newer"), show=False),
        Binding("right", "other(1)", _("older"), show=False),
    ]

    def __init__(self, desk: Desk, assignment: str = "") -> None:
        super().__init__(desk)
        self.tasks: tuple[Task, ...] = ()
        self._wanted = assignment
        self._place = 0
        self._busy = False
        self._top = Static(id="name")
        self._lead = Words(plain(READING), id="lead")
        self.list = LongList(self._row, id="scenarios")

    def compose(self) -> ComposeResult:
        yield self._top
        yield self._lead
        yield self.list
        yield KeyLine(KEYS, may_go=("^p", "← →"), id="key-line")

    def on_mount(self) -> None:
        self._top.update(styled((_("Assignment"), "bold")))
        self.list.focus()

    def on_screen_resume(self) -> None:
        self.load()

    @property
    def in_hand(self) -> Task | None:
        """Return the assignment that is shown."""
        return self.tasks[self._place] if self.tasks else None

    @work(exclusive=True, group="list")
    async def load(self) -> None:
        """Read the assignments, and what is done of them."""
        found, problem = await answer_of(tasks(self.desk))
        if not self.is_attached:
            return
        if found is None:
            self.app.notify(problem, severity="warning")
            return
        self.tasks = found
        ids = [each.assignment.id for each in found]
        self._place = (
            ids.index(self._wanted) if self._wanted in ids else min(self._place, max(0, len(ids) - 1))
        )
        self._wanted = ids[self._place] if ids else ""
        self._show()

    def _show(self) -> None:
        task = self.in_hand
        if task is None:
            self._lead.say(plain(NONE))
            self.list.show(0)
            return
        which = (
            _("   {number} of {count}").format(number=self._place + 1, count=len(self.tasks))
            if len(self.tasks) > 1
            else ""
        )
        self._top.update(
            styled((_("Assignment"), "bold"), (f"   {task.assignment.title}", ""), (which, "$muted"))
        )
        self._lead.say(plain(told_of(task.assignment, task.far)))
        self.list.show(len(task.far))

    def _row(self, row: int, width: int) -> Content:
        task = self.in_hand
        if task is None:
            return plain("")
        asked = task.far[row]
        mark, style = _mark(asked)
        best = f"{round(asked.best)}" if asked.best is not None else ""
        room = max(10, width - MARK - 8)
        title = excerpt(asked.scenario.title or asked.scenario.id, room)
        return styled((f"{mark:<{MARK}}", style), (title, ""), (f"   {best}", "bold"))

    def action_other(self, by: int) -> None:
        if self.tasks:
            self._place = max(0, min(self._place + by, len(self.tasks) - 1))
            self._wanted = self.tasks[self._place].assignment.id
            self.list.cursor = 0
            self._show()

    @on(LongList.Taken)
    def take(self, event: LongList.Taken) -> None:
        event.stop()
        self._open(event.row)

    @work(group="opening")
    async def _open(self, row: int) -> None:
        """Open the briefing of a scenario, or carry on with a call at it, once however often Enter comes."""
        task = self.in_hand
        if task is None or self._busy or self.app.screen is not self:
            return
        waits = task.far[row].waits
        if waits is not None:
            await self._carry_on(task, waits)
            return
        from aware_tui.tui.practice.briefing import BriefingScreen

        library = AssignedLibrary(self.desk, task.assignment)
        screen = BriefingScreen(self.desk, library, task.scenarios[row], Practised(), task.assignment.id)
        screen.modes.mode = task.assignment.mode or AttemptMode.CHOOSE
        self.app.push_screen(screen)

    async def _carry_on(self, task: Task, attempt_id: str) -> None:
        from aware_tui.services.practice import rehearsal
        from aware_tui.tui.practice.carrying_on import carry_on

        self._busy = True
        library = AssignedLibrary(self.desk, task.assignment)
        there = await carry_on(self, rehearsal.resume(self.desk, library, attempt_id))
        self._busy = False
        if not there:
            self.load()

    def commands(self) -> tuple[Command, ...]:
        """Return every action of this screen."""
        return (
            Command(_("Open"), _("The briefing, or the call that waits"), self.list.action_take, "enter"),
            Command(_("Older assignment"), _("One back in time"), lambda: self.action_other(1), "right"),
            Command(_("Newer assignment"), _("One on in time"), lambda: self.action_other(-1), "left"),
            *super().commands(),
        )


def told_of(assignment: Assignment, far: tuple[Asked, ...]) -> str:
    """Return in a sentence or two what an assignment asks, and how much of it is done."""
    done = sum(each.done for each in far)
    help_taken = (
        _("“{mode}” or less help").format(mode=MODE_NAMES[assignment.mode])
        if assignment.mode
        else _("no help")
    )
    due = assignment.due
    last = (
        _(" Last day: {weekday} {day}.").format(weekday=weekday(due), day=long_day(due))
        if due is not None
        else ""
    )
    if done == len(far):
        return _("All of it is done. `aware team results -o FILE` writes what you hand in.{last}").format(
            last=last
        )
    return _("{done} of {count} done. A call counts here with {help_taken}.{last}").format(
        done=done, count=len(far), help_taken=help_taken, last=last
    )


def _mark(asked: Asked) -> tuple[str, str]:
    if asked.waits:
        return _("begun"), "bold $accent"
    if asked.done:
        return (_("late"), "$warning") if asked.late else (_("done"), "$success")
    return _("to do"), "$muted"
