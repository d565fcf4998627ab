"""Attempts through the desk: on disk before they are told, ended once, safe against another window."""

import json
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from attempting import a_call, an_attempt
from making import NOW, a_head, a_tick, adding
from services.rehearsals import done
from watching import rows

from aware_tui import paths
from aware_tui.config import Settings
from aware_tui.content.frozen import Loaded
from aware_tui.content.loader import load_playbook
from aware_tui.domain.hashing import hash_of
from aware_tui.domain.practice.acts import Ending
from aware_tui.domain.practice.attempts import (
    ELSEWHERE,
    ENDED,
    Result,
    Start,
    fatal_of,
    moves_of,
    skills_of,
    steps_of,
)
from aware_tui.domain.practice.live_gaps import OF_ITEMS, OF_LAPSES, Lapse
from aware_tui.domain.practice.schedule import DueReason
from aware_tui.domain.practice.skills import Skill
from aware_tui.domain.practice_rows import Attempt
from aware_tui.domain.practice_states import AttemptMode, AttemptState
from aware_tui.domain.rows import Row
from aware_tui.domain.states import Status
from aware_tui.services import practice_store as store
from aware_tui.services.desk import Desk
from aware_tui.services.exporting import Form, export
from aware_tui.services.practice_due import due_skills
from aware_tui.services.practice_store import GONE
from aware_tui.services.questions import keep_playbook
from aware_tui.store.batch import save_now
from aware_tui.store.errors import Conflict
from aware_tui.store.saving import Versions

DAY = timedelta(days=1)
DOCUMENT = '{"id":"gas-smell","title":"Ein Ventil · 漢"}'
START = Start("gas-smell", DOCUMENT, AttemptMode.TYPE, seed="7", assignment="week 1")
SAID = ["listen", "listen", "say Drei Tage ohne Heizung [/b] 漢字 {agent}"]
RESULT = Result(
    Ending.RESOLVED,
    86.4,
    {"acknowledge": 100.0, "widen": 82.4},
    {Skill.NAME_IT: 100, Skill.INVITE: 40},
    (),
    12,
)


class Clock:
    """A clock that a test sets."""

    at = NOW

    def __call__(self) -> datetime:
        return self.at


@pytest.fixture
def clock() -> Clock:
    return Clock()


def opened(folder: Path, clock: Clock, agent: str = "kim") -> Desk:
    settings = Settings(data_dir=folder, agent=agent, zone="Europe/Berlin", playbook="aware")
    desk = Desk(settings, clock, lambda _: None)
    desk._start_writer()
    return desk


@pytest.fixture
def desk(tmp_path: Path, clock: Clock) -> Iterator[Desk]:
    with closing(opened(tmp_path, clock)) as one:
        yield one


@pytest.fixture
def elsewhere(tmp_path: Path, desk: Desk, clock: Clock) -> Iterator[Desk]:
    with closing(opened(tmp_path, clock)) as other:
        yield other


def put(desk: Desk, *more: Row) -> None:
    done(desk.ask(lambda db: save_now(db, adding(*more), Versions(), None)))


def on_disk(desk: Desk, statement: str) -> list[Any]:
    return rows(desk.settings.database, statement)


def test_an_attempt_begun_is_on_disk_with_its_scenario(desk: Desk) -> None:
    attempt = done(store.begin_attempt(desk, START))
    assert (attempt.trainee, attempt.state, attempt.seed, attempt.started_at) == ("kim", "open", "7", NOW)
    assert attempt.scenario_hash == hash_of(DOCUMENT)
    assert done(store.open_attempts(desk)) == (attempt,)
    copy = done(store.scenario_copy(desk, attempt.scenario_hash))
    assert copy is not None
    assert (copy.scenario_id, copy.document) == ("gas-smell", DOCUMENT)
    assert on_disk(desk, "SELECT session_id, what, after FROM event") == [
        (attempt.id, "practice begun", "gas-smell type")
    ]


def test_a_scenario_that_changed_is_kept_beside_the_one_played_before(desk: Desk) -> None:
    first = done(store.begin_attempt(desk, START))
    again = done(store.begin_attempt(desk, START))
    other = done(store.begin_attempt(desk, replace(START, document="{}")))
    assert first.scenario_hash == again.scenario_hash != other.scenario_hash
    assert on_disk(desk, "SELECT count(*) FROM scenario") == [(2,)]
    assert done(store.keep_scenario(desk, "gas-smell", DOCUMENT)) == first.scenario_hash


