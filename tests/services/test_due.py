"""Promise lines as agents type them, and the due time, doubt or nothing that each must give."""

import os
import subprocess
import sys
from datetime import UTC, datetime
from statistics import median
from time import perf_counter
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aware_tui.domain.due import DueDoubt
from aware_tui.services.due import read_due, split_promise, warm_up

LONDON, NEW_YORK, KOLKATA = "Europe/London", "America/New_York", "Asia/Kolkata"
NOW = datetime(2026, 11, 24, 10, 30, tzinfo=UTC)  # a Tuesday; 05:30 in New York, 16:00 in Kolkata


def local(at: datetime, zone: str = LONDON) -> str:
    return f"{at.astimezone(ZoneInfo(zone)):%Y-%m-%d %H:%M}"


READ = """
I'll call you back tomorrow by 5                    | 2026-11-25 17:00 | tomorrow by 5
I'll ring you back by tomorrow 5pm with an answer   | 2026-11-25 17:00 | tomorrow 5pm
tomorrow                                            | 2026-11-25 17:00 | tomorrow
tomorrow at 9                                       | 2026-11-25 09:00 | tomorrow at 9
I'll ring at 9am tomorrow                           | 2026-11-25 09:00 | 9am tomorrow
9 tomorrow morning                                  | 2026-11-25 09:00 | 9 tomorrow morning
tomorrow morning                                    | 2026-11-25 12:00 | tomorrow morning
I'll ring you in the morning                        | 2026-11-25 12:00 | morning
first thing tomorrow morning                        | 2026-11-25 09:00 | first thing tomorrow morning
by early afternoon tomorrow                         | 2026-11-25 14:00 | early afternoon tomorrow
tomorrow evening                                    | 2026-11-25 20:00 | tomorrow evening
tomorrow 17.30                                      | 2026-11-25 17:30 | tomorrow 17.30
tomorrow 5.30pm                                     | 2026-11-25 17:30 | tomorrow 5.30pm
by 5:30 tomorrow                                    | 2026-11-25 17:30 | 5:30 tomorrow
quarter to 5 tomorrow                               | 2026-11-25 16:45 | quarter to 5 tomorrow
between 3 and 5 tomorrow                            | 2026-11-25 17:00 | between 3 and 5 tomorrow
by 9 or 10 tomorrow                                 | 2026-11-25 10:00 | 9 or 10 tomorrow
by tommorow 5pm                                     | 2026-11-25 17:00 | tommorow 5pm
same time tomorrow                                  | 2026-11-25 10:30 | same time tomorrow
before lunch tomorrow                               | 2026-11-25 12:00 | lunch tomorrow
tomorrow at 12                                      | 2026-11-25 12:00 | tomorrow at 12
the day after tomorrow at noon                      | 2026-11-26 12:00 | the day after tomorrow at noon
end of day                                          | 2026-11-24 17:00 | end of day
I'll let you know by the end of the working day     | 2026-11-24 17:00 | the end of the working day
EOD                                                 | 2026-11-24 17:00 | EOD
by close of play                                    | 2026-11-24 17:00 | close of play
today                                               | 2026-11-24 17:00 | today
later today                                         | 2026-11-24 17:00 | later today
I'll do it today by 4                               | 2026-11-24 16:00 | today by 4
by 17:30                                            | 2026-11-24 17:30 | 17:30
by 1730                                             | 2026-11-24 17:30 | 1730
1730hrs                                             | 2026-11-24 17:30 | 1730hrs
by 5.30                                             | 2026-11-24 17:30 | 5.30
by 5pm                                              | 2026-11-24 17:00 | 5pm
by 5 p.m. at the latest                             | 2026-11-24 17:00 | 5 p.m. at the latest
by five o'clock                                     | 2026-11-24 17:00 | five o'clock
half past 4                                         | 2026-11-24 16:30 | half past 4
by half 4                                           | 2026-11-24 16:30 | half 4
by ten past 3                                       | 2026-11-24 15:10 | ten past 3
by ten to five                                      | 2026-11-24 16:50 | ten to five
by noon                                             | 2026-11-24 12:00 | noon
by midday                                           | 2026-11-24 12:00 | midday
this morning                                        | 2026-11-24 12:00 | this morning
this afternoon                                      | 2026-11-24 17:00 | this afternoon
this afternoon at 3                                 | 2026-11-24 15:00 | this afternoon at 3
tonight                                             | 2026-11-24 20:00 | tonight
20 minutes                                          | 2026-11-24 10:50 | 20 minutes
in the next hour                                    | 2026-11-24 11:30 | in the next hour
tomorrow pm                                         | 2026-11-25 17:00 | tomorrow pm
Weds 2pm                                            | 2026-11-25 14:00 | Weds 2pm
by start of business tomorrow                       | 2026-11-25 09:00 | start of business tomorrow
by the end of Thursday                              | 2026-11-26 17:00 | the end of Thursday
27/11 at 3pm                                        | 2026-11-27 15:00 | 27/11 at 3pm
by 27-Nov-2026                                      | 2026-11-27 17:00 | 27-Nov-2026
by 3 o'clock sharp on Monday                        | 2026-11-30 15:00 | 3 o'clock sharp on Monday
the Monday after next                               | 2026-12-07 17:00 | Monday after next
this evening                                        | 2026-11-24 20:00 | this evening
8 tonight                                           | 2026-11-24 20:00 | 8 tonight
by midnight                                         | 2026-11-25 00:00 | midnight
in 20 minutes                                       | 2026-11-24 10:50 | in 20 minutes
give me ten minutes                                 | 2026-11-24 10:40 | give me ten minutes
in half an hour                                     | 2026-11-24 11:00 | in half an hour
within the hour                                     | 2026-11-24 11:30 | within the hour
in an hour and a half                               | 2026-11-24 12:00 | in an hour and a half
in 1 hour 30 minutes                                | 2026-11-24 12:00 | in 1 hour 30 minutes
in 1.5 hours                                        | 2026-11-24 12:00 | in 1.5 hours
I'll be back to you in two hours                    | 2026-11-24 12:30 | in two hours
in two hours' time                                  | 2026-11-24 12:30 | in two hours' time
two hours from now                                  | 2026-11-24 12:30 | two hours from now
in a couple of hours                                | 2026-11-24 12:30 | in a couple of hours
within 24 hours                                     | 2026-11-25 10:30 | within 24 hours
I'll write within 48 hours                          | 2026-11-26 10:30 | within 48 hours
within 3 days                                       | 2026-11-27 17:00 | within 3 days
in 2 days at 10am                                   | 2026-11-26 10:00 | in 2 days at 10am
in 3 working days                                   | 2026-11-27 17:00 | in 3 working days
in 3 to 5 working days                              | 2026-12-01 17:00 | in 3 to 5 working days
in a week                                           | 2026-12-01 17:00 | in a week
a week today                                        | 2026-12-01 17:00 | a week today
expect it Fri                                       | 2026-11-27 17:00 | Fri
in a week's time                                    | 2026-12-01 17:00 | in a week's time
in a fortnight                                      | 2026-12-08 17:00 | in a fortnight
Friday noon                                         | 2026-11-27 12:00 | Friday noon
by close of business Friday                         | 2026-11-27 17:00 | close of business Friday
by COB Friday                                       | 2026-11-27 17:00 | COB Friday
no later than Friday 3pm                            | 2026-11-27 15:00 | Friday 3pm
Friday at five                                      | 2026-11-27 17:00 | Friday at five
I'll have it to you on fri                          | 2026-11-27 17:00 | fri
this Friday                                         | 2026-11-27 17:00 | this Friday
3-5pm Thursday                                      | 2026-11-26 17:00 | 3-5pm Thursday
Wed 10:00                                           | 2026-11-25 10:00 | Wed 10:00
sat 10am                                            | 2026-11-28 10:00 | sat 10am
Monday                                              | 2026-11-30 17:00 | Monday
I'll have it with you for 9am Monday                | 2026-11-30 09:00 | 9am Monday
next Monday                                         | 2026-11-30 17:00 | next Monday
next Tuesday morning                                | 2026-12-01 12:00 | next Tuesday morning
on Tuesday at 9am                                   | 2026-12-01 09:00 | Tuesday at 9am
this Tuesday                                        | 2026-11-24 17:00 | this Tuesday
Thursday next week                                  | 2026-12-03 17:00 | Thursday next week
next week on Thursday at 3                          | 2026-12-03 15:00 | next week on Thursday at 3
Friday week                                         | 2026-12-04 17:00 | Friday week
a week on Friday                                    | 2026-12-04 17:00 | a week on Friday
by the end of the week                              | 2026-11-27 17:00 | the end of the week
before the weekend                                  | 2026-11-27 17:00 | the weekend
by the end of next week                             | 2026-12-04 17:00 | the end of next week
end of the month                                    | 2026-11-30 17:00 | end of the month
end of next month                                   | 2026-12-31 17:00 | end of next month
on 3 December at 10am                               | 2026-12-03 10:00 | 3 December at 10am
3rd of December                                     | 2026-12-03 17:00 | 3rd of December
December 3rd, 5pm                                   | 2026-12-03 17:00 | December 3rd, 5pm
Thursday 3 December                                 | 2026-12-03 17:00 | Thursday 3 December
by 5 January                                        | 2027-01-05 17:00 | 5 January
by May 5                                            | 2027-05-05 17:00 | May 5
3 December 2027                                     | 2027-12-03 17:00 | 3 December 2027
2026-12-03 10:00                                    | 2026-12-03 10:00 | 2026-12-03 10:00
Saturday 05/12/2026                                 | 2026-12-05 17:00 | Saturday 05/12/2026
03/12/2026                                          | 2026-12-03 17:00 | 03/12/2026
by 24/12                                            | 2026-12-24 17:00 | 24/12
on 12/24 at noon                                    | 2026-12-24 12:00 | 12/24 at noon
24.12.2026 at 09:00                                 | 2026-12-24 09:00 | 24.12.2026 at 09:00
by the 30th                                         | 2026-11-30 17:00 | 30th
on the 3rd at 10am                                  | 2026-12-03 10:00 | 3rd at 10am
I\u2019ll call her tomorrow at 5 \u2013 with news             | 2026-11-25 17:00 | tomorrow at 5
Thanks for calling today, I'll ring you by Friday   | 2026-11-27 17:00 | Friday
I'm looking into it today and will ring you by 5    | 2026-11-24 17:00 | 5
You have waited since Monday. I'll ring by 4pm      | 2026-11-24 16:00 | 4pm
5pm GMT                                             | 2026-11-24 17:00 | 5pm GMT
"""


