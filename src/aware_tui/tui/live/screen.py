"""The live call: one step on screen, the hands on the notes, every other action one key."""

from collections.abc import Callable
from functools import partial
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.reactive import var
from textual.widget import Widget

from aware_tui.domain import walk
from aware_tui.domain.playbook import Part
from aware_tui.keys import with_keys
from aware_tui.language import _
from aware_tui.services.call import Call
from aware_tui.services.desk import Desk
from aware_tui.tui.commands import Command
from aware_tui.tui.live.coach_pane import CoachPane
from aware_tui.tui.live.leaving_screen import LeavingScreen
from aware_tui.tui.live.live_commands import COACH_QUIET, KEYS, LAST_STEP, MAY_GO, keys_at, live_commands
from aware_tui.tui.live.part_factory import make_part
from aware_tui.tui.live.part_views import PartView, ReadBackView
from aware_tui.tui.live.rail import Rail
from aware_tui.tui.live.step_pane import StepPane
from aware_tui.tui.widgets.checklist import Checklist
from aware_tui.tui.widgets.choice_row import ChoiceRow
from aware_tui.tui.widgets.key_line import KeyLine
from aware_tui.tui.widgets.text_view import TextView

DIGITS = range(1, 8)
"""Escape and a digit in quick succession arrive as one key; it ticks as the two would."""

DUE_SHOWN = 30.0
"""Seconds for which the rail says that something fell due."""

IDLE = 2.0
"""Seconds without a key after which what the first promise needs is loaded: never while somebody types."""


