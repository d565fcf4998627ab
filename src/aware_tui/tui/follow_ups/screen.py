"""Follow-ups: promises and checks of all sessions by due time; what is overdue stays on top."""

from functools import partial
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from aware_tui.domain.queue import Span, Wanted
from aware_tui.domain.states import Status
from aware_tui.domain.summary import DueLine
from aware_tui.keys import with_keys
from aware_tui.language import _
from aware_tui.services.desk import Desk
from aware_tui.services.duties import PAGE, SPANS, Queue
from aware_tui.tui.commands import Command
from aware_tui.tui.follow_ups.help import HELP
from aware_tui.tui.follow_ups.marking import MarkingScreen
from aware_tui.tui.follow_ups.rows import details_of, queue_row
from aware_tui.tui.main_screens import make_screen
from aware_tui.tui.messages import SessionWanted
from aware_tui.tui.plaintext import plain, styled
from aware_tui.tui.waiting import answer_of
from aware_tui.tui.widgets.key_line import KeyLine
from aware_tui.tui.widgets.long_list import LongList
from aware_tui.tui.widgets.words import Words

REST = (
    ("e", _("note")),
    ("g", _("give to")),
    ("^z", _("undo")),
    ("h", _("today")),
    ("^p", _("commands")),
    ("F1", _("help")),
)
PROMISE_KEYS = (("enter", _("open")), ("k", _("kept")), ("m", _("new time")), ("x", _("broken")), *REST)
CHECK_KEYS = (("enter", _("open")), ("k", _("all well")), ("m", _("new time")), ("x", _("not well")), *REST)
"""The keys of the foot line: what they mean for the row in hand."""

NAMES = {
    Span.ALL: _("all"),
    Span.OVERDUE: _("overdue"),
    Span.TODAY: _("today"),
    Span.WEEK: _("this week"),
}
"""What each span is called."""

NOTHING = _(
    "Nothing is promised and nothing is to be checked. What you promise in a call, with F3 or in Agree, "
    "stands here by when it is due."
)
NONE_HERE = _("Nothing here. Press 1 for all, a for everybody's.")
NONE_FOUND = _("Nothing open has all of these words. Fewer words find more.")

AGES = 20.0
"""Seconds between two looks at what has become overdue."""

AHEAD = 60
"""How many rows before the last one more are read."""


