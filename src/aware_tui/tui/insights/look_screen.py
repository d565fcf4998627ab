"""Insights on screen: what keeps happening beside the plain totals, read, and read anew."""

from typing import Any, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.geometry import Region
from textual.reactive import var
from textual.screen import Screen
from textual.widgets import Static

from aware_tui.domain.insights.names import Names
from aware_tui.domain.insights.period import Period, lately
from aware_tui.domain.insights.report import Insights
from aware_tui.domain.insights.typed_period import period_words
from aware_tui.language import _
from aware_tui.services.desk import Desk
from aware_tui.services.insights import asking
from aware_tui.services.insights.question import names_of
from aware_tui.tui.insights.column import Column, laid
from aware_tui.tui.insights.counted import headline, totals, weeks_line
from aware_tui.tui.insights.found import Marks, found
from aware_tui.tui.insights.help import KEYS, MAY_GO
from aware_tui.tui.insights.marking import goal_lines, marks_of
from aware_tui.tui.insights.parts import Section, Target, quiet
from aware_tui.tui.insights.period_dialog import USUAL, Span
from aware_tui.tui.plaintext import styled
from aware_tui.tui.reading.opened_screen import OpenedScreen
from aware_tui.tui.waiting import answer_of
from aware_tui.tui.widgets.key_line import KeyLine
from aware_tui.tui.widgets.words import Words

COUNTING = _("Counting …")
MORE = _("↓ more below")
EDGES = 8
"""Cells left and right of a column."""

UNREADABLE = _("This cannot be counted now")


BESIDE = 29
"""Cells of the first line that are not the period's."""


class Body(VerticalScroll, inherit_bindings=False):
    """Both columns; its keys are the screen's, so that the cursor goes where it scrolls."""


