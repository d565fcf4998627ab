"""One round over the documents that are due: claimed, handed over, and what came of it kept."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from aware_tui.config import Settings
from aware_tui.domain.rows import Delivery
from aware_tui.domain.states import DeliveryState, DocumentKind
from aware_tui.services.places import Place, in_the_way, places

if TYPE_CHECKING:
    from aware_tui.connectors.guard import Guarded
    from aware_tui.store.database import Database

Ask = Callable[[Callable[["Database"], Any]], Any]
"""Does a deed on the database, each a transaction of its own, and returns its answer."""

PAGE = 20
"""Documents looked up, or marked as having nowhere to go, at a time."""

CLAIM = timedelta(minutes=2)
"""How long a window has a document to itself; longer than any exchange takes."""

BACK_OFF = (5, 30, 120, 600, 3_600, 21_600)
"""Seconds from each attempt to the next; the last for ever after."""


@dataclass(frozen=True, slots=True)
class Report:
    """What came of a round: the deliveries as they are now, and what is wrong with the settings."""

    changed: tuple[Delivery, ...] = ()
    problems: tuple[str, ...] = ()

    def count(self, state: DeliveryState) -> int:
        """Return how many came out like this."""
        return sum(delivery.state is state for delivery in self.changed)


def next_try(attempts: int, after: float | None, now: datetime) -> datetime:
    """Return when to try again after so many attempts; the other side may ask for longer or shorter."""
    usual = BACK_OFF[min(max(attempts, 1), len(BACK_OFF)) - 1]
    return now + timedelta(seconds=usual if after is None else max(after, BACK_OFF[0]))


@dataclass(slots=True)
class Round:
    """Delivers what is due; `stopped` is asked between two documents."""

    ask: Ask
    now: Callable[[], datetime]
    places: Mapping[DocumentKind, Place]
    told: Callable[[Delivery], object]
    """Hears each delivery as it is now."""
    stopped: Callable[[], bool]
    known: dict[DocumentKind, str] = field(default_factory=dict)
    """What stood in the way of each document in the round before; kept up to date."""
    _tired: set[DocumentKind] = field(default_factory=set)
    """Documents whose place is in trouble: no others are sent there in this round."""

    def run(self) -> None:
        """Deliver until nothing is due any more, or every place is in trouble."""
        from aware_tui.store import outbox

        self.tell_blocked()
        while not self.stopped() and (open_places := self._open_places()):
            found = self.ask(partial(outbox.due, now=self.now(), limit=PAGE, documents=tuple(open_places)))
            for row_id, document in found:
                if not self.stopped() and document not in self._tired:
                    self._take(row_id, open_places[document])
            if len(found) < PAGE:
                return

    def tell_blocked(self) -> None:
        """Keep with each document that has nowhere to go what stands in its way, or that nothing does now."""
        from aware_tui.store import outbox

        for document in DocumentKind:
            problem = in_the_way(self.places.get(document))
            news = self.known.get(document) != problem
            deed = partial(outbox.block, document=document, problem=problem, tried=news)
            while (news or problem) and not self.stopped():
                changed = self.ask(partial(deed, now=self.now(), limit=PAGE))
                for delivery in changed:
                    self.told(delivery)
                if len(changed) < PAGE:
                    break
            self.known[document] = problem

    def _open_places(self) -> dict[DocumentKind, "Guarded"]:
        return {
            document: place.connector
            for document, place in self.places.items()
            if place.connector is not None and not place.problems and not place.connector.by_hand
            if document not in self._tired
        }

    def _take(self, row_id: str, connector: "Guarded") -> None:
        from aware_tui.store import outbox

        now = self.now()
        claimed = self.ask(partial(outbox.claim, row_id=row_id, now=now, until=now + CLAIM))
        if claimed is None:
            return
        after = claimed
        if claimed.state is DeliveryState.WAITING:
            after = self.ask(self._hand_over(claimed, connector))
        if after is not None:
            self.told(after)

    def _hand_over(self, claimed: Delivery, connector: "Guarded") -> Callable[["Database"], object]:
        """Hand a document over; return the deed that keeps what came of it."""
        from aware_tui.connectors.protocol import DeliveryTrouble, Parcel, Refused, TryLater
        from aware_tui.store import outbox

        parcel = Parcel(claimed.id, claimed.document, claimed.payload, claimed.attempts, self.now())
        try:
            receipt = connector.deliver(parcel)
        except Refused as trouble:
            return partial(outbox.hold, claimed=claimed, problem=_kept(str(trouble)))
        except DeliveryTrouble as trouble:
            self._tired.add(claimed.document)
            after = trouble.after if isinstance(trouble, TryLater) else None
            at = next_try(claimed.attempts, after, self.now())
            return partial(outbox.try_later, claimed=claimed, problem=_kept(str(trouble)), next_at=at)
        return partial(
            outbox.delivered,
            row_id=claimed.id,
            at=self.now(),
            reference=_kept(receipt.outside_reference),
            connector=connector.name,
        )


def _kept(words: str) -> str:
    """Return words of the other side as they may be kept: nobody knows what an answer holds."""
    from aware_tui.services.spots import safe_line

    return safe_line(words)


def deliver_once(settings: Settings, now: Callable[[], datetime]) -> Report:
    """Deliver what is due without an app, right beside one on the same data; raises a StoreProblem."""
    from aware_tui.services.opened import opened
    from aware_tui.services.reports import has_data

    found = places(settings)
    wrong = tuple(problem for place in found.values() for problem in place.problems)
    changed: list[Delivery] = []
    if found and has_data(settings):
        with opened(settings) as db:
            Round(lambda deed: deed(db), now, found, changed.append, lambda: False).run()
    return Report(tuple(changed), wrong)
