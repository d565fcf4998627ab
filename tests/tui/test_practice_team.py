"""The team picture and the assignments on screen, opened from Practice by a key or a command."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from dataclasses import replace
from pathlib import Path

import pytest
from attempting import a_call
from handing import a_bad_call, a_finished_call, a_result_file, copies
from hostile import HOSTILE
from making import NOW, adding
from practicing import moods
from textual.pilot import Pilot
from tui.pilots import SMALL, WIDE, an_app, on_today, on_top, palette, press, settings, shown, until

from aware_tui.domain.practice.assignment import Assignment
from aware_tui.domain.practice_rows import Attempt
from aware_tui.domain.practice_states import AttemptMode
from aware_tui.domain.text import one_line
from aware_tui.services.practice import instructing
from aware_tui.store.batch import save_now
from aware_tui.store.opening import open_database
from aware_tui.store.practice import keep_scenario
from aware_tui.store.saving import Versions
from aware_tui.tui.app import AwareApp
from aware_tui.tui.opening import Opening
from aware_tui.tui.plaintext import UNSAFE_ON_SCREEN
from aware_tui.tui.practice.assignment import NONE, AssignmentScreen
from aware_tui.tui.practice.briefing import BriefingScreen
from aware_tui.tui.practice.call_screen import CallScreen
from aware_tui.tui.practice.screen import PracticeScreen
from aware_tui.tui.practice.team import NOBODY, TeamScreen

pytestmark = pytest.mark.head(4)

PEOPLE = ("Ann", "Ben", "Cy", "Dana", "Eli", "Fay", "Gus", "Hal", "Ida", "Jo")


def put(folder: Path, *attempts: Attempt) -> None:
    """Put finished attempts into the data, with the scenarios they keep."""
    folder.mkdir(exist_ok=True)
    with closing(open_database(folder / "aware.db")) as db:
        for each in copies(*(one for one in attempts if one.scenario_hash != "0" * 64)):
            keep_scenario(db, each)
        save_now(db, adding(*attempts), Versions(), None)


def handed_in(folder: Path, text: str, name: str = "one.json") -> None:
    """Put a result file into the data folder."""
    (folder / "results").mkdir(parents=True, exist_ok=True)
    (folder / "results" / name).write_text(text, "utf-8")


@asynccontextmanager
async def on_team(
    folder: Path, size: tuple[int, int] = WIDE
) -> AsyncIterator[tuple[AwareApp, Pilot[None], TeamScreen]]:
    """Run the app on the team picture, once it is read."""
    app = an_app(folder)
    async with on_today(app, size) as pilot:
        await press(pilot, "p", "m")
        await until(lambda: on_top(app, TeamScreen))
        screen = app.screen
        assert isinstance(screen, TeamScreen)
        await until(lambda: screen.map.view is not None)
        await press(pilot)
        yield app, pilot, screen


@pytest.mark.long
async def test_nobody_has_practised_yet(tmp_path: Path) -> None:
    async with on_team(tmp_path) as (app, pilot, _):
        assert NOBODY[:40] in shown(app)
        await press(pilot, "escape")
        assert on_top(app, PracticeScreen)


@pytest.mark.sweep(1)
@pytest.mark.parametrize("size", [WIDE, SMALL])
async def test_skill_by_person_and_what_is_flagged(tmp_path: Path, size: tuple[int, int]) -> None:
    calls = [a_finished_call(trainee=name) for name in ("Ann", "Ben", "Cy", "Ann")]
    put(tmp_path, *calls, a_bad_call("gas-smell", trainee="Ben"))
    handed_in(tmp_path, a_result_file(a_finished_call(trainee="Cy"), trainee="Cy"))
    handed_in(tmp_path, "no JSON", "torn.json")
    async with on_team(tmp_path, size) as (app, _, screen):
        words = shown(app)
        assert "3 people, 5 attempts here, 1 handed in" in words
        assert all(name in words for name in ("Ann", "Ben", "Cy"))
        assert "*█ 100/2" in words
        assert "!" in words
        screen.query_one("#body").scroll_end(animate=False)
        await until(lambda: "Left out" in shown(app))
        below = " ".join(shown(app).split())
        assert "! quiet-wife: 3 of 3 people passed, 5 of 5 calls. Everyone passes it" in below
        assert "gas-smell: 0 of 1 person passed" in below
        assert "torn.json: This is not JSON" in below


@pytest.mark.long
async def test_more_people_than_fit_are_reached_by_the_arrows(tmp_path: Path) -> None:
    put(tmp_path, *(a_call(trainee=name, skills={"name_it": 70}) for name in PEOPLE))
    async with on_team(tmp_path) as (app, pilot, screen):
        assert "1 to 6 of 10" in shown(app)
        assert "Jo" not in shown(app)
        await press(pilot, *["right"] * 12)
        assert "5 to 10 of 10" in shown(app)
        assert "Jo" in shown(app)
        await press(pilot, *["left"] * 12)
        assert screen.map.first == 0


async def test_a_name_is_shown_as_it_is(tmp_path: Path) -> None:
    names = [name for text in HOSTILE if (name := one_line(text).strip())]
    put(tmp_path, *(a_call(trainee=name, skills={"name_it": 70}) for name in names))
    async with on_team(tmp_path) as (app, pilot, screen):
        for _ in range(0, len(names), 6):
            assert re.search(UNSAFE_ON_SCREEN, shown(app).replace("\n", "")) is None
            await press(pilot, *["right"] * 6)
        assert screen.map.first > len(set(names)) - 10


@pytest.mark.long
async def test_every_command_and_the_help_are_there(tmp_path: Path) -> None:
    async with on_team(tmp_path) as (app, pilot, screen):
        await press(pilot, "f1")
        assert "tells nobody apart" in " ".join(shown(app).split())
        await press(pilot, "escape")
        await palette(pilot, app, screen.commands()[2].title)
        await until(lambda: on_top(app, PracticeScreen))
        await palette(pilot, app, "Team")
        await until(lambda: on_top(app, TeamScreen))


def an_assignment(folder: Path, mode: AttemptMode | None = AttemptMode.CHOOSE) -> Assignment:
    """Make an assignment, which is kept in the data folder."""
    task = instructing.make_assignment(
        settings(folder), ["quiet-wife", "gas-smell"], NOW, "Week [/b] one", mode
    )
    instructing.keep(settings(folder), task)
    return task


@pytest.mark.sweep(1)
@pytest.mark.parametrize("size", [WIDE, SMALL])
async def test_an_assignment_is_opened_and_a_call_of_it_begun(tmp_path: Path, size: tuple[int, int]) -> None:
    task = an_assignment(tmp_path)
    put(tmp_path, a_finished_call("gas-smell", trainee="kim", assignment=task.id))
    app = an_app(tmp_path, opening=Opening(practice=f"assignment:{task.id}"))
    async with on_today(app, size) as pilot:
        await until(lambda: isinstance(app.screen, AssignmentScreen) and bool(app.screen.tasks))
        await press(pilot)
        words = shown(app)
        assert "Week [/b] one" in words
        assert "1 of 2 done. A call counts here with “Choose” or less help." in words
        assert "to do" in words
        await press(pilot, "enter")
        await until(lambda: on_top(app, BriefingScreen))
        await press(pilot, "enter")
        await until(lambda: on_top(app, CallScreen))
        call = app.screen
        assert isinstance(call, CallScreen)
        assert (call.rehearsal.attempt.assignment, call.rehearsal.mode) == (task.id, "choose")
        assert call.rehearsal.moods == moods()
        await press(pilot, "space")
        assert app.desk.flush(20)
        await until(lambda: call.rehearsal.moves == ("listen",))
        call.app.pop_screen()
        await until(lambda: isinstance(app.screen, AssignmentScreen) and "begun" in shown(app))
        await press(pilot, "enter")
        await until(lambda: on_top(app, CallScreen))
        assert isinstance(app.screen, CallScreen)
        assert app.screen.rehearsal.moves == ("listen",)


@pytest.mark.long
async def test_without_an_assignment_it_says_how_one_comes_in(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    async with on_today(app) as pilot:
        await press(pilot, "p", "a")
        await until(lambda: NONE in shown(app))
        await press(pilot, "right", "enter", "escape")
        assert on_top(app, PracticeScreen)


@pytest.mark.long
async def test_assignments_are_turned_over_newest_first(tmp_path: Path) -> None:
    task = an_assignment(tmp_path, None)
    later = instructing.make_assignment(settings(tmp_path), ["gas-smell"], NOW.replace(day=9), "Week two")
    instructing.keep(settings(tmp_path), later)
    put(tmp_path, replace(a_finished_call("gas-smell", trainee="kim"), assignment=later.id))
    app = an_app(tmp_path)
    async with on_today(app) as pilot:
        await press(pilot, "p", "a")
        await until(lambda: "Week two" in shown(app))
        assert "All of it is done." in shown(app)
        await press(pilot, "right", "right")
        assert task.title in shown(app)
        assert "2 of 2" in shown(app)
