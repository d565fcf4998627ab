"""The app: wires settings, desk and screens together, and reads the clocks."""

import gc
import time
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from functools import cache, partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import SystemCommand
from textual.binding import Binding, BindingType
from textual.events import Event, Resize
from textual.geometry import Size
from textual.screen import Screen
from textual.timer import Timer

from aware_tui.config import Settings
from aware_tui.keys import with_keys
from aware_tui.language import _
from aware_tui.services.desk import Desk
from aware_tui.tui import departure
from aware_tui.tui.colours import COLOURS, DEFAULTS, theme_of
from aware_tui.tui.commands import Commands
from aware_tui.tui.due_notices import DueNotices
from aware_tui.tui.keeping import AnswersForSaves, KeepsWords, brings_another
from aware_tui.tui.key_order import KeyOrder
from aware_tui.tui.keys_typed import TypedKeys, keys_for
from aware_tui.tui.messages import (
    FULL,
    CallFinished,
    DeliveryArrived,
    DeskFailed,
    DeskOpened,
    SaveStateArrived,
    SessionWanted,
)
from aware_tui.tui.opening import ON_TODAY, Opening
from aware_tui.tui.passed_over import notice_of
from aware_tui.tui.today.screen import TodayScreen
from aware_tui.tui.too_small import TooSmall, keep_focus_in_sight, too_small
from aware_tui.tui.tour.visiting import VisitingApp

if TYPE_CHECKING:
    from aware_tui.domain.rows import Delivery
    from aware_tui.services.call import Call
    from aware_tui.store.writer import SaveState
    from aware_tui.tui.dialogs.damaged import DamagedDialog


def utc_now() -> datetime:
    """Return the time now in UTC."""
    return datetime.now(UTC)


@cache
def load_call_screen() -> None:
    """Load the live screen and all that it needs, so that the first call opens at once.

    The garbage collector looks no more at what is loaded then: a look at all of it holds up a key for 30 ms.
    """
    import aware_tui.tui.live.screen  # noqa: F401

    gc.freeze()


QUIT_PATIENCE = 3.0
"""Seconds that quitting waits for the last words to be saved."""

RESIZED = 0.1
"""Seconds after which everything has its place in a window of another size."""

UNSAVED = _("The last words cannot be saved yet. Make room or wait; ctrl+q once more leaves without them.")
"""Told when quitting would lose something."""

HOW_TO_QUIT = _("ctrl+q quits. Everything is saved, and a call stays open.")
"""Told to whoever presses ctrl+c: other programs of a terminal end with it."""


