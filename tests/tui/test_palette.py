"""The command palette: every action by name, and each of them does what it says."""

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.command import CommandPalette
from tui.pilots import (
    WIDE,
    an_app,
    box,
    gate_of,
    go,
    in_call,
    live,
    on_today,
    on_top,
    palette,
    press,
    send,
    session,
    shown,
    until,
)

from aware_tui.tui.app import AwareApp
from aware_tui.tui.causes.point_dialog import PointDialog
from aware_tui.tui.causes.similar_dialog import SimilarDialog
from aware_tui.tui.dialogs.apology import ApologyDialog
from aware_tui.tui.dialogs.ask import AskLine
from aware_tui.tui.dialogs.customer import CustomerDialog
from aware_tui.tui.dialogs.gate import GateDialog
from aware_tui.tui.dialogs.help import HelpDialog
from aware_tui.tui.dialogs.preview import Preview
from aware_tui.tui.dialogs.promise import PromiseDialog
from aware_tui.tui.dialogs.safety import SafetyDialog
from aware_tui.tui.feedback.dialog import FeedbackDialog
from aware_tui.tui.live.screen import LiveScreen
from aware_tui.tui.steady_palette import NONE_FITS
from aware_tui.tui.today.screen import TodayScreen
from aware_tui.tui.too_small import TooSmall

pytestmark = pytest.mark.head(5)

SHOWN_ON_SCREEN = {
    "round": "tab moves focus; nothing happens",
    "tick_number": "by digit on the checklist",
    "coach_page": "page keys scroll; nothing happens",
    "checklist": "escape moves focus; nothing happens",
}
"""Bindings that only move focus, or do by number what a command does."""


def step_is(step: str) -> Callable[[AwareApp], bool]:
    return lambda app: session(app).head.current_step == step


def has_said(words: str) -> Callable[[AwareApp], bool]:
    return lambda app: any(words in notice.message for notice in app._notifications)


def screen_is(kind: type) -> Callable[[AwareApp], bool]:
    return lambda app: on_top(app, kind)


WORKS: dict[str, Callable[[AwareApp], bool]] = {
    "They have finished": lambda app: session(app).head.current_phase == "probe",
    "Next step": lambda app: session(app).head.current_phase == "probe",
    "Back": lambda app: session(app).head.current_phase == "listen",
    "Go to Acknowledge": lambda app: session(app).head.current_phase == "probe",
    "Go to Widen": step_is("widen"),
    "Go to Agree": step_is("agree"),
    "Go to Resolve": step_is("resolve"),
    "Go to Evaluate": step_is("evaluate"),
    "Tick the next item": lambda app: len(session(app).ticks) == 2,
    "Apology guide": screen_is(ApologyDialog),
    "Make a promise": screen_is(PromiseDialog),
    "Customer": screen_is(CustomerDialog),
    "Safety or security": screen_is(SafetyDialog),
    "Coach drawer": has_said("The coach keeps quiet"),
    "Undo": lambda app: session(app).ticks == (),
    "Pause the clock": lambda app: session(app).head.clock_since is None,
    "Draft the documents again": lambda app: True,
    "Same cause as ...": screen_is(SimilarDialog),
    "Note a choke point": screen_is(PointDialog),
    "How was it for them?": screen_is(FeedbackDialog),
    "Show what goes out: profile entry": screen_is(Preview),
    "Show what goes out: quality record": screen_is(Preview),
    "Copy the profile entry": has_said("has no words yet"),
    "Copy the quality record": has_said("has no words yet"),
    "Make a practice scenario of this call": has_said("aware scenario offer"),
    "Hold this call": screen_is(TodayScreen),
    "Hand this call to a colleague": screen_is(AskLine),
    "Hold, and begin another call": lambda app: screen_is(LiveScreen)(app) and not session(app).notes,
    "Finish": lambda app: screen_is(GateDialog)(app) and gate_of(app).asking == "finish",
    "Park": lambda app: screen_is(GateDialog)(app) and gate_of(app).asking == "park",
    "Discard": lambda app: screen_is(GateDialog)(app) and gate_of(app).asking == "discard",
    "Help": screen_is(HelpDialog),
}


