"""What the look at a period reads: counts, totals, who came back, and the sessions behind a spot."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from aware_tui.domain.insights.counting import blocks_in
from aware_tui.domain.insights.counts import Counts, Persons
from aware_tui.domain.insights.fell import Fell, around
from aware_tui.domain.insights.patterns import WEEKDAYS, Dimension, Pattern
from aware_tui.domain.insights.period import Period
from aware_tui.domain.insights.repeated import repeats_of
from aware_tui.domain.insights.report import Incident, Repeats, Totals
from aware_tui.domain.insights.shares import shares
from aware_tui.domain.summary import SessionLine
from aware_tui.store.database import Database
from aware_tui.store.day import promises
from aware_tui.store.lines import session_lines
from aware_tui.store.occurrences import MARK
from aware_tui.store.records import read_day

BIG = 5_000
"""Where more than so many votes stand in a spot, its customers are not counted one by one."""

_MOST = 500
"""Days or ids that are asked for in one statement."""

_COUNTS = """
SELECT day, category, value, votes FROM daily_count
WHERE dimension = ? AND day >= ? AND day < ? AND votes > 0
"""
_SESSIONS = """
SELECT day, category, sum(sessions), sum(votes) FROM daily_count
WHERE dimension = 'location' AND day >= ? AND day < ? GROUP BY day, category
"""
_VALUES = "SELECT value, sessions FROM daily_count WHERE dimension = ? AND day >= ? AND day < ?"
_END = "SELECT day FROM daily_count WHERE dimension = 'location' ORDER BY day {} LIMIT 1"
_BACK = """
SELECT count(DISTINCT person) FROM occurrence WHERE {} AND person <> '' AND day >= ? AND day < ?
"""

_Cells = dict[tuple[str, str], dict[int, int]]


def mark(db: Database) -> int:
    """Return how often the counts have changed so far; what was read at the same mark still holds."""
    row = db.execute("SELECT changes FROM count_mark WHERE id = ?", (MARK,)).fetchone()
    return int(row[0]) if row else 0


def days_with_data(db: Database) -> Period | None:
    """Return the days from the first to the last that anything was counted on; None if nothing ever was."""
    ends = [db.execute(_END.format(order)).fetchone() for order in ("ASC", "DESC")]
    first, last = (read_day(row[0]) if row else None for row in ends)
    return None if first is None or last is None else Period(first, last + timedelta(days=1))


def counts(db: Database, period: Period) -> Counts:
    """Return the votes of a period by day, three times: by location, hours and channel."""
    return Counts(period, *(_cells(db, dimension, period) for dimension in ("location", "hours", "channel")))


def _cells(db: Database, dimension: str, period: Period) -> _Cells:
    found: _Cells = {}
    day, ordinal = "", 0
    for on, category, value, votes in db.execute(_COUNTS, (dimension, *_ends(period))):
        if on != day:
            day, ordinal = on, read_day(on).toordinal()
        key = category, value
        if key in found:
            found[key][ordinal] = votes
        else:
            found[key] = {ordinal: votes}
    return found


def _ends(period: Period) -> tuple[str, str]:
    return period.since.isoformat(), period.until.isoformat()


def totals(db: Database, period: Period, now: datetime) -> Totals:
    """Return the sums of a period, each session counted; promises as they stand at the aware time `now`."""
    days, categories, counted = Counter[date](), Counter[str](), 0
    for day, category, sessions, votes in db.execute(_SESSIONS, _ends(period)):
        days[read_day(day)] += sessions
        categories[category] += sessions
        counted += votes
    values = {dimension: _values(db, dimension, period) for dimension in ("hours", "channel", "location")}
    open_promises, overdue = promises(db, now)
    return Totals(
        sessions=days.total(),
        counted=counted,
        first_day=min(days, default=None),
        last_day=max(days, default=None),
        open_promises=open_promises,
        overdue=overdue,
        categories=shares(categories),
        weekdays=shares(_by_weekday(days), WEEKDAYS),
        hours=shares(values["hours"], sorted(values["hours"])),
        channels=shares(values["channel"]),
        locations=shares(values["location"]),
        weeks=_by_week(days, period),
        ever=days_with_data(db),
    )


def _values(db: Database, dimension: str, period: Period) -> Counter[str]:
    found = Counter[str]()
    for value, sessions in db.execute(_VALUES, (dimension, *_ends(period))):
        found[value] += sessions
    return found


def _by_weekday(days: Counter[date]) -> Counter[str]:
    found = Counter[str]()
    for day, sessions in days.items():
        found[WEEKDAYS[day.weekday()]] += sessions
    return found


def _by_week(days: Counter[date], period: Period) -> tuple[int, ...]:
    """Return the sums of seven days each, the first beginning on the first day."""
    weeks = [0] * -(-period.days // 7)
    for day, sessions in days.items():
        weeks[(day - period.since).days // 7] += sessions
    return tuple(weeks)


def repeats(db: Database, period: Period) -> Repeats:
    """Return how many customers came back in a period, and say it in words."""
    same, third, customers = (
        int(db.execute(_BACK.format(rule), _ends(period)).fetchone()[0])
        for rule in ("again = 1", "third = 1", "true")
    )
    return repeats_of(same, third, customers)


@dataclass(frozen=True, slots=True)
class _Spot:
    """The rows of `occurrence` that are meant."""

    where: tuple[tuple[str, str], ...]
    """Columns and what they hold."""
    weekday: str | None = None
    """None for all days."""
    once: bool = True
    """Only those that are a vote."""

    def conditions(self) -> tuple[str, tuple[str, ...]]:
        """Return them as SQL, and the values in it."""
        rules = [f"{column} = ?" for column, _ in self.where] + ["votes = 1"] * self.once
        return "".join(f" AND {rule}" for rule in rules), tuple(value for _, value in self.where)

    def spans(self, period: Period) -> Iterator[tuple[str, Sequence[str]]]:
        """Yield the days of a period as conditions in SQL with their values."""
        if self.weekday is None:
            yield "day >= ? AND day < ?", _ends(period)
            return
        days = [day.isoformat() for day in _days(self.weekday, period)]
        for begin in range(0, len(days), _MOST):
            some = days[begin : begin + _MOST]
            yield f"day IN ({', '.join('?' * len(some))})", some


def _days(weekday: str, period: Period) -> Iterator[date]:
    """Yield the days of a period with this name."""
    if weekday in WEEKDAYS:
        ahead = (WEEKDAYS.index(weekday) - period.since.weekday()) % 7
        for ordinal in range(period.since.toordinal() + ahead, period.until.toordinal(), 7):
            yield date.fromordinal(ordinal)


def _spot(pattern: Pattern) -> _Spot:
    columns = {"category": pattern.category, "location": pattern.location}
    weekday = pattern.value if pattern.dimension is Dimension.WEEKDAY else None
    if weekday is None:
        columns[pattern.dimension.value] = pattern.value
    return _Spot(tuple((name, value) for name, value in columns.items() if value is not None), weekday)


def persons(db: Database, period: Period, pattern: Pattern) -> Persons:
    """Return who stands behind a spot: counted up to BIG votes, beyond that at least and at most so many."""
    spot, within = _spot(pattern), _within(db, period)
    rules, values = spot.conditions()
    found: list[str] = []
    for days, on in spot.spans(within):
        statement = f"SELECT person FROM occurrence WHERE {days}{rules} LIMIT {BIG + 1 - len(found)}"
        found += (row[0] for row in db.execute(statement, (*on, *values)))
        if len(found) > BIG:
            return _bounds(_votes(db, pattern, within), within, set(found))
    known = Counter(found)
    unknown = known.pop("", 0)
    loudest = max(known.values(), default=min(unknown, 1))
    return Persons(len(known) + unknown, loudest, named=bool(known) or not unknown)


def _bounds(votes: Counter[str], period: Period, met: set[str]) -> Persons:
    """Return the fewest customers there can be where so many were met, and the most votes of one.

    Nobody votes more than once for a category in a block of days.
    """
    blocks = blocks_in(period.days)
    fewest = max(-(-count // blocks) for count in votes.values())
    return Persons(max(fewest, len(met)), blocks * len(votes), at_least=True, named=met != {""})


def _votes(db: Database, pattern: Pattern, period: Period) -> Counter[str]:
    """Return the votes in a spot by category."""
    spot = _spot(pattern)
    rules, values = spot.conditions()
    found = Counter[str]()
    for days, on in spot.spans(period):
        where = f"FROM occurrence WHERE {days}{rules}"
        if pattern.category is None:
            found.update(row[0] for row in db.execute(f"SELECT category {where}", (*on, *values)))
        else:
            (count,) = db.execute(f"SELECT count(*) {where}", (*on, *values)).fetchone()
            found[pattern.category] += int(count)
    return found


def _within(db: Database, period: Period) -> Period:
    """Return the part of a period that has data: a period may begin with the calendar."""
    ever = days_with_data(db) or Period(period.since, period.since + timedelta(days=1))
    return Period(max(period.since, ever.since), max(period.since, min(period.until, ever.until)))


def behind(db: Database, pattern: Pattern, period: Period, limit: int) -> tuple[SessionLine, ...]:
    """Return the sessions that a spot is made of, the newest first; each customer's as it is counted."""
    return _newest(db, _spot(pattern), period, limit)


