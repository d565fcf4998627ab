"""The promise coach names what empties a promise and shows when it will be due; it blocks nothing."""

from pathlib import Path

import pytest
from textual.pilot import Pilot
from tui.pilots import SMALL, an_app, box, go, in_call, live, on_top, press, said, session, shown, until
from tui.test_apology_coach import marked

from aware_tui.tui.app import AwareApp
from aware_tui.tui.dialogs.promise import PromiseDialog
from aware_tui.tui.live.coach_pane import CoachWords
from aware_tui.tui.live.screen import LiveScreen
from aware_tui.tui.widgets.text_view import TextView
from aware_tui.tui.widgets.words import Words

pytestmark = pytest.mark.head(4)

TO_AGREE = ["acknowledge", "widen", "agree"]
VAGUE = "I'll look into it"
BETTER = "Name the deed"
WHY = "It doesn't say what you will do"


def under_line(app: AwareApp) -> str:
    """Return what is said under the promise line, as one line."""
    return " ".join(str(app.screen.query_one("#due-said", Words).render()).split())


def under_fields(app: AwareApp) -> str:
    """Return what is said under the three fields, as one line."""
    return " ".join(str(app.screen.query_one("#promise-said", Words).render()).split())


def what(app: AwareApp) -> TextView:
    """Return the field of what is promised."""
    return app.screen.query_one("#what", TextView)


async def on_agree(pilot: Pilot[None], app: AwareApp, words: str) -> TextView:
    """Go to Agree and type on the promise line; Enter is not pressed."""
    await go(pilot, app, TO_AGREE)
    await press(pilot, *words)
    assert box(app).text == words
    return box(app)


@pytest.mark.sweep(1)
@pytest.mark.parametrize("size", [(120, 36), SMALL], ids=["wide", "small"])
async def test_a_vague_promise_is_named_in_a_pause_and_its_words_are_marked(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    app = an_app(tmp_path)
    async with in_call(app, size) as pilot:
        line = await on_agree(pilot, app, VAGUE)
        await until(lambda: under_line(app).startswith(f"“look into” · {BETTER}"))
        await press(pilot)
        assert marked(app, line) == ["look into"]
        assert f"“look into” · {BETTER}" in shown(app)
        assert WHY in " ".join(str(live(app).query_one("#coach-remark", CoachWords).render()).split())
        assert "I'll ... by ..." in shown(app)
        assert session(app).promises == ()


async def test_a_promise_made_exact_loses_its_marks_and_shows_when_it_is_due_before_enter(
    tmp_path: Path,
) -> None:
    app = an_app(tmp_path)
    async with in_call(app) as pilot:
        line = await on_agree(pilot, app, VAGUE)
        await until(lambda: BETTER in under_line(app))
        await press(pilot, *["backspace"] * len("look into it"), *"ring you tomorrow by 5")
        await until(lambda: under_line(app) == "Due tomorrow 17:00")
        await press(pilot)
        assert marked(app, line) == []
        assert session(app).promises == ()


@pytest.mark.long
async def test_a_promise_without_a_time_is_asked_for_one(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    async with in_call(app) as pilot:
        line = await on_agree(pilot, app, "I'll ring you back")
        await until(lambda: under_line(app) == "By when?")
        await press(pilot)
        assert marked(app, line) == []


@pytest.mark.long
async def test_enter_keeps_a_vague_promise_all_the_same(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    async with in_call(app) as pilot:
        line = await on_agree(pilot, app, VAGUE)
        await until(lambda: BETTER in under_line(app))
        await press(pilot, "enter")
        await until(lambda: session(app).promises)
        assert [(made.what, made.due_at) for made in session(app).promises] == [(VAGUE, None)]
        assert line.text == ""
        await until(lambda: not any(worker.is_running for worker in app.workers))
        await press(pilot)
        assert marked(app, line) == []
        assert f"○ open {VAGUE}" in " ".join(shown(app).split())


@pytest.mark.long
async def test_a_line_that_was_emptied_is_no_longer_spoken_of(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    async with in_call(app) as pilot:
        line = await on_agree(pilot, app, VAGUE)
        await until(lambda: BETTER in under_line(app))
        await press(pilot, "ctrl+u")
        await until(lambda: not live(app).pen and not any(worker.is_running for worker in app.workers))
        await press(pilot)
        assert (line.text, marked(app, line), under_line(app)) == ("", [], "")


async def test_f3_names_a_vague_what_and_marks_it_in_its_field(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    async with in_call(app) as pilot:
        await press(pilot, "f3", *"look into it")
        await until(lambda: f"“look into” · {WHY}" in under_fields(app))
        await press(pilot)
        assert marked(app, what(app)) == ["look into"]


async def test_f3_reads_the_three_fields_as_one_promise(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    async with in_call(app) as pilot:
        await press(pilot, "f3", *"ring you back")
        await until(lambda: under_fields(app) == "By when?")
        await press(pilot, "tab", *"Sam", "tab", *"asap")
        await until(lambda: "“asap”" in under_fields(app))
        await press(pilot)
        assert "It sounds like a time" in said(app)
        assert [marked(app, view) for view in app.screen.query(TextView)] == [[], [], []]
        await press(pilot, "ctrl+u", *"Friday noon")
        await until(lambda: under_fields(app) == "Due Fri 6 Mar 12:00")
        assert session(app).promises == ()


@pytest.mark.long
async def test_f3_keeps_a_vague_promise_all_the_same(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    async with in_call(app) as pilot:
        await press(pilot, "f3", *"look into it")
        await until(lambda: WHY in under_fields(app))
        await press(pilot, "enter", "enter", "enter")
        await until(lambda: on_top(app, LiveScreen) and session(app).promises)
        assert [made.what for made in session(app).promises] == ["look into it"]


@pytest.mark.long
async def test_f3_reads_at_once_what_was_left_unanswered_in_it(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    async with in_call(app) as pilot:
        await press(pilot, "f3", *"look into it", "escape", "f3")
        assert on_top(app, PromiseDialog)
        await until(lambda: WHY in under_fields(app))
        await press(pilot)
        assert marked(app, what(app)) == ["look into"]
