"""A checklist drawn with `[x]` and `[ ]`: ticked by digit, by space, or from anywhere by a key."""

from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive, var
from textual.widget import Widget

from aware_tui.domain.playbook import ChecklistItem
from aware_tui.language import _
from aware_tui.tui.plaintext import hanging, styled


class Checklist(Widget, can_focus=True):
    """Items in their order, which never changes; `done` holds the ids of the ticked ones."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "go(-1)", _("up"), show=False),
        Binding("down", "go(1)", _("down"), show=False),
        Binding("space,enter", "tick", _("tick"), show=False),
    ]

    items: var[tuple[ChecklistItem, ...]] = var((), init=False)
    done: reactive[frozenset[str]] = reactive(frozenset())
    heard: reactive[frozenset[str]] = reactive(frozenset())
    """The ids of items that stand in a draft, and wait to be said."""
    cursor: reactive[int] = reactive(0)

    @dataclass
    class Toggled(Message):
        """An item was ticked, or its tick taken back."""

        item: ChecklistItem

    @dataclass
    class TypedPast(Message):
        """A letter that means nothing here was typed, or words were pasted: they belong in the box."""

        words: str

    def __init__(
        self,
        items: tuple[ChecklistItem, ...] = (),
        *,
        numbered: bool = True,
        id: str | None = None,  # noqa: A002
    ) -> None:
        super().__init__(id=id)
        self.numbered = numbered
        self.set_reactive(Checklist.items, items)

    def watch_items(self) -> None:
        self.cursor = 0
        self.display = bool(self.items)
        self.refresh(layout=True)

    def render(self) -> Content:
        return self._words(self.content_size.width)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        return self._words(width).plain.count("\n") + 1

    def _words(self, width: int) -> Content:
        return Content("\n").join([self._line(index, item, width) for index, item in enumerate(self.items)])

    def _line(self, index: int, item: ChecklistItem, width: int) -> Content:
        ticked = item.id in self.done
        here = self.has_focus and index == self.cursor
        heard = item.id in self.heard
        box = "[x]" if ticked else "[•]" if heard else "[ ]"
        number = f" {index + 1}  " if self.numbered else " "
        style = "$muted" if ticked else ""
        lead = styled(
            ("▸" if here else " ", "bold $accent"),
            (box, "$success" if ticked or heard else ""),
            (number, "$muted"),
        )
        return hanging(lead, item.text, width, f"{style} underline" if here else style)

    def on_focus(self) -> None:
        self.cursor = next((i for i, item in enumerate(self.items) if item.id not in self.done), 0)
        self.refresh()

    def on_blur(self) -> None:
        self.refresh()

    def action_go(self, by: int) -> None:
        if self.items:
            self.cursor = (self.cursor + by) % len(self.items)

    def action_tick(self) -> None:
        if self.items:
            self.post_message(self.Toggled(self.items[self.cursor]))

    def on_key(self, event: events.Key) -> None:
        character = event.character or ""
        if not event.is_printable or event.key == "space":
            return
        event.stop()
        if self.numbered and character.isascii() and character.isdigit():
            self._tick_number(int(character))
        else:
            self.post_message(self.TypedPast(character))

    def on_paste(self, event: events.Paste) -> None:
        event.stop()
        self.post_message(self.TypedPast(event.text))

    def _tick_number(self, number: int) -> None:
        if 1 <= number <= len(self.items):
            self.cursor = number - 1
            self.post_message(self.Toggled(self.items[number - 1]))

    def next_open(self) -> ChecklistItem | None:
        """Return the first item that is not ticked."""
        return next((item for item in self.items if item.id not in self.done), None)
