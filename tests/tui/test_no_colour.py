"""Nothing is told by colour alone: all of it is there for eyes and terminals that see none."""

from pathlib import Path

import pytest
from textual.command import CommandList
from textual.filter import NoColor
from textual.screen import Screen
from tui.looking import drawn, filters, number, without_colour
from tui.pilots import SMALL, an_app, on_today, press, until
from tui.touring import TOURS, Tour, rest, touring

from aware_tui.tui.colouring import suit_terminal

OWN = -1


@pytest.fixture
def no_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ask for no colour, as https://no-color.org has it."""
    monkeypatch.setenv("NO_COLOR", "1")


@pytest.mark.usefixtures("no_colour")
@pytest.mark.sweep(1)
@pytest.mark.parametrize("tour", TOURS, ids=lambda tour: str(tour.name))
async def test_without_colour_none_is_sent_and_what_has_focus_is_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tour: Tour
) -> None:
    coloured, unseen = set[str](), set[str]()
    async with touring(tmp_path, monkeypatch, SMALL, new=tour.new) as (app, pilot):
        for stop in tour.stops:
            await stop.go(pilot, app)
            styles = {style for _, style, _ in drawn(app) if style is not None}
            if any(number(style.color) != OWN or number(style.bgcolor) != OWN for style in styles):
                coloured.add(stop.name)
            before, had = without_colour(app), app.focused
            app.screen.focus_next()
            await rest(app)
            if app.focused is not had and without_colour(app) == before:
                unseen.add(f"{stop.name}: {had} or {app.focused}")
            app.screen.set_focus(had)
            await rest(app)
    assert (coloured, unseen) == (set(), set())


@pytest.mark.usefixtures("no_colour")
async def test_without_colour_the_command_in_hand_is_seen(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    async with on_today(app, SMALL) as pilot:
        await press(pilot, "ctrl+p")
        await until(lambda: app.screen.query_one(CommandList).option_count > 1)
        await rest(app)
        before = without_colour(app)
        await press(pilot, "down")
        await until(lambda: app.screen.query_one(CommandList).highlighted == 1)
        await rest(app)
        assert without_colour(app) != before


@pytest.mark.usefixtures("no_colour")
def test_without_colour_the_terminals_own_are_shown_and_no_others_offered(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    assert app.theme == "aware-terminal"
    assert NoColor in filters(app)
    assert "Colours" not in [command.title for command in app.get_system_commands(Screen())]


@pytest.mark.parametrize(
    ("environment", "theme"),
    [
        ({"TERM": "linux"}, "aware-terminal"),
        ({"TERM": "xterm-16color"}, "aware-terminal"),
        ({"TERM": "xterm-256color"}, "aware-dark"),
        ({"TERM": "xterm", "COLORTERM": "truecolor"}, "aware-dark"),
    ],
)
def test_a_terminal_with_few_colours_gets_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], theme: str
) -> None:
    for name in ("NO_COLOR", "COLORTERM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    app = an_app(tmp_path)
    suit_terminal(app)
    assert app.theme == theme
