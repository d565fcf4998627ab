"""The part of the call screen that takes the call on, and tells whether all of it is saved."""

from functools import partial
from typing import TYPE_CHECKING

from textual.reactive import var

from aware_tui.domain.practice.acts import Ending
from aware_tui.language import _
from aware_tui.services.practice.rehearsal import Rehearsal
from aware_tui.services.practice.standing import standing
from aware_tui.tui.live.rail import NOT_SAVED, SAVE_ROOM, SAVED, SAVING
from aware_tui.tui.live.saving_screen import CALM
from aware_tui.tui.painting import join_next_paint
from aware_tui.tui.practice.answer_box import AnswerBox
from aware_tui.tui.practice.call_rail import CallRail
from aware_tui.tui.practice.conversation import Conversation
from aware_tui.tui.practice.draft_screen import DraftScreen
from aware_tui.tui.practice.mood_bars import GONE, MoodBars
from aware_tui.tui.widgets.text_view import TextView

if TYPE_CHECKING:
    from aware_tui.domain.practice.moves import Move

PAUSED = _("Paused. Nothing is lost: Practice has it on top.")


class PractisingScreen(DraftScreen):
    """Takes the call on; every move is saved as it is made, and every answer as it is typed."""

    PAUSED = PAUSED
    save_word: var[str] = var(SAVED)
    over: bool = False
    """Whether the call is over, and what comes after it has begun."""

    def __init__(self, rehearsal: Rehearsal) -> None:
        super().__init__(rehearsal.desk)
        self.rehearsal = rehearsal
        self.box = AnswerBox(self.words_left)
        self._last_key = 0.0

    @property
    def conversation(self) -> Conversation:
        """Return what was said so far."""
        return self.query_one(Conversation)

    @property
    def here(self) -> bool:
        """Say whether this call was not left yet."""
        return self.is_attached and self in self.app.screen_stack

    @property
    def in_hand(self) -> Rehearsal | None:
        return None if self.rehearsal.finished else self.rehearsal

    @property
    def left_key(self) -> str:
        return f"practice {self.rehearsal.attempt.id}"

    @property
    def takes_words(self) -> bool:
        return self.box.is_mounted  # it may never have been on screen: what is kept stands as it was

    async def take(self, move: "Move") -> None:
        """Take the call on by a move, and show what comes of it."""
        if not self.here:
            return
        self.note_words()
        self.keep(self.rehearsal.do(move))
        await self.conversation.add(self.rehearsal.last_said())
        if self.here:
            self.show_call(feel=True)
            await self.go_on()

    async def go_on(self) -> None:
        """Ask for what comes next."""
        raise NotImplementedError

    def show_call(self, *, feel: bool = False) -> None:
        """Show how the steps stand, the mood, and the turn."""
        call = self.rehearsal.call
        rail = self.query_one(CallRail)
        rail.steps = standing(self.rehearsal.score().points, over=self.over)
        self._show_end()
        mood = self.query_one(MoodBars)
        if feel:
            mood.feel(call.anger, call.trust)
        if call.ended is Ending.WALKED_AWAY:
            mood.leave()

    def _show_end(self) -> None:
        rail = self.query_one(CallRail)
        rail.end = f"{self._turn()} · {self.save_word.ljust(SAVE_ROOM)}"
        join_next_paint(rail)

    def _turn(self) -> str:
        """Return which turn it is; what is done after the call is none."""
        call = self.rehearsal.call
        if call.ended is Ending.WALKED_AWAY:
            return GONE
        turns = sum(turn.deed is None for turn in call.turns)
        return _("turn {turns}").format(turns=turns if self.over or call.ended is not None else turns + 1)

    def watch_save_word(self) -> None:
        if self.is_mounted:
            self._show_end()

    def note_typing(self, view: TextView) -> None:
        super().note_typing(view)
        self._last_key = self.beat()
        self.show_save_state()

    def show_save_state(self, *, at_once: bool = False) -> None:
        """Say `saved` only when nothing typed or done waits; not between two quick keys, it would flicker."""
        early = self._last_key + CALM - self.beat()
        if self._problem:
            self.save_word = NOT_SAVED
        elif self.pen or self._saving:
            self.save_word = SAVING
        elif at_once or early <= 0 or self.save_word == SAVED:
            self.save_word = SAVED
        else:
            self.set_timer(early, partial(self.show_save_state, at_once=True))
