"""Findings, one-offs and rises in plain sentences, each with its counts."""

from datetime import date
from math import floor

from aware_tui.domain.forms import decimal, long_day, number, short_weekday, weekday
from aware_tui.domain.insights.counts import Persons
from aware_tui.domain.insights.names import Names
from aware_tui.domain.insights.patterns import Dimension
from aware_tui.domain.insights.report import Finding, Incident, Rising
from aware_tui.domain.insights.spots import Candidate
from aware_tui.domain.insights.surges import Surge
from aware_tui.domain.insights.usual import WEEK
from aware_tui.domain.insights.whereabouts import called, name, where
from aware_tui.domain.text import counted
from aware_tui.language import _

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
        sentence=_(
            "{where}: {complaints} where {expected} would be usual ({times} times; at least "
            "{at_least_times}). {seen}{by}; still true without its worst {days}."
        ).format(
            where=where(spot.pattern, names),
            complaints=counted(spot.observed, "complaint"),
            expected=expected(spot.expected),
            times=_times(ratio),
            at_least_times=_times(spot.low),
            seen=_seen(spot),
            by=_by(customers, at_least) if behind.named else "",
            days=_days(spot.stretch),
        ),
    )


def _by(customers: int, at_least: bool) -> str:
    told = counted(customers, "customer")
    return _(", at least {customers}").format(customers=told) if at_least else f", {told}"


def incident(surge: Surge, names: Names, years: bool = False) -> Incident:
    """Return a one-off as it is told; with its year where the dates of several are looked at."""
    day = date.fromordinal(surge.day)
    place = surge.location or None
    what = _of(surge.category, names) + (_(" at {name}").format(name=name(place)) if place else "")
    sentence = _(
        "{weekday} {told}: {complaints}{what}, usually {about}. Looks like one incident, so it is "
        "not counted as a {pattern_day} pattern."
    ).format(
        weekday=short_weekday(day),
        told=_told(day, years),
        complaints=counted(surge.observed, "complaint"),
        what=what,
        about=_about(surge.usual),
        pattern_day=weekday(day),
    )
    return Incident(day, surge.category, place, surge.observed, surge.usual, sentence)


def _of(category: str | None, names: Names) -> str:
    if category is None:
        return ""
    return _(" of {called}").format(called=called(category, names)) if category else _(" without a category")


def rising(category: str, week: date, count: int, usual: float, names: Names) -> Rising:
    """Return a category that rises as it is told; `week` is the Monday."""
    before = _("{about} a week").format(about=_about(usual)) if usual else _("none")
    sentence = _("{called}: {complaints} in the week of {told}; in the 12 weeks before, {before}.").format(
        called=called(category, names),
        complaints=counted(count, "complaint"),
        told=_told(week),
        before=before,
    )
    return Rising(category, week, count, usual, sentence)


def expected(count: float) -> str:
    """Return a number of complaints that is worked out, rounded as people would."""
    if count < 1:
        return _("fewer than 1")
    if 1.25 <= count < 1.75:
        return _("1 or 2")
    return number(round(count))


def _about(count: float) -> str:
    told = expected(count)
    return _("about {told}").format(told=told) if told == number(round(count)) else told


def _seen(spot: Candidate) -> str:
    if spot.pattern.dimension is Dimension.WEEKDAY:
        return _("Seen in {seen} of {weeks}").format(seen=spot.seen, weeks=counted(spot.of, "week"))
    return _("Seen on {seen} of {days}").format(seen=spot.seen, days=counted(spot.of, "day"))


def _days(stretch: int) -> str:
    """Return what so many days in a row are called, up to a week."""
    return {1: _("day"), WEEK: _("week")}.get(stretch) or counted(stretch, "day")


def _times(ratio: float) -> str:
    """Return a ratio to one decimal, never more than it is."""
    return number(round(ratio)) if ratio >= 10 else decimal(floor(ratio * 10 + 1e-9) / 10)


def _told(day: date, year: bool = False) -> str:
    return f"{long_day(day)}{f' {day.year}' if year else ''}"
