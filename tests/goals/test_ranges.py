"""Ranges of figures: against published values, and how often each would say "met" wrongly."""

import math
from collections.abc import Callable
from random import Random
from statistics import fmean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aware_tui.domain.goals.ranges import (
    Range,
    gamma_quantile,
    mean_score_range,
    mean_time_doubt,
    mean_time_range,
    median_range,
    share_doubt,
    share_range,
    t_quantile,
    weekly_range,
)


@pytest.mark.parametrize(
    ("yes", "n", "low", "high"),
    [(0, 10, 0.0, 0.2775), (5, 10, 0.2366, 0.7634), (9, 10, 0.5958, 0.9821), (81, 263, 0.2553, 0.3662)],
)
def test_a_share_has_wilsons_range(yes: int, n: int, low: float, high: float) -> None:
    assert share_range(yes, n) == pytest.approx((low, high), abs=1e-4)


@pytest.mark.parametrize(
    ("yes", "n", "low", "high"),
    [(0, 10, 0.0, 0.2589), (5, 10, 0.2224, 0.7776), (10, 10, 0.7411, 1.0), (18, 20, 0.7174, 0.9819)],
)
def test_the_doubt_of_a_share_is_exact(yes: int, n: int, low: float, high: float) -> None:
    assert share_doubt(yes, n) == pytest.approx((low, high), abs=1e-4)


@pytest.mark.parametrize(("degrees", "value"), [(4, 2.776), (5, 2.571), (9, 2.262), (19, 2.093), (99, 1.984)])
def test_students_quantile_is_that_of_the_tables(degrees: int, value: float) -> None:
    assert t_quantile(degrees) == pytest.approx(value, abs=1e-3)


@pytest.mark.parametrize(
    ("count", "low", "high"), [(1, 0.0253, 5.5716), (10, 4.7954, 18.3904), (100, 81.364, 121.627)]
)
def test_the_gamma_quantiles_are_garwoods_limits(count: int, low: float, high: float) -> None:
    assert gamma_quantile(count, 0.025) == pytest.approx(low, abs=1e-3)
    assert gamma_quantile(count + 1, 0.975) == pytest.approx(high, abs=1e-3)


def test_the_quick_gamma_quantile_takes_over_without_a_step() -> None:
    for p in (0.025, 0.975):
        assert gamma_quantile(200.01, p) == pytest.approx(gamma_quantile(200, p), rel=1e-4)


def test_a_mean_time_has_coxs_range() -> None:
    times = [4.0, 9.0, 16.0, 25.0, 60.0]
    logs = [math.log(each) for each in times]
    m, s2 = fmean(logs), sum((each - fmean(logs)) ** 2 for each in logs) / 4
    half = 1.959964 * math.sqrt(s2 / 5 + s2 * s2 / 8)
    wanted = math.exp(m + s2 / 2 - half), math.exp(m + s2 / 2 + half)
    assert mean_time_range(times, 1) == pytest.approx(wanted)


def test_times_of_nothing_count_as_the_floor() -> None:
    assert mean_time_range([0.0, 10.0, 20.0], 1)[1] == mean_time_range([1.0, 10.0, 20.0], 1)[1]


@pytest.mark.parametrize(("n", "first", "last"), [(6, 1, 6), (10, 2, 9), (20, 6, 15), (100, 40, 61)])
def test_a_median_lies_between_values_by_their_rank(n: int, first: int, last: int) -> None:
    assert median_range([float(rank) for rank in range(1, n + 1)]) == (first, last)


def test_a_median_of_five_is_bounded_by_nothing_and_one_of_many_open_ones_not_above() -> None:
    assert median_range([1.0, 2.0, 3.0, 4.0, 5.0]) == (-math.inf, math.inf)
    assert median_range([1.0, 2.0, 3.0, 4.0, 5.0, 6.0, math.inf, math.inf]) == (1.0, math.inf)


def test_weeks_without_any_complaint_still_have_an_upper_end() -> None:
    low, high = weekly_range([0] * 12)
    assert low == 0
    assert 0.3 < high < 0.9


def test_weeks_that_differ_much_are_less_sure() -> None:
    calm, wild = weekly_range([5, 6, 4, 5, 6, 4, 5, 5]), weekly_range([0, 14, 0, 12, 1, 0, 13, 0])
    assert wild[1] - wild[0] > 1.5 * (calm[1] - calm[0])


def test_scores_that_are_all_the_same_are_not_certain() -> None:
    low, high = mean_score_range([5.0] * 20, 1, 5)
    assert low < 4.6
    assert high == 5


TIMES = st.lists(st.floats(0, 1e6), min_size=2, max_size=60)


@given(TIMES)
def test_whatever_the_times_the_range_holds_their_mean_and_has_an_order(times: list[float]) -> None:
    for range_ in (mean_time_range(times, 1), mean_time_doubt(times, 1)):
        assert range_[0] <= fmean(times) <= range_[1]


@given(st.lists(st.integers(0, 5000), min_size=2, max_size=60))
def test_whatever_the_weeks_the_range_holds_their_mean(counts: list[int]) -> None:
    low, high = weekly_range(counts)
    assert low <= fmean(counts) <= high


