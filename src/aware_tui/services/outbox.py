"""The outbox of the app: delivers in the background, and tells how each document stands."""

import threading
from collections.abc import Callable
from concurrent.futures import Future
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from aware_tui.config import Settings
from aware_tui.domain.rows import Delivery
from aware_tui.domain.states import DocumentKind
from aware_tui.domain.text import one_line
from aware_tui.services.delivering import Report, Round, deliver_once
from aware_tui.services.delivery_words import state_words
from aware_tui.services.places import CALLED, NO_PLACE, Place, in_the_way, place_of, places

if TYPE_CHECKING:
    from aware_tui.domain.session import CoachingSession
    from aware_tui.store.database import Database

__all__ = ["Outbox", "Report", "deliver_once"]

UNBORN = "00000000-0000-0000-0000-000000000000"
"""Stands in a preview for the key, which is made when the document is recorded."""


MANY = 1000
"""Documents marked at once as having nowhere to go."""


class Outbox:
    """Hands documents over on a thread of its own, which no saving ever waits for.

    `ask` does a deed on the database (the desk's). `on_change` hears each delivery as it is now, and
    `on_problem` a sentence whenever a place turns bad, both on the outbox's thread.
    """

    def __init__(
        self,
        ask: "Callable[[Callable[[Database], Any]], Future[Any]]",
        settings: Settings,
        now: Callable[[], datetime],
        on_change: Callable[[Delivery], object],
    ) -> None:
        self.settings = settings
        self.fault: BaseException | None = None
        """The last error that ended a round early: of the data, or a fault of the program."""
        self._ask = ask
        self._now = now
        self._on_change = on_change
        self.on_problem: Callable[[str], object] = lambda _: None
        self._told: tuple[str, ...] = ()
        self._known: dict[DocumentKind, str] = {}
        self._places: dict[DocumentKind, Place] | None = None
        self._changed = threading.Condition()
        self._wanted = self._stopped = self._busy = False
        self._thread = threading.Thread(target=self._run, name="aware-outbox", daemon=True)

    def deliver_due(self) -> None:
        """Deliver what is due, in the background; safe to call at any time, as often as one likes."""
        if not self.settings.connectors:
            return
        with self._changed:
            self._wanted = True
            self._changed.notify_all()
            if not self._stopped and self._thread.ident is None:
                self._thread.start()

    def stop(self) -> None:
        """Begin nothing more; returns at once. What is in hand lapses, and is taken up at the next start."""
        with self._changed:
            self._stopped = True
            self._changed.notify_all()

    def wait_until_idle(self, seconds: float) -> bool:
        """Wait for the rounds that were asked for; False if they take longer."""
        with self._changed:
            return self._changed.wait_for(lambda: self._stopped or not (self._wanted or self._busy), seconds)

    def _run(self) -> None:
        while self._next():
            try:
                self._places = places(self.settings)
                self._tell_problems()
                self._round(self._places).run()
            except Exception as error:  # noqa: BLE001 - kept: nothing here may end the thread or reach the screen
                self.fault = error

    def _round(self, found: dict[DocumentKind, Place]) -> Round:
        return Round(self._answered, self._now, found, self._on_change, lambda: self._stopped, self._known)

    def _tell_problems(self) -> None:
        """Tell what went wrong with a place since the round before."""
        before, self._told = self._told, self.problems()
        for problem in self._told:
            if problem not in before:
                self.on_problem(problem)

    def tell_blocked(self) -> "Future[None]":
        """Have what waits for a place that is not in the settings say so; no round does where none is."""
        named = set(self.settings.connectors)
        return self._ask(partial(self._block, [each for each in DocumentKind if each not in named]))

    def _block(self, documents: list[DocumentKind], db: "Database") -> None:
        from aware_tui.store import outbox

        for document in documents:
            for delivery in outbox.block(db, document, NO_PLACE, self._now(), MANY):
                self._on_change(delivery)

    def _next(self) -> bool:
        """Wait for the next round; False when there is none any more."""
        with self._changed:
            self._busy = False
            self._changed.notify_all()
            self._changed.wait_for(lambda: self._wanted or self._stopped)
            self._wanted, self._busy = False, True
            return not self._stopped

    def _answered(self, deed: "Callable[[Database], Any]") -> Any:
        return self._ask(deed).result()

    def connector_for(self, document: DocumentKind) -> str | None:
        """Return the kind of connector to note in a new delivery; None if this document is kept here only."""
        written = self.settings.connectors.get(document)
        return None if written is None else one_line(written.kind, 40) or "unknown"

    def called(self, document: DocumentKind) -> str:
        """Return what people call the place a document goes to; nothing if it is kept here only."""
        return CALLED[document] if document in self.settings.connectors else ""

    def by_hand(self, document: DocumentKind) -> bool:
        """Say whether a person copies this document, and then says so with `hand_over`."""
        place = self._place(document)
        return place is not None and place.connector is not None and place.connector.by_hand

    def problems(self) -> tuple[str, ...]:
        """Return what is wrong with the settings of the connectors, each with the place it is about."""
        found = ((document, self._place(document)) for document in DocumentKind)
        return tuple(
            f"Nothing is delivered to {CALLED[document]}: {problem}"
            for document, place in found
            for problem in (place.problems if place else ())
        )

    def in_the_way(self, document: DocumentKind) -> str:
        """Return why a document goes nowhere before a person has done something; nothing if it can go."""
        return in_the_way(self._place(document))

    def preview(self, session: "CoachingSession", document: DocumentKind) -> str:
        """Return exactly what would go out if the document were recorded now, or why nothing would."""
        from aware_tui.domain.payload import payload_text

        made = [each for each in session.deliveries if each.document is document]
        text = payload_text(session, document, UNBORN, self._now(), len(made) + 1)
        return self._shown(UNBORN, document, text, 1)

    def preview_of(self, delivery: Delivery) -> str:
        """Return exactly what goes out, or went out, for this delivery; for one by hand, what to copy."""
        return self._shown(delivery.id, delivery.document, delivery.payload, max(delivery.attempts, 1))

    def _shown(self, key: str, document: DocumentKind, payload: str, attempt: int) -> str:
        from aware_tui.connectors.protocol import Parcel

        place = self._place(document)
        if place is None:
            return "No connector is set: this document is recorded here only."
        if place.connector is None:
            return f"Nothing would be delivered to {CALLED[document]}: {place.problems[0]}"
        return place.connector.preview(Parcel(key, document, payload, attempt, self._now()))

    def state_words(self, delivery: Delivery, now: datetime) -> str:
        """Return how a delivery stands, such as "delivered 14:02 to quality control"."""
        return state_words(delivery, self._place(delivery.document), now, self.settings.zone)

    def hand_over(self, row_id: str) -> "Future[Delivery | None]":
        """Keep that a person has copied a document and put it where it belongs."""
        from aware_tui.store import outbox

        return self._ask(
            partial(outbox.delivered, row_id=row_id, at=self._now(), reference="", connector="clipboard")
        )

    def try_again(self, row_id: str) -> "Future[Delivery | None]":
        """Let a delivery that is held, or waits for its next try, be tried at once."""
        from aware_tui.store import outbox

        released = self._ask(partial(outbox.release, row_id=row_id))
        released.add_done_callback(lambda _: self.deliver_due())
        return released

    def try_all_again(self) -> "Future[int]":
        """Do the same for all of them; the answer is how many there were."""
        from aware_tui.store import outbox

        released = self._ask(outbox.release_all)
        released.add_done_callback(lambda _: self.deliver_due())
        return released

    def of_session(self, session_id: str) -> "Future[tuple[Delivery, ...]]":
        """Read the deliveries of a session as they are now."""
        from aware_tui.store import outbox

        return self._ask(partial(outbox.of_session, session_id=session_id))

    def _place(self, document: DocumentKind) -> Place | None:
        """Return the place as the last round found it."""
        if self._places is not None:
            return self._places.get(document)
        return place_of(self.settings, document)
