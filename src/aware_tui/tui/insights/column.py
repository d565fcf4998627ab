"""A column of sections with a cursor that rests only on what can be opened."""

from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive

from aware_tui.language import _
from aware_tui.tui.insights.parts import GAP, Section, Target
from aware_tui.tui.plaintext import styled
from aware_tui.tui.widgets.lined import Lined

MARK = 2
"""Cells of the cursor's mark."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where an entry that can be opened stands: its first line, and the line after its last."""

    target: Target
    top: int
    bottom: int


class Column(Lined, can_focus=True):
    """Draws its sections; the arrows go from one entry to the next, and at an end out of the column."""

    DEFAULT_CSS = "Column { height: auto; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "go(-1)", _("up"), show=False),
        Binding("down", "go(1)", _("down"), show=False),
        Binding("enter", "take", _("open"), show=False),
    ]

    sections: reactive[tuple[Section, ...]] = reactive((), layout=True)
    cursor: reactive[int] = reactive(0)

    @dataclass
    class Moved(Message):
        """The cursor came to an entry: it stands on these lines of the column."""

        column: "Column"
        top: int
        bottom: int

        @property
        def control(self) -> "Column":
            return self.column

    @dataclass
    class Taken(Message):
        """An entry was chosen."""

        target: Target

    @dataclass
    class Passed(Message):
        """The cursor would go beyond an end: `by` is -1 or 1."""

        column: "Column"
        by: int

        @property
        def control(self) -> "Column":
            return self.column

    def __init__(self, *, airy: bool = True, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.airy = airy
        self._laid: tuple[int, list[Content], list[Place]] = (-1, [], [])

    @property
    def targets(self) -> tuple[Target, ...]:
        """Return what can be opened, in order."""
        return tuple(
            each.target for part in self.sections for each in part.entries if each.target is not None
        )

    @property
    def target(self) -> Target | None:
        """Return what the cursor is on."""
        return self.targets[self.cursor] if self.targets else None

    def show(self, sections: tuple[Section, ...]) -> None:
        """Show these sections; the cursor stays on what it was on, if that is there still."""
        was = self.target
        self._laid = (-1, [], [])
        self.sections = sections
        targets = self.targets
        if was in targets and targets[self.cursor : self.cursor + 1] != (was,):
            self.cursor = targets.index(was)
        self.cursor = self.validate_cursor(self.cursor)
        self.can_focus = bool(targets)
        self.refresh(layout=True)

    def validate_cursor(self, cursor: int) -> int:
        return max(0, min(cursor, len(self.targets) - 1))

    def watch_cursor(self) -> None:
        self.say_where()

    def say_where(self) -> None:
        """Tell on which lines the entry under the cursor stands."""
        places = self._layout(self.content_size.width)[2]
        if self.cursor < len(places):
            place = places[self.cursor]
            self.post_message(self.Moved(self, 0 if self.cursor == 0 else place.top, place.bottom))

    def _layout(self, width: int) -> tuple[int, list[Content], list[Place]]:
        if self._laid[0] != width:
            self._laid = (width, *laid(self.sections, max(10, width - MARK), self.airy))
        return self._laid

    def lines(self, width: int) -> list[Content]:
        _, lines, places = self._layout(width)
        here = places[self.cursor].top if self.has_focus and self.cursor < len(places) else -1
        return [
            Content("").join([styled(("▸ " if number == here else "  ", "bold $accent")), line])
            for number, line in enumerate(lines)
        ]

    def on_focus(self) -> None:
        self.refresh()
        self.say_where()

    def on_blur(self) -> None:
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        places = self._layout(self.content_size.width)[2]
        for number, place in enumerate(places):
            if place.top <= event.y < place.bottom:
                self.cursor = number
                self.post_message(self.Taken(place.target))

    def action_go(self, by: int) -> None:
        if 0 <= self.cursor + by < len(self.targets):
            self.cursor += by
        else:
            self.post_message(self.Passed(self, by))

    def action_take(self) -> None:
        if self.target is not None:
            self.post_message(self.Taken(self.target))


def laid(sections: tuple[Section, ...], width: int, airy: bool) -> tuple[list[Content], list[Place]]:
    """Return the lines of sections, and where what can be opened stands in them."""
    lines: list[Content] = []
    places: list[Place] = []
    for section in sections:
        if lines and airy:
            lines.append(GAP)
        lines += section.title_lines(width)
        for entry in section.entries:
            top = len(lines)
            lines += entry.draw(width)
            if entry.target is not None:
                places.append(Place(entry.target, top, len(lines)))
    return lines, places