def table(text: str) -> list[tuple[str, ...]]:
    return [tuple(cell.strip() for cell in row.split(" | ")) for row in text.strip().splitlines()]


@pytest.mark.parametrize(("line", "expected", "words"), table(READ))
def test_a_promise_line_gives_its_due_time(line: str, expected: str, words: str) -> None:
    reading = read_due(line, NOW, LONDON)
    assert reading.doubt is None
    assert reading.due is not None
    assert local(reading.due.at) == expected
    assert reading.due.words == words
    assert reading.due.zone == LONDON
    assert reading.say.startswith("Due ")


ELSEWHERE = """
by 5pm                    | America/New_York | 2026-11-24 17:00
tomorrow at 9             | America/New_York | 2026-11-25 09:00
in two hours              | America/New_York | 2026-11-24 07:30
Friday noon               | America/New_York | 2026-11-27 12:00
by 9am                    | America/New_York | 2026-11-24 09:00
by 5                      | Asia/Kolkata     | 2026-11-24 17:00
end of day                | Asia/Kolkata     | 2026-11-24 17:00
tonight                   | Asia/Kolkata     | 2026-11-24 20:00
tomorrow morning          | Asia/Kolkata     | 2026-11-25 12:00
on 3 December at 10am     | Asia/Kolkata     | 2026-12-03 10:00
within 24 hours           | Asia/Kolkata     | 2026-11-25 16:00
5pm IST                   | Asia/Kolkata     | 2026-11-24 17:00
"""


