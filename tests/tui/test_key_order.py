"""Keys are handed on one by one, and none is left behind."""

import asyncio
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NoReturn

import pytest
from textual.events import Event, Key
from tui.pilots import an_app, first_box, in_call, on_today, press, send, until
from tui.touring import touring

from aware_tui.tui.app import AwareApp
from aware_tui.tui.history.screen import HistoryScreen
from aware_tui.tui.insights.behind_screen import BehindScreen
from aware_tui.tui.key_order import KeyOrder
from aware_tui.tui.live.screen import LiveScreen
from aware_tui.tui.practice.briefing import BriefingScreen
from aware_tui.tui.widgets.text_view import TextView


async def test_a_key_that_comes_as_the_last_one_is_done_is_handed_on_too(tmp_path: Path) -> None:
    app, handed_on = an_app(tmp_path), list[str]()
    letters = iter("bcdefghij")

    async def pass_on(event: Event) -> None:
        assert isinstance(event, Key)
        handed_on.append(event.key)
        if (letter := next(letters, None)) is not None:
            asyncio.get_running_loop().call_soon(order.takes, Key(letter, letter))

    order = KeyOrder(app, pass_on, lambda: False)
    async with in_call(app):
        order.takes(Key("a", "a"))
        await until(lambda: order.idle)
        assert "".join(handed_on) == "abcdefghij"


LED_TO: Mapping[str, Callable[[AwareApp], bool]] = {
    "f": lambda app: isinstance(app.screen, LiveScreen),
    "s": lambda app: app.screen.has_class("-reading"),
    "c": lambda app: app.screen.has_class("-reading"),
    "w": lambda app: app.screen.has_class("-reading"),
    "i": lambda app: isinstance(app.screen, BehindScreen),
    "p": lambda app: isinstance(app.screen, BriefingScreen),
}
"""What Enter leads to on each of the screens that list something."""


@pytest.mark.sweep(2)
@pytest.mark.parametrize("letter", LED_TO)
async def test_enter_typed_with_the_letter_of_a_screen_waits_for_its_rows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, letter: str
) -> None:
    async with touring(tmp_path, monkeypatch) as (app, _pilot):
        send(app, letter, "enter")
        await until(lambda: LED_TO[letter](app), letter)


async def test_a_new_call_does_not_wait_for_rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    never = asyncio.Event()

    async def reading(_screen: HistoryScreen, _words: str) -> NoReturn:
        await never.wait()
        raise AssertionError

    monkeypatch.setattr(HistoryScreen, "lines_for", reading)
    app = an_app(tmp_path)
    async with on_today(app) as pilot:
        await press(pilot, "s")
        assert isinstance(app.screen, HistoryScreen)
        assert app.screen.filling
        send(app, "n", *"too late again")
        await until(lambda: isinstance(app.screen, LiveScreen) and app.screen.query(TextView))
        await until(lambda: first_box(app).text == "too late again")


async def test_enter_typed_before_the_day_is_read_opens_its_first_row(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    async with in_call(app) as pilot:
        await press(pilot, *"still open", "ctrl+q")
    again = an_app(tmp_path)
    async with again.run_test() as _pilot:
        send(again, "enter")
        await until(lambda: isinstance(again.screen, LiveScreen) and again.screen.query(TextView))
        await until(lambda: first_box(again).text == "still open")


async def test_letters_that_wait_behind_one_go_on_together(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app, handed_on = an_app(tmp_path), list[str]()
    passed = app._pass_on

    async def pass_on(event: Event) -> None:
        assert isinstance(event, Key)
        handed_on.append(event.character or event.key)
        await passed(event)

    async with in_call(app):
        monkeypatch.setattr(app._key_order, "_pass_on", pass_on)
        send(app, *"some words", "enter", *"more")
        await until(lambda: first_box(app).text == "some words\nmore")
    assert "".join(handed_on) == "some wordsentermore"
    assert len(handed_on) < len("some words more")
