"""Working days and working hours, held against a clock that is read minute by minute."""

from bisect import bisect_left
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from itertools import pairwise
from random import Random
from typing import NamedTuple
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aware_tui.domain.calendar import USUAL_CALENDAR, BusinessCalendar, WorkingWeek
from aware_tui.domain.calendar_words import ROOM, days_summed, hours_summed
from aware_tui.domain.text import cells
from aware_tui.domain.working_time import BeyondCalendar, WorkingTime, first_showing

LONDON = "Europe/London"
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


class Case(NamedTuple):
    """A zone and a year of it in which days are longer or shorter than others, or one is missing."""

    zone: str
    year: int


CASES = [
    Case("Europe/London", 2026),
    Case("Europe/Dublin", 2026),  # where winter is what differs
    Case("America/New_York", 2026),
    Case("America/St_Johns", 2010),  # a minute past midnight, back into the day before
    Case("America/Santiago", 2026),  # at midnight
    Case("America/Havana", 2026),  # at midnight, back to midnight
    Case("Asia/Beirut", 2026),  # at midnight, back into the day before
    Case("Africa/Cairo", 2026),  # on a Friday at midnight
    Case("Africa/Casablanca", 2026),  # for Ramadan
    Case("Asia/Kathmandu", 1986),  # a quarter of an hour, once
    Case("Australia/Lord_Howe", 2026),  # half an hour
    Case("Pacific/Apia", 2011),  # a Friday that never was
    Case("Antarctica/Troll", 2026),  # two hours
    Case("Asia/Kolkata", 2026),  # never
]
ZONES = [case.zone for case in CASES]

DAYTIME = BusinessCalendar(lunch="12:30-13:15", closed=("2026-03-27 Stock-taking", "2026-10-23 Stock-taking"))
NIGHTS = BusinessCalendar(hours=WorkingWeek(*["00:30-05:00"] * 7), lunch="01:15-02:15")
ALWAYS = BusinessCalendar(hours=WorkingWeek(*["00:00-24:00"] * 7))
CALENDARS = {"daytime": DAYTIME, "nights": NIGHTS, "always": ALWAYS}

OPEN = {
    "daytime": [(9 * 60, 12 * 60 + 30), (13 * 60 + 15, 17 * 60)],
    "nights": [(30, 75), (135, 300)],
    "always": [(0, 1440)],
}
"""The same hours once more, as numbers."""

SHUT = {date(2026, 3, 27), date(2026, 10, 23)}


def is_open(name: str, day: date) -> bool:
    return name != "daytime" or (day.weekday() < 5 and day not in SHUT)


@cache
def odd_days(case: Case) -> list[date]:
    """The days of that year that do not have 24 hours, or a day like any other."""
    there = ZoneInfo(case.zone)
    days = [date(case.year, 1, 1) + DAY * number for number in range(364)]
    begins = [datetime.combine(day, time(12), there).astimezone(UTC) for day in days]
    odd = [day for day, (one, other) in zip(days, pairwise(begins), strict=False) if other - one != DAY]
    return odd[:2] or [days[0] if case.year == 1986 else days[200]]


@cache
def latest_walls(case: Case) -> list[list[tuple[datetime, date, int]]]:
    """For the days around each odd day: every UTC minute, and the latest day and minute shown so far.

    A clock that is put back neither closes nor opens the door again.
    """
    there, weeks = ZoneInfo(case.zone), []
    for odd in odd_days(case):
        begin, latest = datetime.combine(odd - 5 * DAY, time(), UTC), (date.min, 0)
        week = []
        for at in (begin + MINUTE * ahead for ahead in range(10 * 1440)):
            wall = at.astimezone(there)
            latest = max(latest, (wall.date(), wall.hour * 60 + wall.minute))
            week.append((at, *latest))
        weeks.append(week)
    return weeks


@cache
def open_minutes(case: Case, name: str) -> list[list[datetime]]:
    """For the days around each odd day, every UTC minute in which it is open."""
    hours = [number in range(*OPEN[name][0]) or number in range(*OPEN[name][-1]) for number in range(1440)]
    return [
        [at for at, day, minute in week if hours[minute] and is_open(name, day)]
        for week in latest_walls(case)
    ]


