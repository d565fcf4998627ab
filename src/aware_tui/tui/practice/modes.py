"""How much help to take: four ways, the suggested one marked, chosen by digit or by the arrows."""

from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.widget import Widget

from aware_tui.domain.practice_states import AttemptMode
from aware_tui.domain.text import excerpt
from aware_tui.language import _
from aware_tui.services.practice.choosing import Suggested
from aware_tui.services.practice.saying import MODE_NAMES, MODE_WORDS
from aware_tui.tui.plaintext import styled

NAME = 10
"""Cells of a name."""

SUGGESTED = _("  suggested")


class Modes(Widget):
    """A line for each, and below them why one is suggested."""

    DEFAULT_CSS = "Modes { height: auto; }"

    mode: reactive[AttemptMode] = reactive(AttemptMode.WATCH)

    def __init__(self, suggested: Suggested, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.suggested = suggested
        self.set_reactive(Modes.mode, suggested.mode)

    def render(self) -> Content:
        return Content("\n").join(self._lines(self.content_size.width))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        return len(AttemptMode)

    def _lines(self, width: int) -> list[Content]:
        return [self._line(number, mode, width) for number, mode in enumerate(AttemptMode, 1)]

    def _line(self, number: int, mode: AttemptMode, width: int) -> Content:
        here, best = mode is self.mode, mode is self.suggested.mode
        lead = styled(
            ("▸ " if here else "  ", "bold $accent"),
            (f"{number} ", "$muted"),
            (f"{MODE_NAMES[mode]:<{NAME}}", "bold" if here else ""),
        )
        mark = SUGGESTED if best else ""
        words = excerpt(MODE_WORDS[mode], max(0, width - lead.cell_length - len(mark)))
        return styled((lead, ""), (words, "" if here else "$muted"), (mark, "$accent"))

    def go(self, by: int) -> None:
        """Go to another one."""
        modes = tuple(AttemptMode)
        self.mode = modes[(modes.index(self.mode) + by) % len(modes)]
