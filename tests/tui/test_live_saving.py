"""The truth about saving: what the header says, and when what was typed reaches the disk."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from terminal.glass import Glass
from textual.pilot import Pilot
from textual.screen import Screen
from tui.pilots import (
    Clock,
    an_app,
    at_step,
    box,
    go,
    in_call,
    live,
    on_today,
    on_top,
    press,
    rail_text,
    saved,
    session,
    shown,
    stored,
    to_part,
    until,
)

from aware_tui.tui.app import AwareApp
from aware_tui.tui.live.rail import Rail
from aware_tui.tui.live.screen import LiveScreen
from aware_tui.tui.today.screen import TodayScreen
from aware_tui.tui.widgets.text_view import TextView

pytestmark = pytest.mark.head(7)

CARD = "4111111111111111"


@contextmanager
def somebody_writing(app: AwareApp) -> Iterator[None]:
    """Hold the write lock of the app's database from outside."""
    with closing(sqlite3.connect(app.desk.settings.database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


def paints(app: AwareApp, monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """Return the list of what each later paint leaves on a terminal, row by row."""
    glass, seen = Glass(*app.size), list[list[str]]()
    original = app._display

    def display(screen: Screen[Any], update: Any) -> None:
        if screen is app.screen and update is not None:
            glass.feed(update.render_segments(app.console).replace("\n", "\r\n").encode())
            seen.append(glass.lines())
        original(screen, update)

    monkeypatch.setattr(app, "_display", display)
    return seen


@pytest.mark.sweep(1)
@pytest.mark.parametrize("keys", [(), ("f3",), ("f4",), ("f6",), ("f8",)])
async def test_the_paint_that_shows_a_letter_shows_saving_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, keys: tuple[str, ...]
) -> None:
    app = an_app(tmp_path)
    async with in_call(app) as pilot:
        await press(pilot, *keys)
        await saved(app)
        seen = paints(app, monkeypatch)
        app.screen.refresh(layout=True)
        await until(lambda: any("· saved" in line for lines in seen for line in lines))
        with somebody_writing(app):
            for letter in "\u03b1\u03b2\u03b3":
                await press(pilot, letter)
                await until(lambda: any(letter in line for line in seen[-1]))  # noqa: B023
        whole = [" ".join(lines) for lines in seen]
        assert not [words for words in whole if "\u03b1" in words and "saving" not in words]
        await saved(app)


@pytest.mark.sweep(1)
@pytest.mark.parametrize("keys", [(), ("f3",)])
async def test_the_word_is_in_the_next_paint_before_any_message_was_handled(
    tmp_path: Path, keys: tuple[str, ...]
) -> None:
    app = an_app(tmp_path)
    async with in_call(app) as pilot:
        await press(pilot, *keys, "x")
        await saved(app)
        await pilot.pause()
        top, rail = app.screen, live(app).query_one(Rail)
        top._dirty_widgets.clear()
        top.query(TextView).first().insert_here("y")
        if keys:
            assert top in top._dirty_widgets
            assert rail.region in top._repaint_regions
        else:
            assert rail.query_one("#rail-end") in top._dirty_widgets


async def test_a_tick_says_saving_at_once_and_saved_only_after_its_commit(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    async with in_call(app) as pilot:
        await saved(app)
        with somebody_writing(app):
            await press(pilot, "ctrl+o")
            assert len(session(app).ticks) == 1
            assert live(app).save_word == "saving"
            assert "saving" in rail_text(app)
            assert stored(app, "SELECT * FROM tick") == []
        await saved(app)
        assert len(stored(app, "SELECT * FROM tick")) == 1


async def test_typing_is_saved_at_a_pause_by_itself(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    async with in_call(app) as pilot:
        await press(pilot, *"it rang")
        assert live(app).save_word == "saving"
        await until(lambda: stored(app, "SELECT text FROM note") == [("it rang",)])
        await saved(app)


async def test_every_word_typed_without_a_pause_is_saved_within_a_second(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    async with in_call(app) as pilot:
        screen, at = live(app), 100.0
        screen._beat = lambda: at
        for letter in "abcdefghij":
            await press(pilot, letter)
            at += 0.1
        screen.save_what_is_due()
        assert session(app).note("acknowledge", "their_words") == "abcdefghij"


@pytest.mark.sweep(1)
@pytest.mark.parametrize("key", ["tab", "f8", "f4", "f2", "f3", "f9", "escape"])
async def test_leaving_a_box_saves_it_at_once(tmp_path: Path, key: str) -> None:
    app = an_app(tmp_path)
    async with in_call(app) as pilot:
        live(app)._beat = lambda: 1.0
        await press(pilot, *"at once", key)
        assert session(app).note("acknowledge", "their_words") == "at once"


async def test_a_problem_is_told_with_its_reason_and_everything_is_saved_when_it_ends(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    async with in_call(app) as pilot:
        await saved(app)
        app.desk.ask(lambda db: db.execute("PRAGMA busy_timeout = 1")).result(5)
        with somebody_writing(app):
            await press(pilot, *"still here")
            await until(lambda: live(app).save_word == "NOT SAVED")
            await until(
                lambda: (
                    "NOT SAVED" in shown(app) and "Not saved yet; kept here until it can be." in shown(app)
                )
            )
            await press(pilot, *" and more")
            assert live(app).save_word == "NOT SAVED"
            assert box(app).text == "still here and more"
        await until(lambda: live(app).save_word == "saved")
        assert "Not saved" not in shown(app)
        assert stored(app, "SELECT text FROM note") == [("still here and more",)]


async def test_quitting_while_nothing_can_be_saved_says_so_and_asks_once_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("aware_tui.tui.app.QUIT_PATIENCE", 0.05)
    app = an_app(tmp_path)
    async with in_call(app) as pilot:
        await saved(app)
        with somebody_writing(app):
            await press(pilot, *"words", "ctrl+q")
            assert app.is_running
            assert any("cannot be saved yet" in notice.message for notice in app._notifications)
        await press(pilot, "ctrl+q")
        await until(lambda: app._exit)
    assert stored(app, "SELECT text, status FROM note JOIN session ON session.id = session_id") == [
        ("words", "open")
    ]


async def test_quitting_saves_everything_asks_nothing_and_leaves_the_session_open(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    async with in_call(app) as pilot:
        await press(pilot, *"words", "ctrl+q")
        await until(lambda: app._exit)
    assert stored(app, "SELECT text FROM note") == [("words",)]
    assert stored(app, "SELECT status, clock_since FROM session") == [("open", None)]
    assert app.return_code == 0


async def test_a_card_number_typed_digit_by_digit_never_reaches_the_files(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    async with in_call(app) as pilot:
        at = 1.0
        live(app)._beat = lambda: at
        await press(pilot, *"card ")
        for digit in CARD:
            await press(pilot, digit)
            at += 0.4
            live(app).save_what_is_due()
            await pilot.pause()
        at += 4
        await until(lambda: "•••• 1111" in session(app).note("acknowledge", "their_words"))
        assert box(app).text == "card •••• 1111"
        assert CARD not in shown(app)
        live(app)._beat = lambda: 100.0
        await press(pilot, *" thanks", "ctrl+z", "ctrl+z", "ctrl+z")
        assert CARD not in box(app).text
        live(app).save_all()
        await saved(app)
        await hold(pilot, app)
    files = [file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()]
    assert len(files) > 1
    assert not any(CARD.encode() in content or CARD[:12].encode() in content for content in files)


async def hold(pilot: Pilot[None], app: AwareApp) -> None:
    live(app).action_hold()
    await until(lambda: on_top(app, TodayScreen))


@pytest.mark.sweep(1)
@pytest.mark.parametrize("key", ["f3", "f4", "f6", "f9", "f2"])
async def test_a_card_number_typed_in_a_dialog_never_reaches_the_files(tmp_path: Path, key: str) -> None:
    app = an_app(tmp_path)
    async with in_call(app) as pilot:
        await press(pilot, key)
        if key == "f9":
            await press(pilot, "down", "enter", "w", *CARD, "enter", "1")
            await until(lambda: on_top(app, TodayScreen))
        elif key == "f2":
            await press(pilot, "tab", *CARD, "escape")
        elif key == "f4":
            await press(pilot, *CARD, "escape")
        else:
            await press(pilot, *CARD, "enter", "enter", "enter")
            await until(lambda: on_top(app, LiveScreen))
        if on_top(app, LiveScreen):
            await saved(app)
            assert CARD not in shown(app)
            await hold(pilot, app)
        await until(lambda: CARD not in shown(app))
    files = [file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()]
    assert any(b"1111" in content for content in files)
    assert not any(CARD[:12].encode() in content for content in files)


async def test_a_huge_paste_is_cut_quickly_and_said(tmp_path: Path) -> None:
    from textual.events import Paste

    app = an_app(tmp_path)
    async with in_call(app) as pilot:
        assert app._driver is not None
        app._driver.send_message(Paste("refund please " * 380_000))
        await until(lambda: box(app).text)
        await press(pilot, *"x")
        assert len(box(app).text.encode()) <= 20_001
        await until(lambda: any("full" in notice.message for notice in app._notifications))
        await saved(app)
        [(kept,)] = stored(app, "SELECT text FROM note")
        assert kept.startswith("refund please refund please")
        assert len(kept.encode()) <= 20_000
        await go(pilot, app, ["acknowledge", "widen"])
        app._driver.send_message(Paste("one\ntwo\n" * 500_000))
        await until(lambda: box(app).text)
        assert "\n" not in box(app).text
        assert len(box(app).text.encode()) <= 500


async def test_a_call_on_hold_is_taken_up_where_it_stood(tmp_path: Path) -> None:
    clock = Clock()
    app = an_app(tmp_path, now=clock)
    async with in_call(app) as pilot:
        await press(pilot, *"their words")
        await go(pilot, app, ["acknowledge", "widen"])
        await press(pilot, *"a visit")
        await to_part(pilot, app, "assumed")
        await press(pilot, *"a slip")
        clock.forward(seconds=75)
        await hold(pilot, app)
        clock.forward(minutes=10)
        await until(lambda: "their words" in shown(app))
        await press(pilot, "enter", *"!")
        await at_step(app, "widen")
        assert box(app).text == "a visit!"
        assert session(app).note("widen", "assumed") == "a slip"
        assert "paused 01:15" in rail_text(app)
        await press(pilot, "f7", "f7", *"?")
        assert box(app).text == "their words?"


async def test_a_session_left_by_a_killed_window_comes_back_with_its_clock_standing(tmp_path: Path) -> None:
    clock = Clock()
    app = an_app(tmp_path, now=clock)
    async with in_call(app) as pilot:
        await press(pilot, *"words")
        await saved(app)
        clock.forward(seconds=42)
        await press(pilot, "ctrl+o")
        await saved(app)
        session_id = session(app).id
    clock.forward(hours=3)
    again = an_app(tmp_path, now=clock)
    async with on_today(again) as pilot:
        await until(lambda: "words" in shown(again))
        await press(pilot, "enter")
        await until(lambda: again.live_screens)
        await at_step(again, "acknowledge")
        assert session(again).id == session_id
        assert live(again).call.read_only == ""
        await until(lambda: "paused 00:42" in rail_text(again))
