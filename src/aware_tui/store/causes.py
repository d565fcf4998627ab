"""The register of choke points, the sessions they hit, and who is still to be told that one is fixed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from aware_tui.domain.causes import ChokePointLine, Hit, ToBeTold
from aware_tui.domain.rows import CauseLink, ChokePoint, Customer
from aware_tui.domain.states import ChokePointState
from aware_tui.store.database import Database
from aware_tui.store.lines import lines_of
from aware_tui.store.reading import COUNTED, COUNTS_IN
from aware_tui.store.records import COLUMN_LIST, COLUMNS, from_stored, read_time, read_time_or_none
from aware_tui.store.saving import Versions

MOST = 200
"""So many sessions of a choke point are listed, the newest; all are counted."""

_POINTS = f"SELECT {COLUMN_LIST[ChokePoint]} FROM choke_point WHERE"
_OPEN = ("state = 'open' AND due_at IS NOT NULL ORDER BY due_at", "state = 'open' AND due_at IS NULL")
_FIXED = "state = 'fixed'"
_OF_POINT = (
    f"FROM cause_link l JOIN session s ON s.id = l.session_id WHERE l.choke_point_id = ? AND {COUNTS_IN}"
)
_COUNT = f"SELECT count(*), max(s.started_at) {_OF_POINT}"
_LINK = ", ".join(f"l.{name}" for name in COLUMNS[CauseLink])
_HITS = f"SELECT {_LINK}, s.started_at, s.zone, s.customer_id {_OF_POINT}"
_UNTOLD = f"{_HITS} AND l.told_at IS NULL"


@dataclass(frozen=True, slots=True)
class _Hit:
    """A link with what is needed of its session."""

    link: CauseLink
    at: str
    zone: str
    customer_id: str | None


def choke_points(db: Database, limit: int) -> tuple[ChokePointLine, ...]:
    """Return the register: what is open by due time, then what has none, then what is fixed, newest first."""
    points = [point for rest in _OPEN for point in _points(db, rest, limit)]
    points += _fixed(db)
    return tuple(counted(db, point) for point in points[:limit])


def _points(db: Database, rest: str, limit: int) -> list[ChokePoint]:
    rows = db.execute(f"{_POINTS} {rest} LIMIT ?", (limit,))
    return [from_stored(ChokePoint, row) for row in rows]


def _fixed(db: Database) -> list[ChokePoint]:
    """Return what is fixed, the newest first; COUNTED at most are looked at."""
    return sorted(_points(db, _FIXED, COUNTED), key=_fixed_at, reverse=True)


def _fixed_at(point: ChokePoint) -> tuple[datetime, str]:
    return point.fixed_at or point.made_at, point.id


def _hits(db: Database, statement: str, choke_point_id: str) -> list[_Hit]:
    """Return the sessions that a choke point hit, the newest first."""
    rows = db.execute(statement, (choke_point_id,)).fetchall()
    hits = [_Hit(from_stored(CauseLink, link), at, zone, person) for *link, at, zone, person in rows]
    return sorted(hits, key=lambda hit: (hit.at, hit.link.session_id), reverse=True)


def counted(db: Database, point: ChokePoint) -> ChokePointLine:
    """Return a choke point with its counts; no practice, no discarded sessions."""
    persons = _Persons(db)
    number, last_seen = db.execute(_COUNT, (point.id,)).fetchone()
    fixed = point.state is ChokePointState.FIXED
    waiting = {persons.behind(hit) for hit in _hits(db, _UNTOLD, point.id)} if fixed and number else ()
    return ChokePointLine(point, number, read_time_or_none(last_seen), len(waiting))


class _Persons:
    """Who stands behind the sessions: customers that were merged are one."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._known: dict[str, str] = {}

    def behind(self, hit: _Hit) -> str:
        """Return the id of the customer of a session; without one, the session stands for itself."""
        if hit.customer_id is None:
            return hit.link.session_id
        if hit.customer_id not in self._known:
            self._known[hit.customer_id] = self._merged(hit.customer_id)
        return self._known[hit.customer_id]

    def _merged(self, customer_id: str) -> str:
        seen = {customer_id}
        while (into := self._into(customer_id)) is not None and into not in seen:
            seen.add(into)
            customer_id = into
        return customer_id

    def _into(self, customer_id: str) -> str | None:
        statement = "SELECT into_id FROM customer_merge WHERE customer_id = ?"
        found = self._db.execute(statement, (customer_id,)).fetchone()
        return None if found is None else str(found[0])


