"""Budgets, paired ratios and the table that shows them side by side."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from statistics import median
from typing import Final

from aware_tui.domain.goals.aim import METERS


@dataclass(frozen=True, slots=True)
class Budget:
    """A measure, its unit, and how many times the floor (or the same SQL by hand) it may take."""

    measure: str
    unit: str
    times: float | None
    """None where nobody set a budget: the figure is told all the same."""


BUSY: Final = ", busy"
"""Ends the name of a measure that is the time the processor took, not the time on the clock."""


def _both(measure: str, times: float) -> tuple[Budget, Budget]:
    return Budget(measure, "ms", times), Budget(measure + BUSY, "ms", times)


BUDGETS: Final = (
    Budget("aware: painted", "ms", 1.25),
    Budget("aware: usable", "ms", 1.25),
    Budget("aware: cpu", "ms", 1.25),
    Budget("aware: call open", "ms", None),
    Budget("aware live: painted", "ms", None),
    Budget("aware live: cpu", "ms", None),
    Budget("typing p50", "ms", 1.25),
    Budget("typing p95", "ms", 1.3),
    Budget("typing p99", "ms", 1.5),
    Budget("typing p50, text area", "ms", 1.25),
    Budget("typing p95, text area", "ms", 1.3),
    Budget("first second p95", "ms", 2.0),
    Budget("burst", "ms", 1.3),
    Budget("tick p50", "ms", 1.5),
    Budget("tick bytes", "B", 2.0),
    Budget("memory PSS", "MB", 2.0),
    Budget("memory RSS", "MB", 2.0),
    Budget("quit", "ms", 1.1),
    Budget("history page", "ms", 2.0),
    Budget("history page, deep", "ms", 2.0),
    Budget("queue of 10,000, first page", "ms", 2.0),
    Budget("queue of 10,000, whole", "ms", 2.0),
    Budget("queue of 10,000, one owner's", "ms", 2.0),
    Budget("unfinished", "ms", 2.0),
    Budget("due list", "ms", 2.0),
    Budget("search, rare word", "ms", 2.0),
    Budget("search, common word", "ms", 2.0),
    Budget("search, two words", "ms", 2.0),
    *_both("the whole look", 1.0),
    *_both("counts", 1.0),
    *_both("sums", 1.0),
    *_both("repeats", 1.0),
    *_both("customers, small spot", 1.0),
    *_both("customers, big spot", 1.0),
    *_both("behind a small spot", 2.0),
    *_both("behind a big spot", 2.0),
    *_both("behind a day", 2.0),
    *_both("behind a category", 2.0),
    *_both("Today", 2.0),
    *_both("Today, its goals", 2.5),
    *_both("tiles", 2.0),
    *_both("feedback figures", 2.0),
    *_both("feedback list", 2.0),
    *_both("customers, the last", 2.0),
    *_both("customers, a name", 2.0),
    *(each for goal in METERS for each in _both(f"goal: {goal[0]}, {goal[1]}", 2.5)),
)

AT_MOST_MS: Final = 100.0
"""What a question to a full database may take at all."""

READ_MS: Final = 250.0
"""What a question of a look at half a year may take, of the second that all of it may."""

LOOK_MS: Final = 1_000.0


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: medians of both sides, the median of the paired ratios and their range."""

    measure: str
    unit: str
    floor: float
    aware: float
    ratio: float
    least: float
    most: float
    budget: float | None
    over: bool


Pairs = dict[str, list[tuple[float, float]]]
"""By measure: the floor's value and aware's, round by round."""


def judge(pairs: Pairs, limit_ms: float | None = None) -> list[Row]:
    """Return a row for each budget that was measured; `limit_ms` bounds aware's own median too."""
    return [_row(budget, pairs[budget.measure], limit_ms) for budget in BUDGETS if budget.measure in pairs]


def _row(budget: Budget, pairs: Sequence[tuple[float, float]], limit_ms: float | None) -> Row:
    ratios = [aware / floor for floor, aware in pairs]
    aware = median(aware for _, aware in pairs)
    over = (budget.times is not None and median(ratios) > budget.times) or (
        limit_ms is not None and aware > limit_ms
    )
    floor = median(floor for floor, _ in pairs)
    return Row(
        budget.measure,
        budget.unit,
        floor,
        aware,
        median(ratios),
        min(ratios),
        max(ratios),
        budget.times,
        over,
    )


def table(rows: Sequence[Row]) -> str:
    """Return the rows as text for a terminal."""
    lines = [f"{'measure':<36}{'floor':>12}{'aware':>12}{'ratio':>8}{'least - most':>16}{'budget':>9}"]
    for row in rows:
        spread = f"{row.least:.2f} - {row.most:.2f}"
        sides = f"{_value(row.floor, row.unit):>12}{_value(row.aware, row.unit):>12}"
        verdict = "  OVER" if row.over else ""
        budget = "" if row.budget is None else f"{row.budget:.2f}"
        lines.append(f"{row.measure:<36}{sides}{row.ratio:>8.2f}{spread:>16}{budget:>9}{verdict}")
    return "\n".join(lines)


def _value(value: float, unit: str) -> str:
    return f"{value:.0f} {unit}" if value >= 100 else f"{value:.3g} {unit}"


def as_json(rows: Sequence[Row]) -> list[dict[str, object]]:
    """Return the rows for another program."""
    return [asdict(row) for row in rows]
