"""The step: its lead, its checklist, its parts; one phase at a time."""

from collections.abc import Callable
from datetime import datetime

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from aware_tui.domain.playbook import Choice, CoachKind, Part, Phase
from aware_tui.domain.session import CoachingSession
from aware_tui.domain.walk import Place
from aware_tui.language import _
from aware_tui.tui.compat import is_whole
from aware_tui.tui.live.part_views import PartView
from aware_tui.tui.plaintext import plain, styled
from aware_tui.tui.widgets.checklist import Checklist
from aware_tui.tui.widgets.choice_row import ChoiceRow
from aware_tui.tui.widgets.text_view import TextView

PAUSE, HOLD = "clock", "hold"
"""What the row at the foot of each step does."""

MakePart = Callable[[Part], PartView]


class StepPane(VerticalScroll, can_focus=False):
    """Shows a phase; a part that the next phase shares keeps its widget, and so its cursor and its undo."""

    def __init__(self, make_part: MakePart) -> None:
        super().__init__(id="step-pane")
        self._make_part = make_part
        self.phase: Phase | None = None
        self._place: Place | None = None

    def compose(self) -> ComposeResult:
        yield Static(id="lead")
        yield Checklist(id="items")
        yield Static(id="say")
        yield ChoiceRow(_("Call"), (), acts=True, id="call-row")

    async def open(self, place: Place, phase: Phase) -> None:
        """Show a phase in place of the one before."""
        same_step = self._place is not None and self._place.step == place.step
        kept = {part.id for part in phase.parts} if same_step else set()
        self.phase, self._place = phase, place
        self.query_one("#lead", Static).update(styled((phase.lead, "bold $accent")))
        self.query_one(Checklist).items = phase.items
        self.query_one("#say", Static).update(_said_inline(phase))
        self.query_one("#say").display = phase.lock
        with self.app.batch_update():
            await self.remove_children([view for view in self.parts() if view.part.id not in kept])
            await self._mount_parts(phase)
        self.scroll_home(animate=False)

    async def _mount_parts(self, phase: Phase) -> None:
        there = {view.part.id: view for view in self.parts()}
        foot = self.query_one("#call-row")
        for part in phase.parts:
            if part.id not in there:
                await self.mount(self._make_part(part), before=foot)
            else:
                self.move_child(there[part.id], before=foot)

    def parts(self) -> tuple[PartView, ...]:
        """Return the views of the phase's parts, in order."""
        return tuple(child for child in self.children if isinstance(child, PartView))

    def main_widget(self) -> Widget | None:
        """Return where focus lands in this phase."""
        view = next((view for view in self.parts() if view.part.main), None)
        return view.main_widget() if view else None

    def show(self, session: CoachingSession, now: datetime) -> None:
        """Bring what is there up to date with the session; a part on its way is shown once it is."""
        done = frozenset(tick.item_id for tick in session.ticks)
        self.query_one("#items", Checklist).done = done
        for view in self.parts():
            if is_whole(view):
                view.show(session, now)

    def show_clock(self, running: bool) -> None:
        """Name what the first choice of the foot row would do."""
        row = self.query_one("#call-row", ChoiceRow)
        clock = Choice(PAUSE, _("pause the clock") if running else _("start the clock"))
        row.choices = (clock, Choice(HOLD, _("hold this call")))

    def text_views(self) -> tuple[TextView, ...]:
        """Return every place to type in that is on screen."""
        return tuple(self.query(TextView))


def _said_inline(phase: Phase) -> Content:
    """Return what to say, for a locked phase: there is nothing else to read, so it stands in the step."""
    if not phase.lock:
        return plain("")
    lines: list[Content] = []
    for block in phase.coach:
        if block.kind is CoachKind.SAY:
            lines.append(styled((block.title, "$muted")))
            lines += [plain(line) for line in block.lines]
    return Content("\n").join(lines)
