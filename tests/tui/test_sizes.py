"""From the smallest window to a wall of a screen: nothing overlaps or is cut off, the cursor is seen."""

import asyncio
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widget import Widget
from textual.widgets import TextArea
from tui.touring import TOURS, Tour, rest, touring

from aware_tui.domain.playbook import Choice
from aware_tui.tui.app import AwareApp
from aware_tui.tui.widgets.choice_row import ChoiceRow
from aware_tui.tui.widgets.key_line import KeyLine

Sizes = tuple[tuple[int, int], ...]

SMALLEST, USUAL, LARGEST = (60, 18), (80, 24), (250, 80)
MORE = ((60, 40), (72, 20), (100, 30), (132, 24), (120, 36), (160, 50), (250, 18), (60, 80))
LONGEST = 110
"""Cells in a row that words take at most: a longer line is not read with ease."""

LINES = re.compile("[\u2500-\u259f]")
WORDS = re.compile(r"\S+(?: \S+)*")


def wrongs(app: AwareApp) -> Iterator[str]:
    """Yield what is wrong with what is drawn in front."""
    yield from _rows(app)
    yield from _scrolled_aside(app)
    yield from _overlaps(app)
    yield from _key_line(app)
    yield from _focus(app)


def _rows(app: AwareApp) -> Iterator[str]:
    strips = app.screen._compositor.render_strips(app.size)
    if len(strips) != app.size.height:
        yield f"{len(strips)} rows"
    for strip in strips:
        if strip.cell_length != app.size.width:
            yield f"a row of {strip.cell_length} cells: {strip.text!r}"
        for run in WORDS.findall(LINES.sub("  ", strip.text)):
            if len(run) > LONGEST and any(map(str.isalpha, run)):
                yield f"a line of {len(run)} cells: {run!r}"


def _scrolled_aside(app: AwareApp) -> Iterator[str]:
    for widget in shown(app):
        if widget.show_horizontal_scrollbar and widget.scrollbar_size_horizontal:
            yield f"{widget} scrolls aside"


def _overlaps(app: AwareApp) -> Iterator[str]:
    places = app.screen._compositor.visible_widgets
    for parent in {widget.parent for widget in shown(app)}:
        if not isinstance(parent, Widget):
            continue
        children = [each for each in parent.displayed_children if each in places and not floats(each)]
        seen = sorted(
            ((places[each][0], each) for each in children), key=lambda place: (place[0].y, place[0].x)
        )
        for (region, first), (other, second) in pairwise(seen):
            if region.overlaps(other) and region.area and other.area:
                yield f"{first} {region} and {second} {other} overlap"


def _key_line(app: AwareApp) -> Iterator[str]:
    for line in app.screen.query(KeyLine):
        if line.region.bottom != app.size.height or line.region.height != 1:
            yield f"the line of keys is at {line.region}"
        if line.render().cell_length > line.content_size.width:
            yield f"the line of keys is too long: {line.render().plain!r}"


def _focus(app: AwareApp) -> Iterator[str]:
    if (focused := app.focused) is None:
        return
    places = app.screen._compositor.visible_widgets
    if focused not in places:
        yield f"{focused} has focus and is not drawn"
        return
    region, clip = places[focused]
    if not region.intersection(clip).area:
        yield f"{focused} has focus and is out of sight: {region} in {clip}"
    elif isinstance(focused, TextArea) and not clip.contains_point(focused.cursor_screen_offset):
        yield f"the cursor of {focused} is out of sight"


def test_a_choice_longer_than_its_row_goes_on_in_the_next_line() -> None:
    row = ChoiceRow("In their eyes", (Choice("a", "light: for the situation"), Choice("b", "full")))
    assert [line.plain for line in row._lines(18)] == [
        "In their eyes",
        "  ○ 1 light: for",
        "  the situation",
        "  ○ 2 full",
    ]


async def until_seen(app: AwareApp) -> None:
    """Wait for what has focus to come into sight, but not for ever."""
    for _ in range(100):
        if not list(_focus(app)):
            return
        await asyncio.sleep(0.01)


def shown(app: AwareApp) -> list[Widget]:
    """Return the widgets that are drawn in front."""
    return [widget for widget in app.screen._compositor.visible_widgets if widget.size.area]


def floats(widget: Widget) -> bool:
    """Say whether a widget is meant to lie over others."""
    return (
        widget.styles.overlay == "screen"
        or widget.styles.dock != "none"
        or "-textual-system" in widget.classes
    )


async def look(
    tour: Tour, sizes: tuple[tuple[int, int], ...], app: AwareApp, pilot: Pilot[None]
) -> list[str]:
    """Walk a tour, see each place in all these sizes, and return what is wrong there."""
    wrong = []
    for stop in tour.stops:
        await pilot.resize_terminal(*USUAL)
        await rest(app)
        await stop.go(pilot, app)
        for size in sizes:
            await pilot.resize_terminal(*size)
            await rest(app)
            await until_seen(app)
            wrong += [f"{stop.name}, {size[0]} x {size[1]}: {each}" for each in wrongs(app)]
    return wrong


@pytest.mark.sweep(1)
@pytest.mark.parametrize("tour", TOURS, ids=lambda tour: str(tour.name))
async def test_every_place_is_whole_in_the_smallest_window_and_the_largest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tour: Tour
) -> None:
    async with touring(tmp_path, monkeypatch, USUAL, new=tour.new) as (app, pilot):
        assert not (wrong := await look(tour, (SMALLEST, LARGEST, USUAL), app, pilot)), "\n".join(wrong)


@pytest.mark.long
@pytest.mark.parametrize("tour", TOURS, ids=lambda tour: str(tour.name))
async def test_every_place_is_whole_in_any_window(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tour: Tour
) -> None:
    async with touring(tmp_path, monkeypatch, USUAL, new=tour.new) as (app, pilot):
        assert not (wrong := await look(tour, MORE, app, pilot)), "\n".join(wrong)
