"""What Insights shows, made up: a rich half-year, and an app that finds it."""

from concurrent.futures import Future
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from aware_tui.domain.insights.patterns import WEEKDAYS, Dimension, Pattern
from aware_tui.domain.insights.period import Period, lately
from aware_tui.domain.insights.report import (
    FeedbackFigures,
    Finding,
    Incident,
    Insights,
    Repeats,
    Rising,
    Share,
    Theme,
    Totals,
)
from aware_tui.services.insights import asking

TODAY = date(2026, 3, 4)
PERIOD = lately(TODAY)

TUESDAYS = Pattern("waiting", Dimension.WEEKDAY, "Tuesday")
MORNINGS = Pattern("late", Dimension.HOURS, "08-12")
LATE_TUESDAYS = Pattern("late", Dimension.WEEKDAY, "Tuesday")
LEEDS = Pattern("damaged", Dimension.LOCATION, "Leeds")


def done(answer: Any) -> "Future[Any]":
    """Return a future that is answered already."""
    future: Future[Any] = Future()
    if isinstance(answer, Exception):
        future.set_exception(answer)
    else:
        future.set_result(answer)
    return future


def a_finding(pattern: Pattern = TUESDAYS, what: str = "“Long lines” on Tuesdays") -> Finding:
    """Return a finding with the sentence that it is told in."""
    sentence = (
        f"{what}: 26 complaints where 7 would be usual (3.7 times; at least 2.6). "
        "Seen in 19 of 26 weeks, 24 customers; still true without its worst day."
    )
    return Finding(pattern, 26, 7.0, 26 / 7, 2.6, 19, 26, 24, False, sentence)


def an_incident(day: date = date(2026, 2, 24)) -> Incident:
    """Return a one-off."""
    sentence = (
        f"{day:%a} {day.day} {day:%B}: 190 complaints of “No connection” at Leeds, usually about 17. "
        f"Looks like one incident, so it is not counted as a {day:%A} pattern."
    )
    return Incident(day, "outage", "Leeds", 190, 17.0, sentence)


def a_rise() -> Rising:
    """Return a category that rises."""
    week = "14 complaints in the week of 16 February"
    sentence = f"“Billing error”: {week}; in the 12 weeks before, about 5 a week."
    return Rising("billing", date(2026, 2, 16), 14, 5.0, sentence)


def a_theme() -> Theme:
    """Return words that stand out."""
    sentence = "“missed slot” is in 31 of 120 notes about “Late”, and in 12 of 900 others."
    quote = "… they gave me a slot and it was a missed slot again, third time this …"
    return Theme("late", "missed slot", 31, 120, 12, 900, quote, "s1", sentence)


def shares(*counts: tuple[str, int]) -> tuple[Share, ...]:
    """Return lines that add up."""
    total, running, found = sum(count for _, count in counts), 0, []
    for name, count in counts:
        running += count
        found.append(Share(name, count, count / total, running / total))
    return tuple(found)


def a_half_year(period: Period = PERIOD) -> Insights:
    """Return a look at a rich half-year."""
    findings = (
        a_finding(),
        a_finding(MORNINGS, "“Late or missed visit” between 08:00 and 12:00"),
        a_finding(LEEDS, "“Damaged on arrival” at Leeds"),
        a_finding(Pattern("late", Dimension.CHANNEL, "email"), "“Late or missed visit” by E-mail"),
        a_finding(Pattern(None, Dimension.WEEKDAY, "Monday", "Leeds"), "Leeds on Mondays"),
        a_finding(Pattern("rude", Dimension.WEEKDAY, "Friday"), "“Rude staff” on Fridays"),
    )
    categories = shares(
        ("late", 412),
        ("waiting", 230),
        ("billing", 171),
        ("damaged", 122),
        ("rude", 90),
        ("", 61),
        ("price", 18),
    )
    week = zip(WEEKDAYS, (171, 402, 180, 166, 120, 50, 15), strict=True)
    said = "18 positive, 5 neutral, 7 negative of 30 answered, 41 asked. 2.6 positive for each negative."
    feedback = FeedbackFigures(41, 30, 18, 5, 7, preferred=(("phone", 31), ("email", 12)), sentence=said)
    repeats = Repeats(14, 3, 700, ("14 customers came back about the same thing within 28 days.",))
    return Insights(
        period,
        findings,
        (an_incident(), an_incident(date(2026, 1, 12)), an_incident(date(2025, 12, 1))),
        (a_rise(),),
        (a_theme(),),
        (),
        repeats,
        feedback,
        Totals(
            sessions=1104,
            counted=980,
            first_day=period.since,
            last_day=period.until - timedelta(days=1),
            open_promises=12,
            overdue=3,
            categories=categories,
            weekdays=shares(*week),
            channels=shares(("phone", 612), ("email", 290), ("chat", 150), ("in_person", 52)),
            weeks=tuple(30 + (7 * n) % 23 for n in range(26)),
        ),
    )


def a_little() -> Insights:
    """Return a look at four days."""
    few = Totals(
        4,
        4,
        TODAY - timedelta(days=3),
        TODAY,
        categories=shares(("late", 4)),
        weekdays=shares(*((day, int(number < 4)) for number, day in enumerate(WEEKDAYS))),
        channels=shares(("phone", 4)),
        weeks=(0, 4),
    )
    why = "Not enough yet: 4 days of data. Weekday patterns need at least 5 weeks."
    weeks = "Not enough yet to say what is rising: 1 complete week of data. It needs 14 complete weeks."
    return Insights(PERIOD, not_enough=(why, weeks), totals=few)


def finds(patch: pytest.MonkeyPatch, found: Insights | Exception) -> list[Period | None]:
    """Have every look give this; return the list that the periods asked for are put in."""
    asked: list[Period | None] = []

    def insights(desk: Any, period: Period | None = None) -> "Future[Any]":
        asked.append(period)
        given = found if isinstance(found, Exception) or period is None else replace(found, period=period)
        return done(given)

    patch.setattr(asking, "insights", insights)
    return asked
