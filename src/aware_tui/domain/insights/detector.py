"""What keeps happening: every spot tested exactly, and only what stands without its worst days is told."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from aware_tui.domain.insights import sentences
from aware_tui.domain.insights.abstaining import not_enough
from aware_tui.domain.insights.counts import Counts, Persons
from aware_tui.domain.insights.incidents import settle
from aware_tui.domain.insights.names import Names
from aware_tui.domain.insights.numbers import byar_low, false_discovery_limit, hypergeometric_tail
from aware_tui.domain.insights.patterns import Pattern
from aware_tui.domain.insights.report import Finding, Incident
from aware_tui.domain.insights.spots import Candidate, Family, Looked, look

__all__ = ["Candidate", "Screened", "findings", "not_enough", "screen"]

FALSE_SHARE = 0.05
"""Of all spots that pass the test, at most this share is to be luck."""

FALSE_OF = {Family.WHERE: 0.05, Family.WHEN: 0.04}
"""And of those of each family by itself."""

LOW = 1.2
"""What observed to expected has to be at least, in 19 of 20 cases."""

SEEN = 3
"""Weeks or days on which a spot has to be seen."""

CUSTOMERS = 3
"""Different customers that a spot needs."""

CHANCE_WITHOUT, LOW_WITHOUT = 0.01, 1.1
"""What has to hold still without the worst days, and without the loudest customer."""

LOUD = 5
"""Without a customer who counts so often, a spot has to pass the test itself once more."""


@dataclass(frozen=True, slots=True)
class Screened:
    """What the counts alone show."""

    candidates: tuple[Candidate, ...]
    """Spots that passed every test but those that ask who the customers are."""
    incidents: tuple[Incident, ...]
    """Those with the most complaints above the usual first."""
    limits: Mapping[Family, float]
    """The largest chance with which a spot passed the test."""


def screen(counts: Counts, names: Names) -> Screened:
    """Return the spots that pass all tests on counts, and the one-offs that were taken out before."""
    settled = settle(counts)
    tested = {family: _Tested.of(looked) for family, looked in look(settled).items()}
    limits = _limits(tested)
    kept = [
        spot
        for family, each in tested.items()
        for spot in each.passing(limits[family])
        if _large_enough(spot) and _stands_without(spot, spot.worst)
    ]
    told = partial(sentences.incident, names=names, years=counts.period.days > sentences.A_YEAR)
    return Screened(tuple(kept), tuple(map(told, settled.surges)), limits)


@dataclass(frozen=True, slots=True)
class _Tested:
    """The spots of a family with their chances."""

    looked: Looked
    chances: tuple[float, ...]

    @classmethod
    def of(cls, looked: Looked) -> "_Tested":
        """Work out the chances."""
        return cls(looked, tuple(spot.chance for spot in looked.above))

    def passing(self, limit: float) -> Iterator[Candidate]:
        """Yield the spots that are no likelier than a limit."""
        return (s for s, chance in zip(self.looked.above, self.chances, strict=True) if chance <= limit)


def _limits(tested: Mapping[Family, _Tested]) -> dict[Family, float]:
    """Return the largest chance with which a spot of each family passes: among all spots, and its own."""
    every = sum(each.looked.tested for each in tested.values())
    chances = [chance for each in tested.values() for chance in each.chances]
    of_all = false_discovery_limit(chances, every, FALSE_SHARE)
    return {
        family: min(of_all, false_discovery_limit(each.chances, each.looked.tested, FALSE_OF[family]))
        for family, each in tested.items()
    }


def findings(screened: Screened, persons: Mapping[Pattern, Persons], names: Names) -> tuple[Finding, ...]:
    """Return what keeps happening, with or without its loudest customer; most avoidable complaints first."""
    kept = [
        (spot, behind)
        for spot in screened.candidates
        if (behind := persons[spot.pattern]).customers >= CUSTOMERS
        and _stands_alone(spot, behind.loudest, screened.limits[spot.family])
    ]
    kept.sort(key=lambda each: (each[0].expected - each[0].observed, each[0].pattern.key))
    return tuple(sentences.finding(spot, behind, names) for spot, behind in kept)


def _large_enough(spot: Candidate) -> bool:
    return spot.low >= LOW and spot.seen >= SEEN


def _stands_alone(spot: Candidate, loudest: int, limit: float) -> bool:
    """Say whether the spot stands out without its loudest customer."""
    most = min(limit, CHANCE_WITHOUT) if loudest >= LOUD else CHANCE_WITHOUT
    return _stands_without(spot, min(loudest, spot.observed), most)


def _stands_without(spot: Candidate, some: int, most: float = CHANCE_WITHOUT) -> bool:
    """Say whether the spot still stands out when some of its complaints are left out everywhere."""
    observed, row, column, every = (
        count - some for count in (spot.observed, spot.row, spot.column, spot.every)
    )
    if observed <= 0 or byar_low(observed, row * column / every) < LOW_WITHOUT:
        return False
    return hypergeometric_tail(observed, row, column, every) <= most
