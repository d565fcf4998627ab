"""Which session, or which choke point, has the same cause: a list to pick from, searched by typing."""

from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Static

from aware_tui.domain.causes import ChokePointLine, Similar
from aware_tui.domain.text import folded
from aware_tui.language import _
from aware_tui.services.causes import register, similar
from aware_tui.services.desk import Desk
from aware_tui.tui.causes.rows import known_row, similar_row
from aware_tui.tui.dialogs.dialog import Dialog
from aware_tui.tui.plaintext import plain, styled
from aware_tui.tui.reading.screen import PAUSE
from aware_tui.tui.waiting import answer_of
from aware_tui.tui.widgets.long_list import LongList
from aware_tui.tui.widgets.search_line import SearchLine
from aware_tui.tui.widgets.text_view import TextView

Candidate = ChokePointLine | Similar
"""What can have the same cause: a choke point of the register, or another session."""

HINT = _("words they said, a name, a number")
WHY = _("◆ is in the register already. The likeliest come first; type words to find others.")
NONE_ALIKE = _("Nothing like it yet. Type a few words to look through every session.")
NONE_FOUND = _("No choke point and no session has all of these words.")
KNOWN = 5
"""So many choke points stand before the sessions while no words are looked for."""


class SimilarDialog(Dialog[Candidate]):
    """Answers with what was picked."""

    DEFAULT_CSS = """
    SimilarDialog .panel { width: 92; }
    SimilarDialog SearchLine {
        height: 1; border: none; border-left: outer $frame; padding: 0 1; background: $background;
        margin-bottom: 1;
    }
    SimilarDialog SearchLine:focus { border: none; border-left: outer $primary; }
    SimilarDialog LongList {
        height: 10; overflow-x: hidden; margin-bottom: 1;
        scrollbar-size-vertical: 1; scrollbar-color: $thumb; scrollbar-background: $surface;
    }
    SimilarDialog.-short LongList { height: 6; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("slash", "search", _("search"), show=False)]

    def __init__(self, desk: Desk, session_id: str) -> None:
        super().__init__()
        self._desk = desk
        self._session_id = session_id
        self._search = SearchLine(HINT)
        self._list = LongList(self._row, id="candidates")
        self._empty = Static(id="none-alike")
        self._found: tuple[Candidate, ...] = ()
        self._typed: Timer | None = None

    def compose(self) -> ComposeResult:
        with Vertical(classes="panel"):
            yield Static(styled((_("Same cause as ..."), "bold $accent")), classes="title")
            yield Static(styled((WHY, "$muted")), classes="why")
            yield self._search
            yield self._empty
            yield self._list
            yield Static(
                styled((_("↓ to the list   Enter takes it   escape goes back"), "$muted")), classes="foot"
            )

    def _row(self, row: int, width: int) -> Content:
        found = self._found[row]
        if isinstance(found, ChokePointLine):
            return known_row(found, width)
        return similar_row(found, self._desk.now(), width)

    def on_mount(self) -> None:
        self._empty.display = False
        self._search.focus()
        self.look()

    def note_typing(self, view: TextView) -> None:
        """Look for the words once they rest."""
        super().note_typing(view)
        if self._typed is not None:
            self._typed.stop()
        self._typed = self.set_timer(PAUSE, self.look)

    @work(exclusive=True, group="look")
    async def look(self) -> None:
        """Show what may have the same cause."""
        words = self._search.text.strip()
        known, problem = await answer_of(register(self._desk))
        alike, problem = (
            (None, problem)
            if known is None
            else await answer_of(similar(self._desk, self._session_id, words))
        )
        if not self.still_open("#candidates"):
            return
        if known is None or alike is None:
            self.app.notify(problem, severity="warning")
            return
        self._found = (*_fitting(known, words), *alike)
        self._list.show(len(self._found), 0)
        self._empty.update(plain(NONE_FOUND if words else NONE_ALIKE))
        self._empty.display = not self._found

    @on(SearchLine.Left)
    def to_the_list(self, event: SearchLine.Left) -> None:
        event.stop()
        self._list.focus()

    @on(SearchLine.GaveUp)
    def give_up(self, event: SearchLine.GaveUp) -> None:
        event.stop()
        self.dismiss(None)

    @on(SearchLine.Ended)
    def look_now(self, event: SearchLine.Ended) -> None:
        """Go to the list; nothing is taken before the cursor was seen on it."""
        event.stop()
        self.look()
        if self._found:
            self._list.focus()

    @on(LongList.Taken)
    def take(self, event: LongList.Taken) -> None:
        event.stop()
        self.dismiss(self._found[event.row])

    @on(LongList.Moved)
    @on(LongList.Neared)
    def at_rest(self, event: LongList.Moved | LongList.Neared) -> None:
        event.stop()

    def action_search(self) -> None:
        self._search.focus()


def _fitting(known: tuple[ChokePointLine, ...], words: str) -> tuple[ChokePointLine, ...]:
    """Return the choke points that have all of the words; without words, the first few."""
    if not words:
        return known[:KNOWN]
    sought = folded(words).split()
    return tuple(line for line in known if all(word in folded(line.point.title) for word in sought))
