"""The queue: what is open, of every session, by when it is due."""

from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from making import NOW, a_customer, a_follow_up, a_head, a_promise, adding

from aware_tui.domain.queue import Wanted
from aware_tui.domain.rows import Row
from aware_tui.domain.states import FollowUpState, Kind, PromiseState, Status
from aware_tui.store.library import sqlite3
from aware_tui.store.opening import open_file
from aware_tui.store.queue import due_lines, fallen_due
from aware_tui.store.saving import Versions, apply

HOUR = timedelta(hours=1)


@pytest.fixture
def db(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    with closing(open_file(tmp_path / "aware.db")) as connection:
        yield connection


def put(db: sqlite3.Connection, *rows: Row) -> None:
    with db:
        db.execute("BEGIN IMMEDIATE")
        apply(db, adding(*rows), Versions(), None)


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.booleans(), st.none() | st.integers(-9, 9)), max_size=12), st.integers(1, 12))
def test_promises_and_checks_stand_in_one_order_however_many_are_read(
    tmp_path: Path, duties: list[tuple[bool, int | None]], limit: int
) -> None:
    with closing(open_file(tmp_path / "aware.db")) as db:
        db.executescript("DELETE FROM promise; DELETE FROM follow_up; DELETE FROM session;")
        head = a_head()
        put(db, head)
        for a_check, hours in duties:
            due = None if hours is None else NOW + hours * HOUR
            put(db, (a_follow_up if a_check else a_promise)(head.id, due_at=due))
        dues = [line.due_at for line in due_lines(db, limit)]
    expected = sorted(hours for _, hours in duties if hours is not None)
    told = [NOW + hours * HOUR for hours in expected] + [None] * (len(duties) - len(expected))
    assert dues == told[:limit]


def test_what_is_settled_or_of_practice_or_discarded_is_not_in_it(db: sqlite3.Connection) -> None:
    head, practice, gone = a_head(), a_head(kind=Kind.PRACTICE), a_head(status=Status.DISCARDED)
    made = a_promise(head.id)
    put(db, head, practice, gone, made, a_promise(practice.id), a_follow_up(gone.id))
    for state in (PromiseState.KEPT, PromiseState.BROKEN, PromiseState.CHANGED):
        put(db, a_promise(head.id, state=state))
    for closed in (FollowUpState.DONE, FollowUpState.NOT_WELL):
        put(db, a_follow_up(head.id, state=closed))
    assert [line.id for line in due_lines(db, 50)] == [made.id]


def test_a_line_tells_all_there_is_to_know(db: sqlite3.Connection) -> None:
    customer = a_customer(contact="07700 900377")
    head = a_head(customer_id=customer.id, status=Status.PARKED, agent="ann")
    made = a_promise(head.id, due_words="tomorrow", note="ask for Priya", what="ring back", who="kim")
    put(db, customer, head, made, a_follow_up(head.id, promise_id=made.id, who="depot"))
    promise, check = due_lines(db, 5)
    assert (promise.what, promise.who, promise.owner, promise.agent) == ("ring back", "kim", "kim", "ann")
    assert (promise.customer, promise.contact, promise.note) == (
        "Dana Reyes",
        "07700 900377",
        "ask for Priya",
    )
    assert (promise.due_words, promise.status, promise.made_at) == ("tomorrow", Status.PARKED, NOW)
    assert (check.what, check.who, check.owner) == ("ring back", "depot", "ann")


def test_words_and_owners_choose_from_all_of_it(db: sqlite3.Connection) -> None:
    head = a_head()
    put(db, head, *(a_promise(head.id, what=f"thing {n}", who=f"agent {n % 3}") for n in range(30)))
    assert len(due_lines(db, 50, Wanted(owner="Agent 2"))) == 10
    assert [line.what for line in due_lines(db, 1, Wanted(words="THING 29"))] == ["thing 29"]


def test_a_time_leaves_out_what_is_due_later_or_at_no_time(db: sqlite3.Connection) -> None:
    head = a_head()
    put(db, head, *(a_promise(head.id, due_at=due) for due in (NOW - HOUR, NOW, NOW + HOUR, None)))
    assert [line.due_at for line in due_lines(db, 9, before=NOW)] == [NOW - HOUR]
    assert [line.due_at for line in due_lines(db, 9, since=NOW)] == [NOW, NOW + HOUR, None]


def test_what_fell_due_is_told_once(db: sqlite3.Connection) -> None:
    head = a_head()
    put(db, head, *(a_promise(head.id, due_at=NOW + n * HOUR) for n in range(4)), a_follow_up(head.id))
    first = [line.due_at for line in fallen_due(db, NOW, NOW + 2 * HOUR)]
    assert first == [NOW + HOUR, NOW + 2 * HOUR]
    assert [line.due_at for line in fallen_due(db, NOW + 2 * HOUR, NOW + 3 * HOUR)] == [NOW + 3 * HOUR]
