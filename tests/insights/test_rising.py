"""A category that rises is told; a one-off, a slow week and too few weeks are not."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest
from insights.making_complaints import CATEGORIES, MONDAY, NAMES, Complaint, Maker, Shape, counts_of, votes

from aware_tui.domain.insights.counts import Counts
from aware_tui.domain.insights.period import lately
from aware_tui.domain.insights.report import Rising
from aware_tui.domain.insights.rising import not_enough, rising

LAST = MONDAY + timedelta(weeks=25)
"""The Monday of the last complete week."""
TODAY = LAST + timedelta(days=9)


def weekly(now: int, usual: int, days: int = 7, sways: bool = False) -> list[Complaint]:
    """Return so many of one category in the last week, on so many days, and so many in each before.

    Where it sways, there are twice as many in every second week and none in those between.
    """
    maker = Maker(Shape(categories=dict.fromkeys(CATEGORIES[1:], 1)), Random(4), 600)
    rows = maker.background(800)
    for week in range(25):
        first = MONDAY + timedelta(weeks=week)
        count = 2 * usual * (week % 2) if sways else usual
        rows += [_one(row, first + timedelta(days=n % 7)) for n, row in enumerate(maker.background(count))]
    return rows + [_one(row, LAST + timedelta(days=n % days)) for n, row in enumerate(maker.background(now))]


def _one(row: Complaint, day: date) -> Complaint:
    return replace(row, category=CATEGORIES[0], day=day, customer="")


def counts(rows: list[Complaint], today: date = TODAY) -> Counts:
    return counts_of(votes(rows), lately(today))


def told(rows: list[Complaint], today: date = TODAY) -> list[Rising]:
    return [each for each in rising(counts(rows, today), today, NAMES) if each.category == CATEGORIES[0]]


def test_three_times_as_many_rise() -> None:
    (rise,) = told(weekly(now=15, usual=5))
    assert (rise.week, rise.observed, rise.usual) == (LAST, 15, 5)


@pytest.mark.parametrize(
    ("now", "usual", "days"),
    [(5, 5, 7), (7, 5, 7), (4, 0, 7), (60, 5, 1), (60, 5, 2)],
    ids=["as usual", "hardly more", "too few", "one day", "two days"],
)
def test_less_is_no_rise(now: int, usual: int, days: int) -> None:
    assert told(weekly(now, usual, days)) == []


def test_a_flood_of_three_days_and_more_is_a_rise_and_no_one_off() -> None:
    (rise,) = told(weekly(now=60, usual=5, days=3))
    assert rise.observed == 60


def test_what_sways_anyway_has_to_rise_more() -> None:
    assert told(weekly(now=15, usual=5, sways=True)) == []
    assert told(weekly(now=45, usual=5, sways=True))


def test_a_category_that_is_new_is_told_without_a_usual() -> None:
    (rise,) = told(weekly(now=14, usual=0))
    assert rise.sentence.endswith("; in the 12 weeks before, none.")


def test_the_week_that_is_not_over_says_nothing() -> None:
    rows = weekly(now=15, usual=5)
    assert told(rows, LAST + timedelta(days=6)) == []
    assert told(rows, LAST + timedelta(days=7)) == told(rows, LAST + timedelta(days=13)) != []


def test_fourteen_complete_weeks_are_needed() -> None:
    late = [row for row in weekly(now=15, usual=5) if row.day >= LAST - timedelta(weeks=12)]
    said = not_enough(counts(late), TODAY)
    assert said == (
        "Not enough yet to say what is rising: 13 complete weeks of data. "
        "It needs 14 complete weeks, Monday to Sunday."
    )
    assert rising(counts(late), TODAY, NAMES) == ()
    enough = [row for row in weekly(now=15, usual=5) if row.day >= LAST - timedelta(weeks=13)]
    assert not_enough(counts(enough), TODAY) == ""
    assert told(enough)


def test_of_nothing_nothing_rises() -> None:
    assert rising(counts([]), TODAY, NAMES) == ()
    assert "no data" in not_enough(counts([]), TODAY)
