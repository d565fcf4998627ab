"""The apology coach: what a good one holds, ticked as it is said, and a draft that is read as it is typed."""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Static

from aware_tui.domain.playbook import ChecklistItem, Choice, Playbook
from aware_tui.domain.states import ApologySize, Kind
from aware_tui.language import _
from aware_tui.services.call import Call
from aware_tui.services.desk import Desk
from aware_tui.services.spots import Spot, Table
from aware_tui.tui.dialogs.dialog import Dialog, Keeper
from aware_tui.tui.dialogs.pick import Pick
from aware_tui.tui.live.coach_pane import CoachWords
from aware_tui.tui.plaintext import styled
from aware_tui.tui.waiting import wait_for
from aware_tui.tui.widgets.checklist import Checklist
from aware_tui.tui.widgets.choice_row import ChoiceRow
from aware_tui.tui.widgets.key_line import KeyLine
from aware_tui.tui.widgets.text_view import TextView

if TYPE_CHECKING:
    from aware_tui.domain.coaching.apology import Reading
    from aware_tui.domain.coaching.rules import Coaching

SIZES = (
    Choice(ApologySize.LIGHT, _("light: for the situation")),
    Choice(ApologySize.FULL, _("full: they feel wronged")),
)
"""The two sizes, as the guide offers them."""

KEYS = (
    ("^o", _("said it")),
    ("F3", _("words")),
    ("F4", _("say it like this")),
    ("^z", _("undo")),
    ("pgdn", _("more")),
    ("escape", _("back")),
)
"""The keys of the foot line."""

MAY_GO = ("^z", "pgdn")
"""The keys that give way where the line is short, the last one first."""

BLANK = "____"
"""What stands in a suggested wording for words that no note has."""

WHOLE_BLANK = re.compile(rf"{BLANK}(?: \([^()\n]*\))?")
"""A blank of a suggested wording, with what it says of the words that belong there."""

OFFERED = 6
"""Phrases offered to be put into the draft: as many as a small window shows."""


