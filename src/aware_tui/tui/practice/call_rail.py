"""The line across the top of a practice call: the five steps, who is calling, the turn, saved or not."""

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from aware_tui.domain.text import cells, excerpt
from aware_tui.domain.walk import StepMark
from aware_tui.services.practice.standing import StepStands, title
from aware_tui.tui.live.rail import MARKS
from aware_tui.tui.plaintext import styled

APART = 2
"""Cells between the steps and what stands at the right."""


class CallRail(Widget):
    """Steps at the left; where they do not fit, the one in hand by its name and the others by a letter."""

    steps: reactive[tuple[StepStands, ...]] = reactive(())
    who: reactive[str] = reactive("")
    end: reactive[str] = reactive("")
    """The turn, and the word about saving."""

    def render(self) -> Content:
        width = self.content_size.width
        room = width - cells(self.end) - APART
        left = self._left(room)
        who = excerpt(f"{self.who} · ", room - left.cell_length - APART) if self.who else ""
        if not who.endswith("· ") and not who.endswith("·"):
            who = ""
        right = f"{who.strip()} {self.end}" if who else self.end
        gap = " " * max(1, width - left.cell_length - cells(right))
        return Content("").join([left, styled((gap, ""), (right, "$muted"))])

    def _left(self, room: int) -> Content:
        full = Content("  ").join([_step(each, title(each.step)) for each in self.steps])
        if full.cell_length <= room:
            return full
        return Content("  ").join([_step(each, _short(each)) for each in self.steps])


def _step(stands: StepStands, name: str) -> Content:
    sign, sign_style, name_style = MARKS[stands.mark]
    return styled((f"{sign} ", sign_style), (name, name_style))


def _short(stands: StepStands) -> str:
    return title(stands.step) if stands.mark is StepMark.HERE else title(stands.step)[:1]
