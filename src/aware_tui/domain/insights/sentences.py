"""Findings, one-offs and rises in plain sentences, each with its counts."""

from datetime import date
from math import floor

from aware_tui.domain.insights.counts import Persons
from aware_tui.domain.insights.names import Names
from aware_tui.domain.insights.patterns import WEEKDAYS, Dimension
from aware_tui.domain.insights.report import Finding, Incident, Rising
from aware_tui.domain.insights.spots import Candidate
from aware_tui.domain.insights.surges import Surge
from aware_tui.domain.insights.usual import WEEK, weekday_of
from aware_tui.domain.insights.whereabouts import called, name, where
from aware_tui.domain.text import counted

A_YEAR = 366
"""Days; a longer period has dates that need their year."""


def finding(spot: Candidate, behind: Persons, names: Names) -> Finding:
    """Return a spot as it is told."""
    ratio = spot.observed / spot.expected
    customers = min(behind.customers, spot.observed)  # those of a one-off are not in the complaints
    at_least = behind.at_least and customers < spot.observed
    return Finding(
        pattern=spot.pattern,
        observed=spot.observed,
        expected=spot.expected,
        ratio=ratio,
        ratio_low=spot.low,
        seen=spot.seen,
        of=spot.of,
        customers=customers,
        at_least=at_least,
        sentence=f"{where(spot.pattern, names)}: {counted(spot.observed, 'complaint')} where "
        f"{expected(spot.expected)} would be usual ({_times(ratio)} times; at least {_times(spot.low)}). "
        f"{_seen(spot)}{_by(customers, at_least) if behind.named else ''}; "
        f"still true without its worst {_days(spot.stretch)}.",
    )


def _by(customers: int, at_least: bool) -> str:
    return f", {'at least ' if at_least else ''}{counted(customers, 'customer')}"


def incident(surge: Surge, names: Names, years: bool = False) -> Incident:
    """Return a one-off as it is told; with its year where the dates of several are looked at."""
    day = date.fromordinal(surge.day)
    place = surge.location or None
    what = _of(surge.category, names) + (f" at {name(place)}" if place else "")
    sentence = (
        f"{day:%a} {_told(day, years)}: {counted(surge.observed, 'complaint')}{what}, "
        f"usually {_about(surge.usual)}. Looks like one incident, so it is not counted as a "
        f"{WEEKDAYS[weekday_of(surge.day)]} pattern."
    )
    return Incident(day, surge.category, place, surge.observed, surge.usual, sentence)


def _of(category: str | None, names: Names) -> str:
    if category is None:
        return ""
    return f" of {called(category, names)}" if category else " without a category"


def rising(category: str, week: date, count: int, usual: float, names: Names) -> Rising:
    """Return a category that rises as it is told; `week` is the Monday."""
    before = f"{_about(usual)} a week" if usual else "none"
    sentence = (
        f"{called(category, names)}: {counted(count, 'complaint')} in the week of {_told(week)}; "
        f"in the 12 weeks before, {before}."
    )
    return Rising(category, week, count, usual, sentence)


def expected(count: float) -> str:
    """Return a number of complaints that is worked out, rounded as people would."""
    if count < 1:
        return "fewer than 1"
    if 1.25 <= count < 1.75:
        return "1 or 2"
    return f"{count:,.0f}"


def _about(count: float) -> str:
    told = expected(count)
    return f"about {told}" if told.replace(",", "").isdecimal() else told


def _seen(spot: Candidate) -> str:
    if spot.pattern.dimension is Dimension.WEEKDAY:
        return f"Seen in {spot.seen} of {counted(spot.of, 'week')}"
    return f"Seen on {spot.seen} of {counted(spot.of, 'day')}"


def _days(stretch: int) -> str:
    """Return what so many days in a row are called, up to a week."""
    return {1: "day", WEEK: "week"}.get(stretch, f"{stretch} days")


def _times(ratio: float) -> str:
    """Return a ratio to one decimal, never more than it is."""
    return f"{ratio:,.0f}" if ratio >= 10 else f"{floor(ratio * 10 + 1e-9) / 10:.1f}"


def _told(day: date, year: bool = False) -> str:
    return f"{day.day} {day:%B}{f' {day.year}' if year else ''}"
