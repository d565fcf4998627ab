"""A call on hold and another begun; switching on Today keeps both."""

from pathlib import Path

from tui.pilots import (
    Clock,
    an_app,
    at_step,
    box,
    go,
    in_call,
    live,
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

from aware_tui.tui.app import AwareApp
from aware_tui.tui.live.screen import LiveScreen
from aware_tui.tui.today.screen import TodayScreen


def callers(app: AwareApp) -> list[str]:
    """Return the lines of Today that tell of a caller."""
    return [line for line in shown(app).splitlines() if "caller" in line]


async def test_one_call_is_held_and_another_begun_and_nothing_of_either_is_mixed(tmp_path: Path) -> None:
    clock = Clock()
    app = an_app(tmp_path, now=clock)
    async with in_call(app) as pilot:
        first = session(app).id
        await press(pilot, *"first caller", "f2", "tab", *"draft one", "escape")
        clock.forward(seconds=30)
        await palette(pilot, app, "Hold, and begin another call")
        await until(lambda: app.live_screens and session(app).id != first)
        await until(lambda: on_top(app, LiveScreen) and app.focused)
        second = session(app).id
        assert box(app).text == ""
        await press(pilot, *"second caller", "f2")
        assert "draft one" not in shown(app)
        await press(pilot, "escape")
        clock.forward(seconds=15)
        live(app).action_hold()
        await until(lambda: on_top(app, TodayScreen) and "second caller" in shown(app))
        await until(lambda: len(callers(app)) == 2)
        rows = callers(app)
        assert len(app.screen_stack) == 2

        wanted = next(index for index, row in enumerate(rows) if "first" in row)
        await press(pilot, *["down"] * wanted, "enter")
        await until(lambda: app.live_screens)
        await at_step(app, "acknowledge", "listen")
        assert (session(app).id, box(app).text) == (first, "first caller")
        assert "paused 00:30" in rail_text(app)
        assert second != first
        await saved(app)
        assert stored(app, "SELECT status, clock_seconds FROM session ORDER BY id") == [
            ("open", 30),
            ("open", 15),
        ]


async def test_the_held_call_keeps_step_rows_and_text_in_every_place(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    async with in_call(app) as pilot:
        await press(pilot, *"the tale", "ctrl+o")
        await go(pilot, app, ["acknowledge", "widen"])
        await press(pilot, *"a visit", "tab", *"their side", "enter", *"two lines", "tab", *"assumed")
        before = session(app)
        live(app).action_hold()
        await until(lambda: on_top(app, TodayScreen) and "the tale" in shown(app))
        await press(pilot, "enter")
        await until(lambda: app.live_screens)
        await at_step(app, "widen")
        now = session(app)
        assert (now.notes, now.ticks, now.options) == (before.notes[:3] + now.notes[3:], before.ticks, ())
        assert [note.text for note in now.notes] == [
            "the tale",
            "a visit",
            "their side\ntwo lines",
            "assumed",
        ]
        assert box(app).cursor_location == (0, len("a visit"))
        await press(pilot, "tab")
        assert box(app).cursor_location == (1, len("two lines"))


async def test_the_clock_is_paused_and_started_by_its_row_and_goes_on_from_its_value(tmp_path: Path) -> None:
    clock = Clock()
    app = an_app(tmp_path, now=clock)
    async with in_call(app) as pilot:
        clock.forward(seconds=61)
        await press(pilot, "tab")
        assert app.focused is not None
        assert app.focused.id == "call-row"
        await press(pilot, "1")
        clock.forward(seconds=600)
        assert "paused 01:01" in rail_text(app)
        assert "start the clock" in shown(app)
        await press(pilot, "1")
        clock.forward(seconds=9)
        live(app)._second()
        await until(lambda: "01:10" in rail_text(app))
        await press(pilot, "2")
        await until(lambda: on_top(app, TodayScreen))


async def test_a_promise_made_just_before_a_hold_gets_its_due_time(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    async with in_call(app) as pilot:
        await go(pilot, app, ["acknowledge", "widen", "agree"])
        await press(pilot, *"I'll ring you tomorrow by 5", "enter")
        live(app).action_hold()
        await until(lambda: on_top(app, TodayScreen))
        assert app.desk.flush(5)
        assert stored(app, "SELECT what, due_at FROM promise") == [("Ring you", "2026-03-05 16:00:00.000000")]
