"""What Today says of practice: the call that waits, what has fallen due; loaded after the first keys."""

from typing import TYPE_CHECKING

from textual import work

from aware_tui.domain.practice.schedule import DueSkill
from aware_tui.domain.text import excerpt
from aware_tui.language import _
from aware_tui.services.desk import Desk
from aware_tui.services.practice.due_words import due_words, waiting_words
from aware_tui.services.practice_due import due_skills, waiting_call
from aware_tui.tui.main_screens import make_screen
from aware_tui.tui.plaintext import styled
from aware_tui.tui.waiting import answer_of
from aware_tui.tui.widgets.row_list import Line, RowList

if TYPE_CHECKING:
    from aware_tui.services.practice.choosing import Paused

NAME = "practise"
"""The name of the list."""


class ToPractise(RowList):
    """Shown while a call waits or something is due; Enter opens Practice."""

    def __init__(self, desk: Desk) -> None:
        title = styled((_("To practise"), "bold $accent"), (_("   p opens Practice"), "$faint"))
        super().__init__({"enter": ""}, header=title, id=NAME)
        self.desk = desk
        self.display = False
        self._due: tuple[DueSkill, ...] = ()
        self._waiting: Paused | None = None

    def on_mount(self) -> None:
        self.load()

    @work(exclusive=True, group="practice")
    async def load(self) -> None:
        """Read what waits and what is due; while that cannot be read, what is shown stays."""
        waiting, _ = await answer_of(waiting_call(self.desk))
        due, _ = await answer_of(due_skills(self.desk))
        if due is not None and self.is_attached:
            self._waiting, self._due = waiting, due
            self._show()

    def on_resize(self) -> None:
        self._show()

    def _show(self) -> None:
        waiting = waiting_words(self._waiting) if self._waiting is not None else ""
        room = max(40, self.screen.size.width - 8)
        said = [words for words in (waiting, due_words(self._due)) if words]
        self.rows = tuple(Line(words, styled((excerpt(words, room), ""))) for words in said)
        self.display = bool(said)
        if said and self.screen.focused is None:
            self.focus()

    def on_row_list_deed(self, event: RowList.Deed) -> None:
        event.stop()
        self.app.push_screen(make_screen("practice", self.desk))
