"""A document that is recorded goes into the outbox in the same change, with the text that will be sent."""

import json

from aware_tui.domain.payload import payload_text
from aware_tui.domain.rows import Delivery, ProfileEntry, QualityRecord
from aware_tui.domain.session import NOTHING, Change, CoachingSession, Edit, Stamp, change_of
from aware_tui.domain.states import DeliveryState, DocumentKind

_OWN = ("key", "revision", "recorded_at")
"""What differs between two deliveries of the same words."""


def document_of(session: CoachingSession, kind: DocumentKind) -> ProfileEntry | QualityRecord | None:
    """Return one of the two documents, if it was begun."""
    return session.profile_entry if kind is DocumentKind.PROFILE_ENTRY else session.quality_record


def latest(session: CoachingSession, kind: DocumentKind) -> Delivery | None:
    """Return the newest delivery of a document that was not withdrawn."""
    made = (d for d in session.deliveries if d.document is kind and d.state is not DeliveryState.WITHDRAWN)
    return max(made, key=lambda delivery: delivery.id, default=None)


def send(session: CoachingSession, /, kind: DocumentKind, connector: str, stamp: Stamp) -> Change:
    """Put a recorded document into the outbox; nothing if the same words were delivered already."""
    if delivered_as_it_is(session, kind):
        return NOTHING
    key = stamp.new_id()
    revision = 1 + sum(delivery.document is kind for delivery in session.deliveries)
    text = payload_text(session, kind, key, stamp.at, revision)
    delivery = Delivery(key, session.id, kind, connector, text, stamp.at)
    return change_of(stamp, session.id, f"{_name(kind)} sent off", Edit(None, delivery), after=key)


def _name(kind: DocumentKind) -> str:
    return kind.replace("_", " ")


def delivered_as_it_is(session: CoachingSession, kind: DocumentKind) -> bool:
    """Say whether the other side has the document in the very words it has now."""
    last = latest(session, kind)
    return last is not None and last.state is DeliveryState.DELIVERED and _same(session, last)


def changed_since(session: CoachingSession, kind: DocumentKind) -> bool:
    """Say whether the document has other words now than those that were sent off last."""
    last = latest(session, kind)
    return last is not None and not _same(session, last)


def _same(session: CoachingSession, delivery: Delivery) -> bool:
    now = payload_text(session, delivery.document, delivery.id, delivery.made_at, 0)
    return _words(now) == _words(delivery.payload)


def _words(payload: str) -> dict[str, object]:
    """Return the document's own words in a payload; promises are left out, which go on living."""
    left_out = {*_OWN, "promises"}
    return {name: value for name, value in json.loads(payload).items() if name not in left_out}
