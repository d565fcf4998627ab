"""A calendar as it is written down, and the sum of a wait as it is told on one line."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from aware_tui.domain.calendar import BusinessCalendar, closed_day_of, span_of
from aware_tui.domain.calendar_words import days_summed, hours_summed
from aware_tui.domain.working_time import WorkingTime

LONDON = "Europe/London"
DAYTIME = BusinessCalendar(lunch="12:30-13:15", closed=("2026-03-27 Stock-taking", "2026-10-23 Stock-taking"))

HOURS_WAITS = """
2026-11-27 16:00 |  60 | 2026-11-27 17:00 | one working hour: Fri 16:00-17:00
2026-11-27 16:00 | 240 | 2026-11-30 12:00 | four working hours: Fri 16:00-17:00, Mon 09:00-12:00
2026-11-27 16:00 | 300 | 2026-11-30 13:45 | five working hours: Fri 16:00-17:00, Mon 09:00-12:30, 13:15-13:45
2026-11-27 16:00 |  90 | 2026-11-30 09:30 | 1 h 30 min of working time: Fri 16:00-17:00, Mon 09:00-09:30
2026-11-27 17:00 |  60 | 2026-11-30 10:00 | one working hour: Mon 09:00-10:00
2026-11-28 11:00 |  60 | 2026-11-30 10:00 | one working hour: Mon 09:00-10:00
2026-11-27 12:45 |  60 | 2026-11-27 14:15 | one working hour: Fri 13:15-14:15
2026-03-26 16:30 |  60 | 2026-03-30 09:30 | one working hour: Thu 16:30-17:00, Mon 09:00-09:30
2026-10-22 16:30 |  60 | 2026-10-26 09:30 | one working hour: Thu 16:30-17:00, Mon 09:00-09:30
"""


@pytest.mark.parametrize(
    ("moment", "minutes", "due", "words"),
    [[cell.strip() for cell in row.split(" | ")] for row in HOURS_WAITS.strip().splitlines()],
)
def test_working_hours_leave_out_nights_lunch_and_closed_days(
    moment: str, minutes: str, due: str, words: str
) -> None:
    working, there = WorkingTime.of(DAYTIME, LONDON), ZoneInfo(LONDON)
    at = datetime.fromisoformat(moment).replace(tzinfo=there)
    found = working.working_hours_later(at, int(minutes))
    assert f"{found.astimezone(there):%Y-%m-%d %H:%M}" == due
    assert hours_summed(working, at, int(minutes), LONDON).split(" (")[0] == words


SHUT_THURSDAY = WorkingTime.of(
    BusinessCalendar(closed=("2026-11-26 Thanksgiving", "2026-12-25 Christmas Day")), LONDON
)

DAY_WAITS = [
    ("2026-11-24", 1, "2026-11-25", "one working day: Wed 25 Nov"),
    ("2026-11-25", 2, "2026-11-30", "two working days: Fri 27, Mon 30 Nov (closed Thu 26 Nov: Thanksgiving)"),
    ("2026-11-25", 3, "2026-12-01", "three working days: Fri 27 Nov to Tue 1 Dec (1 closed day left out)"),
    ("2026-11-26", 1, "2026-11-27", "one working day: Fri 27 Nov"),
    ("2026-11-28", 1, "2026-11-30", "one working day: Mon 30 Nov"),
    ("2026-11-28", 0, "2026-11-30", ""),
    ("2026-11-27", 0, "2026-11-27", ""),
    ("2026-11-23", 20, "2026-12-22", "20 working days: Tue 24 Nov to Tue 22 Dec (1 closed day left out)"),
    ("2026-12-30", 2, "2027-01-01", "two working days: Thu 31 Dec, Fri 1 Jan (closed days known to 2026)"),
    ("2026-12-24", 9, "2027-01-07", "nine working days: up to Thu 7 Jan 2027 (closed days known to 2026)"),
]


@pytest.mark.parametrize(("start", "count", "last", "words"), DAY_WAITS)
def test_working_days_begin_on_the_next_one_and_are_told_on_one_line(
    start: str, count: int, last: str, words: str
) -> None:
    begins = date.fromisoformat(start)
    assert SHUT_THURSDAY.working_days_later(begins, count) == date.fromisoformat(last)
    if count:
        assert days_summed(SHUT_THURSDAY, begins, count) == words


def test_a_sum_with_long_names_still_fits_and_keeps_its_last_day() -> None:
    calendar = BusinessCalendar(closed=("2026-11-26 " + "Remembrance " * 4,))
    said = days_summed(WorkingTime.of(calendar, LONDON), date(2026, 11, 25), 7)
    assert said == "seven working days: Fri 27 Nov to Mon 7 Dec (1 closed day left out)"


def test_hours_of_another_zone_are_named_as_such() -> None:
    moment = datetime(2026, 11, 27, 15, 30, tzinfo=UTC)
    said = hours_summed(WorkingTime.of(BusinessCalendar("Europe/Berlin"), LONDON), moment, 60, LONDON)
    assert said == "one working hour: Fri 16:30-17:00, Mon 09:00-09:30 (Berlin time)"


@pytest.mark.parametrize(
    ("words", "span"),
    [
        ("09:00-17:00", (540, 1020)),
        (" 9:00 - 17:00 ", (540, 1020)),
        ("00:00-24:00", (0, 1440)),
        ("17:00-09:00", (1020, 540)),
        ("09:00-24:01", None),
        ("09:00-25:00", None),
        ("09:60-17:00", None),
        ("9-5", None),
        ("09:00\u201317:00", None),
        ("", None),
        ("closed", None),
    ],
)
def test_hours_are_two_times_with_a_hyphen(words: str, span: tuple[int, int] | None) -> None:
    assert span_of(words) == span


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2026-12-25 Christmas Day", (date(2026, 12, 25), "Christmas Day")),
        (" 2024-02-29   Leap  day ", (date(2024, 2, 29), "Leap  day")),
        ("2026-02-29 No leap day", None),
        ("2026-12-25", None),
        ("25 December Christmas", None),
        ("0000-01-01 Never", None),
        ("\u0662\u0660\u0662\u0666-12-25 Christmas", None),
    ],
)
def test_a_closed_day_is_a_date_and_a_name(words: str, day: tuple[date, str] | None) -> None:
    assert closed_day_of(words) == day
