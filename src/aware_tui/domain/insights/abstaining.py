"""What cannot be said yet, and what it would take, in words."""

from collections.abc import Iterator, Mapping

from aware_tui.domain.forms import number
from aware_tui.domain.insights.counts import Cells, Counts, Days
from aware_tui.domain.insights.patterns import Dimension
from aware_tui.domain.insights.spots import FEWEST_DAYS, FEWEST_WEEKS
from aware_tui.domain.insights.usual import sums, totals_of, week_of
from aware_tui.domain.text import counted
from aware_tui.language import _

ENOUGH = 300
"""Complaints below which a spot with three times the usual cannot be told from luck, as trials showed."""

MANY = 1 / 3
"""Share of complaints without a category, place or time from which it is said."""

_MISSING = {
    Dimension.LOCATION: _("place"),
    Dimension.HOURS: _("time of day"),
    Dimension.CHANNEL: _("channel"),
}


def not_enough(counts: Counts) -> tuple[str, ...]:
    """Return what cannot be said of these counts yet, and what it would take; nothing where all can."""
    totals = totals_of(counts.location)
    if not totals:
        return (_("Not enough yet: no complaints in this period. Patterns need some weeks of them."),)
    return tuple(_reasons(counts, totals))


def _reasons(counts: Counts, totals: Mapping[str, Days]) -> Iterator[str]:
    days = sums(totals.values())
    every = sum(days.values())
    yield from _too_short(days)
    if every < ENOUGH:
        yield (
            _(
                "Not enough yet: {complaints}, each customer counted once. Below about {enough}, even "
                "three times the usual cannot be told from luck."
            ).format(complaints=counted(every, "complaint"), enough=ENOUGH)
        )
    yield from _one_category(totals)
    yield from _unsaid(counts, totals, every)


def _too_short(days: Days) -> Iterator[str]:
    told, weeks = counted(len(days), "day"), len({week_of(day) for day in days})
    if len(days) < FEWEST_DAYS:
        yield (
            _(
                "Not enough yet: {told} of data. Weekday patterns need at least {fewest_weeks} "
                "weeks, all others {fewest_days} days."
            ).format(told=told, fewest_weeks=FEWEST_WEEKS, fewest_days=FEWEST_DAYS)
        )
    elif weeks < FEWEST_WEEKS:
        there = told if weeks < 2 else counted(weeks, "week")
        yield _(
            "Not enough yet: {there} of data. Weekday patterns need at least {fewest_weeks} weeks."
        ).format(there=there, fewest_weeks=FEWEST_WEEKS)


def _one_category(totals: Mapping[str, Days]) -> Iterator[str]:
    known = [category for category in totals if category]
    if len(known) == 1:
        count = sum(totals[known[0]].values())
        yield (
            _(
                "Not enough yet: all complaints with a category have the same one, {count} in "
                "all, and there is nothing to compare it with. It takes a second category."
            ).format(count=number(count))
        )


def _unsaid(counts: Counts, totals: Mapping[str, Days], every: int) -> Iterator[str]:
    without = sum(totals.get("", {}).values())
    if without >= MANY * every:
        yield _left_out(without, every, _("category"), _("patterns of a category"))
    for dimension, name in _MISSING.items():
        missing = _empty(counts.by(dimension))
        if missing >= MANY * every:
            yield _left_out(missing, every, name, _("patterns by {name}").format(name=name))


def _left_out(missing: int, every: int, name: str, patterns: str) -> str:
    if missing == every:
        return _("Not enough yet: no complaint says its {name}, and {patterns} need it.").format(
            name=name, patterns=patterns
        )
    have = _("has") if missing == 1 else _("have")
    return _(
        "{missing} of {complaints} {have} no {name} and cannot show in {patterns}. Note the {name} "
        "with each, and they can."
    ).format(
        missing=number(missing),
        complaints=counted(every, "complaint"),
        have=have,
        name=name,
        patterns=patterns,
    )


def _empty(cells: Cells) -> int:
    return sum(sum(days.values()) for (_, value), days in cells.items() if not value)
