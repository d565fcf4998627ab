"""Two windows act on one finding, another program holds the file, words are left: nothing is lost."""

import sqlite3
from concurrent.futures import Future
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from goals.saved import a_goal, filled
from making import adding
from textual.pilot import Pilot
from tui.finding import TUESDAYS, a_finding, a_half_year, a_little, finds
from tui.pilots import NOW, SMALL, an_app, noticed, notices, on_today, on_top, press, shown, stored, until
from tui.registers import a_point, asked, keep

from aware_tui.domain.choke_words import in_register
from aware_tui.domain.insight_states import GoalState
from aware_tui.domain.insights.counts import Counts
from aware_tui.domain.insights.notes import Heard
from aware_tui.domain.insights.report import Insights, Totals
from aware_tui.domain.session import Change, Edit
from aware_tui.services.goals import drafted
from aware_tui.tui.app import AwareApp
from aware_tui.tui.causes.point_dialog import PointDialog
from aware_tui.tui.causes.screen import CausesScreen
from aware_tui.tui.goals import form as goal_form
from aware_tui.tui.goals.ending import OutcomeDialog
from aware_tui.tui.goals.form import GoalForm
from aware_tui.tui.goals.letters_view import LettersView
from aware_tui.tui.goals.screen import ENDED_ALREADY, GoalsScreen
from aware_tui.tui.insights import acting_screen
from aware_tui.tui.insights.counted import weeks_line
from aware_tui.tui.insights.found import RISING, THEMES, Marks, found
from aware_tui.tui.insights.screen import InsightsScreen
from aware_tui.tui.insights.whys_dialog import WhysDialog
from aware_tui.tui.widgets.text_view import TextView

pytestmark = pytest.mark.head(3)

LONG = pytest.mark.long


async def open_insights(app: AwareApp, pilot: Pilot[None]) -> None:
    await press(pilot, "i")
    await until(lambda: isinstance(app.screen, InsightsScreen) and app.screen.insights is not None)
    await press(pilot)


async def open_dialog(app: AwareApp, pilot: Pilot[None], key: str, kind: type[Any]) -> None:
    await press(pilot, key)
    await until(lambda: on_top(app, kind) and isinstance(app.focused, TextView), f"no {kind.__name__}")


def lines_in(app: AwareApp) -> list[str]:
    """Return what stands in the lines of the dialog in front."""
    return [view.text for view in app.screen.query(TextView)]


