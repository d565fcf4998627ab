"""Goals on screen: the list and the page, the form with its five letters, ending one; all by keys."""

import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from goals.saved import TODAY, a_complaint, a_goal, filled, promises, weekly
from hostile import HOSTILE
from making import NOW
from textual.pilot import Pilot
from tui.pilots import (
    SMALL,
    WIDE,
    an_app,
    noticed,
    notices,
    on_today,
    on_top,
    palette,
    press,
    sees,
    shown,
    stored,
    until,
)

from aware_tui.domain.insight_states import Direction, GoalState, Metric, Statistic
from aware_tui.domain.insights.patterns import Dimension, Pattern
from aware_tui.domain.insights.report import Finding
from aware_tui.domain.rows import Row
from aware_tui.services.spots import safe_words
from aware_tui.tui.app import AwareApp
from aware_tui.tui.dialogs.help import HelpDialog
from aware_tui.tui.dialogs.pick import Pick
from aware_tui.tui.goals.ending import OutcomeDialog
from aware_tui.tui.goals.form import GoalForm
from aware_tui.tui.goals.letters_view import LettersView
from aware_tui.tui.goals.screen import EMPTY, NONE_FOUND, GoalsScreen
from aware_tui.tui.plaintext import UNSAFE_ON_SCREEN
from aware_tui.tui.today.screen import TodayScreen
from aware_tui.tui.widgets.text_view import TextView

pytestmark = pytest.mark.head(3)

LONG = pytest.mark.long
SIZES = [WIDE, pytest.param(SMALL, marks=LONG)]
AUTUMN = date(2025, 12, 1)
BUSY = [6, 7, 5, 6, 7, 6, 5, 7, 6, 6, 7, 5, 6]
SPOT = Pattern("late", Dimension.WEEKDAY, "Tuesday")
FINDING = Finding(SPOT, 26, 7, 3.7, 2.6, 19, 26, 24, False, "“Late” on Tuesdays: 26 where 7 are usual.")


def rows() -> list[Row]:
    """Return thirteen busy weeks of late visits, and some promises."""
    first = a_complaint(AUTUMN - timedelta(days=1))
    return [first, *weekly(AUTUMN, BUSY, category="late"), *promises(TODAY - timedelta(days=9), 9, 6)]


def screen(app: AwareApp) -> GoalsScreen:
    assert isinstance(app.screen, GoalsScreen), app.screen
    return app.screen


def form(app: AwareApp) -> GoalForm:
    assert isinstance(app.screen, GoalForm), app.screen
    return app.screen


async def open_goals(app: AwareApp, pilot: Pilot[None], count: int = 0) -> None:
    app.push_screen(GoalsScreen(app.desk))
    await until(lambda: on_top(app, GoalsScreen) and len(screen(app).lines) == count)
    await press(pilot)


def ticks(app: AwareApp) -> str:
    """Return the letters that hold."""
    checks = form(app).query_one(LettersView).checks if on_top(app, GoalForm) else ()
    return "".join(each.letter for each in checks if each.holds)


async def open_form(app: AwareApp, pilot: Pilot[None], finding: Finding | None = None) -> None:
    app.push_screen(GoalForm(app.desk, finding=finding))
    await until(lambda: on_top(app, GoalForm) and bool(form(app).query_one(LettersView).checks))
    await press(pilot)


@pytest.mark.parametrize("size", [*SIZES, pytest.param((60, 18), marks=LONG)])
async def test_the_list_tells_how_each_goal_goes(tmp_path: Path, size: tuple[int, int]) -> None:
    kept = {"metric": Metric.PROMISES_KEPT, "statistic": Statistic.SHARE, "unit": "%"}
    share = a_goal(title="Promises", target=90.0, direction=Direction.AT_LEAST, **kept)
    old = a_goal(title="Old one", state=GoalState.ENDED, ended_at=NOW, outcome="it helped")
    filled(tmp_path, share, old, *rows())
    app = an_app(tmp_path)
    async with on_today(app, size) as pilot:
        await open_goals(app, pilot, 2)
        await sees(app, "Old one")
        lines = shown(app).splitlines()
        assert any("Promises" in line and "60, 90%" in line and "! not on track" in line for line in lines)
        assert any("Old one" in line and "ended" in line for line in lines)
        assert "F1 help" in lines[-1]
        await press(pilot, "enter")
        await sees(app, "9 of 15 kept or broken")
        await sees(app, "wanted")
        await press(pilot, "escape", "escape")
        await until(lambda: on_top(app, TodayScreen))


