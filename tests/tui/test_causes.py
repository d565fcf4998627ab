"""Choke points on screen: the register, marking what is fixed, and telling people so, all by keys."""

import re
from pathlib import Path
from typing import Any

import pytest
from hostile import HOSTILE
from textual.pilot import Pilot
from tui.pilots import (
    NOW,
    SMALL,
    WIDE,
    an_app,
    on_today,
    on_top,
    press,
    sees,
    shown,
    stored,
    until,
    visible_letters,
)
from tui.registers import DAY, a_hit, a_point, asked, keep, told

from aware_tui.domain.causes import ChokePointLine
from aware_tui.domain.states import ChokePointState, Status
from aware_tui.services.spots import safe_words
from aware_tui.tui.app import AwareApp
from aware_tui.tui.causes import told_screen
from aware_tui.tui.causes.point_dialog import NO_TITLE, PointDialog
from aware_tui.tui.causes.register_screen import EMPTY, NONE_FOUND
from aware_tui.tui.causes.rows import point_row
from aware_tui.tui.causes.screen import CausesScreen, waiting
from aware_tui.tui.causes.told_screen import ToldScreen
from aware_tui.tui.dialogs.help import HelpDialog
from aware_tui.tui.dialogs.pick import Pick
from aware_tui.tui.history.screen import HistoryScreen
from aware_tui.tui.live.screen import LiveScreen
from aware_tui.tui.plaintext import UNSAFE_ON_SCREEN
from aware_tui.tui.today.screen import TodayScreen
from aware_tui.tui.widgets.text_view import TextView

pytestmark = pytest.mark.head(5)

LONG = pytest.mark.long
SIZES = [WIDE, pytest.param(SMALL, marks=LONG)]


def register(app: AwareApp) -> CausesScreen:
    assert isinstance(app.screen, CausesScreen), app.screen
    return app.screen


async def open_register(app: AwareApp, pilot: Pilot[None], count: int = 1) -> None:
    await press(pilot, "w")
    await until(lambda: on_top(app, CausesScreen))
    await until(lambda: register(app).book is not None and len(register(app).lines) >= count)
    await press(pilot)


async def open_dialog(app: AwareApp, pilot: Pilot[None], *keys: str) -> None:
    await press(pilot, *keys)
    await until(lambda: on_top(app, PointDialog) and isinstance(app.focused, TextView), "no dialog")


