"""How many complaints of a kind a day usually brings, and how busy the day was otherwise."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from aware_tui.domain.insights.counts import Cells, Days
from aware_tui.domain.insights.numbers import median

Totals = Mapping[str, Days]
"""Complaints by category and day, wherever they came from."""

WEEK = 7

AROUND = 14
"""Days before and after a day that say how a category goes at that time."""


def weekday_of(day: int) -> int:
    """Return 0 for a Monday to 6 for a Sunday."""
    return (day - 1) % WEEK


def week_of(day: int) -> int:
    """Return the number of a week, Monday to Sunday."""
    return (day - 1) // WEEK


def by_weekday(days: Days) -> list[int]:
    """Return the complaints of each weekday, Monday first."""
    found = [0] * WEEK
    for day, count in days.items():
        found[weekday_of(day)] += count
    return found


def totals_of(cells: Cells) -> dict[str, dict[int, int]]:
    """Return the complaints of each category by day, over all values of a dimension."""
    found: dict[str, dict[int, int]] = {}
    for (category, _), days in cells.items():
        _add(found.setdefault(category, {}), days)
    return found


def _add(to: dict[int, int], days: Days) -> None:
    for day, count in days.items():
        to[day] = to.get(day, 0) + count


def sums(days: Iterable[Days]) -> dict[int, int]:
    """Return the complaints of each day, all added."""
    found: dict[int, int] = {}
    for each in days:
        _add(found, each)
    return found


def dates_between(days: Iterable[int]) -> list[int]:
    """Return how many Mondays, Tuesdays ... there are from the first of some days to the last."""
    known = set(days)
    return by_weekday(dict.fromkeys(range(min(known), max(known) + 1), 1))


@dataclass(frozen=True)
class Usual:
    """The usual day of each category and place, as the counts of a whole period have it."""

    location: Cells
    totals: Totals

    @cached_property
    def days(self) -> dict[int, int]:
        """Return all complaints by day."""
        return sums(self.totals.values())

    @cached_property
    def _span(self) -> tuple[int, int]:
        return min(self.days), max(self.days)

    @cached_property
    def dates(self) -> list[int]:
        """Return how many dates of each weekday there are from the first day with complaints to the last."""
        return dates_between(self.days)

    @cached_property
    def all(self) -> int:
        """Return how many complaints there are."""
        return sum(self.days.values())

    @cached_property
    def weekdays(self) -> list[int]:
        """Return all complaints by weekday."""
        return by_weekday(self.days)

    @cached_property
    def shares(self) -> list[float]:
        """Return the share of all complaints that one date of a weekday has."""
        return [
            _each(count / self.all, dates) for count, dates in zip(self.weekdays, self.dates, strict=True)
        ]

    @cached_property
    def categories(self) -> dict[str, int]:
        """Return the complaints of each category."""
        return {category: sum(days.values()) for category, days in self.totals.items()}

    @cached_property
    def places(self) -> Counter[str]:
        """Return the complaints of each place; the unknown one is a place."""
        found = Counter[str]()
        for (_, place), days in self.location.items():
            found[place] += sum(days.values())
        return found

    @cached_property
    def by_weekday(self) -> dict[str, list[int]]:
        """Return the complaints of each category by weekday."""
        return {category: by_weekday(days) for category, days in self.totals.items()}

    def of(self, category: str) -> list[float]:
        """Return what each weekday usually brings of a category."""
        count, dates = self.categories[category], self.dates
        weekdays = self.by_weekday[category]
        return [max(count * self.shares[w], _each(weekdays[w], dates[w])) for w in range(WEEK)]

    def at(self, category: str, place: str) -> list[float]:
        """Return what each weekday usually brings of a category at a place."""
        here = sum(self.location.get((category, place), {}).values())
        share = self.places[place] / self.all
        weekdays = self.by_weekday[category]
        return [max(here * self.shares[w], _each(weekdays[w] * share, self.dates[w])) for w in range(WEEK)]

    def busy(self, category: str, day: int) -> float:
        """Return how many times the usual all OTHER categories have, or this one has lately; at least 1."""
        w = weekday_of(day)
        others = self.days.get(day, 0) - self.totals[category].get(day, 0)
        busy = self._times(others, _each(self.weekdays[w], self.dates[w]), category)
        return max(1.0, busy, self._lately(category, day))

    def _lately(self, category: str, day: int) -> float:
        """Return how many times the usual a category has in the middle of the days around a day.

        A category that began halfway, or has its season, has no one-offs for that.
        """
        first, last = self._span
        around = [
            each for each in range(day - AROUND, day + AROUND + 1) if first <= each <= last and each != day
        ]
        days, means = self.totals[category], self.of(category)
        usual = median(means[weekday_of(each)] for each in around)
        return median(days.get(each, 0) for each in around) / usual if usual else 1.0

    def busy_at(self, category: str, place: str, day: int) -> float:
        """Return how many times the usual a place had of all OTHER categories on a day."""
        others = sum(
            self.location.get((each, place), {}).get(day, 0) for each in self.totals if each != category
        )
        return self._times(others, self.places[place] * self.shares[weekday_of(day)], category)

    def _times(self, others: int, usual: float, category: str) -> float:
        rest = 1 - self.categories.get(category, 0) / self.all
        return (others + 1) / (usual * rest + 1)


def _each(count: float, dates: int) -> float:
    return count / dates if dates else 0.0
