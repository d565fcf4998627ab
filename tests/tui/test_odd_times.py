"""One row with a time or a zone that is not to be had shows as well as it can, and ends no screen."""

from contextlib import closing
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import a_head, an_id
from tui.filling import put
from tui.pilots import NOW, Clock, an_app, on_today, on_top, press, settings, shown, until
from tui.registers import a_hit, a_point
from tui.test_follow_ups import some_duties

from aware_tui.domain.causes import ChokePointLine, ToBeTold
from aware_tui.domain.rows import CauseLink
from aware_tui.domain.states import ChokePointState, Kind, Status
from aware_tui.domain.summary import DueLine, SessionLine
from aware_tui.exports.calendar_file import calendar_text
from aware_tui.exports.record import Wall
from aware_tui.exports.session_pages import index_line, page_name
from aware_tui.plain.queue.sentences import sentence, when
from aware_tui.store.library import sqlite3
from aware_tui.store.records import read_time, read_time_or_none
from aware_tui.tui.causes.rows import point_row, told_row
from aware_tui.tui.causes.screen import CausesScreen
from aware_tui.tui.follow_ups.rows import details_of, queue_row, when_of
from aware_tui.tui.follow_ups.screen import FollowUpsScreen
from aware_tui.tui.history.screen import HistoryScreen
from aware_tui.tui.today.rows import due_rows, unfinished_rows
from aware_tui.tui.today.screen import TodayScreen

BERLIN = "Europe/Berlin"
TIMES = (
    "9999-12-31 23:59:59.000000",
    "0001-01-01 00:00:00.000000",
    "2026-03-04",
    "2026-03-04T10:00:00Z",
    "",
    "17",
    "\x00",
)
ZONES = ("Mars/Base", "../../etc/passwd", "", "America/New_York", "Pacific/Kiritimati", "America")

stored_times = st.one_of(st.sampled_from(TIMES), st.text(max_size=30), st.datetimes().map(str))
stored_zones = st.one_of(st.sampled_from(ZONES), st.text(max_size=30))


def a_line(due_at: str, zone: str | None, what: str = "ring back") -> DueLine:
    at = read_time_or_none(due_at)
    return DueLine(an_id(), an_id(), None, what, "kim", "Dana Reyes", at, zone, made_at=read_time(due_at))


@given(stored_times, stored_zones, stored_zones)
def test_every_row_is_told_whatever_its_time_and_its_zone(stored: str, zone: str, reader: str) -> None:
    line, at = a_line(stored, zone), read_time(stored)
    call = SessionLine("a", Kind.LIVE, Status.PARKED, at, "kim", "Dana", None, None, "x", "", at, zone)
    point = a_point(due_at=line.due_at, zone=zone)
    link = CauseLink(an_id(), "a", point.id, at)
    told = ToBeTold(point, (link,), "a", at, zone)
    head = a_head(started_at=at, zone=zone)
    for width in (60, 120):
        assert "ring back" in queue_row(line, NOW, width, "kim", reader).plain
        assert due_rows((line,), NOW, width, "kim", reader)
        assert "Dana  parked  kim" in unfinished_rows((call,), NOW, width, "lee")[0].content.plain
        assert "kim" not in unfinished_rows((call,), NOW, width, "kim")[0].content.plain
        assert point_row(ChokePointLine(point, 1), NOW, width, "kim").plain
        assert told_row(told, False, NOW, width).plain
    assert details_of(line, NOW, "kim", reader)
    assert told.draft.startswith("Hello")
    assert calendar_text([line], NOW).endswith("END:VCALENDAR\r\n")
    assert page_name(head).endswith(f"{head.id}.md")
    assert index_line(head, "Dana")
    assert Wall(zone, at, NOW).time(NOW)
    said = sentence(line, "an id", NOW, settings(Path("/nowhere")))
    assert said.startswith("No time yet" if line.due_at is None else ("Overdue", "Due"))
    assert (when(line, NOW, reader) == "no time yet") is (line.due_at is None)