@pytest.mark.parametrize("size", [*SIZES, pytest.param((60, 18), marks=LONG)])
async def test_the_register_shows_what_goes_wrong_whose_it_is_and_how_it_stands(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    late = a_point("the slot is lost", owner="Ana", due_at=NOW - 2 * DAY, zone="UTC")
    done = a_point("wrong text", state=ChokePointState.FIXED, fixed_at=NOW - DAY, owner="kim")
    keep(tmp_path, late, done, *a_hit(late), *a_hit(done), *a_hit(done, "Ada", 4))
    app = an_app(tmp_path)
    async with on_today(app, size) as pilot:
        await open_register(app, pilot, 2)
        lines = [line.strip() for line in shown(app).splitlines()]
        (first,) = (line for line in lines if line.startswith("▸ the slot is lost"))
        (second,) = (line for line in lines if line.startswith("wrong text"))
        assert "overdue Mon 2 Mar" in first
        assert "fixed · 2 to tell" in second
        assert "F1 help" in lines[-1]
        if size != (60, 18):
            assert ("Ana" in first, "me" in second) == (True, True)


async def test_an_overdue_choke_point_asks_for_care_and_a_fixed_one_does_not() -> None:
    late = ChokePointLine(a_point(due_at=NOW - DAY, zone="UTC"), 3)
    assert any("$warning" in str(span.style) for span in point_row(late, NOW, 60, "kim").spans)
    done = ChokePointLine(a_point(due_at=NOW - DAY, state=ChokePointState.FIXED, fixed_at=NOW), 3)
    assert "all told" in point_row(done, NOW, 60, "kim").plain
    assert not any("$warning" in str(span.style) for span in point_row(done, NOW, 60, "kim").spans)


@pytest.mark.parametrize("size", SIZES)
async def test_a_choke_point_is_noted_read_and_corrected_by_keys(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    app = an_app(tmp_path)
    async with on_today(app, size) as pilot:
        await open_register(app, pilot, 0)
        await sees(app, EMPTY[:40])
        await open_dialog(app, pilot, "a")
        await press(pilot, *"slot lost", "enter", *"save it", "enter", *"Ana", "enter", *"on Friday at 5")
        await until(lambda: "6 Mar" in shown(app), "the date is never shown back")
        await press(pilot, "enter")
        await until(lambda: on_top(app, CausesScreen) and register(app).lines)
        point = register(app).lines[0].point
        assert (point.title, point.action, point.owner) == ("slot lost", "save it", "Ana")
        assert point.due_at == NOW.replace(day=6, hour=16, minute=0)
        await press(pilot, "enter")
        await sees(app, "Done about it  save it")
        await open_dialog(app, pilot, "e")
        assert asked(app, "when") == point.due_words
        await press(pilot, *" again", "enter", "enter", "enter", "enter")
        await until(lambda: on_top(app, CausesScreen) and "slot lost again" in shown(app))
        assert register(app).lines[0].point.due_at == point.due_at
        await press(pilot, "escape", "escape")
        await until(lambda: on_top(app, TodayScreen))


@pytest.mark.parametrize(
    ("typed", "kept"),
    [pytest.param("yesterday", "yesterday", marks=LONG), ("when it rains", "when it rains")],
)
async def test_a_date_that_is_past_or_unclear_is_told_and_its_words_are_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, typed: str, kept: str
) -> None:
    app = an_app(tmp_path)
    async with on_today(app) as pilot:
        sentences = told(app, monkeypatch)
        await open_register(app, pilot, 0)
        await open_dialog(app, pilot, "a")
        await press(pilot, *"slot", "enter", "enter", "enter", *typed, "enter")
        await until(lambda: on_top(app, CausesScreen) and register(app).lines)
        point = register(app).lines[0].point
        assert (point.due_at, point.due_words) == (None, kept)
        assert any("kept without a time" in sentence for sentence in sentences)


async def test_a_title_is_all_that_is_asked_for_and_what_is_left_waits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = an_app(tmp_path)
    async with on_today(app) as pilot:
        sentences = told(app, monkeypatch)
        await open_register(app, pilot, 0)
        await open_dialog(app, pilot, "a")
        await press(pilot, "enter", *"save it", "enter", "enter", "enter")
        await until(lambda: sentences == [NO_TITLE])
        assert app.focused is not None
        assert app.focused.id == "point-title"
        await press(pilot, *"slot", "escape")
        await until(lambda: on_top(app, CausesScreen))
        await open_dialog(app, pilot, "a")
        assert (asked(app, "title"), asked(app, "action")) == ("slot", "save it")


async def test_what_was_left_waits_for_whoever_comes_back_to_the_register(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    async with on_today(app) as pilot:
        await open_register(app, pilot, 0)
        await open_dialog(app, pilot, "a")
        await press(pilot, *"slot lost", "escape", "h")
        await until(lambda: on_top(app, TodayScreen))
        await open_register(app, pilot, 0)
        await open_dialog(app, pilot, "a")
        assert asked(app, "title") == "slot lost"
        await press(pilot, *["enter"] * 4)
        await until(lambda: on_top(app, CausesScreen) and register(app).lines)
        await open_dialog(app, pilot, "a")
        assert asked(app, "title") == ""


@pytest.mark.parametrize(
    ("first", "then", "said"),
    [("open", "fixed", "It was marked fixed already."), ("fixed", "open", "It was open again already.")],
)
async def test_what_another_window_marked_already_is_said_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, first: str, then: str, said: str
) -> None:
    state = ChokePointState(first)
    keep(tmp_path, a_point(state=state, fixed_at=NOW if first == "fixed" else None))
    app = an_app(tmp_path)
    async with on_today(app) as pilot:
        sentences = told(app, monkeypatch)
        await open_register(app, pilot)
        fixed_at = f"'{NOW:%Y-%m-%d %H:%M:%S.%f}'" if then == "fixed" else "NULL"
        row = f"state = '{then}', fixed_at = {fixed_at}, row_version = row_version + 1"
        rows_gone(app, f"UPDATE choke_point SET {row}")
        await press(pilot, "x")
        await until(lambda: sentences)
        assert sentences == [said]
        assert register(app).lines[0].point.state is ChokePointState(then)


@LONG
async def test_the_cause_of_the_playbook_is_picked_from_its_list(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    async with on_today(app) as pilot:
        await open_register(app, pilot, 0)
        await open_dialog(app, pilot, "a")
        await press(pilot, *"slot", "tab", "tab", "tab", "tab", "1")
        await until(lambda: on_top(app, Pick))
        await press(pilot, "3")
        await until(lambda: on_top(app, PointDialog) and "lost in a handover" in shown(app))
        await press(pilot, "shift+tab", "enter")
        await until(lambda: on_top(app, CausesScreen) and register(app).lines)
        assert register(app).lines[0].point.cause == "handover"
        await sees(app, "it was lost in a handover")


@pytest.mark.parametrize("size", SIZES)
async def test_fixed_says_who_waits_to_be_told_and_ctrl_z_takes_it_back(
    tmp_path: Path, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    point = a_point(owner="Ana")
    keep(tmp_path, point, *a_hit(point), *a_hit(point, "Ada", 3))
    app = an_app(tmp_path)
    async with on_today(app, size) as pilot:
        sentences = told(app, monkeypatch)
        await open_register(app, pilot)
        await press(pilot, "x")
        await until(lambda: sentences)
        assert "2 people were hit by this" in sentences.pop()
        await sees(app, "fixed · 2 to tell")
        await press(pilot, "x")
        await until(lambda: sentences)
        assert sentences.pop().startswith("Open again")
        await press(pilot, "ctrl+z")
        await sees(app, "fixed · 2 to tell")
        await press(pilot, "ctrl+z", "ctrl+z")
        await until(lambda: sentences[-1] == "Nothing to take back.")
        assert stored(app, "SELECT state, fixed_at FROM choke_point") == [("open", None)]


async def test_quick_keys_mark_the_row_they_were_pressed_on(tmp_path: Path) -> None:
    keep(tmp_path, a_point("first", due_at=NOW, zone="UTC"), a_point("second"))
    app = an_app(tmp_path)
    async with on_today(app) as pilot:
        await open_register(app, pilot, 2)
        await press(pilot, "x", "down", "x", "x", "up")
        await until(lambda: len(stored(app, "SELECT 1 FROM event WHERE what LIKE 'choke point %'")) == 3)
        await press(pilot)
        assert stored(app, "SELECT title, state FROM choke_point ORDER BY title") == [
            ("first", "fixed"),
            ("second", "open"),
        ]


@pytest.mark.parametrize("size", SIZES)
async def test_everyone_is_told_one_by_one_and_stays_in_place(
    tmp_path: Path, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    done = a_point("slot lost", action="we save it", state=ChokePointState.FIXED, fixed_at=NOW)
    keep(tmp_path, done, *a_hit(done, "Dana Reyes", 1), *a_hit(done, "Ada Okafor", 3))
    app = an_app(tmp_path)
    async with on_today(app, size) as pilot:
        await open_register(app, pilot)
        await press(pilot, "t")
        await until(lambda: on_top(app, ToldScreen) and "2 to tell" in shown(app))
        await sees(app, "[ ]  Ada Okafor")
        await press(pilot, "space")
        await sees(app, "[x]  Ada Okafor")
        await sees(app, "1 to tell")
        await press(pilot, "down", "t")
        await sees(app, "[x]  Dana Reyes")
        await sees(app, "all told")
        assert stored(app, "SELECT count(*) FROM cause_link WHERE told_at IS NULL") == [(0,)]
        await press(pilot, "ctrl+z")
        await sees(app, "[ ]  Dana Reyes")
        await press(pilot, "up", "space")
        await sees(app, "[ ]  Ada Okafor")
        await press(pilot, "escape")
        await until(lambda: on_top(app, CausesScreen) and "fixed · 2 to tell" in shown(app))


async def test_the_draft_for_a_person_is_shown_and_copied_never_sent(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = a_point("slot lost", action="we save it", state=ChokePointState.FIXED, fixed_at=NOW)
    keep(tmp_path, done, *a_hit(done, "Dana Reyes", 1))
    app = an_app(tmp_path)
    async with on_today(app) as pilot:
        sentences = told(app, monkeypatch)
        await open_register(app, pilot)
        await press(pilot, "t")
        await until(lambda: on_top(app, ToldScreen) and "Hello Dana Reyes, on Tuesday 3 March" in shown(app))
        await sees(app, "0171 555")
        await press(pilot, "y")
        assert sentences == [told_screen.COPIED]
        assert app.clipboard.startswith("Hello Dana Reyes, on Tuesday 3 March you told us")
        assert "What is different now: we save it. Thank you" in app.clipboard
        assert stored(app, "SELECT told_at FROM cause_link") == [(None,)]


@LONG
async def test_the_list_of_those_to_be_told_begins_with_the_choke_point_under_the_cursor(
    tmp_path: Path,
) -> None:
    new, old = (
        a_point(title, state=ChokePointState.FIXED, fixed_at=NOW - days * DAY)
        for title, days in (("new", 1), ("old", 5))
    )
    keep(tmp_path, new, old, *a_hit(new, "Dana"), *a_hit(old, "Ada", 9))
    app = an_app(tmp_path)
    async with on_today(app) as pilot:
        await open_register(app, pilot, 2)
        await press(pilot, "down", "t")
        await until(lambda: on_top(app, ToldScreen) and "▸ [ ]  Ada" in shown(app))
        await press(pilot, "slash", *"dan", "enter")
        await until(lambda: "▸ [ ]  Dana" in shown(app) and "Ada" not in shown(app))
        await press(pilot, "w")
        await until(lambda: on_top(app, CausesScreen))


@LONG
async def test_an_empty_list_of_those_to_be_told_says_what_will_stand_there(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    async with on_today(app, SMALL) as pilot:
        await open_register(app, pilot, 0)
        await press(pilot, "t", "space", "y", "o", "enter")
        await until(lambda: on_top(app, ToldScreen) and told_screen.NOBODY_WAITS[:30] in shown(app))
        assert "to tell" not in shown(app).splitlines()[0]


@pytest.mark.sweep(1)
@pytest.mark.parametrize(
    ("status", "screen"), [(Status.PARKED, LiveScreen), (Status.FINISHED, HistoryScreen)]
)
async def test_a_call_it_hit_is_taken_up_or_read(tmp_path: Path, status: Status, screen: type[Any]) -> None:
    point = a_point()
    keep(tmp_path, point, *a_hit(point, "Ada", 3), *a_hit(point, "Dana Reyes", 1, status=status))
    app = an_app(tmp_path)
    async with on_today(app) as pilot:
        await open_register(app, pilot)
        await sees(app, "It hit 2 calls")
        await press(pilot, "enter", "o")
        await until(lambda: on_top(app, screen))
        await until(lambda: "Dana Reyes" in shown(app) and "Ada" not in shown(app))


async def test_a_call_is_unlinked_where_its_row_has_the_cursor_and_linked_again(tmp_path: Path) -> None:
    point = a_point()
    keep(tmp_path, point, *a_hit(point, "Dana", 1), *a_hit(point, "Ada", 3))
    app = an_app(tmp_path)
    async with on_today(app) as pilot:
        await open_register(app, pilot)
        await sees(app, "It hit 2 calls")
        await press(pilot, "delete")
        assert stored(app, "SELECT count(*) FROM cause_link") == [(2,)]
        await press(pilot, "enter", "down", "delete")
        await sees(app, "It hit 1 call,")
        assert "Ada" not in shown(app)
        await press(pilot, "ctrl+z")
        await sees(app, "It hit 2 calls")


async def test_a_call_after_the_fix_is_pointed_out(tmp_path: Path) -> None:
    done = a_point(state=ChokePointState.FIXED, fixed_at=NOW - 5 * DAY)
    keep(tmp_path, done, *a_hit(done, "Dana", 1))
    app = an_app(tmp_path)
    async with on_today(app) as pilot:
        await open_register(app, pilot)
        await sees(app, "1 of them after it was marked fixed")
        await press(pilot, "t")
        await sees(app, "This happened after it was marked fixed")


@LONG
async def test_words_find_choke_points_and_escape_forgets_them(tmp_path: Path) -> None:
    keep(tmp_path, a_point("slot lost"), a_point("Vän late"))
    app = an_app(tmp_path)
    async with on_today(app) as pilot:
        await open_register(app, pilot, 2)
        await press(pilot, "slash", *"van", "enter")
        await until(lambda: "1 found" in shown(app) and "slot lost" not in shown(app))
        await press(pilot, "slash", *"x", "enter")
        await sees(app, NONE_FOUND)
        await press(pilot, "e", "x", "o", "delete", "enter", "escape")
        await until(lambda: len(register(app).lines) == 2)
        await press(pilot, "escape")
        await until(lambda: on_top(app, TodayScreen))


async def test_what_another_window_erased_is_told_and_the_words_are_kept_for_a_new_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(tmp_path, a_point("slot lost"))
    app = an_app(tmp_path)
    async with on_today(app) as pilot:
        sentences = told(app, monkeypatch)
        await open_register(app, pilot)
        await open_dialog(app, pilot, "e")
        rows_gone(app, "DELETE FROM choke_point")
        await press(pilot, *" again", "enter", "enter", "enter", "enter")
        await until(lambda: on_top(app, CausesScreen) and not register(app).lines)
        assert sentences[0].startswith("This choke point was erased meanwhile")
        await open_dialog(app, pilot, "a")
        assert asked(app, "title") == "slot lost again"


def rows_gone(app: AwareApp, statement: str) -> None:
    """Change the file as another window does."""
    import sqlite3
    from contextlib import closing

    with closing(sqlite3.connect(app.desk.settings.database)) as other, other:
        other.execute(statement)


async def test_what_another_window_changed_is_told_and_kept_only_on_a_second_word(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(tmp_path, a_point("slot lost", owner="Ana"))
    app = an_app(tmp_path)
    async with on_today(app) as pilot:
        sentences = told(app, monkeypatch)
        await open_register(app, pilot)
        await open_dialog(app, pilot, "e")
        first = app.screen
        rows_gone(app, "UPDATE choke_point SET title = 'theirs', row_version = row_version + 1")
        await press(pilot, *" mine", "enter", "enter", "enter", "enter")
        await until(lambda: on_top(app, PointDialog) and app.screen is not first)
        assert "changed in another window" in sentences[0]
        assert asked(app, "title") == "slot lost mine"
        assert stored(app, "SELECT title FROM choke_point") == [("theirs",)]
        await press(pilot, "enter", "enter", "enter", "enter")
        await until(lambda: on_top(app, CausesScreen))
        assert stored(app, "SELECT title, owner FROM choke_point") == [("slot lost mine", "Ana")]


@pytest.mark.parametrize("key", ["o", *(pytest.param(key, marks=LONG) for key in ("x", "e", "enter", "t"))])
async def test_no_key_on_a_row_that_is_gone_does_harm(tmp_path: Path, key: str) -> None:
    point = a_point()
    keep(tmp_path, point, *a_hit(point))
    app = an_app(tmp_path)
    async with on_today(app, SMALL) as pilot:
        await open_register(app, pilot)
        rows_gone(app, "DELETE FROM cause_link")
        rows_gone(app, "DELETE FROM choke_point")
        await press(pilot, key, "escape")
        assert app.is_running


@LONG
async def test_every_string_is_shown_safely_in_the_register_and_in_the_list_to_tell(tmp_path: Path) -> None:
    lines = [line for text in HOSTILE if (line := safe_words(text, lines=False).text).strip()]
    points = [a_point(line, action=line, owner=line, due_words=line) for line in lines]
    done = [a_point(line, action=line, state=ChokePointState.FIXED, fixed_at=NOW) for line in lines]
    hits = [row for line, point in zip(lines, done, strict=True) for row in a_hit(point, line)]
    keep(tmp_path, *points, *done, *hits)
    app = an_app(tmp_path)

    def clean() -> str:
        words = shown(app)
        assert re.search(UNSAFE_ON_SCREEN, words.replace("\n", "")) is None
        return visible_letters(words)

    async with on_today(app, (160, 50)) as pilot:
        await open_register(app, pilot, len(lines))
        for _ in range(0, 2 * len(lines), 40):
            clean()
            await press(pilot, "pagedown")
        await press(pilot, "enter")
        clean()
        await press(pilot, "t")
        await until(lambda: on_top(app, ToldScreen) and "to tell" in shown(app))
        for _ in range(0, len(lines), 40):
            clean()
            await press(pilot, "pagedown")
        marked = a_point("[bold]loud[/bold] [@click=app.quit]x[/]")
        assert point_row(ChokePointLine(marked), NOW, 90, "kim").plain.startswith(marked.title)


@pytest.mark.parametrize("opens", [pytest.param("", marks=LONG), "t"])
async def test_help_tells_the_keys_and_every_deed_is_in_the_palette(tmp_path: Path, opens: str) -> None:
    app = an_app(tmp_path)
    async with on_today(app) as pilot:
        await open_register(app, pilot, 0)
        await press(pilot, *opens)
        screen = app.screen
        assert isinstance(screen, CausesScreen | ToldScreen)
        keys = {command.key for command in screen.commands()}
        assert {key for key, _ in screen.HELP_PAGE.keys if len(key) == 1} - {"t"} <= keys
        await press(pilot, "f1")
        await until(lambda: on_top(app, HelpDialog))
        assert screen.HELP_PAGE.keys[-1][1] in shown(app)


@pytest.mark.parametrize(
    ("people", "told"),
    [
        (0, "Nobody waits"),
        (1, "1 person was hit by this, and stands"),
        (2, "2 people were hit by this, and stand "),
    ],
)
def test_the_sentence_of_what_is_fixed_goes_with_how_many_it_hit(people: int, told: str) -> None:
    assert told in waiting(people)
