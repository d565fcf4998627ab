"""One-offs: days that stand out are told apart, and only their usual share counts for patterns."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import sqrt

from aware_tui.domain.insights.counts import Cells, Counts, Days
from aware_tui.domain.insights.flood import TIMES, floods
from aware_tui.domain.insights.numbers import poisson_tail, whole
from aware_tui.domain.insights.spreading import Aims, spread_days
from aware_tui.domain.insights.surges import Surge, told_once
from aware_tui.domain.insights.usual import Totals, Usual, totals_of, weekday_of

LUCK = 0.001
"""A day stands out that brings so many complaints less often than this."""

AT_A_PLACE, ANYWHERE = 2, 3
"""So many of a category on a day are never a one-off."""

WORTH_TELLING = 5
"""Complaints of a one-off that is told; smaller ones are taken out without a word."""

PASSES = 2
"""The second judges by what is usual once the one-offs that the first found are out."""


@dataclass(frozen=True, slots=True)
class Settled:
    """The counts without their one-offs, and these."""

    counts: Counts
    totals: Totals
    raw: Totals
    """With the one-offs."""
    surges: tuple[Surge, ...]
    """Those worth telling that are at least twice the usual; the newest first."""


@dataclass(frozen=True, slots=True)
class _Judged:
    """What one pass finds."""

    location: Cells
    totals: Totals
    at_places: Mapping[tuple[str, int], list[Surge]]
    usual: Usual


def settle(counts: Counts) -> Settled:
    """Take the one-offs out: first of a category at a place, then of a category, then of everything."""
    raw = totals_of(counts.hours)  # of the same complaints the fewest cells
    if not raw:
        return Settled(counts, {}, {}, ())
    usual = Usual(counts.location, raw)
    for _ in range(PASSES):
        judged = _judged(counts.location, raw, usual)
        usual = Usual(judged.location, judged.totals)
    totals, flooded = floods(judged.totals, raw)
    found = told_once(raw, judged.at_places, _Limit(judged.usual))
    told = (each for each in found if each.observed >= max(WORTH_TELLING, TIMES * each.usual))
    surges = [*told, *flooded]
    return Settled(_spread(counts, judged, raw, totals), totals, raw, tuple(sorted(surges, key=_place)))


def _place(surge: Surge) -> tuple[float, int, str, str]:
    """Return the place of a one-off among others: most complaints above the usual first, then the newest."""
    above = round(surge.observed - surge.usual, 6)  # as good as equal is equal
    return -above, -surge.day, surge.category or "", surge.location or ""


def _judged(location: Cells, raw: Totals, usual: Usual) -> _Judged:
    cut: dict[tuple[str, str], Days] = dict(location)
    found: dict[tuple[str, int], list[Surge]] = {}
    for surge in _at_places(location, usual):
        key = surge.category or "", surge.location or ""
        cut[key] = {**cut[key], surge.day: max(1, whole(surge.usual))}
        found.setdefault((key[0], surge.day), []).append(surge)
    totals, limit = _less(raw, found), _Limit(usual)
    left = {
        category: days | {day: max(1, whole(mean)) for day, mean in limit.over(category, days)}
        for category, days in totals.items()
    }
    return _Judged(spread_days(cut, _lowered(totals, left)), left, found, usual)


def _less(raw: Totals, at_places: Mapping[tuple[str, int], list[Surge]]) -> dict[str, dict[int, int]]:
    """Return the complaints of each category and day without what is too many at single places."""
    less = {category: dict(days) for category, days in raw.items()}
    for (category, day), surges in at_places.items():
        less[category][day] -= sum(each.observed - max(1, whole(each.usual)) for each in surges)
    return less


def _lowered(before: Totals, after: Totals) -> Aims:
    """Return the days of each category that have fewer complaints than before, with how many."""
    changed = {
        category: {day: days.get(day, 0) for day, count in before[category].items() if days.get(day) != count}
        for category, days in after.items()
    }
    return {category: days for category, days in changed.items() if days}


def _spread(counts: Counts, judged: _Judged, raw: Totals, totals: Totals) -> Counts:
    lowered = _lowered(raw, totals)
    return Counts(
        counts.period,
        spread_days(judged.location, _lowered(judged.totals, totals)),
        spread_days(counts.hours, lowered),
        spread_days(counts.channel, lowered),
    )


def _at_places(location: Cells, usual: Usual) -> Iterator[Surge]:
    """Yield the days on which a category at a place stands out; most are passed over at a glance."""
    for (category, place), days in location.items():
        if max(days.values()) <= AT_A_PLACE:
            continue
        means = usual.at(category, place)
        for day, count in _suspects(days, means, AT_A_PLACE):
            busy = max(usual.busy(category, day), usual.busy_at(category, place, day))
            mean = means[weekday_of(day)] * busy
            if poisson_tail(count, mean) <= LUCK:
                yield Surge(day, category, place, count, mean)


class _Limit:
    """What is too much of a category, all places together."""

    def __init__(self, usual: Usual) -> None:
        self._usual = usual

    def over(self, category: str, days: Days) -> Iterator[tuple[int, float]]:
        """Yield the days that stand out, with what would be usual on them."""
        if max(days.values()) <= ANYWHERE:
            return
        means = self._usual.of(category)
        for day, count in _suspects(days, means, ANYWHERE):
            mean = means[weekday_of(day)] * self._usual.busy(category, day)
            if poisson_tail(count, mean) <= LUCK:
                yield day, mean


def _suspects(days: Days, means: list[float], least: int) -> Iterator[tuple[int, int]]:
    """Yield the days whose tail is worth a sum: below `mean + 2.5 sqrt(mean) + 1` none is thin enough."""
    floors = [max(least + 1.0, mean + 2.5 * sqrt(mean) + 1) for mean in means]
    for day, count in days.items():
        if count >= floors[weekday_of(day)]:
            yield day, count