@pytest.mark.parametrize(
    ("due_at", "zone", "shown_there", "both"),
    [
        ("2026-03-04 09:30:00", "America/New_York", "overdue today 04:30 EST", ", 10:30 here"),
        ("2026-03-04 23:30:00", "America/New_York", "today 18:30 EST", ", tomorrow 00:30 here"),
        ("2026-03-04 15:00:00", BERLIN, "today 16:00", ""),
        ("2026-03-04 15:00:00", "Europe/Paris", "today 16:00 CET", ""),
        ("2026-03-04 15:00:00", None, "today 16:00", ""),
        ("2026-03-04 15:00:00", "Mars/Base", "today 15:00 UTC", ", 16:00 here"),
        (
            "2025-12-01 15:00:00",
            "Asia/Tokyo",
            "overdue Tue 2 Dec 2025 00:00 JST",
            ", Mon 1 Dec 2025 16:00 here",
        ),
    ],
)
def test_a_time_of_another_zone_is_told_with_its_zone_and_on_the_readers_clock(
    due_at: str, zone: str | None, shown_there: str, both: str
) -> None:
    line = a_line(due_at, zone)
    assert when_of(line, NOW, BERLIN) == shown_there
    assert when_of(line, NOW) == shown_there.replace(
        "16:00", "15:00" if zone is None else "16:00"
    ).removesuffix(
        f" {line.due_at.astimezone(ZoneInfo(zone)):%Z}"
        if line.due_at and zone and zone != "Mars/Base"
        else " UTC"
    )
    row = queue_row(line, NOW, 80, "kim", BERLIN)
    assert shown_there in row.plain
    assert row.cell_length <= 80
    assert f"{shown_there}{both} · by me" in details_of(line, NOW, "kim", BERLIN)[2].plain


def test_a_promise_to_somebody_without_a_name_says_so_and_no_more() -> None:
    line = a_line("2026-03-06 08:00:00.000000", BERLIN)
    assert details_of(line, NOW, "kim", BERLIN)[1].plain == "for Dana Reyes"
    assert details_of(line._replace(customer=""), NOW, "kim", BERLIN)[1].plain == "no name yet"


ODD = [
    ("Mars/Base", "2026-03-04 09:00:00.000000"),
    ("../../etc/passwd", "9999-12-31 23:59:59.000000"),
    ("America/New_York", "0001-01-01 00:00:00.000000"),
    (BERLIN, ""),
]


def spoil(file: Path, zone: str, due_at: str) -> None:
    """Put a zone and a due time in every row, as no program of ours does."""
    with closing(sqlite3.connect(file, isolation_level=None)) as db:
        for table in ("promise", "follow_up", "choke_point"):
            db.execute(f"UPDATE {table} SET zone = ?, due_at = ?", (zone, due_at))
        db.execute("UPDATE session SET zone = ?", (zone,))


@pytest.mark.sweep(1)
@pytest.mark.parametrize(("zone", "due_at"), ODD)
async def test_every_list_opens_over_odd_rows(tmp_path: Path, zone: str, due_at: str) -> None:
    point = a_point(due_at=NOW, zone=BERLIN)
    fixed = a_point("parcel lost", state=ChokePointState.FIXED, fixed_at=NOW)
    put(settings(tmp_path), *some_duties(), point, *a_hit(point), fixed, *a_hit(fixed, "Sam"))
    spoil(settings(tmp_path).database, zone, due_at)
    app = an_app(tmp_path, now=Clock(NOW))
    async with on_today(app) as pilot:
        await until(lambda: "send the refund" in shown(app))
        await press(pilot, "f")
        await until(lambda: on_top(app, FollowUpsScreen) and "send the refund" in shown(app))
        await press(pilot, "m", "escape", "escape")
        await press(pilot, "w")
        await until(lambda: on_top(app, CausesScreen) and "slot lost" in shown(app))
        await press(pilot, "t")
        while not on_top(app, TodayScreen):
            await press(pilot, "escape")
        await press(pilot, "s")
        await until(lambda: on_top(app, HistoryScreen) and "Dana Reyes" in shown(app))
