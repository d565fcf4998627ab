"""The counts of Today's tiles, against the same rows counted by hand."""

from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from making import (
    NOW,
    a_follow_up,
    a_head,
    a_profile_entry,
    a_promise,
    a_quality_record,
    adding,
    an_apology,
    an_id,
)

from aware_tui.domain.feedback_counts import figures_of
from aware_tui.domain.figures import Figures, tiles
from aware_tui.domain.goals.words import OBJECTIVES
from aware_tui.domain.insight_states import Sentiment, Source
from aware_tui.domain.rows import CauseLink, CheckIn, ChokePoint, Row
from aware_tui.domain.states import ChokePointState, FollowUpKind, FollowUpState, Kind, PromiseState, Status
from aware_tui.store.batch import save_now
from aware_tui.store.library import sqlite3
from aware_tui.store.opening import open_file
from aware_tui.store.saving import Versions
from aware_tui.store.tiles import figures

DAY = timedelta(days=1)


@pytest.fixture
def db(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    with closing(open_file(tmp_path / "aware.db")) as connection:
        yield connection


def put(db: sqlite3.Connection, *rows: Row) -> None:
    save_now(db, adding(*rows), Versions(), None)


def test_nothing_counts_nothing_and_reads_well(db: sqlite3.Connection) -> None:
    found = figures(db, NOW, "kim")
    assert found == Figures()
    assert [tile.said for tile in tiles(found)] == [
        ("no promise came due yet", "no calls yet"),
        ("nobody was asked yet", "no mood was noted"),
        ("no apology read yet", "no check-in of yours"),
        ("no choke point open", "0 fixed, none to be told"),
    ]


def test_each_count_is_of_the_calls_of_the_last_weeks(db: sqlite3.Connection) -> None:
    done = a_head(status=Status.FINISHED, started_at=NOW - DAY, mood_start=2, mood_end=4)
    open_ = a_head(started_at=NOW - 2 * DAY, mood_start=3, mood_end=3)
    left_out = (
        a_head(started_at=NOW - 31 * DAY),
        a_head(kind=Kind.PRACTICE, started_at=NOW),
        a_head(status=Status.DISCARDED, started_at=NOW),
    )
    put(db, done, open_, *left_out)
    for head in (done, *left_out):
        for state in (PromiseState.KEPT, PromiseState.KEPT, PromiseState.BROKEN, PromiseState.CHANGED):
            put(db, a_promise(head.id, state=state))
        put(db, an_apology(head.id, verdict="real"), an_apology(head.id, verdict="fake"), an_apology(head.id))
        put(db, a_follow_up(head.id, state=FollowUpState.DONE))
        put(db, a_follow_up(head.id, state=FollowUpState.DONE, kind=FollowUpKind.DELEGATE))
        put(db, a_follow_up(head.id, state=FollowUpState.NOT_WELL))
        put(db, CheckIn(an_id(), head.id, "kim", 3, NOW), CheckIn(an_id(), head.id, "ann", 1, NOW))
        put(db, a_profile_entry(head.id, recorded_at=NOW), a_quality_record(head.id, recorded_at=NOW))
    late = ChokePoint(an_id(), "late vans", NOW, due_at=NOW - DAY)
    fixed = ChokePoint(an_id(), "old", NOW, state=ChokePointState.FIXED, fixed_at=NOW - DAY)
    long_fixed = ChokePoint(an_id(), "older", NOW, state=ChokePointState.FIXED, fixed_at=NOW - 60 * DAY)
    put(db, late, ChokePoint(an_id(), "no date", NOW), fixed, long_fixed)
    put(
        db,
        CauseLink(an_id(), done.id, fixed.id, NOW),
        CauseLink(an_id(), open_.id, fixed.id, NOW, told_at=NOW),
    )
    put(db, CauseLink(an_id(), left_out[1].id, fixed.id, NOW))
    assert figures(db, NOW, "kim") == Figures(
        calls=2,
        finished=1,
        kept=2,
        broken=1,
        changed=1,
        all_well=1,
        not_well=1,
        moods=2,
        better=1,
        apologies=2,
        real=1,
        documented=1,
        my_check_ins=1,
        choke_points=2,
        choke_points_late=1,
        fixed=1,
        to_tell=1,
    )


def test_the_tiles_say_their_counts_with_what_they_are_of() -> None:
    found = Figures(
        calls=9, finished=1, kept=3, broken=1, changed=2, all_well=1, moods=1, better=1, apologies=1
    )
    said = [" · ".join(tile.said) for tile in tiles(found)]
    assert said[:3] == [
        "3 of 4 promises kept, 2 changed · 1 of 9 calls finished",
        "all well in 1 of 1 check · better mood: 1 of 1 call",
        "0 of 1 apology read as real · no check-in of yours",
    ]
    assert [tile.key for tile in tiles(found)] == ["f", "i", "b", "w"]


def test_how_long_half_of_them_took_is_told_of_five_and_more(db: sqlite3.Connection) -> None:
    for minutes in (5, 10, 40, 90, 600):
        came, began = NOW - 4 * DAY, NOW - 4 * DAY + timedelta(minutes=minutes)
        times = {"received_at": came, "first_response_at": began, "started_at": began}
        put(db, a_head(status=Status.FINISHED, ended_at=came + timedelta(hours=minutes), **times))
    found = figures(db, NOW, "kim")
    assert tiles(found)[0].said[2:] == (
        "half of 5 answered within 40 minutes",
        "half of 5 settled within 40 hours",
    )
    put(db, a_head(received_at=NOW, first_response_at=NOW - DAY))
    assert figures(db, NOW, "kim").first_answer.of == 5


def test_the_feedback_tile_counts_all_who_were_asked_and_falls_back_on_checks() -> None:
    kinds = ((Sentiment.POSITIVE, 18), (Sentiment.NEUTRAL, 4), (Sentiment.NEGATIVE, 7))
    cells = [(Source.SESSION, "phone", kind, number) for kind, number in kinds]
    some = Figures(all_well=2, feedback=figures_of(cells, 2))
    assert tiles(some)[1].said[0] == "18 positive, 4 neutral, 7 negative of 29 answered, 31 asked"
    assert tiles(Figures(feedback=figures_of((), 3)))[1].said[0] == "3 asked, nobody answered yet"
    assert tiles(Figures(all_well=2))[1].said[0] == "all well in 2 of 2 checks"


def test_each_tile_tells_the_goal_of_its_objective() -> None:
    goals = tuple((name, f"on track: {name}") for name in OBJECTIVES.values())
    found = [(tile.name, tile.goal) for tile in tiles(Figures(goals=goals))]
    assert {name for name, goal in found if goal} == set(OBJECTIVES.values())
    assert all(goal in ("", f"on track: {name}") for name, goal in found)
