"""The register of choke points as a list, and beside it the one that is read with the calls it hit."""

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from aware_tui.domain.causes import ChokePointLine, Hit
from aware_tui.domain.rows import ChokePoint
from aware_tui.domain.text import has_all
from aware_tui.language import _
from aware_tui.services.causes import Detail, detail, register
from aware_tui.services.desk import Desk
from aware_tui.services.insights.asking import fell
from aware_tui.services.reading_room.passages import Passage, Said
from aware_tui.tui.causes.help import KEYS, MAY_GO, READING_KEYS, READING_MAY_GO
from aware_tui.tui.causes.marking import MarkingScreen
from aware_tui.tui.causes.pages import point_page
from aware_tui.tui.causes.rows import heads, hit_row, point_row
from aware_tui.tui.plaintext import plain
from aware_tui.tui.reading.lingering_screen import LingeringScreen
from aware_tui.tui.waiting import answer_of
from aware_tui.tui.widgets.key_line import KeyLine
from aware_tui.tui.widgets.long_list import LongList
from aware_tui.tui.widgets.prose import Prose

EMPTY = _("Nothing here yet. Press a to note what keeps going wrong; a call can note it too, at its end.")
NONE_FOUND = _("No choke point has all of these words.")
UNREADABLE = _("This choke point cannot be read now")


class RegisterScreen(MarkingScreen, LingeringScreen):
    """Lists the choke points and reads the one under the cursor; where it is narrow, instead of the list."""

    def __init__(self, desk: Desk, *, search: bool = False, words: str = "", row: str = "") -> None:
        super().__init__(desk, search=search, words=words)
        self._wanted_row = row
        self._heads = Static(id="heads")
        self.found = LongList(self._row, id="points")
        self.facts = Prose(id="facts")
        self.hits = LongList(self._hit_row, id="hits")
        self._keys = KeyLine(KEYS, may_go=MAY_GO, id="key-line")
        self.lines: list[ChokePointLine] = []
        self.detail: Detail | None = None

    def compose(self) -> ComposeResult:
        yield from self.top()
        with Horizontal(id="body"):
            with Vertical(id="register"):
                yield self._heads
                yield self._empty
                yield self.found
            with Vertical(id="detail"):
                yield self.facts
                yield self.hits
        yield self._keys

    def _row(self, row: int, width: int) -> Content:
        return point_row(self.lines[row], self.desk.now(), width, self.desk.settings.agent)

    def _hit_row(self, row: int, width: int) -> Content:
        hits = self.detail.hits if self.detail is not None else ()
        return hit_row(hits[row], self.desk.now(), width) if row < len(hits) else plain("")

    @property
    def line(self) -> ChokePointLine | None:
        """Return the choke point the cursor is on."""
        return self.lines[self.found.cursor] if self.lines else None

    @property
    def hit(self) -> Hit | None:
        """Return the call under the cursor of those that the choke point hit; else the newest of them."""
        line, read = self.line, self.detail
        if line is None or read is None or read.point.id != line.point.id or not read.hits:
            return None
        at = self.hits.cursor if self.hits.has_focus else 0
        return read.hits[min(at, len(read.hits) - 1)]

    def on_mount(self) -> None:
        self.hits.display = False

    def on_resize(self) -> None:
        self.call_after_refresh(self._fit)

    def _fit(self) -> None:
        self._heads.update(plain(heads(self._heads.content_size.width)))

    @work(exclusive=True, group="list")
    async def look(self, wanted: str | None = None) -> None:
        """Show the choke points that have all of the words, the cursor on the one that is wanted."""
        self.book = await self.in_force()
        lines, problem = await answer_of(register(self.desk))
        if not self.is_attached:
            return
        if lines is None:
            self.app.notify(problem, severity="warning")
            return
        wanted, self._wanted_row = wanted or self._wanted_row, ""
        self.lines = [line for line in lines if self._fits(line.point)]
        ids = [line.point.id for line in self.lines]
        self.found.show(len(ids), ids.index(wanted) if wanted in ids else 0)
        self._say_found()
        self.read_soon()

    async def renew(self) -> None:
        """Read every line again where it stands: nothing moves under the finger; what is gone goes."""
        lines, _ = await answer_of(register(self.desk))
        if lines is None or not self.is_attached:
            return
        now = {line.point.id: line for line in lines}
        self.lines = [now[line.point.id] for line in self.lines if line.point.id in now]
        self.found.show(len(self.lines))
        self._say_found()
        await self.read_now()

    def _fits(self, point: ChokePoint) -> bool:
        return has_all(f"{point.title} {point.action} {point.owner}", self.words)

    def _say_found(self) -> None:
        some = bool(self.lines)
        self._empty.update(plain(NONE_FOUND if self.words else EMPTY))
        self._empty.display, self._heads.display, self.found.display = not some, some, some
        self.say(_("{count} found").format(count=len(self.lines)) if self.words and some else "")
        if not some:
            self.stop_reading()
        elif self.focused is None:  # a list that is not shown has no focus
            self.found.focus()

    @on(LongList.Neared)
    def at_rest(self, event: LongList.Neared) -> None:
        event.stop()

    @work(exclusive=True, group="reading")
    async def read(self) -> None:
        """Read the choke point the cursor is on."""
        await self.read_now()

    async def read_now(self) -> None:
        """Read it before anything else is done."""
        line, book = self.line, self.book
        found, problem = (None, "") if line is None else await answer_of(detail(self.desk, line.point.id))
        if not self.is_attached or line is not self.line or book is None:
            return
        was, self.detail = self.detail, found
        same = was is not None and found is not None and was.point.id == found.point.id
        passages: tuple[Passage, ...] = (Passage(UNREADABLE, (Said(problem),)),) if problem else ()
        if found is not None:
            turned = await self._turned(found.point)
            passages = point_page(found, book.playbook, self.desk.now(), self.desk.settings.zone, turned)
        number = len(found.hits) if found is not None else 0
        self.hits.show(number, None if same else 0)
        self.hits.display = number > 0
        if self.has_class("-reading") and (self.facts.has_focus or self.hits.has_focus):
            (self.hits if number else self.facts).focus()
        await self.facts.show(passages)

    async def _turned(self, point: ChokePoint) -> str:
        """Return whether there are fewer since it was fixed, in a sentence; empty where nobody counts it."""
        if not point.pattern or point.fixed_at is None:
            return ""
        fallen, problem = await answer_of(fell(self.desk, point))
        return fallen.sentence if fallen is not None else problem

    @on(LongList.Taken, "#points")
    def start_reading(self, event: LongList.Taken) -> None:
        event.stop()
        self.add_class("-reading")
        self._keys.keys, self._keys.may_go = READING_KEYS, READING_MAY_GO
        (self.hits if self.hits.display else self.facts).focus()
        self.read()

    def stop_reading(self) -> None:
        """Go back from the reading to the list."""
        inside = self.hits.has_focus or self.facts.has_focus
        self.remove_class("-reading")
        self._keys.keys, self._keys.may_go = KEYS, MAY_GO
        if inside:
            self.found.focus()
