"""Two windows on one session: one writes, the other says that it only reads."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot
from tui.pilots import (
    an_app,
    at_step,
    box,
    first_box,
    in_call,
    live,
    on_today,
    on_top,
    palette,
    press,
    rail_text,
    saved,
    session,
    shown,
    stored,
    until,
)

from aware_tui.tui.app import AwareApp, utc_now
from aware_tui.tui.live.screen import LiveScreen
from aware_tui.tui.opening import Opening
from aware_tui.tui.today.screen import TodayScreen

pytestmark = pytest.mark.head(2)


@asynccontextmanager
async def two_windows(folder: Path) -> AsyncIterator[tuple[AwareApp, Pilot[None], AwareApp, Pilot[None]]]:
    """Run a call in one window, and the same session in a second one."""
    first = an_app(folder, now=utc_now)
    async with in_call(first) as one:
        await press(one, *"words")
        await saved(first)
        second = an_app(folder, now=utc_now, opening=Opening(resume=session(first).id))
        async with on_today(second) as two:
            await until(lambda: second.live_screens and live(second).is_mounted)
            await at_step(second, "acknowledge")
            await until(lambda: "read-only" in rail_text(second))
            yield first, one, second, two


async def test_the_second_window_reads_and_says_why_and_changes_nothing(tmp_path: Path) -> None:
    async with two_windows(tmp_path) as (first, _, second, two):
        assert "Another window has this call" in shown(second)
        assert first_box(second).text == "words"
        story = stored(first, "SELECT count(*), max(seq) FROM event")
        await press(two, *"typed", "ctrl+o", "escape", "1", "f5", "f2", "f3", "f4", "f6")
        assert on_top(second, LiveScreen)
        assert session(second).ticks == ()
        await press(two, "f8", "f8", "f7", "f7")
        assert first_box(second).text == "words"
        assert any("Another window has this call" in notice.message for notice in second._notifications)
        await press(two, "f9")
        await until(lambda: on_top(second, TodayScreen))
        assert stored(first, "SELECT status FROM session") == [("open",)]
        assert stored(first, "SELECT count(*), max(seq) FROM event") == story
        assert stored(first, "SELECT count(*) FROM lease") == [(1,)]


@pytest.mark.long
async def test_taking_over_by_the_palette_makes_the_first_window_read_only_and_keeps_its_words(
    tmp_path: Path,
) -> None:
    async with two_windows(tmp_path) as (first, one, second, two):
        await press(one, *" of mine")
        await palette(two, second, "Take over this call")
        await until(lambda: live(first).call.read_only)
        assert "Another window took this call over" in live(first).problem
        assert first_box(first).text == "words of mine"
        assert first_box(first).read_only
        await until(lambda: second.live_screens and not live(second).call.read_only)
        await at_step(second, "acknowledge")
        await until(lambda: second.focused is not None)
        assert box(second).text == "words of mine", "the first saved its last words before it let go"
        await press(two, *" and more")
        await saved(second)
        assert stored(second, "SELECT text FROM note") == [("words of mine and more",)]


async def test_trouble_with_the_lease_never_ends_the_app(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sqlite3
    from contextlib import closing

    app = an_app(tmp_path)
    async with in_call(app) as pilot:
        await saved(app)
        app.desk.ask(lambda db: db.execute("PRAGMA busy_timeout = 1")).result(5)
        with closing(sqlite3.connect(app.desk.settings.database, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            live(app).watch_lease()
            await until(lambda: not any(worker.is_running for worker in app.workers))
            other.execute("ROLLBACK")
        await press(pilot, *"on we go")
        await saved(app)
        assert box(app).text == "on we go"
