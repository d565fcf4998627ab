"""What has become more often: the last complete week beside the twelve before it."""

from dataclasses import dataclass
from datetime import date, timedelta

from aware_tui.domain.insights import sentences
from aware_tui.domain.insights.counts import Counts
from aware_tui.domain.insights.incidents import Settled, settle
from aware_tui.domain.insights.names import Names
from aware_tui.domain.insights.numbers import false_discovery_limit, negative_binomial_tail, variance
from aware_tui.domain.insights.report import Rising
from aware_tui.domain.insights.usual import WEEK, totals_of, week_of
from aware_tui.domain.text import counted
from aware_tui.language import _

BASE = 12
"""Weeks that say what is usual."""

GAP = 1
"""Weeks between them and the one that is judged, so that a slow rise does not become usual at once."""

FEWEST, TIMES, MORE = 5, 1.5, 3
"""A rise has so many complaints, so many times the usual, and so many more than usual."""

SWAY = 0.75
"""How much of the swaying of the weeks before counts: with twelve of them it is known roughly only."""

NO_ONE_OFF = 3
"""Days of a week with one-offs from which they are none, but how the category goes now."""

FALSE_SHARE = 0.05
"""Of all rises told, at most this share is to be luck."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A category over the weeks."""

    category: str
    base: tuple[int, ...]
    now: int

    @property
    def mean(self) -> float:
        return sum(self.base) / BASE

    @property
    def chance(self) -> float:
        """Return P(X >= now / f) of NB(size (sum + .5) / f, success 12/13), f how much the weeks sway."""
        sways = max(1.0, variance(self.base) / self.mean) if self.mean else 1.0
        f = 1 + SWAY * (sways - 1)
        return negative_binomial_tail(self.now / f, (sum(self.base) + 0.5) / f, BASE / (BASE + 1))

    @property
    def large_enough(self) -> bool:
        return self.now >= FEWEST and self.now >= TIMES * self.mean and self.now - self.mean >= MORE


def rising(counts: Counts, today: date, names: Names) -> tuple[Rising, ...]:
    """Return the categories that rise, those with the most complaints above the usual first.

    None while `not_enough` says so.
    """
    if not_enough(counts, today):
        return ()
    settled, week = settle(counts), _last_week(today)
    lines = [_line(settled, category, week) for category in settled.raw if category]
    limit = false_discovery_limit([line.chance for line in lines], len(lines), FALSE_SHARE)
    risen = [line for line in lines if line.chance <= limit and line.large_enough]
    risen.sort(key=lambda line: (line.mean - line.now, line.category))
    monday = date.fromordinal(week * WEEK + 1)
    return tuple(sentences.rising(line.category, monday, line.now, line.mean, names) for line in risen)


def not_enough(counts: Counts, today: date) -> str:
    """Return why nothing can be said of what rises, or nothing where there are enough weeks."""
    days = [day for each in totals_of(counts.location).values() for day in each]
    begin = (_last_week(today) - GAP - BASE) * WEEK + 1
    if not days or counts.period.since.toordinal() > begin or week_of(min(days)) * WEEK + 1 > begin:
        return _abstained(days, today)
    return ""


def _abstained(days: list[int], today: date) -> str:
    weeks = max(0, _last_week(today) - week_of(min(days)) + 1) if days else 0
    there = _("{weeks} of data").format(weeks=counted(weeks, "complete week")) if days else _("no data")
    return _(
        "Not enough yet to say what is rising: {there}. It needs {number} complete weeks, Monday to Sunday."
    ).format(there=there, number=BASE + GAP + 1)


def _last_week(today: date) -> int:
    """Return the number of the last week that is over."""
    return week_of((today - timedelta(days=WEEK)).toordinal())


def _line(settled: Settled, category: str, week: int) -> _Line:
    weeks = range(week - GAP - BASE, week - GAP)
    return _Line(
        category,
        tuple(_in_week(settled, category, each) for each in weeks),
        _in_week(settled, category, week),
    )


def _in_week(settled: Settled, category: str, week: int) -> int:
    """Return the complaints of a week without one-offs, or with them where they are most of its days."""
    raw, kept = settled.raw[category], settled.totals.get(category, {})
    days = range(week * WEEK + 1, week * WEEK + 1 + WEEK)
    clipped = sum(kept.get(day, 0) < raw.get(day, 0) for day in days)
    source = raw if clipped >= NO_ONE_OFF else kept
    return sum(source.get(day, 0) for day in days)
