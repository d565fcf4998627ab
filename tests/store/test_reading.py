"""What is read back: lists, whole sessions, ids."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from making import (
    NOW,
    a_customer,
    a_follow_up,
    a_head,
    a_note,
    a_profile_entry,
    a_promise,
    a_quality_record,
    adding,
    an_event,
    an_id,
)
from method import METHOD

from aware_tui.domain.rows import CheckIn, FollowUp, Promise, Row, Session
from aware_tui.domain.session import Change, Edit
from aware_tui.domain.states import FollowUpKind, FollowUpState, Kind, PromiseState, Status
from aware_tui.domain.summary import Totals
from aware_tui.store.day import totals
from aware_tui.store.loading import load_session
from aware_tui.store.opening import open_file
from aware_tui.store.queue import due_lines
from aware_tui.store.reading import (
    AmbiguousId,
    events_of,
    half_documented,
    history,
    keep_playbook,
    playbook_document,
    resolve_id,
    unfinished,
)
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


def test_history_turns_page_by_page_without_gap_or_repeat(db: sqlite3.Connection) -> None:
    heads = [a_head(started_at=NOW + HOUR * (number // 3)) for number in range(10)]
    put(db, *heads)
    wanted = [head.id for head in sorted(heads, key=lambda h: (h.started_at, h.id), reverse=True)]
    found: list[str] = []
    before = None
    while page := history(db, before, 4):
        found += [line.id for line in page]
        before = (page[-1].started_at, page[-1].id)
    assert found == wanted


def test_a_line_says_who_what_was_said_and_what_is_due_first(db: sqlite3.Connection) -> None:
    customer = a_customer()
    head = a_head(customer_id=customer.id, channel="phone", category="late")
    put(
        db,
        customer,
        head,
        a_note(head.id, "", field="empty"),
        a_note(head.id, "  It rang\nand rang. " + "x" * 200),
        a_note(head.id, "later", field="other"),
        a_promise(head.id, due_at=NOW, state=PromiseState.KEPT),
        a_promise(head.id, due_at=NOW + 3 * HOUR),
        a_follow_up(head.id, due_at=NOW + 2 * HOUR),
    )
    (line,) = history(db, None, 5)
    assert (line.customer, line.channel, line.category) == ("Dana Reyes", "phone", "late")
    assert line.excerpt.startswith("It rang and rang. xxx")
    assert len(line.excerpt) <= 120
    assert line.next_due == NOW + 2 * HOUR
    assert line.started_at == NOW


def test_a_bare_session_is_a_line_too(db: sqlite3.Connection) -> None:
    put(db, a_head())
    (line,) = history(db, None, 5)
    assert (line.customer, line.excerpt, line.next_due) == ("", "", None)


def test_unfinished_lists_open_sessions_before_parked_ones_each_newest_first(db: sqlite3.Connection) -> None:
    kinds = [Status.PARKED, Status.OPEN, Status.FINISHED, Status.OPEN, Status.DISCARDED, Status.PARKED]
    heads = [a_head(status=status, started_at=NOW + HOUR * n) for n, status in enumerate(kinds)]
    put(db, *heads)
    wanted = [heads[number].id for number in (3, 1, 5, 0)]
    assert [line.id for line in unfinished(db, 10)] == wanted
    assert [line.id for line in unfinished(db, 3)] == wanted[:3]
    assert [line.id for line in unfinished(db, 1)] == wanted[:1]


def test_what_is_due_stands_by_time_with_the_undated_last(db: sqlite3.Connection) -> None:
    customer, head = a_customer(), a_head()
    head = replace(head, customer_id=customer.id)
    promise = a_promise(head.id, what="refund", due_at=NOW + 2 * HOUR)
    rows: list[Promise | FollowUp] = [
        a_promise(head.id, due_at=None),
        promise,
        a_follow_up(head.id, due_at=NOW + HOUR, promise_id=promise.id, kind=FollowUpKind.DELEGATE, who="Sam"),
        a_follow_up(head.id, due_at=NOW + 3 * HOUR),
        a_promise(head.id, due_at=NOW - HOUR),
    ]
    settled: list[Row] = [
        a_promise(head.id, state=PromiseState.BROKEN),
        a_follow_up(head.id, state=FollowUpState.DONE),
    ]
    put(db, customer, head, *rows, *settled)
    lines = due_lines(db, 10)
    assert [line.id for line in lines] == [rows[number].id for number in (4, 2, 1, 3, 0)]
    assert (lines[1].what, lines[1].who, lines[1].kind) == ("refund", "Sam", FollowUpKind.DELEGATE)
    assert (lines[0].customer, lines[0].kind, lines[0].due_at) == ("Dana Reyes", None, NOW - HOUR)
    assert [line.id for line in due_lines(db, 2)] == [rows[4].id, rows[2].id]


@pytest.mark.parametrize(
    "head", [a_head(status=Status.DISCARDED), a_head(kind=Kind.PRACTICE)], ids=["discarded", "practice"]
)
def test_nothing_is_due_from_discarded_sessions_or_practice(db: sqlite3.Connection, head: Session) -> None:
    put(db, head, a_promise(head.id), a_follow_up(head.id), a_profile_entry(head.id, recorded_at=NOW))
    assert due_lines(db, 10) == ()
    assert half_documented(db, 10) == ()
    assert totals(db, NOW) == Totals(unfinished=int(head.status is Status.OPEN and head.kind is Kind.LIVE))


@pytest.mark.parametrize(
    ("profile", "quality", "missing"),
    [
        (True, True, None),
        (False, False, None),
        (None, None, None),
        (True, None, "quality_record"),
        (True, False, "quality_record"),
        (None, True, "profile_entry"),
        (False, True, "profile_entry"),
    ],
)
def test_half_documented_means_exactly_one_of_two_is_recorded(
    db: sqlite3.Connection, profile: bool | None, quality: bool | None, missing: str | None
) -> None:
    head = a_head()
    rows: list[Row] = [head]
    if profile is not None:
        rows.append(a_profile_entry(head.id, recorded_at=NOW if profile else None))
    if quality is not None:
        rows.append(a_quality_record(head.id, recorded_at=NOW if quality else None))
    put(db, *rows)
    assert [line.missing for line in half_documented(db, 5)] == ([missing] if missing else [])


def test_the_story_is_told_in_its_order(db: sqlite3.Connection) -> None:
    events = tuple(an_event("s", what, at=NOW - HOUR * n) for n, what in enumerate("abc"))
    with db:
        db.execute("BEGIN IMMEDIATE")
        apply(db, Change((), (*events, an_event("other"))), Versions(), None)
    assert events_of(db, "s") == events


def test_a_playbook_is_kept_once(db: sqlite3.Connection) -> None:
    assert playbook_document(db, "hash") is None
    keep_playbook(db, "hash", METHOD, "steps: []", NOW)
    keep_playbook(db, "hash", METHOD, "other", NOW)
    assert playbook_document(db, "hash") == "steps: []"


def test_totals_are_of_what_there_is_to_do(db: sqlite3.Connection) -> None:
    heads = [a_head(), a_head(), a_head(status=Status.PARKED), a_head(status=Status.FINISHED)]
    late = a_promise(heads[3].id, due_at=NOW - HOUR)
    half = a_profile_entry(heads[3].id, recorded_at=NOW)
    put(db, *heads, late, half, a_promise(heads[0].id, due_at=None), a_follow_up(heads[2].id, due_at=NOW))
    assert totals(db, NOW) == Totals(unfinished=3, overdue=1, due=2, half_documented=1)


IDS = ["019a0000-0000-7000-8000-00000000aaaa", "019a0000-0000-7000-8000-00000001bbbb"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (IDS[0], IDS[0]),
        (f" {IDS[1].upper()} ", IDS[1]),
        (IDS[1][:-3], IDS[1]),
        ("00aaaa", IDS[0]),
        ("01bbbb", IDS[1]),
        ("bbbb", None),
        ("999999", None),
        ("", None),
        ("%%%%%%", None),
        ("_______", None),
        ("'; DROP TABLE session", None),
    ],
)
def test_an_id_is_found_by_itself_its_beginning_or_its_end(
    db: sqlite3.Connection, text: str, found: str | None
) -> None:
    put(db, *(a_head(id=session_id) for session_id in IDS))
    assert resolve_id(db, text) == found


def test_an_id_that_fits_two_rows_is_not_guessed(db: sqlite3.Connection) -> None:
    put(db, *(a_head(id=session_id) for session_id in IDS))
    with pytest.raises(AmbiguousId, match="Type more"):
        resolve_id(db, "019a0000")


def test_an_id_whose_beginning_is_the_end_of_another_is_not_guessed(db: sqlite3.Connection) -> None:
    put(db, a_head(id=f"abcdef{IDS[0][6:]}"), a_head(id=f"{IDS[1][:-6]}abcdef"))
    with pytest.raises(AmbiguousId):
        resolve_id(db, "abcdef")


@given(wanted=st.integers(0, 29), length=st.integers(6, 36))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
def test_every_end_of_an_id_finds_all_it_fits(db: sqlite3.Connection, wanted: int, length: int) -> None:
    ids = [f"019a0000-0000-7000-8000-{number % 7:06x}{number % 11:06x}" for number in range(30)]
    if not db.execute("SELECT 1 FROM session").fetchone():
        put(db, *(a_head(id=session_id) for session_id in ids))
    end = ids[wanted][-length:]
    fitting = [session_id for session_id in ids if session_id.endswith(end) or session_id.startswith(end)]
    if len(fitting) == 1:
        assert resolve_id(db, end) == ids[wanted]
    else:
        with pytest.raises(AmbiguousId):
            resolve_id(db, end)


def test_the_ids_of_promises_are_found_too(db: sqlite3.Connection) -> None:
    head = a_head()
    promise = a_promise(head.id)
    put(db, head, promise)
    assert resolve_id(db, promise.id[-8:], Promise) == promise.id


def test_nothing_is_loaded_for_an_unknown_session(db: sqlite3.Connection) -> None:
    assert load_session(db, "nobody") is None
    assert not db.in_transaction


def test_a_check_in_is_read_by_its_author_only(db: sqlite3.Connection) -> None:
    head = a_head()
    mine = CheckIn(an_id(), head.id, "kim", 4, NOW)
    put(db, head, mine, CheckIn(an_id(), head.id, "sam", 1, NOW))
    for reader, seen in (("kim", (mine,)), ("lee", ()), (None, ())):
        session = load_session(db, head.id, reader=reader)
        assert session is not None
        assert session.check_ins == seen


def test_loading_brings_the_versions_up_to_date(db: sqlite3.Connection) -> None:
    head, versions = a_head(), Versions()
    put(db, head)
    db.execute("UPDATE session SET row_version = 7")
    load_session(db, head.id, versions)
    assert versions.known("session", head.id) == 7


def test_an_edit_of_a_loaded_session_is_saved(db: sqlite3.Connection) -> None:
    head, versions = a_head(), Versions()
    note = a_note(head.id)
    put(db, head, note)
    session = load_session(db, head.id, versions)
    assert session is not None
    change = Change((Edit(session.notes[0], replace(note, text="more")),), ())
    with db:
        db.execute("BEGIN IMMEDIATE")
        apply(db, change, versions, None)
    assert load_session(db, head.id) == session.with_change(change)
