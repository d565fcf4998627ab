"""The part of the live screen that ends a call or lays it aside: clock, hold, gate, take-over."""

from functools import partial

from textual import on, work

from aware_tui.domain import customers
from aware_tui.domain.gate import Ending, GateRefusedError
from aware_tui.language import _
from aware_tui.services.customers import Customers, colleague_name
from aware_tui.tui.customers.handing import ANOTHER, SAME_AGENT, TITLE, WHY, colleague_pick, handed_sentence
from aware_tui.tui.dialogs.ask import AskLine
from aware_tui.tui.dialogs.gate import GateDialog, Leaving
from aware_tui.tui.live.errands_screen import ErrandsScreen
from aware_tui.tui.live.step_pane import HOLD, PAUSE
from aware_tui.tui.messages import CallFinished, NewCallWanted, SessionWanted
from aware_tui.tui.waiting import answer_of
from aware_tui.tui.widgets.choice_row import ChoiceRow


class LeavingScreen(ErrandsScreen):
    """Every way out saves first; only the gate asks anything."""

    @on(ChoiceRow.Chosen, "#call-row")
    def clock_or_hold(self, event: ChoiceRow.Chosen) -> None:
        event.stop()
        if event.choice == PAUSE:
            self.action_clock()
        elif event.choice == HOLD:
            self.action_hold()

    def hold_and_begin(self) -> None:
        """Put this call on hold and begin another."""

        def go() -> None:
            self._leave()
            self.app.post_message(NewCallWanted())

        self.when_read(go)

    @work(exclusive=True, group="handing over")
    async def hand_over(self) -> None:
        """Ask who takes the call over, give it to them with the promises that are open, and leave it."""
        if not self.may_write():
            return
        self.save_all()
        names, _problem = await answer_of(Customers(self.desk).colleagues(self.call.session.head.agent))
        name = await self.app.push_screen_wait(colleague_pick(names)) if names else ANOTHER
        question = self.a_line(TITLE, "handed over", hint=_("a name"), why=WHY)
        if name == ANOTHER:
            name = await self.answer(question)
        if name and colleague_name(name):
            self.when_read(partial(self._give_to, colleague_name(name), question))

    def _give_to(self, name: str, question: AskLine) -> None:
        self.save_all()
        call = self.call
        if call.undoable(call.do(customers.hand_over, name, stamp=call.stamp())).empty:
            self.app.notify(call.read_only or SAME_AGENT, severity="warning")
            return
        self.forget(question)
        self._leave()
        self.app.notify(handed_sentence(name), timeout=10)

    @work(exclusive=True, group="feedback")
    async def note_feedback(self) -> None:
        """Note how the call was for them, or that they were asked."""
        from aware_tui.tui.feedback.noting import Noting

        if not self.may_write():
            return
        self.save_all()
        change = await Noting(self.app, self.desk, self.call.playbook).of_call(self.call.session.id)
        if change is not None:
            self.call.session = self.call.session.with_change(change)

    @work
    async def take_over(self) -> None:
        """Take the call over from the window that has it."""
        _, sentence = await answer_of(self.desk.leases.ask_for(self.call.session.id))
        if sentence:
            self.app.notify(sentence, severity="warning")
            return
        await answer_of(self.desk.leases.wait_for_turn(self.call.session.id))
        self.dismiss()
        self.app.post_message(SessionWanted(self.call.session.id, take_over=True))

    def action_clock(self) -> None:
        self.call.turn_clock()
        self.session_changed()

    def action_hold(self) -> None:
        """Put the call on hold: the clock stands, the session stays open, Today comes up."""
        self.when_read(self._leave)

    def _leave(self) -> None:
        self.go_away()
        self.dismiss()

    def go_away(self) -> None:
        """Save everything and stand the clock, for a hold, a quit or a signal; nothing is asked."""
        self._left = True
        self.save_all()
        if self.call.session.head.clock_since is not None:
            self.call.turn_clock(run=False)
        self.desk.leases.let_go(self.call.session.id)

    def action_gate(self, first: Ending | None = None) -> None:
        """Ask how to leave; what is still being read of a promise is waited for."""
        if self.call.read_only:
            self._leave()
            return
        self.save_all()
        self.when_read(partial(self._open_gate, first))

    def _open_gate(self, first: Ending | None) -> None:
        self.session_changed()
        self.ask(GateDialog(self.call, self, self.desk.now, first), self._end)

    def _end(self, leaving: Leaving) -> bool:
        """Pass the gate and leave; False when it refuses, and the words typed there stay."""
        try:
            self.call.end(leaving.ending, leaving.reason, leaving.words)
        except GateRefusedError as refusal:
            self.app.notify(str(refusal), severity="warning", timeout=10)
            return False
        self._leave()
        if leaving.ending is Ending.FINISH:
            self.app.post_message(CallFinished(self.call.session.id))
        return True
