"""How a delivery stands, in words for a screen."""

from datetime import datetime, timedelta

from aware_tui.domain.due import Due, describe_day
from aware_tui.domain.rows import Delivery
from aware_tui.domain.states import DeliveryState
from aware_tui.language import _
from aware_tui.services.places import CALLED, Place

SOON = timedelta(minutes=1)
"""A next try that is nearer than this has no clock time."""


def state_words(delivery: Delivery, place: Place | None, now: datetime, zone: str) -> str:
    """Return how a delivery stands at the aware `now`, its times in `zone`; one line."""
    if delivery.state is DeliveryState.DELIVERED:
        at = f" {moment(delivery.delivered_at, now, zone)}" if delivery.delivered_at else ""
        known = (
            _(", known there as {outside_reference}").format(outside_reference=delivery.outside_reference)
            if delivery.outside_reference
            else ""
        )
        return _("delivered{at} to {called}{known}").format(
            at=at, called=CALLED[delivery.document], known=known
        )
    if delivery.state is DeliveryState.HELD:
        return _("held: {problem} “Try to deliver again” is in ^p.").format(problem=delivery.problem)
    if delivery.state is DeliveryState.WITHDRAWN:
        tried = _(", though an attempt may have arrived") if delivery.attempts else _(" before it was sent")
        return _("taken back{tried}").format(tried=tried)
    return f"waits{_reason(delivery, place, now, zone)}"


def _reason(delivery: Delivery, place: Place | None, now: datetime, zone: str) -> str:
    if place is None:
        return _(": the settings name no place for it")
    if place.connector is None or place.problems:
        return f": {place.problems[0]}" if place.problems else ""
    if place.connector.by_hand:
        return _(" to be copied by you")
    if delivery.claimed_until is not None and delivery.claimed_until > now:
        return _(": it is being delivered")
    if delivery.next_at is None:
        return _(" for its turn")
    soon = delivery.next_at - now < SOON
    next_try = _("in a moment") if soon else moment(delivery.next_at, now, zone)
    return _(": {problem}; next try {next_try}").format(
        problem=delivery.problem.removesuffix("."), next_try=next_try
    )


def moment(at: datetime, now: datetime, zone: str) -> str:
    """Return "14:02", or with its day if that is another."""
    due = Due(at, zone, "")
    day = describe_day(due, now)
    return f"{due.local:%H:%M}" if day == _("today") else f"{day} {due.local:%H:%M}"
