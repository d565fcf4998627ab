"""Practice before and after a call: choosing, the briefing, progress, and what Today says of it."""

import re
from asyncio import gather
from concurrent.futures import Future
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from attempting import a_call, a_card
from hypothesis import given
from hypothesis import settings as limits
from hypothesis import strategies as st
from practicing import SHIPPED, shelf
from textual.app import App
from textual.pilot import Pilot
from tui.filling import put
from tui.pilots import (
    NOW,
    SMALL,
    WIDE,
    an_app,
    on_today,
    on_top,
    pick_of,
    press,
    said,
    send,
    settings,
    shown,
    stored,
    until,
)
from tui.rehearsing import begun

from aware_tui.content.errors import Problem
from aware_tui.content.scenarios import LoadedScenario, Shelf
from aware_tui.domain.practice.attempts import Start
from aware_tui.domain.practice.skills import Skill
from aware_tui.domain.practice_rows import Attempt
from aware_tui.domain.practice_states import AttemptMode
from aware_tui.services import practice_store
from aware_tui.services.practice.choosing import Paused, Practised
from aware_tui.services.practice.library import Library
from aware_tui.services.practice.naming import check_name
from aware_tui.services.practice.progress import CallColumn, Picture, SkillRow, picture
from aware_tui.services.practice.saying import FIRST_TIME
from aware_tui.tui.app import AwareApp
from aware_tui.tui.dialogs.help import HelpDialog
from aware_tui.tui.opening import Opening
from aware_tui.tui.practice.briefing import BriefingScreen
from aware_tui.tui.practice.call_screen import CallScreen
from aware_tui.tui.practice.heat_map import HeatMap, drawn
from aware_tui.tui.practice.mood_bars import anger_word, mood_lines, trust_word
from aware_tui.tui.practice.progress import NOTHING, ProgressScreen
from aware_tui.tui.practice.screen import NOTHING_PAUSED, PracticeScreen
from aware_tui.tui.practice.shelf_screen import NONE_FOUND, NONE_HERE, NONE_READABLE
from aware_tui.tui.today.practising import ToPractise
from aware_tui.tui.today.screen import TodayScreen
from aware_tui.tui.waiting import wait_for
from aware_tui.tui.widgets.long_list import LongList

pytestmark = pytest.mark.head(8)

TINY = (60, 18)
LONG = pytest.mark.long
SIZES = [SMALL, pytest.param(WIDE, marks=LONG), pytest.param(TINY, marks=LONG)]
DAY = timedelta(days=1)
GAS = SHIPPED / "practice" / "scenarios" / "gas-smell.yaml"
REVIEWED = {"stability": 3.0, "difficulty": 5.0, "card_state": 2, "reviews": 2}


def practice(app: App[Any]) -> PracticeScreen:
    assert isinstance(app.screen, PracticeScreen), app.screen
    return app.screen


def briefing(app: App[Any]) -> BriefingScreen:
    assert isinstance(app.screen, BriefingScreen), app.screen
    return app.screen


def titles(app: App[Any]) -> list[str]:
    """Return the titles that are listed."""
    return [row.scenario.title for row in practice(app).rows if hasattr(row, "scenario")]


async def open_practice(app: AwareApp, pilot: Pilot[None]) -> None:
    await press(pilot, "p")
    await until(lambda: on_top(app, PracticeScreen) and practice(app).shelf is not None)
    await press(pilot)


async def brief(app: AwareApp, pilot: Pilot[None]) -> None:
    """Open the briefing of the first scenario."""
    await open_practice(app, pilot)
    await press(pilot, "enter")
    await until(lambda: on_top(app, BriefingScreen))
    await press(pilot)


async def pause(app: AwareApp, loaded: LoadedScenario, *moves: str) -> Attempt:
    """Leave a call waiting."""
    start = Start(loaded.scenario.id, loaded.document, AttemptMode.CHOOSE)
    attempt = await wait_for(practice_store.begin_attempt(app.desk, start))
    return await wait_for(practice_store.save_moves(app.desk, attempt, moves))


