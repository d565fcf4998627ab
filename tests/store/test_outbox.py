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
from aware_tui.store.opening import open_file

SECOND = timedelta(seconds=1)
UNTIL = NOW + timedelta(minutes=2)
WAITING, HELD = DeliveryState.WAITING, DeliveryState.HELD
DELIVERED, WITHDRAWN = DeliveryState.DELIVERED, DeliveryState.WITHDRAWN


@pytest.fixture
def db(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    with closing(open_file(tmp_path / "aware.db")) as connection:
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


def test_what_has_nowhere_to_go_says_so_without_an_attempt(db: sqlite3.Connection) -> None:
    session = a_story()
    fresh, tried = a_delivery(session), a_delivery(session, problem="Down.", next_at=NOW + SECOND, attempts=3)
    taken = a_delivery(session, claimed_until=UNTIL)
    others = [a_delivery(session, QUALITY), *(a_delivery(session, state=s) for s in (HELD, DELIVERED))]
    put(db, session, fresh, tried, taken, *others)
    said = outbox.block(db, PROFILE, "No folder.", NOW, 9)
    assert said == tuple(replace(each, problem="No folder.", next_at=None) for each in (fresh, tried))
    assert outbox.block(db, PROFILE, "No folder.", NOW, 9) == ()
    assert [version(db, each.id) for each in (fresh, taken, *others)] == [2, 1, 1, 1, 1]
    assert {each.problem for each in outbox.block(db, PROFILE, "Another.", NOW, 9)} == {"Another."}
    assert outbox.find(db, taken.id) == taken


def test_once_the_way_is_free_all_of_it_is_due_at_once(db: sqlite3.Connection) -> None:
    session = a_story()
    made = [a_delivery(session, next_at=NOW + SECOND, problem="Down.", attempts=1) for _ in range(3)]
    late = a_delivery(session, QUALITY, problem="Down.", next_at=NOW + SECOND)
    put(db, session, *made, late)
    assert len(outbox.block(db, PROFILE, "No folder.", NOW, 2)) == 2
    assert len(outbox.block(db, PROFILE, "No folder.", NOW, 2)) == 1
    assert outbox.block(db, QUALITY, "", NOW, 9) == ()
    free = outbox.block(db, PROFILE, "", NOW, 9)
    assert free == tuple(replace(each, problem="", next_at=None) for each in made)
    assert due(db) == [each.id for each in made]
    assert [line.delivery_id for line in outbox.not_delivered(db, 9)] == [late.id]


def test_what_another_window_has_tried_is_left_to_it(db: sqlite3.Connection) -> None:
    session = a_story()
    fresh, tried = a_delivery(session), a_delivery(session, problem="Down.", next_at=NOW + SECOND, attempts=3)
    put(db, session, fresh, tried)
    said = outbox.block(db, PROFILE, "No secret.", NOW, 9, tried=False)
    assert [each.id for each in said] == [fresh.id]
    assert outbox.find(db, tried.id) == tried


def test_what_needs_a_person_is_listed_first(db: sqlite3.Connection) -> None:
    session = a_story()
    tried = a_delivery(session, problem="Down.", next_at=NOW + SECOND, attempts=1)
    blocked = a_delivery(session, QUALITY, problem="No folder.")
    held = a_delivery(session, problem="No.", state=HELD)
    put(db, session, tried, blocked, held)
    found = outbox.not_delivered(db, 9)
    assert [(line.delivery_id, line.held) for line in found] == [
        (held.id, True),
        (blocked.id, True),
        (tried.id, False),
    ]
    assert [line.delivery_id for line in outbox.not_delivered(db, 2)] == [held.id, blocked.id]


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
