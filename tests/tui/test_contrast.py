"""Everything that is drawn can be told from its ground: on every screen, in every set of colours."""

from dataclasses import replace
from pathlib import Path

import pytest
from rich.style import Style
from textual.command import CommandList, CommandPalette
from textual.pilot import Pilot
from tui.looking import Pair, drawn, number, pairs, rgb_of
from tui.pilots import SMALL, an_app, noticed, on_today, press, settings, until
from tui.touring import TOURS, Tour, rest, touring

from aware_tui.tui.app import AwareApp
from aware_tui.tui.colours import COLOURS, Colours
from aware_tui.tui.compat import no_report

LEAST = {"dark": 4.5, "light": 4.5, "contrast": 7.0}
"""The contrast that words have at least."""

LINES = 3.0
"""The contrast that frames and bars have at least."""

RICH = [each for each in COLOURS if not each.theme.ansi]
OWN, BRIGHT_RED, BRIGHT_BLUE = -1, 9, 12


def too_faint(app: AwareApp, colours: Colours) -> list[str]:
    """Return the pairs that are too near each other; a line in the colour of a ground is mere ornament."""
    surface = rgb_of(colours.theme.surface)
    return [
        f"{pair.ratio:.1f} {pair.ink} on {pair.ground}: {words}"
        for pair, words in pairs(app).items()
        if pair.ratio < (LEAST[colours.name] if pair.words else LINES)
        and not (pair.ink == surface and not pair.words)
    ]


async def show_in(pilot: Pilot[None], app: AwareApp, colours: Colours) -> None:
    """Show the place in these colours; the palette takes its own when it is opened."""
    app.theme = colours.theme.name
    await rest(app)
    if isinstance(app.screen, CommandPalette):
        await press(pilot, "escape", "ctrl+p")
        await rest(app)


@pytest.mark.sweep(1)
@pytest.mark.parametrize("tour", TOURS, ids=lambda tour: str(tour.name))
async def test_all_that_is_drawn_stands_out_in_every_set_of_colours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tour: Tour
) -> None:
    wrong, seen = dict[str, list[str]](), set[Pair]()
    async with touring(tmp_path, monkeypatch, SMALL, new=tour.new) as (app, pilot):
        for stop in tour.stops:
            await stop.go(pilot, app)
            for colours in RICH:
                await show_in(pilot, app, colours)
                seen |= pairs(app).keys()
                if found := too_faint(app, colours):
                    wrong[f"{stop.name}, {colours.name}"] = found
    assert not wrong, "\n".join(f"{where}: {each}" for where, found in wrong.items() for each in found)
    assert len(seen) > 20


@pytest.mark.parametrize("colours", RICH, ids=lambda each: str(each.name))
def test_what_moves_in_a_scroll_bar_stands_out_from_every_ground(colours: Colours) -> None:
    thumb = rgb_of(colours.theme.variables["thumb"])
    for ground in (colours.theme.background, colours.theme.surface):
        assert Pair(thumb, rgb_of(ground), False).ratio >= LINES


@pytest.mark.sweep(1)
@pytest.mark.parametrize("tour", TOURS, ids=lambda tour: str(tour.name))
async def test_the_terminals_own_colours_are_its_own_and_never_hide_a_word(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tour: Tour
) -> None:
    wrong = set[tuple[str, str]]()
    async with touring(tmp_path, monkeypatch, SMALL, new=tour.new) as (app, pilot):
        app.theme = "aware-terminal"
        for stop in tour.stops:
            await stop.go(pilot, app)
            await rest(app)
            shown = ((text, style) for text, style, _ in drawn(app) if style is not None and text.strip())
            wrong |= {(stop.name, text) for text, style in shown if not is_own(style)}
    assert not wrong


def is_own(style: Style) -> bool:
    """Say whether a style draws in the terminal's colour, or one that all terminals show, on its ground."""
    return number(style.bgcolor) == OWN and number(style.color) in (OWN, BRIGHT_BLUE, BRIGHT_RED)


@pytest.mark.parametrize("colours", COLOURS, ids=lambda each: str(each.name))
async def test_colours_are_shown_as_chosen_and_it_is_said_how_to_keep_them(
    tmp_path: Path, colours: Colours
) -> None:
    app = an_app(tmp_path)
    async with on_today(app) as pilot:
        app.action_change_theme()
        await until(lambda: isinstance(app.screen, CommandPalette))
        await press(pilot, *colours.title)
        found = app.screen.query_one(CommandList)
        await until(lambda: found.option_count and found_first(found).startswith(colours.title))
        await press(pilot, "enter")
        await until(lambda: app.theme == colours.theme.name)
        await noticed(app, f'theme = "{colours.name}"')


def test_the_colours_of_the_settings_are_shown_from_the_start(tmp_path: Path) -> None:
    for colours in COLOURS:
        chosen = replace(settings(tmp_path), theme=colours.name)
        assert AwareApp(chosen, no_report).theme == colours.theme.name


def found_first(found: CommandList) -> str:
    """Return the first command that the palette found."""
    return str(found.get_option_at_index(0).prompt)
