"""The line across the top of a practice call: the five steps, who is calling, the turn, saved or not."""

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from aware_tui.domain.text import cells, excerpt
from aware_tui.services.practice.standing import StepStands, title
from aware_tui.tui.live.rail import APART, steps_in
from aware_tui.tui.plaintext import styled


class CallRail(Widget):
    """Steps at the left; where they do not fit, the one in hand by its name and the others by a letter."""

    steps: reactive[tuple[StepStands, ...]] = reactive(())
    who: reactive[str] = reactive("")
    end: reactive[str] = reactive("")
    """The turn, and the word about saving."""

    def render(self) -> Content:
        width = self.content_size.width
        room = width - cells(self.end) - APART
        left = steps_in([(title(each.step), each.mark) for each in self.steps], room)
        who = excerpt(f"{self.who} · ", room - left.cell_length - APART) if self.who else ""
        if not who.endswith("· ") and not who.endswith("·"):
            who = ""
        right = f"{who.strip()} {self.end}" if who else self.end
        gap = " " * max(1, width - left.cell_length - cells(right))
        return Content("").join([left, styled((gap, ""), (right, "$muted"))])
