"""The whole method once more, row by row, slow and plain: what the count form has to agree with.

Shares nothing with it but the words for what is found. Fractions where it can, sums where it must.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from functools import partial
from math import comb, exp, lgamma, log
from operator import attrgetter
from statistics import NormalDist

from insights.making_complaints import Complaint
from insights.oracle_settling import Settling, voting

from aware_tui.domain.insights.patterns import Dimension, Pattern

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True)
class Told:
    """A finding in figures."""

    pattern: Pattern
    observed: int
    expected: float
    ratio: float
    low: float
    seen: int
    customers: int


@dataclass(frozen=True)
class Answer:
    """All that is found in some rows."""

    findings: list[Told]
    incidents: list[tuple[date, str | None, str | None, int, float]]
    rising: list[tuple[str, date, int, float]]


def answer(rows: Sequence[Complaint], today: date) -> Answer:
    counted = voting(rows)
    if not counted:
        return Answer([], [], [])
    settled = Settling(counted)
    return Answer(tested(settled, counted), settled.incidents, risen(settled, counted, today))


@dataclass
class Cell:
    pattern: Pattern
    observed: int
    row: int
    column: int
    every: int
    rows: list[Complaint]
    weekly: bool

    def without(self, some: int, most: float = 0.01) -> bool:
        o, a, b, n = self.observed - some, self.row - some, self.column - some, self.every - some
        if o <= 0 or byar(o) / (a * b / n) < 1.1:
            return False
        return chance(o, a, b, n) <= most


def byar(observed: int) -> float:
    return float(observed * (1 - 1 / (9 * observed) - 1.645 / (3 * observed**0.5)) ** 3)


def chance(o: int, a: int, b: int, n: int) -> float:
    variance = Fraction(a * b * (n - a) * (n - b), n * n * (n - 1))
    if variance > 400:
        return 1 - NormalDist(a * b / n, float(variance) ** 0.5).cdf(o)
    ways = sum(comb(a, k) * comb(n - a, b - k) for k in range(o + 1, min(a, b) + 1))
    return float(Fraction(2 * ways + comb(a, o) * comb(n - a, b - o), 2 * comb(n, b)))


def table(
    rows: Iterable[Complaint],
    row_of: Callable[[Complaint], str],
    column_of: Callable[[Complaint], str],
    pattern: Callable[[str, str], Pattern],
    weekly: bool,
) -> list[Cell]:
    known = [row for row in rows if row_of(row) and column_of(row)]
    kinds, values = Counter(map(row_of, known)), Counter(map(column_of, known))
    groups: dict[tuple[str, str], list[Complaint]] = defaultdict(list)
    for row in known:
        groups[row_of(row), column_of(row)].append(row)
    return [
        Cell(pattern(a, b), len(groups[a, b]), kinds[a], values[b], len(known), groups[a, b], weekly)
        for a in kinds
        for b in values
    ]


def category_of(row: Complaint) -> str:
    return row.category


def weekday_of(row: Complaint) -> str:
    return DAYS[row.day.weekday()]


def in_category(dimension: Dimension, category: str, value: str) -> Pattern:
    return Pattern(category, dimension, value)


def cells_of(settled: Settling) -> list[Cell]:
    cells: list[Cell] = []
    days = {row.day for row in settled.location}
    if len(days) >= 3:
        for dimension in (Dimension.LOCATION, Dimension.HOURS, Dimension.CHANNEL):
            cells += table(
                getattr(settled, dimension.value),
                row_of=category_of,
                column_of=attrgetter(dimension.value),
                pattern=partial(in_category, dimension),
                weekly=False,
            )
    if len({day.isocalendar()[:2] for day in days}) >= 5:
        weekdays = partial(table, settled.location, column_of=weekday_of, weekly=True)
        cells += weekdays(row_of=category_of, pattern=lambda a, b: Pattern(a, Dimension.WEEKDAY, b))
        cells += weekdays(
            row_of=lambda row: row.location, pattern=lambda a, b: Pattern(None, Dimension.WEEKDAY, b, a)
        )
    return cells


def inside(pattern: Pattern, row: Complaint) -> bool:
    return all(
        (
            pattern.category is None or row.category == pattern.category,
            pattern.location is None or row.location == pattern.location,
            DAYS[row.day.weekday()] == pattern.value
            if pattern.dimension is Dimension.WEEKDAY
            else getattr(row, pattern.dimension.value) == pattern.value,
        )
    )


def tested(settled: Settling, counted: list[Complaint]) -> list[Told]:
    cells = cells_of(settled)
    first, last = min(row.day for row in settled.location), max(row.day for row in settled.location)
    stretch = min(7, max(1, ((last - first).days + 1) // 26))
    when = [cell for cell in cells if cell.pattern.dimension in (Dimension.WEEKDAY, Dimension.HOURS)]
    where = [cell for cell in cells if cell.pattern.dimension in (Dimension.LOCATION, Dimension.CHANNEL)]
    of_all = benjamini_hochberg(cells, 0.05)
    told = []
    for some, share in ((when, 0.04), (where, 0.05)):
        told += standing(some, min(of_all, benjamini_hochberg(some, share)), stretch, counted)
    return sorted(told, key=lambda each: (each.expected - each.observed, each.pattern.key))


def chances_of(cells: list[Cell]) -> list[float]:
    return [
        chance(cell.observed, cell.row, cell.column, cell.every)
        if cell.observed >= 5 and cell.observed * cell.every > cell.row * cell.column
        else 1.0
        for cell in cells
    ]


def benjamini_hochberg(cells: list[Cell], share: float) -> float:
    """Return the largest chance that passes, or one below any."""
    ordered = sorted(chances_of(cells))
    return max([-1.0, *(p for rank, p in enumerate(ordered, 1) if p <= share * rank / len(cells))])


def standing(cells: list[Cell], limit: float, stretch: int, counted: list[Complaint]) -> list[Told]:
    told = []
    for cell, p in zip(cells, chances_of(cells), strict=True):
        if p > limit:
            continue
        expected = cell.row * cell.column / cell.every
        seen = len({row.day.isocalendar()[:2] if cell.weekly else row.day for row in cell.rows})
        behind = [row for row in counted if inside(cell.pattern, row)]
        named = Counter(row.customer for row in behind if row.customer)
        customers = len(named) + sum(not row.customer for row in behind)
        loudest = max(named.values(), default=1)
        worst = worst_days(cell.rows, 1 if cell.weekly else stretch)
        most = min(0.01, limit) if loudest >= 5 else 0.01
        large = byar(cell.observed) / expected >= 1.2 and seen >= 3 and customers >= 3
        if large and cell.without(worst) and cell.without(min(loudest, cell.observed), most):
            ratio, low = cell.observed / expected, byar(cell.observed) / expected
            shown = min(customers, cell.observed)
            told.append(Told(cell.pattern, cell.observed, expected, ratio, low, seen, shown))
    return told


def worst_days(rows: list[Complaint], stretch: int) -> int:
    """Return the most rows that lie within so many days."""
    days = {row.day for row in rows}
    return max(sum(0 <= (row.day - day).days < stretch for row in rows) for day in days)


def risen(settled: Settling, counted: list[Complaint], today: date) -> list[tuple[str, date, int, float]]:
    monday = today - timedelta(days=today.weekday() + 7)
    begin = monday - timedelta(weeks=13)
    if min(row.day for row in counted) > begin + timedelta(days=6):
        return []
    raw = Counter((row.category, row.day) for row in counted)
    kept = Counter((row.category, row.day) for row in settled.location)

    def in_week(category: str, first: date) -> int:
        week = [(category, first + timedelta(days=i)) for i in range(7)]
        off = sum(kept[each] < raw[each] for each in week) >= 3
        return sum((raw if off else kept)[each] for each in week)

    lines = []
    for category in sorted({row.category for row in counted} - {""}):
        base = [in_week(category, begin + timedelta(weeks=i)) for i in range(12)]
        lines.append(
            (category, in_week(category, monday), base, rise_chance(in_week(category, monday), base))
        )
    ordered = sorted(p for *_, p in lines)
    passing = [p for rank, p in enumerate(ordered, 1) if p <= 0.05 * rank / len(lines)]
    found = []
    for category, now, base, p in lines:
        mean = sum(base) / 12
        if passing and p <= max(passing) and now >= 5 and now >= 1.5 * mean and now - mean >= 3:
            found.append((category, monday, now, mean))
    return sorted(found, key=lambda each: (each[3] - each[2], each[0]))


def rise_chance(now: int, base: list[int]) -> float:
    if not now:
        return 1.0
    mean = sum(base) / 12
    variance = sum((each - mean) ** 2 for each in base) / 11
    f = 1 + 0.75 * (max(1.0, variance / mean if mean else 1.0) - 1)
    return beta_series(now / f, (sum(base) + 0.5) / f, 1 / 13)


def beta_series(a: float, b: float, x: float) -> float:
    """Return the regularised incomplete beta function by its power series (DLMF 8.17.7)."""
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log(1 - x)) / a
    total, term, k = 0.0, 1.0, 0
    while term > 1e-18 * total or k < 5:
        total += term
        term *= (a + b + k) * x / (a + 1 + k)
        k += 1
    return front * total
