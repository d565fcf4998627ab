"""Methods as a table: a row for each thing they do, a column for each method that there is room for."""

from dataclasses import dataclass
from typing import ClassVar, Final

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from aware_tui.domain.text import cells, excerpt
from aware_tui.language import _
from aware_tui.services.reading_room.methods import NOWHERE, Method, Row
from aware_tui.tui.plaintext import styled

MARK: Final = "▸ "
"""Before the title of the method that the cursor is on."""

IN_USE: Final = _("in use")
"""Under the title of the method that new calls begin with."""

WIDEST: Final = 24
"""Cells of a column at most; longer titles are cut."""

GAP: Final = 1
"""Cells between the names of the rows and the first column."""

LEAD: Final = "  "
"""Stands in a column before everything that has no mark."""

Piece = tuple[str | Content, str]
"""A text and its style."""


class MethodTable(Widget, can_focus=True):
    """The cursor goes from method to method; those that do not fit beside it wait on either side."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "go(-1)", _("method back"), show=False),
        Binding("right", "go(1)", _("method on"), show=False),
        Binding("home", "edge(0)", _("first"), show=False),
        Binding("end", "edge(1)", _("last"), show=False),
        Binding("enter", "take", _("new calls begin with it"), show=False),
    ]

    cursor: reactive[int] = reactive(0)

    @dataclass
    class Moved(Message):
        """The cursor came to another method."""

        number: int

    @dataclass
    class Taken(Message):
        """A method was chosen."""

        number: int

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._methods: tuple[Method, ...] = ()
        self._rows: tuple[Row, ...] = ()

    def show(self, methods: tuple[Method, ...], rows: tuple[Row, ...], cursor: int) -> None:
        """Show these methods, the cursor on one of them."""
        self._methods, self._rows = methods, rows
        self.cursor = cursor
        self.refresh(layout=True)

    def validate_cursor(self, cursor: int) -> int:
        return max(0, min(cursor, len(self._methods) - 1))

    def watch_cursor(self) -> None:
        if self._methods:
            self.post_message(self.Moved(self.cursor))

    def columns(self, width: int) -> range:
        """Return the methods shown in so many cells: the one of the cursor, and those that fit beside it."""
        room = width - self._label_width()
        first = last = self.cursor
        used = self._column_width(first)
        while True:
            if last + 1 < len(self._methods) and used + self._column_width(last + 1) <= room:
                last += 1
                used += self._column_width(last)
            elif first > 0 and used + self._column_width(first - 1) <= room:
                first -= 1
                used += self._column_width(first)
            else:
                return range(first, last + 1)

    def _label_width(self) -> int:
        return max((cells(row.label) for row in self._rows), default=0) + GAP

    def _column_width(self, number: int) -> int:
        texts = [self._methods[number].playbook.title, IN_USE, *(row.cells[number] for row in self._rows)]
        return min(WIDEST, max(cells(text) for text in texts)) + cells(LEAD) + 1

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        return len(self._rows) + 3 if self._methods else 1

    def render(self) -> Content:
        if not self._methods:
            return styled((_("Reading the methods there are ..."), "$muted"))
        shown = self.columns(self.content_size.width)
        lines = [self._titles(shown), self._marks(shown), styled(("", ""))]
        lines += [self._line(row, shown) for row in self._rows]
        return Content("\n").join(lines)

    def _titles(self, shown: range) -> Content:
        before = _("more to the left") if shown.start > 0 else ""
        pieces: list[Piece] = [(_padded("", before, self._label_width()), "$muted")]
        for number in shown:
            here = number == self.cursor
            title = self._methods[number].playbook.title
            cell = _padded(MARK if here else LEAD, title, self._column_width(number))
            pieces.append((cell, self._style(here=here)))
        return styled(*pieces)

    def _style(self, *, here: bool) -> str:
        return ("bold $accent" if self.has_focus else "bold") if here else ""

    def _marks(self, shown: range) -> Content:
        after = _("more to the right") if shown.stop < len(self._methods) else ""
        pieces: list[Piece] = [(_padded("", after, self._label_width()), "$muted")]
        for number in shown:
            mark = IN_USE if self._methods[number].in_use else ""
            pieces.append((_padded(LEAD, mark, self._column_width(number)), "$success"))
        return styled(*pieces)

    def _line(self, row: Row, shown: range) -> Content:
        pieces: list[Piece] = [(_padded("", row.label, self._label_width()), "$muted")]
        for number in shown:
            cell = row.cells[number]
            style = "$faint" if cell == NOWHERE else "bold" if number == self.cursor else ""
            pieces.append((_padded(LEAD, cell, self._column_width(number)), style))
        return styled(*pieces)

    def on_focus(self) -> None:
        self.refresh()

    def on_blur(self) -> None:
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        left = self._label_width()
        for number in self.columns(self.content_size.width):
            left += self._column_width(number)
            if self._label_width() <= event.x < left:
                self.cursor = number
                return

    def action_go(self, by: int) -> None:
        self.cursor += by

    def action_edge(self, last: int) -> None:
        self.cursor = last * (len(self._methods) - 1)

    def action_take(self) -> None:
        if self._methods:
            self.post_message(self.Taken(self.cursor))


def _padded(lead: str, text: str, width: int) -> str:
    """Return a text after its lead in exactly so many cells, the last one blank."""
    cut = lead + excerpt(text, width - 1 - cells(lead))
    return cut + " " * max(0, width - cells(cut))
