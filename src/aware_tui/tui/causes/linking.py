"""Linking a session to the cause it shares with others, from a call or from History."""

from concurrent.futures import Future
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from textual.app import App

from aware_tui.domain.causes import ChokePointLine, Similar
from aware_tui.domain.playbook import Playbook
from aware_tui.domain.rows import CauseLink
from aware_tui.domain.states import ChokePointState
from aware_tui.domain.text import counted, excerpt
from aware_tui.language import _
from aware_tui.services import cause_deeds, causes
from aware_tui.services.cause_deeds import PointWords
from aware_tui.services.desk import Desk
from aware_tui.tui.causes.point_dialog import FIELDS, PointDialog
from aware_tui.tui.causes.similar_dialog import SimilarDialog
from aware_tui.tui.dialogs.dialog import Dialog, Keeper
from aware_tui.tui.waiting import answer_of

if TYPE_CHECKING:
    from aware_tui.domain.session import Change
    from aware_tui.services.call import Call

SHORT = 60
"""Cells of a title in a sentence."""

NAMING = _("What is the cause of both?")
WHY_NAMING = _("It goes to the register. Once it is fixed, both customers are on the list to be told.")
NOTING = _("Note a choke point")
ALREADY = _("This call is linked to “{what}” already. The register, w on Today, shows it.")
LINKED = _("Linked to “{title}”: {calls} so far. Everyone it hit is told once it is fixed.")
WAS_FIXED = _("Linked to “{title}”, which was marked fixed. If it is not, x in the register opens it again.")


class ForgettingKeeper(Keeper, Protocol):
    """A keeper of words that forgets those of a question once its answer was dealt with."""

    def forget(self, *dialogs: Dialog[Any]) -> None:
        """Empty the places of these questions."""


@dataclass(frozen=True, slots=True)
class Linker:
    """Asks what a session has to do with a cause, and keeps it; to be used in a worker.

    In a `call`, words stay with its `keeper` until they are dealt with.
    """

    app: App[Any]
    desk: Desk
    playbook: Playbook
    session_id: str
    call: "Call | None" = None
    keeper: ForgettingKeeper | None = None

    async def same_cause(self) -> None:
        """Ask which session has the same cause, and link both to one choke point."""
        picked = await self.app.push_screen_wait(SimilarDialog(self.desk, self.session_id))
        own, problem = await answer_of(causes.of_session(self.desk, self.session_id))
        if picked is None or own is None:
            self._tell(problem)
        elif isinstance(picked, ChokePointLine):
            await self._keep(cause_deeds.link(self.desk, self.session_id, picked.point.id))
        elif picked.point is not None or own:
            await self._keep(cause_deeds.same_cause(self.desk, self.session_id, picked.line.id))
        else:
            await self._name(picked)

    async def _name(self, picked: Similar) -> None:
        """Ask for the cause in words, and note it for both sessions."""
        words = PointWords(self._label(picked), cause=picked.cause)
        dialog = self._dialog(NAMING, words, why=WHY_NAMING, only_title=True)
        typed = await self._asked(dialog)
        if typed is not None and await self._keep(
            cause_deeds.same_cause(self.desk, self.session_id, picked.line.id, typed.title, typed.cause)
        ):
            self._forget(dialog)

    def _label(self, picked: Similar) -> str:
        cause = next((cause.label for cause in self.playbook.causes if cause.id == picked.cause), "")
        category = self.playbook.category(picked.line.category)
        return cause or (category.label if category else "")

    async def note(self, *, again: bool = True) -> None:
        """Ask for a choke point, drafted from the quality record; not `again`, where the call has one."""
        linked, problem = await answer_of(causes.of_session(self.desk, self.session_id))
        if linked is None or (linked and not again):
            self._tell(problem or ALREADY.format(what=excerpt(linked[-1].title, SHORT) if linked else ""))
            return
        dialog = self._dialog(NOTING, self._drafted())
        words = await self._asked(dialog)
        if words is not None and await self._keep(cause_deeds.note(self.desk, words, self.session_id)):
            self._forget(dialog)

    def _drafted(self) -> PointWords:
        """Return what the quality record says already."""
        record = self.call.session.quality_record if self.call else None
        if record is None:
            return PointWords("")
        label = next((cause.label for cause in self.playbook.causes if cause.id == record.cause), "")
        return PointWords(label, record.recommendation, cause=record.cause)

    def _dialog(
        self, heading: str, words: PointWords, *, why: str = "", only_title: bool = False
    ) -> PointDialog:
        """Return the dialog, with the words that were typed when it was left the last time."""
        call, causes = self.call, self.playbook.causes
        spots = {name: call.unfinished(f"choke point, {name}") for name, _, _ in FIELDS} if call else {}
        left = {name: call.words_in(spot) for name, spot in spots.items()} if call else self._left()
        return PointDialog(
            heading,
            self.desk,
            words.with_left(**{name: text for name, text in left.items() if text}),
            causes,
            why=why,
            only_title=only_title,
            keeper=self.keeper,
            spots=spots,
        )

    def _left(self) -> dict[str, str]:
        """Return what was typed outside a call and left, by the names of its lines."""
        found: dict[str, str] = self.desk.left_words.setdefault(self.session_id, {})
        return found

    async def _asked(self, dialog: PointDialog) -> PointWords | None:
        """Return the answer; outside a call what was typed stays with the desk until it is dealt with."""
        before = dialog.words
        words = await self.app.push_screen_wait(dialog)
        if self.call is None:
            typed = {name: getattr(dialog.words, name) for name, _, _ in FIELDS}
            changed = {name: text for name, text in typed.items() if text != getattr(before, name)}
            left = self._left()
            left |= changed
        return words

    async def _keep(self, saving: "Future[Change]") -> bool:
        """Wait until it is saved, and say what is linked now."""
        change, problem = await answer_of(saving)
        if change is None:
            self._tell(problem)
            return False
        linked = (edit.row for edit in change.edits if isinstance(edit.row, CauseLink))
        ids = [each.choke_point_id for each in linked if each.session_id == self.session_id]
        if not ids:
            points, _ = await answer_of(causes.of_session(self.desk, self.session_id))
            ids = [point.id for point in points or ()]
        if ids:
            await self._say_linked(ids[-1])
        return True

    async def _say_linked(self, choke_point_id: str) -> None:
        now, _problem = await answer_of(causes.detail(self.desk, choke_point_id))
        if now is None:
            return
        number = now.line.sessions
        words = WAS_FIXED if now.point.state is ChokePointState.FIXED else LINKED
        calls = counted(number, "call")
        self._tell(words.format(title=excerpt(now.point.title, SHORT), calls=calls), calm=True)

    def _tell(self, sentence: str, *, calm: bool = False) -> None:
        if sentence:
            self.app.notify(sentence, severity="information" if calm else "warning")

    def _forget(self, dialog: PointDialog) -> None:
        self.desk.left_words.pop(self.session_id, None)
        if self.keeper is not None:
            self.keeper.forget(dialog)
