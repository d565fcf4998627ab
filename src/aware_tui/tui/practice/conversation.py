"""The call as a conversation: their words at the left, yours set in, what there is to learn in between."""

from collections.abc import Iterable, Iterator
from itertools import takewhile

from textual.containers import VerticalScroll
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from aware_tui.language import _
from aware_tui.services.practice.transcript import Line, Speaker
from aware_tui.tui.plaintext import styled

QUIET = frozenset({Speaker.NOTE, Speaker.READ})
"""What stands under the words it is about."""

STYLES = {Speaker.NOTE: "$muted", Speaker.READ: "$faint", Speaker.RULE: "$muted"}
"""How words look that nobody says."""


class Utterance(Widget):
    """One thing said, under the name of whoever says it, and under it what there is to learn from it."""

    class Laid(Message):
        """It found its place, or another height."""

    notes: reactive[bool] = reactive(True, layout=True)

    def __init__(self, line: Line, name: str, beneath: tuple[Line, ...]) -> None:
        super().__init__(classes=f"-{line.speaker}")
        self.line = line
        self._name = name
        self._beneath = beneath
        self._wrapped: tuple[tuple[int, bool], list[Content]] | None = None

    def lines(self, width: int) -> list[Content]:
        """Return its lines in so many cells."""
        key = (max(2, width), self.notes)
        if self._wrapped is None or self._wrapped[0] != key:
            self._wrapped = (key, [piece for part in self._parts() for piece in part.wrap(key[0])])
        return self._wrapped[1]

    def _parts(self) -> Iterator[Content]:
        if self._name:
            yield styled((self._name, "bold $muted"))
        for line in (self.line, *self._beneath):
            if self.notes or line.speaker is not Speaker.NOTE:
                text = f"── {line.text} ──" if line.speaker is Speaker.RULE else line.text
                yield styled((text, STYLES.get(line.speaker, "")))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        return len(self.lines(width)) if width else 0

    def on_resize(self) -> None:
        self.post_message(self.Laid())

    def render(self) -> Content:
        return Content("\n").join(self.lines(self.content_size.width))


class Conversation(VerticalScroll, can_focus=False):
    """What was said so far, the latest in sight; `notes` shows what there is to learn from each turn."""

    notes: reactive[bool] = reactive(True)

    def __init__(self, customer: str, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._names = {Speaker.CUSTOMER: customer, Speaker.TRAINEE: _("You"), Speaker.MODEL: _("Done well")}
        self._last: Speaker | None = None
        self._anchor: Widget | None = None
        """What is kept in sight of what was added last."""

    def watch_notes(self) -> None:
        for each in self.query(Utterance):
            each.notes = self.notes
        self.to_the_end()

    async def add(self, lines: Iterable[Line], *, read_on: bool = False) -> None:
        """Show more of it, and go to its end; to `read_on` is to begin with the words before it."""
        more = list(self._utterances(tuple(lines)))
        if not (self.is_attached and more):
            return
        before = self.children[-1] if self.children else None
        await self.mount_all(more)
        self._anchor = before if read_on and before is not None else more[-1]
        self.to_the_end()

    def _utterances(self, lines: tuple[Line, ...]) -> Iterator[Utterance]:
        for place, line in enumerate(lines):
            if line.speaker in QUIET:
                continue
            beneath = takewhile(lambda each: each.speaker in QUIET, lines[place + 1 :])
            name = self._names.get(line.speaker, "") if line.speaker is not self._last else ""
            self._last = line.speaker
            made = Utterance(line, name, tuple(beneath))
            made.set_reactive(Utterance.notes, self.notes)
            yield made

    def to_the_end(self) -> None:
        """Show the latest words."""
        self.call_after_refresh(self._show_latest)

    def on_utterance_laid(self, event: Utterance.Laid) -> None:
        event.stop()
        self.to_the_end()

    def _show_latest(self) -> None:
        """Show the end, or from the anchor on where the rest is longer than there is room for."""
        if self._anchor is not None and not self._anchor.size:
            return  # it has no place yet, and tells when it has
        top = self._anchor.virtual_region.y if self._anchor is not None else 0
        if self._anchor is not None and self.virtual_size.height - top > self.size.height:
            self.scroll_to(y=top, animate=False, immediate=True)
        else:
            self.scroll_end(animate=False, immediate=True)

    def on_resize(self) -> None:
        self.to_the_end()

    def watch_virtual_size(self) -> None:
        """Follow the end as it moves: what is added below what is in sight gets no event of its own."""
        self.to_the_end()

    def page(self, by: int) -> None:
        """Go a page back or on."""
        self.scroll_relative(y=by * max(1, self.size.height - 2), animate=False, immediate=True)
