"""The part of the call screen that comes after the call: what happened later, and what is done about it."""

from textual import on, work

from aware_tui.domain.practice.acts import Deed
from aware_tui.domain.practice.moves import After
from aware_tui.domain.practice_states import AttemptMode
from aware_tui.language import _
from aware_tui.services.practice.model_run import next_move
from aware_tui.services.practice.transcript import afterwards, asks_how
from aware_tui.services.practice.words import DEED_WORDS
from aware_tui.tui.practice.answering_screen import MODEL_NEXT, AnsweringScreen, Stage
from aware_tui.tui.practice.numbered import Entry, Numbered
from aware_tui.tui.waiting import answer_of

WHAT_NOW = _("What do you do about it? Enter goes on to the debrief")
ALL_DONE = _("That is all. Enter goes on to the debrief")
NOTHING_DONE = _("Nothing is done yet. Press Enter once more for the debrief all the same.")
DONE_ALREADY = _("That is done already; the first time counts.")
BACK = Entry("0", "back", _("something else first"))
MODEL_DONE = _("That was the good run. Enter goes on to what there is to learn from it")


class AfterScreen(AnsweringScreen):
    """Tells what happened later, offers the deeds after the call, and finishes."""

    _asked = False
    _deed: Deed | None = None

    async def call_is_over(self) -> None:
        if not self.over:
            self.over = True
            self.show_call()
            if not self.rehearsal.call.tried:
                rehearsal = self.rehearsal
                told = afterwards(rehearsal.scenario, rehearsal.moods, rehearsal.call)
                await self.conversation.add(told, read_on=True)
        self._offer_deeds()

    async def go_on(self) -> None:
        if self.over:
            self._offer_deeds()
        else:
            await super().go_on()

    def _offer_deeds(self) -> None:
        self._deed = None
        tried = self.rehearsal.call.tried
        all_done = len(tried) == len(Deed)
        if self.rehearsal.mode is AttemptMode.WATCH:
            self.enter_stage(Stage.AFTER if all_done else Stage.MODEL, MODEL_DONE if all_done else MODEL_NEXT)
            return
        entries = (
            Entry(str(n), deed, DEED_WORDS[deed], done=deed in tried) for n, deed in enumerate(Deed, 1)
        )
        self.enter_stage(Stage.AFTER, ALL_DONE if all_done else WHAT_NOW, tuple(entries))

    async def model_goes_on(self) -> None:
        move = next_move(self.rehearsal.scenario, self.rehearsal.call)
        if isinstance(move, After) and not self.over:
            await self.call_is_over()
        else:
            await super().model_goes_on()

    async def chosen(self, entry: Entry) -> None:
        if self.stage is Stage.AFTER:
            await self._choose_deed(Deed(entry.id))
        elif self.stage is Stage.WAYS:
            await self._choose_way(entry)
        else:
            await super().chosen(entry)

    async def _choose_deed(self, deed: Deed) -> None:
        if deed in self.rehearsal.call.tried:
            self.app.notify(DONE_ALREADY)
            return
        ways = self.rehearsal.ways(deed)
        if not ways or not asks_how(self.rehearsal.call, deed):
            await self.take(After(deed))
            return
        self._deed = deed
        entries = (Entry(str(n), way.id, way.say) for n, way in enumerate(ways, 1))
        self.enter_stage(
            Stage.WAYS, _("{deed_words}: how?").format(deed_words=DEED_WORDS[deed]), (*entries, BACK)
        )

    async def _choose_way(self, entry: Entry) -> None:
        deed = self._deed
        if entry.key == BACK.key or deed is None:
            self._offer_deeds()
        else:
            await self.take(After(deed, entry.id))

    @on(Numbered.Passed)
    def enough(self, event: Numbered.Passed) -> None:
        """Go on to the debrief; with nothing done yet only at the second time."""
        event.stop()
        if self.stage is not Stage.AFTER:
            return
        if self.rehearsal.call.tried or self._asked:
            self.finish()
        else:
            self._asked = True
            self.pane.heading = NOTHING_DONE

    @work(exclusive=True, group="finishing")
    async def finish(self) -> None:
        """Keep the result, then show the debrief."""
        attempt, problem = await answer_of(self.rehearsal.finish())
        if attempt is not None:
            self.when_in_front(self._show_debrief)
        elif self.is_attached:
            self.app.notify(
                _("The result is not saved: {problem} Enter tries again.").format(problem=problem),
                severity="error",
            )

    def _show_debrief(self) -> None:
        from aware_tui.tui.practice.debrief_screen import DebriefScreen

        self.app.switch_screen(DebriefScreen(self.rehearsal))
