"""What a goal aims at: one statistic of one metric, a target, and what it is about."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from aware_tui.domain.insight_rows import Goal
from aware_tui.domain.insight_states import Direction, Metric, Statistic
from aware_tui.domain.insights.names import Names
from aware_tui.domain.insights.patterns import Pattern, pattern_of
from aware_tui.domain.insights.whereabouts import about, by, called
from aware_tui.language import _

MINUTES, DAYS, PERCENT, POINTS, A_WEEK = "minutes", "days", "%", "of 5", "a week"
"""The units of targets and values; shares are told of 100, scores of 5."""

BEST_SCORE, WORST_SCORE = 5.0, 1.0

GOOD_SCORE = 4.0
"""A score is good from here on, unless a goal says otherwise."""


@dataclass(frozen=True, slots=True)
class Meter:
    """How a statistic of a metric is told."""

    name: str
    """In a list to choose from."""
    lead: str
    """What is measured; `{within}` is the bound of a share."""
    told: str
    """It with its `{value}`, and `{are}` for are or were."""
    unit: str
    direction: Direction
    counted: str
    """What its values are, after their number."""
    taken: str
    """What it takes some of before anything is said."""


_LESS, _MORE = Direction.AT_MOST, Direction.AT_LEAST

METERS: Final[Mapping[tuple[Metric, Statistic], Meter]] = {
    (Metric.FIRST_RESPONSE, Statistic.MEDIAN): Meter(
        _("Minutes until half are answered"),
        _("Time until half are answered"),
        _("half {are} answered within {value}"),
        MINUTES,
        _LESS,
        "answered",
        _("answers"),
    ),
    (Metric.FIRST_RESPONSE, Statistic.MEAN): Meter(
        _("Minutes until the first answer, on average"),
        _("Average time until the first answer"),
        _("complaints {are} answered after {value} on average"),
        MINUTES,
        _LESS,
        "answered",
        _("answers"),
    ),
    (Metric.FIRST_RESPONSE, Statistic.SHARE): Meter(
        _("Share answered within some minutes"),
        _("Share answered within {within} minutes"),
        _("{value} {are} answered within {within} minutes"),
        PERCENT,
        _MORE,
        "complaints",
        _("complaints"),
    ),
    (Metric.RESOLUTION, Statistic.MEDIAN): Meter(
        _("Days until half are resolved"),
        _("Time until half are resolved"),
        _("half {are} resolved within {value}"),
        DAYS,
        _LESS,
        "resolved",
        _("resolved complaints"),
    ),
    (Metric.RESOLUTION, Statistic.MEAN): Meter(
        _("Days until it is resolved, on average"),
        _("Average time until resolved"),
        _("complaints {are} resolved after {value} on average"),
        DAYS,
        _LESS,
        "resolved",
        _("resolved complaints"),
    ),
    (Metric.SATISFACTION, Statistic.MEAN): Meter(
        _("Average score of feedback"),
        _("Average score"),
        _("scores {are} {value} on average"),
        POINTS,
        _MORE,
        "scores",
        _("scores"),
    ),
    (Metric.SATISFACTION, Statistic.SHARE): Meter(
        _("Share of good scores"),
        _("Share of scores of {within} or better"),
        _("{value} of scores {are} {within} or better"),
        PERCENT,
        _MORE,
        "scores",
        _("scores"),
    ),
    (Metric.POSITIVE, Statistic.SHARE): Meter(
        _("Share of positive feedback"),
        _("Share of positive feedback"),
        _("{value} of answers {are} positive"),
        PERCENT,
        _MORE,
        "answers",
        _("answers"),
    ),
    (Metric.PROMISES_KEPT, Statistic.SHARE): Meter(
        _("Share of promises kept"),
        _("Share of promises kept"),
        _("{value} of promises {are} kept"),
        PERCENT,
        _MORE,
        "kept or broken",
        _("promises kept or broken"),
    ),
    (Metric.REPEATS, Statistic.SHARE): Meter(
        _("Share of complaints that came back"),
        _("Share of complaints that came back within 28 days"),
        _("{value} {are} the same thing again within 28 days"),
        PERCENT,
        _LESS,
        "complaints of known customers",
        _("complaints of known customers"),
    ),
    (Metric.COMPLAINTS, Statistic.WEEKLY): Meter(
        _("Complaints a week"),
        _("Complaints"),
        _("there {are} {value}"),
        A_WEEK,
        _LESS,
        "complete weeks",
        _("complete weeks"),
    ),
}
"""Every statistic that a goal can aim at; the first of a metric is the one meant where none is named."""


def statistics_of(metric: Metric) -> tuple[Statistic, ...]:
    """Return the statistics there are of a metric, the usual one first."""
    return tuple(statistic for known, statistic in METERS if known is metric)


@dataclass(frozen=True, slots=True)
class Scope:
    """Which complaints, feedback or promises a goal is about; everything without any of them.

    Category and channel are as sessions have them. A pattern stands alone, and so do a place and a channel.
    """

    category: str = ""
    location: str = ""
    channel: str = ""
    pattern: Pattern | None = None

    @property
    def kept(self) -> str:
        """Return it as the goal keeps it: JSON that `scope_of` reads."""
        words = {"category": self.category, "location": self.location, "channel": self.channel}
        said = {name: word for name, word in words.items() if word}
        if self.pattern is not None:
            said["pattern"] = self.pattern.key
        return json.dumps(said, ensure_ascii=False)

    def told(self, names: Names) -> str:
        """Return it in words: “Long lines” on Tuesdays; empty for everything."""
        if self.pattern is not None:
            return about(self.pattern, names)
        category = called(self.category, names) if self.category else ""
        place = _("at {location}").format(location=self.location) if self.location else ""
        way = by(self.channel, names) if self.channel else ""
        return " ".join(part for part in (category, place, way) if part)


EVERYTHING = Scope()
"""No filter at all."""


def scope_of(kept: str) -> Scope:
    """Return what a goal keeps of its scope; everything where nobody can read it."""
    try:
        said = json.loads(kept)
        words = {name: str(said.get(name, "")) for name in ("category", "location", "channel")}
        return Scope(**words, pattern=pattern_of(str(said.get("pattern", ""))))
    except (ValueError, TypeError, AttributeError):
        return EVERYTHING


@dataclass(frozen=True, slots=True)
class Aim:
    """One statistic of one metric, and the target it is to reach."""

    metric: Metric
    statistic: Statistic
    target: float
    within: float | None = None

    @property
    def meter(self) -> Meter:
        """Return how it is told; a KeyError for a statistic that the metric does not have."""
        return METERS[self.metric, self.statistic]

    @property
    def bound(self) -> float:
        """Return the bound of a share: minutes, or the least good score."""
        return GOOD_SCORE if self.within is None else self.within

    def reached(self, value: float) -> bool:
        """Say whether a value is on the right side of the target."""
        if self.meter.direction is Direction.AT_LEAST:
            return value >= self.target
        return value <= self.target

    def better(self, value: float, than: float) -> bool:
        """Say whether a value is better than another."""
        return value > than if self.meter.direction is Direction.AT_LEAST else value < than


def aim_of(goal: Goal) -> Aim:
    """Return what a goal aims at; the usual statistic where its metric does not have the one it names."""
    known = (goal.metric, goal.statistic) in METERS
    statistic = goal.statistic if known else statistics_of(goal.metric)[0]
    return Aim(goal.metric, statistic, goal.target, goal.within)
