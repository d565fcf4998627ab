"""A recorded document goes into the outbox with the very words that are sent."""

import json
from dataclasses import replace
from datetime import timedelta

from making import NOW, a_customer, a_profile_entry, a_session, a_stamp

from aware_tui.domain import deliveries
from aware_tui.domain.rows import Delivery
from aware_tui.domain.session import CoachingSession
from aware_tui.domain.states import DeliveryState, DocumentKind

PROFILE = DocumentKind.PROFILE_ENTRY


def recorded(text: str = "Prefers Saturdays.") -> CoachingSession:
    session = a_session()
    entry = a_profile_entry(session.id, text=text, recorded_at=NOW)
    return replace(session, profile_entry=entry, customer=a_customer())


def sent(session: CoachingSession, **parts: object) -> CoachingSession:
    """Return the session after its profile entry was sent off; the arguments are what became of it."""
    after = session.with_change(deliveries.send(session, PROFILE, "webhook", a_stamp()))
    *before, last = after.deliveries
    return replace(after, deliveries=(*before, replace(last, **parts)))  # type: ignore[arg-type]


def test_it_holds_what_is_sent_and_its_id_is_the_key() -> None:
    (delivery,) = sent(recorded()).deliveries
    told = json.loads(delivery.payload)
    assert (told["key"], told["text"], told["revision"]) == (delivery.id, "Prefers Saturdays.", 1)
    assert (delivery.document, delivery.connector, delivery.state) == (
        PROFILE,
        "webhook",
        DeliveryState.WAITING,
    )
    assert delivery.made_at == NOW


def test_the_same_words_are_not_sent_twice() -> None:
    session = sent(recorded(), state=DeliveryState.DELIVERED)
    assert deliveries.delivered_as_it_is(session, PROFILE)
    assert deliveries.send(session, PROFILE, "webhook", a_stamp(NOW + timedelta(hours=1))).empty


def test_other_words_go_out_as_the_next_revision() -> None:
    session = sent(recorded(), state=DeliveryState.DELIVERED)
    assert session.profile_entry is not None
    changed = replace(session, profile_entry=replace(session.profile_entry, text="Prefers Sundays."))
    assert deliveries.changed_since(changed, PROFILE)
    (first, second) = sent(changed).deliveries
    assert first.id != second.id
    assert json.loads(second.payload)["revision"] == 2


def test_what_still_waits_is_replaced_by_what_is_recorded_anew() -> None:
    again = sent(sent(recorded()))
    assert len(again.deliveries) == 2
    assert deliveries.latest(again, PROFILE) == again.deliveries[-1]


def test_what_was_taken_back_does_not_count() -> None:
    session = sent(recorded(), state=DeliveryState.WITHDRAWN)
    assert deliveries.latest(session, PROFILE) is None
    assert not deliveries.changed_since(session, PROFILE)
    assert len(sent(session).deliveries) == 2


def test_the_story_holds_no_words() -> None:
    change = deliveries.send(recorded("private words"), PROFILE, "webhook", a_stamp())
    assert "private words" not in repr(change.events)
    assert isinstance(change.edits[0].after, Delivery)
