"""What is done about a finding: five whys, an action with an owner and a date, a goal, training."""

from concurrent.futures import Future
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.binding import Binding, BindingType

from aware_tui.domain.goals.aim import EVERYTHING, Scope
from aware_tui.domain.insights.report import Finding, Rising, Share, Theme
from aware_tui.domain.insights.whereabouts import where
from aware_tui.domain.insights.whys import whys_of
from aware_tui.domain.playbook import Choice
from aware_tui.domain.rows import ChokePoint
from aware_tui.domain.states import ChokePointState
from aware_tui.language import _
from aware_tui.services import cause_deeds
from aware_tui.services.cause_deeds import PointWords
from aware_tui.services.insights.asking import no_training, training
from aware_tui.tui.causes.point_dialog import PointDialog
from aware_tui.tui.commands import Command
from aware_tui.tui.dialogs.left import handed_on, recalled, remember
from aware_tui.tui.dialogs.pick import Pick
from aware_tui.tui.insights.look_screen import LookScreen
from aware_tui.tui.insights.marking import points_by_pattern
from aware_tui.tui.insights.whys_dialog import WhysDialog, lines_of
from aware_tui.tui.main_screens import make_screen
from aware_tui.tui.waiting import answer_of

if TYPE_CHECKING:
    from aware_tui.domain.session import Change

NO_FINDING = _("Put the cursor on a line under “What keeps happening” first.")
NOTHING_TO_TRAIN = _("Put the cursor on something that keeps happening, rises, or is in their words.")
ACTING = _("What is done about it")
WHY_ACTING = _(
    "It goes to the register of choke points. Once it is fixed, this screen tells whether it fell."
)
KNOWN = _("This is in the register already, so it was opened there.")
KNOWN_FIXED = _("This is in the register already, marked fixed. If it is not, x opens it again.")
NOTED_MEANWHILE = _(
    "Another window put this in the register meanwhile, so it was opened there. e shows what you typed."
)
KEPT = _("In the register now, as an open choke point. w shows it.")
WHYS_KEPT = _("The whys are kept in the register. a opens it there: who does what, by when?")
NO_WHYS = _("No why was typed, so nothing was kept.")
TRAINING = _("What trains for it")


