"""Keeps the counts behind the findings in step with the sessions, in the transaction that saves these."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date

from aware_tui.domain.insights.counting import THIRD, Occurrence, anonymous
from aware_tui.domain.rows import CustomerMerge, QualityRecord, Session
from aware_tui.domain.session import Change
from aware_tui.store.counted import all_occurrences, judged_of, occurrences_of
from aware_tui.store.database import Database
from aware_tui.store.families import family
from aware_tui.store.records import read_day, read_time, stored_time
from aware_tui.store.slices import places, slices

DIMENSIONS = ("location", "hours", "channel")
"""By what else than the category the occurrences of a day are counted."""

MARK = "occurrence"
"""The row of `count_mark` that grows with every change of the counts."""

_FAR = THIRD.days
"""How many days later an occurrence can still make another count otherwise."""

_ASTRAY = 2
"""Days by which the days of two zones can contradict the order of their times."""

_COLUMNS = "id, day, hours, category, location, channel, person, started_at, votes, again, third"
_KEPT = f"SELECT {_COLUMNS} FROM occurrence WHERE"
_PUT = f"INSERT INTO occurrence ({_COLUMNS}) VALUES ({', '.join('?' * 11)})"
_COUNT = """
INSERT INTO daily_count (dimension, day, category, value, sessions, votes) VALUES (?, ?, ?, ?, ?, ?)
ON CONFLICT (dimension, day, category, value)
DO UPDATE SET sessions = daily_count.sessions + excluded.sessions, votes = daily_count.votes + excluded.votes
"""
_EMPTY = """
DELETE FROM daily_count
WHERE dimension = ? AND day = ? AND category = ? AND value = ? AND sessions = 0 AND votes = 0
"""
_CHANGED = """
INSERT INTO count_mark (id, changes) VALUES (?, 1)
ON CONFLICT (id) DO UPDATE SET changes = count_mark.changes + 1
"""

ALL_COUNTS = """
SELECT '{0}' AS dimension, day, category, {0} AS value, count(*) AS sessions, sum(votes) AS votes
FROM occurrence GROUP BY category, day, {0}
"""
"""What `daily_count` should hold of a dimension."""

Cell = tuple[str, str, str, str]
"""Dimension, day, category, value: what a row of `daily_count` counts."""


def touched(db: Database, change: Change) -> set[str]:
    """Return the ids of the sessions that may be counted otherwise after a change that is written."""
    rows = [row for edit in change.edits for row in (edit.before, edit.after) if row is not None]
    found = {row.id for row in rows if isinstance(row, Session)}
    found |= {row.session_id for row in rows if isinstance(row, QualityRecord)}
    persons = {
        each for row in rows if isinstance(row, CustomerMerge) for each in (row.customer_id, row.into_id)
    }
    for customer_id in persons:
        known = family(db, customer_id)
        for each in known.ids if known else (customer_id,):
            found |= {row[0] for row in db.execute("SELECT id FROM session WHERE customer_id = ?", (each,))}
    return found


def settle(db: Database, sessions: Collection[str]) -> None:
    """Bring the counts of these sessions up to date, inside the caller's transaction."""
    if not sessions:
        return
    before = {each.id: each for each in _of_sessions(db, sessions)}
    now = {each.id: each for each in occurrences_of(db, sessions)}
    moved = {row_id for row_id in sessions if _bare(before.get(row_id)) != _bare(now.get(row_id))}
    if not moved:
        return
    was = {row_id: before[row_id] for row_id in moved & before.keys()}
    new = {row_id: now[row_id] for row_id in moved & now.keys()}
    arrived: dict[str, list[Occurrence]] = {}
    for each in new.values():
        arrived.setdefault(each.person, []).append(each)
    for person, days in _days_of_persons([*was.values(), *new.values()]).items():
        others = [each for each in _around(db, person, days) if each.id not in moved]
        was |= {each.id: each for each in others}
        new |= _judged(person, [*others, *arrived.get(person, ())], others, days)
    _replace(db, was, new)


def _bare(each: Occurrence | None) -> Occurrence | None:
    """Return an occurrence without how it counts, which depends on others."""
    return None if each is None else anonymous(each)


