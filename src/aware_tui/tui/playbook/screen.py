"""Playbook: the method in force, read as a book."""

from bisect import bisect_right

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.content import Content
from textual.reactive import reactive

from aware_tui.language import _
from aware_tui.services.desk import Desk
from aware_tui.services.reading_room.book import book_of
from aware_tui.services.reading_room.passages import Passage
from aware_tui.tui.commands import Command
from aware_tui.tui.dialogs.help import Help
from aware_tui.tui.main_screens import make_screen
from aware_tui.tui.plaintext import styled
from aware_tui.tui.reading.screen import ReaderScreen
from aware_tui.tui.widgets.key_line import KeyLine
from aware_tui.tui.widgets.long_list import LongList
from aware_tui.tui.widgets.prose import Prose
from aware_tui.tui.widgets.search_line import SearchLine

KEYS = (
    ("↑ ↓", _("read on")),
    ("← →", _("chapter")),
    ("/", _("find words")),
    ("m", _("other methods")),
    ("k", _("cards")),
    ("n", _("new call")),
    ("h", _("today")),
    ("s", _("history")),
    ("^p", _("commands")),
    ("F1", _("help")),
)
"""The keys of the foot line."""

HELP = Help(
    _("Playbook"),
    (
        _(
            "The method that new calls start with, and why each item of it is there. A call keeps the "
            "wording it began with."
        ),
        _("+ marks what is useful too, but not part of the method."),
    ),
    (
        ("↑ ↓", _("read on; space: a page on")),
        ("← →", _("chapter back, on")),
        ("/", _("find words in it")),
        ("enter", _("there: the next place")),
        ("m", _("other methods, side by side")),
        ("k", _("cards on paper: pocket, desk, wall, call form")),
        ("escape", _("one step back")),
        ("n", _("new call")),
        ("h", _("today")),
        ("s", _("history")),
        ("^p", _("every command")),
    ),
)
"""What F1 says here."""

NOT_FOUND = _("not in it")


class PlaybookScreen(ReaderScreen):
    """Contents on the left where there is room, the text on the right; both always show the same place."""

    NAME = _("Playbook")
    MAIN_NAME = "playbook"
    HINT = _("find words in it")
    HELP_PAGE = HELP
    CSS_PATH = ["../reading/reader.tcss", "playbook.tcss"]
    BINDINGS = [
        Binding("left", "chapter(-1)", _("chapter back"), show=False),
        Binding("right", "chapter(1)", _("chapter on"), show=False),
        Binding("m", "methods", _("other methods"), show=False),
        Binding("k", "cards", _("cards on paper"), show=False),
    ]

    place: reactive[int] = reactive(-1)
    """Which of the places found the text stands at; -1 for none."""

    def __init__(self, desk: Desk, *, search: bool = False) -> None:
        super().__init__(desk, search=search)
        self._contents = LongList(self._chapter_row, id="contents")
        self._text = Prose(ample=True, id="text")
        self._chapters: tuple[Passage, ...] = ()
        self._hits: tuple[int, ...] = ()
        self._mark = ""

    def compose(self) -> ComposeResult:
        yield from self.top()
        with Horizontal(id="body"):
            yield self._contents
            yield self._text
        yield KeyLine(KEYS, may_go=("h", "^p", "s", "n"), id="key-line")

    def _chapter_row(self, row: int, width: int) -> Content:  # noqa: ARG002
        here = row == self._contents.cursor
        return styled((self._chapters[row].title, "bold" if here else "$muted"))

    def on_mount(self) -> None:
        (self.search_line if self.search_first else self._text).focus()
        self.watch(self._text, "scroll_y", self._follow, init=False)
        self.open_book()

    def on_screen_resume(self) -> None:
        """Read it anew where another method was taken up meanwhile."""
        if self._mark and self.desk.in_force.result(timeout=0).content_hash != self._mark:
            self.open_book()

    @work(exclusive=True, group="book")
    async def open_book(self) -> None:
        """Show the playbook in force."""
        in_force = await self.in_force()
        self._mark = in_force.content_hash
        self._chapters = book_of(in_force, self.desk.settings.playbook)
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
            self.say(_("{number} of {count}").format(number=number + 1, count=len(self._hits)))
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

    def action_methods(self) -> None:
        """Lay the method beside others."""
        self.app.push_screen(make_screen("methods", self.desk))

    @work(exclusive=True, group="cards")
    async def action_cards(self) -> None:
        """Put the method on paper."""
        from aware_tui.tui.playbook.cards_dialog import print_card

        await print_card(self.app, self.desk, (await self.in_force()).playbook)

    def commands(self) -> tuple[Command, ...]:
        """Return what can be done here, for the palette."""
        here = (
            Command(_("Cards on paper"), _("Pocket, desk, wall, call form"), self.action_cards, "k"),
            Command(_("Other methods"), _("Side by side with this one"), self.action_methods, "m"),
        )
        return (*here, *super().commands())

    def action_back(self) -> None:
        """One step back: the marks go first, then this screen."""
        if self.words:
            self.forget_words()
        else:
            self.action_today()