@pytest.mark.parametrize("size", SIZES)
async def test_a_goal_is_made_by_keys_and_its_letters_follow_the_typing(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    filled(tmp_path, *rows())
    app = an_app(tmp_path)
    async with on_today(app, size) as pilot:
        await open_goals(app, pilot)
        await sees(app, EMPTY[:30])
        await press(pilot, "a")
        await until(lambda: on_top(app, GoalForm) and bool(form(app).query_one(LettersView).checks))
        assert ticks(app) == ""
        await press(pilot, "1")
        await until(lambda: on_top(app, Pick))
        await press(pilot, "home", *["up"], "enter")
        await until(lambda: on_top(app, GoalForm) and ticks(app) == "SM")
        await press(pilot, "tab", *"3.5", "enter", *"end of June", "enter", "enter", *"nobody waits twice")
        await until(lambda: ticks(app) == "SMART", lambda: shown(app))
        await sees(app, "By Tuesday 30 June")
        await press(pilot, "enter", *"Fewer", "enter")
        await until(lambda: on_top(app, GoalsScreen) and len(screen(app).lines) == 1)
        goal = screen(app).lines[0].goal
        assert (goal.title, goal.target, goal.owner) == ("Fewer", 3.5, "kim")
        assert stored(app, "SELECT what, after FROM event WHERE what = 'goal made'") == [
            ("goal made", "complaints")
        ]


@pytest.mark.parametrize("size", SIZES)
async def test_a_goal_of_a_finding_needs_nothing_but_enter(tmp_path: Path, size: tuple[int, int]) -> None:
    filled(tmp_path, *rows())
    app = an_app(tmp_path)
    async with on_today(app, size) as pilot:
        await open_form(app, pilot, FINDING)
        await until(lambda: ticks(app) == "SMART", lambda: shown(app))
        await sees(app, "on Tuesdays")
        await sees(app, "It comes from a finding.")
        await press(pilot, *["enter"] * 5)
        await until(lambda: on_top(app, TodayScreen))
        await noticed(app, "kept")
        found = stored(app, "SELECT reason_ref, filter, baseline_n FROM goal")
        assert found == [(f"pattern:{SPOT.key}", form_filter(), 12)]


def form_filter() -> str:
    from aware_tui.domain.goals.aim import Scope

    return Scope(pattern=SPOT).kept


async def test_what_is_missing_is_asked_for_and_nothing_typed_is_lost(tmp_path: Path) -> None:
    filled(tmp_path, *rows())
    app = an_app(tmp_path)
    async with on_today(app) as pilot:
        await open_form(app, pilot, FINDING)
        await until(lambda: ticks(app) == "SMART")
        target = form(app).query_one("#goal-target", TextView)
        await press(pilot, "end", *["backspace"] * 4, *"100", *["enter"] * 5)
        await until(lambda: any("It is there already" in notice for notice in notices(app)))
        assert app.focused is target
        await press(pilot, "escape")
        await open_form(app, pilot, FINDING)
        assert form(app).query_one("#goal-target", TextView).text == "100"
        await press(pilot, "escape")
        assert stored(app, "SELECT count(*) FROM goal") == [(0,)]


@LONG
async def test_a_share_asks_for_its_bound_and_the_category_can_be_chosen(tmp_path: Path) -> None:
    filled(tmp_path, *rows())
    app = an_app(tmp_path)
    async with on_today(app) as pilot:
        await open_form(app, pilot)
        assert not form(app).query_one("#row-within").display
        await press(pilot, "1")
        await until(lambda: on_top(app, Pick))
        await press(pilot, "3")
        await until(lambda: on_top(app, GoalForm) and form(app).query_one("#row-within").display)
        await press(pilot, "1")
        await until(lambda: on_top(app, Pick))
        await press(pilot, "down", "enter")
        await until(lambda: on_top(app, GoalForm) and bool(form(app).words.about.category))
        await press(pilot, *"90", "enter")
        await sees(app, "within how many minutes")


async def test_a_goal_ends_with_words_and_opens_again(tmp_path: Path) -> None:
    filled(tmp_path, a_goal(), *rows())
    app = an_app(tmp_path)
    async with on_today(app) as pilot:
        await open_goals(app, pilot, 1)
        await press(pilot, "e")
        await until(lambda: on_top(app, OutcomeDialog))
        await press(pilot, *"slots", "escape", "e")
        await until(lambda: on_top(app, OutcomeDialog) and "slots" in shown(app))
        await press(pilot, *" helped", "enter")
        await until(lambda: on_top(app, GoalsScreen) and screen(app).lines[0].goal.state is GoalState.ENDED)
        assert screen(app).lines[0].goal.outcome == "slots helped"
        await press(pilot, "e")
        await until(lambda: screen(app).lines[0].goal.state is GoalState.OPEN)


async def test_goals_are_searched_explained_and_reached_from_the_palette(tmp_path: Path) -> None:
    filled(tmp_path, a_goal(title="Fewer late visits"), a_goal(title="Better scores"), *rows())
    app = an_app(tmp_path)
    async with on_today(app) as pilot:
        await palette(pilot, app, "Goals")
        await until(lambda: on_top(app, GoalsScreen) and len(screen(app).lines) == 2)
        await press(pilot, "slash", *"late")
        await until(lambda: len(screen(app).lines) == 1)
        await press(pilot, *"zz")
        await sees(app, NONE_FOUND)
        await press(pilot, "escape")
        await until(lambda: len(screen(app).lines) == 2)
        await press(pilot, "f1")
        await until(lambda: on_top(app, HelpDialog))
        await press(pilot, "escape", "h")
        await until(lambda: on_top(app, TodayScreen))


@LONG
async def test_every_string_is_shown_safely(tmp_path: Path) -> None:
    lines = [line for text in HOSTILE if (line := safe_words(text, lines=False).text).strip()]
    goals: list[Row] = [
        a_goal(title=line, owner=line, reason=line, outcome=line, filter=f'{{"category": "{number}"}}')
        for number, line in enumerate(lines[:49])
    ]
    filled(tmp_path, *goals)
    app = an_app(tmp_path)
    async with on_today(app) as pilot:
        await open_goals(app, pilot, len(goals))
        for _ in goals:
            words = shown(app)
            assert re.search(UNSAFE_ON_SCREEN, words.replace("\n", "")) is None
            await press(pilot, "down")


@LONG
@pytest.mark.parametrize("size", [SMALL, (60, 18), (200, 60)])
async def test_the_form_shows_all_its_lines_at_any_size(tmp_path: Path, size: Any) -> None:
    filled(tmp_path, *rows())
    app = an_app(tmp_path)
    async with on_today(app, size) as pilot:
        await open_form(app, pilot, FINDING)
        await until(lambda: ticks(app) == "SMART")

        def foot_in_sight() -> bool:
            form(app).query_one(".panel").scroll_end(animate=False)
            return "escape goes back" in " ".join(shown(app).split())

        await until(foot_in_sight, lambda: shown(app))
