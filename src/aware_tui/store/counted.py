"""Reads sessions as they are counted: by day and hours, category, place, channel and person."""

from collections.abc import Collection, Iterable, Iterator
from itertools import groupby
from typing import Any

from aware_tui.domain.insights.counting import Occurrence, anonymous, day_of, hours_of, judged
from aware_tui.store.database import Database
from aware_tui.store.families import family
from aware_tui.store.reading import COUNTS_IN
from aware_tui.store.records import read_time_or_none
from aware_tui.store.slices import places, slices

# The last quality record is the greatest of "id category": a lookup, and nothing to sort.
_SESSIONS = f"""
SELECT s.id, s.started_at, s.zone, s.day_only,
    (SELECT max(q.id || ' ' || q.category) FROM quality_record q
        WHERE q.session_id = s.id AND trim(q.category) <> ''),
    coalesce(s.category, ''), coalesce(s.location, ''), coalesce(s.channel, ''), coalesce(s.customer_id, '')
FROM session s WHERE {COUNTS_IN}
"""
_MERGED = "SELECT customer_id FROM customer_merge UNION SELECT into_id FROM customer_merge"


def occurrences_of(db: Database, sessions: Collection[str]) -> Iterator[Occurrence]:
    """Yield those of these sessions that count, as the rows of the file say they are; not yet judged."""
    shown = _Shown(db)
    for some in slices(sorted(sessions)):
        yield from _occurrences(db.execute(f"{_SESSIONS} AND s.id IN ({places(some)})", some), shown)


def all_occurrences(db: Database) -> Iterator[Occurrence]:
    """Yield every session that counts, judged; only one person's are held at a time, and merged ones'."""
    merged = {row[0] for row in db.execute(_MERGED)}
    held: list[Occurrence] = []
    rows = _occurrences(db.execute(f"{_SESSIONS} ORDER BY s.customer_id"), _Shown(db, merged))
    for person, visits in groupby(rows, key=lambda each: each.person):
        if person in merged:
            held += visits
        else:
            yield from judged_of(person, visits)
    held.sort(key=lambda each: each.person)
    for person, visits in groupby(held, key=lambda each: each.person):
        yield from judged_of(person, visits)


def judged_of(person: str, visits: Iterable[Occurrence]) -> Iterable[Occurrence]:
    """Return the occurrences of one person with how each counts; without a person, each for itself."""
    return judged(visits) if person else map(anonymous, visits)


def _occurrences(rows: Iterable[tuple[Any, ...]], shown: "_Shown") -> Iterator[Occurrence]:
    """Yield what can be counted: a session whose time nobody can read has no day."""
    for row_id, at, zone, day_only, record, category, location, channel, customer in rows:
        started = read_time_or_none(str(at))
        if started is None:
            continue
        yield Occurrence(
            row_id,
            day_of(started, zone),
            "" if day_only else hours_of(started, zone),
            (record.partition(" ")[2] if record else category).strip(),
            location.strip(),
            channel.strip(),
            shown.behind(customer),
            started,
        )


class _Shown:
    """Who a customer is shown as: merged ones count as one person."""

    def __init__(self, db: Database, merged: Collection[str] | None = None) -> None:
        """`merged` has everybody who is part of a merge; without it that is looked up for each."""
        nobody = merged is None and not db.execute("SELECT 1 FROM customer_merge LIMIT 1").fetchone()
        self._db = db
        self._merged = () if nobody else merged
        self._known = {"": ""}

    def behind(self, customer_id: str) -> str:
        """Return the id of the customer that this one is shown as."""
        if self._merged is not None and customer_id not in self._merged:
            return customer_id
        if customer_id not in self._known:
            known = family(self._db, customer_id)
            self._known[customer_id] = known.shown if known else customer_id
        return self._known[customer_id]
