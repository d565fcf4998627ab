"""Choke points: what keeps going wrong, whom it hit, what is done about it, and by when."""

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import Binding, BindingType

from aware_tui.domain.due import Due
from aware_tui.domain.forms import number
from aware_tui.domain.rows import CauseLink, ChokePoint
from aware_tui.domain.states import ChokePointState, Kind, Status
from aware_tui.keys import with_keys
from aware_tui.language import _, counted_words
from aware_tui.services import cause_deeds
from aware_tui.services.cause_deeds import PointWords
from aware_tui.tui.causes.help import HELP
from aware_tui.tui.causes.point_dialog import PointDialog
from aware_tui.tui.causes.register_screen import RegisterScreen
from aware_tui.tui.commands import Command
from aware_tui.tui.dialogs.left import handed_on, recalled, remember
from aware_tui.tui.messages import SessionWanted
from aware_tui.tui.widgets.long_list import LongList

if TYPE_CHECKING:
    from aware_tui.domain.session import Change

ADDING, EDITING = _("Note a choke point"), _("Correct the choke point")
NO_CALL = _("No call is linked to it yet. In a call: ctrl+p, then “Same cause as ...”.")
UNLINKED = _("This call is no longer linked to it. ctrl+z links it again.")
OPEN_AGAIN = _("Open again. Nobody is to be told until it is fixed.")
NOBODY_WAITS = _("Marked fixed. Nobody waits to be told. x opens it again.")

NEW = _("choke point")
"""Names the words of a choke point that is not noted yet, among those that were left unfinished."""

FIXED_ALREADY, OPEN_ALREADY = _("It was marked fixed already."), _("It was open again already.")


