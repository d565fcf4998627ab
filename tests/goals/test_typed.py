"""Numbers and last days as people type them."""

from datetime import date, timedelta

import pytest
from goals.saved import TODAY
from hypothesis import given
from hypothesis import strategies as st
from making import NOW

from aware_tui.domain.goals.aim import A_WEEK, DAYS, MINUTES, PERCENT, POINTS
from aware_tui.domain.goals.days import end_of_quarter, last_day
from aware_tui.domain.goals.typed import number_in
from aware_tui.services.goals import deadline_meant


@pytest.mark.parametrize(
    ("words", "unit", "number"),
    [
        ("30", MINUTES, 30),
        (" 30 minutes ", MINUTES, 30),
        ("2 hours", MINUTES, 120),
        ("at most 45 min", MINUTES, 45),
        ("<= 45", MINUTES, 45),
        ("1,200", MINUTES, 1200),
        ("2 weeks", DAYS, 14),
        ("1.5", DAYS, 1.5),
        ("80%", PERCENT, 80),
        ("80 percent", PERCENT, 80),
        ("4,5", POINTS, 4.5),
        ("4.5 of 5", POINTS, 4.5),
        ("3 a week", A_WEEK, 3),
        ("-5", MINUTES, -5),
        ("101", PERCENT, 101),
        ("80 %", MINUTES, None),
        ("soon", MINUTES, None),
        ("", MINUTES, None),
        ("1e9", MINUTES, None),
        ("nan", MINUTES, None),
        ("٣", MINUTES, 3),
    ],
)
def test_a_number_is_read_with_the_unit_that_fits(words: str, unit: str, number: float | None) -> None:
    assert number_in(words, unit) == number


@given(st.text(max_size=60), st.sampled_from([MINUTES, DAYS, PERCENT, POINTS, A_WEEK]))
def test_no_words_whatever_break_the_reading_of_a_number(words: str, unit: str) -> None:
    number_in(words, unit)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("this quarter", "2026-03-31"),
        ("end of the quarter", "2026-03-31"),
        ("by the end of this quarter", "2026-03-31"),
        ("next quarter", "2026-06-30"),
        ("Q2", "2026-06-30"),
        ("end of Q1", "2026-03-31"),
        ("end of March", "2026-03-31"),
        ("March", "2026-03-31"),
        ("end of February", "2027-02-28"),
        ("end of Feb 2028", "2028-02-29"),
        ("this month", "2026-03-31"),
        ("end of next month", "2026-04-30"),
        ("this week", "2026-03-08"),
        ("next week", "2026-03-15"),
        ("this year", "2026-12-31"),
        ("end of the year", "2026-12-31"),
        ("this half year", "2026-06-30"),
        ("in 6 weeks", "2026-04-15"),
        ("in six weeks", "2026-04-15"),
        ("in a month", "2026-04-04"),
        ("within 3 months", "2026-06-04"),
        ("in 10 days", "2026-03-14"),
        ("in a year", "2027-03-04"),
        ("2026-05-01", "2026-05-01"),
        ("by 2026-05-01", "2026-05-01"),
        ("End of March.", "2026-03-31"),
    ],
)
def test_a_last_day_is_read(words: str, day: str) -> None:
    assert last_day(words, TODAY) == date.fromisoformat(day)


@pytest.mark.parametrize(
    "words",
    [
        "",
        "soon",
        "when it rains",
        "2026-02-30",
        "Q5",
        "in 999 years and a day",
        "the end of decade",
        "end of marshmallow",
    ],
)
def test_words_that_name_no_day_are_none(words: str) -> None:
    assert last_day(words, TODAY) is None


def test_what_the_table_does_not_have_is_read_like_a_promise() -> None:
    assert deadline_meant("Friday next week", NOW, "Europe/Berlin") == date(2026, 3, 13)
    assert deadline_meant("15 April", NOW, "Europe/Berlin") == date(2026, 4, 15)
    assert deadline_meant("when it rains", NOW, "Europe/Berlin") is None
    assert deadline_meant("  ", NOW, "Europe/Berlin") is None


@given(st.dates(date(1990, 1, 1), date(2200, 1, 1)))
def test_spans_end_on_a_day_to_come(today: date) -> None:
    for words in ("this week", "this month", "this quarter", "this year", "end of March", "Q3"):
        found = last_day(words, today)
        assert found is not None
        assert today <= found < today + timedelta(days=367)
    assert end_of_quarter(today) == last_day("this quarter", today)


@given(st.text(max_size=60), st.dates())
def test_no_words_whatever_break_the_reading_of_a_day(words: str, today: date) -> None:
    last_day(words, today)
    last_day(f"in {words[:2]} years", today)
