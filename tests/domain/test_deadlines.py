"""Deadlines that others set: when each is due, how it was counted, and whose rule it is."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aware_tui.domain.calendar import BusinessCalendar
from aware_tui.domain.deadline_packs import DayOne, DeadlinePack, DeadlineStage, Unit
from aware_tui.domain.deadlines import deadlines_of

LONDON, NEW_YORK = "Europe/London", "America/New_York"
CALENDAR = BusinessCalendar(closed=("2026-12-25 Christmas Day", "2026-12-28 Boxing Day (in lieu)"))


def a_pack(count: int, unit: Unit, day_one: DayOne = DayOne.AFTER, rule: str = "rule 5") -> DeadlinePack:
    stage = DeadlineStage("answer", "Answer", count, unit, "Send the answer.", rule, day_one)
    return DeadlinePack("office", "The Office", "Its book", "2026-01-31", (stage,))


STAGES = """
2026-11-24 10:30 | 3 working_days | after   | 2026-11-27 | three working days: Wed 25, Thu 26, Fri 27 Nov
2026-11-27 18:00 | 3 working_days | after   | 2026-12-02 | three working days: Mon 30 Nov, Tue 1, Wed 2 Dec
2026-11-28 10:00 | 3 working_days | after   | 2026-12-02 | three working days: Mon 30 Nov, Tue 1, Wed 2 Dec
2026-11-23 10:00 | 5 working_days | receipt | 2026-11-27 | five working days: Mon 23, Tue 24, Wed 25, Thu 26, Fri 27 Nov
2026-11-28 10:00 | 5 working_days | receipt | 2026-12-04 | five working days: Mon 30 Nov, Tue 1, Wed 2, Thu 3, Fri 4 Dec
2026-12-24 10:00 | 2 working_days | receipt | 2026-12-29 | two working days: Thu 24, Tue 29 Dec (2 closed days left out)
2026-11-24 10:30 | 8 weeks        | after   | 2027-01-19 | eight weeks after Tue 24 Nov: Tue 19 Jan 2027
2026-11-24 10:30 | 1 weeks        | receipt | 2026-11-30 | one week from Tue 24 Nov on: Mon 30 Nov
2026-11-30 10:30 | 4 weeks        | after   | 2026-12-24 | four weeks after Mon 30 Nov: Mon 28 Dec is closed, so Thu 24 Dec
2026-11-24 10:30 | 4 days         | after   | 2026-11-27 | four days after Tue 24 Nov: Sat 28 Nov is closed, so Fri 27 Nov
2026-11-24 10:30 | 1 days         | receipt | 2026-11-24 | one day from Tue 24 Nov on: Tue 24 Nov
"""  # noqa: E501 - a table


def table(text: str) -> list[list[str]]:
    return [[cell.strip() for cell in row.split(" | ")] for row in text.strip().splitlines()]


@pytest.mark.parametrize(("received", "wait", "day_one", "last", "words"), table(STAGES))
def test_a_deadline_ends_when_its_last_day_closes_and_its_sum_is_told(
    received: str, wait: str, day_one: str, last: str, words: str
) -> None:
    count, unit = wait.split()
    at = datetime.fromisoformat(received).replace(tzinfo=ZoneInfo(LONDON))
    [deadline] = deadlines_of([a_pack(int(count), Unit(unit), DayOne(day_one))], at, LONDON, CALENDAR)
    assert f"{deadline.due.local:%Y-%m-%d %H:%M}" == f"{last} 17:00"
    assert deadline.sum == words


def test_a_deadline_names_its_rule_and_the_date_of_it() -> None:
    at = datetime(2026, 11, 24, 10, 30, tzinfo=UTC)
    [deadline] = deadlines_of([a_pack(8, Unit.WEEKS)], at, LONDON, CALENDAR)
    assert (deadline.id, deadline.label, deadline.what) == ("office.answer", "Answer", "Send the answer.")
    assert deadline.source == "The Office, rule 5 (as of 2026-01-31)"
    assert (deadline.due.words, deadline.due.zone) == ("eight weeks", LONDON)
    [bare] = deadlines_of([a_pack(8, Unit.WEEKS, rule="")], at, LONDON, CALENDAR)
    assert bare.source == "The Office (as of 2026-01-31)"


def test_no_pack_gives_no_deadline_and_several_come_in_their_order() -> None:
    at = datetime(2026, 11, 24, 10, 30, tzinfo=UTC)
    assert deadlines_of([], at, LONDON, CALENDAR) == ()
    packs = [a_pack(8, Unit.WEEKS), a_pack(3, Unit.WORKING_DAYS), a_pack(2, Unit.DAYS)]
    found = deadlines_of(packs, at, LONDON, CALENDAR)
    assert [deadline.due.words for deadline in found] == ["two days", "three working days", "eight weeks"]


def test_the_day_of_receipt_is_that_of_the_calendar_and_the_due_time_keeps_the_agents_zone() -> None:
    evening = datetime(2026, 11, 23, 20, 30, tzinfo=ZoneInfo(NEW_YORK))  # Tuesday in London
    office = replace(CALENDAR, zone=LONDON)
    [deadline] = deadlines_of([a_pack(1, Unit.WORKING_DAYS)], evening, NEW_YORK, office)
    assert deadline.due.at == datetime(2026, 11, 25, 17, tzinfo=UTC)
    assert deadline.due.zone == NEW_YORK


def works(day: date) -> bool:
    return day.weekday() < 5 and day not in (date(2026, 12, 25), date(2026, 12, 28))


def slowly(received: date, count: int, unit: Unit, day_one: DayOne) -> date:
    """Count day by day, on a calendar of paper."""
    day, left = received, count
    if unit is Unit.WORKING_DAYS:
        left -= day_one is DayOne.RECEIPT and works(day)
        while left:
            day += timedelta(days=1)
            left -= works(day)
        return day
    for _ in range(count * (7 if unit is Unit.WEEKS else 1) - (day_one is DayOne.RECEIPT)):
        day += timedelta(days=1)
    while not works(day):
        day -= timedelta(days=1)
    return day


@settings(deadline=None, max_examples=200)
@given(
    st.datetimes(datetime.fromisoformat("2026-10-01"), datetime.fromisoformat("2027-02-01")),
    st.integers(1, 60),
    st.sampled_from(Unit),
    st.sampled_from(DayOne),
    st.sampled_from([LONDON, NEW_YORK, "Pacific/Apia", "Africa/Casablanca"]),
)
def test_a_deadline_is_the_one_counted_day_by_day(
    received: datetime, count: int, unit: Unit, day_one: DayOne, zone: str
) -> None:
    at = received.replace(tzinfo=UTC)
    [deadline] = deadlines_of([a_pack(count, unit, day_one)], at, zone, CALENDAR)
    there = at.astimezone(ZoneInfo(zone)).date()
    assert deadline.due.local.replace(tzinfo=None) == datetime.combine(
        slowly(there, count, unit, day_one), datetime.min.time()
    ) + timedelta(hours=17)
