"""An answer that is being typed in a practice call is on disk while it is typed, and the screen says so."""

from concurrent.futures import Future
from pathlib import Path
from typing import Any

import pytest
from tui.pilots import an_app, notices, on_today, on_top, press, shown, stored, until
from tui.rehearsing import (
    FULL,
    begun,
    call_of,
    debrief_of,
    hear_out,
    rehearsing,
    sees,
    shown_call,
    shown_debrief,
)

from aware_tui.domain.practice.understanding import Understood
from aware_tui.services.practice import rehearsal as rehearsals
from aware_tui.services.practice.library import library_of
from aware_tui.tui.messages import MASKED
from aware_tui.tui.practice.answering_screen import Stage
from aware_tui.tui.practice.call_rail import CallRail
from aware_tui.tui.practice.call_screen import CallScreen
from aware_tui.tui.practice.case_dialog import CaseDialog
from aware_tui.tui.today.screen import TodayScreen
from aware_tui.tui.waiting import wait_for

pytestmark = pytest.mark.head(5)

CARD = "4111111111111111"
DRAFT = "SELECT draft FROM attempt"


async def test_half_an_answer_is_saved_at_a_pause_by_itself_and_is_there_in_another_process(
    tmp_path: Path,
) -> None:
    async with rehearsing(tmp_path, "type") as (app, pilot):
        await press(pilot, *"What hap")
        assert call_of(app).save_word == "saving"
        assert "· saving" in shown(app)
        await until(lambda: stored(app, DRAFT) == [("What hap",)])
        await until(lambda: "· saved" in shown(app))
        [(attempt_id,)] = stored(app, "SELECT id FROM attempt")
        app.desk.left_words.clear()
    app = an_app(tmp_path)
    async with on_today(app) as pilot:
        again = await wait_for(rehearsals.resume(app.desk, library_of(app.desk), attempt_id))
        await shown_call(app, pilot, again)
        await press(pilot, *"pened")
        assert call_of(app).box.text == "What happened"


async def test_the_word_is_in_the_next_paint_before_any_message_was_handled(tmp_path: Path) -> None:
    async with rehearsing(tmp_path, "type") as (app, pilot):
        await pilot.pause()
        screen = call_of(app)
        screen._dirty_widgets.clear()
        screen.box.insert_here("y")
        assert screen.query_one(CallRail) in screen._dirty_widgets
        assert screen.query_one(CallRail).end.endswith("saving")


async def test_every_word_typed_without_a_pause_is_saved_within_a_second(tmp_path: Path) -> None:
    async with rehearsing(tmp_path, "type") as (app, pilot):
        at = 100.0
        app.beat = lambda: at
        for letter in "abcdefghij":
            await press(pilot, letter)
            at += 0.1
        call_of(app).keep_what_is_due()
        await until(lambda: stored(app, DRAFT) == [("abcdefghij",)])


@pytest.mark.sweep(3)
@pytest.mark.parametrize("key", ["f2", "f1", "escape", "ctrl+q", "enter"])
async def test_leaving_the_box_saves_it_at_once(tmp_path: Path, key: str) -> None:
    async with rehearsing(tmp_path, "type") as (app, pilot):
        app.beat = lambda: 1.0
        await press(pilot, *"at once", key)
        await until(lambda: stored(app, DRAFT) == [("at once",)])


@pytest.mark.long
async def test_closing_the_window_saves_what_is_typed(tmp_path: Path) -> None:
    async with rehearsing(tmp_path, "type") as (app, pilot):
        app.beat = lambda: 1.0
        await press(pilot, *"half a th", "f2")
        await until(lambda: on_top(app, CaseDialog))
        await press(pilot, "escape", *"ought")
        app.leave_in_haste()
        assert stored(app, DRAFT) == [("half a thought",)]


async def test_enter_saves_the_answer_before_it_is_read(tmp_path: Path) -> None:
    async with rehearsing(tmp_path, "type") as (app, pilot):
        await hear_out(app, pilot)
        app.beat = lambda: 1.0
        read: Future[Any] = Future()
        call_of(app).rehearsal.understand = lambda text: read  # type: ignore[method-assign]
        await press(pilot, *"hm", "enter")
        await until(lambda: stored(app, DRAFT) == [("hm",)])
        assert call_of(app).stage is Stage.READING
        read.set_result(Understood(note="Say it in English."))
        await sees(app, "Say it in English.")


