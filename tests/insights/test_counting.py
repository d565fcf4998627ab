"""Everybody counts once for one thing in four weeks, and not all on the same days."""

from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

import pytest

from aware_tui.domain.insights.counting import BLOCK, Occurrence, blocks_in, judged

BEGIN = date(2025, 1, 6)


def daily(person: str, days: int) -> list[Occurrence]:
    """Return the same complaint of one person every day, judged."""
    dates = [BEGIN + timedelta(days=number) for number in range(days)]
    at = [datetime.combine(day, time(9), UTC) for day in dates]
    return judged(
        Occurrence(f"{number:03}", day, "08-12", "noise", "Leeds", "phone", person, moment)
        for number, (day, moment) in enumerate(zip(dates, at, strict=True))
    )


def voting(person: str, days: int) -> list[date]:
    return [each.day for each in daily(person, days) if each.votes]


def test_whoever_complains_every_day_counts_once_in_each_block() -> None:
    first, *later = voting("Ada", 5 * BLOCK)
    assert first == BEGIN
    assert len(later) in {4, 5}
    assert {(second - one).days for one, second in pairwise(later)} == {BLOCK}


def test_those_who_come_back_do_not_all_count_on_the_same_day() -> None:
    later = Counter(voting(f"customer {number}", 3 * BLOCK)[1] for number in range(280))
    assert len(later) == BLOCK
    assert max(later.values()) < 280 / 5


def test_a_customer_counts_the_same_way_every_time_and_with_any_name() -> None:
    assert voting("Zoë \udce9", 90) == voting("Zoë \udce9", 90)


@pytest.mark.parametrize(("days", "most"), [(0, 0), (1, 1), (2, 2), (29, 2), (30, 3), (182, 8)])
def test_so_many_blocks_can_be_touched_and_no_more(days: int, most: int) -> None:
    touched = {(begin + days - 1) // BLOCK - begin // BLOCK + 1 for begin in range(BLOCK)} if days else {0}
    assert blocks_in(days) == most == max(touched)
    assert all(len(voting(f"customer {number}", days)) <= most for number in range(40))