def _days_of_persons(visits: Iterable[Occurrence]) -> dict[str, tuple[date, date]]:
    """Return the first and the last day of each person's visits."""
    days: dict[str, tuple[date, date]] = {}
    for each in visits:
        first, last = days.get(each.person, (each.day, each.day))
        days[each.person] = min(first, each.day), max(last, each.day)
    return days


def _around(db: Database, person: str, days: tuple[date, date]) -> list[Occurrence]:
    """Return what is kept of a person near these days: all that decides about those that may change."""
    if not person:
        return []
    first, last = _shifted(days[0], -_FAR - 2 * _ASTRAY), _shifted(days[1], _FAR + 2 * _ASTRAY)
    statement = f"{_KEPT} person = ? AND day BETWEEN ? AND ?"
    return list(_read(db.execute(statement, (person, first.isoformat(), last.isoformat()))))


def _judged(
    person: str, visits: Sequence[Occurrence], others: Sequence[Occurrence], days: tuple[date, date]
) -> dict[str, Occurrence]:
    """Return how a person's visits count now; others long before or after these days count as they did."""
    first, last = _shifted(days[0], -_ASTRAY), _shifted(days[1], _FAR + _ASTRAY)
    found = {each.id: each for each in others}
    found |= {each.id: each for each in judged_of(person, visits) if first <= each.day <= last}
    return found


def _shifted(day: date, days: int) -> date:
    """Return the day so many days later, or the first or last that the calendar has."""
    return date.fromordinal(min(max(day.toordinal() + days, 1), date.max.toordinal()))


def _replace(db: Database, was: dict[str, Occurrence], now: dict[str, Occurrence]) -> None:
    """Write what differs, and add the differences to the counts."""
    gone = [each for row_id, each in was.items() if now.get(row_id) != each]
    new = [each for row_id, each in now.items() if was.get(row_id) != each]
    db.executemany("DELETE FROM occurrence WHERE id = ?", [(each.id,) for each in gone])
    db.executemany(_PUT, map(_stored, new))
    sessions, votes = Counter[Cell](), Counter[Cell]()
    for sign, changed in ((-1, gone), (1, new)):
        for each in changed:
            for cell in cells_of(each):
                sessions[cell] += sign
                votes[cell] += sign * each.votes
    counts = [(*cell, sessions[cell], votes[cell]) for cell in sessions if sessions[cell] or votes[cell]]
    db.executemany(_COUNT, counts)
    db.executemany(_EMPTY, [count[:4] for count in counts if count[4] < 0])
    if gone or new:
        db.execute(_CHANGED, (MARK,))


def cells_of(each: Occurrence) -> Iterator[Cell]:
    """Yield the three counts that an occurrence is part of."""
    day = each.day.isoformat()
    for dimension in DIMENSIONS:
        yield dimension, day, each.category, getattr(each, dimension)


def _stored(each: Occurrence) -> tuple[object, ...]:
    words = (each.hours, each.category, each.location, each.channel, each.person)
    flags = map(int, (each.votes, each.again, each.third))
    return each.id, each.day.isoformat(), *words, stored_time(each.started_at), *flags


def _of_sessions(db: Database, sessions: Collection[str]) -> Iterator[Occurrence]:
    for some in slices(sorted(sessions)):
        yield from _read(db.execute(f"{_KEPT} id IN ({places(some)})", some))


def kept_as(db: Database, row_id: str) -> Occurrence | None:
    """Return how a session is counted in the file; None if it is not."""
    return next(_of_sessions(db, (row_id,)), None)


def _read(rows: Iterable[tuple[str, ...]]) -> Iterator[Occurrence]:
    for row_id, day, hours, category, location, channel, person, at, votes, again, third in rows:
        flags = bool(votes), bool(again), bool(third)
        yield Occurrence(
            row_id, read_day(day), hours, category, location, channel, person, read_time(at), *flags
        )


def rebuild(db: Database) -> None:
    """Make all counts anew from the sessions, inside the caller's transaction."""
    db.execute("DELETE FROM occurrence")
    db.execute("DELETE FROM daily_count")
    db.executemany(_PUT, map(_stored, all_occurrences(db)))
    for dimension in DIMENSIONS:
        db.execute(f"INSERT INTO daily_count {ALL_COUNTS.format(dimension)}")
    db.execute(_CHANGED, (MARK,))
