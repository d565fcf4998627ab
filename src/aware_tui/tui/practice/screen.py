"""Practice: what to rehearse now, the scenarios by level and industry, and the calls that wait."""

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import Binding, BindingType

from aware_tui.domain.playbook import Choice
from aware_tui.domain.practice_rows import DRILL, Attempt
from aware_tui.language import _
from aware_tui.services import practice_store
from aware_tui.services.desk import Desk
from aware_tui.services.practice.assigned import PREFIX, library_for
from aware_tui.services.practice.choosing import Paused
from aware_tui.services.practice.saying import LEVELS
from aware_tui.tui.commands import Command
from aware_tui.tui.dialogs.help import HelpDialog
from aware_tui.tui.dialogs.pick import Pick
from aware_tui.tui.practice.help import PRACTICE
from aware_tui.tui.practice.shelf_screen import ShelfScreen, industries
from aware_tui.tui.waiting import answer_of
from aware_tui.tui.widgets.long_list import LongList

if TYPE_CHECKING:
    from aware_tui.content.scenarios import LoadedScenario

EVERY = _("Every industry")
KEEP, AWAY = "keep", "away"
PUT_AWAY = _("Put this call away?")
WHY = _("It leaves this list and does not count. What was said in it is kept.")
LEFT_OUT = _("Left out")
NONE_LEFT_OUT = _("Every scenario could be read.")
NOTHING_PAUSED = _("Only a call that waits at the top of the list can be put away.")


