"""No list, search or id walks through a big table or sorts it."""

import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from making import NOW, a_customer, a_follow_up, a_head, a_note, a_promise, adding

from aware_tui.domain.rows import Customer, FollowUp, Promise, Row
from aware_tui.store.leases import want, wanted
from aware_tui.store.loading import load_session
from aware_tui.store.opening import open_database
from aware_tui.store.reading import (
    counts,
    due_lines,
    events_of,
    half_documented,
    history,
    playbook_document,
    resolve_id,
    unfinished,
)
from aware_tui.store.records import TABLES
from aware_tui.store.saving import Versions, apply
from aware_tui.store.searching import search

HOUR = timedelta(hours=1)
ID = "019a0000-0000-7000-8000-00000000aaaa"


@pytest.fixture
def db(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    with closing(open_database(tmp_path / "aware.db")) as connection:
        yield connection


def put(db: sqlite3.Connection, *rows: Row) -> None:
    with db:
        db.execute("BEGIN IMMEDIATE")
        apply(db, adding(*rows), Versions(), None)


READS: dict[str, Callable[[sqlite3.Connection], object]] = {
    "unfinished": lambda db: unfinished(db, 20),
    "due": lambda db: due_lines(db, 20),
    "half-documented": lambda db: half_documented(db, 20),
    "history": lambda db: history(db, None, 20),
    "older history": lambda db: history(db, (NOW + HOUR, "x"), 20),
    "events": lambda db: events_of(db, "s"),
    "counts": counts,
    "one session": lambda db: load_session(db, ID),
    "an id": lambda db: resolve_id(db, "00aaaa"),
    "the id of a promise": lambda db: resolve_id(db, "00aaaa", Promise),
    "the id of a follow-up": lambda db: resolve_id(db, "00aaaa", FollowUp),
    "the id of a customer": lambda db: resolve_id(db, "00aaaa", Customer),
    "a playbook": lambda db: playbook_document(db, "hash"),
    "search": lambda db: search(db, "rang twa", 20),
    "leases": lambda db: wanted(db, "me"),
    "asking for a lease": lambda db: want(db, "s", "me"),
    "saving": lambda db: put(db, a_head(), a_customer()),
}
BIG = "|".join([*TABLES.values(), "half_documented", "search_entry"])
SCANS = re.compile(rf"SCAN (?:{BIG}|[a-z])(?! USING| VIRTUAL)\b")


@pytest.mark.parametrize("name", READS)
def test_no_read_walks_through_or_sorts_a_big_table(db: sqlite3.Connection, name: str) -> None:
    customer = a_customer(name="Twain")
    head = a_head(id=ID, customer_id=customer.id)
    put(db, customer, head, a_note(head.id), a_promise(head.id), a_follow_up(head.id))
    statements: list[str] = []
    db.set_trace_callback(statements.append)
    READS[name](db)
    db.set_trace_callback(None)
    reads = [sql for sql in statements if re.match(r"\s*(SELECT|UPDATE|INSERT|DELETE)", sql)]
    assert reads
    for sql in reads:
        plan = [row[3] for row in db.execute(f"EXPLAIN QUERY PLAN {sql}")]
        assert not [step for step in plan if SCANS.search(step)], (sql, plan)
        assert not [step for step in plan if "TEMP B-TREE" in step], (sql, plan)


def test_the_plan_test_would_see_a_scan_and_a_sort(db: sqlite3.Connection) -> None:
    (scan,) = (row[3] for row in db.execute("EXPLAIN QUERY PLAN SELECT * FROM note n WHERE text = 'x'"))
    assert SCANS.search(scan)
    sort = [row[3] for row in db.execute("EXPLAIN QUERY PLAN SELECT * FROM session ORDER BY agent")]
    assert any("TEMP B-TREE" in step for step in sort)