@pytest.mark.sweep(10)
@pytest.mark.parametrize("name", CALENDARS)
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.zone)
def test_ten_thousand_due_times_are_those_of_a_clock_watched_minute_by_minute(case: Case, name: str) -> None:
    calendar, chance, tried = WorkingTime.of(CALENDARS[name], case.zone), Random(f"{case}{name}"), 0
    for found in open_minutes(case, name):
        for _ in range(250 // len(odd_days(case))):
            moment = found[0] + DAY + MINUTE * chance.randrange(6 * 1440)
            first = bisect_left(found, moment)
            minutes = chance.randrange(1, min(1200, len(found) - first))
            due = found[first + minutes - 1] + MINUTE
            assert calendar.working_hours_later(moment, minutes) == due, (moment, minutes)
            tried += 1
    assert tried * len(CASES) * len(CALENDARS) > 10_000


@pytest.mark.parametrize("name", CALENDARS)
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.zone)
def test_working_days_are_the_days_on_which_a_clock_shows_opening_hours(case: Case, name: str) -> None:
    calendar, there = WorkingTime.of(CALENDARS[name], case.zone), ZoneInfo(case.zone)
    for found in open_minutes(case, name):
        shown = sorted({minute.astimezone(there).date() for minute in found})[1:-1]
        shown = [day for day in shown if is_open(name, day)]
        for start in (shown[0] + DAY * ahead for ahead in range(5)):
            after = [day for day in shown if day > start]
            for count, day in enumerate(after, 1):
                assert calendar.working_days_later(start, count) == day, (start, count)