async def test_an_app_that_ends_saves_what_is_typed(tmp_path: Path) -> None:
    async with rehearsing(tmp_path, "type") as (app, pilot):
        app.beat = lambda: 1.0
        await press(pilot, *"the end")
        app.exit()
    assert stored(app, DRAFT) == [("the end",)]


@pytest.mark.long
async def test_a_screen_that_goes_saves_what_is_typed(tmp_path: Path) -> None:
    async with rehearsing(tmp_path, "type") as (app, pilot):
        app.beat = lambda: 1.0
        await press(pilot, *"gone")
        app.pop_screen()
        await until(lambda: on_top(app, TodayScreen))
        await until(lambda: stored(app, DRAFT) == [("gone",)])


async def test_a_card_number_typed_digit_by_digit_never_reaches_the_files(tmp_path: Path) -> None:
    async with rehearsing(tmp_path, "type") as (app, pilot):
        at = 1.0
        app.beat = lambda: at
        told: list[str] = []  # a notice goes by itself, and a slow disk may take longer than it stays
        app.notify = lambda message, **_: told.append(message)  # type: ignore[method-assign]
        await press(pilot, *"card ")
        for digit in CARD:
            await press(pilot, digit)
            at += 0.4
            call_of(app).keep_what_is_due()
            await pilot.pause()
            assert app.desk.flush(20)
            assert CARD[:8] not in stored(app, DRAFT)[0][0]
        at += 4
        await until(lambda: stored(app, DRAFT) == [("card •••• 1111",)])
        assert call_of(app).box.text == "card •••• 1111"
        assert told == [MASKED]
    files = [file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()]
    assert not any(CARD[:12].encode() in content for content in files)


@pytest.mark.long
async def test_words_that_cannot_be_saved_are_told_of_once_and_saved_as_soon_as_they_can_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("aware_tui.tui.practice.draft_screen.AGAIN", 0.01)
    async with rehearsing(tmp_path, "type") as (app, pilot):
        one, tries = call_of(app).rehearsal, list[int]()
        save = one.save

        def fail() -> "Future[Any]":
            tries.append(len(tries))
            return FULL()

        one.save = fail  # type: ignore[method-assign]
        await press(pilot, *"still here")
        await until(lambda: len(tries) > 2)
        assert "NOT SAVED" in shown(app)
        assert sum("The disk is full." in each for each in notices(app)) == 1
        await press(pilot, *" and more")
        assert call_of(app).save_word == "NOT SAVED"
        one.save = save  # type: ignore[method-assign]
        await until(lambda: "· saved" in shown(app))
        assert stored(app, DRAFT) == [("still here and more",)]


@pytest.mark.long
async def test_words_that_could_not_be_saved_wait_while_the_program_runs(tmp_path: Path) -> None:
    async with rehearsing(tmp_path, "type") as (app, pilot):
        one = call_of(app).rehearsal
        one.save = FULL  # type: ignore[method-assign]
        await press(pilot, *"all the same", "escape")
        await until(lambda: any("once more" in each for each in notices(app)))
        assert on_top(app, CallScreen)
        await press(pilot, "escape")
        await until(lambda: on_top(app, TodayScreen))
        again = await wait_for(rehearsals.resume(app.desk, library_of(app.desk), one.attempt.id))
        await shown_call(app, pilot, again)
        assert call_of(app).box.text == "all the same"
        await press(pilot, "escape")
        await until(lambda: stored(app, DRAFT) == [("all the same",)])


@pytest.mark.long
async def test_what_one_would_change_is_saved_within_a_second_and_when_the_window_closes(
    tmp_path: Path,
) -> None:
    app = an_app(tmp_path)
    async with on_today(app) as pilot:
        one = await begun(app)
        await wait_for(one.finish())
        await shown_debrief(app, pilot, one)
        at = 100.0
        app.beat = lambda: at
        await press(pilot, "c")
        for letter in "listen":
            await press(pilot, letter)
            at += 0.16
        debrief_of(app).keep_what_is_due()
        await until(lambda: stored(app, "SELECT reflection FROM attempt") == [("listen",)])
        await press(pilot, *" more")
        app.leave_in_haste()
        assert stored(app, "SELECT reflection FROM attempt") == [("listen more",)]
