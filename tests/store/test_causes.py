"""The register in its order with its counts, who is to be told, and which sessions are alike."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from making import NOW, a_customer, a_head, a_note, a_quality_record, adding, an_id

from aware_tui.domain.rows import CauseLink, ChokePoint, CustomerMerge, Row, Session
from aware_tui.domain.states import ChokePointState, Kind, Status
from aware_tui.store.causes import (
    cause_link,
    choke_point,
    choke_points,
    link_ids,
    of_session,
    sessions_of,
    to_be_told,
)
from aware_tui.store.opening import open_file
from aware_tui.store.saving import Versions, apply
from aware_tui.store.similar import similar

DAY = timedelta(days=1)


@pytest.fixture
def db(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    with closing(open_file(tmp_path / "aware.db")) as connection:
        yield connection


def put(db: sqlite3.Connection, *rows: Row) -> None:
    with db:
        db.execute("BEGIN IMMEDIATE")
        apply(db, adding(*rows), Versions(), None)


def a_point(title: str = "slot lost", **parts: Any) -> ChokePoint:
    return ChokePoint(an_id(), title, NOW, **parts)


def fixed(title: str = "slot lost", days: int = 0, **parts: Any) -> ChokePoint:
    return a_point(title, state=ChokePointState.FIXED, fixed_at=NOW - days * DAY, **parts)


def hit(point: ChokePoint, days: int = 1, **head: Any) -> tuple[Session, CauseLink]:
    session = a_head(started_at=NOW - days * DAY, **head)
    return session, CauseLink(an_id(), session.id, point.id, NOW)


def test_what_is_open_comes_by_date_then_the_undated_then_what_was_fixed_last(db: sqlite3.Connection) -> None:
    put(
        db,
        a_point("undated"),
        fixed("fixed long ago", 9),
        a_point("later", due_at=NOW + DAY),
        fixed("fixed just now", 1, due_at=NOW - 5 * DAY),
        a_point("overdue", due_at=NOW - DAY),
    )
    titles = [line.point.title for line in choke_points(db, 20)]
    assert titles == ["overdue", "later", "undated", "fixed just now", "fixed long ago"]
    assert [line.point.title for line in choke_points(db, 2)] == titles[:2]
    assert choke_points(db, 0) == ()


def test_practice_and_discarded_sessions_are_not_counted(db: sqlite3.Connection) -> None:
    point = fixed()
    untold, told = hit(point, 3), hit(point, 2)
    put(
        db,
        point,
        *untold,
        told[0],
        CauseLink(an_id(), told[0].id, point.id, NOW, told_at=NOW),
        *hit(point, 1, kind=Kind.PRACTICE),
        *hit(point, 1, status=Status.DISCARDED),
    )
    (line,) = choke_points(db, 9)
    assert (line.sessions, line.last_seen, line.to_tell) == (2, NOW - 2 * DAY, 1)
    assert [each.line.id for each in sessions_of(db, point.id)] == [told[0].id, untold[0].id]
    assert [each.line.id for each in sessions_of(db, point.id, 1)] == [told[0].id]
    (person,) = to_be_told(db, 9)
    assert person.links == (untold[1],)


def test_a_choke_point_that_hit_nobody_has_no_last_time(db: sqlite3.Connection) -> None:
    point = fixed()
    put(db, point)
    (line,) = choke_points(db, 9)
    assert (line.sessions, line.last_seen, line.to_tell) == (0, None, 0)
    assert sessions_of(db, point.id) == ()
    assert to_be_told(db, 9) == ()


def test_nobody_is_to_be_told_of_what_is_open_or_was_told_already(db: sqlite3.Connection) -> None:
    still_open, done = a_point(), fixed()
    session, linked = hit(done)
    told = CauseLink(linked.id, session.id, done.id, NOW, told_at=NOW)
    put(db, still_open, done, *hit(still_open), session, told)
    assert to_be_told(db, 9) == ()


def test_a_line_says_whom_to_tell_of_what_and_how_to_reach_them(db: sqlite3.Connection) -> None:
    point = fixed("slot lost")
    dana = a_customer(contact="0171 555", preferred_channel="phone")
    session, linked = hit(point, 2, customer_id=dana.id)
    put(db, point, dana, session, linked)
    (line,) = to_be_told(db, 9)
    assert (line.point, line.links, line.session_id) == (point, (linked,), session.id)
    assert (line.customer, line.contact, line.preferred_channel) == ("Dana Reyes", "0171 555", "phone")
    assert (line.happened_at, line.zone, line.customer_id) == (NOW - 2 * DAY, "Europe/Berlin", dana.id)


def test_a_person_hit_several_times_is_told_once_for_each_cause(db: sqlite3.Connection) -> None:
    first, second, dana = fixed("first", 2), fixed("second", 1), a_customer()
    older, newer = (hit(first, days, customer_id=dana.id) for days in (5, 3))
    other = hit(second, 4, customer_id=dana.id)
    put(db, first, second, dana, *older, *newer, *other)
    lines = to_be_told(db, 9)
    assert [(line.point.title, line.session_id) for line in lines] == [
        ("second", other[0].id),
        ("first", newer[0].id),
    ]
    assert lines[1].links == (newer[1], older[1])
    assert [line.to_tell for line in choke_points(db, 9)] == [1, 1]


def test_customers_that_were_merged_are_told_as_one(db: sqlite3.Connection) -> None:
    point = fixed()
    dana, double, triple = a_customer(), a_customer(name="D. Reyes"), a_customer(name="Reyes")
    put(db, point, dana, double, triple)
    for each in (dana, double, triple):
        put(db, *hit(point, customer_id=each.id))
    put(
        db,
        CustomerMerge(an_id(), triple.id, double.id, NOW, "kim"),
        CustomerMerge(an_id(), double.id, dana.id, NOW, "kim"),
    )
    (line,) = to_be_told(db, 9)
    assert (line.customer, len(line.links)) == ("Dana Reyes", 3)
    (known,) = choke_points(db, 9)
    assert (known.sessions, known.to_tell) == (3, 1)


def test_customers_merged_in_a_circle_end_the_search(db: sqlite3.Connection) -> None:
    point, one, two = fixed(), a_customer(name="One"), a_customer(name="Two")
    put(db, point, one, two, *hit(point, customer_id=one.id))
    merges = ((one, two), (two, one))
    put(db, *(CustomerMerge(an_id(), a.id, b.id, NOW, "kim") for a, b in merges))
    assert len(to_be_told(db, 9)) == 1


def test_sessions_without_a_customer_are_told_one_by_one_the_longest_wait_first(
    db: sqlite3.Connection,
) -> None:
    point = fixed()
    newer, older = hit(point, 1), hit(point, 8)
    put(db, point, *newer, *older)
    lines = to_be_told(db, 9)
    assert [(line.session_id, line.customer) for line in lines] == [(older[0].id, ""), (newer[0].id, "")]
    assert [line.session_id for line in to_be_told(db, 1)] == [older[0].id]
    assert to_be_told(db, 9, "another") == ()
    assert to_be_told(db, 9, point.id) == lines


def test_a_session_knows_its_choke_points_in_the_order_they_were_linked(db: sqlite3.Connection) -> None:
    one, two = a_point("one"), fixed("two")
    session, first = hit(two)
    second = CauseLink(an_id(), session.id, one.id, NOW)
    put(db, one, two, session, second, first)
    assert [point.title for point in of_session(db, session.id)] == ["two", "one"]
    assert of_session(db, "nobody") == ()
    assert link_ids(db, one.id) == {second.id}


def test_a_row_that_is_read_to_be_changed_is_remembered_with_its_version(db: sqlite3.Connection) -> None:
    point, versions = a_point(), Versions()
    session, linked = hit(point)
    put(db, point, session, linked)
    db.execute("UPDATE choke_point SET row_version = 7")
    db.execute("UPDATE cause_link SET row_version = 8")
    assert choke_point(db, point.id, versions) == choke_point(db, point.id) == point
    assert cause_link(db, linked.id, versions) == cause_link(db, linked.id) == linked
    assert versions.known("choke_point", point.id) == 7
    assert versions.known("cause_link", linked.id) == 8
    assert choke_point(db, "gone", versions) is None
    assert cause_link(db, "gone", versions) is None


def alike(db: sqlite3.Connection, cause: str | None, category: str | None, days: int, **head: Any) -> str:
    session = a_head(started_at=NOW - days * DAY, category=category, **head)
    put(db, session, a_note(session.id, "The van never came."))
    if cause is not None:
        put(db, a_quality_record(session.id, cause=cause))
    return session.id


@pytest.fixture
def several(db: sqlite3.Connection) -> dict[str, str]:
    return {
        "category": alike(db, None, "delivery", 1),
        "cause": alike(db, "handover", "billing", 3),
        "both": alike(db, "handover", "delivery", 5),
        "neither": alike(db, "tool", "billing", 2),
        "practice": alike(db, "handover", "delivery", 1, kind=Kind.PRACTICE),
        "discarded": alike(db, "handover", "delivery", 1, status=Status.DISCARDED),
    }


@pytest.mark.parametrize(
    ("cause", "category", "order"),
    [
        ("handover", "delivery", ["both", "cause", "category"]),
        ("handover", None, ["cause", "both"]),
        (None, "delivery", ["category", "both"]),
        (None, "parking", []),
        (None, None, ["category", "neither", "cause", "both"]),
    ],
)
def test_the_same_cause_comes_before_the_same_category_then_the_newest(
    db: sqlite3.Connection,
    several: dict[str, str],
    cause: str | None,
    category: str | None,
    order: list[str],
) -> None:
    this = alike(db, cause, category, 0)
    assert [found.line.id for found in similar(db, this, 9)] == [several[name] for name in order]
    assert [found.line.id for found in similar(db, this, 1)] == [several[name] for name in order[:1]]


def test_words_find_other_sessions_that_count(db: sqlite3.Connection, several: dict[str, str]) -> None:
    this = alike(db, None, "parking", 0)
    found = {each.line.id for each in similar(db, this, 9, "van never")}
    assert found == {several[name] for name in ("category", "cause", "both", "neither")}
    assert similar(db, this, 9, "no such words") == ()


def test_a_candidate_tells_its_cause_and_the_choke_point_it_has(
    db: sqlite3.Connection, several: dict[str, str]
) -> None:
    point, this = a_point(), alike(db, "handover", None, 0)
    put(db, point, CauseLink(an_id(), several["cause"], point.id, NOW))
    with_point, without = similar(db, this, 9)
    assert (with_point.cause, with_point.point, with_point.line.excerpt) == (
        "handover",
        point,
        "The van never came.",
    )
    assert (without.cause, without.point) == ("handover", None)
