"""Closing the loop: everyone hit by a cause that is fixed now, with a draft of what to tell them."""

from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content

from aware_tui.domain.causes import ToBeTold
from aware_tui.domain.text import has_all
from aware_tui.language import _
from aware_tui.services import cause_deeds
from aware_tui.services.causes import to_be_told
from aware_tui.services.desk import Desk
from aware_tui.tui.causes.help import TOLD_HELP, TOLD_KEYS, TOLD_MAY_GO
from aware_tui.tui.causes.marking import MarkingScreen
from aware_tui.tui.causes.pages import told_page
from aware_tui.tui.causes.rows import told_row
from aware_tui.tui.commands import Command
from aware_tui.tui.main_screens import make_screen
from aware_tui.tui.plaintext import plain
from aware_tui.tui.waiting import answer_of
from aware_tui.tui.widgets.key_line import KeyLine
from aware_tui.tui.widgets.long_list import LongList
from aware_tui.tui.widgets.prose import Prose

if TYPE_CHECKING:
    from aware_tui.domain.rows import CauseLink
    from aware_tui.domain.session import Change

NOBODY_WAITS = _("Nobody waits to be told. When a choke point is marked fixed, those it hit stand here.")
NONE_FOUND = _("Nobody with all of these words waits to be told.")
COPIED = _("Copied. Read it over before you send it; space marks them told.")


class ToldScreen(MarkingScreen):
    """One line for each person and cause; told ones stay in their place until the list is opened again."""

    NAME = _("To be told")
    MAIN_NAME = "told"
    HINT = _("a name, or words of what was fixed")
    HELP_PAGE = TOLD_HELP
    CSS_PATH = ["../reading/reader.tcss", "told.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space,t", "turn", _("told, or not after all"), show=False),
        Binding("y", "copy", _("copy the draft"), show=False),
        Binding("o", "open", _("read the call"), show=False),
    ]

    def __init__(self, desk: Desk, *, search: bool = False, words: str = "", first: str = "") -> None:
        super().__init__(desk, search=search, words=words)
        self._first = first
        self.found = LongList(self._row, id="waiting")
        self._draft = Prose(id="draft")
        self._lines: list[ToBeTold] = []
        self._told: set[str] = set()
        """The links that were marked told here."""

    def compose(self) -> ComposeResult:
        yield from self.top()
        with Horizontal(id="body"):
            with Vertical(id="people"):
                yield self._empty
                yield self.found
            yield self._draft
        yield KeyLine(TOLD_KEYS, may_go=TOLD_MAY_GO, id="key-line")

    def _row(self, row: int, width: int) -> Content:
        line = self._lines[row]
        return told_row(line, self._is_told(line), self.desk.now(), width)

    def _is_told(self, line: ToBeTold) -> bool:
        return all(each.id in self._told for each in line.links)

    @property
    def line(self) -> ToBeTold | None:
        """Return the person the cursor is on."""
        return self._lines[self.found.cursor] if self._lines else None

    @work(exclusive=True, group="list")
    async def look(self) -> None:
        """Show who is to be told, the first of the wanted choke point under the cursor."""
        self.book = await self.in_force()
        lines, problem = await answer_of(to_be_told(self.desk))
        if not self.is_attached:
            return
        if lines is None:
            self.app.notify(problem, severity="warning")
            return
        self._lines = [line for line in lines if self._fits(line)]
        at = next((i for i, line in enumerate(self._lines) if line.point.id == self._first), 0)
        self.found.show(len(self._lines), at)
        some = bool(self._lines)
        self._empty.update(plain(NONE_FOUND if self.words else NOBODY_WAITS))
        self._empty.display, self.found.display, self._draft.display = not some, some, some
        self._say_number()
        await self._show_draft()

    def _fits(self, line: ToBeTold) -> bool:
        return has_all(f"{line.customer} {line.contact} {line.point.title}", self.words)

    def _say_number(self) -> None:
        waiting = sum(1 for line in self._lines if not self._is_told(line))
        self.say(
            _("{waiting} to tell").format(waiting=waiting)
            if waiting
            else _("all told")
            if self._lines
            else ""
        )

    @on(LongList.Moved)
    def linger(self, event: LongList.Moved) -> None:
        event.stop()
        self.show_draft()

    @work(exclusive=True, group="reading")
    async def show_draft(self) -> None:
        """Show the draft for the person the cursor is on."""
        await self._show_draft()

    async def _show_draft(self) -> None:
        line, book = self.line, self.book
        if line is not None and book is not None:
            page = told_page(line, self._is_told(line), book.playbook, self.desk.now())
            await self._draft.show(page)

    def action_turn(self) -> None:
        if self.line is not None:
            self._turn(self.line)

    @on(LongList.Taken)
    def read_draft(self, event: LongList.Taken) -> None:
        event.stop()
        self._draft.focus()

    @work(group="deeds")
    async def _turn(self, line: ToBeTold) -> None:
        """Mark a person told, or not after all."""
        async with self.turn:
            told = not self._is_told(line)
            change = await self.kept(cause_deeds.tell(self.desk, line.links, told=told))
            if change is not None and self.is_attached:
                ids = {each.id for each in line.links}
                self._told = self._told | ids if told else self._told - ids
                await self._show_marks()

    async def _show_marks(self) -> None:
        self.found.show(len(self._lines))
        self._say_number()
        await self._show_draft()

    async def taken_back(self, undone: "Change") -> None:
        for edit in undone.edits:
            linked: CauseLink = edit.row  # type: ignore[assignment]
            told = linked.told_at is not None
            self._told = self._told | {linked.id} if told else self._told - {linked.id}
        await self._show_marks()

    def action_copy(self) -> None:
        """Copy the draft; a person sends it."""
        if self.line is not None:
            self.app.copy_to_clipboard(self.line.draft)
            self.app.notify(COPIED)

    def action_open(self) -> None:
        """Read the newest call of this person in History."""
        if self.line is not None:
            self.read_in_history(self.line.session_id)

    def action_back(self) -> None:
        """One step back: from the draft to the list, from what was found to all, then to the choke points."""
        if self._draft.has_focus:
            self.found.focus()
        elif self.words:
            self.forget_words()
            self.found.focus()
        else:
            self.app.switch_screen(make_screen("causes", self.desk))

    def commands(self) -> tuple[Command, ...]:
        return (
            Command(_("Told, or not after all"), _("The person under the cursor"), self.action_turn, "space"),
            Command(_("Copy the draft"), _("To send it your own way"), self.action_copy, "y"),
            Command(_("Read the call"), _("In History"), self.action_open, "o"),
            *super().commands(),
        )
