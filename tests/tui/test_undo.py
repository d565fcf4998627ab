"""ctrl+z: typing in this box first; then, or elsewhere, the last tick or row."""

from pathlib import Path

import pytest
from tui.pilots import (
    an_app,
    at_step,
    box,
    go,
    in_call,
    live,
    part_id,
    paste,
    press,
    saved,
    send,
    session,
    stored,
    to_part,
    until,
)


async def test_in_a_box_typing_is_undone_first_and_then_the_last_tick(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    async with in_call(app) as pilot:
        await press(pilot, *"hello", "ctrl+o", "ctrl+o", "ctrl+z")
        assert box(app).text == ""
        assert len(session(app).ticks) == 2
        await press(pilot, "ctrl+z")
        assert [tick.item_id for tick in session(app).ticks] == ["put_down"]
        await press(pilot, "ctrl+z", "ctrl+z")
        assert session(app).ticks == ()
        assert any("Nothing to undo" in notice.message for notice in app._notifications)
        await saved(app)
        assert stored(app, "SELECT count(*) FROM tick") == [(0,)]
        assert stored(app, "SELECT what FROM event ORDER BY seq DESC LIMIT 1") == [("undone",)]


async def test_on_the_checklist_the_last_tick_is_undone_and_typing_stays(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    async with in_call(app) as pilot:
        await press(pilot, *"hello", "escape", "2", "ctrl+z")
        assert session(app).ticks == ()
        await press(pilot, "escape")
        assert box(app).text == "hello"


async def test_a_tick_taken_back_by_mistake_comes_back_with_its_time(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    async with in_call(app) as pilot:
        await press(pilot, "escape", "2")
        [tick] = session(app).ticks
        await press(pilot, "2", "ctrl+z")
        assert session(app).ticks == (tick,)


async def test_rows_are_undone_in_any_step_and_what_was_changed_since_stays(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    async with in_call(app) as pilot:
        await go(pilot, app, ["acknowledge"])
        await at_step(app, "acknowledge", "probe")
        await to_part(pilot, app, "mood_start")
        await press(pilot, "2")
        await to_part(pilot, app, "apology_size")
        await press(pilot, "2")
        await go(pilot, app, ["widen"])
        assert part_id(app) == "remedy"
        await press(pilot, "ctrl+z")
        assert (session(app).head.apology_size, session(app).head.mood_start) == (None, 2)
        assert session(app).head.current_step == "widen"
        await press(pilot, "ctrl+z")
        assert session(app).head.mood_start is None


async def test_undo_never_leaves_words_on_screen_that_are_not_kept(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    async with in_call(app) as pilot:
        await press(pilot, *"story")
        await go(pilot, app, ["acknowledge", "widen", "agree", "resolve", "evaluate"])
        await until(lambda: "story" in box(app).text)
        await press(pilot, *["ctrl+z"] * 3)
        entry = session(app).profile_entry
        assert box(app).text == (entry.text if entry else "")


async def test_a_paste_too_tall_for_its_box_is_undone_and_done_again(tmp_path: Path) -> None:
    words = "\n".join(f"line {number}" for number in range(60))
    app = an_app(tmp_path)
    async with in_call(app) as pilot:
        await press(pilot, *"hello")
        paste(app, words)
        await until(lambda: box(app).text == f"hello{words}")
        await press(pilot, "ctrl+z")
        assert box(app).text == "hello"
        await press(pilot, "ctrl+y")
        assert box(app).text == f"hello{words}"
        await saved(app)
        assert stored(app, "SELECT text FROM note") == [(f"hello{words}",)]


@pytest.mark.long
async def test_a_redrafted_document_gives_the_old_words_back(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    async with in_call(app) as pilot:
        await go(pilot, app, ["acknowledge", "widen", "agree", "resolve", "evaluate"])
        await press(pilot, *"My own words. ")
        live(app).draft_again()
        await pilot.pause()
        assert not box(app).text.startswith("My own words.")
        await press(pilot, "ctrl+z", "ctrl+z")
        assert box(app).text.startswith("My own words.")


async def test_letters_that_come_in_one_burst_are_undone_as_those_typed_slowly(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    async with in_call(app) as pilot:
        await press(pilot, *"slow")
        send(app, *" and then a burst")
        await until(lambda: box(app).text == "slow and then a burst")
        await press(pilot, *" slow")
        assert [len(batch) > 1 for batch in box(app).history.undo_stack] == [True]
        await press(pilot, "ctrl+z")
        assert box(app).text == ""
        await press(pilot, "ctrl+y")
        assert box(app).text == "slow and then a burst slow"
        box(app).paste(" pasted")
        await press(pilot, "ctrl+z")
        assert box(app).text == "slow and then a burst slow"


async def test_a_burst_after_another_place_is_undone_by_itself(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    async with in_call(app) as pilot:
        await press(pilot, *"ab", "left")
        send(app, *"xyz")
        await until(lambda: box(app).text == "axyzb")
        await press(pilot, "ctrl+z")
        assert box(app).text == "ab"
