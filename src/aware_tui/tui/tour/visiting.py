"""The part of the app that visits throw-away data, for the tour or to look around, and comes back."""

from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from textual import work
from textual.app import SystemCommand
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen, Screen

from aware_tui.language import _
from aware_tui.tui.compat import PlainApp
from aware_tui.tui.opening import Opening

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable

    from aware_tui.services.call import Call
    from aware_tui.services.desk import Desk
    from aware_tui.services.tour import Sandbox
    from aware_tui.store.writer import SaveState
    from aware_tui.tui.commands import Command
    from aware_tui.tui.keeping import KeepsWords
    from aware_tui.tui.today.screen import TodayScreen
    from aware_tui.tui.tour.sign import Sign

LAYING = _("The sample data is being laid out. A call can begin meanwhile: press n.")
BACK = _("Your own day again; nothing of what you tried was kept. When a call comes, press n.")
BUSY = _("Finish or park the call in hand first; then there is time to look around.")
ALREADY = _("This is the sample data. Your own is there when you start aware by itself.")
CARRIED = _("Your own data again. What you typed is in this call now, and it is kept.")
LAYS_FOR = 2.0
"""Seconds that somebody is told of the sample data being laid out: about as long as it takes."""


class Visit(NamedTuple):
    """A stay in throw-away data: where it is, and what to come back to."""

    box: "Sandbox"
    desk: "Desk"
    own: "Desk"
    home: "Screen[Any]"
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
    _asking = False
    """Whether it is being asked what becomes of the words typed on a visit."""
    tour_coming = False
    """Whether the tour is on its way, to which the next keys belong."""
    _own_sign: "Sign | None" = None
    """Lies on every screen where sample data is all there is."""

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

    @property
    def live_screens(self) -> "tuple[KeepsWords, ...]":
        """Return the screens with words in them."""
        raise NotImplementedError

    def show_call(self, call: "Call") -> None:
        """Open the live screen for a call."""
        raise NotImplementedError

    def visit_commands(self, screen: "Screen[Any]") -> "Iterable[SystemCommand]":
        """Yield the ways to go on a visit from a main screen but Today, or the way back from wherever it led.

        Today offers them itself, with their keys.
        """
        from aware_tui.tui.reading.opened_screen import OpenedScreen

        if self.visit is not None:
            back, told = _("Back to your own data"), _("Throws away what was tried")
            yield SystemCommand(back, told, self.action_leave_visit)
        elif isinstance(screen, OpenedScreen):
            for each in self.offers():
                yield SystemCommand(each.title, each.help, each.run)

    def offers(self) -> "tuple[Command, ...]":
        """Return what a beginner can try: nothing on a visit, and no second sample data."""
        from aware_tui.tui.commands import Command

        tour = Command(_("Take the tour"), _("One call, done once, in two minutes"), self.take_tour, "t")
        sample = Command(_("Look around in sample data"), _("Thrown away at the end"), self.see_sample, "d")
        if self.visit is not None:
            return ()
        return (tour,) if self._own_sign is not None else (tour, sample)

    def mark_sample(self) -> None:
        """Say on every screen from now on that the data is thrown away at the end."""
        from aware_tui.tui.tour.sign import Sign

        self._own_sign = Sign(self)

    def take_tour(self) -> None:
        """Begin the tour, unless a call is in hand."""
        self._begin_visit(tour=True)

    def see_sample(self) -> None:
        """Open the sample data, unless a call is in hand or there is no other data."""
        if self._own_sign is not None:
            self.notify(ALREADY)
        else:
            self._begin_visit(tour=False)

    def _begin_visit(self, *, tour: bool) -> None:
        if self.visit is not None or self._visit_wanted:
            return
        if not self._free:
            self.notify(BUSY)
            return
        self._visit_wanted, self.tour_coming = True, tour
        if not tour:
            self.notify(LAYING, timeout=LAYS_FOR)
        self._visit(tour)

    @property
    def _free(self) -> bool:
        """Say whether a main screen is in front, with no call in hand or on its way."""
        from aware_tui.tui.reading.opened_screen import OpenedScreen

        in_front = self.screen is self.today or isinstance(self.screen, OpenedScreen)
        return in_front and not self.today.busy and not self.live_screens

    @work(exclusive=True, group="visit")
    async def _visit(self, tour: bool) -> None:
        try:
            await self._prepare_visit(tour)
        finally:
            self._visit_wanted = self.tour_coming = False

    async def _prepare_visit(self, tour: bool) -> None:
        """Prepare the data away from the screen; a call that began meanwhile goes first."""
        from aware_tui.services import tour as tours
        from aware_tui.tui.waiting import answer_of

        own = self.desk
        box, sentence = await answer_of(own.aside(lambda: self._prepared(tour)))
        if box is None:
            self.notify(sentence, severity="warning")
            return
        desk = self._make_desk(box)
        _nothing, sentence = await answer_of(desk.open())
        if sentence or not self._free:
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
        own, self.desk = self.desk, desk
        self.visit = Visit(box, desk, own, home=self.screen, sign=self._sign(desk, tour), tour=tour)
        screen = TodayScreen(desk, Opening(afterwards=afterwards))
        await self.push_screen(screen)
        await screen.desk_opened("")

    def _sign(self, desk: "Desk", tour: bool) -> "Sign":
        from aware_tui.tui.tour.guide import Guide
        from aware_tui.tui.tour.sign import Sign

        return Guide(self, desk) if tour else Sign(self, since=desk.now())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Escape leaves the tour from everywhere but a dialog, the sample data from its first screen."""
        if action != "leave_visit":
            return super().check_action(action, parameters)
        if self.visit is None or isinstance(self.screen, ModalScreen):
            return False
        return self.visit.tour or self.screen is self.today

    async def action_leave_visit(self) -> None:
        """Come back to the own data; words that may be a customer's are asked about before they go."""
        if self.visit is not None and not await self.asked_about_words():
            await self._leave_visit()

    async def asked_about_words(self, then: "Callable[[], Awaitable[None]] | None" = None) -> bool:
        """Ask about words typed on a visit before it ends, and say whether that was asked.

        `then` follows once it is answered, with the words carried; without it their call is shown.
        """
        if self.visit is None or self._asking:
            return self._asking
        calls = await self.visit.sign.typed()
        if not calls:
            return False
        from aware_tui.tui.tour.leaving import THROW_AWAY, leaving_question

        async def go(answer: str | None) -> None:
            self._asking = False
            if answer is not None:
                await self._leave_visit(() if answer == THROW_AWAY else calls, show=then is None)
                if then is not None:
                    await then()

        self._asking = True
        self.push_screen(leaving_question(calls), go)
        return True

    async def _leave_visit(self, carried: "tuple[Call, ...]" = (), *, show: bool = True) -> None:
        """Throw away what was tried, but carry the words of these calls into one on the own data."""
        from aware_tui.services.tour import leave_behind
        from aware_tui.services.tried import carry_over

        visit = self.visit
        if visit is None:
            return
        self.visit = None
        visit.sign.stop()
        while self.screen is not visit.home:
            await self.pop_screen()
        self.desk = visit.own
        if carried:
            call = carry_over(carried, self.desk)
            if show:
                self.show_call(call)
            else:
                call.turn_clock(run=False)
        self.notify(CARRIED if carried else BACK)
        leave_behind(visit.box, visit.desk)

    def drop_visit(self) -> None:
        """Throw away what is being tried, because the app ends; the own desk is in force again."""
        from aware_tui.services.tour import leave

        if self.visit is not None:
            visit, self.visit = self.visit, None
            self.desk = visit.own
            leave(visit.box, visit.desk, 2.0)
