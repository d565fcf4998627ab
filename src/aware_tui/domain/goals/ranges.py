"""Ranges that hold the truth in 19 of 20 cases, honest with few values too; standard library only."""

import math
from collections.abc import Sequence
from itertools import accumulate
from statistics import fmean

from aware_tui.domain.insights.numbers import incomplete_beta

Range = tuple[float, float]
"""From, to; an end is infinite where the values do not bound it."""

Z = 1.959964
"""The normal deviate that leaves 2.5 % on each side."""

TAIL = 0.025

ALL: Range = (-math.inf, math.inf)

EXACT = 200
"""Up to this many counts a gamma quantile is found exactly; beyond it by Wilson and Hilferty's cube root."""


def share_range(yes: int, n: int) -> Range:
    """Return the range of a share, 0 to 1, of `yes` in `n` (Wilson's score interval)."""
    if n == 0:
        return 0.0, 1.0
    share, room = yes / n, Z * Z / n
    middle = share + room / 2
    half = Z * math.sqrt(share * (1 - share) / n + room / (4 * n))
    return max(0.0, (middle - half) / (1 + room)), min(1.0, (middle + half) / (1 + room))


def share_doubt(yes: int, n: int) -> Range:
    """Return the least and the largest share, 0 to 1, that `yes` in `n` leave possible, each 19 times in 20.

    Exact (Clopper and Pearson, 5 % on each side): Wilson's range promises a little too much below 20 values.
    """
    low = _beta_quantile(yes, n - yes + 1, 2 * TAIL) if yes else 0.0
    return low, (_beta_quantile(yes + 1, n - yes, 1 - 2 * TAIL) if yes < n else 1.0)


def _beta_quantile(a: float, b: float, p: float) -> float:
    low, high = 0.0, 1.0
    for _ in range(40):
        middle = (low + high) / 2
        low, high = (middle, high) if incomplete_beta(a, b, middle) < p else (low, middle)
    return (low + high) / 2


def mean_time_range(times: Sequence[float], floor: float) -> Range:
    """Return the range of the mean of times; those below `floor` count as it.

    Log-normal, by Cox: exp(m + s2/2 +- 1.96 sqrt(s2/n + s2^2/(2(n-1)))); wide enough to hold the plain mean.
    """
    n = len(times)
    if n < 2:
        return ALL
    logs = [math.log(max(floor, time)) for time in times]
    s2, plain = _variance(logs), fmean(times)
    half = Z * math.sqrt(s2 / n + s2 * s2 / (2 * (n - 1)))
    middle = fmean(logs) + s2 / 2
    return min(plain, _exp(middle - half)), max(plain, _exp(middle + half))


def mean_time_doubt(times: Sequence[float], floor: float) -> Range:
    """Return the same range drawn more carefully for few values, by the method of variance estimates.

    Zou, Huo and Taleban (2009): the range of m (Student's) and that of s2/2 (chi-squared), put together.
    """
    n = len(times)
    if n < 2:
        return ALL
    logs = [math.log(max(floor, time)) for time in times]
    half, plain = _variance(logs) / 2, fmean(times)
    of_mean = t_quantile(n - 1) * math.sqrt(2 * half / n)
    low, high = ((n - 1) / 2 / gamma_quantile((n - 1) / 2, p) for p in (1 - TAIL, TAIL))
    middle = fmean(logs) + half
    down, up = math.hypot(of_mean, half * (1 - low)), math.hypot(of_mean, half * (high - 1))
    return min(plain, _exp(middle - down)), max(plain, _exp(middle + up))


def mean_score_range(scores: Sequence[float], worst: float, best: float) -> Range:
    """Return the range of the mean of scores between `worst` and `best`.

    Student's, with one worst and one best score added: a few equal scores must not look like certainty.
    """
    if len(scores) < 2:
        return worst, best
    more = [*scores, worst, best]
    half = t_quantile(len(more) - 1) * math.sqrt(_variance(more) / len(more))
    plain, middle = fmean(scores), fmean(more)
    return max(worst, min(plain, middle - half)), min(best, max(plain, middle + half))


def median_range(ordered: Sequence[float]) -> Range:
    """Return the range of the median of values in their order, which may end in infinite ones.

    Order statistics: as many values are left out at each end as half-and-half chance leaves in 2.5 %.
    """
    n = len(ordered)
    out = _left_out(n)
    return (ordered[out - 1], ordered[n - out]) if out else ALL


def _left_out(n: int) -> int:
    """Return the largest r with P(X < r) <= 2.5 %, X binomial of n and a half; 0 where there is none.

    What lies more than 5 sqrt(n) below the middle adds less than 1e-21 (Hoeffding), and is not added up.
    """
    first = max(0, n // 2 - int(5 * math.sqrt(n)))
    logs = (
        math.lgamma(n + 1) - math.lgamma(k + 1) - math.lgamma(n - k + 1) - n * math.log(2)
        for k in range(first, n // 2 + 1)
    )
    return first + sum(1 for below in accumulate(map(math.exp, logs)) if below <= TAIL)


def weekly_range(counts: Sequence[int]) -> Range:
    """Return the range of the mean number a week, of the counts of some weeks.

    Exact Poisson (Garwood); where weeks differ more than by chance, so many times wider, and wider again for
    how little a few weeks tell of that (Student's quantile in place of the normal one). How much they differ
    is taken with one week added that is busier than any: some calm weeks do not prove that none is busy.
    """
    weeks, total = len(counts), sum(counts)
    if weeks < 2:
        return 0.0, math.inf
    more = [*counts, max(counts) + 2]
    wider = max(1.0, _variance(more) / fmean(more) * (t_quantile(weeks - 1) / Z) ** 2)
    low = gamma_quantile(total / wider, TAIL) if total else 0.0
    return low * wider / weeks, gamma_quantile(total / wider + 1, 1 - TAIL) * wider / weeks


def t_quantile(degrees: int) -> float:
    """Return Student's 97.5 % quantile (Cornish and Fisher's expansion; to .001 from 4 degrees on)."""
    z, v = Z, float(degrees)
    steps = (
        (z**3 + z) / 4,
        (5 * z**5 + 16 * z**3 + 3 * z) / 96,
        (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384,
        (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / 92_160,
    )
    return z + sum(step / v**power for power, step in enumerate(steps, 1))


def gamma_quantile(shape: float, p: float) -> float:
    """Return the quantile of the gamma distribution with scale 1, for p of .025 or .975."""
    if shape > EXACT:
        deviate = Z if p > 0.5 else -Z
        return shape * (1 - 1 / (9 * shape) + deviate / (3 * math.sqrt(shape))) ** 3
    low, high = 0.0, shape + 10 * math.sqrt(shape) + 20
    for _ in range(60):
        middle = (low + high) / 2
        if _gamma_below(shape, middle) < p:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def _gamma_below(shape: float, x: float) -> float:
    """Return the regularised lower incomplete gamma function, by its series."""
    if x <= 0:
        return 0.0
    term = total = math.exp(shape * math.log(x) - x - math.lgamma(shape + 1))
    step = shape
    while term > total * 1e-12:
        step += 1
        term *= x / step
        total += term
    return min(1.0, total)


def _variance(values: Sequence[float]) -> float:
    """Return the variance of a sample of two and more, in two passes of exact sums."""
    mean = fmean(values)
    return math.fsum((value - mean) ** 2 for value in values) / (len(values) - 1)


def _exp(power: float) -> float:
    return math.exp(power) if power < 700 else math.inf