class ApologyDialog(Dialog[bool]):
    """On the phone the elements are ticked as they are said; the box is for chat, mail and practice.

    Answers whether the draft was read as it stands.
    """

    CSS_PATH = "apology.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+o", "said", _("said it"), priority=True, show=False),
        Binding("f2", "leave", _("back"), priority=True, show=False),
        Binding("f3", "insert_words", _("insert words that help"), priority=True, show=False),
        Binding("f4", "rewrite", _("say it like this"), priority=True, show=False),
        Binding("ctrl+z", "undo", _("undo"), show=False),
        Binding("pagedown", "more_words(1)", _("more words"), show=False),
        Binding("pageup", "more_words(-1)", _("words before"), show=False),
    ]

    def __init__(self, call: Call, desk: Desk, keeper: Keeper, changed: Callable[[], None]) -> None:
        super().__init__(keeper)
        self._call = call
        self._desk = desk
        self._changed = changed
        self._read: tuple[str, Reading] | None = None
        """The draft that was read last, and what was read."""

    @property
    def size_(self) -> ApologySize:
        """Return the size in hand: light until the customer's view calls for more."""
        return self._call.session.head.apology_size or ApologySize.LIGHT

    @property
    def draft(self) -> TextView:
        """Return the box of the draft."""
        return self.query_one("#draft", TextView)

    def compose(self) -> ComposeResult:
        with Horizontal(id="apology"):
            with VerticalScroll(id="apology-left", can_focus=False):
                yield Static(id="apology-title")
                yield ChoiceRow(_("In their eyes"), SIZES, id="size")
                yield Static(styled((_("Say, in this order"), "$muted")), classes="label")
                yield Checklist(id="elements")
                yield Static(styled((_("What I will say"), "$muted")), classes="label")
                yield TextView(hint=_("for chat, mail and practice; on the phone, just say it"), id="draft")
            with VerticalScroll(id="apology-right", can_focus=False):
                yield CoachWords(id="apology-words")
        yield KeyLine(KEYS, may_go=MAY_GO)

    def on_mount(self) -> None:
        self.show_size()
        self.query_one("#elements").focus()

    def show_size(self) -> None:
        """Show the elements, the draft and the words for the size in hand."""
        guide, full = self._call.playbook.apology, self.size_ is ApologySize.FULL
        title = (
            _("A full apology: they feel wronged") if full else _("A light apology: sorry for the situation")
        )
        self.query_one("#apology-title", Static).update(styled((title, "bold $accent")))
        self.query_one("#size", ChoiceRow).value = self._call.session.head.apology_size
        elements = self.query_one("#elements", Checklist)
        elements.items = guide.full if full else guide.light
        self._show_ticks()
        self._show_draft()

    def _show_draft(self) -> None:
        self.draft.spot = Spot(Table.APOLOGY, self._call.place.step, self.size_)
        self.draft.put(self._call.words_in(self.draft.spot))
        self.draft.move_cursor(self.draft.document.end)
        self.read_draft()

    def _show_ticks(self) -> None:
        done = frozenset(tick.item_id for tick in self._call.session.ticks)
        self.query_one("#elements", Checklist).done = done
        self._changed()

    def note_typing(self, view: TextView) -> None:
        """Keep the words, and have them read once they have changed."""
        super().note_typing(view)
        self.call_later(self.read_draft)

    @work(exclusive=True, group="coach")
    async def read_draft(self) -> None:
        """Have the draft read away from the screen, and show what was found unless it changed meanwhile."""
        await self._read_now()

    async def _read_now(self) -> None:
        if not self.still_open("#draft", "#elements", "#apology-words"):
            return
        text, size = self.draft.text, self.size_
        if not text.strip():
            self._show_at_rest()
            return
        reading, coaching = await wait_for(
            self._desk.consult(lambda coach: (coach.apology(text, size), coach.coaching))
        )
        if self.still_open("#draft", "#elements", "#apology-words") and text == self.draft.text:
            self._show_reading(text, reading, coaching)

    def _show_at_rest(self) -> None:
        from aware_tui.tui.dialogs.apology_words import words_at_rest

        self._read = None
        self.draft.mark()
        self.query_one("#elements", Checklist).heard = frozenset()
        guide, full = self._call.playbook.apology, self.size_ is ApologySize.FULL
        self.query_one(CoachWords).paragraphs = words_at_rest(guide, full=full)

    def _show_reading(self, text: str, reading: "Reading", coaching: "Coaching") -> None:
        from aware_tui.domain.coaching.advice import items_for
        from aware_tui.domain.coaching.apology import Verdict
        from aware_tui.tui.dialogs.apology_words import words_at_rest, words_on

        self._read = (text, reading)
        every = self._call.session.head.kind is Kind.PRACTICE
        findings = reading.findings if every else reading.findings[:1]
        self.draft.mark(*((each.start, each.end) for each in findings if reading.english))
        kept = () if reading.verdict is Verdict.FAKE else reading.elements  # what is taken back is not said
        self.query_one("#elements", Checklist).heard = items_for(coaching, kept)
        guide, full = self._call.playbook.apology, self.size_ is ApologySize.FULL
        help_with = words_at_rest(guide, full=full)[:1]
        self.query_one(CoachWords).paragraphs = (*words_on(text, reading, coaching, every=every), *help_with)
        self.query_one("#apology-right").scroll_home(animate=False)

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
        self.draft.focus()
        self.draft.paste(event.words)

    def _keep_draft(self, *, said: bool = False) -> None:
        """Hand over the draft, with its reading if it was read as it stands."""
        self.keep_typed(self.draft)
        if self._read is not None and self._read[0] == self.draft.text:
            self._call.judge_apology(self.size_, self._read[1], said=said)

    async def action_said(self) -> None:
        """Tick the next element; from the draft, keep the draft as said and tick what it holds."""
        if self.draft.has_focus and self.draft.text.strip():
            await self.draft.keys_arrived()
            self._say_draft()
            return
        item = self.query_one("#elements", Checklist).next_open()
        if item is not None:
            self._tick(item)

    @work(exclusive=True, group="said")
    async def _say_draft(self) -> None:
        await self._read_now()
        heard = self.query_one("#elements", Checklist).heard
        self._keep_draft(said=True)
        for item in self.query_one("#elements", Checklist).items:
            if item.id in heard and not self._call.session.ticked(item.id):
                self._call.tick(item)
        self.app.notify(_("Kept as you said it, with how it reads."))
        self.show_size()

    @work
    async def action_insert_words(self) -> None:
        """Put one of the words that help into the draft, at the cursor."""
        choices = tuple(Choice(each, each) for each in phrases_for(self._call.playbook, self.size_))
        taken = await self.app.push_screen_wait(Pick(_("Words that help"), choices))
        if taken is not None:
            self._insert(taken.strip("“”"))

    def _insert(self, words: str) -> None:
        self.draft.focus()
        before = self.draft.text_to_cursor()
        self.draft.insert_here(words if not before or before[-1:].isspace() else f" {words}")

    @work
    async def action_rewrite(self) -> None:
        """Put the suggested wording in place of the draft; ctrl+z brings the draft back."""
        from aware_tui.domain.coaching.rewrite import rewrite

        values, size = self._call.values(self._desk.now()), self.size_
        words = await wait_for(
            self._desk.consult(lambda coach: rewrite(coach.coaching, size, lambda name: values.get(name, "")))
        )
        if words:
            self.draft.focus()
            self.draft.select_all()
            self.draft.insert_here(words)
            self._select_blank(words)

    def _select_blank(self, words: str) -> None:
        """Select the first blank of a wording, so that what is typed next fills it."""
        if blank := WHOLE_BLANK.search(words):
            before, within = words[: blank.start()].split("\n"), blank.group()
            row, column = len(before) - 1, len(before[-1])
            self.draft.move_cursor((row, column))
            self.draft.move_cursor((row, column + len(within)), select=True)

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
        """Leave at once: keys pressed next belong to the call. A draft not read yet is read there."""
        self._keep_draft()
        self._changed()
        self.dismiss(not self.draft.text.strip() or (self._read or ("",))[0] == self.draft.text)


def phrases_for(playbook: Playbook, size: ApologySize) -> tuple[str, ...]:
    """Return words that help with an apology of this size, those of the guide first."""
    guide = playbook.apology
    own = guide.say_full if size is ApologySize.FULL else guide.say_light
    more = (line for group in playbook.phrases if group.apology in (size, "any") for line in group.lines)
    return tuple(dict.fromkeys((*own, *more)))[:OFFERED]
