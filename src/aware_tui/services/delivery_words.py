"""How a delivery stands, in words for a screen."""

from datetime import datetime, timedelta

from aware_tui.domain.due import Due, describe_day
from aware_tui.domain.rows import Delivery
from aware_tui.domain.states import DeliveryState
from aware_tui.services.places import CALLED, Place

SOON = timedelta(minutes=1)
"""A next try that is nearer than this has no clock time."""


def state_words(delivery: Delivery, place: Place | None, now: datetime, zone: str) -> str:
    """Return how a delivery stands at the aware `now`, its times in `zone`; one line."""
    if delivery.state is DeliveryState.DELIVERED:
        at = f" {moment(delivery.delivered_at, now, zone)}" if delivery.delivered_at else ""
        known = f", known there as {delivery.outside_reference}" if delivery.outside_reference else ""
        return f"delivered{at} to {CALLED[delivery.document]}{known}"
    if delivery.state is DeliveryState.HELD:
        return f"held: {delivery.problem} “Try to deliver again” is in ^p."
    if delivery.state is DeliveryState.WITHDRAWN:
        tried = ", though an attempt may have arrived" if delivery.attempts else " before it was sent"
        return f"taken back{tried}"
    return f"waits{_reason(delivery, place, now, zone)}"


def _reason(delivery: Delivery, place: Place | None, now: datetime, zone: str) -> str:
    if place is None:
        return ": the settings name no place for it"
    if place.connector is None or place.problems:
        return f": {place.problems[0]}" if place.problems else ""
    if place.connector.by_hand:
        return " to be copied by you"
    if delivery.claimed_until is not None and delivery.claimed_until > now:
        return ": it is being delivered"
    if delivery.next_at is None:
        return " for its turn"
    soon = delivery.next_at - now < SOON
    next_try = "in a moment" if soon else moment(delivery.next_at, now, zone)
    return f": {delivery.problem.removesuffix('.')}; next try {next_try}"


def moment(at: datetime, now: datetime, zone: str) -> str:
    """Return "14:02", or with its day if that is another."""
    due = Due(at, zone, "")
    day = describe_day(due, now)
    return f"{due.local:%H:%M}" if day == "today" else f"{day} {due.local:%H:%M}"
