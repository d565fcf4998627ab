"""What keeps happening is found and told with its counts; what happened once or to one person is not."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest
from insights import trials
from insights.making_complaints import (
    CATEGORIES,
    MONDAY,
    NAMES,
    Complaint,
    Maker,
    Shape,
    counts_of,
    found,
    null,
    planted,
    shuffled,
    votes,
)

from aware_tui.domain.insights.counts import Persons
from aware_tui.domain.insights.detector import findings, not_enough, screen
from aware_tui.domain.insights.names import Names
from aware_tui.domain.insights.patterns import Dimension, Pattern

LONG_LINES = Pattern(CATEGORIES[4], Dimension.WEEKDAY, "Tuesday")


def tuesdays(number: int = 30, seed: int = 5) -> list[Complaint]:
    maker = Maker(Shape(), Random(seed), 700)
    return maker.background(800) + maker.spot(LONG_LINES, number)


def test_what_keeps_happening_on_tuesdays_is_found_first() -> None:
    first = found(votes(tuesdays()))[0]
    assert first.pattern == LONG_LINES
    assert first.ratio == first.observed / first.expected > first.ratio_low >= 1.2
    assert first.of == 26
    assert first.seen <= 26


def test_the_most_avoidable_complaints_come_first() -> None:
    told = found(votes(planted(3, 3_000)[0]))
    assert len(told) >= 3
    avoidable = [each.observed - each.expected for each in told]
    assert avoidable == sorted(avoidable, reverse=True)


def test_findings_do_not_depend_on_the_order_of_rows() -> None:
    rows = [replace(row, customer="") for row in planted(4, 1_000)[0]]
    assert found(votes(rows)) == found(votes(rows[::-1]))


@pytest.mark.parametrize(
    ("persons", "stays"),
    [
        (Persons(30, 1), True),
        (Persons(3, 2), True),
        (Persons(2, 1), False),
        (Persons(9, 38), False),
        (Persons(9, 26), False),
    ],
)
def test_a_spot_needs_customers_and_stands_without_the_loudest(persons: Persons, stays: bool) -> None:
    screened = screen(counts_of(votes(tuesdays())), NAMES)
    behind = {each.pattern: persons for each in screened.candidates}
    assert (LONG_LINES in {each.pattern for each in findings(screened, behind, NAMES)}) is stays


@pytest.mark.parametrize("shuffle", [0, 1, 4, 5])
def test_places_that_differ_let_no_weekday_pass_with_them(shuffle: int) -> None:
    rows = shuffled(trials.many_places(0, 3_000), Random(shuffle))
    patterns = {each.pattern for each in found(votes(rows))}
    assert len({each for each in patterns if each.dimension is Dimension.LOCATION}) >= 20
    assert not {each for each in patterns if each.dimension in trials.TIMES}


@pytest.mark.parametrize("seed", range(4))
def test_a_matter_that_lasted_some_days_is_no_pattern_of_its_channel(seed: int) -> None:
    rows = trials.lasting(seed)
    assert Pattern(CATEGORIES[4], Dimension.CHANNEL, "letter") not in {
        each.pattern for each in found(votes(rows))
    }


@pytest.mark.parametrize("seed", range(4))
def test_few_days_of_data_still_show_a_place(seed: int) -> None:
    maker = Maker(Shape(weeks=1), Random(seed), 700)
    spot = Pattern(CATEGORIES[2], Dimension.LOCATION, "Hull")
    rows = maker.background(600) + maker.spot(spot, 30)
    assert spot in {each.pattern for each in found(votes(rows))}


def test_a_spot_of_one_day_is_no_candidate() -> None:
    maker = Maker(Shape(), Random(8), 700)
    once = [
        replace(row, category=CATEGORIES[4], day=MONDAY + timedelta(days=15)) for row in maker.background(12)
    ]
    assert LONG_LINES not in {each.pattern for each in found(votes(maker.background(500) + once))}


@pytest.mark.parametrize("rows", [trials.flooded, trials.serial, trials.one_week])
def test_floods_serial_customers_and_single_weeks_say_nothing_of_weekdays(rows: trials.Made) -> None:
    assert trials.weekdays_found(rows, range(3)) == 0


def test_where_nothing_is_there_is_nothing_to_find() -> None:
    assert found([]) == ()
    assert found(votes(null(11, 1))) == ()
    assert screen(counts_of([]), NAMES).incidents == ()


def test_without_a_second_category_there_is_nothing_to_compare_but_places() -> None:
    maker = Maker(Shape(categories={"only": 1}), Random(2), 300)
    assert all(each.pattern.category is None for each in found(votes(maker.background(600))))


def test_complaints_without_a_category_still_say_where_and_when() -> None:
    maker = Maker(Shape(categories={"": 1}, named=0), Random(2), 300)
    spot = Pattern(None, Dimension.WEEKDAY, "Monday", "Bath")
    told = found(votes(maker.background(600) + maker.spot(spot, 40)))
    assert [each.pattern for each in told] == [spot]
    assert told[0].sentence.startswith("Bath on Mondays: ")


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([], ("Not enough yet: no complaints in this period. Patterns need some weeks of them.",)),
        (
            null(1, 40, Shape(weeks=1))[:1],
            (
                "Not enough yet: 1 day of data. Weekday patterns need at least 5 weeks, all others 3 days.",
                "Not enough yet: 1 complaint, each customer counted once. "
                "Below about 300, even three times the usual cannot be told from luck.",
                "Not enough yet: all complaints with a category have the same one, 1 in all, "
                "and there is nothing to compare it with. It takes a second category.",
            ),
        ),
        (
            null(1, 2_000, Shape(weeks=1, weekdays=(1, 1, 1, 1, 0, 0, 0), named=0)),
            ("Not enough yet: 4 days of data. Weekday patterns need at least 5 weeks.",),
        ),
        (
            null(1, 2_000, Shape(weeks=3, named=0)),
            ("Not enough yet: 3 weeks of data. Weekday patterns need at least 5 weeks.",),
        ),
        (
            null(1, 400, Shape(hours={"": 1}, named=0)),
            ("Not enough yet: no complaint says its time of day, and patterns by time of day need it.",),
        ),
        (
            null(1, 400, Shape(places={"": 1.5, "Bath": 1, "York": 1}, named=0)),
            (
                "166 of 400 complaints have no place and cannot show in patterns by place. "
                "Note the place with each, and they can.",
            ),
        ),
        (null(1, 400, Shape(named=0)), ()),
    ],
)
def test_what_cannot_be_said_yet_is_said(rows: list[Complaint], said: tuple[str, ...]) -> None:
    assert not_enough(counts_of(votes(rows))) == said


def test_a_period_of_years_tells_the_year_of_an_incident() -> None:
    rows = null(2, 800, Shape(weeks=60, named=0))
    flood = [replace(row, day=date(2026, 1, 13)) for row in null(3, 90)]
    incidents = screen(counts_of(votes(rows + flood)), Names()).incidents
    assert any(each.sentence.startswith("Tue 13 January 2026: ") for each in incidents)
