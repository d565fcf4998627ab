"""Goals, and the values they are measured by: read by index, the newest of a period, so many at most."""

from datetime import UTC, date, datetime, time

from aware_tui.domain.goals.aim import Scope
from aware_tui.domain.goals.measuring import MOST, Observations, Observed
from aware_tui.domain.insight_rows import Goal
from aware_tui.domain.insight_states import Metric, Statistic
from aware_tui.domain.insights.period import Period
from aware_tui.domain.zones import clock_of
from aware_tui.store.database import Database
from aware_tui.store.errors import StoreProblem
from aware_tui.store.goal_values import feedback_values, promise_values, repeat_values, session_values
from aware_tui.store.occurrence_spots import daily_spot
from aware_tui.store.records import COLUMN_LIST, from_stored, read_day
from aware_tui.store.saving import Versions

_GOALS = f"SELECT {COLUMN_LIST[Goal]} FROM goal WHERE state ="
_COUNTS = "SELECT day, sum({}) FROM daily_count WHERE dimension = ? AND day >= ? AND day < ?"


class NoSuchGoal(StoreProblem):
    """There is no goal with this id."""


class NoSuchScope(StoreProblem):
    """Nothing that is saved has this category, this channel or this finding."""


def goals(db: Database, limit: int) -> tuple[Goal, ...]:
    """Return the goals: those that are open by their last day, then those that ended, the last one first."""
    rows = db.execute(f"{_GOALS} 'open' ORDER BY deadline, id LIMIT ?", (limit,)).fetchall()
    rows += db.execute(f"{_GOALS} 'ended' ORDER BY deadline DESC, id DESC LIMIT ?", (limit - len(rows),))
    return tuple(from_stored(Goal, row) for row in rows)


def open_goals(db: Database, limit: int) -> tuple[Goal, ...]:
    """Return the goals that are open, by their last day."""
    rows = db.execute(f"{_GOALS} 'open' ORDER BY deadline, id LIMIT ?", (limit,))
    return tuple(from_stored(Goal, row) for row in rows)


def goal(db: Database, row_id: str, versions: Versions | None = None) -> Goal | None:
    """Return a goal, if it is there, and put its row version into `versions`."""
    row = db.execute(f"SELECT row_version, {COLUMN_LIST[Goal]} FROM goal WHERE id = ?", (row_id,)).fetchone()
    if row is None:
        return None
    if versions is not None:
        versions.saw("goal", row_id, row[0])
    return from_stored(Goal, row[1:])


def observed(
    db: Database,
    metric: Metric,
    statistic: Statistic,
    scope: Scope,
    period: Period,
    zone: str,
    now: datetime,
) -> Observations:
    """Return what was saved of a metric on the days of a period; `now` (aware) is for what is still open.

    Days of complaints are those of each session's own zone; those of feedback and promises are `zone`'s.
    """
    first = first_day(db)
    if statistic is Statistic.WEEKLY:
        return Observations(period, _by_day(db, scope, period), first)
    match metric:
        case Metric.REPEATS:
            found = repeat_values(db, scope, period)
        case Metric.FIRST_RESPONSE | Metric.RESOLUTION:
            found = session_values(db, metric, scope, period, now)
        case Metric.PROMISES_KEPT:
            found = promise_values(db, scope, _span(period, zone), zone, now)
        case _:
            found = feedback_values(db, metric, scope, _span(period, zone), zone)
    return Observations(period, tuple(found.values[:MOST]), first, found.more)


def first_day(db: Database) -> date | None:
    """Return the first day of which any complaint is saved."""
    found = db.execute("SELECT min(day) FROM occurrence").fetchone()[0]
    return None if found is None else read_day(found)


def _span(period: Period, zone: str) -> tuple[datetime, datetime]:
    """Return when the days of a period begin and end on the clocks of a zone, as aware UTC times."""
    clock = clock_of(zone)
    since, until = (
        datetime.combine(day, time(), clock).astimezone(UTC) for day in (period.since, period.until)
    )
    return since, until


def _by_day(db: Database, scope: Scope, period: Period) -> tuple[Observed, ...]:
    """Return complaints by day; those of a finding count each customer once, as the finding does."""
    spot = daily_spot(scope)
    counted = "votes" if scope.pattern is not None else "sessions"
    more = "".join(f" AND {column} = ?" for column, _ in spot.equal)
    values = [spot.dimension, period.since.isoformat(), period.until.isoformat()]
    rows = db.execute(
        f"{_COUNTS.format(counted)}{more} GROUP BY day", [*values, *(value for _, value in spot.equal)]
    )
    days = ((read_day(day), number) for day, number in rows)
    return tuple(
        Observed(day, float(number)) for day, number in days if spot.weekday in (None, day.weekday())
    )


def is_counted(db: Database, column: str, value: str) -> bool:
    """Say whether any complaint has this category or this channel."""
    statement = {
        "category": "SELECT 1 FROM occurrence WHERE category = ? LIMIT 1",
        "channel": "SELECT 1 FROM daily_count WHERE dimension = 'channel' AND value = ? LIMIT 1",
    }[column]
    return db.execute(statement, (value,)).fetchone() is not None