@pytest.mark.long
async def test_whys_that_were_only_looked_at_do_not_come_back_over_those_of_another_window(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    point = a_point(pattern=TUESDAYS.key, whys="one till")
    keep(tmp_path, point)
    finds(monkeypatch, a_half_year())
    app = an_app(tmp_path)
    async with on_today(app, SMALL) as pilot:
        await open_insights(app, pilot)
        await open_dialog(app, pilot, "y", WhysDialog)
        await press(pilot, "escape")
        changed = replace(point, whys="one till\nno budget")
        app.desk.writer.submit(Change((Edit(point, changed),), ()))
        await open_dialog(app, pilot, "y", WhysDialog)
        assert lines_in(app)[:2] == ["one till", "no budget"]
        await press(pilot, *["enter"] * 3)
        await until(lambda: acting_screen.WHYS_KEPT in notices(app))
        assert stored(app, "SELECT whys FROM choke_point") == [("one till\nno budget",)]


@LONG
async def test_whys_and_actions_noted_in_two_windows_are_one_choke_point(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    finds(monkeypatch, a_half_year())
    app = an_app(tmp_path)
    async with on_today(app) as pilot:
        await open_insights(app, pilot)
        await open_dialog(app, pilot, "y", WhysDialog)
        await press(pilot, *"mine")
        point = a_point("theirs", pattern=TUESDAYS.key)
        app.desk.writer.submit(adding(point))
        await press(pilot, *["enter"] * 5)
        await until(lambda: acting_screen.WHYS_KEPT in notices(app))
        assert stored(app, "SELECT title, whys FROM choke_point") == [("theirs", "mine")]


async def test_an_action_noted_elsewhere_meanwhile_is_opened_and_what_was_typed_goes_along(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    finds(monkeypatch, a_half_year())
    app = an_app(tmp_path)
    async with on_today(app) as pilot:
        await open_insights(app, pilot)
        await open_dialog(app, pilot, "a", PointDialog)
        await press(pilot, "enter", *"open a second till", "enter", "enter")
        app.desk.writer.submit(adding(a_point("theirs", pattern=TUESDAYS.key, owner="Ana")))
        await press(pilot, "enter")
        await until(lambda: on_top(app, CausesScreen) and "theirs" in shown(app))
        await noticed(app, acting_screen.NOTED_MEANWHILE)
        assert stored(app, "SELECT count(*) FROM choke_point") == [(1,)]
        await open_dialog(app, pilot, "e", PointDialog)
        assert asked(app, "action") == "open a second till"


@pytest.mark.parametrize(("key", "kind"), [("y", WhysDialog), pytest.param("a", PointDialog, marks=LONG)])
async def test_while_another_program_holds_the_file_the_question_stands_with_its_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, key: str, kind: type[Any]
) -> None:
    finds(monkeypatch, a_half_year())
    app = an_app(tmp_path)
    async with on_today(app) as pilot:
        await open_insights(app, pilot)
        with closing(sqlite3.connect(app.desk.settings.database, isolation_level=None)) as other:
            await open_dialog(app, pilot, key, kind)
            await press(pilot, "enter", *"a plan", *["enter"] * (3 if key == "y" else 2))
            other.execute("BEGIN IMMEDIATE")
            first = app.screen
            await press(pilot, "enter")
            await until(lambda: on_top(app, kind) and app.screen is not first)
            await noticed(app, "Another program is using")
            assert "a plan" in lines_in(app)
            other.execute("ROLLBACK")
        await press(pilot, *["enter"] * 5)
        await until(lambda: stored(app, "SELECT count(*) FROM choke_point") == [(1,)])
        await until(lambda: on_top(app, InsightsScreen))
        await until(lambda: app.desk.left_words == {}, lambda: str(app.desk.left_words))


async def test_the_end_of_a_goal_goes_to_whoever_was_first_and_no_words_are_lost(tmp_path: Path) -> None:
    goal = a_goal()
    filled(tmp_path, goal)
    app = an_app(tmp_path)
    async with on_today(app) as pilot:
        app.push_screen(GoalsScreen(app.desk))
        await until(lambda: isinstance(app.screen, GoalsScreen) and bool(app.screen.lines))
        await open_dialog(app, pilot, "e", OutcomeDialog)
        ended = replace(goal, state=GoalState.ENDED, ended_at=NOW, outcome="theirs")
        app.desk.writer.submit(Change((Edit(goal, ended),), ()))
        await press(pilot, *"mine", "enter")
        await until(lambda: ENDED_ALREADY in notices(app) and "theirs" in shown(app))
        await press(pilot, "e")
        await until(lambda: stored(app, "SELECT state, outcome FROM goal") == [("open", "theirs")])
        await until(lambda: "Outcome" not in shown(app))
        await open_dialog(app, pilot, "e", OutcomeDialog)
        assert lines_in(app) == ["mine"]


async def test_a_goal_left_before_it_was_drafted_is_drafted_when_it_is_opened_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(tmp_path)
    app = an_app(tmp_path)
    async with on_today(app, SMALL) as pilot:
        coming: Future[Any] = Future()
        monkeypatch.setattr(goal_form, "drafted", lambda *_: coming)
        app.push_screen(GoalForm(app.desk, finding=a_finding()))
        await until(lambda: on_top(app, GoalForm) and isinstance(app.focused, TextView))
        await press(pilot, *"2", "escape")
        monkeypatch.setattr(goal_form, "drafted", drafted)
        form = GoalForm(app.desk, finding=a_finding())
        app.push_screen(form)
        await until(lambda: form.words.figure is not None)
        await press(pilot)
        target, when, reason = (
            form.query_one(f"#goal-{name}", TextView) for name in ("target", "when", "reason")
        )
        assert (target.text, when.text) == ("2", "30 June 2026")
        assert when.cursor_location == (0, len(when.text))
        assert reason.cursor_location == (0, 0)


@pytest.mark.long
async def test_a_low_window_shows_all_letters_of_a_goal_page_by_page(tmp_path: Path) -> None:
    filled(tmp_path)
    app = an_app(tmp_path)
    async with on_today(app, (60, 18)) as pilot:
        form = GoalForm(app.desk, finding=a_finding())
        app.push_screen(form)
        await until(lambda: len(form.query_one(LettersView).checks) == 5 if form.is_mounted else False)
        await press(pilot)
        assert "T  By" not in shown(app)
        await press(pilot, "pagedown", "pagedown")
        await until(lambda: "Enter goes on, and keeps it in the last line" in shown(app))
        assert "T  By" in shown(app)
        await press(pilot, "pageup", "pageup")
        await until(lambda: "What is to change" in shown(app))


@LONG
async def test_a_goal_of_a_category_is_about_that_category(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    finds(monkeypatch, a_half_year())
    app = an_app(tmp_path)
    async with on_today(app) as pilot:
        await open_insights(app, pilot)
        await press(pilot, "right", "down", "g")
        await until(lambda: isinstance(app.screen, GoalForm))
        assert isinstance(app.screen, GoalForm)
        assert app.screen.words.about.category == "waiting"


@pytest.mark.parametrize("size", [pytest.param(SMALL, marks=LONG), (60, 18)])
async def test_where_nothing_was_found_what_it_would_take_is_read_first(
    tmp_path: Path, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    little = a_little()
    reasons = tuple(f"Not enough yet: reason {number}, told at some length." for number in range(9))
    finds(monkeypatch, a_half_year())
    app = an_app(tmp_path)
    async with on_today(app, size) as pilot:
        await open_insights(app, pilot)
        await press(pilot, "down", "down")
        finds(monkeypatch, replace(little, not_enough=reasons))
        await press(pilot, "r")
        await until(lambda: "reason 0" in shown(app))
        await press(pilot)
        assert "What keeps happening" in shown(app)


def test_only_what_is_not_known_is_left_unsaid() -> None:
    few = Totals(400, 400)
    about_places = Insights(a_little().period, not_enough=("400 of 400 have no place.",), totals=few)
    unsaid = replace(
        about_places, not_enough=("Not enough yet to say what is rising: no data.", "No themes yet: none.")
    )
    titles = [[part.title for part in found(each, Marks(), tall=True)] for each in (about_places, unsaid)]
    assert [title in titles[0] for title in ("Rising", "In their words")] == [True, True]
    assert [title in titles[1] for title in ("Rising", "In their words")] == [False, False]


def test_what_is_looked_for_in_the_reasons_stands_in_them() -> None:
    from aware_tui.domain.insights import rising, theme_words

    nothing = Counts(a_little().period, {}, {}, {})
    assert RISING in rising.not_enough(nothing, NOW.date())
    assert all(THEMES in reason for reason in theme_words.not_enough(Heard()))


def test_no_line_of_weeks_where_there_is_nothing_in_them() -> None:
    empty = Insights(a_little().period, totals=Totals(weeks=(0, 0, 0)))
    assert weeks_line(empty, 120) == ""
    assert weeks_line(replace(empty, totals=Totals(weeks=(0, 2, 0))), 120)


def test_words_that_name_no_day_are_not_told_as_one() -> None:
    said = in_register(a_point(owner="Ana", due_words="next blursday"), NOW)
    assert said == "In the register: Ana, “next blursday” names no day."
    assert in_register(a_point(), NOW) == "In the register: nobody's yet, without a date."
