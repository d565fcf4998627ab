"""Passages on screen: a text to be read, scrolled by keys, with the words that are looked for marked."""

import re
from collections.abc import Iterator
from typing import ClassVar, Final

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from aware_tui.language import _
from aware_tui.services.reading_room.passages import Passage, Said, Voice
from aware_tui.tui.plaintext import plain, styled

STYLES: Final = {
    Voice.PLAIN: "",
    Voice.STRONG: "bold",
    Voice.QUIET: "$muted",
    Voice.FAINT: "$faint",
    Voice.DONE: "$success",
    Voice.LATE: "$warning",
}
"""How each voice looks."""

FOUND: Final = "reverse"
"""How words that are looked for are marked."""

NARROWEST = 16
"""Cells that a text keeps beside its lead; a lead that leaves less stands on a line of its own."""


class PassageView(Widget):
    """One passage, wrapped so that each line begins right of its lead."""

    DEFAULT_CSS = "PassageView { height: auto; margin-bottom: 1; }"

    class Laid(Message):
        """The passage found its place, or another width."""

    looked_for: reactive[str] = reactive("")

    def __init__(self, passage: Passage) -> None:
        super().__init__()
        self.passage = passage
        self._wrapped: tuple[tuple[int, str], list[Content]] | None = None

    def lines(self, width: int) -> list[Content]:
        """Return the lines of the passage in so many cells."""
        width = max(2, width)
        key = (width, self.looked_for)
        if self._wrapped is None or self._wrapped[0] != key:
            lines = self._title(width)
            for said in self.passage.lines:
                lines += self._said(said, width)
            self._wrapped = (key, lines)
        return self._wrapped[1]

    def _title(self, width: int) -> list[Content]:
        if not self.passage.title:
            return []
        aside = f"   {self.passage.aside}" if self.passage.aside else ""
        title = styled((self.passage.title, "bold $accent"), (aside, "$muted"))
        return [*self._marked(title).wrap(width), plain("")]

    def _said(self, said: Said, width: int) -> Iterator[Content]:
        done = said.voice is Voice.DONE and said.lead.startswith("[")
        lead = styled((said.lead, "$success" if done else "$muted"))
        body = self._marked(styled((said.text, "" if done else STYLES[said.voice])))
        room = width - lead.cell_length
        if room < NARROWEST:
            yield from lead.wrap(width)
            lead, room = plain(""), width
        for index, line in enumerate(body.wrap(max(2, room))):
            before = lead if index == 0 else plain(" " * lead.cell_length)
            yield Content("").join([before, line])

    def _marked(self, content: Content) -> Content:
        words = self.looked_for.strip()
        if words:
            for found in re.finditer(re.escape(words), content.plain, re.IGNORECASE):
                content = content.stylize(FOUND, *found.span())
        return content

    def hits(self) -> tuple[int, ...]:
        """Return the numbers of the lines on which words that are looked for stand."""
        if not self.looked_for.strip():
            return ()
        lines = enumerate(self.lines(self.content_size.width))
        return tuple(number for number, line in lines if any(span.style == FOUND for span in line.spans))

    def on_resize(self) -> None:
        self.post_message(self.Laid())

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        return len(self.lines(width)) if width else 0

    def render(self) -> Content:
        return Content("\n").join(self.lines(self.content_size.width))


class Prose(VerticalScroll, can_focus=True):
    """A text of passages, one under the other; with `ample` room, the last one too can stand at the top."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("space", "page_down", _("a page down"), show=False)]

    def __init__(self, *, ample: bool = False, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._ample = ample

    async def show(self, passages: tuple[Passage, ...]) -> None:
        """Show another text, from its beginning; nothing once this screen is gone."""
        if not self.is_attached:
            return
        with self.app.batch_update():
            await self.remove_children(PassageView)
            await self.mount_all([PassageView(passage) for passage in passages])
        self.scroll_home(animate=False, immediate=True)

    def on_resize(self) -> None:
        self.make_room()

    def on_passage_view_laid(self, event: PassageView.Laid) -> None:
        event.stop()
        self.make_room()

    def make_room(self) -> None:
        """Leave so much room below that the last passage can stand at the top."""
        views = self.views()
        if self._ample and views:
            views[-1].styles.margin = (0, 0, max(1, self.size.height - views[-1].size.height), 0)

    def views(self) -> tuple[PassageView, ...]:
        """Return the passages on screen, in order."""
        return tuple(child for child in self.children if isinstance(child, PassageView))
