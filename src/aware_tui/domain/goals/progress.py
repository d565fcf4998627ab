"""How a goal goes: its figure since it began, and one of five plain words for it."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from aware_tui.domain.goals.aim import Aim, aim_of
from aware_tui.domain.goals.measuring import Measure, Observations, measured
from aware_tui.domain.insight_rows import Goal
from aware_tui.domain.insight_states import Statistic
from aware_tui.domain.insights.period import Period

LEAST = 5
"""Fewer values say nothing."""

LEAST_MEAN = 20
"""Fewer values never make a mean met: one that is missing yet could turn it."""

EARLY = 0.25
"""Until this share of the time is over, a figure that may still turn is told as early."""


class Standing(StrEnum):
    """How a goal goes."""

    MET = "met"
    """The whole range is on the right side."""
    ON_TRACK = "on track"
    NOT_ON_TRACK = "not on track"
    TOO_EARLY = "too early"
    NOT_ENOUGH = "not enough data"


@dataclass(frozen=True, slots=True)
class Progress:
    """The figure of a goal since its first day, and how it stands."""

    measure: Measure
    standing: Standing
    days_left: int
    """Days to come until the last one is over, today included; 0 after it."""


def window(goal: Goal, today: date) -> Period:
    """Return the days that count, up to today at most; none before the goal begins."""
    last = min(today, goal.deadline)
    return Period(goal.starts_on, max(goal.starts_on, last + timedelta(days=1)))


def days_counted(goal: Goal, today: date) -> Period:
    """Return the same for complaints a week, of which only days that are over count."""
    return window(goal, today - timedelta(days=1))


def progress_of(goal: Goal, observed: Observations, today: date) -> Progress:
    """Return how a goal goes on the local day `today`, by what was saved in its window."""
    aim = aim_of(goal)
    measure = measured(aim, observed)
    left = max(0, (goal.deadline - today).days + 1)
    return Progress(measure, _standing(goal, aim, measure, today), left)


def _standing(goal: Goal, aim: Aim, measure: Measure, today: date) -> Standing:
    if today < goal.starts_on:
        return Standing.TOO_EARLY
    if measure.n < LEAST:
        return Standing.NOT_ENOUGH
    if is_met(aim, measure):
        return Standing.MET
    if measure.value is not None and aim.reached(measure.value):
        return Standing.ON_TRACK
    return Standing.TOO_EARLY if _may_turn(goal, aim, measure, today) else Standing.NOT_ON_TRACK


def is_met(aim: Aim, measure: Measure) -> bool:
    """Say whether the whole range is on the right side, also if all that is open turned out badly."""
    if measure.n < (LEAST_MEAN if aim.statistic is Statistic.MEAN else LEAST):
        return False
    ends = (measure.low, measure.high)
    return all(end is not None and aim.reached(end) for end in ends) and all(map(aim.reached, measure.doubt))


def _may_turn(goal: Goal, aim: Aim, measure: Measure, today: date) -> bool:
    """Say whether luck alone may have put a figure on the wrong side, early in the goal's time."""
    if today > goal.deadline or not any(
        end is None or aim.reached(end) for end in (measure.low, measure.high)
    ):
        return False
    days = (goal.deadline - goal.starts_on).days + 1
    return (today - goal.starts_on).days < EARLY * days or measure.n < LEAST_MEAN
