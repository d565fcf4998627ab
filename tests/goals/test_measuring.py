"""Figures out of what was saved, and one of five words for how a goal goes."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from goals.saved import TODAY, a_goal

from aware_tui.domain.goals.aim import Aim
from aware_tui.domain.goals.measuring import Observations, Observed, measured, weeks_of
from aware_tui.domain.goals.progress import Standing, days_counted, progress_of, window
from aware_tui.domain.insight_rows import Goal
from aware_tui.domain.insight_states import Direction, Metric, Statistic
from aware_tui.domain.insights.period import Period

BEGIN = date(2026, 1, 5)
PERIOD = Period(BEGIN, TODAY)
MEDIAN = Aim(Metric.FIRST_RESPONSE, Statistic.MEDIAN, 30)
MEAN = Aim(Metric.FIRST_RESPONSE, Statistic.MEAN, 30)
WITHIN = Aim(Metric.FIRST_RESPONSE, Statistic.SHARE, 90, 60)
KEPT = Aim(Metric.PROMISES_KEPT, Statistic.SHARE, 80)
SCORE = Aim(Metric.SATISFACTION, Statistic.MEAN, 4.5)


def seen(values: Iterable[float | None], age: float = 0.0) -> Observations:
    """Return values of the days from the first on."""
    found = tuple(Observed(BEGIN + timedelta(days=i % 50), value, age) for i, value in enumerate(values))
    return Observations(PERIOD, found, BEGIN)


def by_week(counts: Iterable[int], since: date = BEGIN) -> Observations:
    found = tuple(Observed(since + timedelta(weeks=i, days=2), float(n)) for i, n in enumerate(counts))
    return Observations(PERIOD, found, since)


def test_a_median_ranks_what_is_unanswered_later_than_any() -> None:
    figure = measured(MEDIAN, seen([10.0, 20.0, 30.0, None, None]))
    assert (figure.value, figure.n, figure.waiting) == (30.0, 3, 2)
    assert measured(MEDIAN, seen([10.0, None, None])).value is None


def test_a_share_counts_what_waits_too_long_and_leaves_out_what_is_young() -> None:
    old, young = seen([10.0, 70.0, None], age=61), seen([10.0, 70.0, None], age=60)
    assert (measured(WITHIN, old).yes, measured(WITHIN, old).n) == (1, 3)
    assert (measured(WITHIN, young).yes, measured(WITHIN, young).n) == (1, 2)


def test_the_mean_is_the_plain_one_and_its_range_holds_it() -> None:
    figure = measured(MEAN, seen([0.0, 10.0, 20.0, 50.0, 200.0]))
    assert figure.value == 56
    assert figure.low is not None
    assert figure.high is not None
    assert figure.low < 56 < figure.high


def test_good_scores_are_counted_from_four_unless_a_goal_says_otherwise() -> None:
    aim = Aim(Metric.SATISFACTION, Statistic.SHARE, 80)
    assert measured(aim, seen([5.0, 4.0, 3.0, 1.0])).yes == 2
    assert measured(replace(aim, within=3.0), seen([5.0, 4.0, 3.0, 1.0])).yes == 3


def test_only_complete_weeks_count_and_only_since_anything_was_saved() -> None:
    assert weeks_of(by_week([3, 0, 5])) == (3, 0, 5, 0, 0, 0, 0, 0)
    late = Observations(PERIOD, by_week([4, 4, 4]).values, BEGIN + timedelta(days=9))
    assert weeks_of(late) == (4, 0, 0, 0, 0, 0)
    assert weeks_of(Observations(PERIOD)) == ()


def test_nothing_saved_is_no_figure() -> None:
    for aim in (MEDIAN, MEAN, WITHIN, KEPT, SCORE, Aim(Metric.COMPLAINTS, Statistic.WEEKLY, 3)):
        figure = measured(aim, Observations(PERIOD))
        assert (figure.value, figure.n) == (None, 0)


def goal_of(aim: Aim, **parts: Any) -> Goal:
    meter = aim.meter
    columns = {"metric": aim.metric, "statistic": aim.statistic, "target": aim.target, "within": aim.within}
    return a_goal(**{**columns, "unit": meter.unit, "direction": meter.direction, **parts})


def standing(aim: Aim, observed: Observations, **parts: Any) -> Standing:
    today = parts.pop("today", TODAY)
    return progress_of(goal_of(aim, **parts), observed, today).standing


@pytest.mark.parametrize(
    ("aim", "values", "told"),
    [
        (MEDIAN, [5.0] * 4, Standing.NOT_ENOUGH),
        (MEDIAN, [5.0] * 6, Standing.MET),
        (MEDIAN, [5.0] * 5, Standing.ON_TRACK),
        (MEDIAN, [5.0] * 20 + [None], Standing.MET),
        (MEDIAN, [5.0] * 5 + [None] * 4, Standing.ON_TRACK),
        (MEDIAN, [90.0] * 20, Standing.NOT_ON_TRACK),
        (MEAN, [5.0] * 19, Standing.ON_TRACK),
        (MEAN, [5.0] * 20, Standing.MET),
        (MEAN, [5.0] * 200 + [None], Standing.ON_TRACK),
        (KEPT, [1.0] * 60, Standing.MET),
        (KEPT, [1.0] * 60 + [None] * 15, Standing.ON_TRACK),
        (KEPT, [1.0] * 5, Standing.ON_TRACK),
        (KEPT, [1.0] * 20 + [0.0] * 20, Standing.NOT_ON_TRACK),
        (SCORE, [5.0] * 19, Standing.ON_TRACK),
        (SCORE, [5.0] * 40, Standing.MET),
    ],
)
def test_a_goal_is_met_only_if_the_whole_range_is(
    aim: Aim, values: list[float | None], told: Standing
) -> None:
    assert standing(aim, seen(values)) is told


@pytest.mark.parametrize(
    ("counts", "told"),
    [
        ([1, 1, 1, 1], Standing.NOT_ENOUGH),
        ([1, 0, 1, 0, 1, 0, 0, 1], Standing.MET),
        ([2, 3, 2, 3, 2, 2, 3, 3], Standing.ON_TRACK),
        ([9, 8, 9, 10, 8, 9, 9, 9], Standing.NOT_ON_TRACK),
    ],
)
def test_complaints_a_week_need_five_weeks(counts: list[int], told: Standing) -> None:
    aim = Aim(Metric.COMPLAINTS, Statistic.WEEKLY, 3)
    period = Period(BEGIN, BEGIN + timedelta(weeks=len(counts)))
    found = replace(by_week(counts), period=period)
    assert standing(aim, found) is told


def test_luck_early_in_the_time_is_told_as_early_and_late_is_not() -> None:
    close = [28.0, 29.0, 31.0, 33.0, 60.0, 20.0, 40.0, 35.0]
    assert standing(MEDIAN, seen(close)) is Standing.TOO_EARLY
    many = [20.0, 45.0] * 30 + [33.0] * 3
    assert standing(MEDIAN, seen(many)) is Standing.NOT_ON_TRACK
    assert standing(MEDIAN, seen(many), today=BEGIN + timedelta(days=10)) is Standing.TOO_EARLY
    assert standing(MEDIAN, seen(close), today=date(2026, 4, 1)) is Standing.NOT_ON_TRACK


def test_a_goal_that_has_not_begun_is_early() -> None:
    assert standing(MEDIAN, seen([]), starts_on=TODAY + timedelta(days=1)) is Standing.TOO_EARLY


def test_its_days_run_from_the_first_to_today_or_the_last() -> None:
    goal = a_goal()
    assert window(goal, TODAY) == Period(goal.starts_on, TODAY + timedelta(days=1))
    assert window(goal, date(2027, 1, 1)).until == date(2026, 4, 1)
    assert window(goal, date(2025, 1, 1)).days == 0
    assert days_counted(goal, TODAY).until == TODAY


def test_days_left_count_today() -> None:
    goal, nothing = a_goal(), Observations(PERIOD)
    assert progress_of(goal, nothing, goal.deadline).days_left == 1
    assert progress_of(goal, nothing, goal.deadline + timedelta(days=1)).days_left == 0


def test_every_figure_knows_which_side_is_good() -> None:
    assert MEDIAN.meter.direction is Direction.AT_MOST
    assert WITHIN.meter.direction is Direction.AT_LEAST
    assert MEDIAN.reached(30)
    assert not WITHIN.reached(89.9)
