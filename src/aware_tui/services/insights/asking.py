"""What a screen can ask about what keeps happening, all of it beside what is being saved."""

from concurrent.futures import Future
from datetime import date
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from aware_tui.domain.insights.period import Period
from aware_tui.domain.zones import local_time
from aware_tui.services.desk import Desk
from aware_tui.services.insights.looking import Memory
from aware_tui.services.insights.question import Question, question

if TYPE_CHECKING:
    from aware_tui.domain.insights.fell import Fell
    from aware_tui.domain.insights.patterns import Pattern
    from aware_tui.domain.insights.report import Finding, Incident, Insights, Rising, Theme
    from aware_tui.domain.insights.training import Training
    from aware_tui.domain.rows import ChokePoint
    from aware_tui.domain.summary import SessionLine
    from aware_tui.store.database import Database

LISTED = 200
"""Sessions behind a line at most."""


def today(desk: Desk) -> date:
    """Return the day it is on the clocks of the place."""
    return local_time(desk.now(), desk.settings.zone).date()


def insights(desk: Desk, period: Period | None = None) -> "Future[Insights]":
    """Look at a period, or at the last 26 weeks; what has not changed since the last look is remembered.

    Like the lists of Today it is answered also while nothing can be saved.
    """

    asked, memory = _question(desk, period), memory_of(desk)

    def read(db: "Database") -> "Insights":
        from aware_tui.services.insights.looking import look

        return look(db, asked, memory)

    return desk.read_beside(read)


def span(desk: Desk) -> "Future[Period | None]":
    """Read from which day to which there are sessions that count; None where there are none."""

    def read(db: "Database") -> Period | None:
        from aware_tui.store.insights import days_with_data

        return days_with_data(db)

    return desk.read_beside(read)


def behind(
    desk: Desk, pattern: "Pattern", period: Period, limit: int = LISTED
) -> "Future[tuple[SessionLine, ...]]":
    """Read the sessions behind a finding, newest first."""

    def read(db: "Database") -> "tuple[SessionLine, ...]":
        from aware_tui.store.insights import behind

        return behind(db, pattern, period, limit)

    return desk.read_beside(read)


def behind_incident(
    desk: Desk, incident: "Incident", limit: int = LISTED
) -> "Future[tuple[SessionLine, ...]]":
    """Read the sessions of a day that stands out, newest first."""

    def read(db: "Database") -> "tuple[SessionLine, ...]":
        from aware_tui.store.insights import behind_incident

        return behind_incident(db, incident, limit)

    return desk.read_beside(read)


def behind_category(
    desk: Desk, category: str, period: Period, limit: int = LISTED
) -> "Future[tuple[SessionLine, ...]]":
    """Read the sessions of a category in a period, newest first; for a rise, the week of it."""

    def read(db: "Database") -> "tuple[SessionLine, ...]":
        from aware_tui.store.insights import behind_category

        return behind_category(db, category, period, limit)

    return desk.read_beside(read)


def fell(desk: Desk, point: "ChokePoint") -> "Future[Fell | None]":
    """Read whether there are fewer since a choke point was fixed; None if it is open, or from no finding."""
    from aware_tui.domain.insights.patterns import pattern_of

    pattern, day = pattern_of(point.pattern), today(desk)
    fixed = local_time(point.fixed_at, desk.settings.zone).date() if point.fixed_at else None

    def read(db: "Database") -> "Fell | None":
        from aware_tui.store.insights import fell

        return None if pattern is None or fixed is None else fell(db, pattern, fixed, day)

    return desk.read_beside(read)


def training(
    desk: Desk, about: "Finding | Rising | Theme", period: Period | None = None
) -> "Future[tuple[Training, ...]]":
    """Choose the scenarios that train for what was found, the best first, each with its sentence."""
    asked, settings = _question(desk, period), desk.settings

    def read(db: "Database") -> "tuple[Training, ...]":
        from aware_tui.services.insights.training import chosen, needs

        return chosen(settings, about, needs(db, about, asked, settings.agent), asked.names)

    return desk.read_beside(read)


def no_training(desk: Desk, about: "Finding | Rising | Theme", period: Period | None = None) -> "Future[str]":
    """Read the sentence for what nothing trains for: how a call behind it can become a scenario."""
    asked = _question(desk, period)

    def read(db: "Database") -> str:
        from aware_tui.services.insights.training import no_scenario

        return no_scenario(db, about, asked.period)

    return desk.read_beside(read)


def _question(desk: Desk, period: Period | None) -> Question:
    in_force = desk.in_force.result(timeout=0)
    return question(period, desk.now(), desk.settings.zone, in_force.playbook, in_force.content_hash)


_MEMORIES: "WeakKeyDictionary[Desk, Memory]" = WeakKeyDictionary()


def memory_of(desk: Desk) -> Memory:
    """Return what was found before at this desk."""
    return _MEMORIES.setdefault(desk, Memory())
