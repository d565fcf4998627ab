"""Playbook: the method in force, read as a book."""

from bisect import bisect_right

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.content import Content
from textual.reactive import reactive

from aware_tui.services.desk import Desk
from aware_tui.services.reading_room.book import book_of
from aware_tui.services.reading_room.passages import Passage
from aware_tui.tui.dialogs.help import Help
from aware_tui.tui.plaintext import styled
from aware_tui.tui.reading.screen import ReaderScreen
from aware_tui.tui.widgets.key_line import KeyLine
from aware_tui.tui.widgets.long_list import LongList
from aware_tui.tui.widgets.prose import Prose
from aware_tui.tui.widgets.search_line import SearchLine

KEYS = (
    ("↑ ↓", "read on"),
    ("← →", "chapter"),
    ("/", "find words"),
    ("n", "new call"),
    ("h", "today"),
    ("s", "history"),
    ("^p", "commands"),
    ("F1", "help"),
)
"""The keys of the foot line."""

HELP = Help(
    "Playbook",
    (
        "This is the method that new calls start with: its steps and items, and why each of them is there. "
        "A call that has begun keeps the wording it began with.",
        "What is marked with + is useful too, but not part of the method.",
    ),
    (
        ("↑ ↓", "read on"),
        ("space", "a page on"),
        ("← →", "chapter back, on"),
        ("/", "find words in it"),
        ("enter", "there: the next place"),
        ("escape", "one step back"),
        ("n", "new call"),
        ("h", "today"),
        ("s", "history"),
        ("^p", "every command"),
    ),
)
"""What F1 says here."""

NOT_FOUND = "not in it"


class PlaybookScreen(ReaderScreen):
    """Contents on the left where there is room, the text on the right; both always show the same place."""

    NAME = "Playbook"
    MAIN_NAME = "playbook"
    HINT = "find words in it"
    HELP_PAGE = HELP
    CSS_PATH = ["../reading/reader.tcss", "playbook.tcss"]
    BINDINGS = [
        Binding("left", "chapter(-1)", "chapter back", show=False),
        Binding("right", "chapter(1)", "chapter on", show=False),
    ]

    place: reactive[int] = reactive(-1)
    """Which of the places found the text stands at; -1 for none."""

    def __init__(self, desk: Desk, *, search: bool = False) -> None:
        super().__init__(desk, search=search)
        self._contents = LongList(self._chapter_row, id="contents")
        self._text = Prose(ample=True, id="text")
        self._chapters: tuple[Passage, ...] = ()
        self._hits: tuple[int, ...] = ()

    def compose(self) -> ComposeResult:
        yield from self.top()
        with Horizontal(id="body"):
            yield self._contents
            yield self._text
        yield KeyLine(KEYS, may_go=("^p", "s"), id="key-line")

    def _chapter_row(self, row: int, width: int) -> Content:  # noqa: ARG002
        here = row == self._contents.cursor
        return styled((self._chapters[row].title, "bold" if here else "$muted"))

    def on_mount(self) -> None:
        (self.search_line if self.search_first else self._text).focus()
        self.watch(self._text, "scroll_y", self._follow, init=False)
        self.open_book()

    @work(exclusive=True, group="book")
    async def open_book(self) -> None:
        """Show the playbook in force."""
        self._chapters = book_of(await self.in_force(), self.desk.settings.playbook)
        self._contents.show(len(self._chapters), 0)
        await self._text.show(self._chapters)

    def _tops(self) -> list[int]:
        return [view.virtual_region.y for view in self._text.views()]

    def _chapter_in_sight(self) -> int:
        """Return the chapter that the first line in sight belongs to."""
        return max(0, bisect_right(self._tops(), round(self._text.scroll_y)) - 1)

    def _follow(self) -> None:
        if self._chapters:
            self._contents.cursor = self._chapter_in_sight()

    @on(LongList.Moved)
    def to_chapter(self, event: LongList.Moved) -> None:
        event.stop()
        tops = self._tops()
        overtaken = event.row != self._contents.cursor
        if not overtaken and event.row < len(tops) and event.row != self._chapter_in_sight():
            self._scroll(tops[event.row])

    def _scroll(self, line: int) -> None:
        self._text.scroll_to(y=line, animate=False, immediate=True)

    @on(LongList.Taken)
    def to_the_text(self, event: LongList.Taken) -> None:
        event.stop()
        self._text.focus()

    def action_chapter(self, by: int) -> None:
        tops, here = self._tops(), self._chapter_in_sight()
        if not tops:
            return
        inside = by < 0 and self._text.scroll_y > tops[here]
        self._scroll(tops[max(0, min(here + (0 if inside else by), len(tops) - 1))])

    def look(self) -> None:
        """Mark the words wherever they stand, and go to the first place from here on."""
        words = self.words
        views = self._text.views()
        for view in views:
            view.looked_for = words
        self._hits = tuple(view.virtual_region.y + line for view in views for line in view.hits())
        here = next((i for i, line in enumerate(self._hits) if line >= self._text.scroll_y), 0)
        self._to_place(here if self._hits else -1)

    def _to_place(self, number: int) -> None:
        self.place = number
        if number < 0:
            self.say(NOT_FOUND if self.words else "")
        else:
            self.say(f"{number + 1} of {len(self._hits)}")
            self._scroll(max(0, self._hits[number] - self._text.size.height // 3))

    def _next_place(self, by: int) -> None:
        if self._hits:
            self._to_place((self.place + by) % len(self._hits))

    @on(SearchLine.Ended)
    def next_place(self, event: SearchLine.Ended) -> None:
        event.stop()
        self._next_place(1)

    @on(SearchLine.Left)
    def other_place(self, event: SearchLine.Left) -> None:
        event.stop()
        self._next_place(event.by)

    @on(SearchLine.GaveUp)
    def leave_search(self, event: SearchLine.GaveUp) -> None:
        event.stop()
        self._text.focus()

    def action_back(self) -> None:
        """One step back: the marks go first, then this screen."""
        if self.words:
            self.forget_words()
        else:
            self.action_today()
