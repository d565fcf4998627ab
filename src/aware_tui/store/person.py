"""One person in the data: who it is, what is held of them, where else they are named, and every row."""

from collections.abc import Collection, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aware_tui.domain.customers import DETAILS
from aware_tui.domain.insight_rows import Feedback
from aware_tui.domain.rows import (
    Answer,
    Apology,
    CauseLink,
    CheckIn,
    Customer,
    CustomerMerge,
    Delivery,
    Event,
    FollowUp,
    Note,
    Option,
    ProfileEntry,
    Promise,
    QualityRecord,
    Session,
    StepVisit,
    Tick,
)
from aware_tui.domain.text import folded
from aware_tui.store.customer_records import customers_of
from aware_tui.store.customers import find
from aware_tui.store.database import Database
from aware_tui.store.erased import erased_among
from aware_tui.store.erasing import sessions_of
from aware_tui.store.families import family
from aware_tui.store.gates import reader
from aware_tui.store.library import sqlite3
from aware_tui.store.reading import resolve_id
from aware_tui.store.records import COLUMN_LIST, TABLES, from_stored
from aware_tui.store.searching import search
from aware_tui.store.slices import places, slices

SHOWN = 20
"""How many people are listed where several fit, and calls of others where somebody is named."""


@dataclass(frozen=True, slots=True)
class Holding:
    """How much is held of some people, by the kind of it."""

    calls: int
    open_calls: int
    notes: int
    promises: int
    open_promises: int
    follow_ups: int
    open_follow_ups: int
    documents: int
    """Documents recorded, or drafted."""
    deliveries: int
    """Documents that were delivered or are on their way."""
    feedback: int


@dataclass(frozen=True, slots=True)
class Mentions:
    """Where a person may be named beside their own rows; these words are others' and stay."""

    calls: tuple[str, ...]
    """The ids of calls of others."""
    causes: tuple[str, ...]
    """The ids of choke points."""
    goals: tuple[str, ...]


def fitting(db: Database, who: str) -> tuple[Customer, ...]:
    """Return the customers that `who` is the id of (or six characters or more), else is the reference or
    name of, else finds; merged ones once, as they are shown. AmbiguousId if it is part of several ids.
    """
    row_id = resolve_id(db, who, Customer)
    ids = [row_id] if row_id else _called(db, who) or [line.customer.id for line in find(db, who, SHOWN)]
    shown = dict.fromkeys(known.shown for each in ids if (known := family(db, each)) is not None)
    there = customers_of(db, shown)
    return tuple(there[each] for each in shown if each in there)


def _called(db: Database, who: str) -> list[str]:
    """Return who has exactly this reference, else who has exactly this name; case does not matter."""
    sought = " ".join(who.split())
    ways = tuple(dict.fromkeys((sought, sought.title(), sought.upper(), sought.lower())))
    for column in ("reference", "name"):
        statement = f"SELECT id, {column} FROM customer WHERE {column} IN ({places(ways)}) ORDER BY id"
        rows = db.execute(statement, ways).fetchall() if sought else []
        if found := [row_id for row_id, called in rows if folded(called.strip()) == folded(sought)]:
            return found
    return []


def is_erased(db: Database, customer: Customer) -> bool:
    """Say whether nothing is left of a customer but the row."""
    return bool(erased_among(db, {customer.id})) and not any(getattr(customer, name) for name in DETAILS)


_COUNTS = {
    "notes": "note WHERE text <> '' AND",
    "promises": "promise WHERE",
    "open_promises": "promise WHERE state = 'open' AND",
    "follow_ups": "follow_up WHERE",
    "open_follow_ups": "follow_up WHERE state = 'open' AND",
    "deliveries": "delivery WHERE state <> 'withdrawn' AND",
}


def holding(db: Database, customers: Collection[str], sessions: Collection[str]) -> Holding:
    """Return how much is held of these customers and these sessions of theirs."""
    counts = {name: _count(db, f"{rows} session_id", sessions) for name, rows in _COUNTS.items()}
    documents = (_count(db, f"{table} WHERE session_id", sessions) for table in _DOCUMENTS)
    own = {row[0] for row in _feedback_ids(db, "customer_id", customers)}
    own |= {row[0] for row in _feedback_ids(db, "session_id", sessions)}
    return Holding(
        calls=len(sessions),
        open_calls=_count(db, "session WHERE status IN ('open', 'parked') AND id", sessions),
        documents=sum(documents),
        feedback=len(own),
        **counts,
    )


