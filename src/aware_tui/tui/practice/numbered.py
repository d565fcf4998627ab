"""Things to choose from, each with its digit; while the list stands, no digit ever means anything else."""

from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from aware_tui.language import _
from aware_tui.tui.plaintext import plain, styled

SHARE = 0.55
"""The part of the screen's height that the list takes at most; longer words are shortened but for one."""

MORE = _("↑ ↓ show one whole")
"""Said where entries had to be shortened."""

REST = _("↑ ↓ show the rest")
"""Said where there are more entries than lines for them."""

AROUND = 8
"""Lines of the screen that the list leaves to all else, where it takes more than its share."""

CLIPS = (9, 3, 2, 1)
"""Lines of each entry that are tried, most first, until all entries fit."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Something to choose: its digit, its id, its words, and what stands quietly behind them.

    From the tenth on an entry has no digit; the arrows reach it.
    """

    key: str
    id: str
    words: str
    aside: str = ""
    done: bool = False


class Numbered(Widget, can_focus=True):
    """A heading and entries; a digit takes one at once, the arrows and Enter take the one in hand.

    A digit that was pressed before these entries were on screen was meant for others, and is dropped.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "go(-1)", _("up"), show=False),
        Binding("down", "go(1)", _("down"), show=False),
        Binding("enter", "take", _("take"), show=False),
    ]

    heading: reactive[str] = reactive("", layout=True)
    entries: reactive[tuple[Entry, ...]] = reactive((), layout=True)
    cursor: reactive[int | None] = reactive(None)
    """The entry in hand; None while nobody has moved to one."""
    _in_sight_since: float | None = None
    """When the entries were painted first; None until they are."""

    @dataclass
    class Taken(Message):
        """An entry was chosen."""

        list: "Numbered"
        entry: Entry

        @property
        def control(self) -> "Numbered":
            return self.list

    @dataclass
    class Passed(Message):
        """Enter was pressed while no entry was in hand."""

        list: "Numbered"

        @property
        def control(self) -> "Numbered":
            return self.list

    def offer(self, heading: str, entries: tuple[Entry, ...]) -> None:
        """Offer these, none of them in hand."""
        if any(_meaning(entry) not in map(_meaning, self.entries) for entry in entries):
            self._in_sight_since = None
        self.heading, self.entries, self.cursor = heading, entries, None

    def render(self) -> Content:
        if self._in_sight_since is None:
            self._in_sight_since = Message().time
        width = self.content_size.width
        return Content("\n").join(self._lines(width, self._clip(width)))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        if not width:
            return 0
        clip = self._clip(width)
        heights = [(min(len(each), clip), len(each)) for each in self._wrapped(width)]
        more = max((full - clipped for clipped, full in heights), default=0)
        height = self._heading_lines(width) + sum(clipped for clipped, _ in heights) + more
        return min(height, self._most()) if clip == CLIPS[-1] else height

    def _most(self) -> int:
        """Return how many lines a list may take that cannot be shortened any further."""
        height = self.screen.size.height
        return max(int(height * SHARE), height - AROUND, 3)

    def _heading_lines(self, width: int) -> int:
        return len(self._heading(width))

    def _heading(self, width: int) -> list[Content]:
        return styled((self.heading, "$muted")).wrap(max(10, width)) if self.heading else []

    def _wrapped(self, width: int) -> list[list[Content]]:
        return [self._entry(index, entry, width) for index, entry in enumerate(self.entries)]

    def _clip(self, width: int) -> int:
        """Return to how many lines each entry but the one in hand is shortened, so that all fit."""
        room = int(self.screen.size.height * SHARE) - self._heading_lines(width)
        full = [len(lines) for lines in self._wrapped(width)]
        for clip in CLIPS:
            more = max((lines - min(lines, clip) for lines in full), default=0)
            if sum(min(lines, clip) for lines in full) + more <= room:
                return clip
        return 1

    def _lines(self, width: int, clip: int) -> list[Content]:
        every = self._wrapped(width)
        heading = self._heading(width)
        blocks = [
            wrapped if index == self.cursor else shortened(wrapped, clip, width)
            for index, wrapped in enumerate(every)
        ]
        room = max(1, self.content_size.height - len(heading)) if self.content_size.height else None
        lines = self._window(blocks, room)
        cut = any(len(wrapped) > clip for wrapped in every)
        hint = REST if len(lines) < sum(map(len, blocks)) else MORE if cut else ""
        if heading and hint:
            heading[-1] = Content("").join([heading[-1], styled((f"   {hint}", "$faint"))]).truncate(width)
        return [*heading, *lines]

    def _window(self, blocks: list[list[Content]], room: int | None) -> list[Content]:
        """Return as many lines as there is room for, the entry in hand among them."""
        lines = [line for block in blocks for line in block]
        if room is None or len(lines) <= room:
            return lines
        top = 0
        if self.cursor is not None:
            first = sum(map(len, blocks[: self.cursor]))
            top = min(first, max(0, first + len(blocks[self.cursor]) - room))
        return lines[top : top + room]

    def _entry(self, index: int, entry: Entry, width: int) -> list[Content]:
        here = index == self.cursor and self.has_focus
        mark = "▸ " if here else "✓ " if entry.done else "  "
        lead = styled((mark, "bold $accent" if here else "$success"), (f"{entry.key or ' '} ", "$accent"))
        style = "bold" if here else "$muted" if entry.done else ""
        aside = f"   {entry.aside}" if entry.aside else ""
        words = styled((entry.words, style), (aside, "$muted"))
        lines = words.wrap(max(10, width - lead.cell_length))
        before = plain(" " * lead.cell_length)
        return [Content("").join([before if n else lead, line]) for n, line in enumerate(lines)]

    def on_focus(self) -> None:
        self.refresh()

    def on_blur(self) -> None:
        self.refresh()

    def action_go(self, by: int) -> None:
        if not self.entries:
            return
        if self.cursor is None:
            self.cursor = 0 if by > 0 else len(self.entries) - 1
        else:
            self.cursor = (self.cursor + by) % len(self.entries)

    def action_take(self) -> None:
        if self.cursor is None:
            self.post_message(self.Passed(self))
        elif self.cursor < len(self.entries):
            self.post_message(self.Taken(self, self.entries[self.cursor]))

    def on_key(self, event: events.Key) -> None:
        entry = next((each for each in self.entries if each.key == event.character), None)
        if event.character and entry is not None:
            event.stop()
            event.prevent_default()
            if self._in_sight_since is not None and event.time >= self._in_sight_since:
                self.post_message(self.Taken(self, entry))


def _meaning(entry: Entry) -> tuple[str, str, str]:
    """Return what pressing the digit of an entry means."""
    return entry.key, entry.id, entry.words


def shortened(wrapped: list[Content], clip: int, width: int) -> list[Content]:
    """Return no more than so many lines of an entry, with a sign where there is more."""
    if len(wrapped) <= clip:
        return wrapped
    last = up_to_a_word(wrapped[clip - 1], width - 2)
    return [*wrapped[: clip - 1], Content("").join([last, styled((" …", "$muted"))])]


def up_to_a_word(line: Content, width: int) -> Content:
    """Return as many whole words of a line as fit; of a single long word, its beginning."""
    if line.cell_length <= width:
        return line
    words = line.truncate(width).plain.rstrip()
    end = len(words) if line.plain[len(words)].isspace() else words.rfind(" ")
    return line[:end] if words[:end].strip(" 0123456789") else line.truncate(width)
