"""Customers as lines of a list: each shown once, with how often and when last they complained."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from aware_tui.domain.customers import CustomerLine, Family
from aware_tui.domain.rows import Customer
from aware_tui.domain.text import folded
from aware_tui.store.customer_records import customers_of
from aware_tui.store.database import Database
from aware_tui.store.families import merged_of
from aware_tui.store.lines import FIRST_WORDS, shortened
from aware_tui.store.reading import COUNTED, COUNTS_IN
from aware_tui.store.records import read_time
from aware_tui.store.slices import places, slices


class Calls(NamedTuple):
    """The sessions of one customer that count: the last one, and how many; ordered by the last one."""

    last_at: str = ""
    session_id: str = ""
    zone: str = "UTC"
    words: str = ""
    """The first words of the last complaint, after the id of their note."""
    sessions: int = 0
    imported: int = 0


class Found(NamedTuple):
    """A customer as it is shown, the row that was found, and the calls of all who are shown so."""

    shown: Customer
    match: Customer
    calls: Calls


def shown_once(db: Database, matches: Sequence[Customer]) -> list[Found]:
    """Return customers that were found as they are shown: merged ones once, by the first that was found.

    Left out is who has only sessions that do not count, and who was erased between two statements.
    """
    there = {match.id: match for match in matches}
    merged = merged_of(db, there)
    members = {*there, *(member for each in merged.values() for member in each.ids)}
    there |= customers_of(db, {each.shown for each in merged.values()} - there.keys())
    calls = _calls(db, members)
    found: dict[str, Found] = {}
    for match in matches:
        own = merged.get(match.id)
        shown = match if own is None else there.get(own.shown)
        theirs = calls.get(match.id) if own is None else _together(own, calls)
        if shown is not None and theirs is not None and shown.id not in found:
            found[shown.id] = Found(shown, match, theirs)
    return [*found.values()]


_OF_ONE = f"FROM session s WHERE s.customer_id = c.id AND {COUNTS_IN}"

# The last session is a lookup by the index of customers and times; counting stops with COUNTED.
_CALLS = f"""
SELECT c.id, l.id IS NOT NULL OR EXISTS (SELECT 1 FROM session s WHERE s.customer_id = c.id),
    l.started_at, l.id, l.zone, {FIRST_WORDS.format("l")},
    (SELECT count(*) || ' ' || coalesce(sum(one.imported), 0) FROM
        (SELECT CASE s.kind WHEN 'imported' THEN 1 ELSE 0 END AS imported {_OF_ONE} LIMIT {COUNTED}) AS one)
FROM customer c
LEFT JOIN session l ON l.id = (SELECT s.id {_OF_ONE} ORDER BY s.started_at DESC LIMIT 1)
WHERE c.id IN
"""


def _calls(db: Database, ids: Iterable[str]) -> dict[str, Calls | None]:
    """Return the calls of each of these customers; None where there are some, and none counts."""
    found: dict[str, Calls | None] = {}
    for some in slices(ids):
        for row_id, called, at, *last, counts in db.execute(f"{_CALLS} ({places(some)})", some):
            if at is None:
                found[row_id] = None if called else Calls()
            else:
                found[row_id] = Calls(at, *last, *map(int, counts.split()))
    return found


def _together(family: Family, calls: Mapping[str, Calls | None]) -> Calls | None:
    """Return the calls of a family as one; None if there are some, and none counts."""
    known = [calls.get(member) for member in family.ids]
    counting = [each for each in known if each is not None and each.sessions]
    if not counting:
        return None if None in known else Calls()
    sessions, imported = (sum(counts) for counts in zip(*(each[-2:] for each in counting), strict=True))
    return max(counting)._replace(sessions=sessions, imported=imported)


def customer_line(hit: Found) -> CustomerLine:
    """Return what tells a customer apart from others."""
    shown, match, calls = hit
    also = "" if match is shown or folded(match.name) == folded(shown.name) else match.name
    last_at = read_time(calls.last_at) if calls.last_at else None
    words = shortened(calls.words.partition(" ")[2]) if calls.words else ""
    return CustomerLine(shown, calls.sessions, last_at, calls.zone, words, also, calls.imported)