def test_every_turn_is_on_disk_before_it_is_told(desk: Desk) -> None:
    attempt = done(store.begin_attempt(desk, START))
    for count in range(1, len(SAID) + 1):
        attempt = done(store.save_moves(desk, attempt, SAID[:count]))
        assert on_disk(desk, "SELECT moves, turns FROM attempt") == [("\n".join(SAID[:count]), count)]
    assert moves_of(done(store.attempt(desk, attempt.id))) == tuple(SAID)
    assert done(store.save_moves(desk, attempt, SAID)) == attempt
    told = on_disk(desk, "SELECT what, before, after FROM event ORDER BY seq")
    assert told[1:] == [("practised", str(n), str(n + 1)) for n in range(3)]
    assert all("Heizung" not in f"{line}" for line in told)


def test_turns_handed_over_faster_than_they_are_saved_are_all_saved(desk: Desk) -> None:
    attempt = done(store.begin_attempt(desk, START))
    waiting = [store.save_moves(desk, attempt, SAID[:count]) for count in range(1, len(SAID) + 1)]
    assert [done(each).turns for each in waiting] == [1, 2, 3]
    moves = SAID[:]
    last = store.save_moves(desk, attempt, moves)
    moves.append("nobody said this")
    assert moves_of(done(last)) == tuple(SAID)


def test_a_move_of_several_lines_is_a_fault_and_changes_nothing(desk: Desk) -> None:
    attempt = done(store.begin_attempt(desk, START))
    with pytest.raises(ValueError, match="one line"):
        done(store.save_moves(desk, attempt, ["say one\ntwo"]))
    assert done(store.attempt(desk, attempt.id)) == attempt


def test_an_attempt_is_gone_on_with_after_the_program_was_ended(tmp_path: Path, clock: Clock) -> None:
    with closing(opened(tmp_path, clock)) as desk:
        attempt = done(store.begin_attempt(desk, START))
        done(store.save_moves(desk, attempt, SAID))
    with closing(opened(tmp_path, clock)) as desk:
        (found,) = done(store.open_attempts(desk))
        assert moves_of(found) == tuple(SAID)
        longer = [*SAID, "listen"]
        assert moves_of(done(store.save_moves(desk, found, longer))) == tuple(longer)
    with closing(opened(tmp_path, clock, "sam")) as desk:
        assert done(store.open_attempts(desk)) == ()


def test_what_was_played_in_another_window_is_not_overwritten(desk: Desk, elsewhere: Desk) -> None:
    attempt = done(store.begin_attempt(desk, START))
    done(store.save_moves(elsewhere, attempt, ["listen", "say theirs"]))
    for moves in (["listen"], ["listen", "say mine"], []):
        with pytest.raises(Conflict, match=ELSEWHERE):
            done(store.save_moves(desk, attempt, moves))
    with pytest.raises(Conflict, match=ELSEWHERE):
        done(store.finish_attempt(desk, attempt, ["listen"], RESULT))
    assert moves_of(done(store.attempt(desk, attempt.id))) == ("listen", "say theirs")
    assert done(store.cards(desk)) == ()


def test_a_finished_attempt_has_its_scores_and_reviews_its_skills_at_once(desk: Desk, clock: Clock) -> None:
    attempt = done(store.begin_attempt(desk, START))
    clock.at = NOW + timedelta(minutes=4)
    made = done(store.finish_attempt(desk, attempt, SAID, RESULT))
    assert made == done(store.attempt(desk, attempt.id))
    assert (made.state, made.ended, made.total, made.turns) == ("finished", "resolved", 86.4, 12)
    assert (made.ended_at, moves_of(made)) == (clock.at, tuple(SAID))
    assert steps_of(made) == RESULT.steps
    assert skills_of(made) == RESULT.skills
    assert fatal_of(made) == ()
    invite, name_it = done(store.cards(desk))
    assert (invite.skill, invite.reviews, name_it.reviews) == ("invite", 1, 1)
    assert invite.due_at <= clock.at + DAY < name_it.due_at
    assert done(store.attempts(desk)) == (made,)
    assert done(store.open_attempts(desk)) == ()


