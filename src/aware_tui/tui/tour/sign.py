"""What lies at the foot of every screen while the data is thrown away: a strip that says so."""

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any

from textual.app import App
from textual.content import Content
from textual.screen import ModalScreen, Screen

from aware_tui.language import _
from aware_tui.tui.plaintext import styled
from aware_tui.tui.tour.card_view import CardView
from aware_tui.tui.tour.cards import of_the_cards
from aware_tui.tui.tour.tour_keys import keys_now

if TYPE_CHECKING:
    from aware_tui.services.call import Call
    from aware_tui.tui.live.screen import LiveScreen
    from aware_tui.tui.tour.visiting import VisitingApp

LOOK_EVERY = 0.15
"""Seconds between two looks: a card that came later than this would seem to lag."""

AT_HOME = _("Sample data: nothing here is kept. For a real call: escape, then {new}.")
"""Said on the first screen of a visit, which escape leaves; like the others one line of 76 cells."""

ELSEWHERE = _("Sample data: nothing here is kept. Leave: {more}, “Back to your own data”.")
"""Said on every other one."""

TO_THE_END = _("Sample data: nothing here is kept. For a real call: {quit}, then aware.")
"""Said on every screen where there is no other data to go back to."""


def is_thrown_away(app: App[Any]) -> bool:
    """Say whether what is done now goes at the end: on a visit, or where sample data is all there is."""
    from aware_tui.tui.app import AwareApp

    return isinstance(app, AwareApp) and (app.visit is not None or app.opening.sample)


class Sign:
    """Says on every screen that what is typed there is thrown away; it takes no key."""

    def __init__(self, app: "VisitingApp", *, since: datetime | None = None) -> None:
        """`since` is when the visit began; None stands for sample data that is all there is."""
        self._app = app
        self._since = since
        self._calls: dict[str, Call] = {}
        self._looks = app.set_interval(LOOK_EVERY, self.look)

    def stop(self) -> None:
        """Look no more."""
        self._looks.stop()

    async def look(self) -> None:
        """Lay the right words on the screen in front; a dialog is left alone, and so is another's visit."""
        front = self._app.screen
        if self._app.visit is not None and self._app.visit.sign is not self:
            return
        self._remember_calls()
        if not isinstance(front, ModalScreen) and front.is_mounted:
            words = await self.words()
            if front.is_attached:
                _lay(front, words)

    async def words(self) -> Content:
        """Return what is to be said now."""
        told = ELSEWHERE if self._app.screen is not self._app.today else AT_HOME
        told = TO_THE_END if self._since is None else told
        return styled((told.format_map(keys_now()), "$warning"))

    def _remember_calls(self) -> None:
        """Remember every call that was begun on the visit, to be asked for when it ends."""
        for screen in _open_calls(self._app):
            call = screen.call
            if self._since is not None and call.session.head.started_at >= self._since:
                self._calls[call.session.id] = call

    async def typed(self) -> "tuple[Call, ...]":
        """Return the calls in which more was typed than the tour asked for, to the last key."""
        from aware_tui.services.tried import names_in, words_of

        self._remember_calls()
        for screen in _open_calls(self._app):
            await screen.keys_arrived()
            screen.save_all()
            await screen.promises_read()
        return tuple(
            call
            for call in self._calls.values()
            if any(not of_the_cards(words) for words in (*words_of(call), *names_in(call)))
        )


def _open_calls(app: "VisitingApp") -> "Iterator[LiveScreen]":
    """Yield the live screens on the stack; where none is, the live screen is not loaded for it."""
    if app.live_screens:
        from aware_tui.tui.live.screen import LiveScreen

        yield from (screen for screen in app.live_screens if isinstance(screen, LiveScreen))


def _lay(front: Screen[object], words: Content) -> None:
    """Put a card with these words above the line of keys, or these words on the card that is there."""
    there = front.query(CardView)
    if not there:
        foot = front.query("#key-line")
        front.mount(CardView(words), before=foot.first() if foot else None)
    else:
        there.first().say(words)
