"""Did it fall? The complaints of a spot before and after a day, and what that says."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from math import erfc, exp, lgamma, log, sqrt

from aware_tui.domain.forms import number
from aware_tui.domain.insights.period import Period
from aware_tui.domain.text import counted
from aware_tui.language import _

MOST_WEEKS = 12
"""So many weeks are looked at on each side."""

LEAST_WEEKS = 2
"""Sooner than this after the day nothing is said."""

LEAST_USUAL = 5
"""Where fewer than this would be usual, a fall cannot be told from luck."""

LUCK = 0.05
"""What luck does more often than this is no change."""

_EXACT = 2_000
"""Up to so many complaints the chances are added up one by one."""


class Turn(StrEnum):
    """What became of a spot."""

    FELL = "fell"
    ROSE = "rose"
    UNCLEAR = "unclear"
    TOO_EARLY = "too_early"
    TOO_FEW = "too_few"


@dataclass(frozen=True, slots=True)
class Fell:
    """Complaints in whole weeks before and after a day, each customer counted once; the day is in neither."""

    before: int
    after: int
    weeks_before: int
    weeks_after: int

    @property
    def usual(self) -> float:
        """Return how many there would have been since, had nothing changed."""
        return self.before / self.weeks_before * self.weeks_after if self.weeks_before else 0.0

    @property
    def turn(self) -> Turn:
        """Return what the counts say; nothing where it is too early or they are too few."""
        if self.weeks_after < LEAST_WEEKS:
            return Turn.TOO_EARLY
        if self.weeks_before < LEAST_WEEKS or max(self.usual, self.after) < LEAST_USUAL:
            return Turn.TOO_FEW
        part = self.weeks_after / (self.weeks_after + self.weeks_before)
        if chance_of_at_most(self.after, self.before + self.after, part) <= LUCK:
            return Turn.FELL
        rose = chance_of_at_most(self.before, self.before + self.after, 1 - part) <= LUCK
        return Turn.ROSE if rose else Turn.UNCLEAR

    @property
    def sentence(self) -> str:
        """Return the counts and what they say, in words."""
        return f"{self._counts()} {self._verdict()}"

    def _counts(self) -> str:
        if not self.weeks_before:
            return _("{weeks} since: {after}; nothing was counted before.").format(
                weeks=counted(self.weeks_after, "week"), after=number(self.after)
            )
        told = _("{weeks} before: {before}").format(
            weeks=counted(self.weeks_before, "week"), before=number(self.before)
        )
        if not self.weeks_after:
            return f"{told}."
        told = _("{told}; {weeks} since: {after}").format(
            told=told, weeks=counted(self.weeks_after, "week"), after=number(self.after)
        )
        usual = round(self.usual)
        return _("{told}, {rest} would be usual.").format(
            told=told, rest=_("about {usual}").format(usual=number(usual)) if usual else _("fewer than 1")
        )

    def _verdict(self) -> str:
        return {
            Turn.FELL: _("It fell."),
            Turn.ROSE: _("It did not fall: there are more than before."),
            Turn.UNCLEAR: _("No clear change so far."),
            Turn.TOO_EARLY: _("Too early to say: it takes {least_weeks} whole weeks.").format(
                least_weeks=LEAST_WEEKS
            ),
            Turn.TOO_FEW: _("Too few to say."),
        }[self.turn]


def around(on: date, today: date, first: date | None) -> tuple[Period, Period]:
    """Return the whole weeks before and after a day, at most MOST_WEEKS; `first` is the first day of all."""
    before = 0 if first is None else _weeks(first, on)
    after = _weeks(on + timedelta(days=1), today)
    since, until = on - timedelta(weeks=before), on + timedelta(days=1, weeks=after)
    return Period(since, on), Period(on + timedelta(days=1), until)


def _weeks(begin: date, end: date) -> int:
    return min(max((end - begin).days // 7, 0), MOST_WEEKS)


def chance_of_at_most(count: int, of: int, part: float) -> float:
    """Return the chance of `count` or fewer out of `of`, each falling in `part` (above 0, below 1) by luck.

    The binomial distribution, which is that of two Poisson counts whose sum is known (Przyborowski and
    Wilenski, 1940); the normal one with half a step added above 2,000.
    """
    if of > _EXACT:
        return erfc((of * part - count - 0.5) / sqrt(2 * of * part * (1 - part))) / 2
    return min(1.0, sum(exp(_log_chance(each, of, part)) for each in range(count + 1)))


def _log_chance(count: int, of: int, part: float) -> float:
    ways = lgamma(of + 1) - lgamma(count + 1) - lgamma(of - count + 1)
    return ways + count * log(part) + (of - count) * log(1 - part)
