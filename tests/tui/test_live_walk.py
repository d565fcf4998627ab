"""The walk of a live call, key by key: where focus is, what is kept, what is on screen."""

from datetime import datetime
from pathlib import Path

import pytest
from tui.pilots import (
    NOW,
    SMALL,
    Clock,
    an_app,
    at_step,
    box,
    coach_text,
    go,
    in_call,
    live,
    notices,
    on_today,
    on_top,
    part_id,
    paste,
    press,
    rail_text,
    saved,
    send,
    session,
    shown,
    stored,
    until,
)

from aware_tui.domain.playbook import CoachKind
from aware_tui.tui.live.coach_pane import CoachPane
from aware_tui.tui.live.live_commands import COACH_QUIET, LAST_STEP
from aware_tui.tui.today.screen import TodayScreen
from aware_tui.tui.widgets.checklist import Checklist
from aware_tui.tui.widgets.choice_row import ChoiceRow
from aware_tui.tui.widgets.text_view import TextView

pytestmark = pytest.mark.head(6)

WORDS = "They came at nine, not at eight."
PROMISE = "I'll ring you back tomorrow by 5"


@pytest.mark.sweep(1)
@pytest.mark.parametrize("first", ["f5", "f8"])
async def test_the_short_call_takes_seven_command_keys(tmp_path: Path, first: str) -> None:
    app = an_app(tmp_path)
    async with on_today(app, SMALL) as pilot:
        await press(pilot, "n")
        assert session(app).head.current_phase == "listen"
        words = box(app)
        await press(pilot, *WORDS)
        assert words.text == WORDS

        words.move_cursor((0, 4))
        await press(pilot, first)
        await at_step(app, "acknowledge", "probe")
        assert box(app) is words
        assert (words.text, words.cursor_location) == (WORDS, (0, 4))

        await press(pilot, "f8")
        await at_step(app, "widen")
        assert part_id(app) == "remedy"
        await press(pilot, *"a visit on Saturday", "f8")
        await at_step(app, "agree")
        assert part_id(app) == "promises"

        await press(pilot, *PROMISE, "enter")
        await until(lambda: "Due tomorrow 17:00" in shown(app))
        assert (part_id(app), box(app).text) == ("promises", "")

        await press(pilot, "f9")
        assert "▸ Park until tomorrow 17:00" in shown(app)
        await press(pilot, "enter")
        await until(lambda: on_top(app, TodayScreen) and "Ring you back" in shown(app))
        assert stored(app, "SELECT status, end_reason FROM session") == [("parked", None)]
        assert stored(app, "SELECT text FROM note WHERE field = 'remedy'") == [("a visit on Saturday",)]


