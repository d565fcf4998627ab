"""Methods side by side: the table at every size, what is said of each, one taken up for new calls."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hostile import HOSTILE
from textual.app import App
from textual.pilot import Pilot
from tui.pilots import (
    SMALL,
    WIDE,
    an_app,
    in_call,
    live,
    noticed,
    notices,
    on_today,
    on_top,
    palette,
    press,
    rail_text,
    sees,
    session,
    shown,
    until,
)

from aware_tui.content.loader import load_playbook
from aware_tui.domain.text import for_screen
from aware_tui.paths import shipped_playbooks
from aware_tui.services.reading_room.methods import Method, rows_of
from aware_tui.tui.app import AwareApp
from aware_tui.tui.playbook.method_table import MethodTable
from aware_tui.tui.playbook.methods_screen import MethodsScreen
from aware_tui.tui.playbook.screen import PlaybookScreen
from aware_tui.tui.today.screen import TodayScreen
from aware_tui.tui.widgets.prose import PassageView

pytestmark = pytest.mark.head(3)

SIZES = [SMALL, WIDE, (60, 18), (250, 80)]
SHELF = shipped_playbooks()
LAST = load_playbook(SHELF / "last", [SHELF]).playbook
TALL = (200, 60)
CONTROL = {*map(chr, range(32)), *map(chr, range(127, 160))} - {"\n"}


def table(app: App[Any]) -> MethodTable:
    assert isinstance(app.screen, MethodsScreen), app.screen
    return app.screen.table


def title_here(app: App[Any]) -> str:
    """Return the title of the method that the cursor is on."""
    assert isinstance(app.screen, MethodsScreen)
    return app.screen.methods[table(app).cursor].playbook.title


async def opened(app: AwareApp, pilot: Pilot[None]) -> None:
    """Go to the methods by way of the playbook."""
    await press(pilot, "b")
    await until(lambda: on_top(app, PlaybookScreen))
    await press(pilot, "m")
    await until(lambda: on_top(app, MethodsScreen) and app.focused is table(app) and table(app)._methods)
    await until(lambda: app.screen.query(PassageView) and "take their word for it" in shown(app))


async def to_method(app: AwareApp, pilot: Pilot[None], title: str) -> None:
    """Go to the method with this title."""
    await press(pilot, "home")
    for _ in range(20):
        if title_here(app) == title:
            break
        await press(pilot, "right")
    await sees(app, title)


def a_team_playbook(data: Path, name: str, text: str) -> None:
    folder = data / "playbooks" / name
    folder.mkdir(parents=True)
    (folder / "playbook.yaml").write_text(text, "utf-8")


@pytest.mark.sweep(1)
@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_every_method_is_met_with_its_steps(tmp_path: Path, size: tuple[int, int]) -> None:
    app = an_app(tmp_path)
    async with on_today(app, size) as pilot:
        await opened(app, pilot)
        assert title_here(app) == "AWARE"
        titles = [method.playbook.title for method in app.screen.methods]  # type: ignore[attr-defined]
        assert {"AWARE", "BLAST", "HEARD", "LAST"} <= set(titles)
        for number, method in enumerate(table(app)._methods):
            await sees(app, f"{number + 1} of {len(titles)}", f"▸ {method.playbook.title[:20]}")
            first = method.playbook.steps[0].title
            assert f"1 {first}" in shown(app)
            assert number in table(app).columns(table(app).content_size.width)
            await press(pilot, "right")
        assert table(app).cursor == len(titles) - 1
        await press(pilot, "home")
        assert title_here(app) == "AWARE"


@pytest.mark.long
async def test_what_does_not_fit_beside_the_cursor_is_said_to_wait_on_either_side(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    async with on_today(app, (60, 24)) as pilot:
        await opened(app, pilot)
        await sees(app, "more to the right")
        assert "more to the left" not in shown(app)
        await press(pilot, "end")
        await sees(app, "more to the left")
        assert "more to the right" not in shown(app)


async def test_a_method_is_taken_up_for_new_calls_and_what_keeps_it_is_told(
    tmp_path: Path,
) -> None:
    app = an_app(tmp_path)
    async with on_today(app) as pilot:
        await opened(app, pilot)
        await to_method(app, pilot, "LAST")
        assert "Enter: new calls begin with it." in shown(app)
        await press(pilot, "enter")
        await noticed(app, "New calls begin with LAST until you quit")
        assert f'playbook = "last" in {tmp_path / "settings.toml"}' in notices(app)[-1]
        await until(lambda: [m.in_use for m in table(app)._methods if m.name == "last"] == [True])
        assert sum(method.in_use for method in table(app)._methods) == 1
        await press(pilot, "b")
        await until(lambda: on_top(app, PlaybookScreen) and "a counter with a queue" in shown(app))
        assert "It ships with this program." in shown(app)
        await press(pilot, "n")
        await until(lambda: app.live_screens and app.screen is live(app) and live(app).focused)
        assert session(app).head.playbook_id == "last"
        assert "● Listen" in rail_text(app)


@pytest.mark.long
async def test_going_back_shows_the_playbook_that_was_taken_up(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    async with on_today(app) as pilot:
        await opened(app, pilot)
        await to_method(app, pilot, "HEARD")
        await press(pilot, "enter")
        await noticed(app, "New calls begin with HEARD")
        await press(pilot, "escape")
        await until(lambda: on_top(app, PlaybookScreen) and "a house full of guests" in shown(app))
        await press(pilot, "escape")
        await until(lambda: on_top(app, TodayScreen))


async def test_the_palette_leads_there_and_takes_a_method_up_by_name(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    async with on_today(app) as pilot:
        await palette(pilot, app, "Methods side by side")
        await until(lambda: on_top(app, MethodsScreen) and table(app)._methods)
        await palette(pilot, app, "New calls begin with BLAST")
        await noticed(app, "New calls begin with BLAST")
        assert app.desk.settings.playbook == "blast"
        assert app.desk.in_force.result(0).playbook.id == "blast"


async def test_a_playbook_that_cannot_be_used_is_told_and_the_others_are_there(tmp_path: Path) -> None:
    a_team_playbook(tmp_path, "broken", "id: broken\ntitle: Harbour\nextends: aware\nsteps: soon\n")
    a_team_playbook(tmp_path, "harbour", "id: harbour\ntitle: AWARE at Harbour\nextends: aware\n")
    app = an_app(tmp_path)
    async with on_today(app, TALL) as pilot:
        await opened(app, pilot)
        await noticed(app, "“Harbour” cannot be used as it is: `aware playbook check broken` says why.")
        assert [method.name for method in table(app)._methods][-1] == "harbour"
        await press(pilot, "end", "enter")
        await noticed(app, 'playbook = "harbour"')


@pytest.mark.long
async def test_a_playbook_that_was_spoilt_meanwhile_is_not_taken_up(tmp_path: Path) -> None:
    a_team_playbook(tmp_path, "harbour", "id: harbour\ntitle: AWARE at Harbour\nextends: aware\n")
    app = an_app(tmp_path)
    async with on_today(app, TALL) as pilot:
        await opened(app, pilot)
        (tmp_path / "playbooks" / "harbour" / "playbook.yaml").write_text("id: harbour\ntitel: x\n", "utf-8")
        await press(pilot, "end", "enter")
        await noticed(app, "has no key `titel`")
        assert app.desk.settings.playbook == "aware"
        assert app.desk.in_force.result(0).playbook.id == "aware"


@pytest.mark.long
async def test_a_playbook_from_anywhere_stands_beside_those_of_the_shelves(tmp_path: Path) -> None:
    a_team_playbook(tmp_path / "else", "ours", "id: ours\ntitle: Ours\nextends: aware\n")
    folder = tmp_path / "else" / "playbooks" / "ours"
    app = an_app(tmp_path / "data", playbook=str(folder))
    async with on_today(app, TALL) as pilot:
        await opened(app, pilot)
        assert title_here(app) == "Ours"
        assert [(m.name, m.in_use) for m in table(app)._methods][-1] == (str(folder), True)


@pytest.mark.long
async def test_a_call_in_hand_is_not_asked_about_when_methods_are_compared(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    async with in_call(app) as pilot:
        await press(pilot, *"still here")
        live(app).action_hold()
        await until(lambda: on_top(app, TodayScreen))
        await opened(app, pilot)
        await to_method(app, pilot, "BLAST")
        await press(pilot, "enter")
        await noticed(app, "calls that have begun keep theirs")
        await press(pilot, "h")
        await until(lambda: on_top(app, TodayScreen) and "still here" in shown(app))
        await press(pilot, "enter")
        await until(lambda: app.live_screens and live(app).focused)
        assert session(app).head.playbook_id == "aware"
        assert "● Acknowledge" in rail_text(app)


@pytest.mark.sweep(1)
@pytest.mark.parametrize("hostile_words", [HOSTILE[::9], HOSTILE], ids=["some", "all"])
async def test_hostile_words_of_a_playbook_stay_words(tmp_path: Path, hostile_words: tuple[str, ...]) -> None:
    app = an_app(tmp_path)
    async with on_today(app, SMALL) as pilot:
        await opened(app, pilot)
        screen = app.screen
        assert isinstance(screen, MethodsScreen)
        for words in hostile_words:
            steps = tuple(replace(step, title=words) for step in LAST.steps)
            hostile = replace(LAST, title=words, about=words, credit=words, version=words, steps=steps)
            screen.methods = (Method("last", LAST, in_use=False), Method("bad", hostile, in_use=True))
            screen.table.show(screen.methods, rows_of(screen.methods), 1)
            await screen.tell(1)
            await press(pilot)
            painted = shown(app)
            assert painted.isprintable() or not [c for c in painted if (c < " " and c != "\n") or c == "\x7f"]
            begin = " ".join(for_screen(words).split())[:8]
            assert begin in " ".join(painted.split()) or not begin.isascii(), words
            assert on_top(app, MethodsScreen)