class ActingScreen(LookScreen):
    """Each deed is asked for in a dialog; what is typed there stays with the desk until it is kept."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "whys", _("five whys"), show=False),
        Binding("a", "act", _("an action"), show=False),
        Binding("g", "goal", _("a goal from it"), show=False),
        Binding("t", "train", _("what trains for it"), show=False),
    ]

    @property
    def finding(self) -> Finding | None:
        """Return the finding the cursor is on; without one, say so."""
        target = self.target
        if isinstance(target, Finding):
            return target
        self.app.notify(NO_FINDING)
        return None

    def _title(self, finding: Finding) -> str:
        return where(finding.pattern, self.names)

    @work(exclusive=True, group="asking")
    async def action_whys(self) -> None:
        """Ask five whys until they are kept with the choke point of the finding, or left."""
        finding = self.finding
        if finding is None:
            return
        left, key = self.desk.left_words, f"whys {finding.pattern.key}"
        while self.is_attached:
            point = await self._point_of(finding)
            now = lines_of(whys_of(point.whys if point is not None else ""))
            dialog = WhysDialog(finding.sentence, recalled(left, key, now))
            answers = await self.app.push_screen_wait(dialog)
            remember(left, key, dialog.answers, now)
            if answers is None:
                return
            if point is None and not any(answers):
                self.app.notify(NO_WHYS)
                return
            saving = await self._keeping_whys(finding, point, answers)
            if await self._kept(saving, WHYS_KEPT):
                left.pop(key, None)
                return

    async def _point_of(self, finding: Finding) -> ChokePoint | None:
        return (await points_by_pattern(self.desk)).get(finding.pattern.key)

    async def _keeping_whys(
        self, finding: Finding, shown: ChokePoint | None, answers: tuple[str, ...]
    ) -> "Future[Change]":
        """Save the answers; where another window noted the choke point meanwhile, with that one."""
        noted = shown or await self._point_of(finding)
        if noted is not None:
            return cause_deeds.answer_whys(self.desk, shown or replace(noted, whys=""), answers)
        whys = cause_deeds.safe_whys(answers)
        words = PointWords(self._title(finding), pattern=finding.pattern.key, whys=whys)
        return cause_deeds.note(self.desk, words)

    @work(exclusive=True, group="asking")
    async def action_act(self) -> None:
        """Note the finding in the register, with an owner and a date; if it is there, open it."""
        finding = self.finding
        if finding is None:
            return
        point = await self._point_of(finding)
        if point is not None:
            self._open_in_register(point, KNOWN if point.state is ChokePointState.OPEN else KNOWN_FIXED)
            return
        await self._note(finding)

    async def _note(self, finding: Finding) -> None:
        """Ask for an action until it is kept or left; what was typed stays with the desk until then."""
        left, key = self.desk.left_words, f"action {finding.pattern.key}"
        now = PointWords(self._title(finding), pattern=finding.pattern.key)
        causes = (await self.in_force()).playbook.causes
        while self.is_attached:
            dialog = PointDialog(ACTING, self.desk, recalled(left, key, now), causes, why=WHY_ACTING)
            answer = await self.app.push_screen_wait(dialog)
            remember(left, key, dialog.words, now)
            if answer is None:
                return
            noted = await self._point_of(finding)
            if noted is not None:
                handed_on(left, key, noted.id)
                self._open_in_register(noted, NOTED_MEANWHILE)
                return
            if await self._kept(cause_deeds.note(self.desk, answer), KEPT):
                left.pop(key, None)
                return

    def _open_in_register(self, point: ChokePoint, sentence: str) -> None:
        self.app.notify(sentence)
        self.app.switch_screen(make_screen("causes", self.desk, row=point.id))

    async def _kept(self, saving: "Future[Change]", sentence: str) -> bool:
        """Wait until it is saved, and say so; else what stood in its way."""
        change, problem = await answer_of(saving)
        self.app.notify(problem or sentence, severity="warning" if problem else "information")
        if self.is_attached:
            await self.read_marks()
        return change is not None

    @work(exclusive=True, group="asking")
    async def action_goal(self) -> None:
        """Make a goal of the line under the cursor, or one of any kind."""
        from aware_tui.tui.goals.form import GoalForm

        target, scope = self.target, EVERYTHING
        if isinstance(target, Share):
            scope = Scope(category=target.name)
        elif isinstance(target, Rising):
            scope = Scope(category=target.category)
        finding = target if isinstance(target, Finding) else None
        await self.app.push_screen_wait(GoalForm(self.desk, finding=finding, about=scope))
        if self.is_attached:
            await self.read_marks()

    def action_goals(self) -> None:
        """Go to the list of goals."""
        from aware_tui.tui.goals.screen import GoalsScreen

        self.go_to(GoalsScreen(self.desk))

    @work(exclusive=True, group="asking")
    async def action_train(self) -> None:
        """Choose among the scenarios that train for it, and open Practice there."""
        target = self.target
        if not isinstance(target, Finding | Rising | Theme) or self.insights is None:
            self.app.notify(NOTHING_TO_TRAIN)
            return
        found, problem = await answer_of(training(self.desk, target, self.insights.period))
        if not found:
            await self._tell_no_training(target, problem)
            return
        choices = tuple(Choice(each.scenario_id, each.line) for each in found)
        picked = await self.app.push_screen_wait(Pick(TRAINING, choices, why=target.sentence))
        if picked is not None and self.is_attached:
            self.app.switch_screen(make_screen("practice", self.desk, scenario=picked))

    async def _tell_no_training(self, target: Finding | Rising | Theme, problem: str) -> None:
        """Say why nothing could be chosen, or how a call behind it can become a scenario."""
        period = self.insights.period if self.insights is not None else None
        told = "" if problem else (await answer_of(no_training(self.desk, target, period)))[0]
        self.app.notify(problem or told or "", severity="warning" if problem else "information")

    def deeds(self) -> tuple[Command, ...]:
        """Return the commands about the line under the cursor."""
        return (
            Command(_("Five whys"), _("Down to the cause, kept in the register"), self.action_whys, "y"),
            Command(_("An action"), _("In the register, with an owner and a date"), self.action_act, "a"),
            Command(_("A goal from it"), _("Made from the line under the cursor"), self.action_goal, "g"),
            Command(_("What trains for it"), _("Scenarios to practise"), self.action_train, "t"),
        )
