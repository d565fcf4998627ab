"""A due time is one instant, told in its own zone; clocks that change are never guessed at."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aware_tui.domain.due import Due, DueDoubt, both_readings, describe, local_to_utc, too_far
from aware_tui.domain.due_words import find_phrases, split_words
from aware_tui.domain.zones import is_zone, local_time

NOW = datetime(2026, 11, 24, 10, 30, tzinfo=UTC)
ZONES = (
    "Europe/London",
    "America/New_York",
    "Asia/Kolkata",
    "Australia/Lord_Howe",
    "America/Santiago",
    "Pacific/Apia",
    "UTC",
)


def due(text: str, zone: str = "Europe/London") -> Due:
    return Due(datetime.fromisoformat(text).replace(tzinfo=UTC), zone, "as typed")


@pytest.mark.parametrize(
    ("naive", "zone", "expected"),
    [
        ("2026-11-24T17:00", "Europe/London", "2026-11-24T17:00"),
        ("2026-07-24T17:00", "Europe/London", "2026-07-24T16:00"),
        ("2026-11-24T17:00", "America/New_York", "2026-11-24T22:00"),
        ("2026-11-24T17:00", "Asia/Kolkata", "2026-11-24T11:30"),
        ("2026-03-29T00:59", "Europe/London", "2026-03-29T00:59"),
        ("2026-03-29T01:00", "Europe/London", DueDoubt.GAP),
        ("2026-03-29T01:59", "Europe/London", DueDoubt.GAP),
        ("2026-03-29T02:00", "Europe/London", "2026-03-29T01:00"),
        ("2026-10-25T00:59", "Europe/London", "2026-10-24T23:59"),
        ("2026-10-25T01:00", "Europe/London", DueDoubt.FOLD),
        ("2026-10-25T01:59", "Europe/London", DueDoubt.FOLD),
        ("2026-10-25T02:00", "Europe/London", "2026-10-25T02:00"),
        ("2026-03-08T02:30", "America/New_York", DueDoubt.GAP),
        ("2026-11-01T01:30", "America/New_York", DueDoubt.FOLD),
        ("2026-10-04T02:15", "Australia/Lord_Howe", DueDoubt.GAP),
    ],
)
def test_a_wall_clock_is_one_instant_or_the_reason_why_not(
    naive: str, zone: str, expected: str | DueDoubt
) -> None:
    found = local_to_utc(datetime.fromisoformat(naive), zone)
    if isinstance(expected, DueDoubt):
        assert found is expected
    else:
        assert found == datetime.fromisoformat(expected).replace(tzinfo=UTC)


def test_a_skipped_time_may_mean_as_much_before_the_skip_or_after() -> None:
    first, second = both_readings(datetime.fromisoformat("2026-03-29T01:30"), "Europe/London")
    there = ZoneInfo("Europe/London")
    assert [f"{at.astimezone(there):%H:%M}" for at in (first, second)] == ["00:30", "02:30"]


@given(
    naive=st.datetimes(datetime.fromisoformat("2000-01-01"), datetime.fromisoformat("2060-01-01")),
    zone=st.sampled_from(ZONES),
)
def test_a_time_that_is_not_doubted_reads_back_as_the_same_wall_clock(naive: datetime, zone: str) -> None:
    found = local_to_utc(naive, zone)
    shown = [at.astimezone(ZoneInfo(zone)).replace(tzinfo=None) for at in both_readings(naive, zone)]
    match found:
        case DueDoubt.GAP:
            assert shown[0] < naive < shown[1]
        case DueDoubt.FOLD:
            assert shown == [naive, naive]
        case _:
            assert isinstance(found, datetime)
            assert found.tzinfo is UTC
            assert shown == [naive, naive]


UNKNOWN = ("Mars/Olympus", "", "../../etc/passwd", "/etc/passwd", "America", "a\x00b", "\ud800", "z" * 5000)


@pytest.mark.parametrize("zone", UNKNOWN)
def test_an_unknown_zone_is_taken_for_utc(zone: str) -> None:
    at = datetime(2026, 11, 24, 17, tzinfo=UTC)
    assert not is_zone(zone)
    assert local_to_utc(at.replace(tzinfo=None), zone) == at
    assert describe(Due(at, zone, ""), NOW, "Europe/Berlin") == "today 17:00 UTC"


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("at", [datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)])
def test_the_ends_of_the_calendar_are_told_in_every_zone(at: datetime, zone: str) -> None:
    assert local_time(at, zone).year == at.year
    assert describe(Due(at, zone, ""), NOW).endswith(f"{local_time(at, zone):%H:%M}")


@pytest.mark.parametrize(
    ("days", "far"), [(-400, False), (0, False), (18_263, False), (18_264, True), (2_000_000, True)]
)
def test_nothing_is_due_more_than_fifty_years_ahead(days: int, far: bool) -> None:
    assert too_far(NOW + timedelta(days=days), NOW) is far


@pytest.mark.parametrize(
    ("when", "viewer", "expected"),
    [
        (due("2026-11-24T17:00"), None, "today 17:00"),
        (due("2026-11-25T17:00"), None, "tomorrow 17:00"),
        (due("2026-11-23T17:00"), None, "Mon 23 Nov 17:00"),
        (due("2026-12-03T10:00"), None, "Thu 3 Dec 10:00"),
        (due("2027-01-01T09:00"), None, "Fri 1 Jan 2027 09:00"),
        (due("2026-11-24T17:00"), "Europe/London", "today 17:00"),
        (due("2026-11-24T17:00"), "America/New_York", "today 17:00 GMT"),
        (due("2026-11-24T22:00", "America/New_York"), "Europe/London", "today 17:00 EST"),
        (due("2026-11-24T18:30", "Asia/Kolkata"), None, "tomorrow 00:00"),
        (due("2026-11-24T18:29", "Asia/Kolkata"), "Asia/Kolkata", "today 23:59"),
    ],
)
def test_a_due_time_is_told_by_its_own_clock(when: Due, viewer: str | None, expected: str) -> None:
    assert describe(when, NOW, viewer) == expected


def test_tomorrow_is_the_next_day_by_the_calendar_even_when_the_day_has_25_hours() -> None:
    now = datetime(2026, 10, 24, 23, 30, tzinfo=UTC)
    assert describe(due("2026-10-25T23:45"), now) == "today 23:45"
    assert describe(due("2026-10-26T00:15"), now) == "tomorrow 00:15"


@pytest.mark.parametrize(
    ("line", "what", "words"),
    [
        ("I'll ring Dana back with it by tomorrow 17:00", "Ring Dana back with it", "tomorrow 17:00"),
        ("I'll ring you back by tomorrow 5pm with an answer", "Ring you back with an answer", "tomorrow 5pm"),
        ("I\u2019ll email the form by 4pm", "Email the form", "4pm"),
        ("I will send the refund within 3 days", "Send the refund", "within 3 days"),
        ("We'll send a new one on Friday at noon.", "Send a new one", "Friday at noon"),
        ("Tom will visit no later than Friday 3pm", "Tom will visit", "Friday 3pm"),
        ("Friday, 5pm: ring Dana", "Ring Dana", "Friday, 5pm"),
        ("by Friday at the latest, send the parts", "Send the parts", "Friday at the latest"),
        ("I'll look into it", "Look into it", ""),
        ("I'll ring today about the visit on Friday", "Ring today about the visit on Friday", ""),
        ("tomorrow by 5", "", "tomorrow by 5"),
        ("", "", ""),
    ],
)  # fmt: skip
def test_a_promise_line_comes_apart_into_what_and_by_when(line: str, what: str, words: str) -> None:
    assert split_words(line) == (what, words)


GLUE_WORDS = {
    "i'll",
    "i",
    "will",
    "we'll",
    "we",
    "and",
    "so",
    "by",
    "on",
    "at",
    "in",
    "the",
    "before",
    "about",
}
TYPED = (
    "I'll we will ring Dana back by on at in the tomorrow Friday noon 5 5pm 17:30 3 December next week "
    "within two hours morning refund 50 pounds and , . may a your since 03/04 3rd tonight"
)

VOCABULARY = st.lists(
    st.sampled_from(TYPED.split()),
    max_size=14,
).map(" ".join)


def bare_words(text: str) -> list[str]:
    return [word for raw in text.casefold().split() if (word := raw.strip(".,;:"))]


@given(VOCABULARY)
def test_taking_a_line_apart_loses_no_word_that_matters(line: str) -> None:
    what, words = split_words(line)
    kept = bare_words(f"{what} {words}")
    left = [word for word in bare_words(line) if word not in GLUE_WORDS]
    assert sorted(word for word in kept if word not in GLUE_WORDS) == sorted(left)


@given(st.one_of(st.text(max_size=80), VOCABULARY))
def test_every_phrase_found_is_a_piece_of_the_line_as_typed(line: str) -> None:
    for phrase in find_phrases(line):
        assert phrase.words == line[phrase.start : phrase.end]
        assert phrase.words.strip()


def test_a_very_long_line_is_read_from_its_start_only() -> None:
    assert find_phrases("tomorrow " + "x" * 5_000)
    assert not find_phrases("x " * 2_500 + "tomorrow")