async def test_undo_reaches_back_over_the_end_of_listening(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    async with in_call(app) as pilot:
        await press(pilot, *"first")
        await press(pilot, "f5")
        await at_step(app, "acknowledge", "probe")
        assert box(app).text == "first"
        await press(pilot, "ctrl+z")
        assert box(app).text == ""


@pytest.mark.parametrize("size", [SMALL, (120, 36)])
async def test_no_question_and_no_explanation_is_on_screen_while_they_talk(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    app = an_app(tmp_path)
    async with in_call(app, size) as pilot:
        await press(pilot, "ctrl+g")
        assert not app.screen.query_one(CoachPane).display
        assert notices(app) == [COACH_QUIET]
        words = shown(app)
        for phase in live(app).call.step.phases:
            for block in phase.coach:
                if block.kind in (CoachKind.ASK, CoachKind.WHY, CoachKind.CAREFUL):
                    assert not any(line in words for line in block.lines)
        assert not any(item.why and item.why in words for item in live(app).call.step.items())
        await press(pilot, "f5")
        await at_step(app, "acknowledge", "probe")
        if size == SMALL:
            assert not app.screen.query_one(CoachPane).display
            await press(pilot, "ctrl+g")
        assert "take me through it from the start" in coach_text(app)


async def test_f5_does_nothing_where_nobody_is_listening(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    async with in_call(app) as pilot:
        await press(pilot, "f5")
        await press(pilot, "f5", *"x")
        assert (session(app).head.current_phase, box(app).text) == ("probe", "x")


@pytest.mark.long
async def test_f7_at_the_beginning_and_f8_at_the_end_change_nothing(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    async with in_call(app) as pilot:
        await press(pilot, "f7", *"a")
        assert (session(app).head.current_phase, box(app).text) == ("listen", "a")
        await press(pilot, *["f8"] * 5)
        await at_step(app, "evaluate")
        assert notices(app) == []
        assert "F7 back" in shown(app)
        assert "F8" not in shown(app)
        await press(pilot, "f8")
        assert session(app).head.current_step == "evaluate"
        assert notices(app) == [LAST_STEP]


BURSTS = [
    (("n", *"hello"), {"acknowledge/their_words": "hello"}),
    (("n", *"helo", "backspace", *"lo"), {"acknowledge/their_words": "hello"}),
    (("n", *"hello", "f8", *" there"), {"acknowledge/their_words": "hello there"}),
    (
        ("n", "f5", "f8", *"refund", "f8", *"I'll call"),
        {"widen/remedy": "refund", "agree/promises": "I'll call"},
    ),
    (("n", "f8", *"abc", "f8", "f7", *"def"), {"acknowledge/their_words": "abcdef"}),
    (("n", *"ab", "escape", *"cd"), {"acknowledge/their_words": "abcd"}),
    (("n", *"ab", "escape", "1", "3", *"cd", "left", *"x"), {"acknowledge/their_words": "abcxd"}),
    (("n", *"ab", "f4", "escape", *"cd"), {"acknowledge/their_words": "abcd"}),
    (("n", *"ab", "f4", *"Dana", "escape", *"cd"), {"acknowledge/their_words": "abcd"}),
    (("n", *"ab", "f2", "escape", *"cd"), {"acknowledge/their_words": "abcd"}),
    (("n", *"ab", "f6", *"gas", "enter", *"cd"), {"acknowledge/their_words": "abcd"}),
    (("n", *"ab", "f3", *"ring", "escape", *"cd"), {"acknowledge/their_words": "abcd"}),
    (("n", *"ab", "f9", "escape", *"cd"), {"acknowledge/their_words": "abcd"}),
    (("n", *"ab", "ctrl+z", *"cd"), {"acknowledge/their_words": "cd"}),
]


@pytest.mark.sweep(1)
@pytest.mark.parametrize(("keys", "notes"), BURSTS)
async def test_keys_sent_in_one_go_land_where_they_belong(
    tmp_path: Path, keys: tuple[str, ...], notes: dict[str, str]
) -> None:
    app = an_app(tmp_path)
    async with on_today(app) as pilot:
        await press(pilot, *keys)
        await saved(app)
        for place, words in notes.items():
            step, field = place.split("/")
            assert session(app).note(step, field) == words, session(app).notes
            assert stored(app, f"SELECT text FROM note WHERE field = '{field}'") == [(words,)]
        ticked = [tick.item_id for tick in session(app).ticks]
        assert ticked == (["put_down", "uninterrupted"] if "3" in keys else [])


async def test_keys_typed_before_the_data_is_open_go_to_the_call(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    async with app.run_test():
        send(app, "n", *"nobody came")
        await until(lambda: app.live_screens and live(app).call.session.notes)
        await saved(app)
        assert session(app).note("acknowledge", "their_words") == "nobody came"
    app.desk.close()


async def test_ctrl_o_ticks_the_next_open_item_from_anywhere(tmp_path: Path) -> None:
    clock = Clock()
    app = an_app(tmp_path, now=clock)
    async with in_call(app) as pilot:
        await press(pilot, *"ab", "ctrl+o", *"cd")
        clock.forward(minutes=2)
        await press(pilot, "escape", "ctrl+o", "escape")
        assert box(app).text == "abcd"
        await saved(app)
        rows = stored(app, "SELECT item_id, wording, ticked_at FROM tick ORDER BY id")
        assert [row[0] for row in rows] == ["put_down", "said_sorry"]
        assert rows[0][1] == "I have put everything else down"
        times = [datetime.fromisoformat(f"{row[2]}+00:00") for row in rows]
        assert [(at - NOW).total_seconds() for at in times] == [0, 120]


async def test_the_checklist_is_ticked_by_digit_and_space_and_keeps_its_order(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    async with in_call(app) as pilot:
        items = app.screen.query_one("#items", Checklist)
        order = [item.id for item in items.items]
        await press(pilot, *"ab", "escape")
        assert app.focused is items
        await press(pilot, "3", "up", "space")
        assert {tick.item_id for tick in session(app).ticks} == {"uninterrupted", "said_sorry"}
        assert [item.id for item in items.items] == order
        lines = [line for line in shown(app).splitlines() if "] " in line]
        assert [line.split("]")[0].strip(" ▸") for line in lines] == ["[", "[x", "[x"]
        await press(pilot, "3")
        assert [tick.item_id for tick in session(app).ticks] == ["said_sorry"]
        await press(pilot, *"c d")
        assert box(app).text == "abc d"


async def test_what_is_pasted_outside_a_box_goes_into_the_box(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    async with in_call(app) as pilot:
        await press(pilot, *"ab", "escape")
        paste(app, "they wrote:\x1b\nit is late")
        await until(lambda: isinstance(app.focused, TextView))
        await until(lambda: box(app).text == "abthey wrote:\nit is late")
        await press(pilot, "tab")
        assert isinstance(app.focused, ChoiceRow)
        paste(app, "!")
        await until(lambda: isinstance(app.focused, TextView))
        await until(lambda: box(app).text.endswith("late!"))
        await saved(app)
        assert stored(app, "SELECT text FROM note") == [("abthey wrote:\nit is late!",)]


async def test_going_back_loses_nothing_and_skipping_leaves_gaps_that_never_block(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    async with in_call(app) as pilot:
        await press(pilot, *"words", "ctrl+o")
        await go(pilot, app, ["acknowledge", "widen", "agree", "resolve"])
        assert "◐ Acknowledge  ◐ Widen  ◐ Agree  ● Resolve  ○ Evaluate" in rail_text(app)
        await press(pilot, *["f7"] * 4)
        await at_step(app, "acknowledge", "listen")
        assert box(app).text == "words"
        assert box(app).cursor_location == (0, 5)
        assert "[x] 1" in shown(app)
        for _ in range(2):
            await press(pilot, "ctrl+o", "ctrl+o", "ctrl+o", "ctrl+o", "f8")
        await at_step(app, "widen")
        assert "✓ Acknowledge  ● Widen" in rail_text(app)


@pytest.mark.long
async def test_a_category_adds_to_the_drawer_and_clears_nothing(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    async with in_call(app) as pilot:
        await press(pilot, *"words", "ctrl+o")
        await go(pilot, app, ["acknowledge", "widen"])
        await press(pilot, *"a visit")
        live(app).set_category("late")
        live(app).session_changed()
        await pilot.pause()
        extra = app.screen.query_one("#extra-items", Checklist)
        assert "late_deadline" in [item.id for item in extra.items]
        assert "I asked what else was riding" in str(extra.render())
        live(app).call.tick(extra.items[-1])
        live(app).set_category("faulty")
        live(app).session_changed()
        await pilot.pause()
        assert "faulty_safe" in [item.id for item in extra.items]
        assert len(session(app).ticks) == 2
        assert box(app).text == "a visit"
        assert session(app).note("acknowledge", "their_words") == "words"
