"""The rail: the steps and how they stand, who is on the call, the clock, and the truth about saving."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.content import Content
from textual.reactive import reactive, var
from textual.widget import Widget
from textual.widgets import Static

from aware_tui.domain import clock
from aware_tui.domain.text import cells, excerpt
from aware_tui.domain.walk import RailStep, StepMark
from aware_tui.language import _
from aware_tui.tui.painting import join_next_paint
from aware_tui.tui.plaintext import styled

MARKS = {
    StepMark.DONE: ("✓", "$success", "$success"),
    StepMark.HERE: ("●", "bold", "bold"),
    StepMark.GAPS: ("◐", "$warning", "$muted"),
    StepMark.TO_DO: ("○", "$muted", "$muted"),
}
"""The sign of each mark, its style and the style of the step's name."""

NOT_SAVED = _("NOT SAVED")
SAVING, SAVED, READ_ONLY = _("saving"), _("saved"), _("read-only")

SAVE_ROOM = max(len(SAVING), len(SAVED))
"""Cells kept for the word about saving, so that nothing moves when it changes."""

APART = 2
"""Cells between the steps and what stands at the right."""

WHO_ROOM = 24
"""Cells that the customer and the channel keep on the second line beside how they stand."""


class Rail(Widget):
    """One line across the top; a second one speaks only when there is something to say.

    The clock and the word about saving change often: they stand in a place of their own, so that they alone
    are painted then.
    """

    steps: reactive[tuple[RailStep, ...]] = reactive(())
    who: reactive[tuple[str, ...]] = reactive(())
    """Customer and channel; left out first where the line is narrow."""
    notice: reactive[str] = reactive("")
    due: reactive[str] = reactive("")
    """What has just fallen due; a notice comes before it."""
    standing: reactive[str] = reactive("")
    """What to know of the customer before asking; said while nothing else is."""
    end_room: reactive[int] = reactive(0)
    """Cells that the clock and the word take at the end of the line."""
    seconds: var[int] = var(0)
    running: var[bool] = var(True)
    save_word: var[str] = var(SAVED)

    def __init__(self, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._end = Static(id="rail-end")

    def compose(self) -> ComposeResult:
        yield self._end

    def on_mount(self) -> None:
        self._show_end()

    def watch_seconds(self) -> None:
        self._show_end()

    def watch_running(self) -> None:
        self._show_end()

    def watch_save_word(self) -> None:
        self._show_end()

    def _show_end(self) -> None:
        if not self._end.is_attached:
            return
        face = (
            clock.face(self.seconds)
            if self.running
            else _("paused {face}").format(face=clock.face(self.seconds))
        )
        style = "bold $error" if self.save_word == NOT_SAVED else "$muted"
        face, word = f"{face} · ", self.save_word.ljust(SAVE_ROOM)
        room = cells(face + word)
        self._end.update(styled((face, "$muted"), (word, style)), layout=room != self.end_room)
        join_next_paint(self._end)
        self.end_room = room

    def render(self) -> Content:
        width = self.content_size.width
        steps = [(each.step.title, each.mark) for each in self.steps]
        left = steps_in(steps, width - self.end_room - APART)
        room = width - self.end_room - left.cell_length - APART
        who = _what_fits([part for part in self.who if part], room)
        gap = " " * max(1, APART + room - cells(who))
        first = Content("").join([left, styled((gap + who, "$muted"))])
        return Content("\n").join([first, self._second(width, who)])

    def _second(self, width: int, shown: str) -> Content:
        """Return what there is to say, else who is on the call where the first line has no room for it."""
        if self.notice:
            return styled((excerpt(self.notice, width), "$warning"))
        if self.due:
            return styled((excerpt(self.due, width), "$accent"))
        room = WHO_ROOM if self.standing else width
        who = "" if shown else excerpt(" · ".join(part for part in self.who if part), room)
        standing = excerpt(self.standing, width - (cells(who) + APART if who else 0))
        gap = " " * (width - cells(standing) - cells(who))
        return styled((standing, ""), (gap if who else "", ""), (who, "$muted"))


def steps_in(steps: Sequence[tuple[str, StepMark]], room: int) -> Content:
    """Return the steps; where they do not fit, the name of the one in hand and of the others a letter."""
    full = Content("  ").join([_step(name, mark) for name, mark in steps])
    if full.cell_length <= room:
        return full
    short = ((name if mark is StepMark.HERE else name[:1], mark) for name, mark in steps)
    return Content("  ").join([_step(name, mark) for name, mark in short])


def _step(name: str, mark: StepMark) -> Content:
    sign, sign_style, name_style = MARKS[mark]
    return styled((f"{sign} ", sign_style), (name, name_style))


def _what_fits(parts: list[str], room: int) -> str:
    """Return as many parts as there is room for, each followed by a dot."""
    while parts:
        words = "".join(f"{part} · " for part in parts)
        if cells(words) <= room:
            return words
        parts = parts[:-1]
    return ""