def test_fatal_errors_are_kept(desk: Desk) -> None:
    attempt = done(store.begin_attempt(desk, START))
    made = done(store.finish_attempt(desk, attempt, SAID, replace(RESULT, fatal=("safety_truth",))))
    assert fatal_of(made) == ("safety_truth",)


def test_finishing_twice_reviews_once(desk: Desk, elsewhere: Desk) -> None:
    attempt = done(store.begin_attempt(desk, START))
    first = done(store.finish_attempt(desk, attempt, SAID, RESULT))
    assert done(store.finish_attempt(elsewhere, attempt, SAID, RESULT)) == first
    assert {card.reviews for card in done(store.cards(desk))} == {1}
    for moves in (["listen"], [*SAID, "listen"]):
        with pytest.raises(Conflict, match=ENDED):
            done(store.finish_attempt(desk, attempt, moves, RESULT))
    with pytest.raises(Conflict, match=ENDED):
        done(store.save_moves(desk, attempt, [*SAID, "listen"]))


def test_another_attempt_reviews_the_same_cards_again(desk: Desk, elsewhere: Desk, clock: Clock) -> None:
    for where, day in ((desk, 0), (elsewhere, 3), (desk, 9)):
        clock.at = NOW + day * DAY
        done(store.finish_attempt(where, done(store.begin_attempt(where, START)), SAID, RESULT))
    assert [(card.skill, card.reviews) for card in done(store.cards(desk))] == [("invite", 3), ("name_it", 3)]


def test_what_was_watched_reviews_nothing_and_what_was_helped_comes_back_soon(desk: Desk) -> None:
    watched = done(store.begin_attempt(desk, replace(START, mode=AttemptMode.WATCH)))
    done(store.finish_attempt(desk, watched, SAID, RESULT))
    assert done(store.cards(desk)) == ()
    retry = replace(START, moves=SAID[:2], retry_of=watched.id, retry_turn=2)
    again = done(store.begin_attempt(desk, retry))
    assert (moves_of(again), again.turns, again.retry_of, again.retry_turn) == (
        ("listen", "listen"),
        2,
        watched.id,
        2,
    )
    done(store.finish_attempt(desk, again, SAID, RESULT))
    assert all(card.due_at < NOW + 2 * DAY for card in done(store.cards(desk)))


def test_a_result_that_cannot_be_saves_nothing_of_it(desk: Desk) -> None:
    attempt = done(store.begin_attempt(desk, START))
    with pytest.raises(Exception, match="total"):
        done(store.finish_attempt(desk, attempt, SAID, replace(RESULT, total=101)))
    assert done(store.attempt(desk, attempt.id)) == attempt
    assert done(store.cards(desk)) == ()


def test_a_discarded_attempt_keeps_its_moves_and_cannot_be_played(desk: Desk) -> None:
    attempt = done(store.save_moves(desk, done(store.begin_attempt(desk, START)), SAID))
    gone = done(store.discard(desk, attempt))
    assert (gone.state, moves_of(gone), gone.ended_at) == (AttemptState.DISCARDED, tuple(SAID), NOW)
    assert done(store.discard(desk, attempt)) == gone
    assert done(store.open_attempts(desk)) == done(store.attempts(desk)) == ()
    with pytest.raises(Conflict, match=ENDED):
        done(store.finish_attempt(desk, attempt, SAID, RESULT))


def test_what_they_would_change_is_kept_as_safe_words(desk: Desk) -> None:
    attempt = done(store.begin_attempt(desk, START))
    done(store.finish_attempt(desk, attempt, SAID, RESULT))
    kept = done(store.reflect(desk, attempt, "ask first \x1b[31m[/b] 4111 1111 1111 1111"))
    assert "ask first" in kept.reflection
    assert "\x1b" not in kept.reflection
    assert "1111 1111" not in kept.reflection
    assert done(store.attempt(desk, attempt.id)) == kept
    assert done(store.reflect(desk, kept, kept.reflection)) == kept
    (told,) = on_disk(desk, "SELECT before, after FROM event WHERE what = 'practice thought over'")
    assert told == ("0", str(len(kept.reflection)))


def test_an_attempt_that_was_erased_is_told(desk: Desk) -> None:
    attempt = done(store.begin_attempt(desk, START))

    def erase(db: Any) -> None:
        db.execute("DELETE FROM attempt")

    done(desk.ask(erase))
    for future in (
        store.save_moves(desk, attempt, SAID),
        store.finish_attempt(desk, attempt, SAID, RESULT),
        store.discard(desk, attempt),
        store.attempt(desk, attempt.id),
    ):
        with pytest.raises(Conflict, match=GONE):
            done(future)


