"""A list of any length with a cursor: only the rows in sight are ever drawn."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.visual import Visual

from aware_tui.language import _
from aware_tui.tui.plaintext import styled

Draw = Callable[[int, int], Content]
"""Draws the row with this number in so many cells."""

MARK = 2
"""Cells of the cursor's mark."""


class LongList(ScrollView, can_focus=True):
    """Rows of one line each, drawn by `draw` when they come in sight."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "go(-1)", _("up"), show=False),
        Binding("down", "go(1)", _("down"), show=False),
        Binding("pageup", "page(-1)", _("a page up"), show=False),
        Binding("pagedown", "page(1)", _("a page down"), show=False),
        Binding("home", "edge(0)", _("first"), show=False),
        Binding("end", "edge(1)", _("last"), show=False),
        Binding("enter", "take", _("open"), show=False),
    ]

    cursor: reactive[int] = reactive(0, repaint=False)

    @dataclass
    class OfRow(Message):
        """Something about one row."""

        list: "LongList"
        row: int

        @property
        def control(self) -> "LongList":
            return self.list

    class Moved(OfRow):
        """The cursor came to a row."""

    class Taken(OfRow):
        """A row was chosen."""

    class Neared(OfRow):
        """This row, the last one in sight, came into sight."""

    def __init__(self, draw: Draw, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._draw = draw
        self._drawn: dict[tuple[int, int, str], Strip] = {}
        self.count = 0

    def show(self, count: int, cursor: int | None = None) -> None:
        """Show this many rows; the cursor goes to `cursor`, or stays where it is."""
        self.count = count
        self._drawn.clear()
        self.virtual_size = Size(0, count)
        self.cursor = self.cursor if cursor is None else cursor
        self._keep_in_sight()
        self.refresh()

    def validate_cursor(self, cursor: int) -> int:
        return max(0, min(cursor, self.count - 1))

    def watch_cursor(self) -> None:
        self._keep_in_sight()
        self.refresh()
        if self.count:
            self.post_message(self.Moved(self, self.cursor))

    def _keep_in_sight(self) -> None:
        top, height = self.scroll_offset.y, max(1, self.scrollable_content_region.height)
        if self.cursor < top:
            self.scroll_to(y=self.cursor, animate=False, immediate=True)
        elif self.cursor >= top + height:
            self.scroll_to(y=self.cursor - height + 1, animate=False, immediate=True)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        last = round(new_value) + self.scrollable_content_region.height - 1
        self.post_message(self.Neared(self, min(last, self.count - 1)))

    def render_line(self, y: int) -> Strip:
        width = self.scrollable_content_region.width
        row = self.scroll_offset.y + y
        if row >= self.count or width <= MARK:
            return Strip.blank(width, self.rich_style)
        mark = ("bold $accent" if self.has_focus else "$muted") if row == self.cursor else ""
        drawn = self._drawn.get((row, width, mark))
        if drawn is None:
            drawn = self._drawn[row, width, mark] = self._strip(row, width, mark)
        return drawn

    def _strip(self, row: int, width: int, mark: str) -> Strip:
        before = styled(("▸ " if mark else "  ", mark))
        line = Content("").join([before, self._draw(row, width - MARK)]).truncate(width)
        return Visual.to_strips(self, line, width, 1, self.visual_style, pad=True)[0]

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._drawn.clear()

    def on_resize(self) -> None:
        self._drawn.clear()
        self._keep_in_sight()

    def on_focus(self) -> None:
        self.refresh()

    def on_blur(self) -> None:
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        row = self.scroll_offset.y + event.y
        if row < self.count:
            self.cursor = row
            self.post_message(self.Taken(self, row))

    def action_go(self, by: int) -> None:
        self.cursor += by

    def action_page(self, by: int) -> None:
        self.cursor += by * max(1, self.scrollable_content_region.height - 1)

    def action_edge(self, last: int) -> None:
        self.cursor = last * (self.count - 1)

    def action_take(self) -> None:
        if self.count:
            self.post_message(self.Taken(self, self.cursor))
