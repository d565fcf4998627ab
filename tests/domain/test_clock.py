"""The call clock: whole seconds that no clock change, pause or restart takes away or invents."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import NOW, a_head

from aware_tui.domain.clock import face, found_running, paused, seconds, started


@pytest.mark.parametrize(
    ("passed", "shown"), [(0, 0), (0.999, 0), (1, 1), (61.5, 61), (-3600, 0), (90_000, 90_000)]
)
def test_a_running_clock_shows_whole_seconds_and_never_less_than_it_had(passed: float, shown: int) -> None:
    head = started(a_head(clock_seconds=100), NOW)
    now = NOW + timedelta(seconds=passed)
    assert seconds(head, now) == 100 + shown
    assert paused(head, now).clock_seconds == 100 + shown


def test_a_standing_clock_stands() -> None:
    head = a_head(clock_seconds=7)
    assert seconds(head, NOW + timedelta(days=1)) == 7
    assert paused(head, NOW + timedelta(days=1)) == head


def test_starting_a_running_clock_does_not_start_it_anew() -> None:
    head = started(a_head(), NOW)
    assert started(head, NOW + timedelta(hours=1)) == head


@given(st.lists(st.tuples(st.booleans(), st.integers(-5_000, 5_000)), max_size=20))
def test_a_wall_clock_that_jumps_never_takes_away_what_was_counted(turns: list[tuple[bool, int]]) -> None:
    head, now, counted = a_head(), NOW, 0
    for run, passed in turns:
        now += timedelta(seconds=passed)
        head = started(head, now) if run else paused(head, now)
        assert seconds(head, now) >= head.clock_seconds >= counted
        counted = head.clock_seconds


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 5_000)), max_size=20))
def test_only_running_time_counts(turns: list[tuple[bool, int]]) -> None:
    head, now, counted = a_head(), NOW, 0
    for run, passed in turns:
        head = started(head, now) if run else paused(head, now)
        now += timedelta(seconds=passed)
        counted += passed if run else 0
        assert seconds(head, now) == counted


@pytest.mark.parametrize(
    ("last_sign", "shown"),
    [(0, 10), (30, 40), (-50, 10)],
    ids=["at the start", "half a minute on", "before the start"],
)
def test_a_clock_cut_off_while_running_stands_at_the_last_sign_of_life(last_sign: int, shown: int) -> None:
    head = a_head(clock_seconds=10, clock_since=NOW)
    found = found_running(head, NOW + timedelta(seconds=last_sign))
    assert (found.clock_seconds, found.clock_since) == (shown, None)


def test_a_clock_found_standing_is_left_alone() -> None:
    head = a_head(clock_seconds=10)
    assert found_running(head, NOW + timedelta(days=3)) == head


@pytest.mark.parametrize(
    ("total", "shown"),
    [
        (0, "00:00"),
        (59, "00:59"),
        (60, "01:00"),
        (3_599, "59:59"),
        (3_600, "1:00:00"),
        (36_061, "10:01:01"),
    ],
)
def test_the_face_shows_minutes_and_hours_from_one_hour(total: int, shown: str) -> None:
    assert face(total) == shown
