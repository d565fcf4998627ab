"""The part of the app that visits throw-away data, for the tour or to look around, and comes back."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import SystemCommand
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen

from aware_tui.language import _
from aware_tui.tui.compat import PlainApp
from aware_tui.tui.opening import Opening

if TYPE_CHECKING:
    from collections.abc import Iterable

    from aware_tui.services.desk import Desk
    from aware_tui.services.tour import Sandbox
    from aware_tui.store.writer import SaveState
    from aware_tui.tui.today.screen import TodayScreen
    from aware_tui.tui.tour.guide import Sign

TOUR_BANNER = _("The tour: nothing here is real, and nothing of it is kept.")
SAMPLE_BANNER = _("Sample data, thrown away when you leave: escape here goes back to your own.")
LAYING = _("The sample data is being laid out. A call can begin meanwhile: press n.")
BACK = _("Your own day again; nothing of what you tried was kept. When a call comes, press n.")
BUSY = _("Finish or park the call in hand first; then there is time to look around.")


@dataclass(frozen=True, slots=True)
class Visit:
    """A stay in throw-away data: where it is, and what to come back to."""

    box: "Sandbox"
    desk: "Desk"
    own: "Desk"
    home: "TodayScreen"
    sign: "Sign"
    tour: bool


class VisitingApp(PlainApp[None]):
    """Can put its desk aside for one on throw-away data; the screens never know the difference."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave_visit", _("back to your own data"), priority=True, show=False)
    ]
    desk: "Desk"
    visit: Visit | None = None
    _visit_wanted = False

    @property
    def today(self) -> "TodayScreen":
        """Return the first screen: during a visit, that of the visit."""
        from aware_tui.tui.today.screen import TodayScreen

        return next(screen for screen in reversed(self.screen_stack) if isinstance(screen, TodayScreen))

    def _hear_writer(self, state: "SaveState") -> None:
        """Take in what the writer of the desk in force says."""
        raise NotImplementedError

    def _make_desk(self, box: "Sandbox") -> "Desk":
        """Return a desk on the data of a sandbox; it is heard only while it is the one in force."""
        from aware_tui.services.desk import Desk

        def hear(state: "SaveState") -> None:
            if self.desk is made:
                self._hear_writer(state)

        made = Desk(box.settings, self.desk.now, hear)
        return made

    def visit_commands(self) -> "Iterable[SystemCommand]":
        """Yield the way back for the palette, from wherever somebody went on a visit."""
        if self.visit is not None:
            back, told = _("Back to your own data"), _("Throws away what was tried")
            yield SystemCommand(back, told, self.action_leave_visit)

    def take_tour(self) -> None:
        """Begin the tour, unless a call is in hand."""
        self._begin_visit(tour=True)

    def see_sample(self) -> None:
        """Open the sample data, unless a call is in hand."""
        self._begin_visit(tour=False)

    def _begin_visit(self, *, tour: bool) -> None:
        if self.visit is not None or self._visit_wanted:
            return
        if self.screen is not self.today or self.today.busy:
            self.notify(BUSY)
            return
        self._visit_wanted = True
        if not tour:
            self.notify(LAYING)
        self._visit(tour)

    @work(exclusive=True, group="visit")
    async def _visit(self, tour: bool) -> None:
        """Prepare the data away from the screen; a call that began meanwhile goes first."""
        from aware_tui.services import tour as tours
        from aware_tui.tui.waiting import answer_of

        own = self.desk
        box, sentence = await answer_of(own.aside(lambda: self._prepared(tour)))
        self._visit_wanted = False
        if box is None:
            self.notify(sentence, severity="warning")
            return
        desk = self._make_desk(box)
        _nothing, sentence = await answer_of(desk.open())
        if sentence or self.screen is not self.today or self.today.busy:
            self.notify(sentence or BUSY, severity="warning")
            tours.leave_behind(box, desk)
            return
        await self._enter(box, desk, tour)

    def _prepared(self, tour: bool) -> "Sandbox":
        from aware_tui.services import tour as tours

        box = tours.sandbox(self.desk.settings)
        if not tour:
            tours.lay_sample(box, self.desk.now())
        return box

    async def _enter(self, box: "Sandbox", desk: "Desk", tour: bool) -> None:
        """Put the own desk aside and open Today on the other one."""
        from aware_tui.services.tour import sample_past
        from aware_tui.tui.today.screen import TodayScreen

        afterwards = None if tour else sample_past(box.settings, desk.now())
        opening = Opening(banner=TOUR_BANNER if tour else SAMPLE_BANNER, afterwards=afterwards)
        home, self.desk = self.today, desk
        self.visit = Visit(box, desk, own=home.desk, home=home, sign=self._sign(desk, tour), tour=tour)
        screen = TodayScreen(desk, opening)
        await self.push_screen(screen)
        await screen.desk_opened("")

    def _sign(self, desk: "Desk", tour: bool) -> "Sign":
        from aware_tui.tui.tour.guide import Guide, Sign

        return Guide(self, desk) if tour else Sign(self)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Escape leaves the tour from everywhere but a dialog, the sample data from its first screen."""
        if action != "leave_visit":
            return super().check_action(action, parameters)
        if self.visit is None or isinstance(self.screen, ModalScreen):
            return False
        return self.visit.tour or self.screen is self.today

    async def action_leave_visit(self) -> None:
        """Come back to the own data, and throw away what was tried."""
        from aware_tui.services.tour import leave_behind

        visit = self.visit
        if visit is None:
            return
        self.visit = None
        visit.sign.stop()
        while self.screen is not visit.home:
            await self.pop_screen()
        self.desk = visit.own
        self.notify(BACK)
        leave_behind(visit.box, visit.desk)

    def drop_visit(self) -> None:
        """Throw away what is being tried, because the app ends; the own desk is in force again."""
        from aware_tui.services.tour import leave

        if self.visit is not None:
            visit, self.visit = self.visit, None
            self.desk = visit.own
            leave(visit.box, visit.desk, 2.0)
