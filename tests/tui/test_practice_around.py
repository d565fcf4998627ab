"""Around a practice call: it begins once, waits for what stands over it, and loses no word untold."""

from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tui.pilots import WIDE, an_app, notices, on_today, on_top, press, send, shown, stored, until
from tui.rehearsing import FULL, begun, debrief_of, shown_debrief

from aware_tui.services import practice_store
from aware_tui.services.practice import rehearsal as rehearsals
from aware_tui.services.practice.futures import followed
from aware_tui.store.errors import DiskFull
from aware_tui.tui.app import AwareApp
from aware_tui.tui.dialogs.help import HelpDialog
from aware_tui.tui.live.screen import LiveScreen
from aware_tui.tui.opening import Opening
from aware_tui.tui.practice.briefing import BriefingScreen
from aware_tui.tui.practice.call_screen import CallScreen
from aware_tui.tui.practice.debrief_screen import DebriefScreen
from aware_tui.tui.practice.screen import PracticeScreen
from aware_tui.tui.today.screen import TodayScreen
from aware_tui.tui.waiting import wait_for

pytestmark = pytest.mark.head(2)


def briefed(folder: Path) -> AwareApp:
    return an_app(folder, opening=Opening(practice="cold-seller"))


@pytest.mark.long
async def test_however_often_enter_comes_a_paused_call_is_taken_up_once(tmp_path: Path) -> None:
    app = briefed(tmp_path)
    async with on_today(app) as pilot:
        await until(lambda: on_top(app, BriefingScreen))
        await press(pilot, "3", "enter")
        await until(lambda: on_top(app, CallScreen))
        await press(pilot, "escape")
        await until(lambda: on_top(app, PracticeScreen))
        practice = app.screen
        assert isinstance(practice, PracticeScreen)
        await until(lambda: bool(practice.known.paused))
        await press(pilot)
        send(app, "enter", "enter", "enter")
        await until(lambda: on_top(app, CallScreen))
        await practice._carry_on(practice.known.paused[0].attempt).wait()
        await press(pilot)
        assert [type(each) for each in app.screen_stack].count(CallScreen) == 1


@pytest.mark.long
async def test_help_over_the_briefing_stays_until_it_is_closed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held: Future[None] = Future()
    real = rehearsals.begin
    monkeypatch.setattr(rehearsals, "begin", lambda *args: followed(held, lambda _: real(*args)))
    app = briefed(tmp_path)
    async with on_today(app) as pilot:
        await until(lambda: on_top(app, BriefingScreen))
        await press(pilot, "3", "enter", "f1")
        briefing = app.screen_stack[-2]
        assert isinstance(briefing, BriefingScreen)
        held.set_result(None)
        await until(lambda: briefing._begun is not None or not on_top(app, HelpDialog))
        assert on_top(app, HelpDialog)
        await press(pilot, "escape")
        await until(lambda: on_top(app, CallScreen))
        assert briefing not in app.screen_stack


async def a_debrief(app: AwareApp, pilot: Any, name: str = "Mrs Lind") -> DebriefScreen:
    one = await begun(app)
    one.scenario = replace(one.scenario, persona=replace(one.scenario.persona, name=name))
    await wait_for(one.finish())
    return await shown_debrief(app, pilot, one)


async def test_a_line_that_cannot_be_kept_is_told_and_a_second_time_leaves_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = an_app(tmp_path)
    async with on_today(app) as pilot:
        await a_debrief(app, pilot)
        monkeypatch.setattr(practice_store, "reflect", FULL)
        send(app, "c", *"ask", "escape", "escape")
        await until(lambda: any("The same key once more" in each for each in notices(app)))
        assert debrief_of(app).unsaved()
        await press(pilot, "escape")
        await until(lambda: on_top(app, TodayScreen))


async def test_words_typed_right_before_leaving_are_kept(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    async with on_today(app) as pilot:
        await a_debrief(app, pilot)
        send(app, "c", *"ask", "escape", "escape")
        await until(lambda: on_top(app, TodayScreen))
        assert stored(app, "SELECT reflection FROM attempt") == [("ask",)]


async def test_a_real_call_waits_for_nothing_and_a_lost_line_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = an_app(tmp_path)
    async with on_today(app) as pilot:
        screen = await a_debrief(app, pilot)
        held: Future[Any] = Future()
        monkeypatch.setattr(practice_store, "reflect", lambda *_: held)
        await press(pilot, "c", *"ask")
        screen.action_new_call()
        await until(lambda: on_top(app, LiveScreen))
        held.set_exception(DiskFull("The disk is full."))
        await until(lambda: any("could not be saved" in each for each in notices(app)))


@pytest.mark.parametrize("size", [WIDE, pytest.param((60, 18), marks=pytest.mark.long)])
async def test_a_very_long_name_leaves_the_first_line_its_words(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    app = an_app(tmp_path)
    async with on_today(app, size) as pilot:
        await a_debrief(app, pilot, "Wolfeschlegelsteinhausenbergerdorff" * 8)
        assert "Debrief   Wolfeschlegelsteinhausenberge… · The valve" in shown(app)
