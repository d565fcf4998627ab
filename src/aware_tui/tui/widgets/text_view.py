"""A place to type in: a line or a box that never loses words and never swallows a command key."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from rich.style import Style
from rich.text import Text
from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import TextArea
from textual.widgets.text_area import Edit, EditResult

from aware_tui.domain.text import LINE_LIMIT, NOTE_LIMIT, clean
from aware_tui.language import _
from aware_tui.services.spots import Spot
from aware_tui.tui.messages import WordsCut
from aware_tui.tui.painting import SteadyArea
from aware_tui.tui.plaintext import plain


class TextView(SteadyArea):
    """Typing for one place; `lines` False keeps it to a single line that Enter ends.

    `spot` says where its words are kept; without one they are not kept as they are typed.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+z", "undo", _("undo"), show=False)]

    @dataclass
    class Typed(Message):
        """The words change by typing, pasting or undoing; told where the screen does not take note itself."""

        view: "TextView"

        @property
        def control(self) -> "TextView":
            return self.view

    @dataclass
    class Ended(Message):
        """Enter was pressed in a single line."""

        view: "TextView"

        @property
        def control(self) -> "TextView":
            return self.view

    @dataclass
    class NothingToUndo(Message):
        """Undo was asked for where nothing typed is left to undo."""

        view: "TextView"

    COMPONENT_CLASSES: ClassVar[set[str]] = {*SteadyArea.COMPONENT_CLASSES, "text-view--marked"}

    DEFAULT_CSS = """
    TextView .text-view--marked {
        color: $warning;
    }
    """

    orderly: ClassVar[bool] = True
    """Letters handed on in a row stay in their order: a command need not wait between them."""

    def __init__(
        self,
        text: str = "",
        *,
        spot: Spot | None = None,
        lines: bool = True,
        hint: str = "",
        at_start: bool = False,
        id: str | None = None,  # noqa: A002
    ) -> None:
        super().__init__(text, id=id, highlight_cursor_line=False, placeholder=plain(hint), compact=not lines)
        self.lines = lines
        self.spot = spot
        self._at_start = at_start
        self._marks: tuple[tuple[int, int], ...] = ()
        self.cursor_blink = False
        self.disable_messages(TextArea.Changed, TextArea.SelectionChanged)
        self.set_class(not lines, "-line")

    def mark(self, *spans: tuple[int, int]) -> None:
        """Mark stretches of the text (code points, end exclusive) in place of those marked before."""
        if spans != self._marks:
            self._marks = spans
            self.forget_lines()

    def get_line(self, line_index: int) -> Text:
        line = super().get_line(line_index)
        if self._marks:
            first = sum(len(self.document[row]) + 1 for row in range(line_index))
            colour = self.get_component_rich_style("text-view--marked", partial=True)
            style = colour + Style(underline=True)  # a mark must be seen without colour too
            for start, end in self._marks:
                line.stylize(style, max(0, start - first), max(0, end - first))
        return line

    @property
    def limit(self) -> int:
        """Return how many bytes the place holds."""
        return NOTE_LIMIT if self.lines else LINE_LIMIT

    def on_mount(self) -> None:
        if not self._at_start:
            self.move_cursor(self.document.end)

    def edit(self, edit: Edit) -> EditResult:
        self._tell_screen()
        return super().edit(edit)

    def undo(self) -> None:
        self._tell_screen()
        super().undo()

    def redo(self) -> None:
        self._tell_screen()
        super().redo()

    def _tell_screen(self) -> None:
        """Tell the screen before the text changes: what it says of saving must not be painted after it.

        A screen that must know takes note at once: a message would come too late.
        """
        screen = self.screen
        note: Callable[[TextView], None] | None = getattr(screen, "note_typing", None)
        if note is not None:
            note(self)
        else:
            screen.post_message(self.Typed(self))

    async def _on_key(self, event: events.Key) -> None:
        if event.key == "enter" and not self.lines:
            event.stop()
            event.prevent_default()
            self.post_message(self.Ended(self))

    async def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        self.paste(event.text)

    def paste(self, text: str) -> None:
        """Insert the first part of a paste that fits, cleaned: a huge one would stall every later key."""
        room = max(0, self.limit - len(self.text.encode("utf-8", "replace")))
        pasted = clean(text, limit=room, lines=self.lines)
        if pasted.text and not self.read_only:
            self.insert_here(pasted.text)
        if pasted.cut:
            self.post_message(WordsCut())

    def action_undo(self) -> None:
        if self.history.undo_stack:
            self.undo()
        else:
            self.post_message(self.NothingToUndo(self))

    async def keys_arrived(self) -> None:
        """Wait until every key pressed before now is in the text: they travel apart from commands."""
        arrived = asyncio.Event()
        if self.is_attached and self.call_later(arrived.set):
            await arrived.wait()

    def put(self, text: str) -> None:
        """Show other words in place of these, the cursor near where it was; undo starts anew."""
        place = len(self.text_to_cursor())
        self.load_text(text)
        before = text[:place].split("\n")
        self.move_cursor((len(before) - 1, len(before[-1])))

    def text_to_cursor(self) -> str:
        """Return the words before the cursor."""
        return self.get_text_range((0, 0), self.cursor_location)

    def insert_here(self, text: str) -> None:
        """Insert words at the cursor, undoable."""
        found = self._replace_via_keyboard(text, *self.selection)
        if found is not None:
            self.move_cursor(found.end_location)
            self.follow_cursor()
