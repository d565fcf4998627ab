"""What the tour lays at the foot of every screen: the card that goes with what was done so far."""

from typing import TYPE_CHECKING

from textual.content import Content

from aware_tui.domain import walk
from aware_tui.domain.states import Status
from aware_tui.tui.live.screen import LiveScreen
from aware_tui.tui.tour.card_view import card_text
from aware_tui.tui.tour.cards import Seen, card_number
from aware_tui.tui.tour.sign import Sign
from aware_tui.tui.tour.tour_keys import keys_now
from aware_tui.tui.waiting import answer_of

if TYPE_CHECKING:
    from aware_tui.services.desk import Desk
    from aware_tui.tui.tour.visiting import VisitingApp


class Guide(Sign):
    """Leads through one call; it only looks at what was done, and every key goes to the real screens."""

    def __init__(self, app: "VisitingApp", desk: "Desk") -> None:
        super().__init__(app, since=desk.now())
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
