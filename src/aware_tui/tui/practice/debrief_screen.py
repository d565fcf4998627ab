"""The debrief: one thing for next time, two moments, the evidence, and a way to try again."""

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from aware_tui.domain.practice_states import AttemptMode
from aware_tui.domain.text import cells, excerpt
from aware_tui.domain.zones import local_time
from aware_tui.language import _
from aware_tui.services.practice.debrief_page import Outcome, cost_of, debrief_page
from aware_tui.services.practice.rehearsal import Rehearsal
from aware_tui.services.practice.result_words import result_words
from aware_tui.services.practice_store import attempts
from aware_tui.tui.commands import Command
from aware_tui.tui.dialogs.help import HelpDialog
from aware_tui.tui.messages import NewCallWanted
from aware_tui.tui.plaintext import styled
from aware_tui.tui.practice.attempt_screen import AttemptScreen
from aware_tui.tui.practice.help import DEBRIEF
from aware_tui.tui.practice.retry_dialog import RetryDialog
from aware_tui.tui.practice.score_pane import ScorePane
from aware_tui.tui.waiting import answer_of
from aware_tui.tui.widgets.key_line import Key, KeyLine
from aware_tui.tui.widgets.prose import Prose
from aware_tui.tui.widgets.text_view import TextView

if TYPE_CHECKING:
    from textual.app import App

    from aware_tui.domain.practice_rows import Attempt

ASK = _("What would you change?")
HINT = _("c, then a line for yourself")
NOT_KEPT = _("Your line is not saved: {problem} It stays here. The same key once more leaves it.")
LOST = _("Your line could not be saved: {problem}")
NAME = 30
"""Cells of a name in the first line; what it is about has the rest."""

WIDE = 100
"""Cells of a screen on which the score stands beside the text."""

KEYS: tuple[Key, ...] = (
    ("r", _("retry a turn")),
    ("a", _("again")),
    ("m", _("good run")),
    ("c", _("your words")),
    ("p", _("Practice")),
    ("F1", _("help")),
)