def behind_incident(db: Database, incident: Incident, limit: int) -> tuple[SessionLine, ...]:
    """Return the sessions of a day that stood out, the newest first."""
    columns = (("category", incident.category), ("location", incident.location))
    spot = _Spot(tuple((name, value) for name, value in columns if value is not None))
    return _newest(db, spot, Period(incident.day, incident.day + timedelta(days=1)), limit)


def behind_category(
    db: Database, category: str, period: Period, limit: int, *, once: bool = False
) -> tuple[SessionLine, ...]:
    """Return all sessions of a category, the newest first; `once` leaves out what is no vote."""
    return _newest(db, _Spot((("category", category),), once=once), period, limit)


def _newest(db: Database, spot: _Spot, period: Period, limit: int) -> tuple[SessionLine, ...]:
    """Look in the last day, then in two, four, eight ... before it, until there are enough."""
    rules, values = spot.conditions()
    within = _within(db, period)
    until, days_back = within.until, 1 if spot.weekday is None else 7
    found: list[tuple[str, str]] = []
    while until > within.since and len(found) < limit:
        days_left = (until - within.since).days
        since = until - timedelta(days=min(days_back, days_left))
        some: list[tuple[str, str]] = []
        for days, on in spot.spans(Period(since, until)):
            some += db.execute(f"SELECT started_at, id FROM occurrence WHERE {days}{rules}", (*on, *values))
        found += sorted(some, reverse=True)
        until, days_back = since, days_back * 2
    return _lines(db, [row_id for _, row_id in found[:limit]])


def _lines(db: Database, ids: Sequence[str]) -> tuple[SessionLine, ...]:
    """Return these sessions as lines, in the same order."""
    lines: dict[str, SessionLine] = {}
    for begin in range(0, len(ids), _MOST):
        some = ids[begin : begin + _MOST]
        there = session_lines(db, f"WHERE s.id IN ({', '.join('?' * len(some))})", some)
        lines |= {line.id: line for line in there}
    return tuple(lines[row_id] for row_id in ids if row_id in lines)


def fell(db: Database, pattern: Pattern, on: date, today: date) -> Fell:
    """Return the votes in a spot in up to twelve whole weeks before a day and since it."""
    ever = days_with_data(db)
    before, after = around(on, today, ever.since if ever else None)
    votes, since = (_votes(db, pattern, part).total() for part in (before, after))
    return Fell(votes, since, before.days // 7, after.days // 7)