class CausesScreen(RegisterScreen):
    """The register, and what can be done with a choke point: note, correct, mark fixed, tell."""

    NAME = _("Choke points")
    MAIN_NAME = "causes"
    HINT = _("words of what goes wrong, or of what is done about it")
    HELP_PAGE = HELP
    CSS_PATH = ["../reading/reader.tcss", "causes.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "add", _("add"), show=False),
        Binding("e", "edit", _("edit"), show=False),
        Binding("x", "turn", _("fixed, or open again"), show=False),
        Binding("t", "tell", _("whom to tell"), show=False),
        Binding("o", "open", _("open the call"), show=False),
        Binding("delete", "unlink", _("unlink the call"), show=False),
    ]

    def action_add(self) -> None:
        if self.book is not None:
            self._ask(None)

    def action_edit(self) -> None:
        if self.line is not None and self.book is not None:
            self._ask(self.line.point)

    @work(exclusive=True, group="asking")
    async def _ask(self, point: ChokePoint | None) -> None:
        """Ask until the words are kept or left; what was typed stays with the desk until then."""
        key, left = point.id if point is not None else NEW, self.desk.left_words
        causes = self.book.playbook.causes if self.book is not None else ()
        while True:
            now = _words_of(point)
            words = _with_time(recalled(left, key, now), now)
            dialog = PointDialog(EDITING if point is not None else ADDING, self.desk, words, causes)
            answer = await self.app.push_screen_wait(dialog)
            remember(left, key, dialog.words, now)
            if answer is None:
                return
            if point is None:
                saving = cause_deeds.note(self.desk, answer)
            else:
                saving = cause_deeds.amend(self.desk, point, answer)
            change = await self.kept(saving)
            if change is not None:
                left.pop(key, None)
                await self._show_kept(point, change)
                return
            point = await self._again(point)
            if point is None and key != NEW:
                handed_on(left, key, NEW)
                return

    async def _show_kept(self, point: ChokePoint | None, change: "Change") -> None:
        if point is None:
            self.look(next(edit.row.id for edit in change.edits))
        else:
            await self.renew()

    async def _again(self, point: ChokePoint | None) -> ChokePoint | None:
        """Return a choke point as it is now, after it could not be kept; None if it is gone."""
        if point is None:
            return None
        await self.renew()
        return next((line.point for line in self.lines if line.point.id == point.id), None)

    def action_turn(self) -> None:
        if self.line is not None:
            self._turn(self.line.point.id)

    @work(group="deeds")
    async def _turn(self, choke_point_id: str) -> None:
        """Mark a choke point fixed, or open again, and say what that means."""
        async with self.turn:
            point = next((line.point for line in self.lines if line.point.id == choke_point_id), None)
            if point is None:
                return
            fixed = point.state is ChokePointState.OPEN
            change = await self.kept(cause_deeds.mark(self.desk, choke_point_id, fixed=fixed))
            await self.renew()
            if change is not None and change.empty:
                self.app.notify(FIXED_ALREADY if fixed else OPEN_ALREADY)
            elif change is not None:
                line = next((line for line in self.lines if line.point.id == choke_point_id), None)
                people = line.to_tell if line is not None else 0
                self.app.notify(waiting(people) if fixed else OPEN_AGAIN)

    def action_tell(self) -> None:
        """Go to those who are to be told, the first of this choke point under the cursor."""
        from aware_tui.tui.causes.told_screen import ToldScreen

        first = self.line.point.id if self.line is not None else ""
        self.app.switch_screen(ToldScreen(self.desk, first=first))

    @on(LongList.Taken, "#hits")
    def take_hit(self, event: LongList.Taken) -> None:
        event.stop()
        self.action_open()

    @work(exclusive=True, group="opening")
    async def action_open(self) -> None:
        """Take up the call under the cursor, or read it in History."""
        if self.hit is None:
            await self.read_now()
        hit = self.hit
        if self.line is None or not self.is_current:
            return
        if hit is None:
            self.app.notify(with_keys(NO_CALL))
        elif hit.line.kind is Kind.LIVE and hit.line.status in (Status.OPEN, Status.PARKED):
            self.leave()
            self.app.post_message(SessionWanted(hit.line.id))
        else:
            self.read_in_history(hit.line.id)

    def action_unlink(self) -> None:
        if self.hits.has_focus and self.hit is not None:
            self._unlink(self.hit.link)

    @work(group="deeds")
    async def _unlink(self, linked: CauseLink) -> None:
        """Say that a call did not run into this after all."""
        async with self.turn:
            change = await self.kept(cause_deeds.unlink(self.desk, linked))
            await self.renew()
            if change is not None:
                self.app.notify(with_keys(UNLINKED))

    async def taken_back(self, undone: "Change") -> None:  # noqa: ARG002
        await self.renew()

    def action_back(self) -> None:
        """One step back: from the reading to the list, from what was found to all, then to Today."""
        if self.has_class("-reading"):
            self.stop_reading()
        elif self.words:
            self.forget_words()
            self.found.focus()
        else:
            self.action_today()

    def action_search(self) -> None:
        self.stop_reading()
        super().action_search()

    def commands(self) -> tuple[Command, ...]:
        return (
            Command(
                _("Note a choke point"), _("What keeps going wrong, and what is done"), self.action_add, "a"
            ),
            Command(_("Edit this choke point"), _("Its words, owner and date"), self.action_edit, "e"),
            Command(_("Fixed, or open again"), _("Whom it hit is then to be told"), self.action_turn, "x"),
            Command(_("Whom to tell"), _("Everyone hit by what is fixed now"), self.action_tell, "t"),
            Command(_("Open a call it hit"), _("The one under the cursor"), self.action_open, "o"),
            Command(_("Unlink this call"), _("It had another cause"), self.action_unlink, "delete"),
            *super().commands(),
        )


def waiting(people: int) -> str:
    """Return that it is fixed, and how many are to be told of it."""
    if not people:
        return NOBODY_WAITS
    words = counted_words(
        "Marked fixed. {people} person was hit by this, and stands on Today until they are told. "
        "t goes to the list.",
        "Marked fixed. {people} people were hit by this, and stand on Today until they are told. "
        "t goes to the list.",
        people,
    )
    return words.format(people=number(people))


def _words_of(point: ChokePoint | None) -> PointWords:
    if point is None:
        return PointWords("")
    due = Due(point.due_at, point.zone or "UTC", point.due_words) if point.due_at is not None else None
    return PointWords(point.title, point.action, point.owner, point.due_words, point.cause, due)


def _with_time(words: PointWords, now: PointWords) -> PointWords:
    """Return words with the time that is known of theirs; of other words it is read anew."""
    return words if words.when == now.when else replace(words, due=None)
