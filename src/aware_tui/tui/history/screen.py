"""History: every session, newest first, found by any words in it, and read back whole."""

from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content

from aware_tui.domain.states import Kind, Status
from aware_tui.domain.summary import SessionLine
from aware_tui.language import _
from aware_tui.services.desk import Desk
from aware_tui.services.questions import PAGE
from aware_tui.services.reading_room.passages import Passage, Said
from aware_tui.services.reading_room.session import read_back
from aware_tui.services.shown import InForce
from aware_tui.tui.commands import Command
from aware_tui.tui.dialogs.help import Help
from aware_tui.tui.history.session_row import session_row
from aware_tui.tui.messages import SessionWanted
from aware_tui.tui.plaintext import plain
from aware_tui.tui.reading.beside_screen import BesideScreen
from aware_tui.tui.waiting import answer_of
from aware_tui.tui.widgets.key_line import Key, KeyLine
from aware_tui.tui.widgets.long_list import LongList
from aware_tui.tui.widgets.prose import Prose

KEYS = (
    ("enter", _("read")),
    ("o", _("open")),
    ("/", _("search")),
    ("n", _("new call")),
    ("h", _("today")),
    ("b", _("playbook")),
    ("^p", _("commands")),
    ("F1", _("help")),
)
"""The keys of the foot line."""

READING_KEYS = (("↑ ↓", _("read on")), ("space", _("a page on")), ("esc", _("back to the list")), *KEYS[1:])
"""The keys of the foot line while a session is read."""

NO_SESSIONS = _("No sessions yet. When a call comes, press n: it starts at once.")
NONE_FOUND = _("No session has all of these words. Fewer words find more.")
UNREADABLE = _("This session cannot be read now")
TO_OPEN = _("Only an open or a parked call can be opened. This one can be read.")
NOT_OF_PRACTICE = _("This was practice: nobody real was asked how it was.")

AHEAD = 60
"""How many rows before the last one the next page is fetched."""


HELP = Help(
    _("History"),
    (
        _(
            "Every session is here, newest first. Type a few words to find one: whatever was written in it, "
            "the customer's name, or the number of the session."
        ),
        _("All of the words must be in a session for it to be found. The last one may be unfinished."),
    ),
    (
        ("/", _("search")),
        ("enter", _("read it whole")),
        ("o", _("take it up again")),
        ("a", _("how was it for them?")),
        ("escape", _("one step back")),
        ("n", _("new call")),
        ("h", _("today")),
        ("b", _("playbook")),
        ("^p", _("every command")),
    ),
)
"""What F1 says here."""


