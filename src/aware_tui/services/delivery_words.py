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
    return _waits(delivery, place, now, zone)


def _waits(delivery: Delivery, place: Place | None, now: datetime, zone: str) -> str:
    """Return that it waits, and what for."""
    if place is None:
        return _("waits: the settings name no place for it")
    if place.connector is None or place.problems:
        return _("waits: {problem}").format(problem=place.problems[0]) if place.problems else _("waits")
    if place.connector.by_hand:
        return _("waits to be copied by you")
    if delivery.claimed_until is not None and delivery.claimed_until > now:
        return _("waits: it is being delivered")
    if delivery.next_at is None:
        return _("waits for its turn")
    soon = delivery.next_at - now < SOON
    next_try = _("in a moment") if soon else moment(delivery.next_at, now, zone)
    return _("waits: {problem}; next try {next_try}").format(
        problem=delivery.problem.removesuffix("."), next_try=next_try
    )


def moment(at: datetime, now: datetime, zone: str) -> str:
    """Return "14:02", or with its day if that is another."""
    due = Due(at, zone, "")
    day = describe_day(due, now)
    return f"{due.local:%H:%M}" if day == _("today") else f"{day} {due.local:%H:%M}"
