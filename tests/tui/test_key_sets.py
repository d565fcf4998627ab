"""Key sets and keys bound anew: what is typed does what it says, and is named that way everywhere."""

import importlib
import pkgutil
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from reading_ahead import lay_read_playbook
from textual.binding import Binding
from textual.screen import Screen
from tui.pilots import Clock, at_step, box, in_call, live, on_today, on_top, press, settings, shown, until

import aware_tui.tui
from aware_tui.keys import Keys, key_label, key_words, use, with_keys
from aware_tui.keys.rules import LETTERS_TAKEN, BadKey, action_named, check_all, check_key, read_key
from aware_tui.keys.table import ACTIONS, BY_NAME, WITHOUT_F_KEYS, key_set, keys_of
from aware_tui.tui.app import AwareApp
from aware_tui.tui.compat import no_report
from aware_tui.tui.dialogs.apology import ApologyDialog
from aware_tui.tui.dialogs.customer import CustomerDialog
from aware_tui.tui.dialogs.gate import GateDialog
from aware_tui.tui.dialogs.help import HelpDialog
from aware_tui.tui.dialogs.promise import PromiseDialog
from aware_tui.tui.dialogs.safety import SafetyDialog
from aware_tui.tui.history.screen import HistoryScreen
from aware_tui.tui.live.screen import LiveScreen
from aware_tui.tui.practice.screen import PracticeScreen
from aware_tui.tui.today.screen import TodayScreen

pytestmark = pytest.mark.head(26)


def app_with(folder: Path, keys: str = "function", **rebind: str) -> AwareApp:
    lay_read_playbook(folder)
    return AwareApp(replace(settings(folder), keys=keys, rebind=rebind), no_report, now=Clock())


@pytest.fixture(autouse=True)
def _first_set_afterwards() -> Iterator[None]:
    yield
    use(Keys())


DIALOGS: Mapping[str, type[Screen[Any]]] = {
    "apology": ApologyDialog,
    "promise": PromiseDialog,
    "customer": CustomerDialog,
    "safety": SafetyDialog,
    "finish": GateDialog,
    "help": HelpDialog,
}


async def test_a_whole_call_goes_without_f_keys(tmp_path: Path) -> None:
    keys, app = key_set("plain"), app_with(tmp_path, "plain")
    async with in_call(app) as pilot:
        await press(pilot, *"no one came", keys["they_have_finished"])
        await at_step(app, "acknowledge", "probe")
        assert box(app).text == "no one came"
        await press(pilot, keys["next"])
        await at_step(app, "widen")
        await press(pilot, keys["back"])
        await at_step(app, "acknowledge")
        for name, dialog in DIALOGS.items():
            await press(pilot, keys[name])
            await until(lambda wanted=dialog: on_top(app, wanted), name)  # type: ignore[misc]
            await press(pilot, "escape")
            await until(lambda: on_top(app, LiveScreen), name)


async def test_every_place_names_the_keys_in_use(tmp_path: Path) -> None:
    app = app_with(tmp_path, "plain")
    async with in_call(app) as pilot:
        assert "^l they have finished" in shown(app)
        await press(pilot, "ctrl+f", "ctrl+f")
        await at_step(app, "widen")
        foot = shown(app).rstrip().splitlines()[-1]
        assert all(each in foot for each in ("^s apology", "^k promise", "^r back", "^f next", "^e finish"))
        assert "F8" not in foot
        await press(pilot, "ctrl+y")
        await until(lambda: on_top(app, HelpDialog))
        assert "^f" in shown(app)
        assert "F8" not in shown(app)
        await press(pilot, "escape")
        await press(pilot, "ctrl+p", *"next step")
        await until(lambda: "Next step   ctrl+f" in shown(app))


async def test_f_keys_go_on_working_in_the_second_set(tmp_path: Path) -> None:
    app = app_with(tmp_path, "plain")
    async with in_call(app) as pilot:
        await press(pilot, "f8", "f8")
        await at_step(app, "widen")


async def test_a_key_bound_anew_works_and_the_old_one_does_not(tmp_path: Path) -> None:
    app = app_with(tmp_path, next="f10")
    async with in_call(app) as pilot:
        assert "F10 next" in shown(app)
        await press(pilot, "f8", "a")
        assert live(app).call.phase.lock
        await press(pilot, "f10", "f10")
        await at_step(app, "widen")


async def test_two_keys_change_places(tmp_path: Path) -> None:
    app = app_with(tmp_path, next="f7", back="f8")
    async with in_call(app) as pilot:
        await press(pilot, "f7", "f7")
        await at_step(app, "widen")
        await press(pilot, "f8")
        await at_step(app, "acknowledge")


async def test_letters_of_the_main_screens_are_bound_anew_and_still_typed_in_boxes(tmp_path: Path) -> None:
    app = app_with(tmp_path, history="L", search="f12", new_call="ctrl+b")
    async with on_today(app) as pilot:
        assert "^b new call" in shown(app)
        await press(pilot, "s")
        assert on_top(app, TodayScreen)
        await press(pilot, "L")
        await until(lambda: on_top(app, HistoryScreen))
        await press(pilot, "f12", *"Ls/")
        await until(lambda: "Ls/" in shown(app))
        await press(pilot, "escape", "escape")
        await until(lambda: on_top(app, TodayScreen))
        await press(pilot, "ctrl+b")
        await until(lambda: on_top(app, LiveScreen))
        await press(pilot, *"Lsn")
        assert box(app).text == "Lsn"