@pytest.mark.parametrize(("line", "zone", "expected"), table(ELSEWHERE))
def test_the_words_are_meant_in_the_agents_zone(line: str, zone: str, expected: str) -> None:
    reading = read_due(line, NOW, zone)
    assert reading.due is not None
    assert (local(reading.due.at, zone), reading.due.zone) == (expected, zone)


def test_the_day_is_that_of_the_agent_and_not_of_utc() -> None:
    late = datetime(2026, 11, 24, 20, 0, tzinfo=UTC)  # already the 25th in Kolkata
    reading = read_due("tomorrow at noon", late, KOLKATA)
    assert reading.due is not None
    assert local(reading.due.at, KOLKATA) == "2026-11-26 12:00"


NO_TIME = """
I'll send a refund of 50 pounds
order 1234
may I call you
a second visit
2 vouchers
I'll send 2 vouchers
I'll look into it
I'll call you back
as soon as possible
I'll ring you shortly
in a moment
in a minute
give me a second
in a few days
I'll refund \u00a317.30 to your card
The refund is 17.30 pounds
I'll reduce the bill by 5 percent
I'll cut it by 50%
I'll bring it down by 5 pounds
We go through them one by one
I sat with the team and the sun was out
You have waited since Monday
You called us last Friday
He came on Monday's visit
I'll move your Friday appointment
I'll free your 5pm slot
We are open 24/7
I'll pay 3/4 of the price
Call 020 7946 0958
Go to 10 Downing Street
meet at 3 Mill Lane
I'll leave it at 12 Oak Street
Good morning Dana
I'll ask the night shift
every Monday we check
24-hour cover for you
two days' pay
I'll send the March invoice
You may be right, May is on holiday
within reason
at least 5 people
five to ten working days late
it was 2 days ago
version 1.30 of the app
order 20261124
invoice 24-11
ticket INC-2026-1234
card ending 0525
I'll book room 1015
bus 17
size 10 to 12
the first of many
I'll credit a month's fee
I'll ring you after 5pm
from Monday you can log in
not before Friday
yesterday
the Sunday Times
2 parts within 5 days of receiving the form
I'll take it for 5
he sat at 3 tables
look in the afternoon edition
I'll treat you to lunch
I'll waive the fee for 3 months
I was on hold for 45 minutes
I'll refund what you bought yesterday
I'll ring the driver who came yesterday
""".strip().splitlines()


