"""The probabilities, beside sums of whole numbers and figures of printed tables."""

from fractions import Fraction
from math import comb, exp, factorial, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aware_tui.domain.insights.numbers import (
    byar_low,
    false_discovery_limit,
    hypergeometric_tail,
    incomplete_beta,
    median,
    negative_binomial_tail,
    poisson_tail,
    variance,
    whole,
)


@pytest.mark.parametrize(("number", "nearest"), [(0.2, 0), (0.5, 1), (1.49, 1), (2.5, 3), (2.4999999999, 3)])
def test_halves_go_up_and_so_does_a_hair_less(number: float, nearest: int) -> None:
    assert whole(number) == nearest


@pytest.mark.parametrize(("numbers", "middle"), [((), 0), ((4,), 4), ((9, 1, 5), 5), ((4, 1, 3, 2), 2.5)])
def test_the_median_is_in_the_middle(numbers: tuple[float, ...], middle: float) -> None:
    assert median(numbers) == middle


@pytest.mark.parametrize("mean", [0.001, 0.4, 3.0, 40.0])
@pytest.mark.parametrize("count", [0, 1, 3, 7, 60])
def test_the_poisson_tail_is_what_the_sum_below_leaves(count: int, mean: float) -> None:
    below = sum(mean**k * exp(-mean) / factorial(k) for k in range(count))
    assert poisson_tail(count, mean) == pytest.approx(1 - below, abs=1e-12)


def test_nothing_comes_of_nothing() -> None:
    assert poisson_tail(1, 0) == 0
    assert poisson_tail(0, 0) == 1


@given(mean=st.floats(1e-4, 5_000))
def test_a_count_below_the_floor_never_stands_out(mean: float) -> None:
    count = int(mean + 2.5 * sqrt(mean) + 1)
    assert count <= 2 or poisson_tail(count - (count - 1 >= mean + 2.5 * sqrt(mean)), mean) > 0.001


@given(st.integers(2, 60), st.data())
def test_the_hypergeometric_tail_is_that_of_all_ways(every: int, data: st.DataObject) -> None:
    row, column = data.draw(st.integers(1, every)), data.draw(st.integers(1, every))
    observed = data.draw(st.integers(max(0, row + column - every), min(row, column)))
    ways = [comb(row, k) * comb(every - row, column - k) for k in range(observed, min(row, column) + 1)]
    assert hypergeometric_tail(observed, row, column, every) == pytest.approx(
        float(Fraction(2 * sum(ways) - ways[0], 2 * comb(every, column))), rel=1e-9
    )


def test_the_normal_tail_takes_over_without_a_jump() -> None:
    row, column, every = 5_000, 2_000, 12_000  # its variance is 486
    spread = sqrt(row * column * (every - row) * (every - column) / (every**2 * (every - 1)))
    observed = round(row * column / every + 2 * spread)
    more = sum(comb(row, k) * comb(every - row, column - k) for k in range(observed + 1, column + 1))
    half = comb(row, observed) * comb(every - row, column - observed) // 2
    assert hypergeometric_tail(observed, row, column, every) == pytest.approx(
        float(Fraction(more + half, comb(every, column))), rel=0.02
    )


@pytest.mark.parametrize(
    ("observed", "expected", "low"), [(26, 7, 2.603), (5, 1, 1.9656), (1, 1, 0.039), (0, 3, 0)]
)
def test_the_lower_bound_is_byars(observed: int, expected: float, low: float) -> None:
    assert byar_low(observed, expected) == pytest.approx(low, abs=0.001)


def test_of_many_chances_the_largest_that_stays_under_its_rank_is_the_limit() -> None:
    chances = [0.001, 0.008, 0.039, 0.041, 0.042, 0.06]
    assert false_discovery_limit(chances, tested=6, share=0.05) == 0.008
    assert false_discovery_limit(chances, tested=5, share=0.05) == 0.06
    assert false_discovery_limit(chances, tested=100, share=0.05) == -1


@pytest.mark.parametrize(
    ("a", "b", "x", "value"),
    [
        (1, 1, 0.3, 0.3),
        (2, 3, 0.4, 0.5248),
        (0.5, 0.5, 0.5, 0.5),
        (5, 2, 0.9, 0.885735),
        (3, 40, 0, 0),
        (3, 4, 1, 1),
    ],
)
def test_the_incomplete_beta_function(a: float, b: float, x: float, value: float) -> None:
    assert incomplete_beta(a, b, x) == pytest.approx(value, abs=1e-9)


@given(st.integers(1, 40), st.integers(1, 60), st.floats(0.05, 0.95))
def test_failures_before_successes_are_a_sum(count: int, size: int, success: float) -> None:
    below = sum(comb(k + size - 1, k) * success**size * (1 - success) ** k for k in range(count))
    assert negative_binomial_tail(count, size, success) == pytest.approx(1 - below, abs=1e-11)


def test_none_or_more_failures_are_certain() -> None:
    assert negative_binomial_tail(0, 3.5, 0.9) == 1


def test_the_variance_is_that_of_a_sample() -> None:
    assert variance([2, 4, 4, 4, 5, 5, 7, 9]) == pytest.approx(32 / 7)
