"""Choke points beside the sample calls: what keeps going wrong, and who does what about it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any

from aware_tui.domain import causes
from aware_tui.domain.insights.patterns import Dimension, Pattern
from aware_tui.domain.insights.whys import kept
from aware_tui.domain.rows import ChokePoint
from aware_tui.domain.session import Change, Stamp
from aware_tui.services.demo.moments import moment_of
from aware_tui.services.desk import Desk

Told = Mapping[str, Any]
"""A choke point as the file tells it."""


def register(told: Told, sessions: Mapping[int, str], desk: Desk, now: datetime) -> None:
    """Put a choke point in the register, link its sessions, and mark it fixed if it is."""
    point = _point(told, desk, now)
    desk.make(lambda _, stamp: causes.noted(point, stamp)).result()
    for number in told["calls"]:
        desk.make(partial(_linked, sessions[number], point)).result()
    if "fixed" in told:
        at = moment_of(told["fixed"], now, desk.settings.zone)
        desk.make(lambda _, stamp: causes.mark_fixed(point, replace(stamp, at=at))).result()


def _point(told: Told, desk: Desk, now: datetime) -> ChokePoint:
    made, due = (moment_of(told[name], now, desk.settings.zone) for name in ("made", "due"))
    return ChokePoint(
        desk.new_id(),
        told["title"],
        made,
        action=told["action"],
        owner=told["owner"],
        due_at=due,
        zone=desk.settings.zone,
        pattern=_pattern(told["pattern"]) if "pattern" in told else "",
        whys=kept(told.get("whys", ())),
    )


def _pattern(told: Told) -> str:
    """Return the key of the finding that a choke point came from."""
    return Pattern(told["category"], Dimension(told["dimension"]), told["value"]).key


def _linked(session_id: str, point: ChokePoint, _: object, stamp: Stamp) -> Change:
    return causes.link(session_id, point, stamp)
