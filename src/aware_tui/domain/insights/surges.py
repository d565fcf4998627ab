"""A one-off and how it is told: once, by its place if most of it happened there."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from aware_tui.domain.insights.counts import Days
from aware_tui.domain.insights.usual import Totals


@dataclass(frozen=True, slots=True)
class Surge:
    """A day that stands out."""

    day: int
    """Its ordinal."""
    category: str | None
    """None for all complaints of the day."""
    location: str | None
    """Empty where nobody said; None for all places."""
    observed: int
    usual: float


class Limit(Protocol):
    """Says which days bring too much of a category."""

    def over(self, category: str, days: Days) -> Iterator[tuple[int, float]]:
        """Yield the days that stand out, with what would be usual on them."""
        ...


def told_once(raw: Totals, at_places: Mapping[tuple[str, int], list[Surge]], limit: Limit) -> Iterator[Surge]:
    """Yield what to tell of each category and day that stands out.

    The category, where the day stands out with all its complaints; the place instead that has more than
    half of them; and each place where the whole day does not stand out.
    """
    anywhere = {
        (category, day): Surge(day, category, None, days[day], mean)
        for category, days in raw.items()
        for day, mean in limit.over(category, days)
    }
    for key in sorted(anywhere.keys() | at_places.keys()):
        yield from _told(anywhere.get(key), at_places.get(key, []))


def _told(anywhere: Surge | None, at_places: list[Surge]) -> list[Surge]:
    if anywhere is None:
        return at_places
    main = [each for each in at_places if each.observed * 2 > anywhere.observed]
    return main or [anywhere]
