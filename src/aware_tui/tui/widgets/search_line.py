"""The line to search from: letters typed here are words, never commands."""

from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message

from aware_tui.language import _
from aware_tui.tui.widgets.text_view import TextView


class SearchLine(TextView):
    """One line of words; the arrows and escape leave it to what was found."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "leave(1)", _("to what was found"), show=False),
        Binding("up", "leave(-1)", _("to what was found"), show=False),
        Binding("escape", "give_up", _("back"), show=False),
    ]

    @dataclass
    class Left(Message):
        """An arrow was pressed: `by` is 1 for down, -1 for up."""

        line: "SearchLine"
        by: int

    @dataclass
    class GaveUp(Message):
        """Escape was pressed."""

        line: "SearchLine"

    def __init__(self, hint: str, words: str = "") -> None:
        super().__init__(words, lines=False, hint=hint, id="search")

    def action_leave(self, by: int) -> None:
        self.post_message(self.Left(self, by))

    def action_give_up(self) -> None:
        self.post_message(self.GaveUp(self))