def own(folder: Path, **parts: str) -> None:
    """Put a scenario of one's own in the data folder, with other values for these keys."""
    text = GAS.read_text("utf-8")
    for key, value in parts.items():
        text = re.sub(rf"^{key}:.*\n(  .*\n)*", f"{key}: {value}\n", text, count=1, flags=re.MULTILINE)
    (folder / "scenarios").mkdir()
    (folder / "scenarios" / "own.yaml").write_text(text, "utf-8")


@pytest.mark.parametrize("size", SIZES)
async def test_the_first_time_two_lines_say_what_it_is_and_enter_briefs(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    app = an_app(tmp_path)
    async with on_today(app, size) as pilot:
        await open_practice(app, pilot)
        assert FIRST_TIME in " ".join(shown(app).split())
        assert len(titles(app)) == len(shelf().scenarios)
        first = titles(app)[0]
        assert "easy" in shown(app)
        await press(pilot, "enter")
        await until(lambda: on_top(app, BriefingScreen))
        await press(pilot)
        assert first in shown(app)
        assert briefing(app).modes.mode == AttemptMode.WATCH
        await press(pilot, "escape")
        assert on_top(app, PracticeScreen)
        await press(pilot, "escape")
        assert on_top(app, TodayScreen)


@pytest.mark.parametrize("size", SIZES)
async def test_what_is_due_and_what_trains_it_stand_on_top(tmp_path: Path, size: tuple[int, int]) -> None:
    card = a_card("read_back", due_at=NOW - DAY, **REVIEWED)
    put(settings(tmp_path), card, a_call(-5, scenario="gas-smell", total=64))
    app = an_app(tmp_path)
    async with on_today(app, size) as pilot:
        await open_practice(app, pilot)
        told = " ".join(shown(app).split())
        assert "Due again: “say it back”." in told
        assert f"“{titles(app)[0]}” trains it." in told
        await press(pilot, *"/gas")
        await until(lambda: len(titles(app)) == 1)
        row = next(line for line in shown(app).splitlines() if titles(app)[0] in line)
        assert "64" in row
        assert "27 Feb" in row


@pytest.mark.long
async def test_levels_and_an_industry_leave_fewer_and_the_words_fewer_still(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    async with on_today(app) as pilot:
        await open_practice(app, pilot)
        for key, level in (("2", 1), ("3", 2), ("4", 3)):
            await press(pilot, key)
            wanted = {each.scenario.title for each in shelf().scenarios if each.scenario.level == level}
            assert set(titles(app)) == wanted
        await press(pilot, "1", "t")
        await until(lambda: type(app.screen).__name__ == "Pick")
        assert "Every industry" in said(app)
        at = [choice.label for choice in pick_of(app)._choices].index("utility")
        await press(pilot, *["down"] * at, "enter")
        await until(lambda: on_top(app, PracticeScreen) and len(titles(app)) == 1)
        assert "t utility" in shown(app)
        level = next(each.scenario.level for each in shelf().scenarios if each.scenario.industry == "utility")
        await press(pilot, "2" if level != 1 else "3")
        await until(lambda: NONE_HERE in said(app))


async def test_words_find_a_scenario_by_its_name_and_escape_shows_all_again(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    async with on_today(app) as pilot:
        await open_practice(app, pilot)
        await press(pilot, "/", *"halloran")
        await until(lambda: len(titles(app)) == 1)
        await press(pilot, *"xyz")
        await until(lambda: NONE_FOUND in said(app))
        await press(pilot, "enter", "escape")
        await until(lambda: len(titles(app)) == len(shelf().scenarios))
        assert on_top(app, PracticeScreen)


@pytest.mark.parametrize("size", SIZES)
async def test_a_paused_call_stands_on_top_and_goes_on_where_it_stood(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    app = an_app(tmp_path)
    async with on_today(app, size) as pilot:
        loaded = shelf().find("gas-smell")
        assert loaded is not None
        await pause(app, loaded, "listen", "listen")
        await open_practice(app, pilot)
        name = loaded.scenario.persona.name
        assert f"Carry on with {name}, turn 3" in shown(app)
        assert "carry on" in shown(app).splitlines()[-1]
        await press(pilot, "enter")
        await until(lambda: on_top(app, CallScreen))
        screen = app.screen
        assert isinstance(screen, CallScreen)
        assert screen.rehearsal.moves == ("listen", "listen")


@pytest.mark.long
async def test_a_paused_call_whose_file_is_gone_is_opened_by_its_name(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    async with on_today(app) as pilot:
        loaded = shelf().find("gas-smell")
        assert loaded is not None
        await pause(app, replace(loaded, scenario=replace(loaded.scenario, id="gone")), "listen")
        check_name(app.desk.settings, "gone")
        await app.push_screen(PracticeScreen(app.desk, scenario="gone"))
        await until(lambda: on_top(app, CallScreen))
        await press(pilot, "escape")


@pytest.mark.long
async def test_a_call_is_put_away_only_after_asking(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    async with on_today(app) as pilot:
        await pause(app, shelf().scenarios[0])
        await open_practice(app, pilot)
        await press(pilot, "x", "escape")
        assert practice(app).known.paused
        await press(pilot, "x", "2")
        await until(lambda: on_top(app, PracticeScreen) and not practice(app).known.paused)
        assert stored(app, "SELECT state FROM attempt") == [("discarded",)]
        told: list[str] = []
        app.notify = lambda message, **_: told.append(message)  # type: ignore[method-assign]
        await press(pilot, "x")
        assert told == [NOTHING_PAUSED]


@pytest.mark.long
async def test_a_call_that_was_just_left_is_under_the_cursor(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    async with on_today(app) as pilot:
        await brief(app, pilot)
        await press(pilot, "3", "enter")
        await until(lambda: on_top(app, CallScreen))
        await press(pilot, "escape")
        await until(lambda: on_top(app, PracticeScreen) and practice(app).known.paused)
        await press(pilot)
        assert practice(app).row == practice(app).known.paused[0]


async def test_enter_twice_begins_one_call_with_the_help_that_was_chosen(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    async with on_today(app) as pilot:
        await brief(app, pilot)
        await press(pilot, "4", "up")
        assert briefing(app).modes.mode == AttemptMode.CHOOSE
        send(app, "enter", "enter")
        await until(lambda: on_top(app, CallScreen))
        await press(pilot)
        assert stored(app, "SELECT mode, trainee FROM attempt") == [("choose", "kim")]


@pytest.mark.parametrize("size", SIZES)
async def test_the_briefing_tells_all_an_agent_can_know(tmp_path: Path, size: tuple[int, int]) -> None:
    app = an_app(tmp_path)
    async with on_today(app, size) as pilot:
        await brief(app, pilot)
        scenario, seen = briefing(app).scenario, shown(app)
        for _ in range(4):
            await press(pilot, "pagedown")
            seen += shown(app)
        for words in ("You may", "You may not", anger_word(scenario.persona.anger), scenario.persona.name):
            assert words in seen
        assert " ".join(scenario.twist.split())[:40] not in " ".join(seen.split())
        modes = enumerate(("Watch", "Complete", "Choose", "Type"), 1)
        assert all(f"{number} {name}" in seen for number, name in modes)
        assert "suggested" in seen


@pytest.mark.long
async def test_the_briefing_says_that_practice_trains_aware_where_calls_follow_another_method(
    tmp_path: Path,
) -> None:
    told = "Practice trains and scores AWARE, step by step; your calls follow LAST"
    for playbook, there in (("last", True), ("aware", False)):
        app = an_app(tmp_path / playbook, playbook=playbook)
        async with on_today(app) as pilot:
            await brief(app, pilot)
            assert (told in " ".join(shown(app).split())) is there


async def test_a_faulty_file_is_told_in_a_line_and_whole_on_demand(tmp_path: Path) -> None:
    own(tmp_path, id="mine", level="nine")
    app = an_app(tmp_path)
    async with on_today(app) as pilot:
        await open_practice(app, pilot)
        assert "One file is left out: own.yaml:" in shown(app)
        await press(pilot, "e")
        await until(lambda: on_top(app, HelpDialog))
        assert "own.yaml:" in said(app)


async def test_where_nothing_can_be_read_the_files_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    faults = tuple(Problem(f"team/{name}.yaml", 7, 1, "There is no `id`", "Write one.") for name in "ab")
    empty: Future[Shelf] = Future()
    empty.set_result(Shelf((), faults))
    monkeypatch.setattr(Library, "shelf", lambda _: empty)
    app = an_app(tmp_path)
    async with on_today(app) as pilot:
        await open_practice(app, pilot)
        assert NONE_READABLE in said(app)
        assert "team/a.yaml:7:1" in said(app)
        assert "team/b.yaml:7:1" in said(app)
        await press(pilot, "enter", "g", "escape", "t", "escape", "x")
        assert on_top(app, PracticeScreen)


async def test_the_words_of_a_scenario_are_shown_as_they_are(tmp_path: Path) -> None:
    hostile = "[/] [@click=app.quit]x[/]"
    own(tmp_path, id="aa", title=f'"{hostile}"', industry='"[b]"', about=f'"{hostile} {{agent}}"')
    app = an_app(tmp_path, opening=Opening(practice="aa"))
    async with on_today(app) as pilot:
        await until(lambda: on_top(app, BriefingScreen))
        await press(pilot)
        assert shown(app).count(hostile) == 2
        await press(pilot, "escape", "/", *"[b]")
        await until(lambda: on_top(app, PracticeScreen) and len(titles(app)) == 1)
        await until(lambda: shown(app).count(hostile) >= 2)
        assert "[b]" in shown(app)


@pytest.mark.parametrize("name", ["gas-smell", pytest.param(str(GAS), marks=LONG)])
async def test_it_can_open_on_the_briefing_of_a_scenario(tmp_path: Path, name: str) -> None:
    app = an_app(tmp_path, opening=Opening(practice=name))
    async with on_today(app) as pilot:
        await until(lambda: on_top(app, BriefingScreen))
        assert briefing(app).scenario.id == "gas-smell"
        await press(pilot, "escape", "escape")
        assert on_top(app, TodayScreen)


async def test_a_scenario_that_is_not_there_leaves_the_list_and_is_told(tmp_path: Path) -> None:
    app = an_app(tmp_path, opening=Opening(practice="nobody"))
    told: list[str] = []
    app.notify = lambda message, **_: told.append(message)  # type: ignore[method-assign]
    async with on_today(app):
        await until(lambda: bool(told))
        assert "There is no scenario `nobody`" in told[0]
        assert on_top(app, PracticeScreen)


@pytest.mark.parametrize("size", SIZES)
async def test_progress_is_a_picture_of_skills_by_call(tmp_path: Path, size: tuple[int, int]) -> None:
    calls = [a_call(day, total=50.0 + 3 * day, skills={"let_finish": 10.0 * day}) for day in range(1, 10)]
    put(settings(tmp_path), *calls, a_card("let_finish", due_at=NOW - DAY, **REVIEWED))
    app = an_app(tmp_path)
    async with on_today(app, size) as pilot:
        await open_practice(app, pilot)
        await press(pilot, "g")
        await until(lambda: on_top(app, ProgressScreen) and app.screen.query_one(HeatMap).picture)
        await press(pilot)
        seen = shown(app)
        assert "pass 80" in seen
        assert " 77" in seen
        assert "Two good calls running pass" in " ".join(seen.split())
        row = next(line for line in seen.splitlines() if "let them finish" in line)
        assert "▇  90" in row
        assert "due now" in row
        await press(pilot, *["left"] * 20)
        assert "▁  10" in shown(app)
        await press(pilot, *["right"] * 20)
        assert "▇  90" in shown(app)
        await press(pilot, "escape")
        assert on_top(app, PracticeScreen)


async def test_before_the_first_call_progress_says_what_to_do(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    async with on_today(app) as pilot:
        await open_practice(app, pilot)
        titled = {command.title for command in practice(app).commands()}
        assert {"Progress", "One industry", "Put a paused call away", "Show hard"} <= titled
        await press(pilot, "g")
        await until(lambda: on_top(app, ProgressScreen) and NOTHING in said(app))
        await press(pilot, "left", "right", "f1", "escape", "g")
        assert on_top(app, PracticeScreen)


@pytest.mark.parametrize("size", SIZES)
async def test_today_says_what_is_due_to_be_practised_and_enter_opens_it(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    put(settings(tmp_path), a_card("invite", due_at=NOW - DAY, **REVIEWED))
    app = an_app(tmp_path)
    async with on_today(app, size) as pilot:
        app.today.load_practice()
        await until(lambda: "Due again: “ask what would put it right”." in shown(app))
        await until(lambda: isinstance(app.focused, ToPractise))
        assert "To practise" in shown(app)
        await press(pilot, "enter")
        await until(lambda: on_top(app, PracticeScreen) and practice(app).shelf is not None)
        await press(pilot, "h")
        assert on_top(app, TodayScreen)


async def test_today_says_which_practice_call_waits_and_enter_leads_to_it(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    async with on_today(app, SMALL) as pilot:
        await begun(app)
        app.today.load_practice()
        await until(lambda: "Carry on with Mrs Lind, turn 1" in shown(app))
        await until(lambda: isinstance(app.focused, ToPractise))
        await press(pilot, "enter")
        await until(lambda: on_top(app, PracticeScreen) and isinstance(practice(app).row, Paused))
        await press(pilot, "x", "down", "enter")
        await until(lambda: on_top(app, PracticeScreen) and not isinstance(practice(app).row, Paused))
        await press(pilot, "h")
        await until(lambda: "To practise" not in shown(app))


@LONG
async def test_today_says_nothing_of_practice_where_nothing_fell_due(tmp_path: Path) -> None:
    put(settings(tmp_path), a_card("invite", due_at=NOW + DAY, **REVIEWED), a_call(-1))
    app = an_app(tmp_path)
    async with on_today(app) as pilot:
        app.today.load_practice()
        await until(lambda: bool(app.today.query(ToPractise)))
        await until(lambda: not any(worker.is_running for worker in app.workers))
        await press(pilot)
        assert "To practise" not in shown(app)


@LONG
async def test_the_list_follows_the_cursor_and_reloading_keeps_it(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    async with on_today(app) as pilot:
        await open_practice(app, pilot)
        await press(pilot, "down", "down")
        row = practice(app).row
        title = titles(app)[2]
        await until(lambda: sum(title in line for line in shown(app).splitlines()) == 2, title)
        practice(app).load()
        await gather(*(worker.wait() for worker in app.workers if worker.group == "list"))
        assert practice(app).row == row
        assert app.screen.query_one(LongList).cursor == 2


WORDS = [(10, "about to go"), (8, "furious"), (6.5, "angry"), (6.4, "annoyed"), (2, "cool"), (0, "calm")]


@pytest.mark.parametrize(("anger", "word"), WORDS)
def test_each_anger_has_a_word(anger: float, word: str) -> None:
    assert anger_word(anger) == word


def test_trust_has_another_word_from_where_an_offer_can_be_taken() -> None:
    assert (trust_word(3.99), trust_word(4)) == ("thin", "some")


@limits(max_examples=50)
@given(st.floats(0, 10), st.floats(0, 10), st.floats(0, 10), st.integers(31, 200))
def test_mood_is_told_by_a_number_and_a_word_in_any_width(
    anger: float, trust: float, before: float, width: int
) -> None:
    lines = mood_lines((anger, trust), (before, before), width)
    told = " ".join(line.plain for line in lines)
    assert f"{anger:.1f}" in told
    assert anger_word(anger) in told
    assert trust_word(trust) in told
    assert all(line.cell_length <= width for line in lines)


def a_picture(calls: int, score: float | None) -> Picture:
    columns = tuple(CallColumn(NOW, "typed", 80.0) for _ in range(calls))
    rows = tuple(SkillRow(skill, (score,) * calls, mastered=True, due="Wed 25 Mar") for skill in Skill)
    return Picture(columns, rows, "")


@limits(max_examples=50)
@given(st.integers(1, 40), st.none() | st.floats(0, 100), st.integers(56, 250), st.integers(0, 60))
def test_the_picture_fits_whatever_the_width_and_however_far_back(
    calls: int, score: float | None, width: int, back: int
) -> None:
    lines = drawn(a_picture(calls, score), width, min(back, calls))
    assert all(line.cell_length <= width for line in lines)
    assert sum(bool(line.plain.strip()) for line in lines) > len(Skill)


def test_without_any_call_the_picture_is_still_drawn() -> None:
    assert drawn(picture(Practised(), NOW, "UTC"), 80)