@pytest.mark.parametrize("line", [*NO_TIME, "", "   ", "\x00", "\U0001f642" * 20])
def test_a_line_without_a_due_time_gives_none(line: str) -> None:
    reading = read_due(line, NOW, LONDON)
    assert (reading.due, reading.doubt, reading.choices) == (None, None, ())
    assert reading.say == "No time in it yet. By when?"


DOUBTS = """
by 9am today            | past      | 2026-11-25 09:00                   | That time has passed: 09:00 today. Say tomorrow?
by 9                    | past      | 2026-11-24 21:00, 2026-11-25 09:00 | That time has passed: 09:00 today. Say 21:00, or tomorrow?
this morning at 9       | past      | 2026-11-25 09:00                   | That time has passed: 09:00 today. Say tomorrow?
this Tuesday at 9am     | past      | 2026-12-01 09:00                   | That time has passed: today, 09:00. Say a later one.
by yesterday            | past      |                                    | That time has passed: Mon 23 Nov, 17:00. Say a later one.
yesterday at 5pm        | past      |                                    | That time has passed: Mon 23 Nov, 17:00. Say a later one.
by noon yesterday       | past      |                                    | That time has passed: Mon 23 Nov, 12:00. Say a later one.
20 November             | past      | 2027-11-20 17:00                   | That time has passed: Fri 20 Nov, 17:00. Say a later one.
2026-11-20 10:00        | past      |                                    | That time has passed: Fri 20 Nov, 10:00. Say a later one.
Tuesday                 | ambiguous | 2026-11-24 17:00, 2026-12-01 17:00 | Which one: today, 17:00 or Tue 1 Dec, 17:00?
next Friday             | ambiguous | 2026-11-27 17:00, 2026-12-04 17:00 | Which one: Fri 27 Nov, 17:00 or Fri 4 Dec, 17:00?
by 03/04                | ambiguous | 2027-03-04 17:00, 2027-04-03 17:00 | Which one: Thu 4 Mar 2027, 17:00 or Sat 3 Apr 2027, 17:00?
Friday 3 December       | ambiguous | 2026-12-03 17:00, 2026-12-04 17:00 | Which one: Thu 3 Dec, 17:00 or Fri 4 Dec, 17:00?
by midnight 30/11/26    | ambiguous | 2026-11-30 00:00, 2026-12-01 00:00 | Which one: Mon 30 Nov, 00:00 or Tue 1 Dec, 00:00?
by midnight Friday      | ambiguous | 2026-11-27 00:00, 2026-11-28 00:00 | Which one: Fri 27 Nov, 00:00 or Sat 28 Nov, 00:00?
in 2 hours or at 5pm    | ambiguous | 2026-11-24 12:30, 2026-11-24 17:00 | Which one: today, 12:30 or today, 17:00?
tomorrow or Friday      | ambiguous | 2026-11-25 17:00, 2026-11-27 17:00 | Which one: tomorrow, 17:00 or Fri 27 Nov, 17:00?
by 5 on Monday or Friday | ambiguous | 2026-11-27 17:00, 2026-11-30 17:00 | Which one: Fri 27 Nov, 17:00 or Mon 30 Nov, 17:00?
I'll ring today about the visit on Friday | ambiguous | 2026-11-24 17:00, 2026-11-27 17:00 | Which one: today, 17:00 or Fri 27 Nov, 17:00?
tomorrow at 3 your time | ambiguous | 2026-11-25 15:00                   | Times here are in Europe/London. Is tomorrow, 15:00 right there?
5pm EST                 | ambiguous | 2026-11-24 17:00                   | Times here are in Europe/London. Is today, 17:00 right there?
"""  # noqa: E501 - a table


