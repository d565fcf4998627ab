"""Promises in working days and hours, by the business calendar: when they are due, and the sum shown."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reading_ahead import lay_read_playbook
from watching import PATIENCE

from aware_tui.config import Settings
from aware_tui.domain.calendar import BusinessCalendar, WorkingWeek
from aware_tui.domain.due import DueDoubt, DueReading, describe
from aware_tui.services.desk import Desk
from aware_tui.services.due import read_due, split_promise

LONDON, NEW_YORK = "Europe/London", "America/New_York"
OURS = BusinessCalendar(
    hours=WorkingWeek(*(["08:30-17:30"] * 4 + ["09:00-16:30", "10:00-14:00"])),
    lunch="12:30-13:00",
    closed=("2026-11-26 Stock-taking", "2026-12-25 Christmas Day"),
)
TUESDAY, FRIDAY = "2026-11-24 10:30", "2026-11-27 16:00"


def at(local: str, zone: str = LONDON) -> datetime:
    return datetime.fromisoformat(local).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


def read(line: str, now: str, calendar: BusinessCalendar | None = OURS, zone: str = LONDON) -> DueReading:
    return read_due(line, at(now, zone), zone, calendar)


def told(reading: DueReading, zone: str = LONDON) -> str:
    return f"{reading.due.at.astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M}" if reading.due else ""


WAITS = """
2026-11-24 10:30 | I'll ring you in two working days       | 2026-11-27 16:30 | two working days: Wed 25, Fri 27 Nov (closed Thu 26 Nov: Stock-taking)
2026-11-24 10:30 | two working days                        | 2026-11-27 16:30 | two working days: Wed 25, Fri 27 Nov (closed Thu 26 Nov: Stock-taking)
2026-11-24 10:30 | within 3 business days                  | 2026-11-28 14:00 | three working days: Wed 25, Fri 27, Sat 28 Nov (1 closed day left out)
2026-11-24 10:30 | two working days from now, by 3pm       | 2026-11-27 15:00 | two working days: Wed 25, Fri 27 Nov (closed Thu 26 Nov: Stock-taking)
2026-11-24 10:30 | in one to two working days' time        | 2026-11-27 16:30 | two working days: Wed 25, Fri 27 Nov (closed Thu 26 Nov: Stock-taking)
2026-11-24 10:30 | the next working day                    | 2026-11-25 17:30 | one working day: Wed 25 Nov
2026-11-24 18:00 | by the next working day                 | 2026-11-25 17:30 | one working day: Wed 25 Nov
2026-11-25 10:30 | by noon on the next working day         | 2026-11-27 12:00 | one working day: Fri 27 Nov (closed Thu 26 Nov: Stock-taking)
2026-11-25 10:30 | by the end of the next working day      | 2026-11-27 16:30 | one working day: Fri 27 Nov (closed Thu 26 Nov: Stock-taking)
2026-11-25 10:30 | first thing next business day           | 2026-11-27 09:00 | one working day: Fri 27 Nov (closed Thu 26 Nov: Stock-taking)
2026-11-24 10:30 | within four working hours               | 2026-11-24 15:00 | four working hours: Tue 10:30-12:30, 13:00-15:00
2026-11-27 16:00 | within four working hours               | 2026-11-28 14:00 | four working hours: Fri 16:00-16:30, Sat 10:00-12:30, 13:00-14:00
2026-11-27 16:00 | 2 office hours                          | 2026-11-28 11:30 | two working hours: Fri 16:00-16:30, Sat 10:00-11:30
2026-11-27 16:00 | one working hour from now               | 2026-11-28 10:30 | one working hour: Fri 16:00-16:30, Sat 10:00-10:30
2026-11-27 16:00 | within the next working hour            | 2026-11-28 10:30 | one working hour: Fri 16:00-16:30, Sat 10:00-10:30
2026-11-27 16:00 | in 1.5 business hours                   | 2026-11-28 11:00 | 1 h 30 min of working time: Fri 16:00-16:30, Sat 10:00-11:00
"""  # noqa: E501 - a table


def table(text: str) -> list[list[str]]:
    return [[cell.strip() for cell in row.split(" | ")] for row in text.strip().splitlines()]


@pytest.mark.parametrize(("now", "line", "due", "words"), table(WAITS))
def test_a_wait_in_working_time_is_reckoned_by_the_calendar_and_its_sum_is_shown(
    now: str, line: str, due: str, words: str
) -> None:
    reading = read(line, now)
    assert (told(reading), reading.doubt) == (due, None)
    said, _, shown = reading.say.partition(" · ")
    assert said.startswith("Due ")
    assert shown == words


DAYS = """
2026-11-24 10:30 | end of day                          | 2026-11-24 17:30
2026-11-24 10:30 | by the end of the working day       | 2026-11-24 17:30
2026-11-24 10:30 | close of business Friday            | 2026-11-27 16:30
2026-11-24 10:30 | Friday                              | 2026-11-27 16:30
2026-11-24 10:30 | by the end of Saturday              | 2026-11-28 14:00
2026-11-24 10:30 | on Sunday                           | 2026-11-29 17:00
2026-11-24 10:30 | first thing tomorrow                | 2026-11-25 08:30
2026-11-24 10:30 | by start of business on Friday      | 2026-11-27 09:00
2026-11-24 10:30 | tomorrow afternoon                  | 2026-11-25 17:00
2026-11-24 10:30 | in two hours                        | 2026-11-24 12:30
2026-11-24 10:30 | Friday at 5pm                       | 2026-11-27 17:00
"""


@pytest.mark.parametrize(("now", "line", "due"), table(DAYS))
def test_the_end_and_the_start_of_a_day_are_those_of_the_calendar(now: str, line: str, due: str) -> None:
    reading = read(line, now)
    assert (told(reading), " · " in reading.say) == (due, False)


@pytest.mark.parametrize("line", ["25 December", "on 25 December at noon"])
def test_a_due_time_on_a_closed_day_counts_and_is_told_softly(line: str) -> None:
    reading = read(line, TUESDAY)
    assert reading.due is not None
    assert reading.say.endswith(" · we are closed then: Christmas Day")


def test_friday_at_four_is_followed_by_monday() -> None:
    nine_to_five = read("within four working hours", FRIDAY, None)
    assert told(nine_to_five) == "2026-11-30 12:00"
    assert nine_to_five.say == (
        "Due Mon 30 Nov, 12:00 · four working hours: Fri 16:00-17:00, Mon 09:00-12:00"
    )
    assert told(read("in one working day", FRIDAY, None)) == "2026-11-30 17:00"


LATE = ["2026-11-27 18:00", "2026-11-28 11:00", "2026-11-29 23:59"]


@pytest.mark.parametrize("now", ["2026-11-27 06:00", FRIDAY, *LATE])
def test_the_first_day_counted_is_the_next_working_day_however_late_or_early_it_is_said(now: str) -> None:
    assert told(read("in two working days", now, None)) == "2026-12-01 17:00"


def test_once_we_have_closed_the_end_of_the_next_working_day_is_offered() -> None:
    late = read("by end of day", "2026-11-27 16:45")
    assert (late.doubt, late.say) == (DueDoubt.PAST, "That time has passed: 16:30 today. Say tomorrow?")
    assert [f"{due.local:%a %H:%M}" for due in late.choices] == ["Sat 14:00"]
    weekend = read("by end of day", "2026-11-27 17:15", None)
    assert weekend.say == "That time has passed: 17:00 today. Say Mon 30 Nov?"
    assert [f"{due.local:%a %H:%M}" for due in weekend.choices] == ["Mon 17:00"]


def test_the_day_on_which_the_clocks_change_makes_a_wait_no_longer_and_no_shorter() -> None:
    nights = BusinessCalendar(hours=WorkingWeek(*["00:00-06:00"] * 7))
    dues = {"2026-03-28 23:00": "04:00", "2026-10-24 23:00": "02:00", "2026-06-27 23:00": "03:00"}
    for saturday, hour in dues.items():
        assert told(read("within 3 working hours", saturday, nights)).endswith(hour)


def test_a_closing_time_that_is_skipped_or_comes_twice_is_asked_about() -> None:
    early = BusinessCalendar(hours=WorkingWeek(*["00:00-01:30"] * 7))
    assert read("tomorrow", "2026-03-28 12:00", early).doubt is DueDoubt.GAP
    assert read("tomorrow", "2026-10-24 12:00", early).doubt is DueDoubt.FOLD
    assert read("within 24 hours", "2026-10-24 12:00", early).doubt is None


def test_a_due_time_stays_what_it_was_when_the_agent_moves_to_another_zone() -> None:
    reading = read("in two working days", TUESDAY)
    due = reading.due
    assert due is not None
    assert (due.zone, due.at) == (LONDON, datetime(2026, 11, 27, 16, 30, tzinfo=UTC))
    assert describe(due, at(TUESDAY), NEW_YORK) == "Fri 27 Nov 16:30 GMT"
    moved = read("in two working days", "2026-11-24 05:30", OURS, NEW_YORK).due
    assert moved is not None
    assert (moved.zone, f"{moved.local:%Y-%m-%d %H:%M}") == (NEW_YORK, "2026-11-27 16:30")
    assert moved.at - due.at == timedelta(hours=5)


def test_the_zone_of_the_calendar_says_what_a_working_day_is_and_the_promise_keeps_its_own() -> None:
    office = BusinessCalendar(LONDON, OURS.hours, OURS.lunch, OURS.closed)
    evening = "2026-11-23 20:30"  # already Tuesday in London
    reading = read("in two working days", evening, office, NEW_YORK)
    assert reading.due is not None
    assert (reading.due.zone, told(reading)) == (NEW_YORK, "2026-11-27 16:30")
    assert reading.say.startswith("Due Fri 27 Nov, 11:30 · two working days: Wed 25, Fri 27 Nov")
    assert told(read("by close of business tomorrow", evening, office, NEW_YORK)) == "2026-11-24 17:30"
    hours = read("in one working hour", evening, office, NEW_YORK)
    assert hours.say == "Due tomorrow, 04:30 · one working hour: Tue 08:30-09:30 (London time)"
    assert told(read("tomorrow at 3pm", evening, office, NEW_YORK), NEW_YORK) == "2026-11-24 15:00"


def test_a_clock_that_is_set_back_leaves_a_promise_as_it_was() -> None:
    due = read("within four working hours", FRIDAY).due
    assert due is not None
    told_then = describe(due, at(FRIDAY))
    assert describe(due, at(FRIDAY) - timedelta(hours=3)) == told_then
    again = read("within four working hours", "2026-11-27 13:00").due
    assert again is not None
    assert at("2026-11-27 13:00") < again.at <= due.at


WORDS = st.sampled_from([f"in {wait} working {unit}" for wait in (1, 2, 5, 20) for unit in ("days", "hours")])
MOMENTS = st.datetimes(datetime.fromisoformat("2024-01-01"), datetime.fromisoformat("2032-01-01"))
ZONES = st.sampled_from([LONDON, NEW_YORK, "Australia/Lord_Howe", "Pacific/Apia", "Asia/Kathmandu"])


@settings(deadline=None, max_examples=150)
@given(WORDS, MOMENTS, ZONES, ZONES)
def test_a_later_promise_is_never_due_before_an_earlier_one(
    words: str, moment: datetime, zone: str, office: str
) -> None:
    now, calendar = moment.replace(tzinfo=UTC), replace(OURS, zone=office)
    dues = [read_due(words, now + timedelta(hours=ahead), zone, calendar).due for ahead in (-9, 0, 14)]
    ats = [due.at for due in dues if due is not None]
    assert len(ats) == 3
    assert ats == sorted(ats)
    assert ats[1] > now


def test_a_wait_that_no_calendar_can_count_is_said_to_be_so() -> None:
    seldom = BusinessCalendar(hours=WorkingWeek(monday="09:00-09:01"))
    reading = read("within 9999 working hours", TUESDAY, seldom)
    assert (reading.due, reading.doubt, reading.choices) == (None, None, ())
    assert reading.say == "“within 9999 working hours” is further off than we can count. By when?"


@pytest.mark.parametrize(
    "line",
    [
        "We are open 40 working hours a week",
        "It took 3 working days",
        "your two working days of leave",
        "within 2 working days of receiving the form",
        "the next working day's post",
        "working hours",
    ],
)
def test_working_time_that_is_no_due_time_is_left_alone(line: str) -> None:
    assert read(line, TUESDAY).say == "No time in it yet. By when?"


@pytest.mark.parametrize(
    ("line", "what", "words"),
    [
        ("I'll ring Dana within four working hours", "Ring Dana", "within four working hours"),
        ("I'll ring by the end of the next working day", "Ring", "the end of the next working day"),
        ("We will write by the next working day.", "Write", "the next working day"),
        ("I'll send it in two working days, at noon", "Send it", "in two working days, at noon"),
    ],
)
def test_a_promise_line_comes_apart_around_its_wait(line: str, what: str, words: str) -> None:
    assert split_promise(line) == (what, words)


def test_the_desk_and_its_coaches_read_by_the_calendar_of_the_playbook_in_force(tmp_path: Path) -> None:
    (folder := tmp_path / "playbooks" / "early").mkdir(parents=True)
    text = "extends: aware\nid: early\ntitle: Early\ncalendar: {hours: {wednesday: 07:00-15:30}}\n"
    (folder / "playbook.yaml").write_text(text, encoding="utf-8")
    lay_read_playbook(tmp_path)
    desk = Desk(Settings(tmp_path, "kim", LONDON, "early"), lambda: at(TUESDAY), lambda state: None)
    desk.open().result(PATIENCE)
    reading, what = desk.read_promise("ring Dana tomorrow", at(TUESDAY), LONDON).result(PATIENCE)
    asked = desk.consult(lambda coach: coach.promise("I'll ring Dana tomorrow", at(TUESDAY), LONDON))
    assert (reading.say, what) == ("Due tomorrow, 15:30", "Ring Dana")
    assert asked.result(PATIENCE).due == reading.due
    assert desk.close(PATIENCE)