class LiveScreen(LeavingScreen):
    """Walks one session; bindings have priority so that no box swallows a command."""

    CSS_PATH = "live.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-short"), (30, "-tall")]

    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f8", "forward", _("next"), priority=True, show=False),
        Binding("f7", "back", _("back"), priority=True, show=False),
        Binding("f5", "unlock", _("they have finished"), priority=True, show=False),
        Binding("f9", "gate", _("finish"), priority=True, show=False),
        Binding("ctrl+o", "tick_next", _("tick the next open item"), priority=True, show=False),
        Binding("ctrl+g", "drawer", _("coach drawer"), priority=True, show=False),
        Binding("pagedown", "coach_page(1)", _("more of the coach"), priority=True, show=False),
        Binding("pageup", "coach_page(-1)", _("back in the coach"), priority=True, show=False),
        Binding("ctrl+z", "undo", _("undo"), show=False),
        Binding("escape", "checklist", _("to the checklist and back"), priority=True, show=False),
        Binding("tab", "round(1)", _("next place"), priority=True, show=False),
        Binding("shift+tab", "round(-1)", _("place before"), priority=True, show=False),
        *(
            Binding(
                f"alt+{n}", f"tick_number({n})", _("tick item {n}").format(n=n), priority=True, show=False
            )
            for n in DIGITS
        ),
        *LeavingScreen.BINDINGS,
    ]

    seconds: var[int] = var(0)

    def __init__(self, call: Call, desk: Desk, beat: Callable[[], float]) -> None:
        super().__init__(call, desk, beat)
        self._pane = StepPane(self._make_part)
        self._writing: Widget | None = None
        self._warm = False

    def compose(self) -> ComposeResult:
        yield Rail(id="rail").data_bind(
            seconds=LiveScreen.seconds, save_word=LiveScreen.save_word, notice=LiveScreen.problem
        )
        with Horizontal(id="body"):
            yield self._pane
            yield CoachPane(id="coach")
        yield KeyLine(KEYS, may_go=MAY_GO, id="key-line")

    def _make_part(self, part: Part) -> PartView:
        return make_part(part, self.call, self.desk.now)

    async def on_mount(self) -> None:
        self.start_pen()
        self.set_interval(1.0, self._second)
        self.set_interval(2.0, self.watch_lease)
        self.problem = self.call.read_only
        await self._open_place(focus=True)

    async def _open_place(self, *, focus: bool) -> None:
        await self._pane.open(self.call.place, self.call.phase)
        self.session_changed()
        if self.call.read_only:
            self.lock_views()
        if focus:
            self._focus_main()
        self._show_keys()

    def _focus_main(self) -> None:
        main = self._pane.main_widget()
        if main is not None and main.can_focus:
            self._focus_calmly(main)
        else:
            self.set_focus(self.query_one("#items", Checklist), scroll_visible=False)

    def _focus_calmly(self, place: Widget) -> None:
        """Give a place focus with as much above it in sight as there is room for."""
        self.set_focus(place, scroll_visible=False)
        self._pane.scroll_home(animate=False)
        self.call_after_refresh(self._pane.scroll_to_widget, place, animate=False)

    def _show_keys(self) -> None:
        locked, wide = self.call.phase.lock, self.has_class("-wide")
        self.query_one(KeyLine).keys = keys_at(self.call)
        self.query_one("#coach").display = not locked and (wide or self._drawer)

    _drawer: var[bool] = var(False)

    def session_changed(self) -> None:
        """Show the session as it is: rail, step, coach."""
        if not (self.is_attached and self.app.is_running):
            return
        call, now = self.call, self.desk.now()
        self.session = call.session
        rail = self.query_one(Rail)
        rail.steps = walk.rail(call.session, call.playbook)
        rail.who = self.who()
        rail.running = call.session.head.clock_since is not None
        self.seconds = call.clock(now)
        self._pane.show(call.session, now)
        self._pane.show_clock(rail.running)
        self.query_one(CoachPane).show(call.playbook, call.step, call.phase, call.session, now)
        super().session_changed()

    def ticks_changed(self) -> None:
        self.session = self.call.session
        self.query_one(Rail).steps = walk.rail(self.call.session, self.call.playbook)
        done = frozenset(tick.item_id for tick in self.call.session.ticks)
        for checklist in self.query(Checklist):
            checklist.done = done
        self.show_save_state()

    def words_kept(self) -> None:
        super().words_kept()
        self.session = self.call.session
        self.query_one(Rail).who = self.who()
        for view in self._pane.query(ReadBackView):
            view.show(self.call.session, self.desk.now())

    def who(self) -> tuple[str, ...]:
        """Return the customer's name and the channel, where they are known."""
        customer, head = self.call.session.customer, self.call.session.head
        channel = next((c.label for c in self.call.playbook.channels if c.id == head.channel), "")
        return (customer.name if customer else "", channel)

    def tell_due(self, words: str) -> None:
        """Say for a while in the rail that something fell due."""
        rail = self.query_one(Rail)
        rail.due = words
        self.set_timer(DUE_SHOWN, partial(setattr, rail, "due", ""))

    def _second(self) -> None:
        self.seconds = self.call.clock(self.desk.now())
        if not self._warm and self._beat() - self._last_key > IDLE:
            self._warm = True
            self.warm_up_coach()

    def on_resize(self, event: events.Resize) -> None:  # noqa: ARG002
        self.call_after_refresh(self._show_keys)

    async def action_forward(self) -> None:
        if walk.next_place(self.call.playbook, self.call.place) is None:
            self.app.notify(with_keys(LAST_STEP))
        await self._walk(self.call.forward)

    async def action_back(self) -> None:
        await self._walk(self.call.back)

    async def action_unlock(self) -> None:
        if self.call.phase.lock:
            await self._walk(self.call.forward)

    async def place_changed(self) -> None:
        await self._open_place(focus=True)

    async def _walk(self, step: Callable[[], bool]) -> None:
        await self.keys_arrived()
        self.save_all()
        if step():
            self.call.draft_documents()
            await self._open_place(focus=True)

    async def go_to(self, step_id: str) -> None:
        """Go straight to the first phase of a step that is not locked, or its first."""
        step = self.call.playbook.step(step_id)
        phase = next((p for p in step.phases if not p.lock), step.phases[0])
        await self._walk(lambda: self.call.move(walk.Place(step_id, phase.id)))

    def action_tick_next(self) -> None:
        item = self.query_one("#items", Checklist).next_open()
        if item is not None:
            self.call.tick(item)
            self.ticks_changed()

    def action_tick_number(self, number: int) -> None:
        items = self.query_one("#items", Checklist).items
        if number <= len(items):
            self.call.tick(items[number - 1])
            self.ticks_changed()

    async def action_round(self, by: int) -> None:
        """Go to the next place or row, or the one before; keys pressed before it stay in their box."""
        await self.keys_arrived()
        (self.focus_next if by > 0 else self.focus_previous)()

    async def action_checklist(self) -> None:
        """From a box to the checklist, and from there back to the box."""
        await self.keys_arrived()
        items = self.query_one("#items", Checklist)
        if items.has_focus or not items.display:
            self._back_to_writing()
        else:
            self._writing = self.focused
            self.set_focus(items)

    def _back_to_writing(self) -> None:
        place = self._writing if isinstance(self._writing, TextView) and self._writing.is_attached else None
        if place is not None:
            self._focus_calmly(place)
        else:
            self._focus_main()

    @on(Checklist.TypedPast)
    @on(ChoiceRow.TypedPast)
    def type_in_box(self, event: Checklist.TypedPast | ChoiceRow.TypedPast) -> None:
        """What is typed or pasted outside a box belongs in the box."""
        event.stop()
        self._back_to_writing()
        if isinstance(self.focused, TextView):
            self.focused.paste(event.words)

    def action_undo(self) -> None:
        self.save_all()
        if not self.call.undo():
            self.app.notify(_("Nothing to undo."))
        self._show_words()

    def _show_words(self) -> None:
        """Show in every box what the session has there now."""
        for view in self._pane.text_views():
            if view.spot is not None and view.text != self.call.words_in(view.spot):
                view.put(self.call.words_in(view.spot))
        self.session_changed()

    @on(TextView.NothingToUndo)
    def undo_instead(self, event: TextView.NothingToUndo) -> None:
        event.stop()
        self.action_undo()

    def action_drawer(self) -> None:
        """Show or hide the coach where it is a drawer; while they talk it keeps quiet."""
        if self.call.phase.lock:
            self.app.notify(with_keys(COACH_QUIET))
        elif not self.has_class("-wide"):
            self._drawer = not self._drawer
            self._show_keys()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The page keys belong to the coach while it holds more than is in sight, else to the box."""
        if action != "coach_page":
            return super().check_action(action, parameters)
        coach = self.query_one(CoachPane)
        return coach.display and coach.max_scroll_y > 0

    def action_coach_page(self, by: int) -> None:
        coach = self.query_one(CoachPane)
        coach.scroll_relative(y=by * max(1, coach.size.height - 2), animate=False)

    def commands(self) -> tuple[Command, ...]:
        """Return every action of this screen."""
        return live_commands(self)

    def draft_again(self) -> None:
        """Write both documents anew from the fields; the old words come back by undo."""
        self.save_all()
        self.call.draft_documents(anew=True)
        self._show_words()