@pytest.mark.parametrize(("line", "doubt", "choices", "say"), table(DOUBTS))
def test_a_time_in_doubt_does_not_count_but_offers_what_it_may_mean(
    line: str, doubt: str, choices: str, say: str
) -> None:
    reading = read_due(line, NOW, LONDON)
    assert reading.due is None
    assert reading.doubt is DueDoubt(doubt)
    assert ", ".join(local(due.at) for due in reading.choices) == choices
    assert reading.say == say


FAR = "That is too far away. Say an earlier time."
NOT_READ = f"""
in 1.5 working days               | No time in it yet. By when?
in 1.5 working days at 5pm        | There is no “in 1.5 working days at 5pm”. By when?
in 3 years at 5pm                 | There is no “in 3 years at 5pm”. By when?
tomorrow at 25:00                 | There is no “tomorrow at 25:00”. By when?
I'll ring tomorrow at 25.         | There is no “tomorrow at 25”. By when?
tomorrow 13:75                    | There is no “tomorrow 13:75”. By when?
tomorrow at 17:00:30              | There is no “tomorrow at 17:00:30”. By when?
Friday by 30pm                    | There is no “Friday by 30pm”. By when?
99/99/9999 5pm                    | There is no “99/99/9999 5pm”. By when?
1 January 0001                    | There is no “1 January 0001”. By when?
5 May 1730                        | There is no “5 May 1730” to come. By when?
0001-01-01T00:00+00:00            | There is no “0001-01-01T00:00+00:00” to come. By when?
2026-12-31T25:00                  | No time in it yet. By when?
31 December 9999                  | {FAR}
31 December 9999 23:59            | {FAR}
December 31, 9999                 | {FAR}
9999-12-31 23:59                  | {FAR}
9999-12-31T23:30+00:00            | {FAR}
9999-12-31T23:30                  | {FAR}
2150-01-01 12:00                  | {FAR}
31/12/2099                        | {FAR}
in 9999 months                    | {FAR}
25 November 2076                  | {FAR}
"""


@pytest.mark.parametrize("zone", [LONDON, NEW_YORK, "Pacific/Apia"])
@pytest.mark.parametrize(("line", "say"), table(NOT_READ))
def test_what_was_said_and_is_no_part_of_a_time_is_never_left_out(line: str, say: str, zone: str) -> None:
    reading = read_due(line, NOW, zone)
    assert (reading.due, reading.doubt, reading.choices, reading.say) == (None, None, (), say)


EXACT = """
2026-12-31                         | 2026-12-31 17:00 | 2026-12-31
2026-12-31T15:00                   | 2026-12-31 15:00 | 2026-12-31T15:00
Ring by 2026-12-31T15:00:40        | 2026-12-31 15:00 | 2026-12-31T15:00:40
2026-12-31T15:00Z                  | 2026-12-31 15:00 | 2026-12-31T15:00Z
2026-12-31T15:00+05:30             | 2026-12-31 09:30 | 2026-12-31T15:00+05:30
2026-12-31 15:00+01:00             | 2026-12-31 14:00 | 2026-12-31 15:00+01:00
"""