class HistoryScreen(BesideScreen):
    """A list of sessions, and beside it, or instead of it where it is narrow, the one that is read."""

    NAME = _("History")
    MAIN_NAME = "history"
    KEYS: ClassVar[tuple[Key, ...]] = KEYS
    READING_KEYS: ClassVar[tuple[Key, ...]] = READING_KEYS
    HINT = _("words they said, a name, a promise, a number")
    HELP_PAGE = HELP
    CSS_PATH = ["../reading/reader.tcss", "history.tcss"]
    PAGED: ClassVar[bool] = True
    """Whether more come as the cursor nears the end."""
    NO_SESSIONS: ClassVar[str] = NO_SESSIONS
    """What is said where there is nothing to list."""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("o", "open", _("open"), show=False),
        Binding("a", "feedback", _("how it was for them"), show=False),
    ]

    def __init__(self, desk: Desk, *, search: bool = False, words: str = "") -> None:
        super().__init__(desk, search=search, words=words)
        self.found = LongList(self._row, id="sessions")
        self.reading = Prose(id="reading")
        self.key_line = KeyLine(self.KEYS, may_go=("h", "n", "space", "^p", "b"), id="key-line")
        self._lines: list[SessionLine] = []
        self._shown_words = ""
        self._all_here = True
        self._book: InForce | None = None

    def compose(self) -> ComposeResult:
        yield from self.top()
        with Horizontal(id="body"):
            with Vertical(id="found"):
                yield self._empty
                yield self.found
            yield self.reading
        yield self.key_line

    def _row(self, row: int, width: int) -> Content:
        if self._book is None:
            return plain("")
        now, words = self.desk.now(), self._shown_words
        return session_row(self._lines[row], self._book.playbook, now, width, words)

    @property
    def line(self) -> SessionLine | None:
        """Return the session the cursor is on."""
        return self._lines[self.found.cursor] if self._lines else None

    @work(exclusive=True, group="list")
    async def look(self) -> None:
        """Show the sessions that have all of the words, or every session."""
        words = self.words
        self._book = await self.in_force()
        lines, problem = await self.lines_for(words)
        if not self.is_attached:
            return
        if lines is None:
            self.app.notify(problem, severity="warning")
            return
        self._lines, self._shown_words = list(lines), words
        self._all_here = bool(words) or not self.PAGED or len(lines) < PAGE
        self.found.show(len(self._lines), 0)
        self.say_found()
        self.read_anew()

    async def lines_for(self, words: str) -> tuple[tuple[SessionLine, ...] | None, str]:
        """Return the sessions that have all of the words; else None and what stood in the way."""
        return await answer_of(self.desk.history(words))

    def say_found(self) -> None:
        """Say how many there are, and why where there are none."""
        words, count = self._shown_words, len(self._lines)
        self._empty.update(plain(NONE_FOUND if words else self.NO_SESSIONS))
        self._empty.display = not count
        self.found.display = bool(count)
        found = (
            _("the newest {count}").format(count=count)
            if count >= PAGE
            else _("{count} found").format(count=count)
        )
        self.say(found if words and count else "")

    @on(LongList.Neared)
    def fetch_soon(self, event: LongList.Neared) -> None:
        event.stop()
        if not self._all_here and event.row >= len(self._lines) - AHEAD:
            self._all_here = True  # until this page has come: it is not asked for twice
            self.fetch()

    @work(exclusive=True, group="list")
    async def fetch(self) -> None:
        """Add the next page; typing words meanwhile puts a search in its place."""
        last = self._lines[-1]
        more, problem = await answer_of(self.desk.history(before=(last.started_at, last.id)))
        if more is None:
            self.app.notify(problem, severity="warning")
            self._all_here = False
            return
        self._lines += more
        self._all_here = len(more) < PAGE
        self.found.show(len(self._lines))

    @work(exclusive=True, group="reading")
    async def read(self) -> None:
        """Read back the session the cursor is on."""
        line = self.line
        if line is None:
            return
        story, problem = await answer_of(self.desk.story(line.id))
        passages: tuple[Passage, ...] = (Passage(UNREADABLE, (Said(problem),)),)
        if story is not None:
            passages = read_back(story, self.desk.now())
        if line is self.line:
            await self.reading.show(passages)

    def action_open(self) -> None:
        """Take up the session where it stood."""
        line = self.line
        if line is None:
            return
        if line.kind is not Kind.LIVE or line.status not in (Status.OPEN, Status.PARKED):
            self.app.notify(TO_OPEN)
            return
        self.leave()
        self.app.post_message(SessionWanted(line.id))

    @work(exclusive=True, group="causes")
    async def same_cause(self) -> None:
        """Link the session the cursor is on to another one with the same cause."""
        from aware_tui.tui.causes.linking import Linker

        if self.line is not None and self._book is not None:
            await Linker(self.app, self.desk, self._book.playbook, self.line.id).same_cause()

    @work(exclusive=True, group="feedback")
    async def action_feedback(self) -> None:
        """Note how this call was for them, or that they were asked."""
        from aware_tui.tui.feedback.noting import Noting

        if self.line is None or self._book is None:
            return
        if self.line.kind is Kind.PRACTICE:
            self.app.notify(NOT_OF_PRACTICE)
        elif await Noting(self.app, self.desk, self._book.playbook).of_call(self.line.id) is not None:
            self.read_soon()

    def commands(self) -> tuple[Command, ...]:
        opening = Command(_("Open this call"), _("Where it stood"), self.action_open, "o")
        alike = Command(
            _("Same cause as ..."), _("Link this session to another one like it"), self.same_cause
        )
        said = Command(_("How was it for them?"), _("What they say of us"), self.action_feedback, "a")
        return (opening, said, alike, *super().commands())
