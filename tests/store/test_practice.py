"""Attempts, the scenarios they keep, skill cards, and what live calls lacked, as they are read."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import fields, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from attempting import a_call, a_card, an_attempt
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from making import (
    NOW,
    a_follow_up,
    a_head,
    a_profile_entry,
    a_promise,
    a_quality_record,
    a_tick,
    adding,
    an_apology,
    an_id,
    editing,
)

from aware_tui.domain.practice.acts import Ending
from aware_tui.domain.practice.live_gaps import Lapse, RecentCall
from aware_tui.domain.practice_rows import MOODS, Attempt, ScenarioCopy, SkillCard
from aware_tui.domain.practice_states import AttemptMode, AttemptState
from aware_tui.domain.rows import Row
from aware_tui.domain.session import Change
from aware_tui.domain.states import ApologySize, FollowUpState, Kind, PromiseState, Status
from aware_tui.store import practice
from aware_tui.store.batch import save_now
from aware_tui.store.carrying import carry_over
from aware_tui.store.checking import check
from aware_tui.store.errors import Conflict
from aware_tui.store.opening import open_file
from aware_tui.store.practice_gaps import recent_gaps
from aware_tui.store.reading import resolve_id
from aware_tui.store.saving import Versions

DAY = timedelta(days=1)
TEXT = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=12)
TIMES = st.datetimes(timezones=st.just(NOW.tzinfo))
NUMBERS = st.floats(allow_nan=False, allow_infinity=False)


@pytest.fixture
def db(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    with closing(open_file(tmp_path / "aware.db")) as connection:
        yield connection


def save(db: sqlite3.Connection, change: Change, versions: Versions | None = None) -> None:
    save_now(db, change, versions or Versions(), None)


def put(db: sqlite3.Connection, *rows: Row) -> None:
    save(db, adding(*rows))


ATTEMPTS = st.builds(
    Attempt,
    id=st.builds(an_id),
    scenario_id=TEXT,
    scenario_hash=TEXT,
    trainee=TEXT,
    mode=st.sampled_from(AttemptMode),
    started_at=TIMES,
    session_id=st.none(),
    moods_hash=TEXT,
    seed=TEXT,
    moves=TEXT,
    draft=TEXT,
    state=st.sampled_from(AttemptState),
    ended=st.none() | st.sampled_from(Ending),
    total=st.none() | st.floats(0, 100),
    scores=TEXT,
    skills=TEXT,
    fatal=TEXT,
    turns=st.integers(0, 99),
    reflection=TEXT,
    ended_at=st.none() | TIMES,
    retry_of=st.none() | TEXT,
    retry_turn=st.none() | st.integers(0, 99),
    assignment=TEXT,
)
CARDS = st.builds(
    SkillCard,
    id=st.builds(an_id),
    trainee=TEXT,
    skill=st.builds(an_id),
    due_at=TIMES,
    stability=st.none() | NUMBERS,
    difficulty=st.none() | NUMBERS,
    card_state=st.integers(1, 3),
    card_step=st.none() | st.integers(0, 3),
    last_review_at=st.none() | TIMES,
    reviews=st.integers(0, 99),
)


@given(row=ATTEMPTS, other=ATTEMPTS)
@settings(suppress_health_check=list(HealthCheck), deadline=None, max_examples=40)
def test_any_attempt_is_read_back_equal(db: sqlite3.Connection, row: Attempt, other: Attempt) -> None:
    versions = Versions()
    save(db, adding(row), versions)
    assert practice.attempt(db, row.id) == row
    save(db, editing(row, replace(other, id=row.id)), versions)
    assert practice.attempt(db, row.id) == replace(other, id=row.id)


@given(card=CARDS)
@settings(suppress_health_check=list(HealthCheck), deadline=None, max_examples=40)
def test_any_card_is_read_back_equal(db: sqlite3.Connection, card: SkillCard) -> None:
    save(db, adding(card))
    assert card in practice.cards(db, card.trainee)


def test_every_field_of_a_copy_is_a_column(db: sqlite3.Connection) -> None:
    columns = [row[1] for row in db.execute("PRAGMA table_info(scenario)")]
    assert columns == [field.name for field in fields(ScenarioCopy)]


REFUSED = [
    {"mode": "guess"},
    {"state": "parked"},
    {"ended": "bored"},
    {"total": 100.5},
    {"total": -1.0},
    {"session_id": "nowhere"},
]


@pytest.mark.parametrize("parts", REFUSED, ids=str)
def test_an_attempt_that_cannot_be_is_refused(db: sqlite3.Connection, parts: dict[str, Any]) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        put(db, an_attempt(**parts))
    assert practice.open_attempts(db, "kim") == ()


def test_a_skill_has_one_card_of_a_trainee(db: sqlite3.Connection) -> None:
    put(db, a_card(), a_card("invite"), a_card(trainee="sam"))
    with pytest.raises(Conflict):
        put(db, a_card())
    with pytest.raises(sqlite3.IntegrityError):
        put(db, a_card("read_back", card_state=4))
    assert [card.skill for card in practice.cards(db, "kim")] == ["invite", "name_it"]


def test_an_attempt_that_moved_on_elsewhere_is_not_overwritten(db: sqlite3.Connection) -> None:
    row = an_attempt()
    put(db, row)
    mine, theirs = Versions(), Versions()
    assert practice.attempt(db, row.id, mine) == practice.attempt(db, row.id, theirs) == row
    save(db, editing(row, replace(row, moves="listen")), theirs)
    with pytest.raises(Conflict):
        save(db, editing(row, replace(row, moves="say hello")), mine)
    found = practice.attempt(db, row.id)
    assert found is not None
    assert found.moves == "listen"


def test_lists_hold_what_they_say_newest_first(db: sqlite3.Connection) -> None:
    early, late = (an_attempt(started_at=NOW + n * DAY, assignment="week 1") for n in (0, 1))
    done = [a_call(n, "hotel") for n in (2, 3)]
    other = a_call(4, trainee="sam", assignment="week 1")
    gone = an_attempt(state=AttemptState.DISCARDED)
    put(db, late, early, *done, other, gone)
    assert practice.open_attempts(db, "kim") == (late, early)
    assert practice.finished_attempts(db, "kim") == (done[1], done[0])
    assert practice.finished_attempts(db) == (other, done[1], done[0])
    assert practice.attempts_at(db, "hotel") == (done[1], done[0])
    assert practice.attempts_for(db, "week 1") == (other, late, early)
    assert practice.attempt(db, "nobody") is None


PAGES: list[Callable[..., tuple[Attempt, ...]]] = [
    lambda db, before: practice.finished_attempts(db, "kim", before, 2),
    lambda db, before: practice.finished_attempts(db, None, before, 2),
    lambda db, before: practice.attempts_at(db, "gas-smell", before, 2),
    lambda db, before: practice.attempts_for(db, "week 1", before, 2),
]


@pytest.mark.parametrize("page", PAGES)
def test_pages_hold_every_attempt_once(
    db: sqlite3.Connection, page: Callable[..., tuple[Attempt, ...]]
) -> None:
    put(db, *(a_call(n // 2, assignment="week 1") for n in range(5)))
    found: list[Attempt] = []
    while rows := page(db, (found[-1].started_at, found[-1].id) if found else None):
        found += rows
    assert [row.id for row in found] == sorted((row.id for row in found), reverse=True)
    assert len(found) == 5


def test_an_attempt_is_found_by_the_end_of_its_id(db: sqlite3.Connection) -> None:
    row = an_attempt()
    put(db, row)
    assert resolve_id(db, row.id[-6:], Attempt) == row.id


def test_a_scenario_is_kept_once_and_never_changed(db: sqlite3.Connection) -> None:
    copy = ScenarioCopy("hash", "gas-smell", '{"id": "gas-smell"}', NOW)
    practice.keep_scenario(db, copy)
    practice.keep_scenario(db, replace(copy, document="{}", kept_at=NOW + DAY))
    assert practice.scenario_copy(db, "hash") == copy
    assert practice.scenario_copy(db, "other") is None


def test_practice_passes_the_check_and_a_time_nobody_can_read_is_told(tmp_path: Path) -> None:
    path = tmp_path / "aware.db"
    with closing(open_file(path)) as db:
        put(db, a_call(), a_card())
        assert check(path).problems == ()
        db.execute("UPDATE skill_card SET due_at = 'soon'")
    assert check(path).problems == ("1 row of skill_card with a time in due_at that cannot be read.",)


def test_an_attempt_in_hand_goes_along_into_another_file(db: sqlite3.Connection, tmp_path: Path) -> None:
    row, elsewhere = an_attempt(scenario_hash="hash", moods_hash="m", moves="listen"), an_attempt()
    practice.keep_scenario(db, ScenarioCopy("hash", "gas-smell", "{}", NOW))
    practice.keep_scenario(db, ScenarioCopy("m", MOODS, "{}", NOW))
    put(db, row, elsewhere)
    with closing(open_file(tmp_path / "other" / "aware.db")) as new:
        carry_over(db, new, (), (row.id, "nobody"))
        carry_over(db, new, (), (row.id,))
        assert practice.open_attempts(new, "kim") == (row,)
        assert practice.scenario_copy(new, "hash") is not None
        assert practice.scenario_copy(new, "m") is not None


def test_the_practice_session_of_an_attempt_goes_along(db: sqlite3.Connection, tmp_path: Path) -> None:
    head = a_head(kind=Kind.PRACTICE)
    row = an_attempt(session_id=head.id)
    put(db, head, row)
    with closing(open_file(tmp_path / "other" / "aware.db")) as new:
        carry_over(db, new, (), (row.id,))
        assert practice.attempt(new, row.id) == row


S = "s"
LACKED: dict[str, tuple[list[Row], set[Lapse]]] = {
    "nothing": ([], set()),
    "a fake apology": ([an_apology(S, verdict="fake")], {Lapse.WEAK_APOLOGY}),
    "too little": (
        [an_apology(S, size=ApologySize.FULL, verdict="partial")],
        {Lapse.WEAK_APOLOGY},
    ),
    "enough for a light one": ([an_apology(S, verdict="partial")], set()),
    "too many": (
        [an_apology(S, verdict="real", findings="past_hedge,over_apology")],
        {Lapse.TOO_MANY_APOLOGIES},
    ),
    "other findings": ([an_apology(S, verdict="real", findings="not_over_apology")], set()),
    "vague": ([a_promise(S, verdict="vague", state=PromiseState.KEPT)], {Lapse.VAGUE_PROMISE}),
    "undated": ([a_promise(S, due_at=None, state=PromiseState.KEPT)], {Lapse.VAGUE_PROMISE}),
    "broken": ([a_promise(S, state=PromiseState.BROKEN)], {Lapse.UNKEPT_PROMISE}),
    "late": ([a_promise(S, due_at=NOW - DAY)], {Lapse.UNKEPT_PROMISE}),
    "not due yet": ([a_promise(S, due_at=NOW + DAY)], set()),
    "unchecked": ([a_follow_up(S, due_at=NOW - DAY)], {Lapse.UNCHECKED}),
    "checked": ([a_follow_up(S, due_at=NOW - DAY, state=FollowUpState.DONE)], set()),
    "to be checked": ([a_follow_up(S, due_at=NOW + DAY)], set()),
}
WRITTEN = (
    a_profile_entry(S, recorded_at=NOW),
    a_quality_record(S, recorded_at=NOW, cause="slot_lost"),
)


def a_finished_call(**parts: Any) -> Row:
    return a_head(id=S, **({"status": Status.FINISHED, "started_at": NOW - DAY} | parts))


@pytest.mark.parametrize("name", LACKED)
def test_what_a_call_lacked_is_read(db: sqlite3.Connection, name: str) -> None:
    rows, lapses = LACKED[name]
    put(db, a_finished_call(), a_tick(S, "said_sorry"), *WRITTEN, *rows)
    call = RecentCall(NOW - DAY, "0" * 64, frozenset({"said_sorry"}), frozenset(lapses))
    assert recent_gaps(db, "kim", NOW) == (call,)


DOCUMENTS: list[tuple[tuple[Row, ...], int | None, set[Lapse]]] = [
    ((), None, {Lapse.UNDOCUMENTED}),
    (WRITTEN[:1], None, {Lapse.UNDOCUMENTED}),
    (WRITTEN[:1], 1, set()),
    ((), 0, set()),
    (WRITTEN, 2, set()),
    ((WRITTEN[0], a_quality_record(S, recorded_at=NOW)), None, {Lapse.NO_CAUSE}),
]


@pytest.mark.parametrize(("rows", "asked_for", "lapses"), DOCUMENTS)
def test_documents_are_missed_where_the_playbook_asks_for_them(
    db: sqlite3.Connection, rows: tuple[Row, ...], asked_for: int | None, lapses: set[Lapse]
) -> None:
    put(db, a_finished_call(), *rows)
    if asked_for is not None:
        copy = ("0" * 64, "aware", "1", "{}", asked_for, "2026-03-04 10:30:00.000000")
        db.execute("INSERT INTO playbook_copy VALUES (?, ?, ?, ?, ?, ?)", copy)
    (call,) = recent_gaps(db, "kim", NOW)
    assert call.lapses == lapses


NOT_COUNTED = [
    {"agent": "sam"},
    {"kind": Kind.PRACTICE},
    {"kind": Kind.IMPORTED},
    {"status": Status.OPEN},
    {"status": Status.DISCARDED},
    {"started_at": NOW - 31 * DAY},
]


@pytest.mark.parametrize("parts", NOT_COUNTED, ids=str)
def test_only_ones_own_finished_live_calls_of_the_last_weeks_are_looked_at(
    db: sqlite3.Connection, parts: dict[str, Any]
) -> None:
    put(db, a_finished_call(**parts))
    assert recent_gaps(db, "kim", NOW) == ()


def test_the_newest_calls_are_looked_at(db: sqlite3.Connection) -> None:
    times = [NOW - n * DAY for n in range(4)]
    put(db, *(a_head(status=Status.FINISHED, started_at=at) for at in times))
    assert [call.at for call in recent_gaps(db, "kim", NOW, 3)] == times[:3]
