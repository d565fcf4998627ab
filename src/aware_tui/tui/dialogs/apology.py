"""The apology guide: what a good one holds, ticked as it is said, with words that help beside it."""

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Static

from aware_tui.domain.playbook import Apology, ChecklistItem, Choice
from aware_tui.domain.states import ApologySize
from aware_tui.services.call import Call
from aware_tui.services.spots import Spot, Table
from aware_tui.tui.dialogs.dialog import Dialog, Keeper
from aware_tui.tui.live.coach_pane import CoachWords, Paragraph
from aware_tui.tui.plaintext import styled
from aware_tui.tui.widgets.checklist import Checklist
from aware_tui.tui.widgets.choice_row import ChoiceRow
from aware_tui.tui.widgets.key_line import KeyLine
from aware_tui.tui.widgets.text_view import TextView

SIZES = (
    Choice(ApologySize.LIGHT, "light: for the situation"),
    Choice(ApologySize.FULL, "full: they feel wronged"),
)
"""The two sizes, as the guide offers them."""

KEYS = (
    ("^o", "said it"),
    ("tab", "next"),
    ("^z", "undo"),
    ("pgdn", "more words"),
    ("escape", "back to the call"),
)
"""The keys of the foot line."""


class ApologyDialog(Dialog[bool]):
    """On the phone the elements are ticked as they are said; the box is for chat, mail and practice."""

    CSS_PATH = "apology.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+o", "said", "said it", priority=True, show=False),
        Binding("f2", "leave", "back", priority=True, show=False),
        Binding("ctrl+z", "undo", "undo", show=False),
        Binding("pagedown", "more_words(1)", "more words", show=False),
        Binding("pageup", "more_words(-1)", "words before", show=False),
    ]

    def __init__(self, call: Call, keeper: Keeper, changed: Callable[[], None]) -> None:
        super().__init__(keeper)
        self._call = call
        self._changed = changed

    @property
    def size_(self) -> ApologySize:
        """Return the size in hand: light until the customer's view calls for more."""
        return self._call.session.head.apology_size or ApologySize.LIGHT

    def compose(self) -> ComposeResult:
        with Horizontal(id="apology"):
            with VerticalScroll(id="apology-left", can_focus=False):
                yield Static(id="apology-title")
                yield ChoiceRow("In their eyes", SIZES, id="size")
                yield Static(styled(("Say, in this order", "$muted")), classes="label")
                yield Checklist(id="elements")
                yield Static(styled(("What I will say", "$muted")), classes="label")
                yield TextView(hint="for chat, mail and practice; on the phone, just say it", id="draft")
            with VerticalScroll(id="apology-right", can_focus=False):
                yield CoachWords(id="apology-words")
        yield KeyLine(KEYS)

    def on_mount(self) -> None:
        self.show_size()
        self.query_one("#elements").focus()

    def show_size(self) -> None:
        """Show the elements and the words for the size in hand."""
        guide, full = self._call.playbook.apology, self.size_ is ApologySize.FULL
        title = "A full apology: they feel wronged" if full else "A light apology: sorry for the situation"
        self.query_one("#apology-title", Static).update(styled((title, "bold $accent")))
        self.query_one("#size", ChoiceRow).value = self._call.session.head.apology_size
        elements = self.query_one("#elements", Checklist)
        elements.items = guide.full if full else guide.light
        self._show_ticks()
        draft = self.query_one("#draft", TextView)
        draft.spot = Spot(Table.APOLOGY, self._call.place.step, self.size_)
        draft.put(self._call.words_in(draft.spot))
        self.query_one(CoachWords).paragraphs = _words(guide, full=full)

    def _show_ticks(self) -> None:
        done = frozenset(tick.item_id for tick in self._call.session.ticks)
        self.query_one("#elements", Checklist).done = done
        self._changed()

    @on(ChoiceRow.Chosen)
    def change_size(self, event: ChoiceRow.Chosen) -> None:
        event.stop()
        self._keep_draft()
        self._call.set_size(event.choice)
        self.show_size()

    @on(Checklist.Toggled)
    def tick(self, event: Checklist.Toggled) -> None:
        event.stop()
        self._tick(event.item)

    def _tick(self, item: ChecklistItem) -> None:
        self._call.tick(item)
        self._show_ticks()

    @on(Checklist.TypedPast)
    @on(ChoiceRow.TypedPast)
    def type_in_draft(self, event: Checklist.TypedPast | ChoiceRow.TypedPast) -> None:
        event.stop()
        draft = self.query_one("#draft", TextView)
        draft.focus()
        draft.insert_here(event.character)

    def _keep_draft(self) -> None:
        self.keep_typed(self.query_one("#draft", TextView))

    def action_said(self) -> None:
        item = self.query_one("#elements", Checklist).next_open()
        if item is not None:
            self._tick(item)

    def action_more_words(self, by: int) -> None:
        self.query_one("#apology-right").scroll_relative(y=8 * by, animate=False)

    def action_undo(self) -> None:
        self._keep_draft()
        self._call.undo()
        self.show_size()

    @on(TextView.NothingToUndo)
    def undo_instead(self, event: TextView.NothingToUndo) -> None:
        event.stop()
        self.action_undo()

    def action_leave(self) -> None:
        self._keep_draft()
        self.dismiss(True)


def _words(guide: Apology, *, full: bool) -> tuple[Paragraph, ...]:
    help_with: Paragraph = ("Words that help", "", guide.say_full if full else guide.say_light)
    leave_out: Paragraph = ("Leave out", "· ", guide.leave_out)
    return tuple(block for block in (help_with, leave_out) if block[2])