async def test_every_action_of_a_call_is_in_the_palette(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    async with in_call(app):
        commands = {command.title: command for command in live(app).commands()}
        assert set(commands) == set(WORKS)
        keys = {command.key.lower() for command in commands.values() if command.key}
        bound = [one for several in live(app)._bindings.key_to_bindings.values() for one in several]
        for binding in bound:
            name = binding.action.partition("(")[0]
            if name not in SHOWN_ON_SCREEN and "." not in name:
                assert binding.key in keys, binding


@pytest.mark.long
async def test_each_command_of_a_call_works_from_the_palette(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    async with on_today(app) as pilot:
        for title, works in WORKS.items():
            while not isinstance(app.screen, TodayScreen):
                app.pop_screen()
            await press(pilot, "n", *"words", "ctrl+o")
            if title == "Back":
                await press(pilot, "f5")
            await palette(pilot, app, title)
            await until(lambda: works(app), title)  # noqa: B023


async def test_the_palette_leaves_focus_in_the_box_it_was_opened_from(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    async with in_call(app) as pilot:
        await press(pilot, *"ab", "ctrl+p", "escape")
        await until(lambda: on_top(app, LiveScreen))
        await press(pilot, *"cd")
        assert box(app).text == "abcd"


@pytest.mark.long
async def test_the_documents_are_drafted_again_from_the_palette(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    async with in_call(app) as pilot:
        await press(pilot, *"story")
        await go(pilot, app, ["acknowledge", "widen", "agree", "resolve", "evaluate"])
        await press(pilot, *"Mine. ")
        await palette(pilot, app, "Draft the documents again")
        await until(lambda: box(app).text.startswith("Date:"))


async def test_every_action_of_today_is_in_the_palette_and_works(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    async with on_today(app) as pilot:
        screen = app.screen
        assert isinstance(screen, TodayScreen)
        keys = {command.key.lower() for command in screen.commands()}
        assert {"n", "s", "b", "f1"} <= keys
        await palette(pilot, app, "New call")
        await until(lambda: on_top(app, LiveScreen))


async def test_quit_and_colours_are_in_the_palette_of_every_screen(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    async with in_call(app) as pilot:
        await press(pilot, *"words")
        await palette(pilot, app, "Quit")
        await until(lambda: app._exit)


@pytest.mark.sweep(1)
@pytest.mark.parametrize("key", ["pageup", "pagedown"])
async def test_a_key_before_the_commands_are_shown_does_no_harm(tmp_path: Path, key: str) -> None:
    app = an_app(tmp_path)
    async with in_call(app) as pilot:
        for typed in ("", "zzz", "next"):
            send(app, "ctrl+p", *typed, "down", key, key, *["backspace"] * len(typed), "down", key)
            await press(pilot, "escape", "escape")
            await until(lambda: isinstance(app.screen, LiveScreen))


@pytest.mark.parametrize("key", ["pageup", "pagedown"])
async def test_a_key_before_the_colours_are_shown_does_no_harm(tmp_path: Path, key: str) -> None:
    app = an_app(tmp_path)
    async with on_today(app) as pilot:
        for typed in ("", "z", "zz"):
            app.action_change_theme()
            send(app, *typed, key, key, "pagedown")
            await press(pilot, *["escape"] * 3)
            await until(lambda: on_top(app, TodayScreen))
        app.search_commands([("Speak", app.bell)])
        send(app, "pagedown", key)
        await press(pilot, "escape", "escape")
        await until(lambda: on_top(app, TodayScreen))


async def test_one_palette_at_a_time_is_open_even_under_another_screen(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    async with in_call(app) as pilot:
        send(app, *["ctrl+p", "escape"] * 4)
        await press(pilot, "ctrl+p")
        await pilot.resize_terminal(40, 10)
        await until(lambda: isinstance(app.screen, TooSmall))
        await press(pilot, "ctrl+p")
        await pilot.resize_terminal(*WIDE)
        await until(lambda: isinstance(app.screen, CommandPalette))
        await press(pilot, "escape")
        await until(lambda: isinstance(app.screen, LiveScreen))


async def test_letters_that_fit_no_command_are_told_in_our_words(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    async with on_today(app) as pilot:
        await press(pilot, "ctrl+p")
        await until(lambda: on_top(app, CommandPalette))
        await press(pilot, *"zzqx")
        await until(lambda: NONE_FITS in shown(app), lambda: shown(app))
