"""The part of the live screen that keeps what is typed and tells the truth about it."""

from collections.abc import Callable
from functools import partial

from textual import events
from textual.reactive import var
from textual.screen import Screen
from textual.timer import Timer

from aware_tui.domain.masking import growing_digits
from aware_tui.domain.session import CoachingSession
from aware_tui.language import _
from aware_tui.services.call import Call
from aware_tui.services.desk import Desk
from aware_tui.services.pen import Pen
from aware_tui.tui.live.rail import NOT_SAVED, READ_ONLY, SAVED, SAVING, Rail
from aware_tui.tui.messages import FULL, MASKED, SaveStateArrived
from aware_tui.tui.painting import join_next_paint, paint_thriftily
from aware_tui.tui.widgets.text_view import TextView

BEAT = 0.05
"""Seconds between two looks at what is due to be saved, while something is."""

CALM = 0.12
"""Seconds without a key after which the screen says `saved`."""

KEPT_BESIDE = _("Another window wrote here first. Your words were kept beside theirs, in this session.")
ERASED = _("This customer was erased meanwhile, as they asked. What you typed here since was not kept.")


class SavingScreen(Screen[None]):
    """Holds a call; every key marks its place, every pause, boundary and second saves it."""

    session: var[CoachingSession | None] = var(None)
    """The session as it is now."""
    save_word: var[str] = var(SAVED)
    problem: var[str] = var("")
    """Why it is not saved, or why the call is read-only; shown under the rail."""

    def __init__(self, call: Call, desk: Desk, beat: Callable[[], float]) -> None:
        super().__init__()
        paint_thriftily(self)
        self.call = call
        self.desk = desk
        self.pen = Pen()
        self._beat = beat
        self._pen_timer: Timer | None = None
        self._saved = 0
        self._last_key = beat()
        self._left = False

    def start_pen(self) -> None:
        """Begin to look for what is due to be saved."""
        self._pen_timer = self.set_interval(BEAT, self.save_what_is_due, pause=True)

    def note_typing(self, view: TextView) -> None:
        """Mark a place whose words are about to change; the word in the rail turns in the same paint."""
        if view.spot is None or self.call.read_only:
            return
        if not self.pen and self._pen_timer is not None:
            self._pen_timer.resume()
        self._last_key = self._beat()
        self.pen.touch(view, self._last_key)
        word = NOT_SAVED if self.problem else SAVING
        if word != self.save_word:
            self.save_word = word
            self._paint_beneath()

    def _paint_beneath(self) -> None:
        """Let a dialog paint the new word with its letter: a screen beneath comes a paint later by itself."""
        if self.app.screen is not self:
            join_next_paint(self.app.screen, self.query_one(Rail).region)

    def save_what_is_due(self) -> None:
        """Hand over what paused long enough; hold a run of digits that may become a card number."""
        now = self._beat()
        for place in self.pen.due(now):
            if isinstance(place, TextView) and not self._held(place, now):
                self.keep(place)
        if not self.pen and self._pen_timer is not None:
            self._pen_timer.pause()

    def _held(self, view: TextView, now: float) -> bool:
        return self.pen.may_hold(view, now) and growing_digits(view.text_to_cursor())

    def save_all(self) -> None:
        """Hand over everything typed: at a boundary nothing waits, marked or not."""
        for view in self.query(TextView):
            if view.spot is not None and view.text != self.call.words_in(view.spot):
                self.keep(view)
            self.pen.lift(view)
        for place in self.pen.all():
            if isinstance(place, TextView):
                self.keep(place)
        self.show_save_state()

    async def keys_arrived(self) -> None:
        """Wait until the keys pressed before a command are in their box: a command travels faster."""
        if isinstance(self.focused, TextView):
            await self.focused.keys_arrived()

    def keep(self, view: TextView) -> None:
        """Hand over the words of a place."""
        self.pen.lift(view)
        if view.spot is None:
            return
        typed = view.text
        kept = self.call.write(view.spot, typed, lines=view.lines)
        if kept.text != typed:
            if view.is_attached:
                view.put(kept.text)
            self._tell(kept.cut, kept.masked)
        self.words_kept()

    def _tell(self, cut: bool, masked: bool) -> None:
        if masked:
            self.app.notify(MASKED)
        if cut:
            self.app.notify(FULL, severity="warning")

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """Leaving a place saves it at once."""
        if isinstance(event.widget, TextView):
            self.keep_typed(event.widget)

    def keep_typed(self, view: TextView) -> None:
        """Hand over what was typed in a place since it was handed over last."""
        if view in self.pen.all():
            self.keep(view)

    def words_kept(self) -> None:
        """Show what depends on words alone: typing goes on meanwhile, so nothing else is drawn."""
        self.show_save_state()

    def ticks_changed(self) -> None:
        """Show what a tick changes, and nothing else."""
        self.session_changed()

    def session_changed(self) -> None:
        """Show the session as it is after a deed."""
        self.show_save_state()

    def hear(self, event: SaveStateArrived) -> None:
        """Take in what the writer says."""
        self._saved = event.state.saved
        self.problem = self._sentence(event.state.problem)
        if event.state.refused:
            erased = any(each.erased for each in event.state.refused)
            self.app.notify(ERASED if erased else KEPT_BESIDE, severity="warning", timeout=20)
        self.show_save_state()

    def _sentence(self, problem: str | None) -> str:
        if problem:
            return _("Not saved yet; kept here until it can be. {problem}").format(problem=problem)
        return self.call.read_only

    def show_save_state(self, *, at_once: bool = False) -> None:
        """Say `saved` only when nothing typed or done is waiting for its commit.

        Without `at_once` the word waits for a pause: between two quick keys it would flicker, and hold up
        the second one.
        """
        early = self._last_key + CALM - self._beat()
        if self.problem and not self.call.read_only:
            self.save_word = NOT_SAVED
        elif self.call.read_only:
            self.save_word = READ_ONLY
        elif self.pen or self._saved < self.call.last_ticket:
            self.save_word = SAVING
        elif at_once or early <= 0 or self.save_word == SAVED:
            self.save_word = SAVED
        else:
            self.set_timer(early, partial(self.show_save_state, at_once=True))
