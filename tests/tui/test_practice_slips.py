"""A practice call takes slips kindly: keys too early, too often or too late, full disks and small windows."""

import asyncio
from pathlib import Path
from random import Random
from typing import Any

import pytest
import yaml
from practicing import LIND
from tui.pilots import (
    SMALL,
    WIDE,
    an_app,
    at_peace,
    noticed,
    notices,
    on_today,
    on_top,
    press,
    send,
    shown,
    until,
)
from tui.rehearsing import FULL, GOOD, begun, call_of, choose, digit_of, failing, hear_out, rehearsing, sees

from aware_tui.domain.text import cells
from aware_tui.services import practice_store
from aware_tui.store.errors import Conflict
from aware_tui.tui.opening import Opening
from aware_tui.tui.practice import answering_screen
from aware_tui.tui.practice.answering_screen import Stage
from aware_tui.tui.practice.briefing import BriefingScreen
from aware_tui.tui.practice.call_rail import CallRail
from aware_tui.tui.practice.call_screen import CallScreen
from aware_tui.tui.practice.draft_screen import LEFT
from aware_tui.tui.practice.practising_screen import PAUSED

pytestmark = pytest.mark.head(3)

LONG = pytest.mark.long
ACTIONS = ("page(1)", "notes", "listen", "end", "silence", "back", "case", "help", "undo", "pause")
KEYS = """
    enter enter enter enter space space space space 1 2 3 4 5 0 f1 f2 f9 f9 escape escape ctrl+p ctrl+z tab
    up down pageup pagedown w r a m c g d t x e backspace ctrl+u
""".split()  # noqa: SIM905 - forty keys, not forty lines
SIZES = (SMALL, WIDE, (60, 18), (2, 3))
ELSEWHERE = "Another window went on with it. Open it again."


def many(folder: Path) -> str:
    """Return a scenario with more to say than there are digits."""
    document = yaml.safe_load(LIND.read_text("utf-8"))
    more = ({"id": f"x{n}", "say": f"Line {n}.", "acts": ["other"], "feedback": "No."} for n in range(9))
    document["choices"] += more
    file = folder / "many.yaml"
    file.write_text(yaml.safe_dump(document), "utf-8")
    return str(file)


@pytest.mark.sweep(1)
@pytest.mark.parametrize("name", ACTIONS)
async def test_a_key_before_the_call_has_its_parts_is_harmless(tmp_path: Path, name: str) -> None:
    app = an_app(tmp_path)
    async with on_today(app) as pilot:
        rehearsal = await begun(app)
        app.desk.left_words[f"practice {rehearsal.attempt.id}"] = "half typed"
        ready = app.push_screen(CallScreen(rehearsal))
        await app.screen.run_action(name)
        await ready
        await press(pilot)
        assert app._exception is None
        assert on_top(app, CallScreen)
        assert rehearsal.moves == ()
        assert app.desk.left_words[f"practice {rehearsal.attempt.id}"] == "half typed"


async def test_nothing_is_done_in_a_call_that_was_left(tmp_path: Path) -> None:
    async with rehearsing(tmp_path) as (app, pilot):
        screen = call_of(app)
        await press(pilot, "escape")
        await until(lambda: not on_top(app, CallScreen))
        for command in screen.commands():
            done = command.run()
            if asyncio.iscoroutine(done):
                await done
        await press(pilot)
        assert (app._exception, screen.rehearsal.moves) == (None, ())


@pytest.mark.sweep(1)
@pytest.mark.parametrize(("mode", "seed"), [("3", 0), *((m, s) for m in "1234" for s in range(1, 4))])
async def test_no_order_of_keys_harms_a_practice_call(tmp_path: Path, mode: str, seed: int) -> None:
    chance, app = Random(f"{mode}{seed}"), an_app(tmp_path, opening=Opening(practice="cold-seller"))
    async with on_today(app, chance.choice(SIZES[:3])) as pilot:
        await until(lambda: on_top(app, BriefingScreen))
        send(app, mode, "enter", *["space"] * 6)  # at once: the call is still on its way
        for _ in range(60):
            send(app, chance.choice(KEYS))
            if chance.random() < 0.05:
                await pilot.resize_terminal(*chance.choice(SIZES))
            if chance.random() < 0.2:
                await until(lambda: at_peace(app), f"never at rest: {app.screen_stack}")
            await asyncio.sleep(0)
            if app._exit:
                break
        await pilot.resize_terminal(*WIDE)
        await until(lambda: at_peace(app), f"never at rest: {app.screen_stack}")
        assert app._exception is None