@pytest.mark.parametrize(("line", "expected", "words"), table(EXACT))
def test_a_time_that_is_written_out_whole_is_taken_as_it_stands(line: str, expected: str, words: str) -> None:
    reading = read_due(line, NOW, LONDON)
    assert reading.due is not None
    assert (local(reading.due.at), reading.due.words) == (expected, words)


def test_a_time_with_its_offset_that_has_passed_is_said_to_have() -> None:
    reading = read_due("2026-11-20T10:00+00:00", NOW, LONDON)
    assert (reading.doubt, reading.choices) == (DueDoubt.PAST, ())
    assert reading.say == "That time has passed: Fri 20 Nov, 10:00. Say a later one."


def test_a_time_beside_one_that_is_too_far_away_is_asked_about() -> None:
    reading = read_due("tomorrow or 31 December 9999", NOW, LONDON)
    assert (reading.doubt, reading.say) == (DueDoubt.AMBIGUOUS, "Is it tomorrow, 17:00?")


@pytest.mark.parametrize(
    ("said", "hour"),
    [
        ("25 October at 02:30 CEST", 0),
        ("25 October at 02:30 cet", 1),
        ("25 October at 02:30 +02:00", 0),
        ("25 October at 02:30 +01", 1),
        ("2026-10-25T02:30+02:00", 0),
        ("2026-10-25T02:30 CET", 1),
        ("25 October at 02:30 the first", 0),
        ("25 October at 02:30, ring her", None),
        ("25 October at 02:30 EST", None),
    ],
)
def test_the_hour_that_comes_twice_is_told_apart_by_its_letters(said: str, hour: int | None) -> None:
    reading = read_due(said, datetime(2026, 3, 4, 10, 30, tzinfo=UTC), "Europe/Berlin")
    if hour is None:
        assert reading.say == "02:30 comes twice on Sun 25 Oct: the first (CEST) or the second (CET)?"
    else:
        assert reading.due is not None
        assert reading.due.at == datetime(2026, 10, 25, hour, 30, tzinfo=UTC)


def test_words_are_read_in_utc_where_the_zone_of_a_row_is_unknown() -> None:
    reading = read_due("tomorrow at 5pm", NOW, "Mars/Base")
    assert reading.due is not None
    assert (reading.due.zone, reading.due.at) == ("UTC", datetime(2026, 11, 25, 17, tzinfo=UTC))


@pytest.mark.parametrize("line", ["31 November", "by 30 February 2027 at noon", "on 45/13/2027"])
def test_a_day_that_no_calendar_has_is_said_to_be_so(line: str) -> None:
    reading = read_due(line, NOW, LONDON)
    assert (reading.due, reading.doubt, reading.choices) == (None, None, ())
    assert reading.say.endswith("By when?")


def test_after_the_end_of_the_day_it_is_too_late_for_today() -> None:
    reading = read_due("by end of day", datetime(2026, 11, 24, 17, 30, tzinfo=UTC), LONDON)
    assert reading.doubt is DueDoubt.PAST
    assert [local(due.at) for due in reading.choices] == ["2026-11-25 17:00"]


CLOCKS_CHANGE = """
2026-03-28 12:00 | tomorrow at 01:30 | Europe/London    | gap  | 2026-03-29 00:30, 2026-03-29 02:30 | 01:30 is skipped on Sun 29 Mar: the clocks go forward. Say 00:30 or 02:30.
2026-10-24 12:00 | tomorrow at 01:30 | Europe/London    | fold | 2026-10-25 01:30, 2026-10-25 01:30 | 01:30 comes twice on Sun 25 Oct: the first (BST) or the second (GMT)?
2026-03-07 18:00 | Sunday 2:15am     | America/New_York | gap  | 2026-03-08 01:15, 2026-03-08 03:15 | 02:15 is skipped on Sun 8 Mar: the clocks go forward. Say 01:15 or 03:15.
2026-10-31 18:00 | tomorrow 1:30 am  | America/New_York | fold | 2026-11-01 01:30, 2026-11-01 01:30 | 01:30 comes twice on Sun 1 Nov: the first (EDT) or the second (EST)?
"""  # noqa: E501 - a table


