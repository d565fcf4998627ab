"""The part of the call screen that keeps what is done and typed, tells the truth about it, and pauses."""

from functools import partial
from typing import TYPE_CHECKING

from textual import work
from textual.reactive import var

from aware_tui.domain.practice.acts import Ending
from aware_tui.services import practice_store
from aware_tui.services.practice.rehearsal import Rehearsal
from aware_tui.services.practice.standing import standing
from aware_tui.tui.live.rail import NOT_SAVED, SAVE_ROOM
from aware_tui.tui.live.saving_screen import CALM
from aware_tui.tui.messages import FULL, MASKED
from aware_tui.tui.painting import join_next_paint
from aware_tui.tui.practice.answer_box import AnswerBox
from aware_tui.tui.practice.attempt_screen import AttemptScreen
from aware_tui.tui.practice.call_rail import CallRail
from aware_tui.tui.practice.conversation import Conversation
from aware_tui.tui.practice.mood_bars import GONE, MoodBars
from aware_tui.tui.waiting import answer_of
from aware_tui.tui.widgets.text_view import TextView

if TYPE_CHECKING:
    from concurrent.futures import Future

    from aware_tui.domain.practice.moves import Move
    from aware_tui.domain.practice_rows import Attempt

PAUSED = "Paused. Nothing is lost: Practice has it on top."
LEFT = "Left. Your last turns are not saved."
NOT_KEPT = "Not saved: {problem} It stays here, and is tried again by itself."
AGAIN = 2.0
"""Seconds until what could not be saved is tried again."""


class PractisingScreen(AttemptScreen):
    """Takes the call on; every move is saved as it is made, and every answer as it is typed."""

    save_word: var[str] = var("saved")
    over: bool = False
    """Whether the call is over, and what comes after it has begun."""

    def __init__(self, rehearsal: Rehearsal) -> None:
        super().__init__(rehearsal.desk)
        self.rehearsal = rehearsal
        self.box = AnswerBox(self._words_left())
        """For one's own words."""
        self._saving = 0
        self._problem = ""
        self._last_save: Future[Attempt] | None = None
        self._last_key = 0.0
        self._leaving = False

    @property
    def conversation(self) -> Conversation:
        """Return what was said so far."""
        return self.query_one(Conversation)

    @property
    def here(self) -> bool:
        """Say whether this call was not left yet."""
        return self.is_attached and self in self.app.screen_stack

    @property
    def left_key(self) -> str:
        """Return where a half-typed answer waits that could not be saved."""
        return f"practice {self.rehearsal.attempt.id}"

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
        return f"turn {turns if self.over or call.ended is not None else turns + 1}"

    def watch_save_word(self) -> None:
        if self.is_mounted:
            self._show_end()

    def note_typing(self, view: TextView) -> None:
        super().note_typing(view)
        self._last_key = self.beat()
        self.show_save_state()

    def note_words(self) -> None:
        """Take in what is half typed, to be saved with what is saved next; what is masked is so on screen."""
        self.lift_pen()
        if not self.box.is_mounted:
            return  # it was never on screen: what is kept stands as it was
        typed = self.box.text
        kept = self.rehearsal.note_draft(typed)
        if kept.text != typed and self.box.is_attached:
            self.box.put(kept.text)
        if kept.masked:
            self.app.notify(MASKED)
        if kept.cut:
            self.app.notify(FULL, severity="warning")

    def keep_words(self) -> None:
        self.note_words()
        if not self.rehearsal.finished:
            self.keep(self.rehearsal.save(), tell=False)

    def keep(self, kept: "Future[Attempt]", *, tell: bool = True) -> None:
        """Say `saved` only when everything is on disk; tell what stands in the way.

        Without `tell` only what was not told before.
        """
        self._saving += 1
        self._last_save = kept
        self.show_save_state()
        self._hear_of(kept, tell)

    @work(group="saving")
    async def _hear_of(self, kept: "Future[Attempt]", tell: bool) -> None:
        _, problem = await answer_of(kept)
        self._saving -= 1
        final = practice_store.is_conflict(kept)
        if problem and (tell or problem != self._problem):
            self.app.notify(problem if final else NOT_KEPT.format(problem=problem), severity="warning")
        self._problem = problem
        if not problem:
            self._let_go_of_words()
        if problem and not final and not self._saving:
            self.set_timer(AGAIN, self._try_again)
        self.show_save_state()

    def _try_again(self) -> None:
        if self._problem and not self._saving:
            self.keep_words()

    def show_save_state(self, *, at_once: bool = False) -> None:
        """Say `saved` only when nothing typed or done waits; not between two quick keys, it would flicker."""
        early = self._last_key + CALM - self.beat()
        if self._problem:
            self.save_word = NOT_SAVED
        elif self.pen or self._saving:
            self.save_word = "saving"
        elif at_once or early <= 0 or self.save_word == "saved":
            self.save_word = "saved"
        else:
            self.set_timer(early, partial(self.show_save_state, at_once=True))

    def _words_left(self) -> str:
        """Return the answer that was half typed when the attempt was left."""
        return str(self.desk.left_words.get(self.left_key, "")) or self.rehearsal.draft

    def _let_go_of_words(self) -> None:
        """Forget what waited outside the data folder: it is saved in there now."""
        self.desk.left_words.pop(self.left_key, None)

    @work(exclusive=True, group="leaving")
    async def leave(self) -> None:
        """Go once everything is on disk; what cannot be saved is told, and a second time lets go of it."""
        self.note_words()
        kept = self.rehearsal.save()
        _, problem = await answer_of(kept)
        final = practice_store.is_conflict(kept)
        if problem and not final and not self._leaving:
            self._leaving = True
            self.app.notify(
                f"Not saved: {problem} Press escape once more to leave all the same.", severity="error"
            )
            return
        if problem:
            self.desk.left_words[self.left_key] = self.rehearsal.draft
        else:
            self._let_go_of_words()
        told = PAUSED if not problem else problem if final else LEFT
        self.when_in_front(partial(self._go, told, lost=bool(problem)))

    def _go(self, told: str, *, lost: bool) -> None:
        self.app.notify(told, severity="warning" if lost else "information")
        self.app.pop_screen()

    async def keys_arrived(self) -> None:
        """Wait until the keys pressed before a command are in their box."""
        if isinstance(self.focused, AnswerBox):
            await self.focused.keys_arrived()

    def go_away(self) -> None:
        """Hand over everything done and typed; nothing is asked."""
        self.note_words()
        if not self.rehearsal.finished:
            self._last_save = self.rehearsal.save()

    def unsaved(self) -> bool:
        """Say whether the last save is still on its way, or failed."""
        kept = self._last_save
        return (
            kept is not None and not self.rehearsal.finished and (not kept.done() or bool(kept.exception()))
        )
