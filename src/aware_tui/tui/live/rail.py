"""The rail: the steps and how they stand, who is on the call, the clock, and the truth about saving."""

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from aware_tui.domain import clock
from aware_tui.domain.text import cells, excerpt
from aware_tui.domain.walk import RailStep, StepMark
from aware_tui.tui.plaintext import styled

MARKS = {
    StepMark.DONE: ("✓", "$success", "$success"),
    StepMark.HERE: ("●", "bold", "bold"),
    StepMark.GAPS: ("◐", "$warning", "$muted"),
    StepMark.TO_DO: ("○", "$muted", "$muted"),
}
"""The sign of each mark, its style and the style of the step's name."""

NOT_SAVED = "NOT SAVED"


class Rail(Widget):
    """One line across the top; a second one speaks only when there is something to say."""

    steps: reactive[tuple[RailStep, ...]] = reactive(())
    who: reactive[tuple[str, ...]] = reactive(())
    """Customer and channel; left out first where the line is narrow."""
    seconds: reactive[int] = reactive(0)
    running: reactive[bool] = reactive(True)
    save_word: reactive[str] = reactive("saved")
    notice: reactive[str] = reactive("")

    def render(self) -> Content:
        width = self.content_size.width
        left = self._left()
        right = self._right(width - left.cell_length - 2)
        gap = " " * max(1, width - left.cell_length - right.cell_length)
        first = Content("").join([left, styled((gap, "")), right])
        return Content("\n").join([first, self._second(width, right)])

    def _second(self, width: int, right: Content) -> Content:
        """Return what there is to say, else who is on the call where the first line has no room for it."""
        if self.notice:
            return styled((excerpt(self.notice, width), "$warning"))
        who = " · ".join(part for part in self.who if part)
        if not who or self.who[0] in right.plain:
            return styled(("", ""))
        who = excerpt(who, width)
        return styled((" " * (width - cells(who)), ""), (who, "$muted"))

    def _left(self) -> Content:
        return Content("  ").join([self._step(step) for step in self.steps])

    @staticmethod
    def _step(rail_step: RailStep) -> Content:
        sign, sign_style, name_style = MARKS[rail_step.mark]
        return styled((f"{sign} ", sign_style), (rail_step.step.title, name_style))

    def _right(self, room: int) -> Content:
        face = clock.face(self.seconds) if self.running else f"paused {clock.face(self.seconds)}"
        style = "bold $error" if self.save_word == NOT_SAVED else "$muted"
        must = [(face, "$muted"), (self.save_word, style)]
        may = [(part, "$muted") for part in self.who if part]
        while may and _width(may + must) > room:
            may.pop()
        return styled(*_dotted(may + must))


def _dotted(parts: list[tuple[str, str]]) -> list[tuple[str, str]]:
    dot = (" · ", "$muted")
    return [piece for index, part in enumerate(parts) for piece in ((dot, part) if index else (part,))]


def _width(parts: list[tuple[str, str]]) -> int:
    return sum(cells(text) for text, _ in parts) + 3 * (len(parts) - 1)