class LookScreen(OpenedScreen):
    """Shows one look at a period; what is shown stays until the next look is there."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r", "look", _("count again"), show=False),
        Binding("m", "everything", _("all findings, or the first"), show=False),
        Binding("left", "aside(-1)", _("to the findings"), show=False),
        Binding("right", "aside(1)", _("to the totals"), show=False),
        Binding("pageup", "page(-1)", _("a page up"), show=False),
        Binding("pagedown,space", "page(1)", _("a page down"), show=False),
        Binding("home", "edge(0)", _("first"), show=False),
        Binding("end", "edge(1)", _("last"), show=False),
    ]

    span: var[Span] = var(USUAL)
    insights: var[Insights | None] = var(None)
    marks: var[Marks] = var(Marks)
    goals: var[tuple[str, ...]] = var(())
    everything: var[bool] = var(False)
    counting: var[bool] = var(False)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.names = Names()
        self._away = False
        self._period = Words(id="period")
        self._state = Words(id="state")
        self._headline = Words(id="headline")
        self.found = Column(id="found")
        self.counted = Column(id="counted")
        self._body = Body(self.found, self.counted, id="body", can_focus=False)

    @property
    def filling(self) -> bool:
        """Say whether its first lines are being counted, to which Enter and the arrows belong."""
        return self.counting and self.insights is None

    def compose(self) -> ComposeResult:
        with Vertical(id="top"):
            with Horizontal(id="first-line"):
                yield Static(styled((self.NAME, "bold")), id="name")
                yield self._period
                yield self._state
            yield self._headline
        yield self._body
        yield KeyLine(KEYS, may_go=MAY_GO, id="key-line")

    def on_mount(self) -> None:
        self.found.focus()
        self.watch(self._body, "scroll_y", self._say_state, init=False)
        self.action_look()

    @work(exclusive=True, group="look")
    async def action_look(self) -> None:
        """Count the period, and what the register and the goals say of it."""
        self.counting = True
        self.names = names_of((await self.in_force()).playbook)
        seen, problem = await answer_of(asking.insights(self.desk, await self._wanted()))
        if not self.is_attached:
            return
        self.counting = False
        if seen is None:
            self._tell(problem)
            return
        self.insights = seen
        await self.read_marks()

    def go_to(self, screen: Screen[Any]) -> None:
        """Open another screen over this one; what it may have changed is counted when it is left."""
        self._away = True
        super().go_to(screen)

    def on_screen_resume(self) -> None:
        if self._away:
            self._away = False
            self.action_look()

    async def _wanted(self) -> Period:
        today = asking.today(self.desk)
        if self.span.days is not None or self.span.weeks:
            return self.span.days or lately(today, self.span.weeks)
        everything, _ = await answer_of(asking.span(self.desk))
        return everything or lately(today)

    def _tell(self, problem: str) -> None:
        """Say what stood in the way; what was shown before stays."""
        if self.insights is None:
            self.found.show(
                (Section(UNREADABLE, (quiet(_("{problem} r tries again.").format(problem=problem)),)),)
            )
        self.app.notify(problem, severity="warning")

    async def read_marks(self) -> None:
        """Read what the register knows of the findings, and the goals."""
        if self.insights is None:
            return
        marks = await marks_of(self.desk, self.insights)
        goals = await goal_lines(self.desk)
        if self.is_attached:
            self.marks, self.goals = marks, goals

    def watch_insights(self) -> None:
        self._show()

    def watch_marks(self) -> None:
        self._show()

    def watch_goals(self) -> None:
        self._show()

    def watch_everything(self) -> None:
        self._show()

    def watch_counting(self) -> None:
        self._say_state()

    def _show(self) -> None:
        """Show what was found; the cursor stays where it is."""
        if self.insights is None or not self.is_mounted:
            return
        tall = self.has_class("-tall")
        left = found(self.insights, self.marks, tall=tall, everything=self.everything)
        right = totals(self.insights, self.names, self.goals)
        self.found.airy = self.counted.airy = tall or self._fits((*left, *right))
        at_rest = not self.found.targets and not self.counted.cursor
        self.found.show(left)
        self.counted.show(right)
        if self.focused in (self.found, self.counted, None) and (at_rest or self.target is None):
            self.set_focus(self.found if self.found.targets else self.counted, scroll_visible=False)
        self._say_top(self.insights)
        self.call_after_refresh(self._say_state)

    def _say_top(self, insights: Insights) -> None:
        """Say above it all what is looked at, and how much of it there is."""
        self._period.say(styled((self._when(insights), "$muted")))
        line = styled((headline(insights), ""), (weeks_line(insights, self.size.width), "$muted"))
        self._headline.say(line)

    def _fits(self, sections: tuple[Section, ...]) -> bool:
        """Say whether sections fit one under the other with an empty line between each two."""
        return len(laid(sections, self.size.width - EDGES, airy=True)[0]) <= self._body.size.height

    def _when(self, insights: Insights) -> str:
        days = period_words(insights.period)
        if self.span.days is not None:
            return days
        both = f"{self.span.words}, {days}"
        return both if len(both) + BESIDE <= self.size.width else self.span.words

    def on_resize(self) -> None:
        self.call_after_refresh(self._show)

    def _say_state(self) -> None:
        more = self._body.is_attached and self._body.scroll_offset.y < self._body.max_scroll_y
        self._state.say(styled((COUNTING if self.counting else MORE if more else "", "$muted")))

    @on(Column.Moved)
    def keep_in_sight(self, event: Column.Moved) -> None:
        event.stop()
        place = event.column.virtual_region
        top = place.y + event.column.gutter.top + event.top if event.top else 0
        bottom = place.y + event.column.gutter.top + event.bottom
        if event.column is self.counted and not event.top:
            top = place.y if self.found.targets else 0
        self._body.scroll_to_region(Region(0, top, 1, bottom - top), animate=False, immediate=True)

    @on(Column.Passed)
    def go_over(self, event: Column.Passed) -> None:
        """Go on in the other column; where there is none, show what stands there still."""
        event.stop()
        other = self.counted if event.by > 0 else self.found
        if event.column is not other and other.targets:
            other.cursor = 0 if event.by > 0 else len(other.targets) - 1
            self.set_focus(other, scroll_visible=False)
        else:
            self._body.scroll_relative(y=event.by, animate=False, immediate=True)

    @property
    def target(self) -> Target | None:
        """Return what the cursor is on."""
        return self.counted.target if self.counted.has_focus else self.found.target

    def action_aside(self, by: int) -> None:
        column = self.counted if by > 0 else self.found
        if column.targets:
            self.set_focus(column, scroll_visible=False)

    def action_page(self, by: int) -> None:
        self._body.scroll_relative(y=by * max(1, self._body.size.height - 1), animate=False, immediate=True)

    def action_edge(self, last: int) -> None:
        """Go to the first or the last line that can be opened; side by side, of the column in hand."""
        column = self.counted if self.counted.has_focus else self.found
        if self.has_class("-narrow"):
            column = self.counted if last else self.found
        column.cursor = last * (len(column.targets) - 1)
        self.set_focus(column, scroll_visible=False)
        self._body.scroll_to(y=last * self._body.max_scroll_y, animate=False, immediate=True)

    def action_everything(self) -> None:
        """Show all that was found, or the first of each again."""
        self.everything = not self.everything
