"""The outbox on disk: what is due, who has it in hand, and what became of it."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from delivering import PROFILE, QUALITY, a_delivery, a_story, put
from making import NOW, a_session

from aware_tui.domain.rows import Delivery
from aware_tui.domain.states import DeliveryState, DocumentKind, Kind
from aware_tui.store import outbox
from aware_tui.store.opening import open_database

SECOND = timedelta(seconds=1)
UNTIL = NOW + timedelta(minutes=2)
WAITING, HELD = DeliveryState.WAITING, DeliveryState.HELD
DELIVERED, WITHDRAWN = DeliveryState.DELIVERED, DeliveryState.WITHDRAWN


@pytest.fixture
def db(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    with closing(open_database(tmp_path / "aware.db")) as connection:
        yield connection


@pytest.fixture
def waiting(db: sqlite3.Connection) -> Delivery:
    """A profile entry that waits."""
    session = a_story()
    delivery = a_delivery(session)
    put(db, session, delivery)
    return delivery


def due(db: sqlite3.Connection, now: datetime = NOW, limit: int = 10) -> list[str]:
    return [row_id for row_id, _ in outbox.due(db, now, limit)]


def version(db: sqlite3.Connection, row_id: str) -> int:
    return int(db.execute("SELECT row_version FROM delivery WHERE id = ?", (row_id,)).fetchone()[0])


def claimed(db: sqlite3.Connection, delivery: Delivery, now: datetime = NOW) -> Delivery:
    found = outbox.claim(db, delivery.id, now, now + (UNTIL - NOW))
    assert found is not None
    return found


def test_what_waits_is_due_the_never_tried_first(db: sqlite3.Connection) -> None:
    session = a_story()
    times = (NOW, None, NOW - SECOND, NOW + SECOND, None)
    documents = (PROFILE, PROFILE, QUALITY, PROFILE, QUALITY)
    made = [a_delivery(session, document, next_at=at) for document, at in zip(documents, times, strict=True)]
    put(db, session, *made)
    order = [made[number].id for number in (1, 4, 2, 0)]
    assert due(db) == order
    assert due(db, limit=2) == order[:2]
    assert due(db, NOW + SECOND)[-1] == made[3].id
    assert [row[0] for row in outbox.due(db, NOW, 9, [QUALITY])] == [made[4].id, made[2].id]
    assert outbox.due(db, NOW, 9, []) == ()


@pytest.mark.parametrize("state", [HELD, DELIVERED, WITHDRAWN])
def test_only_what_waits_is_due(db: sqlite3.Connection, state: DeliveryState) -> None:
    session = a_story()
    delivery = a_delivery(session, state=state)
    put(db, session, delivery)
    assert due(db) == []
    assert outbox.claim(db, delivery.id, NOW, UNTIL) is None


def test_one_window_claims_it_and_no_other(db: sqlite3.Connection, waiting: Delivery) -> None:
    mine = claimed(db, waiting)
    assert mine == replace(waiting, claimed_until=UNTIL, attempts=1)
    assert outbox.claim(db, waiting.id, NOW + SECOND, UNTIL) is None
    assert due(db, UNTIL - SECOND) == []


def test_a_claim_lapses_and_the_next_window_goes_on_with_the_same_key(
    db: sqlite3.Connection, waiting: Delivery
) -> None:
    claimed(db, waiting)
    assert due(db, UNTIL) == [waiting.id]
    again = claimed(db, waiting, UNTIL)
    assert (again.id, again.payload, again.attempts) == (waiting.id, waiting.payload, 2)


def test_a_claim_and_a_wait_of_a_clock_that_was_wrong_are_void(db: sqlite3.Connection) -> None:
    session, years = a_story(), timedelta(days=900)
    late = a_delivery(session, next_at=NOW + years)
    taken = a_delivery(session, QUALITY, claimed_until=NOW + years)
    put(db, session, late, taken)
    assert set(due(db)) == {late.id, taken.id}
    assert claimed(db, taken).claimed_until == UNTIL


def test_a_delivered_document_is_never_due_again(db: sqlite3.Connection, waiting: Delivery) -> None:
    claimed(db, waiting)
    after = outbox.delivered(db, waiting.id, NOW, "CRM-7", "folder")
    assert after == outbox.find(db, waiting.id)
    assert after is not None
    assert (after.state, after.delivered_at, after.outside_reference) == (DELIVERED, NOW, "CRM-7")
    assert (after.connector, after.claimed_until, after.problem) == ("folder", None, "")
    assert outbox.delivered(db, waiting.id, UNTIL, "", "csv") is None
    assert outbox.find(db, waiting.id) == after
    assert due(db, NOW + timedelta(days=99)) == []


def test_what_could_not_be_delivered_waits_with_its_problem(
    db: sqlite3.Connection, waiting: Delivery
) -> None:
    mine = claimed(db, waiting)
    after = outbox.try_later(db, mine, "It does not answer.", NOW + 5 * SECOND)
    assert after == replace(
        waiting, attempts=1, problem="It does not answer.", next_at=NOW + 5 * SECOND, claimed_until=None
    )
    assert due(db, NOW + 4 * SECOND) == []
    assert due(db, NOW + 5 * SECOND) == [waiting.id]


def test_what_is_held_waits_for_a_person(db: sqlite3.Connection, waiting: Delivery) -> None:
    held = outbox.hold(db, claimed(db, waiting), "It refuses.")
    assert held is not None
    assert (held.state, held.problem) == (HELD, "It refuses.")
    assert due(db, NOW + timedelta(days=99)) == []
    released = outbox.release(db, waiting.id)
    assert released == replace(waiting, attempts=1)
    assert due(db) == [waiting.id]


def test_what_waits_for_its_next_try_can_be_tried_at_once(db: sqlite3.Connection, waiting: Delivery) -> None:
    assert outbox.release(db, waiting.id) is None
    outbox.try_later(db, claimed(db, waiting), "Down.", NOW + timedelta(hours=1))
    assert outbox.release(db, waiting.id) == replace(waiting, attempts=1)


def test_everything_that_is_held_can_be_released_together(db: sqlite3.Connection) -> None:
    session = a_story()
    made = [a_delivery(session, state=state) for state in (HELD, HELD, DELIVERED, WITHDRAWN, WAITING)]
    put(db, session, *made)
    assert outbox.release_all(db) == 2
    assert outbox.counts(db) == outbox.OutboxCounts(waiting=3, held=0, delivered=1)


def test_a_late_answer_of_a_lapsed_claim_changes_nothing_but_a_delivery_counts(
    db: sqlite3.Connection, waiting: Delivery
) -> None:
    slow = claimed(db, waiting)
    claimed(db, waiting, UNTIL)
    assert outbox.try_later(db, slow, "Down.", UNTIL) is None
    assert outbox.hold(db, slow, "No.") is None
    outbox.withdraw(db, waiting.id)
    after = outbox.delivered(db, waiting.id, UNTIL, "", "webhook")
    assert after is not None
    assert after.state is DELIVERED


@pytest.mark.parametrize(("document", "table"), [(PROFILE, "profile_entry"), (QUALITY, "quality_record")])
def test_a_document_that_is_not_recorded_any_more_is_withdrawn(
    db: sqlite3.Connection, document: DocumentKind, table: str
) -> None:
    session = a_story()
    mine, other = a_delivery(session, document), a_delivery(session, other_than(document))
    put(db, session, mine, other)
    db.execute(f"UPDATE {table} SET recorded_at = NULL")
    withdrawn = claimed(db, mine)
    assert (withdrawn.state, withdrawn.attempts) == (WITHDRAWN, 0)
    assert claimed(db, other).state is WAITING


def other_than(document: DocumentKind) -> DocumentKind:
    return QUALITY if document is PROFILE else PROFILE


def test_only_the_newest_record_of_a_document_is_sent(db: sqlite3.Connection) -> None:
    session = a_story()
    first, second, third = (a_delivery(session) for _ in range(3))
    put(db, session, first, second, third)
    outbox.withdraw(db, third.id)
    assert claimed(db, first).state is WITHDRAWN
    assert claimed(db, second).state is WAITING


def test_a_practice_call_is_never_delivered(db: sqlite3.Connection) -> None:
    session = a_story(kind=Kind.PRACTICE)
    delivery = a_delivery(session)
    put(db, session, delivery)
    assert claimed(db, delivery).state is WITHDRAWN


def test_a_document_that_is_gone_is_withdrawn(db: sqlite3.Connection) -> None:
    session = a_session()
    delivery = a_delivery(session)
    put(db, session, delivery)
    assert claimed(db, delivery).state is WITHDRAWN


def test_what_was_delivered_cannot_be_taken_back(db: sqlite3.Connection, waiting: Delivery) -> None:
    outbox.delivered(db, waiting.id, NOW, "", "webhook")
    assert outbox.withdraw(db, waiting.id) is None
    assert outbox.release(db, waiting.id) is None


def test_a_delivery_that_was_erased_is_no_trouble(db: sqlite3.Connection, waiting: Delivery) -> None:
    mine = claimed(db, waiting)
    db.execute("DELETE FROM delivery")
    assert outbox.delivered(db, waiting.id, NOW, "", "webhook") is None
    assert outbox.try_later(db, mine, "Down.", NOW) is None
    assert outbox.claim(db, waiting.id, NOW, UNTIL) is None
    assert outbox.find(db, waiting.id) is None


def test_every_step_counts_as_a_save_of_the_row(db: sqlite3.Connection, waiting: Delivery) -> None:
    versions = [version(db, waiting.id)]
    mine = claimed(db, waiting)
    versions.append(version(db, waiting.id))
    steps: tuple[Callable[[], Delivery | None], ...] = (
        lambda: outbox.hold(db, mine, "No."),
        lambda: outbox.release(db, waiting.id),
        lambda: outbox.withdraw(db, waiting.id),
        lambda: outbox.delivered(db, waiting.id, NOW, "", "webhook"),
    )
    for step in steps:
        assert step() is not None
        versions.append(version(db, waiting.id))
    assert versions == [1, 2, 3, 4, 5, 6]


def test_the_deliveries_of_a_session_come_in_the_order_they_were_made(db: sqlite3.Connection) -> None:
    session, other = a_story(), a_story()
    made = [a_delivery(session, document) for document in (QUALITY, PROFILE, QUALITY)]
    put(db, session, *reversed(made))
    put(db, other, a_delivery(other))
    assert outbox.of_session(db, session.id) == tuple(made)


def test_what_is_due_is_found_by_its_index(db: sqlite3.Connection) -> None:
    values = {"limit": 1, "soon": "", "claimable": "", "latest": ""}
    plan = db.execute(f"EXPLAIN QUERY PLAN {outbox._DUE.format(repr('profile_entry'))}", values).fetchall()
    assert "ix_delivery_state_next_at" in str(plan)
