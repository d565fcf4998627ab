"""Exact probabilities of counts, by sums and one continued fraction; the standard library only."""

from collections.abc import Iterable, Sequence
from math import erfc, exp, inf, lgamma, log, log1p, sqrt

NORMAL_FROM = 400
"""Variance from which the normal curve stands in for the hypergeometric sum."""

_NOTHING = 1e-17  # of a sum, below what a float of it can show
_TINY = 1e-300
_ONE_SIDED = 1.645  # 95 % on one side


def whole(number: float) -> int:
    """Return the nearest whole number, halves upwards; a hair below a half counts as a half."""
    return int(number + 0.5 + 1e-9)


def median(numbers: Iterable[float]) -> float:
    """Return the middle of the numbers, or the mean of both middle ones; 0 for none."""
    ordered = sorted(numbers)
    if not ordered:
        return 0
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def poisson_tail(count: int, mean: float) -> float:
    """Return P(X >= count) for X ~ Poisson(mean), summed upwards."""
    if count <= 0:
        return 1.0
    if mean <= 0:
        return 0.0
    term = exp(count * log(mean) - mean - lgamma(count + 1))
    total = 0.0
    while term > _NOTHING * total or count < mean:
        total += term
        count += 1
        term *= mean / count
    return min(1.0, total)


def hypergeometric_tail(observed: int, row: int, column: int, every: int) -> float:
    """Return the mid-p P(H > observed) + P(H = observed) / 2 of a cell in a table of two by two.

    H ~ Hypergeometric(every, row, column): how many of `column` complaints would be of the `row`
    kind by chance. Where its variance is above NORMAL_FROM, the upper tail of the normal curve.
    """
    spread = row * column * (every - row) * (every - column)
    variance = spread / (every * every * (every - 1)) if every > 1 else 0.0
    if variance > NORMAL_FROM:
        return erfc((observed - row * column / every) / sqrt(2 * variance)) / 2
    low, high = max(0, row + column - every), min(row, column)
    if not low <= observed <= high:
        return 1.0 if observed < low else 0.0
    return _tail_sum(observed, row, column, every)


def _tail_sum(observed: int, row: int, column: int, every: int) -> float:
    term = exp(_ways(row, observed) + _ways(every - row, column - observed) - _ways(every, column))
    total, high, likeliest = term / 2, min(row, column), row * column / every + 1
    for k in range(observed, high):
        term *= (row - k) * (column - k) / ((k + 1) * (every - row - column + k + 1))
        total += term
        if term < _NOTHING * total and k > likeliest:
            break
    return min(1.0, total)


def _ways(of: int, some: int) -> float:
    """Return the logarithm of how many ways there are to choose some."""
    return lgamma(of + 1) - lgamma(some + 1) - lgamma(of - some + 1)


def byar_low(observed: int, expected: float) -> float:
    """Return what observed to expected is at least, 95 % on one side (Byar, in Breslow and Day 1987)."""
    if observed <= 0:
        return 0.0
    base = 1 - 1 / (9 * observed) - _ONE_SIDED / (3 * sqrt(observed))
    return observed * max(0.0, base) ** 3 / expected if expected > 0 else inf


def false_discovery_limit(chances: Iterable[float], tested: int, share: float) -> float:
    """Return the largest p of `tested` that passes Benjamini and Hochberg (1995) at `share`; -1 if none.

    Tests that are not among the chances have p = 1.
    """
    limit = -1.0
    for rank, p in enumerate(sorted(chances), start=1):
        if p <= share * rank / tested:
            limit = p
    return limit


def negative_binomial_tail(count: float, size: float, success: float) -> float:
    """Return P(X >= count) for X ~ NB(size, success): failures before the `size`-th success.

    Both may be fractions: it is I(1 - success; count, size), NIST DLMF 8.17(i).
    """
    return 1.0 if count <= 0 else incomplete_beta(count, size, 1 - success)


def incomplete_beta(a: float, b: float, x: float) -> float:
    """Return the regularised incomplete beta function I(x; a, b), a and b above 0, x from 0 to 1.

    The continued fraction of NIST DLMF 8.17.22, by Lentz's method; beyond (a + 1) / (a + b + 2),
    where it is slow, 1 - I(1 - x; b, a).
    """
    if not 0 < x < 1:
        return float(x >= 1)
    if x > (a + 1) / (a + b + 2):
        return 1 - incomplete_beta(b, a, 1 - x)
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x)) / a
    return front / _lentz(_beta_terms(a, b, x))


def _beta_terms(a: float, b: float, x: float) -> Iterable[float]:
    """Yield d1, d2 ... of 1 + d1 / (1 + d2 / (1 + ...))."""
    m = 0
    while True:
        yield -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        m += 1
        yield m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))


def _lentz(terms: Iterable[float]) -> float:
    """Return 1 + d1 / (1 + d2 / (1 + ...)), to the last digits."""
    value, above, below = 1.0, 1.0, 0.0
    for term in terms:
        below = 1 / _not_zero(1 + term * below)
        above = _not_zero(1 + term / above)
        value *= above * below
        if abs(above * below - 1) < 1e-15:
            break
    return value


def _not_zero(number: float) -> float:
    return number if abs(number) > _TINY else _TINY


def variance(numbers: Sequence[float]) -> float:
    """Return the variance of a sample of two or more."""
    mean = sum(numbers) / len(numbers)
    return sum((each - mean) ** 2 for each in numbers) / (len(numbers) - 1)