def test_a_file_exchanged_under_an_open_attempt_loses_no_move(
    desk: Desk, tmp_path: Path, clock: Clock
) -> None:
    attempt = done(store.begin_attempt(desk, START))
    done(store.save_moves(desk, attempt, SAID[:2]))
    with closing(opened(tmp_path / "other", clock)) as other:
        put(other, an_attempt(trainee="sam"))
    other.settings.database.replace(desk.settings.database)
    done(store.save_moves(desk, attempt, SAID))
    found = on_disk(desk, "SELECT moves FROM attempt WHERE trainee = 'kim'")
    assert found == [("\n".join(SAID),)]
    assert on_disk(desk, "SELECT count(*) FROM scenario") == [(1,)]


def test_a_team_is_read_by_person_scenario_and_assignment(desk: Desk) -> None:
    mine, theirs = a_call(0, assignment="week 1"), a_call(1, trainee="sam", assignment="week 1")
    put(desk, mine, theirs)
    assert done(store.attempts(desk, "sam")) == (theirs,)
    assert done(store.attempts_at(desk, "gas-smell")) == (theirs, mine)
    assert done(store.attempts_for(desk, "week 1")) == (theirs, mine)
    assert done(store.attempts_for(desk, "week 2")) == ()


def test_the_gaps_of_ones_own_calls_come_first_in_what_is_due(desk: Desk, clock: Clock) -> None:
    playbook = _aware()
    done(desk.ask(lambda db: keep_playbook(db, playbook, NOW)))
    for day in (3, 2):
        parts = {"status": Status.FINISHED, "started_at": NOW - day * DAY}
        head = a_head(playbook_hash=playbook.content_hash, **parts)
        items = [
            item.id for step in playbook.playbook.steps for item in step.items() if item.id != "asked_remedy"
        ]
        put(desk, head, *(a_tick(head.id, item) for item in items))
    found = done(due_skills(desk))
    assert [(each.skill, each.reason) for each in found[:2]] == [
        (Skill.INVITE, DueReason.RAISED),
        (Skill.TWO_RECORDS, DueReason.RAISED),
    ]
    assert {each.reason for each in found[2:]} == {DueReason.NEVER}
    done(store.finish_attempt(desk, done(store.begin_attempt(desk, START)), SAID, RESULT))
    assert Skill.INVITE not in [each.skill for each in done(due_skills(desk))]
    clock.at = NOW + DAY
    assert Skill.INVITE in [each.skill for each in done(due_skills(desk))]


def _aware() -> Loaded:
    shelves = (paths.shipped_playbooks(),)
    return load_playbook(shelves[0] / "aware", shelves)


def test_every_item_that_stands_for_a_skill_is_one_of_aware() -> None:
    assert OF_ITEMS.keys() <= {item.id for step in _aware().playbook.steps for item in step.items()}
    assert set(OF_LAPSES) == set(Lapse)


@pytest.mark.parametrize("form", [Form.JSON, Form.CSV])
def test_everything_of_practice_is_exported(desk: Desk, tmp_path: Path, form: Form) -> None:
    attempt = done(store.begin_attempt(desk, START))
    done(store.finish_attempt(desk, attempt, SAID, RESULT))
    export(desk.settings, form, tmp_path / "out", NOW)
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text("utf-8"))["tables"]
    counts = {name: manifest[name]["rows"] for name in ("attempt", "skill_card", "scenario", "event")}
    assert counts == {"attempt": 1, "skill_card": 2, "scenario": 1, "event": 2}
    assert "漢字" in (tmp_path / "out" / f"attempt.{form}").read_text("utf-8")


def test_attempts_are_read_as_they_were_saved(desk: Desk) -> None:
    kept: list[Attempt] = []
    for number in range(20):
        attempt = done(store.begin_attempt(desk, START))
        result = replace(RESULT, total=number * 5 + 0.1 if number < 19 else 100.0)
        kept.append(done(store.finish_attempt(desk, attempt, [*SAID, f"choice c{number}"], result)))
    assert done(store.attempts(desk)) == tuple(reversed(kept))
