"""Noting what a customer said, from whatever screen: asked until it is kept or left, nothing typed lost."""

from asyncio import shield
from collections.abc import Awaitable, Callable
from concurrent.futures import Future
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from textual.app import App

from aware_tui.domain.feedback_lines import stands
from aware_tui.domain.insight_rows import Feedback
from aware_tui.domain.playbook import Playbook
from aware_tui.language import _
from aware_tui.services import feedback
from aware_tui.services.desk import Desk
from aware_tui.services.feedback import UNLINKED, FeedbackWords, Subject, new_words, words_of
from aware_tui.tui.dialogs.left import handed_on, recalled, remember
from aware_tui.tui.feedback.dialog import FeedbackDialog
from aware_tui.tui.waiting import answer_of

if TYPE_CHECKING:
    from aware_tui.domain.session import Change

    Keeping = Callable[[Future[Change]], Awaitable[Change | None]]
    """Waits until a deed is saved; else says what stood in its way and returns None."""

NOTING, ANSWERING, CORRECTING = (
    _("How was it for them?"),
    _("What did they answer?"),
    _("Correct what was noted"),
)
NOBODY = _("Nobody in particular: from social media, a form, a survey.")
UNNAMED = _("The customer of a call, without a name yet.")
KEPT_ASKED = _("Noted as asked. It stands first under Feedback until there is an answer.")
KEPT = _("Noted: {stands}. Insights, i on Today, counts it.")


@dataclass(frozen=True, slots=True)
class Noting:
    """Asks what was said and keeps it; to be used in a worker."""

    app: App[Any]
    desk: Desk
    playbook: Playbook

    async def of_call(self, session_id: str) -> "Change | None":
        """Note what was said after a call, or the answer to a question that was asked then."""
        return await self._of(feedback.of_call(self.desk, session_id))

    async def of_customer(self, customer_id: str) -> "Change | None":
        """Note what a customer said, or the answer to a question that they were asked."""
        return await self._of(feedback.of_customer(self.desk, customer_id))

    async def _of(self, reading: "Future[Subject]") -> "Change | None":
        subject, problem = await answer_of(reading)
        if subject is None:
            self.app.notify(problem, severity="warning")
            return None
        if subject.waiting is not None:
            return await self.correct(subject.waiting, subject.who)
        return await self.new(subject)

    async def new(self, subject: Subject, keep: "Keeping | None" = None) -> "Change | None":
        """Note something new; None where it was left."""
        key, why = subject.key, _whose(subject.who, subject.about.session_id)
        while True:
            words = await self._ask(NOTING, why, new_words(subject.about), key)
            if words is None:
                return None
            saving = feedback.note(self.desk, subject.about, words)
            change = await shield(self._settle(saving, key, keep))
            if change is not None:
                return change

    async def correct(self, noted: Feedback, who: str, keep: "Keeping | None" = None) -> "Change | None":
        """Correct what was noted, or note the answer to a question; None where it was left."""
        key, why = noted.id, _whose(who, noted.session_id)
        heading = ANSWERING if noted.received_at is None else CORRECTING
        while True:
            words = await self._ask(heading, why, words_of(noted), key)
            if words is None:
                return None
            saving = feedback.amend(self.desk, noted, words)
            change = await shield(self._settle(saving, key, keep))
            if change is not None:
                return change
            now, _ = await answer_of(feedback.current(self.desk, noted.id))
            if now is None:
                handed_on(self.desk.left_words, key, UNLINKED)
                return None
            noted = now

    async def _ask(self, heading: str, why: str, now: FeedbackWords, key: str) -> FeedbackWords | None:
        """Ask once, over what stands there now; what was typed stays with the desk until it is saved."""
        left = self.desk.left_words
        dialog = FeedbackDialog(heading, why, recalled(left, key, now), self.playbook)
        answer = await self.app.push_screen_wait(dialog)
        remember(left, key, dialog.words, now)
        return answer

    async def _settle(self, saving: "Future[Change]", key: str, keep: "Keeping | None") -> "Change | None":
        """Wait until it is saved, then forget the words; asking anew meanwhile does not stop it."""
        change = await (keep or self._kept)(saving)
        if change is not None:
            self.desk.left_words.pop(key, None)
            self._say(change)
        return change

    async def _kept(self, saving: "Future[Change]") -> "Change | None":
        """Wait until it is saved; else say what stood in its way."""
        change, problem = await answer_of(saving)
        if change is None:
            self.app.notify(problem, severity="warning")
        return change

    def _say(self, change: "Change") -> None:
        row = change.edits[0].after if change.edits else None
        if isinstance(row, Feedback):
            waits = row.received_at is None
            self.app.notify(KEPT_ASKED if waits else KEPT.format(stands=stands(row)))


def _whose(who: str, session_id: str | None) -> str:
    return who or (NOBODY if session_id is None else UNNAMED)
