"""Drills on screen, by keys alone: begun, answered, left, taken up again, and told what they came to."""

from pathlib import Path

import pytest
from practicing import SHIPPED
from textual.pilot import Pilot
from tui.pilots import SMALL, WIDE, an_app, notices, on_today, on_top, press, shown, stored, until
from tui.rehearsing import FULL

from aware_tui.content.drills import open_drills
from aware_tui.domain.practice.drills import HalfSorry, Slip, SoftPromise, Upset
from aware_tui.services import practice_store
from aware_tui.tui.app import AwareApp
from aware_tui.tui.dialogs.help import HelpDialog
from aware_tui.tui.dialogs.pick import Pick
from aware_tui.tui.practice.draft_screen import LEFT
from aware_tui.tui.practice.drill_picking import GONE
from aware_tui.tui.practice.drill_screen import DrillScreen
from aware_tui.tui.practice.drill_words import BEGIN, PAUSED
from aware_tui.tui.practice.drilling_screen import Stage
from aware_tui.tui.practice.screen import PracticeScreen

pytestmark = pytest.mark.head(3)

DRILLS = {drill.id: drill for drill in open_drills([SHIPPED]).drills}
WAITS = (Stage.OPENING, Stage.READING)


def drill_of(app: AwareApp) -> DrillScreen:
    assert isinstance(app.screen, DrillScreen), app.screen
    return app.screen


async def keys(pilot: Pilot[None], app: AwareApp, *names: str) -> DrillScreen:
    """Press keys, and wait until the drill asks or tells."""
    await press(pilot, *names)
    await until(lambda: drill_of(app).stage not in WAITS, lambda: str(drill_of(app).stage))
    await press(pilot)
    return drill_of(app)


async def opened(pilot: Pilot[None], app: AwareApp, drill_id: str, *, known: bool = False) -> DrillScreen:
    await app.push_screen(DrillScreen(app.desk, DRILLS[drill_id], known=known))
    return await keys(pilot, app)


def digit(screen: DrillScreen, words: str) -> str:
    assert screen.drilling is not None
    return next(each.key for each in screen.drilling.question().options if each.words == words)


async def right(pilot: Pilot[None], app: AwareApp) -> None:
    """Answer the exercise in hand rightly, and go on."""
    screen = drill_of(app)
    assert screen.drilling is not None
    exercise = screen.drilling.exercise
    match exercise:
        case Slip():
            await keys(pilot, app, str(exercise.mistake))
            reason = next(each.say for each in exercise.reasons if each.right)
            await keys(pilot, app, digit(screen, reason))
        case Upset() if not screen.drilling.typed:
            await keys(pilot, app, digit(screen, exercise.good))
        case Upset() | HalfSorry() | SoftPromise():
            screen.box.put("")
            screen.box.paste(exercise.good[:-9])
            await keys(pilot, app, *exercise.good[-9:], "enter")
    assert screen.stage is Stage.TOLD, shown(app)
    await keys(pilot, app, "enter")


@pytest.mark.sweep(1)
@pytest.mark.parametrize("drill_id", DRILLS)
async def test_a_drill_is_done_by_keys_alone(tmp_path: Path, drill_id: str) -> None:
    app = an_app(tmp_path)
    async with on_today(app, SMALL) as pilot:
        screen = await opened(pilot, app, drill_id)
        assert BEGIN in shown(app)
        await keys(pilot, app, "enter")
        assert "1 of 6" in shown(app)
        while screen.stage is not Stage.DONE:
            await right(pilot, app)
        assert "6 of 6 at the first try." in shown(app)
        rows = stored(app, "SELECT state, total, scenario_id FROM attempt")
        assert rows == [("finished", 100.0, f"drill:{drill_id}")]
        assert stored(app, "SELECT count(*) FROM skill_card WHERE reviews = 1")[0][0] > 0
        await press(pilot, "enter")
        assert not on_top(app, DrillScreen)


