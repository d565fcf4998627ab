"""What lies at the foot of every screen during a visit: a sign that nothing is kept, or the tour's card."""

from typing import TYPE_CHECKING

from textual.content import Content
from textual.screen import ModalScreen, Screen

from aware_tui.domain import walk
from aware_tui.domain.states import Status
from aware_tui.tui.live.screen import LiveScreen
from aware_tui.tui.plaintext import plain
from aware_tui.tui.tour.card_view import CardView, card_text, sign_text
from aware_tui.tui.tour.cards import Seen, card_number
from aware_tui.tui.tour.tour_keys import keys_now
from aware_tui.tui.waiting import answer_of

if TYPE_CHECKING:
    from aware_tui.services.desk import Desk
    from aware_tui.tui.tour.visiting import VisitingApp

LOOK_EVERY = 0.15
"""Seconds between two looks: a card that came later than this would seem to lag."""


class Sign:
    """Says on every screen that what is typed there is thrown away; it takes no key."""

    def __init__(self, app: "VisitingApp") -> None:
        self._app = app
        self._looks = app.set_interval(LOOK_EVERY, self.look)

    def stop(self) -> None:
        """Look no more."""
        self._looks.stop()

    async def look(self) -> None:
        """Lay the right words on the screen in front; a dialog is left alone."""
        front = self._app.screen
        if not isinstance(front, ModalScreen) and front.is_mounted:
            words = await self.words()
            if front.is_attached:
                _lay(front, words)

    async def words(self) -> Content:
        """Return what is to be said now."""
        return sign_text(keys_now())


class Guide(Sign):
    """Leads through one call; it only looks at what was done, and every key goes to the real screens."""

    def __init__(self, app: "VisitingApp", desk: "Desk") -> None:
        super().__init__(app)
        self._desk = desk
        self._kept = False

    async def words(self) -> Content:
        """Return the card that goes with what was done so far."""
        live = next((each for each in self._app.screen_stack if isinstance(each, LiveScreen)), None)
        if live is None and not self._kept:
            lines, _ = await answer_of(self._desk.history())
            self._kept = any(line.status is not Status.OPEN for line in lines or ())
        return card_text(card_number(self._seen(live)), keys_now())

    def _seen(self, live: LiveScreen | None) -> Seen:
        if live is None:
            return Seen(kept=self._kept)
        session = live.call.session
        return Seen(
            in_call=True,
            place=walk.places(live.call.playbook).index(live.call.place),
            typed=max((len(note.text) for note in session.notes), default=0),
            ticks=len(session.ticks),
            promises=len(session.promises),
        )


def _lay(front: Screen[object], words: Content) -> None:
    """Put a card with these words above the line of keys, or these words on the card that is there."""
    there = front.query(CardView)
    if not there:
        foot = front.query("#key-line")
        front.mount(CardView(words), before=foot.first() if foot else None)
    elif there.first().content != words:
        there.first().update(plain(words))
