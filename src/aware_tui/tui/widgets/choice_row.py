"""A row of choices on one line, answered by digit or by space."""

from dataclasses import dataclass
from textwrap import wrap
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from aware_tui.domain.playbook import Choice
from aware_tui.language import _
from aware_tui.tui.plaintext import styled, visible


class ChoiceRow(Widget, can_focus=True):
    """A label and its choices; `value` is the id of the one taken. Taking it again takes it back."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "go(-1)", _("left"), show=False),
        Binding("right", "go(1)", _("right"), show=False),
        Binding("space,enter", "take", _("take"), show=False),
    ]

    value: reactive[str | None] = reactive(None)
    choices: reactive[tuple[Choice, ...]] = reactive((), layout=True)
    hint: reactive[str] = reactive("", layout=True)
    cursor: reactive[int] = reactive(0)

    @dataclass
    class Chosen(Message):
        """A choice was taken, or taken back (`choice` None)."""

        row: "ChoiceRow"
        choice: str | None

        @property
        def control(self) -> "ChoiceRow":
            return self.row

    @dataclass
    class TypedPast(Message):
        """A letter that means nothing here was typed, or words were pasted: they belong in the box."""

        words: str

    def __init__(
        self,
        label: str,
        choices: tuple[Choice, ...],
        *,
        hint: str = "",
        value: str | None = None,
        acts: bool = False,
        id: str | None = None,  # noqa: A002
    ) -> None:
        super().__init__(id=id)
        self.label = label
        self.acts = acts
        self.set_reactive(ChoiceRow.choices, choices)
        self.set_reactive(ChoiceRow.hint, hint)
        self.set_reactive(ChoiceRow.value, value)

    def render(self) -> Content:
        return Content("\n").join(self._lines(self.content_size.width))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        return len(self._lines(width))

    def _lines(self, width: int) -> list[Content]:
        choices = [self._choice(index, choice) for index, choice in enumerate(self.choices)]
        label = [styled((self.label, "$muted"))] if self.label else []
        lines = _filled([*label, *choices], width)
        if label and len(lines) > 1:
            lines = [*label, *(Content("  ") + line for line in _filled(choices, width - 2))]
        return [*lines, *self._hint_lines(width)]

    def _hint_lines(self, width: int) -> list[Content]:
        return [styled((line, "$faint")) for line in wrap(visible(self.hint), max(10, width))]

    def _choice(self, index: int, choice: Choice) -> Content:
        taken = choice.id == self.value
        here = self.has_focus and index == self.cursor
        mark = "" if self.acts else self._mark(taken)
        style = "bold" if taken else ""
        return styled(
            (mark, "$accent" if taken else "$muted"),
            (f"{index + 1} ", "$muted"),
            (choice.label, f"{style} underline" if here else style),
        )

    def _mark(self, taken: bool) -> str:
        if len(self.choices) == 1:
            return "[x] " if taken else "[ ] "
        return "● " if taken else "○ "

    def on_focus(self) -> None:
        self.cursor = next((i for i, c in enumerate(self.choices) if c.id == self.value), 0)
        self.refresh()

    def on_blur(self) -> None:
        self.refresh()

    def action_go(self, by: int) -> None:
        if self.choices:
            self.cursor = (self.cursor + by) % len(self.choices)

    def action_take(self) -> None:
        if self.choices:
            self._take(self.cursor)

    def _take(self, index: int) -> None:
        self.cursor = index
        choice = self.choices[index].id
        taken_back = choice == self.value and not self.acts
        self.post_message(self.Chosen(self, None if taken_back else choice))

    def on_key(self, event: events.Key) -> None:
        character = event.character or ""
        if not event.is_printable or event.key == "space":
            return
        event.stop()
        if character.isascii() and character.isdigit():
            if 1 <= int(character) <= len(self.choices):
                self._take(int(character) - 1)
        else:
            self.post_message(self.TypedPast(character))

    def on_paste(self, event: events.Paste) -> None:
        event.stop()
        self.post_message(self.TypedPast(event.text))


def _filled(pieces: list[Content], width: int) -> list[Content]:
    """Return pieces side by side, three apart, on as few lines as they need; only a long one is broken."""
    lines: list[list[Content]] = [[]]
    used = 0
    for piece in pieces:
        if lines[-1] and used + 3 + piece.cell_length > width:
            lines.append([])
            used = 0
        used += piece.cell_length + (3 if lines[-1] else 0)
        lines[-1].append(piece)
    return [part for line in lines for part in Content("   ").join(line).wrap(max(1, width))]
