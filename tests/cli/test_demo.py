"""The sample calls are told around now, and are as real as any others."""

import tomllib
from collections import Counter
from contextlib import closing
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from cli.said import Aware

from aware_tui.config import Settings
from aware_tui.domain.insights.patterns import Dimension, Pattern, pattern_of
from aware_tui.services.demo.calls import SCRIPT, fill
from aware_tui.services.demo.moments import moment_of
from aware_tui.services.reports import Listed, listed, read_session
from aware_tui.store.causes import choke_points, to_be_told
from aware_tui.store.checking import check
from aware_tui.store.opening import open_database

TIMES = {
    "a working day": datetime(2026, 3, 4, 10, 30, tzinfo=UTC),
    "just after midnight": datetime(2026, 1, 1, 0, 2, tzinfo=UTC),
    "the night the clocks go forward": datetime(2026, 3, 29, 1, 30, tzinfo=UTC),
    "just before midnight": datetime(2026, 10, 25, 22, 58, tzinfo=UTC),
}


def settings_in(folder: Path, zone: str = "Europe/London") -> Settings:
    return Settings(folder, "Kim", zone, "aware")


@pytest.fixture(params=list(TIMES.values()), ids=list(TIMES))
def now(request: pytest.FixtureRequest) -> datetime:
    found: datetime = request.param
    return found


def test_there_is_one_of_each_kind_at_any_hour(tmp_path: Path, now: datetime) -> None:
    fill(settings_in(tmp_path), now)
    lines = [each.line for each in listed(settings_in(tmp_path))]
    assert Counter(str(line.status) for line in lines) == {"finished": 5, "parked": 2, "open": 1}
    dues = [line.next_due for line in lines if line.next_due is not None]
    assert sum(due < now for due in dues) == 1
    assert sum(now < due < now + timedelta(hours=2) for due in dues) == 1
    assert all(line.started_at < now for line in lines)


def test_no_deed_is_of_the_future_and_ids_follow_time(tmp_path: Path, now: datetime) -> None:
    fill(settings_in(tmp_path), now)
    for each in listed(settings_in(tmp_path)):
        events = read_session(settings_in(tmp_path), each.head.id).events
        assert all(before.at <= after.at for before, after in pairwise(events))
        assert events[-1].at <= now
    heads = sorted(each.head.started_at for each in listed(settings_in(tmp_path)))
    by_id = sorted((each.head for each in listed(settings_in(tmp_path))), key=lambda head: head.id)
    assert [head.started_at for head in by_id] == heads


def only(folder: Path, name: str) -> Listed:
    [found] = (each for each in listed(settings_in(folder)) if each.line.customer == name)
    return found


def test_the_data_passes_the_full_check(sample: Path) -> None:
    assert check(sample / "aware.db", search_index=False).problems == ()


def test_the_finished_ones_have_both_documents_but_for_one(sample: Path) -> None:
    halves = []
    for each in listed(settings_in(sample)):
        session = read_session(settings_in(sample), each.head.id).session
        if session.head.status == "finished":
            assert session.profile_entry is not None
            assert session.profile_entry.recorded_at is not None
            assert session.quality_record is not None
            halves += [each.line.customer] if session.quality_record.recorded_at is None else []
    assert halves == ["Graham Pike"]


def test_everything_told_in_the_script_is_in_the_data(sample: Path) -> None:
    for told in tomllib.loads(SCRIPT.read_text("utf-8"))["calls"]:
        head = only(sample, told["customer"]["name"]).head
        session = read_session(settings_in(sample), head.id).session
        assert {tick.item_id for tick in session.ticks} == set(told["ticks"])
        assert {note.field: note.text for note in session.notes} == told["notes"]
        assert len(session.promises) == len(told.get("promises", ()))
        assert len(session.options) == len(told.get("options", ()))
        assert len(session.follow_ups) == len(told.get("follow_ups", ()))
        assert session.head.current_step == told["steps"]


def test_there_is_a_choke_point_to_work_on_and_somebody_to_be_told(sample: Path) -> None:
    with closing(open_database(sample / "aware.db")) as db:
        open_one, fixed = choke_points(db, 5)
        (told,) = to_be_told(db, 5)
    assert (open_one.point.state, open_one.sessions) == ("open", 2)
    assert pattern_of(open_one.point.pattern) == Pattern("late", Dimension.LOCATION, "Northfield depot")
    assert len(open_one.point.whys.splitlines()) == 3
    assert (fixed.point.state, fixed.to_tell) == ("fixed", 1)
    assert told.customer == "Mei-Ling Zhao"


def test_todays_screen_has_all_three_lists(aware: Aware, data: Path) -> None:
    assert "overdue" in aware("session", only(data, "Dana Reyes").head.id).out


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("-25m", datetime(2026, 7, 1, 11, 35, tzinfo=UTC)),
        ("+90m", datetime(2026, 7, 1, 13, 30, tzinfo=UTC)),
        ("-1d 17:00", datetime(2026, 6, 30, 16, 0, tzinfo=UTC)),
        ("+2d 09:05", datetime(2026, 7, 3, 8, 5, tzinfo=UTC)),
    ],
)
def test_a_moment_is_told_from_now(words: str, expected: datetime) -> None:
    assert moment_of(words, datetime(2026, 7, 1, 12, tzinfo=UTC), "Europe/London") == expected


@pytest.mark.parametrize("words", ["", "yesterday", "-1d", "-1d 7:00", "5"])
def test_other_words_are_no_moment(words: str) -> None:
    with pytest.raises(ValueError, match="no time of a sample call"):
        moment_of(words, datetime(2026, 7, 1, 12, tzinfo=UTC), "Europe/London")
