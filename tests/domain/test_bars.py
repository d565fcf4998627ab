"""Counts as pictures of characters: true to the counts, whatever they are."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aware_tui.domain.insights.bars import BLOCKS, HALF, bar, block, percent, pooled, strip
from aware_tui.domain.insights.period import Period
from aware_tui.domain.insights.typed_period import NotAPeriod, period_words, read_day, read_period
from aware_tui.domain.insights.whys import MOST, kept, whys_of

TODAY = date(2026, 3, 4)
COUNTS = st.lists(st.integers(0, 10**9), max_size=600)


@pytest.mark.parametrize(
    ("count", "most", "cells", "drawn"),
    [
        (10, 10, 4, "━━━━"),
        (5, 10, 4, "━━"),
        (1, 1000, 4, "╸"),
        (6, 10, 4, "━━╸"),
        (0, 10, 4, ""),
        (3, 0, 4, ""),
        (3, 3, 0, ""),
        (99, 10, 3, "━━━"),
    ],
)
def test_a_bar_is_as_long_as_its_count(count: int, most: int, cells: int, drawn: str) -> None:
    assert bar(count, most, cells) == drawn


@given(st.lists(st.integers(0, 10**6), min_size=2, max_size=2), st.integers(1, 60))
def test_more_is_never_drawn_shorter(counts: list[int], cells: int) -> None:
    low, high = sorted(counts)
    drawn = [bar(each, high, cells) for each in (low, high)]
    halves = [2 * len(each) - each.endswith(HALF) for each in drawn]
    assert halves[0] <= halves[1] <= 2 * cells
    assert bool(low) == bool(drawn[0])


@pytest.mark.parametrize(("count", "drawn"), [(0, " "), (1, "▁"), (50, "▄"), (100, "█"), (101, "█")])
def test_a_block_is_as_high_as_its_count(count: int, drawn: str) -> None:
    assert block(count, 100) == drawn


@given(COUNTS)
def test_a_strip_has_a_mark_for_each_count_and_a_line_where_there_is_none(counts: list[int]) -> None:
    drawn = strip(counts)
    assert len(drawn) == len(counts)
    assert all((mark == "_") == (count == 0) for mark, count in zip(drawn, counts, strict=True))
    assert set(drawn) <= {"_", *BLOCKS}


@given(COUNTS, st.integers(1, 40))
def test_neighbours_are_put_together_until_they_fit_and_none_is_lost(counts: list[int], cells: int) -> None:
    sums, size = pooled(counts, cells)
    assert sum(sums) == sum(counts)
    assert len(sums) <= cells
    assert len(counts) <= cells or size > 1
    assert not sums or sums[-1] == sum(counts[-size:])


@pytest.mark.parametrize(
    ("share", "words"),
    [(0, "0%"), (0.004, "<1%"), (0.31, "31%"), (0.995, ">99%"), (1, "100%"), (0.015, "2%")],
)
def test_a_share_never_says_none_for_some_or_all_for_less(share: float, words: str) -> None:
    assert percent(share) == words


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2026-03-04", date(2026, 3, 4)),
        (" 2025-1-9 ", date(2025, 1, 9)),
        ("4 March 2026", date(2026, 3, 4)),
        ("1st jan 2026", date(2026, 1, 1)),
        ("3. Sept. 2025", date(2025, 9, 3)),
        ("5 March", date(2025, 3, 5)),
        ("4 march", date(2026, 3, 4)),
        ("29 February 2024", date(2024, 2, 29)),
        ("today", TODAY),
        ("Yesterday", date(2026, 3, 3)),
    ],
)
def test_a_day_is_read_as_people_type_it(words: str, day: date) -> None:
    assert read_day(words, TODAY) == day


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("3/4/2026", "two ways"),
        ("03.04.", "two ways"),
        ("4-3-26", "two ways"),
        ("2026-02-30", "no date"),
        ("30 February", "no date"),
        ("29 February", "no date"),
        ("4 Marchember", "no date"),
        ("soon", "no date"),
        ("", "no date"),
        ("0000-01-01", "no date"),
    ],
)
def test_what_is_no_day_or_two_is_refused_with_words_to_type(words: str, says: str) -> None:
    with pytest.raises(NotAPeriod, match=f"(?s){says}.*2026-03-04, or like 4 March 2026"):
        read_day(words, TODAY)


def test_a_period_has_both_its_days() -> None:
    assert read_period("1 Jan 2026", "", TODAY) == Period(date(2026, 1, 1), date(2026, 3, 5))
    assert read_period("2026-03-04", "2026-03-04", TODAY).days == 1
    assert (
        period_words(read_period("1 Jan 2026", "31 Jan 2026", TODAY)) == "1 January 2026 to 31 January 2026"
    )
    assert period_words(read_period("today", "today", TODAY)) == "4 March 2026"


@pytest.mark.parametrize(
    ("first", "last", "says"),
    [
        (
            "4 March 2026",
            "1 March 2026",
            "The first day, 4 March 2026, comes after the last one, 1 March 2026",
        ),
        ("5 March 2026", "9 March 2026", "5 March 2026 has not come yet"),
        ("1 March 2026", "whenever", "There is no date “whenever”"),
    ],
)
def test_a_period_that_cannot_be_is_told_in_a_sentence(first: str, last: str, says: str) -> None:
    with pytest.raises(NotAPeriod, match=says):
        read_period(first, last, TODAY)


def test_whys_close_up_and_the_last_is_the_cause() -> None:
    text = kept(["the van is late", "  ", "two stops too\nmany", "", "nobody plans it"])
    assert whys_of(text) == ("the van is late", "two stops too many", "nobody plans it")
    assert (whys_of(""), kept(["", " "])) == ((), "")


@given(st.lists(st.text(), max_size=9))
def test_kept_whys_are_read_back_as_they_are_kept(answers: list[str]) -> None:
    text = kept(answers)
    assert kept(whys_of(text)) == text
    assert len(whys_of(text)) <= MOST