_DOCUMENTS = ("profile_entry", "quality_record")


def _count(db: Database, rows: str, ids: Collection[str]) -> int:
    return sum(
        int(db.execute(f"SELECT count(*) FROM {rows} IN ({places(some)})", some).fetchone()[0])
        for some in slices(sorted(ids))
    )


def _feedback_ids(db: Database, column: str, ids: Collection[str]) -> Iterator[tuple[str]]:
    for some in slices(sorted(ids)):
        yield from db.execute(f"SELECT id FROM feedback WHERE {column} IN ({places(some)})", some)


def mentions(db: Database, customers: Collection[Customer], sessions: Collection[str]) -> Mentions:
    """Return where the names and numbers of these customers stand in the words of others."""
    told = {getattr(each, name).strip() for each in customers for name in DETAILS} - {""}
    calls = {line.id for words in told for line in search(db, words, SHOWN + len(sessions))}
    return Mentions(
        tuple(sorted(calls.difference(sessions))[:SHOWN]),
        tuple(_naming(db, "choke_point", ("title", "action", "owner", "whys"), told)),
        tuple(_naming(db, "goal", ("title", "reason", "outcome"), told)),
    )


def _naming(db: Database, table: str, columns: tuple[str, ...], told: Collection[str]) -> Iterator[str]:
    sought = [folded(words) for words in told]
    for row_id, *texts in db.execute(f"SELECT id, {', '.join(columns)} FROM {table} ORDER BY id"):
        text = folded("\n".join(texts))
        if any(words in text for words in sought):
            yield row_id


_NAMED = "customer WHERE (name <> '' OR reference <> '' OR contact <> '')"


def holds(path: Path, customers: Collection[str], sessions: Collection[str]) -> bool | None:
    """Say whether the copy at `path` still has words of these; None where it cannot be read."""
    try:
        with closing(reader(path, 0)) as db:
            named = _count(db, f"{_NAMED} AND id", customers)
            return bool(named or _count(db, f"{_COUNTS['notes']} session_id", sessions))
    except sqlite3.Error:
        return None


_OF_SESSION: tuple[type[Any], ...] = (
    StepVisit,
    Tick,
    Note,
    Answer,
    Apology,
    Option,
    Promise,
    FollowUp,
    ProfileEntry,
    QualityRecord,
    Delivery,
    CauseLink,
)
LEFT_OUT: dict[str, str] = {
    TABLES[CheckIn]: "how a call was for the agent; that is for its author alone",
    "attempt": "practice, which is about trainees",
}
"""What an access export does not hold, and why."""


def rows_about(
    db: Database, customers: Collection[str], sessions: Collection[str]
) -> Iterator[tuple[str, tuple[Any, ...]]]:
    """Yield each table that has rows about these customers, with its rows as records; empty ones too."""
    yield "customer", _records(db, Customer, {"id": customers})
    yield "customer_merge", _records(db, CustomerMerge, {"customer_id": customers, "into_id": customers})
    yield "session", _records(db, Session, {"id": sessions})
    for kind in _OF_SESSION:
        yield TABLES[kind], _records(db, kind, {"session_id": sessions})
    yield "feedback", _records(db, Feedback, {"session_id": sessions, "customer_id": customers})
    told = _records(db, Event, {"session_id": [*sessions, *customers]})
    yield "event", tuple(each for each in told if "check-in" not in (each.what, each.before))


def _records(db: Database, kind: type[Any], where: dict[str, Collection[str]]) -> tuple[Any, ...]:
    found: dict[str, Any] = {}
    for column, ids in where.items():
        for some in slices(sorted(ids)):
            wanted = f"WHERE {column} IN ({places(some)})"
            rows = db.execute(f'SELECT {COLUMN_LIST[kind]} FROM "{TABLES[kind]}" {wanted}', some)
            found |= {row[0]: from_stored(kind, row) for row in rows}
    return tuple(found[row_id] for row_id in sorted(found))


def everybody_of(db: Database, customer_id: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the ids of all who are shown as this customer, and of all their sessions."""
    known = family(db, customer_id)
    ids = known.ids if known else (customer_id,)
    return ids, sessions_of(db, ids)