class AwareApp(VisitingApp):
    """Opens on Today, or straight in a call; the data is opened behind the first paint."""

    TITLE = "aware"
    CSS_PATH = "aware.tcss"
    COMMANDS: ClassVar = {Commands}
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+q", "quit", _("quit"), priority=True, show=False)]

    def __init__(
        self,
        settings: Settings,
        report: Callable[[BaseException], str],
        *,
        opening: Opening = ON_TODAY,
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        super().__init__(report)
        self.desk = Desk(settings, now, self._hear_writer, self._hear_outbox)
        self.opening = opening
        self.due_notices = DueNotices(self, self.desk)
        self.beat = time.monotonic
        self._warned = False
        self._resizing: Timer | None = None
        self._damage: DamagedDialog | None = None
        self._typed = TypedKeys(keys_for(settings))
        self._key_order = KeyOrder(self, self._pass_on, self._brings_another)
        self.before_shutdown = self._key_order.stop
        self.keys_handed_on = lambda: self._key_order.idle
        self.animation_level = "full" if settings.motion else "none"
        for colours in COLOURS:
            self.register_theme(colours.theme)
        self.theme = theme_of(settings.theme, no_color=self.no_color).name

    def _hear_writer(self, state: "SaveState") -> None:
        self.post_message(SaveStateArrived(state))

    def _hear_outbox(self, delivery: "Delivery") -> None:
        self.post_message(DeliveryArrived(delivery))

    def _brings_another(self) -> bool:
        return self._damage is None and (self.tour_coming or any(map(brings_another, self.screen_stack)))

    async def on_event(self, event: Event) -> None:
        meant = self._typed.of_chord(event)
        if meant is not None and not self._key_order.takes(meant):
            await super().on_event(meant)

    async def _pass_on(self, event: Event) -> None:
        meant = self._typed.of_letter(event, self)
        if meant is not None:
            await super().on_event(meant)

    def on_load(self) -> None:
        departure.install(self, self.leave_in_haste)

    def on_mount(self) -> None:
        self.push_screen(TodayScreen(self.desk, self.opening))
        self.call_after_refresh(self._open_desk)

    def _open_desk(self) -> None:
        if self.today.busy:
            self._load_call_screen()
        self.desk.open().add_done_callback(lambda ready: self.post_message(self._news(ready.exception())))

    def _news(self, problem: BaseException | None) -> DeskOpened | DeskFailed:
        if problem is None:
            return DeskOpened(self.desk.in_force.result().notice)
        return DeskFailed.of(problem)

    async def on_desk_opened(self, event: DeskOpened) -> None:
        if self.is_running:
            if told := notice_of(self.desk.settings):
                self.notify(told, severity="warning", timeout=20)
            self.desk.outbox.tell_blocked()
            await self.today.desk_opened(event.notice)
            if self.opening.sample:
                self.mark_sample()
            self._load_call_screen()
            self._begin_rounds()

    def _begin_rounds(self) -> None:
        from aware_tui.tui.rounds import Rounds

        Rounds(self, self.desk, self.due_notices).begin()

    def _load_call_screen(self) -> None:
        self.run_worker(load_call_screen, thread=True, group="loading")

    def on_desk_failed(self, event: DeskFailed) -> None:
        if event.fault is not None:
            self._handle_exception(event.fault)
        elif event.damaged and self.desk.settings.server is None:
            self._offer_copy(event.sentence)
        else:
            self.exit(return_code=1, message=event.sentence)

    def _offer_copy(self, sentence: str) -> None:
        """Ask what to do about damaged data; what was typed before that was shown is no answer."""
        from aware_tui.tui.dialogs.damaged import DamagedDialog

        def go_on(done: str | None) -> None:
            self._damage = None
            if done is None:
                self.exit(return_code=1, message=sentence)
                return
            self.notify(done, timeout=30)
            self.today.hear(None)
            self._open_desk()

        self._key_order.forget()
        self._damage = DamagedDialog(self.desk, sentence)
        self.push_screen(self._damage, go_on)

    def on_save_state_arrived(self, event: SaveStateArrived) -> None:
        if not self.is_running:
            return
        self.today.hear(event.state.problem)
        if event.state.notice:
            self.notify(event.state.notice, severity="warning", timeout=20)
        for screen in self.live_screens:
            screen.hear(event)

    def on_delivery_arrived(self, event: DeliveryArrived) -> None:
        for screen in self.live_screens:
            screen.heard_of(event.delivery)

    def on_words_cut(self) -> None:
        self.notify(FULL, severity="warning")

    def on_new_call_wanted(self) -> None:
        self.today.action_new_call()

    def on_call_finished(self, event: CallFinished) -> None:
        self.today.call_finished(event.session_id)

    def on_session_wanted(self, event: SessionWanted) -> None:
        self.today.resume(event.session_id, take_over=event.take_over, reopen=event.reopen)

    def search_themes(self) -> None:
        from aware_tui.tui.colouring import offer_colours

        offer_colours(self)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return DEFAULTS

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        if not self.no_color:
            yield SystemCommand(
                _("Colours"), _("Choose other colours for the screens"), self.action_change_theme
            )
        yield from self.visit_commands(screen)
        yield SystemCommand(_("Quit"), _("Save, leave every session open, and go"), self.action_quit)

    def show_call(self, call: "Call") -> None:
        """Open the live screen for a call."""
        load_call_screen()
        from aware_tui.tui.live.screen import LiveScreen

        self.push_screen(LiveScreen(call, self.desk, self.beat))
        self._make_room(self.size)

    def on_resize(self, event: Resize) -> None:
        self._make_room(event.size)
        if self._resizing is not None:
            self._resizing.stop()
        self._resizing = self.set_timer(RESIZED, partial(keep_focus_in_sight, self))

    def _make_room(self, size: Size) -> None:
        small = too_small(size)
        if small and not isinstance(self.screen, TooSmall):
            self.push_screen(TooSmall())
        elif not small and isinstance(self.screen, TooSmall):
            self.pop_screen()

    def action_command_palette(self) -> None:
        if not isinstance(self.screen, TooSmall):
            super().action_command_palette()

    def action_help_quit(self) -> None:
        self.notify(with_keys(HOW_TO_QUIT))

    async def action_quit(self) -> None:
        """Save, leave every session open, and go; only what cannot be saved asks for a second press."""
        if self._damage is not None:
            self._damage.action_go()
            return
        if await self.asked_about_words(then=self.action_quit):
            return
        for screen in self.live_screens:
            await screen.keys_arrived()
            screen.go_away()
        saved = self.desk.flush(QUIT_PATIENCE)
        if (saved and not self._unsaved_screens) or self._warned:
            self.drop_visit()
            self.desk.close(0.5)
            self.exit()
            return
        self._warned = True
        self.notify(with_keys(UNSAVED), severity="error", timeout=30)

    @property
    def _unsaved_screens(self) -> bool:
        """Say whether a screen saved in vain."""
        return any(screen.unsaved() for screen in self.screen_stack if isinstance(screen, AnswersForSaves))

    def leave_in_haste(self) -> None:
        """Hand everything typed to the writer and wait for its commit."""
        for screen in self.live_screens:
            screen.go_away()
        self.drop_visit()
        self.desk.close(5.0)

    @property
    def live_screens(self) -> tuple[KeepsWords, ...]:
        """Return the screens with words in them."""
        return tuple(screen for screen in self.screen_stack if isinstance(screen, KeepsWords))
