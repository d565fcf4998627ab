"""A figure out of what was saved: its value, how many values it is made of, and how sure it is."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import fmean, median
from typing import NamedTuple

from aware_tui.domain.goals.aim import BEST_SCORE, DAYS, WORST_SCORE, Aim
from aware_tui.domain.goals.ranges import (
    ALL,
    Range,
    mean_score_range,
    mean_time_doubt,
    mean_time_range,
    median_range,
    share_doubt,
    share_range,
    weekly_range,
)
from aware_tui.domain.insight_states import Metric, Statistic
from aware_tui.domain.insights.period import Period

MOST = 10_000
"""So many values are measured at most, the newest of a period."""

WEEK = timedelta(days=7)

FLOORS = {DAYS: 1 / 24}
"""Times below this count as this in a mean, by unit: an hour of days, else one minute."""


class Observed(NamedTuple):
    """One value that was saved, on a local day; of complaints a week, the number of a day."""

    day: date
    value: float | None
    """Minutes, days, a score of 5, or 1 for yes and 0 for no; None while it is not known yet."""
    age: float = 0.0
    """How long it is waited for, in the unit of the value, where it is not known yet."""


@dataclass(frozen=True, slots=True)
class Observations:
    """What was saved in a period; `first` is the first day of which anything is saved at all."""

    period: Period
    values: tuple[Observed, ...] = ()
    first: date | None = None
    cut: bool = False
    """There is more: these are the newest."""

    def within(self, period: Period) -> "Observations":
        """Return those of a shorter period."""
        some = tuple(each for each in self.values if period.holds(each.day))
        return Observations(period, some, self.first, self.cut)


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure, with what it is made of; a share is told of 100."""

    value: float | None = None
    """None without any value, and where most are not known yet."""
    n: int = 0
    """Values it is made of; of complaints a week, complete weeks."""
    low: float | None = None
    high: float | None = None
    """In 19 of 20 cases the truth is between these; None where the values do not bound it."""
    yes: int = 0
    """Of a share: how many of `n`; of complaints a week: complaints in all."""
    waiting: int = 0
    """Answers, endings or promises that are still open."""
    doubt: Range = ALL
    """The same drawn more carefully, and as if all that is still open turned out badly."""
    cut: bool = False


def measured(aim: Aim, observed: Observations) -> Measure:
    """Return the figure that a goal aims at, of what was saved."""
    if aim.statistic is Statistic.WEEKLY:
        return _weekly(observed)
    if aim.statistic is Statistic.SHARE:
        return _share(aim, observed)
    known = sorted(each.value for each in observed.values if each.value is not None)
    waiting = len(observed.values) - len(known)
    if aim.statistic is Statistic.MEDIAN:
        return _median(known, waiting, observed.cut)
    return _mean(aim, known, waiting, observed.cut)


def _weekly(observed: Observations) -> Measure:
    counts = weeks_of(observed)
    if not counts:
        return Measure(cut=observed.cut)
    range_ = weekly_range(counts)
    return _measure(fmean(counts), len(counts), range_, range_, yes=sum(counts), cut=observed.cut)


def weeks_of(observed: Observations) -> tuple[int, ...]:
    """Return the complaints of each complete week, Monday to Sunday, since anything was saved at all."""
    if observed.first is None:
        return ()
    since = max(observed.period.since, observed.first)
    monday = since + timedelta(days=-since.weekday() % 7)
    weeks = max(0, (observed.period.until - monday) // WEEK)
    counts = [0.0] * weeks
    for each in observed.values:
        week = (each.day - monday) // WEEK
        if 0 <= week < weeks and each.value is not None:
            counts[week] += each.value
    return tuple(map(int, counts))


def _share(aim: Aim, observed: Observations) -> Measure:
    answers = [_says_yes(aim, each) for each in observed.values]
    known = [answer for answer in answers if answer is not None]
    yes, n, waiting = sum(known), len(known), len(answers) - len(known)
    at_worst = n + waiting if aim.metric is Metric.PROMISES_KEPT else n
    value = 100 * yes / n if n else None
    range_, doubt = _percent(share_range(yes, n)), _percent(share_doubt(yes, at_worst))
    return _measure(value, n, range_, doubt, yes=yes, waiting=waiting, cut=observed.cut)


def _says_yes(aim: Aim, each: Observed) -> bool | None:
    """Return whether a value counts for the share; None where that is not known yet."""
    if aim.metric is Metric.FIRST_RESPONSE:
        if each.value is None:
            return False if each.age > aim.bound else None
        return each.value <= aim.bound
    if each.value is None:
        return None
    return each.value >= (aim.bound if aim.metric is Metric.SATISFACTION else 1)


def _percent(range_: Range) -> Range:
    return 100 * range_[0], 100 * range_[1]


def _median(known: Sequence[float], waiting: int, cut: bool) -> Measure:
    """Return the median; what is still open ranks later than any."""
    ordered = [*known, *([math.inf] * waiting)]
    if not ordered:
        return Measure(cut=cut)
    middle = median(ordered)
    value = middle if math.isfinite(middle) else None
    range_ = median_range(ordered)
    return _measure(value, len(known), range_, range_, waiting=waiting, cut=cut)


def _mean(aim: Aim, known: Sequence[float], waiting: int, cut: bool) -> Measure:
    """Return the mean; what is still open could make it anything, however long it took."""
    if not known:
        return Measure(waiting=waiting, cut=cut)
    if aim.metric is Metric.SATISFACTION:
        range_ = doubt = mean_score_range(known, WORST_SCORE, BEST_SCORE)
    else:
        floor = FLOORS.get(aim.meter.unit, 1.0)
        range_, doubt = mean_time_range(known, floor), mean_time_doubt(known, floor)
        doubt = (doubt[0], math.inf) if waiting else doubt
    return _measure(fmean(known), len(known), range_, doubt, waiting=waiting, cut=cut)


def _measure(
    value: float | None, n: int, range_: Range, doubt: Range, *, yes: int = 0, waiting: int = 0, cut: bool
) -> Measure:
    low, high = (end if math.isfinite(end) else None for end in range_)
    return Measure(value, n, low, high, yes, waiting, doubt, cut)


def best_of(measures: Iterable[Measure], aim: Aim) -> Measure | None:
    """Return the best of some figures, of those that are made of enough."""
    best: Measure | None = None
    for each in measures:
        if each.value is not None and (
            best is None or best.value is None or aim.better(each.value, best.value)
        ):
            best = each
    return best
