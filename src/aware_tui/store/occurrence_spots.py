"""What a goal is about, as conditions on the counted sessions."""

from dataclasses import dataclass
from datetime import timedelta

from aware_tui.domain.goals.aim import Scope
from aware_tui.domain.insights.patterns import WEEKDAYS, Dimension
from aware_tui.domain.insights.period import Period


@dataclass(frozen=True, slots=True)
class DailySpot:
    """Which rows of `daily_count` are meant."""

    dimension: str
    equal: tuple[tuple[str, str], ...]
    """Columns and the values they have."""
    weekday: int | None = None
    """Monday is 0; None for every day."""


def daily_spot(scope: Scope) -> DailySpot:
    """Return the counts that a scope is about; of a place and a channel at once, the place's."""
    equal = _columns(scope)
    category = tuple((name, value) for name, value in equal.items() if name == "category")
    others = [(name, value) for name, value in equal.items() if name != "category"]
    dimension, value = others[0] if others else ("location", None)
    values = (("value", value),) if value is not None else ()
    return DailySpot(dimension, (*category, *values), weekday_of(scope))


def weekday_of(scope: Scope) -> int | None:
    """Return the weekday that a scope is about, Monday 0; None for every day."""
    pattern = scope.pattern
    if pattern is None or pattern.dimension is not Dimension.WEEKDAY:
        return None
    return WEEKDAYS.index(pattern.value) if pattern.value in WEEKDAYS else 7


def _columns(scope: Scope) -> dict[str, str]:
    """Return the columns of `occurrence` that a scope wants to have a value; a weekday is none of them."""
    pattern = scope.pattern
    if pattern is None:
        words = {"category": scope.category, "location": scope.location, "channel": scope.channel}
        return {name: value for name, value in words.items() if value}
    found = {} if pattern.category is None else {"category": pattern.category}
    if pattern.location is not None:
        found["location"] = pattern.location
    if pattern.dimension is not Dimension.WEEKDAY:
        found[pattern.dimension.value] = pattern.value
    return found


@dataclass(frozen=True, slots=True)
class Spot:
    """Conditions on rows of `occurrence` (named `o`) and their values: those an index serves, then others."""

    indexed: str
    others: str
    values: dict[str, str]


def spot_of(scope: Scope, period: Period) -> Spot:
    """Return the sessions of a period that a scope is about."""
    equal, weekday = _columns(scope), weekday_of(scope)
    values = {**equal, "since": period.since.isoformat(), "until": period.until.isoformat()}
    indexed = ["o.day >= :since", "o.day < :until"]
    if weekday is not None:
        days = [period.since + timedelta(days=each) for each in range(max(0, period.days))]
        dates = {f"day{i}": day.isoformat() for i, day in enumerate(days) if day.weekday() == weekday}
        values |= dates
        indexed.append(f"o.day IN ({', '.join(f':{name}' for name in dates)})")
    leading = next((name for name in ("category", "location") if name in equal), "")
    if leading:
        indexed.append(f"o.{leading} = :{leading}")
    others = [f"o.{name} = :{name}" for name in equal if name != leading]
    return Spot(" AND ".join(indexed), "".join(f" AND {each}" for each in others), values)


def plain_conditions(scope: Scope, table: str) -> tuple[str, tuple[str, ...]]:
    """Return the conditions of a scope without a pattern on a table of that name, and their values."""
    columns = {} if scope.pattern is not None else _columns(scope)
    return " AND ".join(f"{table}.{name} = ?" for name in columns) or "true", tuple(columns.values())