def told(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


spans = st.builds(
    lambda first, length: f"{told(first)}-{told(first + length)}", st.integers(0, 1380), st.integers(1, 60)
)
shut_days = st.dates(date(2026, 1, 1), date(2027, 12, 31)).map(lambda day: f"{day} Shut")
calendars = st.builds(
    BusinessCalendar,
    zone=st.sampled_from(ZONES),
    hours=st.builds(WorkingWeek, monday=spans, tuesday=spans | st.just("closed"), sunday=spans),
    lunch=spans | st.just("none"),
    closed=st.lists(shut_days, max_size=9).map(tuple),
)
moments = st.datetimes(datetime.fromisoformat("2024-01-01"), datetime.fromisoformat("2032-01-01")).map(
    lambda moment: moment.replace(tzinfo=UTC)
)


workings = calendars.map(lambda calendar: WorkingTime.of(calendar, LONDON))


def works(working: WorkingTime) -> bool:
    """A lunch may be as long as the day; the files that people write are checked for that."""
    return any(list(working.open_stretches(date(2026, 3, 2) + DAY * ahead)) for ahead in range(7))


@settings(deadline=None, max_examples=150)
@given(workings.filter(works), moments, st.integers(1, 600), st.integers(1, 600))
def test_a_wait_is_all_open_time_and_as_long_as_was_said(
    working: WorkingTime, moment: datetime, minutes: int, more: int
) -> None:
    worked = list(working.worked(moment, minutes))
    assert sum(((end - start) for start, end in worked), timedelta()) == MINUTE * minutes
    assert all(before[1] <= after[0] for before, after in pairwise(worked))
    assert all(moment <= start < end for start, end in worked)
    then = working.working_hours_later(moment, minutes)
    assert then == worked[-1][1]
    assert working.working_hours_later(then, more) == working.working_hours_later(moment, minutes + more)
    assert working.working_hours_later(moment - DAY, minutes) <= then
    assert cells(hours_summed(working, moment, minutes, LONDON)) <= ROOM


@settings(deadline=None, max_examples=150)
@given(workings, st.dates(date(2024, 1, 1), date(2032, 1, 1)), st.integers(1, 60))
def test_a_wait_in_days_has_as_many_working_days_as_were_said(
    working: WorkingTime, start: date, count: int
) -> None:
    last = working.working_days_later(start, count)
    between = [start + DAY * ahead for ahead in range(1, (last - start).days + 1)]
    assert sum(map(working.is_working_day, between)) == count
    assert working.is_working_day(last)
    assert working.working_days_later(start, count + 1) == working.working_days_later(last, 1)
    assert next(working.working_days_before(last + DAY)) == last
    assert cells(days_summed(working, start, count)) <= ROOM


@given(moments, st.sampled_from(ZONES))
def test_a_wall_time_is_first_shown_when_no_earlier_second_has_shown_it(moment: datetime, zone: str) -> None:
    there = ZoneInfo(zone)
    wall = moment.replace(tzinfo=None, second=0, microsecond=0)
    at = first_showing(wall, zone)
    assert at.astimezone(there).replace(tzinfo=None) >= wall
    before = (at - timedelta(seconds=1)).astimezone(there).replace(tzinfo=None)
    assert before < wall


def test_a_door_that_opens_in_the_skipped_hour_opens_when_the_clocks_have_gone_forward() -> None:
    early = WorkingTime.of(BusinessCalendar(hours=WorkingWeek(*["01:30-05:00"] * 7)), LONDON)
    [(start, end)] = early.open_stretches(date(2026, 3, 29))
    assert (start, end) == (datetime(2026, 3, 29, 1, tzinfo=UTC), datetime(2026, 3, 29, 4, tzinfo=UTC))


def test_an_hour_that_comes_twice_is_worked_twice() -> None:
    always = WorkingTime.of(ALWAYS, LONDON)
    [(start, end)] = always.open_stretches(date(2026, 10, 25))
    assert end - start == timedelta(hours=25)


def test_a_day_that_a_zone_left_out_is_no_working_day() -> None:
    weekdays = WorkingTime.of(USUAL_CALENDAR, "Pacific/Apia")
    assert not weekdays.is_working_day(date(2011, 12, 30))
    assert weekdays.working_days_later(date(2011, 12, 29), 1) == date(2012, 1, 2)
    assert WorkingTime.of(USUAL_CALENDAR, LONDON).is_working_day(date(2011, 12, 30))


@pytest.mark.parametrize(
    ("hours", "opens", "closes"),
    [("closed", 540, 1020), ("08:00-18:30", 480, 1110), ("00:00-24:00", 0, 1439), ("9:05-16:00", 545, 960)],
)
def test_a_day_opens_and_closes_by_its_hours_or_from_nine_to_five(
    hours: str, opens: int, closes: int
) -> None:
    working = WorkingTime.of(BusinessCalendar(hours=WorkingWeek(saturday=hours)), LONDON)
    saturday = date(2026, 11, 28)
    assert (working.opening(saturday), working.closing(saturday)) == (opens, closes)


@pytest.mark.parametrize(
    "hours", [WorkingWeek(), WorkingWeek(monday="17:00-09:00"), WorkingWeek(monday="nine to five")]
)
def test_a_calendar_that_never_opens_is_an_error_and_no_endless_search(hours: WorkingWeek) -> None:
    never = WorkingTime.of(BusinessCalendar(hours=hours), LONDON)
    with pytest.raises(BeyondCalendar):
        never.working_days_later(date(2026, 11, 24), 1)
    with pytest.raises(BeyondCalendar):
        never.working_hours_later(datetime(2026, 11, 24, tzinfo=UTC), 1)
    with pytest.raises(BeyondCalendar):
        next(never.working_days_before(date(2026, 11, 24)))


def test_a_wait_beyond_the_end_of_time_is_an_error_too() -> None:
    with pytest.raises(BeyondCalendar):
        WorkingTime.of(USUAL_CALENDAR, LONDON).working_days_later(date.max - DAY, 3)


def test_a_calendar_without_a_zone_takes_the_agents_and_one_with_a_zone_keeps_its_own() -> None:
    assert WorkingTime.of(USUAL_CALENDAR, LONDON).zone == LONDON
    assert WorkingTime.of(BusinessCalendar("Asia/Tokyo"), LONDON).zone == "Asia/Tokyo"
    assert WorkingTime.of(BusinessCalendar("Asia/Tokyo"), LONDON).today(
        datetime(2026, 11, 24, 16, tzinfo=UTC)
    ) == date(2026, 11, 25)