async def test_practice_opens_a_drill_by_a_letter(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    async with on_today(app) as pilot:
        await press(pilot, "p")
        await until(lambda: on_top(app, PracticeScreen))
        await press(pilot, "d")
        await until(lambda: on_top(app, Pick))
        await press(pilot)
        assert all(drill.title in shown(app) for drill in DRILLS.values())
        await press(pilot, "1")
        await until(lambda: on_top(app, DrillScreen))
        await keys(pilot, app)
        await press(pilot, "escape")
        await until(lambda: on_top(app, PracticeScreen))


@pytest.mark.sweep(1)
@pytest.mark.parametrize("name", ["drill:make-it-exact", "drill:nothing"])
async def test_a_drill_is_opened_by_its_name_and_one_that_is_not_there_is_told(
    tmp_path: Path, name: str
) -> None:
    app = an_app(tmp_path)
    async with on_today(app) as pilot:
        await app.push_screen(PracticeScreen(app.desk, scenario=name))
        if name.endswith("nothing"):
            await until(lambda: any(GONE in each for each in notices(app)))
            assert on_top(app, PracticeScreen)
        else:
            await until(lambda: on_top(app, DrillScreen))
            assert (await keys(pilot, app)).drill == DRILLS["make-it-exact"]


@pytest.mark.long
async def test_a_first_try_that_misses_is_told_and_bettered(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    async with on_today(app, WIDE) as pilot:
        screen = await opened(pilot, app, "repair-the-apology")
        await keys(pilot, app, "enter")
        assert screen.drilling is not None
        exercise = screen.drilling.exercise
        assert isinstance(exercise, HalfSorry)
        screen.box.paste(exercise.apology)
        await keys(pilot, app, "enter")
        assert "Not yet" in shown(app)
        assert screen.box.text == exercise.apology
        await right(pilot, app)
        assert screen.drilling.run.first(exercise.id) is False
        assert "◐" in shown(app)


@pytest.mark.long
async def test_a_harmful_reading_is_asked_about_and_escape_goes_back_to_the_words(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    async with on_today(app, SMALL) as pilot:
        screen = await opened(pilot, app, "only-acknowledge")
        await keys(pilot, app, "2")
        await keys(pilot, app, *"Please calm down.", "enter")
        assert "Did you mean to" in shown(app)
        await keys(pilot, app, "escape")
        assert screen.box.text == "Please calm down."
        assert app.focused is screen.box
        assert screen.drilling is not None
        assert screen.drilling.run.tries == ()


async def test_a_drill_that_is_left_keeps_tries_and_half_typed_words(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    async with on_today(app, SMALL) as pilot:
        await opened(pilot, app, "make-it-exact")
        await keys(pilot, app, "enter")
        await right(pilot, app)
        await press(pilot, *"I will ring")
        await press(pilot, "escape")
        await until(lambda: not on_top(app, DrillScreen))
        screen = await opened(pilot, app, "make-it-exact")
        assert "You left it after 1 of 6" in " ".join(shown(app).split())
        await keys(pilot, app, "enter")
        assert "2 of 6" in shown(app)
        assert screen.box.text == "I will ring"
        await press(pilot, "!")
        assert screen.box.text == "I will ring!"
        assert stored(app, "SELECT count(*) FROM attempt") == [(1,)]


@pytest.mark.long
async def test_half_typed_words_of_a_drill_outlive_the_program(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    async with on_today(app, SMALL) as pilot:
        await opened(pilot, app, "make-it-exact")
        await keys(pilot, app, "enter")
        await press(pilot, *"I will ring 4111 1111 1111 1111 ")
        await until(lambda: stored(app, "SELECT draft FROM attempt") == [("I will ring •••• 1111 ",)])
        await press(pilot, *"by")
        drill_of(app).go_away()
    assert stored(app, "SELECT draft FROM attempt") == [("I will ring •••• 1111 by",)]
    again = an_app(tmp_path)
    async with on_today(again, SMALL) as pilot:
        screen = await opened(pilot, again, "make-it-exact")
        await keys(pilot, again, "enter")
        assert screen.box.text == "I will ring •••• 1111 by"
        await right(pilot, again)
        assert stored(again, "SELECT draft FROM attempt") == [("",)]


async def test_a_drill_whose_words_cannot_be_saved_says_so_once(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    async with on_today(app, SMALL) as pilot:
        screen = await opened(pilot, app, "make-it-exact")
        await keys(pilot, app, "enter")
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(practice_store, "save_moves", FULL)
            await press(pilot, *"I will")
            await until(lambda: any("Not saved" in each for each in notices(app)))
            screen.go_away()
            assert screen.unsaved()
        screen.go_away()
        await until(lambda: not screen.unsaved())
    assert stored(app, "SELECT draft FROM attempt") == [("I will",)]


async def test_leaving_a_drill_that_cannot_be_saved_takes_two_keys_and_does_not_say_that_nothing_is_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = an_app(tmp_path)
    async with on_today(app, SMALL) as pilot:
        await opened(pilot, app, "make-it-exact")
        await keys(pilot, app, "enter")
        monkeypatch.setattr(practice_store, "save_moves", FULL)
        await press(pilot, *"I will", "escape")
        await until(lambda: any("once more" in each for each in notices(app)))
        assert on_top(app, DrillScreen)
        await press(pilot, "escape")
        await until(lambda: not on_top(app, DrillScreen))
        told = notices(app)
        assert LEFT in told
        assert PAUSED not in told
        monkeypatch.undo()
        screen = await opened(pilot, app, "make-it-exact")
        await keys(pilot, app, "enter")
        assert screen.box.text == "I will"


@pytest.mark.long
async def test_an_answer_that_is_shown_is_behind_and_counts_for_nothing(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    async with on_today(app, SMALL) as pilot:
        screen = await opened(pilot, app, "spot-the-mistake")
        await keys(pilot, app, "enter")
        assert screen.drilling is not None
        await keys(pilot, app, "f2")
        assert "Better:" in shown(app)
        assert "1 of 6" in shown(app)
        while screen.stage is not Stage.DONE:
            await keys(pilot, app, "enter" if screen.stage is Stage.TOLD else "f2")
        assert "0 of 6 at the first try." in shown(app)
        assert "The one to look at again" in shown(app)
        first = screen.drilling.run.order[0]
        await keys(pilot, app, "a")
        assert "1 of 6" in shown(app)
        assert first in screen.drilling.run.order


async def test_nothing_typed_is_markup_and_odd_keys_do_no_harm(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    async with on_today(app, SMALL) as pilot:
        screen = await opened(pilot, app, "repair-the-apology")
        await keys(pilot, app, "9", "x", "f2", "enter", *"[bold]I'm sor")
        await keys(pilot, app, *"ry[/] if.", "enter")
        assert screen.box.text == "[bold]I'm sorry[/] if."
        await press(pilot, "f1")
        assert on_top(app, HelpDialog)
        await press(pilot, "escape", "pageup", "pagedown", "ctrl+z", "f9", "f8")
        assert on_top(app, DrillScreen)
