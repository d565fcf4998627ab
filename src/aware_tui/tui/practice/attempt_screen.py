"""What the screens of an attempt share: they keep words as they are typed, and give way when in front."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual import events
from textual.screen import Screen
from textual.timer import Timer

from aware_tui.domain.masking import growing_digits
from aware_tui.services.desk import Desk
from aware_tui.services.pen import Pen
from aware_tui.tui.messages import SaveStateArrived
from aware_tui.tui.painting import paint_thriftily
from aware_tui.tui.widgets.text_view import TextView

if TYPE_CHECKING:
    from aware_tui.domain.rows import Delivery

BEAT = 0.05
"""Seconds between two looks at what is due to be saved, while something is."""


class AttemptScreen(Screen[None]):
    """Saves what is typed at every pause, boundary and second, as in a live call."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        paint_thriftily(self)
        self.desk = desk
        self.pen = Pen()
        self._looking: Timer | None = None
        self._to_do: Callable[[], object] | None = None

    def beat(self) -> float:
        """Return the seconds by which pauses are measured."""
        from aware_tui.tui.app import AwareApp

        assert isinstance(self.app, AwareApp)
        return self.app.beat()

    def keep_words(self) -> object:
        """Hand over what is typed, and tell what comes of it."""
        raise NotImplementedError

    def go_away(self) -> None:
        """Hand over everything typed; nothing is asked."""
        raise NotImplementedError

    def note_typing(self, view: TextView) -> None:
        """Mark a box whose words are about to change."""
        if self._looking is None:
            self._looking = self.set_interval(BEAT, self.keep_what_is_due)
        elif not self.pen:
            self._looking.resume()
        self.pen.touch(view, self.beat())

    def keep_what_is_due(self) -> None:
        """Hand over what paused long enough; hold a run of digits that may become a card number."""
        now = self.beat()
        for view in self.pen.due(now):
            if isinstance(view, TextView) and not self._held(view, now):
                self.keep_at_once()
        if not self.pen and self._looking is not None:
            self._looking.pause()

    def _held(self, view: TextView, now: float) -> bool:
        return self.pen.may_hold(view, now) and growing_digits(view.text_to_cursor())

    def keep_at_once(self) -> None:
        """Hand over what is typed, if anything was since it was handed over last."""
        if self.pen:
            self.lift_pen()
            self.keep_words()

    def lift_pen(self) -> None:
        """Forget what was marked: whoever calls this hands it over."""
        for view in self.pen.all():
            self.pen.lift(view)

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """Leaving a box saves it at once."""
        if isinstance(event.widget, TextView):
            self.keep_at_once()

    def on_screen_suspend(self) -> None:
        """Whatever comes over it, what is typed is saved first."""
        self.keep_at_once()

    def on_unmount(self) -> None:
        if self.pen:
            self.go_away()

    def when_in_front(self, do: Callable[[], object]) -> None:
        """Do something that changes the screen; while a dialog stands over this one, once it has gone."""
        if not self.is_attached:
            return
        if self.app.screen is self:  # a screen under a dialog is `is_current` too
            do()
        else:
            self._to_do = do

    def on_screen_resume(self) -> None:
        do, self._to_do = self._to_do, None
        if do is not None:
            do()

    def hear(self, event: SaveStateArrived) -> None:
        """Take in what the writer says: here every save is answered for by itself."""

    def heard_of(self, delivery: "Delivery") -> None:
        """Take in how a document stands: nothing of it shows here."""

    def tell_due(self, words: str) -> None:
        """Say quietly that something fell due."""
        self.app.notify(words)
