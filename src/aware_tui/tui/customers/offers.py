"""The people who fit what is typed: offered, never taken by themselves."""

from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message

from aware_tui.language import _
from aware_tui.tui.widgets.row_list import RowList


class Offers(RowList):
    """A row for each, which begins with its digit: that or enter takes it, other keys go back to the box.

    It stands in nobody's way: tab passes it by, and only the down arrow leads to it.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", _("back"), show=False),
        Binding("tab", "back", _("back"), show=False),
    ]

    @dataclass
    class Left(Message):
        """The list was left for the place it belongs to; `words` were typed on it."""

        words: str = ""

    def __init__(self, id: str | None = None) -> None:  # noqa: A002
        super().__init__({"enter": ""}, id=id)

    def watch_rows(self) -> None:
        super().watch_rows()
        self.can_focus = self.has_focus and bool(self.rows)
        self.display = bool(self.rows)

    def enter(self) -> None:
        """Give the list focus, at its first row."""
        if self.rows:
            self.can_focus = True
            self.cursor = 0
            self.screen.set_focus(self, scroll_visible=False)

    def on_blur(self) -> None:
        self.can_focus = False

    def action_back(self) -> None:
        self.post_message(self.Left())

    def action_go(self, by: int) -> None:
        if by < 0 and self.cursor == 0:
            self.action_back()
        else:
            self.cursor = max(0, min(self.cursor + by, len(self.rows) - 1))

    def on_key(self, event: events.Key) -> None:
        character = event.character or ""
        if not event.is_printable or not character:
            return
        event.stop()
        event.prevent_default()
        chosen = [row for row in self.rows if row.content.plain.startswith(f"{character} ")]
        if character.isdigit() and chosen:
            self.post_message(self.Deed(self, chosen[0].id, "enter"))
        elif not character.isdigit():
            self.post_message(self.Left(character))