@given(st.integers(0, 300), st.integers(0, 300))
def test_whatever_the_counts_both_ranges_of_a_share_hold_it(yes: int, no: int) -> None:
    n = yes + no
    if n:
        for low, high in (share_range(yes, n), share_doubt(yes, n)):
            assert 0 <= low <= yes / n + 1e-9
            assert yes / n - 1e-9 <= high <= 1


def chances(n: int, p: float) -> list[float]:
    """Return the binomial chances of 0 to n."""
    ways = (math.lgamma(n + 1) - math.lgamma(k + 1) - math.lgamma(n - k + 1) for k in range(n + 1))
    return [math.exp(way + k * math.log(p) + (n - k) * math.log1p(-p)) for k, way in enumerate(ways)]


@pytest.mark.sweep(2)
@pytest.mark.parametrize("n", [5, 20, 6, 8, 10, 15, 30, 60, 100])
def test_a_share_just_short_of_its_target_is_called_met_once_in_twenty_times_at_most(n: int) -> None:
    lows = [min(share_range(yes, n)[0], share_doubt(yes, n)[0]) for yes in range(n + 1)]
    for target in (step / 50 for step in range(1, 50)):
        wrongly = sum(p for p, low in zip(chances(n, target), lows, strict=True) if low > target)
        assert wrongly <= 0.05, target


def wrongly(
    values: Callable[[], list[float]], range_of: Callable[[list[float]], Range], true: float
) -> float:
    """Return how often the upper end is below the truth."""
    runs = 2_000
    return sum(range_of(values())[1] < true for _ in range(runs)) / runs


SLACK = 0.012
"""What chance adds to one rate in 2,000 runs."""


@pytest.mark.long
@pytest.mark.parametrize("sigma", [0.5, 1.0, 1.5])
@pytest.mark.parametrize("n", [20, 50])
def test_a_mean_time_just_above_its_target_is_seldom_called_met(sigma: float, n: int) -> None:
    chance, true = Random(n), math.exp(3 + sigma**2 / 2)

    def both(times: list[float]) -> Range:
        return 0.0, max(mean_time_range(times, 1)[1], mean_time_doubt(times, 1)[1])

    met = wrongly(lambda: [chance.lognormvariate(3, sigma) for _ in range(n)], both, true)
    assert met <= 0.05 + SLACK


@pytest.mark.long
def test_the_plain_mean_would_be_called_met_far_too_often() -> None:
    """The truth is a fifth above the target: how often the plain mean, and Cox's range, say "met"."""
    chance, told = Random(7), {}
    for n in (5, 10, 20, 50):
        target = math.exp(3.5) / 1.2
        runs = [[chance.lognormvariate(3, 1) for _ in range(n)] for _ in range(2_000)]
        plain = sum(fmean(run) <= target for run in runs) / len(runs)
        cox = sum(mean_time_range(run, 1)[1] <= target for run in runs) / len(runs)
        told[n] = (plain, cox)
        assert cox < 0.08 < 0.15 < plain, told
    print({n: tuple(f"{100 * each:.1f} %" for each in pair) for n, pair in told.items()})  # noqa: T201


@pytest.mark.long
@pytest.mark.parametrize("n", [6, 7, 10, 20, 50])
def test_a_median_just_above_its_target_is_seldom_called_met(n: int) -> None:
    chance = Random(n)
    runs = lambda: sorted(chance.lognormvariate(3, 1) for _ in range(n))  # noqa: E731
    assert wrongly(runs, median_range, math.exp(3)) <= 0.025 + SLACK


SCORES = [((1, 5), (0.13, 0.87)), ((1, 2, 3, 4, 5), (0.1, 0.1, 0.2, 0.3, 0.3)), ((1, 5), (0.3, 0.7))]


@pytest.mark.long
@pytest.mark.parametrize(("scores", "weights"), SCORES)
@pytest.mark.parametrize("n", [20, 50])
def test_a_mean_score_just_short_of_its_target_is_seldom_called_met(
    scores: tuple[float, ...], weights: tuple[float, ...], n: int
) -> None:
    chance, true = Random(n), sum(a * b for a, b in zip(scores, weights, strict=True))
    runs = 2_000
    met = sum(mean_score_range(chance.choices(scores, weights, k=n), 1, 5)[0] > true for _ in range(runs))
    assert met / runs <= 0.05 + SLACK


@pytest.mark.long
@pytest.mark.parametrize("mean", [1, 3, 10])
@pytest.mark.parametrize("spread", [1, 2, 4])
@pytest.mark.parametrize("weeks", [5, 8, 12])
def test_weekly_numbers_just_above_their_target_are_seldom_called_met(
    mean: int, spread: int, weeks: int
) -> None:
    chance = Random(weeks)

    def week() -> int:
        rate = mean if spread == 1 else chance.gammavariate(mean / (spread - 1), spread - 1)
        left, number = math.exp(-rate), 0
        product = chance.random()
        while product >= left:
            product *= chance.random()
            number += 1
        return number

    runs = 800
    met = sum(weekly_range([week() for _ in range(weeks)])[1] < mean for _ in range(runs)) / runs
    assert met <= 0.05 + SLACK
