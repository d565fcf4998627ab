"""F1 answers on every screen and in every dialog, in plain words."""

import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.screen import ModalScreen, Screen
from tui.pilots import SMALL, an_app, on_today, press, sees, until
from tui.touring import TOURS, rest, touring

import aware_tui.tui
from aware_tui.domain.playbook import Choice
from aware_tui.tui.dialogs.dialog import Dialog
from aware_tui.tui.dialogs.dialog_help import ABOUT, KEPT, help_of
from aware_tui.tui.dialogs.help import HelpDialog
from aware_tui.tui.dialogs.pick import Pick
from aware_tui.tui.main_screens import make_screen
from aware_tui.tui.too_small import TooSmall
from aware_tui.tui.widgets.text_view import TextView

STATISTICS = ("p-value", "significan", "lift", "confidence", "outlier")


def below(kind: type) -> Iterator[type]:
    each: type
    for each in kind.__subclasses__():
        yield each
        yield from below(each)


@pytest.fixture(scope="module")
def screens() -> list[type]:
    """Return every class of screen that is itself shown."""
    for module in pkgutil.walk_packages(aware_tui.tui.__path__, "aware_tui.tui."):
        importlib.import_module(module.name)
    own = {each for each in below(Screen) if each.__module__.startswith("aware_tui.")}
    return sorted(
        (each for each in own if not own & set(each.__subclasses__())), key=lambda each: each.__name__
    )


def answers(kind: type) -> bool:
    """Say whether a class of screen has F1 bound."""
    bound = (binding for each in kind.__mro__ for binding in each.__dict__.get("BINDINGS", ()))
    return any("f1" in binding.key.split(",") for binding in bound)


def test_every_screen_answers_to_f1(screens: list[type]) -> None:
    shown = [each for each in screens if not issubclass(each, ModalScreen)]
    assert len(shown) > 15
    assert [each.__name__ for each in shown if not answers(each)] == []


@pytest.mark.long
async def test_the_walks_to_look_at_everything_pass_every_screen_and_dialog(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, screens: list[type]
) -> None:
    seen: set[type] = {TooSmall}
    for tour in TOURS:
        async with touring(tmp_path / tour.name, monkeypatch, SMALL, new=tour.new) as (app, pilot):
            for stop in tour.stops:
                await stop.go(pilot, app)
                seen.add(type(app.screen))
    assert [each.__name__ for each in screens if each not in seen] == []


def test_every_dialog_says_what_it_is_for(screens: list[type]) -> None:
    dialogs = [each for each in screens if issubclass(each, Dialog) and each is not HelpDialog]
    assert len(dialogs) > 15
    assert [
        each.__name__ for each in dialogs if not any(map(help_of, (kind.__name__ for kind in each.__mro__)))
    ] == []
    assert sorted(set(ABOUT) - {kind.__name__ for each in dialogs for kind in each.__mro__}) == []


def test_help_of_a_dialog_is_short_and_ends_with_the_way_back() -> None:
    for name, told in ABOUT.items():
        words = " ".join(told).split()
        assert len(words) <= 80, name
        assert "scape" in told[-1], name
        assert not any(word in " ".join(told).lower() for word in STATISTICS), name


async def test_f1_in_a_dialog_lays_its_help_over_it_and_keeps_what_was_typed(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    async with on_today(app, SMALL) as pilot:
        dialog = Pick("Which one?", (Choice("a", "the first"), Choice("b", "the second")))
        app.push_screen(dialog)
        await until(lambda: app.screen is dialog)
        await press(pilot, "f1")
        await sees(app, "A list to choose from", "Enter takes the line")
        await press(pilot, "escape")
        await until(lambda: app.screen is dialog)


async def test_f1_in_the_gate_of_a_call_comes_back_to_it(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    async with on_today(app, SMALL) as pilot:
        await press(pilot, "n")
        await until(lambda: app.screen is not app.today)
        call = app.screen
        await press(pilot, "f9")
        await sees(app, "Leave this call")
        await press(pilot, "f1")
        await sees(app, "Leaving a call", "Gaps are named")
        await press(pilot, "f1")
        await sees(app, "Leave this call")
        await press(pilot, "escape")
        await until(lambda: app.screen is call)


@pytest.mark.parametrize(
    ("name", "keys", "kind"), [("insights", "d6", "DaysDialog"), ("goals", "e", "OutcomeDialog")]
)
async def test_where_typed_words_are_there_again_the_help_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, keys: str, kind: str
) -> None:
    async with touring(tmp_path, monkeypatch, SMALL) as (app, pilot):
        for words in ("so far", " and on"):
            await app.push_screen(make_screen(name, app.desk))
            await rest(app)
            await press(pilot, *keys)
            await until(lambda: type(app.screen).__name__ == kind)
            box = app.screen.query(TextView).first()
            assert box.text == "so far" * (words != "so far")
            await press(pilot, "end", *words, "escape", "escape")
        assert ABOUT[kind][-1] is KEPT
