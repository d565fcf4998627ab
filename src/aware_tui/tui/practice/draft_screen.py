"""What a call and a drill share: every deed and every half-typed answer is saved, and told if it is not."""

from functools import partial
from typing import TYPE_CHECKING, ClassVar, Protocol

from textual import work

from aware_tui.language import _
from aware_tui.services import practice_store
from aware_tui.tui.messages import FULL, MASKED
from aware_tui.tui.practice.answer_box import AnswerBox
from aware_tui.tui.practice.attempt_screen import AttemptScreen
from aware_tui.tui.waiting import answer_of

if TYPE_CHECKING:
    from concurrent.futures import Future

    from aware_tui.domain.practice_rows import Attempt
    from aware_tui.services.spots import Kept

LEFT = _("Left. What you did last is not saved.")
NOT_KEPT = _("Not saved: {problem} It stays here, and is tried again by itself.")
NOT_LEFT = _("Not saved: {problem} Press escape once more to leave all the same.")
AGAIN = 2.0
"""Seconds until what could not be saved is tried again."""


class Drafted(Protocol):
    """An attempt in hand with an answer that may be half typed."""

    @property
    def draft(self) -> str:
        """Return the answer that is half typed."""

    def note_draft(self, words: str) -> "Kept":
        """Take in what is half typed; the next save keeps it."""

    def save(self) -> "Future[Attempt]":
        """Save all of it; a save that failed is made good by the next."""


class DraftScreen(AttemptScreen):
    """Saves what is done and typed in an attempt, and leaves once it is on disk."""

    PAUSED: ClassVar[str]
    """Told when everything was saved before leaving."""
    box: AnswerBox
    """For one's own words."""
    _saving = 0
    _problem = ""
    _last_save: "Future[Attempt] | None" = None
    _leaving = False

    @property
    def in_hand(self) -> Drafted | None:
        """Return the attempt, as long as it can be gone on with."""
        raise NotImplementedError

    @property
    def left_key(self) -> str:
        """Return where half-typed words wait that could not be saved."""
        raise NotImplementedError

    @property
    def takes_words(self) -> bool:
        """Say whether what stands in the box is an answer in the making."""
        raise NotImplementedError

    def show_save_state(self) -> None:
        """Show whether everything is saved, where there is a place for that."""

    def note_words(self) -> None:
        """Take in what is half typed, to be saved with what is saved next; what is masked is so on screen."""
        self.lift_pen()
        attempt = self.in_hand
        if attempt is None or not self.takes_words:
            return
        typed = self.box.text
        kept = attempt.note_draft(typed)
        if kept.text != typed and self.box.is_attached:
            self.box.put(kept.text)
        if kept.masked:
            self.app.notify(MASKED)
        if kept.cut:
            self.app.notify(FULL, severity="warning")

    def keep_words(self) -> None:
        self.note_words()
        attempt = self.in_hand
        if attempt is not None:
            self.keep(attempt.save(), tell=False)

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

    @property
    def words_left(self) -> str:
        """Return the answer that was half typed when the attempt was left."""
        kept = self.in_hand.draft if self.in_hand is not None else ""
        return str(self.desk.left_words.get(self.left_key, "")) or kept

    def _let_go_of_words(self) -> None:
        """Forget what waited outside the data folder: it is saved in there now."""
        self.desk.left_words.pop(self.left_key, None)

    @work(exclusive=True, group="leaving")
    async def leave(self) -> None:
        """Go once everything is on disk; what cannot be saved is told, and a second time lets go of it."""
        self.note_words()
        attempt = self.in_hand
        if attempt is None:
            self.when_in_front(self.app.pop_screen)
            return
        kept = attempt.save()
        _, problem = await answer_of(kept)
        final = practice_store.is_conflict(kept)
        if problem and not final and not self._leaving:
            self._leaving = True
            self.app.notify(NOT_LEFT.format(problem=problem), severity="error")
            return
        if problem:
            self.desk.left_words[self.left_key] = attempt.draft
        else:
            self._let_go_of_words()
        told = self.PAUSED if not problem else problem if final else LEFT
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
        attempt = self.in_hand
        if attempt is not None:
            self._last_save = attempt.save()

    def unsaved(self) -> bool:
        """Say whether the last save is still on its way, or failed."""
        kept = self._last_save
        on_its_way = kept is not None and (not kept.done() or bool(kept.exception()))
        return on_its_way and self.in_hand is not None