class FollowUpsScreen(MarkingScreen):
    """The queue, filtered by time, owner and words; below it all there is to say of the row in hand."""

    NAME = _("Follow-ups")
    MAIN_NAME = "follow_ups"
    HINT = _("a name, what was promised, whose it is")
    HELP_PAGE = HELP
    CSS_PATH = ["../reading/reader.tcss", "follow_ups.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(str(number), f"span('{span}')", NAMES[span], show=False)
            for number, span in enumerate(SPANS, 1)
        ),
        Binding("a", "everybody", _("mine or everybody's"), show=False),
        Binding("o", "read", _("read the call"), show=False),
    ]

    def __init__(self, desk: Desk, *, search: bool = False, row: str = "") -> None:
        super().__init__(desk, search=search)
        self._span = Span.ALL
        self._wanted_row = row
        self._mine = False
        self._lines: list[DueLine] = []
        self._more = False
        self._limit = PAGE
        self._filtered_anew = True
        self._spans = Static(id="spans")
        self.found = LongList(self._row, id="queue")
        self._details = Words(id="details")

    def compose(self) -> ComposeResult:
        yield from self.top()
        yield self._spans
        with Vertical(id="body"):
            yield self._empty
            yield self.found
        yield self._details
        yield KeyLine(PROMISE_KEYS, may_go=("h", "^z", "g", "^p", "e"), id="key-line")

    def _row(self, row: int, width: int) -> Content:
        settings = self.desk.settings
        return queue_row(self._lines[row], self.desk.now(), width, settings.agent, settings.zone)

    @property
    def line(self) -> DueLine | None:
        return self._lines[self.found.cursor] if self._lines else None

    def fresh(self, line: DueLine) -> DueLine | None:
        return next((each for each in self._lines if each.id == line.id), None)

    def on_mount(self) -> None:
        self._show_spans()
        self.set_interval(AGES, self._age)

    def _age(self) -> None:
        """Draw the rows in hand again: what was due may be overdue by now; nothing comes, goes or moves."""
        if self._lines:
            self.found.show(len(self._lines))
            self._say_found()

    def on_screen_resume(self) -> None:
        self.look()

    @property
    def _wanted(self) -> Wanted:
        return Wanted(self._span, self.desk.settings.agent if self._mine else "", self.words)

    def reload(self) -> None:
        self.look()

    @work(exclusive=True, group="list")
    async def look(self) -> None:
        """Show what is due, as it is now."""
        await self.read_lines()

    async def read_lines(self) -> None:
        """Read what is due; while it cannot be read, what is shown stays."""
        await self.in_force()
        wanted = self._wanted
        queue, problem = await answer_of(self.duties.queue(wanted, self._limit))
        if queue is None:
            self.app.notify(problem, severity="warning")
        elif wanted == self._wanted and self.is_attached:
            self._show_lines(queue)
            self._say_found()

    def _show_lines(self, queue: Queue) -> None:
        """Show other lines; the cursor stays on its row, or where that row was."""
        ids = [each.id for each in queue.lines]
        kept = self.line.id if self.line is not None and not self._filtered_anew else self._wanted_row
        at = 0 if self._filtered_anew else self.found.cursor
        self._lines, self._more = list(queue.lines), queue.more
        self.found.show(len(self._lines), ids.index(kept) if kept in ids else at)
        self._filtered_anew, self._wanted_row = False, ""

    def _say_found(self) -> None:
        now, count = self.desk.now(), len(self._lines)
        late = sum(line.overdue(now) for line in self._lines)
        self._empty.update(plain(NONE_FOUND if self.words else self._nothing()))
        self._empty.display, self.found.display = not count, bool(count)
        shown = (
            _("the first {count}").format(count=count)
            if self._more
            else _("{count} open").format(count=count)
        )
        self.say(
            _("{shown}, {late} overdue").format(shown=shown, late=late) if late else shown if count else ""
        )
        self._show_details()

    def _nothing(self) -> str:
        return with_keys(NOTHING) if self._span is Span.ALL and not self._mine else NONE_HERE

    def on_resize(self) -> None:
        self.call_after_refresh(self._show_spans)

    def _show_spans(self) -> None:
        parts = [self._span_part(str(n), NAMES[span], span is self._span) for n, span in enumerate(SPANS, 1)]
        whose = _("mine only") if self._mine else _("everybody's")
        parts.append(self._span_part("a", whose, self._mine))
        line = Content("    ").join(parts)
        room = self._spans.content_size.width
        self._spans.update(plain(line if line.cell_length <= room else Content("  ").join(parts)))

    @staticmethod
    def _span_part(key: str, name: str, taken: bool) -> Content:
        return styled((f"{key} ", "$faint"), (name, "bold $accent" if taken else "$muted"))

    def _show_details(self) -> None:
        line = self.line
        agent, zone = self.desk.settings.agent, self.desk.settings.zone
        said = details_of(line, self.desk.now(), agent, zone) if line is not None else ()
        if line is not None:
            for key_line in self.query(KeyLine):  # none is left once the app is closing
                key_line.keys = PROMISE_KEYS if line.kind is None else CHECK_KEYS
        self._details.say(Content("\n").join(said))
        self._details.display = line is not None

    @on(LongList.Moved)
    def moved(self, event: LongList.Moved) -> None:
        event.stop()
        self._show_details()

    @on(LongList.Neared)
    def read_more(self, event: LongList.Neared) -> None:
        event.stop()
        if self._more and event.row >= len(self._lines) - AHEAD:
            self._more = False  # until they have come: they are not asked for twice
            self._limit += PAGE
            self.look()

    @on(LongList.Taken)
    def open_row(self, event: LongList.Taken) -> None:
        """Open the call it belongs to; a finished one is read, not opened again."""
        event.stop()
        line = self.line
        if line is not None and line.status in (Status.OPEN, Status.PARKED):
            self.app.pop_screen()
            self.app.post_message(SessionWanted(line.session_id, reopen=False))
        else:
            self.action_read()

    def action_read(self) -> None:
        """Read the call in History."""
        line = self.line
        if line is not None:
            self.app.switch_screen(make_screen("history", self.desk, words=line.session_id))

    def action_span(self, span: str) -> None:
        self._span = Span(span)
        self._filtered()

    def action_everybody(self) -> None:
        self._mine = not self._mine
        self._filtered()

    def _filtered(self) -> None:
        self._limit = PAGE
        self._show_spans()
        self._filtered_anew = True
        self.look()

    def commands(self) -> tuple[Command, ...]:
        """Return every action of this screen."""
        spans = (
            Command(
                _("Show {names}").format(names=NAMES[span]),
                _("What is due by then"),
                partial(self.action_span, span),
                str(number),
            )
            for number, span in enumerate(SPANS, 1)
        )
        reading = Command(_("Read the call"), _("Its story, in History"), self.action_read, "o")
        mine = Command(_("Mine or everybody's"), _("Only what I owe"), self.action_everybody, "a")
        return (*self.marking_commands(), reading, *spans, mine, *super().commands())