class DebriefScreen(AttemptScreen):
    """Reads a finished attempt back; made with it as it is."""

    CSS_PATH = "debrief.tcss"
    AUTO_FOCUS = "#page"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-short"), (30, "-tall")]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r", "retry", _("retry from a turn"), show=False),
        Binding("a", "again", _("the same call again"), show=False),
        Binding("m", "model", _("the good run"), show=False),
        Binding("c", "reflect", _("what would you change?"), show=False),
        Binding("p", "leave", _("back to Practice"), show=False),
        Binding("f1", "help", _("help"), priority=True, show=False),
        Binding("escape", "back", _("back"), priority=True, show=False),
    ]

    def __init__(self, rehearsal: Rehearsal) -> None:
        super().__init__(rehearsal.desk)
        self.rehearsal = rehearsal
        self._told = rehearsal.debrief()
        self._page = Prose(id="page")
        self._result = ScorePane(id="result")
        self._wide: bool | None = None
        self._box = TextView(rehearsal.attempt.reflection, lines=False, hint=HINT, id="reflection")
        self._problem = ""
        self._opening = False
        self._last_save: Future[Attempt] | None = None
        self._let_go = False
        """Whether it was told that the line is not saved, so that the next time leaves it."""
        self._top = Static(id="top")
        self.outcome = Outcome(
            rehearsal.scenario, rehearsal.call, rehearsal.mode, rehearsal.score(), self._told
        )

    def compose(self) -> ComposeResult:
        yield self._top
        with Horizontal(id="body"):
            yield self._result
            with Vertical(id="reading"):
                yield self._page
        with Horizontal(id="change"):
            yield Static(styled((ASK, "$muted")), id="ask")
            yield self._box
        yield KeyLine(KEYS, may_go=("m", "c", "F1"), id="key-line")

    def on_mount(self) -> None:
        self.say_result()

    def on_resize(self, event: events.Resize) -> None:
        self._say_top(event.size.width)
        wide = event.size.width >= WIDE
        if wide is not self._wide:
            self._wide = self._result.tall = wide
            self.show_page()

    def _say_top(self, width: int) -> None:
        scenario = self.rehearsal.scenario
        name = excerpt(scenario.persona.name, NAME)
        room = width - 4 - cells(_("Debrief   {name} · ").format(name=name))
        about = f"   {name} · {excerpt(scenario.title or scenario.id, room)}"
        self._top.update(styled((_("Debrief"), "bold"), (about, "$muted")))

    @work(exclusive=True, group="result")
    async def say_result(self) -> None:
        """Say what the attempt came to, and what is still missing to pass."""
        known, problem = await answer_of(attempts(self.desk))
        zone = self.desk.settings.zone
        today = local_time(self.desk.now(), zone).date()
        said = problem or result_words(self.rehearsal.attempt, known or (), zone, today)
        self.outcome = replace(self.outcome, said=said)
        if self._wide is not None:
            self.show_page()

    @work(exclusive=True, group="page")
    async def show_page(self) -> None:
        """Show it all as it fits: in a narrow window the score's words stand in the text."""
        self._result.outcome = self.outcome
        if self.outcome.said:
            await self._page.show(debrief_page(self.outcome, whole=not self._wide))

    @on(TextView.Ended)
    def keep_now(self, event: TextView.Ended) -> None:
        event.stop()
        self.keep_words(tell=True)
        self._page.focus()

    @work(group="keeping")
    async def keep_words(self, *, tell: bool = False) -> None:
        """Keep what the trainee would change."""
        kept, problem = await answer_of(self._keep())
        if kept is None and (tell or problem != self._problem):
            self.app.notify(
                _("Not saved: {problem} It is tried again as you type.").format(problem=problem),
                severity="warning",
            )
        elif kept is not None and tell and self.is_attached:
            self.app.notify(_("Kept with this attempt."))
        self._problem = problem

    def _keep(self) -> "Future[Attempt]":
        self.lift_pen()
        self._last_save = self.rehearsal.reflect(self._box.text.strip())
        return self._last_save

    @property
    def _changed(self) -> bool:
        return self._box.text.strip() != self.rehearsal.attempt.reflection

    def _keep_if_changed(self) -> None:
        """Keep the line whatever becomes of this screen; the app tells if that fails."""
        if self._changed:
            self.app.run_worker(_tell_if_lost(self.app, self._keep()), group="keeping")

    async def _may_leave(self) -> bool:
        """Keep the line first; what cannot be kept is told, and a second time lets go of it."""
        if not self._changed:
            return True
        _, problem = await answer_of(self._keep())
        if not problem or self._let_go:
            return True
        self._let_go = True
        self.app.notify(NOT_KEPT.format(problem=problem), severity="error")
        return False

    def action_reflect(self) -> None:
        self._box.focus()

    def action_back(self) -> None:
        """From the line back to the text, else to Practice."""
        if self._box.has_focus:
            self._page.focus()
            if self._changed:
                self.lift_pen()
                self.keep_words()
        else:
            self.action_leave()

    @work(exclusive=True, group="leaving")
    async def action_leave(self) -> None:
        """Go back to Practice once the line is on disk."""
        if await self._may_leave():
            self.when_in_front(self.app.pop_screen)

    def action_retry(self) -> None:
        """Ask from which turn, and play on from there."""
        moment = cost_of(self._told)
        turns = len([turn for turn in self.rehearsal.call.turns if turn.deed is None])
        proposed = moment.turn.number if moment is not None else 1
        self.app.push_screen(RetryDialog(max(turns, 1), proposed), self._retry)

    def _retry(self, turn: int | None) -> None:
        if turn is not None:
            self.open_next(partial(self.rehearsal.retry_from, turn))

    def action_again(self) -> None:
        self.open_next(self.rehearsal.again)

    def action_model(self) -> None:
        self.open_next(partial(self.rehearsal.again, AttemptMode.WATCH))

    @work(group="opening")
    async def open_next(self, begin: Callable[[], Future[Rehearsal]]) -> None:
        """Play another attempt in the place of this debrief: one, however often it is asked for."""
        if self._opening:
            return
        self._opening = True
        if not await self._may_leave():
            self._opening = False
            return
        rehearsal, problem = await answer_of(begin())
        if rehearsal is None:
            self._opening = False
            self.app.notify(problem, severity="warning")
        else:
            self.when_in_front(partial(self._show_call, rehearsal))

    def _show_call(self, rehearsal: Rehearsal) -> None:
        from aware_tui.tui.practice.call_screen import CallScreen

        self.app.switch_screen(CallScreen(rehearsal))

    def action_help(self) -> None:
        self.app.push_screen(HelpDialog.of(DEBRIEF))

    def action_new_call(self) -> None:
        """A real customer is on the line: nothing is waited for."""
        self._keep_if_changed()
        self.app.pop_screen()
        self.app.post_message(NewCallWanted())

    async def keys_arrived(self) -> None:
        """Wait until the keys pressed before a command are in their box."""
        await self._box.keys_arrived()

    def go_away(self) -> None:
        """Hand over what was typed; nothing is asked."""
        self._keep_if_changed()

    def unsaved(self) -> bool:
        """Say whether the line is still on its way, or could not be kept."""
        kept = self._last_save
        return kept is not None and (not kept.done() or bool(kept.exception()))

    def commands(self) -> tuple[Command, ...]:
        """Return every action of this screen."""
        return (
            Command(
                _("Retry from a turn"), _("Everything before it stays as it was"), self.action_retry, "r"
            ),
            Command(_("Again"), _("The same call from the beginning"), self.action_again, "a"),
            Command(_("The good run"), _("Watch it done well"), self.action_model, "m"),
            Command(_("What would you change?"), _("A line for yourself"), self.action_reflect, "c"),
            Command(_("Back to Practice"), "", self.action_leave, "p"),
            Command(_("New call"), _("A real one"), self.action_new_call),
            Command(_("Help"), _("This screen in plain words"), self.action_help, "F1"),
        )


async def _tell_if_lost(app: "App[object]", kept: "Future[Attempt]") -> None:
    _, problem = await answer_of(kept)
    if problem:
        app.notify(LOST.format(problem=problem), severity="error")
