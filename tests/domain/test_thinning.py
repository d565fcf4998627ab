"""Which copies stay: the newest always, few of the old ones, and none for ever."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aware_tui.domain.thinning import (
    ALL_OF_THEM,
    DAYS,
    MONTHS,
    PAUSE,
    WEEKS,
    Copy,
    is_due,
    pause_after,
    staying,
    within,
)

NOW = datetime(2026, 3, 4, 10, 30, tzinfo=UTC)
KEEP = 400


def a_copy(verified: bool = True, **ago: float) -> Copy:
    at = NOW - timedelta(**ago)
    return Copy(f"{at:%Y%m%dT%H%M%S%f}{'' if verified else '-cut'}", at, verified)


def kept(copies: list[Copy], keep_days: int = KEEP, **options: timedelta) -> list[Copy]:
    stay = staying(copies, NOW, keep_days, **options)
    return [copy for copy in copies if copy.name in stay]


ages = st.floats(min_value=-5, max_value=3_000, allow_nan=False)
some_copies = st.lists(
    st.builds(lambda days, verified: a_copy(verified, days=days), ages, st.booleans()),
    max_size=80,
    unique_by=lambda copy: copy.name,
)
some_days = st.integers(1, 3_650)


@settings(max_examples=100, deadline=None)
@given(some_copies, some_days)
def test_the_newest_and_the_newest_good_one_always_stay(copies: list[Copy], keep_days: int) -> None:
    stay = {copy.made_at for copy in kept(copies, keep_days)}
    good = [copy.made_at for copy in copies if copy.verified]
    assert not copies or max(copy.made_at for copy in copies) in stay
    assert not good or max(good) in stay


@settings(max_examples=100, deadline=None)
@given(some_copies, some_days)
def test_thinned_once_is_thinned(copies: list[Copy], keep_days: int) -> None:
    once = kept(copies, keep_days)
    assert kept(once, keep_days) == once


@settings(max_examples=100, deadline=None)
@given(some_copies, some_days)
def test_nothing_stays_beyond_the_days_to_keep_but_the_newest(copies: list[Copy], keep_days: int) -> None:
    old = [copy for copy in kept(copies, keep_days) if copy.made_at < NOW - timedelta(days=keep_days)]
    newest = {
        max((copy.made_at for copy in some), default=NOW)
        for some in (copies, [copy for copy in copies if copy.verified])
    }
    assert {copy.made_at for copy in old} <= newest


@settings(max_examples=100, deadline=None)
@given(some_copies)
def test_the_number_of_old_ones_is_bounded(copies: list[Copy]) -> None:
    old = [copy for copy in kept(copies) if copy.made_at <= NOW - ALL_OF_THEM]
    assert len(old) <= DAYS + WEEKS + MONTHS + 2


@settings(max_examples=100, deadline=None)
@given(some_copies)
def test_a_good_one_never_goes_for_one_that_is_not(copies: list[Copy]) -> None:
    """Without the copies that are not good, the same good ones of each day would stay, or more of them."""
    stay = kept(copies, 10_000)
    gone = [copy for copy in copies if copy not in stay]
    for copy in (copy for copy in stay if not copy.verified and copy.made_at <= NOW - ALL_OF_THEM):
        newest = max(each.made_at for each in copies)
        of_the_day = [each for each in gone if each.verified and each.made_at.date() == copy.made_at.date()]
        assert not of_the_day or copy.made_at == newest


def every_two_hours(days: int) -> list[Copy]:
    return [a_copy(hours=2 * n) for n in range(12 * days)]


def test_two_years_of_every_two_hours_become_two_days_and_one_of_each() -> None:
    stay = kept(every_two_hours(730))
    assert len([copy for copy in stay if copy.made_at > NOW - ALL_OF_THEM]) == 24
    assert len(stay) == 24 + DAYS + WEEKS + MONTHS
    assert NOW - min(copy.made_at for copy in stay) < timedelta(days=KEEP)


def test_of_a_day_the_newest_good_one_stays() -> None:
    early, late = a_copy(days=5, hours=8), a_copy(days=5, hours=1)
    cut = a_copy(verified=False, days=5)
    newest = a_copy()
    assert kept([early, late, cut, newest]) == [late, newest]
    assert kept([cut, newest]) == [cut, newest]


def test_copies_made_day_after_day_grow_old_in_their_places() -> None:
    """Thinned at every step, as it is in life, there is a copy of every week and month that was reached."""
    held: list[Copy] = []
    for day in range(420):
        now = NOW + timedelta(days=day)
        held.append(Copy(f"{day}", now, verified=True))
        stay = staying(held, now, KEEP)
        held = [copy for copy in held if copy.name in stay]
    ages_now = sorted((now - copy.made_at).days for copy in held)
    assert len(held) == 2 + DAYS + WEEKS + MONTHS
    assert ages_now[:14] == [*range(14)]
    assert max(later - earlier for earlier, later in pairwise(ages_now)) <= 38
    assert 290 < ages_now[-1] <= KEEP


def test_when_room_is_short_one_a_day_is_enough() -> None:
    copies = every_two_hours(2)
    stay = kept(copies, all_of_them=timedelta(0))
    assert copies[0] in stay
    assert len(stay) == 3


def test_one_of_the_future_stays_until_its_time_is_past() -> None:
    ahead = a_copy(days=-30)
    assert kept([ahead, a_copy()]) == [ahead, a_copy()]


@pytest.mark.parametrize(
    ("copies", "changed", "due"),
    [
        ([], 100, True),
        ([a_copy(hours=3)], 1, True),
        ([a_copy(hours=3)], 4, False),
        ([a_copy(hours=1.9)], 0, False),
        ([a_copy(hours=2)], 0, True),
        ([a_copy(verified=False, hours=1)], 100, True),
        ([a_copy(hours=-50)], 0, True),
        ([a_copy(hours=-50), a_copy(hours=1)], 0, False),
        ([a_copy(hours=1), a_copy(days=9)], 0, False),
    ],
)
def test_a_copy_is_due_when_the_data_changed_and_the_last_is_old(
    copies: list[Copy], changed: float, due: bool
) -> None:
    assert is_due(copies, NOW - timedelta(hours=changed), 1_000_000, NOW) is due


@pytest.mark.parametrize(
    ("size", "pause"),
    [
        (0, PAUSE),
        (100_000_000, PAUSE),
        (5_000_000_000, timedelta(seconds=15_000)),
        (50_000_000_000, timedelta(seconds=150_000)),
    ],
)
def test_large_data_is_copied_less_often(size: int, pause: timedelta) -> None:
    assert pause_after(size) == pause


@given(some_copies, some_days)
def test_of_other_files_the_newest_stays_and_the_others_for_their_days(
    copies: list[Copy], keep_days: int
) -> None:
    stay = within(copies, NOW, keep_days)
    old = [copy for copy in copies if copy.name in stay and copy.made_at < NOW - timedelta(days=keep_days)]
    assert len(old) <= 1
    assert {copy.name for copy in copies if copy.made_at >= NOW - timedelta(days=keep_days)} <= stay
    assert not copies or max(copies, key=lambda copy: (copy.made_at, copy.name)).name in stay