@pytest.mark.long
@pytest.mark.parametrize("size", [(60, 18), pytest.param(SMALL, marks=LONG)])
async def test_more_choices_than_digits_leave_space_alone_and_the_cursor_is_always_seen(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with rehearsing(tmp_path / "data", scenario=many(tmp_path), size=size) as (app, pilot):
        await press(pilot, "space")
        assert call_of(app).rehearsal.moves == ("listen",)
        pane = call_of(app).pane
        assert len(pane.entries) > 12
        for entry in pane.entries:
            await press(pilot, "down")
            await sees(app, "▸")
            line = next(line for line in shown(app).splitlines() if "▸" in line)
            assert entry.words.split()[0] in line
        last = pane.entries[-1].id
        await press(pilot, "enter")
        assert call_of(app).rehearsal.moves[-1] == f"choice {last}"


@pytest.mark.long
async def test_a_digit_pressed_for_the_list_before_says_nothing(tmp_path: Path) -> None:
    async with rehearsing(tmp_path) as (app, pilot):
        await hear_out(app, pilot)
        key = digit_of(app, "ack")
        await press(pilot, key, key, key)
        assert call_of(app).rehearsal.call.answers == 1
        await choose(app, pilot, "sorry")
        assert call_of(app).rehearsal.call.answers == 2


async def test_quitting_asks_before_moves_that_are_not_saved_are_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with rehearsing(tmp_path) as (app, pilot):
        monkeypatch.setattr(practice_store, "save_moves", FULL)
        await press(pilot, "space", "ctrl+q")
        assert not app._exit
        await press(pilot, "ctrl+q")
        await until(lambda: app._exit)


@pytest.mark.sweep(1)
@pytest.mark.parametrize(
    ("save", "keys", "told"),
    [
        (FULL, ("escape", "escape"), LEFT),
        (failing(Conflict(ELSEWHERE)), ("escape",), ELSEWHERE),
    ],
)
async def test_leaving_without_saving_does_not_say_that_nothing_is_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, save: Any, keys: tuple[str, ...], told: str
) -> None:
    async with rehearsing(tmp_path) as (app, pilot):
        monkeypatch.setattr(practice_store, "save_moves", save)
        await press(pilot, "space")
        for key in keys:
            await press(pilot, key)
        await until(lambda: not on_top(app, CallScreen))
        assert PAUSED not in notices(app)
        await noticed(app, told)
        assert save is FULL or not any("Not saved" in each for each in notices(app))


@pytest.mark.long
@pytest.mark.parametrize(("agreed", "asked"), [(False, "Nothing is agreed yet"), (True, "They said yes")])
async def test_ending_too_early_asks_about_what_is_missing(tmp_path: Path, agreed: bool, asked: str) -> None:
    async with rehearsing(tmp_path) as (app, pilot):
        if agreed:
            await hear_out(app, pilot)
            await choose(app, pilot, *GOOD[:-1])
            assert call_of(app).rehearsal.call.agreed
        await press(pilot, "f9")
        await sees(app, asked)


@pytest.mark.long
async def test_somebody_who_hung_up_is_gone(tmp_path: Path) -> None:
    async with rehearsing(tmp_path) as (app, pilot):
        await hear_out(app, pilot)
        await choose(app, pilot, "calm")
        assert call_of(app).stage is Stage.AFTER
        await sees(app, "gone · saved")
        assert "about to go" not in shown(app)
        await press(pilot, "3")
        await sees(app, "gone · saved")


@pytest.mark.long
async def test_what_is_done_after_the_call_is_no_turn(tmp_path: Path) -> None:
    async with rehearsing(tmp_path) as (app, pilot):
        await hear_out(app, pilot)
        await choose(app, pilot, *GOOD)
        turns = len(call_of(app).rehearsal.call.turns)
        await press(pilot, "f9")
        await press(pilot, "1")
        assert len(call_of(app).rehearsal.call.turns) == turns + 1
        await sees(app, f"turn {turns} · saved")


async def test_enter_goes_on_with_the_good_run_and_it_tells_what_cannot_be_done(tmp_path: Path) -> None:
    async with rehearsing(tmp_path, "watch") as (app, pilot):
        await press(pilot, "enter")
        assert call_of(app).rehearsal.moves == ("listen",)
        await press(pilot, "f9")
        await until(lambda: notices(app) == [answering_screen.MODEL_SPEAKS], lambda: f"{notices(app)}")
        await call_of(app).action_silence()
        await until(lambda: notices(app) == [answering_screen.MODEL_SPEAKS] * 2)
        assert call_of(app).rehearsal.moves == ("listen",)


@pytest.mark.long
async def test_saved_stays_on_the_line_whatever_the_name_and_the_width(tmp_path: Path) -> None:
    async with rehearsing(tmp_path, size=(60, 18)) as (app, pilot):
        for width in (60, 97, 120):
            await pilot.resize_terminal(width, 24)
            await press(pilot)
            rail = app.screen.query_one(CallRail)
            for rail.who in ("Mrs Lind", "山田さんと鈴木さん", "Zoë 😀😀😀😀"):
                line = str(rail.render())
                assert cells(line) <= rail.content_size.width
                assert line.rstrip().endswith("saved")