class PracticeScreen(ShelfScreen):
    """Chooses a scenario and opens its briefing, or carries on with a call; `scenario` is opened at once."""

    NAME = _("Practice")
    MAIN_NAME = "practice"
    HINT = _("a name, a trade, what it is about")
    HELP_PAGE = PRACTICE
    CSS_PATH = ["../reading/reader.tcss", "practice.tcss"]
    VERTICAL_BREAKPOINTS = [(0, "-tiny"), (22, "-short"), (30, "-tall")]
    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(str(level + 1), f"level({level})", _("level"), show=False) for level in (0, *LEVELS)),
        Binding("t", "industry", _("industry"), show=False),
        Binding("d", "drills", _("drills"), show=False),
        Binding("g", "progress", _("progress"), show=False),
        Binding("a", "assignments", _("assignments"), show=False),
        Binding("m", "team", _("team"), show=False),
        Binding("x", "put_away", _("put away"), show=False),
        Binding("e", "left_out", _("left out"), show=False),
    ]

    def __init__(self, desk: Desk, *, search: bool = False, words: str = "", scenario: str = "") -> None:
        super().__init__(desk, search=search, words=words)
        self._wanted_scenario = scenario
        self._busy = False

    def loaded(self) -> None:
        if self._wanted_scenario:
            self._open_named(self._wanted_scenario)
            self._wanted_scenario = ""

    @work(exclusive=True, group="opening")
    async def _open_named(self, name: str) -> None:
        """Open the briefing of the scenario that was asked for by id or file, an assignment or a drill."""
        if name.startswith(PREFIX):
            self.action_assignments(name.removeprefix(PREFIX))
            return
        if name.startswith(DRILL):
            await self._open_drill(name.removeprefix(DRILL))
            return
        found, problem = await answer_of(self.library.find(name))
        if not self.is_attached:
            return
        waiting = next((each for each in self.known.paused if each.attempt.scenario_id == name), None)
        if found is not None:
            self._brief(found)
        elif waiting is not None:  # its file is gone, but it plays on as it was
            self._carry_on(waiting.attempt)
        else:
            self.app.notify(problem, severity="warning", timeout=20)

    def _brief(self, loaded: "LoadedScenario") -> None:
        from aware_tui.tui.practice.briefing import BriefingScreen

        self.app.push_screen(BriefingScreen(self.desk, self.library, loaded, self.known))

    @on(LongList.Taken)
    def take(self, event: LongList.Taken) -> None:
        event.stop()
        row = self.row
        if self.app.screen is not self:  # a key that was still on its way
            return
        if isinstance(row, Paused):
            self._carry_on(row.attempt)
        elif row is not None:
            self._brief(row.loaded)

    @work(group="opening")
    async def _carry_on(self, attempt: Attempt) -> None:
        """Take up a paused call where it stood, once, however often Enter is pressed."""
        if self._busy or self.app.screen is not self:
            return
        self._busy = True
        from aware_tui.services.practice import rehearsal
        from aware_tui.tui.practice.carrying_on import carry_on

        library, _ = await answer_of(library_for(self.desk, attempt.assignment))
        there = await carry_on(self, rehearsal.resume(self.desk, library or self.library, attempt.id))
        self._busy = False
        if not there:
            self.load()

    async def _open_drill(self, drill_id: str) -> None:
        from aware_tui.tui.practice.drill_picking import open_drill

        await open_drill(self.app, self.desk, drill_id, self.known.finished)

    @work(exclusive=True, group="asking")
    async def action_drills(self) -> None:
        """Pick a drill, and open it."""
        from aware_tui.tui.practice.drill_picking import pick_drill

        await pick_drill(self.app, self.desk, self.known.finished, self._due)

    def action_level(self, level: int) -> None:
        self.level = level
        self.look()

    @work(exclusive=True, group="asking")
    async def action_industry(self) -> None:
        """Ask for one industry; the first answer is every one."""
        names = industries(self.lines)
        choices = (Choice("", EVERY), *(Choice(name, name) for name in names))
        picked = await self.app.push_screen_wait(Pick(_("Which industry?"), choices, value=self.industry))
        if picked is not None:
            self.industry = picked
            self.look()

    def action_progress(self) -> None:
        from aware_tui.tui.practice.progress import ProgressScreen

        self.app.push_screen(ProgressScreen(self.desk))

    def action_assignments(self, assignment: str = "") -> None:
        from aware_tui.tui.practice.assignment import AssignmentScreen

        self.app.push_screen(AssignmentScreen(self.desk, assignment))

    def action_team(self) -> None:
        from aware_tui.tui.practice.team import TeamScreen

        self.app.push_screen(TeamScreen(self.desk))

    @work(exclusive=True, group="asking")
    async def action_put_away(self) -> None:
        """Put a paused call away, after asking."""
        row = self.row
        if not isinstance(row, Paused):
            self.app.notify(NOTHING_PAUSED)
            return
        choices = (Choice(KEEP, _("Keep it")), Choice(AWAY, _("Put it away")))
        if await self.app.push_screen_wait(Pick(PUT_AWAY, choices, why=WHY)) != AWAY:
            return
        _answer, problem = await answer_of(practice_store.discard(self.desk, row.attempt))
        if problem:
            self.app.notify(problem, severity="warning")
        self.load()

    def action_left_out(self) -> None:
        """Tell every mistake in the files that were left out."""
        faults = tuple(map(str, self.shelf.left_out)) if self.shelf is not None else ()
        self.app.push_screen(HelpDialog(LEFT_OUT, (), faults or (NONE_LEFT_OUT,)))

    def commands(self) -> tuple[Command, ...]:
        """Return every action of this screen."""
        levels = (
            Command(
                _("Show {name}").format(name=name),
                _("Scenarios of this level"),
                partial(self.action_level, level),
                str(level + 1),
            )
            for level, name in enumerate((_("every level"), *LEVELS.values()))
        )
        return (
            Command(_("Open"), _("The briefing, or the call that waits"), self.found.action_take, "enter"),
            Command(_("Drills"), _("A few short exercises on one step"), self.action_drills, "d"),
            Command(_("Progress"), _("Your skills by call, and what is due"), self.action_progress, "g"),
            Command(_("Assignments"), _("What an instructor asks"), self.action_assignments, "a"),
            Command(
                _("Team"), _("Skill by person, and scenarios that tell nobody apart"), self.action_team, "m"
            ),
            *levels,
            Command(_("One industry"), _("Only its scenarios"), self.action_industry, "t"),
            Command(_("Put a paused call away"), _("It does not count"), self.action_put_away, "x"),
            Command(
                _("Files left out"), _("Scenarios with a mistake in them, by line"), self.action_left_out, "e"
            ),
            *super().commands(),
        )
