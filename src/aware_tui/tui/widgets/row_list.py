"""A short list of rows with a cursor, and keys that do something with the row under it."""

from collections.abc import Mapping
from typing import ClassVar, NamedTuple

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from aware_tui.language import _
from aware_tui.tui.plaintext import styled


class Line(NamedTuple):
    """One row: the id of what it shows, and how it looks."""

    id: str
    content: Content


class RowList(Widget, can_focus=True):
    """Rows in the order they were made. `deeds` maps a key to the words for what it does.

    While the list has focus the keys stand below it, except those without words.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "go(-1)", _("up"), show=False),
        Binding("down", "go(1)", _("down"), show=False),
    ]

    rows: reactive[tuple[Line, ...]] = reactive((), layout=True)
    cursor: reactive[int] = reactive(0)

    class Deed(Message):
        """A key was pressed on a row."""

        def __init__(self, rows: "RowList", row_id: str, key: str) -> None:
            super().__init__()
            self.list, self.row_id, self.key = rows, row_id, key

        @property
        def control(self) -> "RowList":
            return self.list

    def __init__(
        self,
        deeds: Mapping[str, str],
        *,
        header: Content | None = None,
        empty: str = "",
        id: str | None = None,  # noqa: A002
    ) -> None:
        super().__init__(id=id)
        self.deeds = deeds
        self.header = header
        self.empty = empty

    def head(self, header: Content) -> None:
        """Show another line above the rows."""
        if header != self.header:
            self.header = header
            self.refresh()

    def watch_rows(self) -> None:
        self.cursor = max(0, min(self.cursor, len(self.rows) - 1))
        self.can_focus = bool(self.rows)

    def render(self) -> Content:
        if not self.rows:
            return styled((self.empty, "$faint"))
        lines = [self._row(index, row) for index, row in enumerate(self.rows)]
        above = [self.header] if self.header is not None else []
        below = [self._keys()] if any(self.deeds.values()) else []
        return Content("\n").join([*above, *lines, *below])

    def _row(self, index: int, row: Line) -> Content:
        here = self.has_focus and index == self.cursor
        return Content("").join([styled(("▸ " if here else "  ", "bold $accent")), row.content])

    def _keys(self) -> Content:
        words = "   ".join(f"{key} {what}" for key, what in self.deeds.items() if what)
        return styled((f"  {words}" if self.has_focus else "", "$muted"))

    def on_focus(self) -> None:
        self.refresh()

    def on_blur(self) -> None:
        self.refresh()

    def action_go(self, by: int) -> None:
        if self.rows:
            self.cursor = (self.cursor + by) % len(self.rows)

    def on_key(self, event: events.Key) -> None:
        if event.key in self.deeds and self.rows:
            event.stop()
            event.prevent_default()
            self.post_message(self.Deed(self, self.rows[self.cursor].id, event.key))
