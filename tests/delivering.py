"""Recorded documents with their deliveries, for tests of the outbox and the connectors."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from making import NOW, a_customer, a_head, a_profile_entry, a_promise, a_quality_record, adding, an_id

from aware_tui.connectors.protocol import Parcel
from aware_tui.domain.payload import payload_text
from aware_tui.domain.rows import Delivery, Row
from aware_tui.domain.session import CoachingSession
from aware_tui.domain.states import DocumentKind
from aware_tui.store.database import Database
from aware_tui.store.saving import Versions, apply
from aware_tui.store.transaction import transaction

PROFILE, QUALITY = DocumentKind.PROFILE_ENTRY, DocumentKind.QUALITY_RECORD

HOSTILE = "=cmd|' /C calc'!A1 \x1b[31m<b>[red]\u202e \"quoted\", second; line\nnext\r\nthird\ttab"


def a_story(text: str = "Prefers Saturdays.", **head: Any) -> CoachingSession:
    """Return a session with a customer, a promise and both documents recorded."""
    customer = a_customer(reference="A-1", contact="dana@example.org", preferred_channel="phone")
    session = CoachingSession(a_head(customer_id=customer.id, channel="phone", category="late", **head))
    return session.with_change(
        adding(
            customer,
            a_promise(session.id),
            a_profile_entry(session.id, text=text, recorded_at=NOW),
            a_quality_record(
                session.id,
                text=text,
                cause="system",
                likelihood="likely",
                cost="2 visits",
                recommendation="Call ahead",
                recorded_at=NOW,
            ),
        )
    )


def a_delivery(session: CoachingSession, document: DocumentKind = PROFILE, **parts: Any) -> Delivery:
    """Return a delivery that waits, with the payload of its session."""
    key = parts.pop("id", an_id())
    made: dict[str, Any] = {
        "connector": "webhook",
        "payload": payload_text(session, document, key, NOW, 1),
        "made_at": NOW,
    }
    return Delivery(id=key, session_id=session.id, document=document, **(made | parts))


def a_parcel(text: str = "Prefers Saturdays.", document: DocumentKind = PROFILE, **parts: Any) -> Parcel:
    """Return a parcel as the outbox makes it."""
    delivery = a_delivery(a_story(text), document)
    made: dict[str, Any] = {
        "key": delivery.id,
        "document": document,
        "payload": delivery.payload,
        "attempt": 1,
        "at": NOW,
    }
    return Parcel(**(made | parts))


def put(db: Database, session: CoachingSession, *deliveries: Delivery) -> None:
    """Save a session and its deliveries, as ticking its documents does."""
    documents = (session.customer, session.profile_entry, session.quality_record)
    rows: Iterable[Row | None] = (session.head, *documents, *session.promises, *deliveries)
    with transaction(db):
        apply(db, adding(*(row for row in rows if row is not None)), Versions(), None)


class Clock:
    """A time that stands still until it is moved."""

    def __init__(self, at: datetime = NOW) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at