@pytest.mark.parametrize(("now", "line", "zone", "doubt", "choices", "say"), table(CLOCKS_CHANGE))
def test_a_time_at_which_the_clocks_change_is_asked_about(
    now: str, line: str, zone: str, doubt: str, choices: str, say: str
) -> None:
    reading = read_due(line, datetime.fromisoformat(now).replace(tzinfo=UTC), zone)
    assert (reading.due, reading.doubt) == (None, DueDoubt(doubt))
    assert ", ".join(local(due.at, zone) for due in reading.choices) == choices
    assert reading.choices[0].at < reading.choices[1].at
    assert reading.say == say


def test_once_the_first_of_two_equal_times_has_passed_only_the_second_is_left() -> None:
    between = datetime(2026, 10, 25, 0, 45, tzinfo=UTC)  # 01:45 summer time
    reading = read_due("today at 01:30", between, LONDON)
    assert reading.due is not None
    assert reading.due.at == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)


def test_hours_to_wait_are_real_hours_and_days_are_days_of_the_calendar() -> None:
    before = datetime(2026, 3, 28, 12, 0, tzinfo=UTC)
    hours = read_due("in 24 hours", before, LONDON)
    days = read_due("in 1 day at noon", before, LONDON)
    assert hours.due is not None
    assert days.due is not None
    assert (local(hours.due.at), local(days.due.at)) == ("2026-03-29 13:00", "2026-03-29 12:00")


def test_the_29th_of_february_is_found_in_the_next_year_that_has_one() -> None:
    reading = read_due("29 February", NOW, LONDON)
    assert reading.due is not None
    assert (local(reading.due.at), reading.say) == ("2028-02-29 17:00", "Due Tue 29 Feb 2028, 17:00")


TYPED = (
    "I'll ring you by on at in within the next this tomorrow today Friday Tuesday noon midnight 5 9 12 5pm "
    "17:30 0:15 3 31 December May 03/04 29/02/2028 week month days hours minutes 2 9999 working morning "
    "night end of day half past to or and between , . \u2019 GMT EST your time since "
    "25:00 1.5 2150 2026-10-25T01:30 +01:00 2026-10-25T01:30+02:00 9999-12-31 the first BST 99pm years"
)

WORDS = st.lists(
    st.sampled_from(TYPED.split()),
    max_size=10,
).map(" ".join)


@given(
    line=st.one_of(WORDS, st.text(max_size=60)),
    now=st.datetimes(datetime.fromisoformat("2024-01-01"), datetime.fromisoformat("2032-01-01")),
    zone=st.sampled_from([LONDON, NEW_YORK, KOLKATA, "Australia/Lord_Howe", "Pacific/Apia"]),
)
def test_whatever_is_typed_a_due_time_is_to_come_and_counts_only_without_doubt(
    line: str, now: datetime, zone: str
) -> None:
    now = now.replace(tzinfo=UTC)
    reading = read_due(line, now, zone)
    assert reading.due is None or (reading.doubt is None and not reading.choices)
    assert reading.doubt is not None or not reading.choices
    assert reading.doubt in (None, DueDoubt.PAST) or reading.choices
    assert reading.say
    for due in (*reading.choices, *([reading.due] if reading.due is not None else [])):
        assert due.at > now
        assert due.at.utcoffset() == UTC.utcoffset(None)
        assert (due.at.second, due.at.microsecond, due.zone) == (0, 0, zone)
        assert due.words in line
    ats = [due.at for due in reading.choices]
    assert ats == sorted(set(ats))


def test_a_line_is_read_well_within_the_pause_of_a_typist() -> None:
    warm_up()
    took = []
    for line, _, _ in table(READ):
        start = perf_counter()
        read_due(line, NOW, LONDON)
        took.append(perf_counter() - start)
    assert median(took) < 0.05


def test_the_promise_list_shows_the_what_without_the_by_when() -> None:
    assert split_promise("I'll ring Dana back by 5pm") == ("Ring Dana back", "5pm")


def test_the_date_library_is_loaded_by_warming_up_and_not_by_importing() -> None:
    script = (
        "import sys; from aware_tui.services.due import warm_up; assert 'dateparser' not in sys.modules;"
        "warm_up(); assert 'dateparser' in sys.modules"
    )
    ran = subprocess.run([sys.executable, "-W", "error", "-c", script], env=os.environ, capture_output=True)
    assert ran.returncode == 0, ran.stderr.decode()


def test_warming_up_twice_is_harmless() -> None:
    warm_up()
    warm_up()
    assert read_due("tomorrow", NOW, LONDON).due is not None
