"""The part of the call screen that keeps what is done, tells the truth about it, and pauses."""

from typing import TYPE_CHECKING

from textual import work
from textual.reactive import var

from aware_tui.services.practice.rehearsal import Rehearsal
from aware_tui.services.practice.standing import standing
from aware_tui.tui.live.rail import NOT_SAVED
from aware_tui.tui.practice.answer_box import AnswerBox
from aware_tui.tui.practice.attempt_screen import AttemptScreen
from aware_tui.tui.practice.call_rail import CallRail
from aware_tui.tui.practice.conversation import Conversation
from aware_tui.tui.practice.mood_bars import MoodBars
from aware_tui.tui.waiting import answer_of

if TYPE_CHECKING:
    from concurrent.futures import Future

    from aware_tui.domain.practice.moves import Move
    from aware_tui.domain.practice_rows import Attempt

PAUSED = "Paused. Nothing is lost: Practice has it on top."


class PractisingScreen(AttemptScreen):
    """Takes the call on; every move is saved as it is made."""

    save_word: var[str] = var("saved")
    over: bool = False
    """Whether the call is over, and what comes after it has begun."""

    def __init__(self, rehearsal: Rehearsal) -> None:
        super().__init__(rehearsal)
        self._saving = 0
        self._leaving = False

    @property
    def conversation(self) -> Conversation:
        """Return what was said so far."""
        return self.query_one(Conversation)

    @property
    def left_key(self) -> str:
        """Return where a half-typed answer waits while the attempt is paused."""
        return f"practice {self.rehearsal.attempt.id}"

    async def take(self, move: "Move") -> None:
        """Take the call on by a move, and show what comes of it."""
        kept = self.rehearsal.do(move)
        self.keep(kept)
        await self.conversation.add(self.rehearsal.last_said())
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
        if feel:
            self.query_one(MoodBars).feel(call.anger, call.trust)

    def _show_end(self) -> None:
        turns = len(self.rehearsal.call.turns)
        self.query_one(CallRail).end = f"turn {turns + 1} · {self.save_word}"

    def watch_save_word(self) -> None:
        if self.is_mounted:
            self._show_end()

    @work(group="saving")
    async def keep(self, kept: "Future[Attempt]") -> None:
        """Say `saved` only when every move is on disk; tell what stands in the way."""
        self._saving += 1
        self.save_word = "saving"
        attempt, problem = await answer_of(kept)
        self._saving -= 1
        if attempt is None:
            self.save_word = NOT_SAVED
            self.app.notify(
                f"Not saved: {problem} It is tried again with your next turn.", severity="warning"
            )
        elif not self._saving:
            self.save_word = "saved"

    def put_words_by(self) -> None:
        """Keep a half-typed answer until the attempt is taken up again."""
        text = next((box.text for box in self.query(AnswerBox)), "")
        if text.strip():
            self.desk.left_words[self.left_key] = text
        else:
            self.desk.left_words.pop(self.left_key, None)

    def words_left(self) -> str:
        """Return the answer that was half typed when the attempt was paused."""
        return str(self.desk.left_words.get(self.left_key, ""))

    def action_pause(self) -> None:
        """Leave; the attempt waits in Practice."""
        self.leave()

    @work(exclusive=True, group="leaving")
    async def leave(self) -> None:
        """Go once everything is on disk; what cannot be saved is told, and a second time lets go of it."""
        self.put_words_by()
        _, problem = await answer_of(self.rehearsal.save())
        if problem and not self._leaving:
            self._leaving = True
            self.app.notify(
                f"Not saved: {problem} Press escape once more to leave all the same.", severity="error"
            )
            return
        self.when_in_front(self._go)

    def _go(self) -> None:
        self.app.notify(PAUSED)
        self.app.pop_screen()

    async def keys_arrived(self) -> None:
        """Wait until the keys pressed before a command are in their box."""
        if isinstance(self.focused, AnswerBox):
            await self.focused.keys_arrived()

    def go_away(self) -> None:
        """Hand over everything done; nothing is asked."""
        self.put_words_by()
