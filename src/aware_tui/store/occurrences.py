"""Keeps the counts behind the findings in step with the sessions, in the transaction that saves these."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from itertools import groupby, islice

from aware_tui.domain.insights.counting import Occurrence, anonymous, day_of, hours_of, judged
from aware_tui.domain.rows import CustomerMerge, QualityRecord, Session
from aware_tui.domain.session import Change
from aware_tui.store.families import family
from aware_tui.store.library import sqlite3
from aware_tui.store.reading import COUNTS_IN
from aware_tui.store.records import read_day, read_time, stored_time

DIMENSIONS = ("location", "hours", "channel")
"""By what else than the category the occurrences of a day are counted."""

MARK = "occurrence"
"""The row of `count_mark` that grows with every change of the counts."""

_MOST = 500
"""Values that are looked up in one statement."""

_COLUMNS = "id, day, hours, category, location, channel, person, started_at, votes, again, third"
_KEPT = f"SELECT {_COLUMNS} FROM occurrence WHERE"
_CATEGORY = """coalesce((SELECT q.category FROM quality_record q
    WHERE q.session_id = s.id AND q.category <> '' ORDER BY q.id DESC LIMIT 1), s.category, '')"""
_SESSIONS = f"""
SELECT s.id, s.started_at, s.zone, s.day_only, {_CATEGORY}, coalesce(s.location, ''), coalesce(s.channel, ''),
    coalesce(s.customer_id, '')
FROM session s WHERE {COUNTS_IN}
"""
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

Cell = tuple[str, str, str, str]
"""Dimension, day, category, value: what a row of `daily_count` counts."""


def touched(db: sqlite3.Connection, change: Change) -> set[str]:
    """Return the ids of the sessions that may be counted otherwise after a change that is written."""
    rows = [edit.row for edit in change.edits]
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


def settle(db: sqlite3.Connection, sessions: Collection[str]) -> None:
    """Bring the counts of these sessions up to date, inside the caller's transaction."""
    if not sessions:
        return
    before = {each.id: each for each in _kept(db, "id", sessions)}
    now = {each.id: each for each in _counted(db, sessions)}
    moved = {row_id for row_id in sessions if _bare(before.get(row_id)) != _bare(now.get(row_id))}
    if not moved:
        return
    persons = {each.person for row_id in moved for each in (before.get(row_id), now.get(row_id)) if each}
    others = {each.id: each for each in _kept(db, "person", persons - {""})}
    was = others | {row_id: before[row_id] for row_id in moved if row_id in before}
    there = [each for row_id, each in others.items() if row_id not in moved]
    _replace(db, was, _judged([*there, *(now[row_id] for row_id in moved if row_id in now)]))


def _bare(each: Occurrence | None) -> Occurrence | None:
    """Return an occurrence without how it counts, which depends on others."""
    return None if each is None else anonymous(each)


def _judged(visits: Iterable[Occurrence]) -> dict[str, Occurrence]:
    by_person: dict[str, list[Occurrence]] = {}
    for each in visits:
        by_person.setdefault(each.person, []).append(each)
    found = [anonymous(each) for each in by_person.pop("", ())]
    found += [each for person in by_person.values() for each in judged(person)]
    return {each.id: each for each in found}


def _replace(db: sqlite3.Connection, was: dict[str, Occurrence], now: dict[str, Occurrence]) -> None:
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


def _kept(db: sqlite3.Connection, column: str, values: Collection[str]) -> Iterator[Occurrence]:
    for some in _slices(values):
        marks = ", ".join("?" * len(some))
        for row in db.execute(f"{_KEPT} {column} IN ({marks})", some):
            row_id, day, hours, category, location, channel, person, at, votes, again, third = row
            flags = bool(votes), bool(again), bool(third)
            yield Occurrence(
                row_id, read_day(day), hours, category, location, channel, person, read_time(at), *flags
            )


def _counted(db: sqlite3.Connection, sessions: Collection[str]) -> Iterator[Occurrence]:
    """Yield the sessions that count as the rows of the file say they are."""
    shown = _Shown(db)
    for some in _slices(sessions):
        marks = ", ".join("?" * len(some))
        for row in db.execute(f"{_SESSIONS} AND s.id IN ({marks})", some):
            yield _occurrence(row, shown)


def _occurrence(row: tuple[str, ...], shown: "_Shown") -> Occurrence:
    row_id, at, zone, day_only, category, location, channel, customer = row
    started = read_time(at)
    hours = "" if day_only else hours_of(started, zone)
    return Occurrence(
        row_id,
        day_of(started, zone),
        hours,
        category.strip(),
        location.strip(),
        channel.strip(),
        shown.behind(customer),
        started,
    )


class _Shown:
    """Who a customer is shown as: merged ones count as one person."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._known = {"": ""}
        self._any = bool(db.execute("SELECT 1 FROM customer_merge LIMIT 1").fetchone())

    def behind(self, customer_id: str) -> str:
        """Return the id of the customer that this one is shown as."""
        if not self._any:
            return customer_id
        if customer_id not in self._known:
            known = family(self._db, customer_id)
            self._known[customer_id] = known.shown if known else customer_id
        return self._known[customer_id]


def _slices(values: Iterable[str]) -> Iterator[list[str]]:
    rest = iter(sorted(values))
    while some := list(islice(rest, _MOST)):
        yield some


def rebuild(db: sqlite3.Connection) -> None:
    """Make all counts anew from the sessions, inside the caller's transaction."""
    db.execute("DELETE FROM occurrence")
    db.execute("DELETE FROM daily_count")
    db.executemany(_PUT, map(_stored, all_counted(db)))
    for dimension in DIMENSIONS:
        db.execute(_ALL_COUNTS.format(dimension))
    db.execute(_CHANGED, (MARK,))


_ALL_COUNTS = """
INSERT INTO daily_count (dimension, day, category, value, sessions, votes)
SELECT '{0}', day, category, {0}, count(*), sum(votes) FROM occurrence GROUP BY day, category, {0}
"""


_MERGED = "SELECT customer_id FROM customer_merge UNION SELECT into_id FROM customer_merge"


def all_counted(db: sqlite3.Connection) -> Iterator[Occurrence]:
    """Yield every session that counts, judged; of all that is read, only one person's is held at a time."""
    shown = _Shown(db)
    merged = {row[0] for row in db.execute(_MERGED)}
    held: list[Occurrence] = []
    rows = (_occurrence(row, shown) for row in db.execute(f"{_SESSIONS} ORDER BY s.customer_id"))
    for person, visits in groupby(rows, key=lambda each: each.person):
        if person in merged:
            held += visits
        elif person:
            yield from judged(visits)
        else:
            yield from map(anonymous, visits)
    yield from _judged(held).values()