def choke_point(db: Database, row_id: str, versions: Versions | None = None) -> ChokePoint | None:
    """Return a choke point, if it is there, and put its row version into `versions`."""
    statement = f"SELECT row_version, {COLUMN_LIST[ChokePoint]} FROM choke_point WHERE id = ?"
    row = db.execute(statement, (row_id,)).fetchone()
    if row is None:
        return None
    if versions is not None:
        versions.saw("choke_point", row_id, row[0])
    return from_stored(ChokePoint, row[1:])


def cause_link(db: Database, row_id: str, versions: Versions | None = None) -> CauseLink | None:
    """Return a link, if it is there, and put its row version into `versions`."""
    statement = f"SELECT row_version, {COLUMN_LIST[CauseLink]} FROM cause_link WHERE id = ?"
    row = db.execute(statement, (row_id,)).fetchone()
    if row is None:
        return None
    if versions is not None:
        versions.saw("cause_link", row_id, row[0])
    return from_stored(CauseLink, row[1:])


def links_of(db: Database, session_id: str) -> tuple[CauseLink, ...]:
    """Return the links of a session, in the order they were made."""
    statement = f"SELECT {COLUMN_LIST[CauseLink]} FROM cause_link WHERE session_id = ?"
    found = [from_stored(CauseLink, row) for row in db.execute(statement, (session_id,))]
    return tuple(sorted(found, key=lambda each: each.id))


def link_ids(db: Database, choke_point_id: str) -> frozenset[str]:
    """Return the ids of all links to a choke point."""
    rows = db.execute("SELECT id FROM cause_link WHERE choke_point_id = ?", (choke_point_id,))
    return frozenset(row[0] for row in rows)


def of_session(db: Database, session_id: str) -> tuple[ChokePoint, ...]:
    """Return the choke points that a session ran into, in the order it was linked to them."""
    points = (choke_point(db, each.choke_point_id) for each in links_of(db, session_id))
    return tuple(point for point in points if point is not None)


def sessions_of(db: Database, choke_point_id: str, limit: int = MOST) -> tuple[Hit, ...]:
    """Return the sessions that a choke point hit, newest first; no practice, none that was discarded."""
    links = {hit.link.session_id: hit.link for hit in _hits(db, _HITS, choke_point_id)[:limit]}
    lines = lines_of(db, [*links])
    return tuple(Hit(linked, lines[row_id]) for row_id, linked in links.items() if row_id in lines)


def to_be_told(db: Database, limit: int, choke_point_id: str | None = None) -> tuple[ToBeTold, ...]:
    """Return who was hit by a cause that is fixed and not told so: one line for a person and a cause.

    What was fixed last comes first, and of it who waits longest. No practice, no discarded sessions.
    """
    persons = _Persons(db)
    fixed = (point for point in _fixed(db) if choke_point_id in (None, point.id))
    lines = (line for point in fixed for line in _untold(db, point, persons))
    return tuple(islice(lines, limit))


def _untold(db: Database, point: ChokePoint, persons: _Persons) -> Iterator[ToBeTold]:
    """Yield a line for each person that a choke point hit."""
    by_person: dict[str, list[_Hit]] = {}
    for hit in _hits(db, _UNTOLD, point.id):
        by_person.setdefault(persons.behind(hit), []).append(hit)
    for person, hits in reversed(by_person.items()):
        customer = _customer(db, person) or Customer("")
        newest = hits[0]
        yield ToBeTold(
            point,
            tuple(hit.link for hit in hits),
            newest.link.session_id,
            read_time(newest.at),
            newest.zone,
            customer.id or None,
            customer.name,
            customer.contact,
            customer.preferred_channel,
        )


def _customer(db: Database, row_id: str) -> Customer | None:
    row = db.execute(f"SELECT {COLUMN_LIST[Customer]} FROM customer WHERE id = ?", (row_id,)).fetchone()
    return None if row is None else from_stored(Customer, row)
