"""Days on which everything stands out, whatever the category: a storm, an outage."""

from collections.abc import Mapping
from math import sqrt

from aware_tui.domain.insights.counts import Days
from aware_tui.domain.insights.numbers import median, whole
from aware_tui.domain.insights.spreading import spread
from aware_tui.domain.insights.surges import Surge
from aware_tui.domain.insights.usual import WEEK, Totals, sums, weekday_of

SPREADS = 6 * 1.4826
"""Six standard deviations, told by the median distance from the median."""

TIMES = 2
"""A flood brings at least so many times the usual."""

OWN_WEEKDAY = 3
"""From so many dates on a weekday has a usual of its own: a backlog every Monday is no flood."""


def floods(totals: Totals, raw: Totals) -> tuple[Totals, list[Surge]]:
    """Return the totals with the usual on each flooded day, and the floods as they came."""
    days, as_came = sums(totals.values()), sums(raw.values())
    new: dict[str, Days] = dict(totals)
    found = []
    for day, usual in _flooded(days).items():
        there = {category: each[day] for category, each in totals.items() if day in each}
        for category, count in spread(there, max(1, whole(usual))).items():
            new[category] = {each: kept for each, kept in {**new[category], day: count}.items() if kept}
        found.append(Surge(day, None, None, as_came[day], usual))
    return new, found


def _flooded(days: Mapping[int, int]) -> dict[int, float]:
    """Return the flooded days with what is usual on them; days without complaints count as such."""
    span = {day: days.get(day, 0) for day in range(min(days), max(days) + 1)}
    middle = median(span.values())
    distance = median(abs(count - middle) for count in span.values())
    usual = [_usual(w, span, middle) for w in range(WEEK)]
    found = {}
    for day, count in span.items():
        mean = usual[weekday_of(day)]
        if count > mean + SPREADS * max(distance, sqrt(mean + 1)) and count >= TIMES * mean:
            found[day] = mean
    return found


def _usual(weekday: int, span: Mapping[int, int], middle: float) -> float:
    dates = [count for day, count in span.items() if weekday_of(day) == weekday]
    return max(middle, median(dates)) if len(dates) >= OWN_WEEKDAY else middle