async def test_with_caps_lock_on_the_letters_work_and_boxes_take_them_as_they_are(tmp_path: Path) -> None:
    app = app_with(tmp_path, history="L", practice="N")
    async with on_today(app) as pilot:
        await press(pilot, "L")
        await until(lambda: on_top(app, HistoryScreen))
        await press(pilot, "/", *"Dana", "escape", "escape", "H")
        assert isinstance(app.screen, TodayScreen)
        await press(pilot, "N")
        await until(lambda: on_top(app, PracticeScreen))
    app = app_with(tmp_path)
    async with on_today(app) as pilot:
        await press(pilot, "S", "/", *"Dana")
        assert box(app).text == "Dana"
        await press(pilot, "escape", "escape", "N", *"Hello")
        await until(lambda: on_top(app, LiveScreen) and box(app).text == "Hello")


async def test_a_setting_that_was_passed_over_is_told_in_the_app(tmp_path: Path) -> None:
    lay_read_playbook(tmp_path)
    mine = replace(settings(tmp_path), passed_over=("settings.toml, line 2: no such theme.", "another"))
    async with on_today(AwareApp(mine, no_report, now=Clock())) as pilot:
        told = [notice.message for notice in pilot.app._notifications]
        assert [each for each in told if each.startswith("settings.toml, line 2")]
        assert "1 more thing is wrong in the settings" in " ".join(told)


# rules

REFUSED = [
    ("next", "ctrl+i", "is tab"),
    ("next", "Ctrl-M", "is enter"),
    ("next", "^h", "is backspace"),
    ("next", "ctrl+j", "is enter"),
    ("next", "ctrl+n", "browser keeps"),
    ("next", "ctrl+t", "browser keeps"),
    ("next", "ctrl+w", "browser keeps"),
    ("next", "ctrl+q", "can only quit"),
    ("next", "ctrl+c", "copies"),
    ("next", "alt+3", "With alt"),
    ("next", "alt+x", "With alt"),
    ("next", "shift+f2", "shift"),
    ("next", "ctrl+shift+a", "shift"),
    ("next", "enter", "same in every program"),
    ("next", "Tab", "same in every program"),
    ("next", "x", "typed into the note"),
    ("next", "7", "typed into the note"),
    ("next", "f13", "no such key"),
    ("next", "ctrl+1", "no such key"),
    ("next", "", "no such key"),
    ("next", "ctrl+", "no such key"),
    ("history", "7", "Digits"),
    ("history", "space", "same in every program"),
    ("history", "a", "does something else"),
    ("history", "é", "no such key"),
    ("history", "\x1b", "no such key"),
]


@pytest.mark.parametrize(("name", "written", "why"), REFUSED)
def test_a_key_that_cannot_be_is_refused_with_the_reason(name: str, written: str, why: str) -> None:
    with pytest.raises(BadKey, match=why):
        check_key(BY_NAME[name], read_key(written))


@pytest.mark.parametrize(
    ("name", "near"), [("nxt", "next"), ("newcall", "new_call"), ("zzz", "There is help,")]
)
def test_an_action_nobody_knows_is_told_with_the_nearest(name: str, near: str) -> None:
    with pytest.raises(BadKey, match=near):
        action_named(name)


def test_a_key_has_one_action() -> None:
    assert check_all("function", {"next": "f7"}) == {
        "next": "F7 is the key of “back” already. Give that one another key first."
    }
    assert set(check_all("function", {"next": "f10", "back": "f10"})) == {"next", "back"}
    assert check_all("function", {"next": "f7", "back": "f8"}) == {}
    assert check_all("plain", {"next": "f7"}) == {}


def test_the_second_set_stands_its_own_rules() -> None:
    assert len(set(key_set("plain").values())) == len(ACTIONS)
    assert set(WITHOUT_F_KEYS) == {
        action.name for action in ACTIONS if action.key[:1] == "f" and action.everywhere
    }
    for name, key in WITHOUT_F_KEYS.items():
        check_key(BY_NAME[name], key)
        assert key not in ("ctrl+a", "ctrl+b"), "screen and tmux begin their commands with these"


def test_the_first_set_turns_nothing_into_anything_else() -> None:
    assert keys_of("function") == Keys()
    assert (key_label("F8"), key_label("^o"), key_words("ctrl+o")) == ("F8", "^o", "ctrl+o")


def test_names_follow_in_labels_and_in_sentences() -> None:
    use(keys_of("plain", {"history": "L", "undo": "f12"}))
    assert [key_label(each) for each in ("F8", "^z", "s", "↑ ↓", "esc", "^p")] == [
        "^f",
        "F12",
        "s",
        "↑ ↓",
        "esc",
        "^p",
    ]
    assert key_label("s", letters=True) == "L"
    assert with_keys("F4 shows it. ctrl+z takes it back, F10 and F41 do not.") == (
        "ctrl+u shows it. F12 takes it back, F10 and F41 do not."
    )


def letters_bound() -> Iterator[str]:
    """Yield each letter that a screen with the main letters binds to something of its own."""
    for module in pkgutil.walk_packages(aware_tui.tui.__path__, "aware_tui.tui."):
        for thing in vars(importlib.import_module(module.name)).values():
            if isinstance(thing, type) and issubclass(thing, Screen) and hasattr(thing, "action_main"):
                for binding in (each for base in thing.__mro__ for each in base.__dict__.get("BINDINGS", ())):
                    keys = binding.key if isinstance(binding, Binding) else binding[0]
                    yield from (key for key in keys.split(",") if len(key) == 1 and key.isalpha())


def test_no_letter_that_does_something_on_a_main_screen_is_given_away() -> None:
    of_actions = {action.key for action in ACTIONS}
    bound = set(letters_bound())
    assert of_actions - {"/"} <= bound | {"f1"} | {action.key for action in ACTIONS if action.everywhere}
    assert sorted(bound - of_actions - LETTERS_TAKEN) == []
