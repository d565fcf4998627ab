"""What Today says of practice: what has fallen due, in one row; loaded after the first keys."""

from textual import work

from aware_tui.domain.practice.schedule import DueSkill
from aware_tui.domain.text import excerpt
from aware_tui.language import _
from aware_tui.services.desk import Desk
from aware_tui.services.practice.due_words import due_words
from aware_tui.services.practice_due import due_skills
from aware_tui.tui.main_screens import make_screen
from aware_tui.tui.plaintext import styled
from aware_tui.tui.waiting import answer_of
from aware_tui.tui.widgets.row_list import Line, RowList

ROW = "practise"
"""The one row."""


class ToPractise(RowList):
    """Shown while something is due; Enter opens Practice."""

    def __init__(self, desk: Desk) -> None:
        title = styled((_("To practise"), "bold $accent"), (_("   p shows what trains it"), "$faint"))
        super().__init__({"enter": ""}, header=title, id=ROW)
        self.desk = desk
        self.display = False
        self._due: tuple[DueSkill, ...] = ()

    def on_mount(self) -> None:
        self.load()

    @work(exclusive=True, group="practice")
    async def load(self) -> None:
        """Read what is due; while it cannot be read, what is shown stays."""
        due, _ = await answer_of(due_skills(self.desk))
        if due is not None and self.is_attached:
            self._due = due
            self._show()

    def on_resize(self) -> None:
        self._show()

    def _show(self) -> None:
        words = due_words(self._due)
        room = max(40, self.screen.size.width - 8)
        self.rows = (Line(ROW, styled((excerpt(words, room), ""))),) if words else ()
        self.display = bool(words)
        if words and self.screen.focused is None:
            self.focus()

    def on_row_list_deed(self, event: RowList.Deed) -> None:
        event.stop()
        self.app.push_screen(make_screen("practice", self.desk))
