"""The apology guide, the customer form, help and the line that is asked for, by keys alone."""

from pathlib import Path

import pytest
from tui.pilots import (
    SMALL,
    an_app,
    at_step,
    box,
    go,
    in_call,
    live,
    on_today,
    on_top,
    pick_of,
    press,
    said,
    saved,
    sees,
    session,
    shown,
    stored,
    until,
)

from aware_tui.domain.playbook import Choice
from aware_tui.tui.app import AwareApp
from aware_tui.tui.dialogs.apology import ApologyDialog
from aware_tui.tui.dialogs.customer import CustomerDialog
from aware_tui.tui.dialogs.help import HelpDialog
from aware_tui.tui.dialogs.pick import Pick
from aware_tui.tui.dialogs.safety import SafetyDialog
from aware_tui.tui.live.coach_pane import CoachPane
from aware_tui.tui.live.screen import LiveScreen
from aware_tui.tui.widgets.checklist import Checklist
from aware_tui.tui.widgets.choice_row import ChoiceRow
from aware_tui.tui.widgets.text_view import TextView

pytestmark = pytest.mark.head(7)


async def test_the_apology_guide_ticks_what_was_said_and_keeps_the_draft(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    async with in_call(app) as pilot:
        await press(pilot, *"words", "f2")
        assert on_top(app, ApologyDialog)
        assert isinstance(app.focused, Checklist)
        assert "A light apology" in said(app)
        assert session(app).head.apology_size is None
        await press(pilot, "ctrl+o", "2", *"Dear Dana, I'm sorry")
        assert [tick.item_id for tick in session(app).ticks] == ["apology_light_regret", "apology_light_help"]
        assert box(app).text == "Dear Dana, I'm sorry"
        await press(pilot, "f2")
        assert on_top(app, LiveScreen)
        assert box(app).text == "words"
        await saved(app)
        assert stored(app, "SELECT size, text, said_at FROM apology") == [
            ("light", "Dear Dana, I'm sorry", None)
        ]
        await press(pilot, "f2")
        assert app.screen.query_one(TextView).text == "Dear Dana, I'm sorry"
        assert "[x] 1" in shown(app)


async def test_the_size_is_answered_in_the_guide_and_each_size_has_its_draft(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    async with in_call(app) as pilot:
        await press(pilot, "f2", "shift+tab")
        assert isinstance(app.focused, ChoiceRow)
        await press(pilot, "1")
        assert session(app).head.apology_size == "light"
        await press(pilot, "tab", "tab", *"so sorry", "shift+tab", "shift+tab", "2")
        assert session(app).head.apology_size == "full"
        assert "A full apology" in said(app)
        assert app.screen.query_one(TextView).text == ""
        await press(pilot, "tab", "tab", *"we let you down", "shift+tab", "shift+tab", "1")
        assert app.screen.query_one(TextView).text == "so sorry"
        await press(pilot, "1")
        assert session(app).head.apology_size is None
        await press(pilot, "ctrl+z")
        assert session(app).head.apology_size == "light"
        await press(pilot, "escape")
        await saved(app)
        drafts = stored(app, "SELECT size, text FROM apology ORDER BY id")
        assert drafts == [("light", "so sorry"), ("full", "we let you down")]
        await go(pilot, app, ["acknowledge"])
        await at_step(app, "acknowledge", "probe")
        assert "● 1 light" in shown(app)


async def test_the_draft_is_kept_at_a_pause_without_leaving(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    async with in_call(app) as pilot:
        await press(pilot, "f2", "tab", *"so sorry")
        await until(lambda: stored(app, "SELECT text FROM apology") == [("so sorry",)])
        await press(pilot, "ctrl+z")
        assert box(app).text == ""
        await press(pilot, "escape")
        await saved(app)
        assert stored(app, "SELECT text FROM apology") == [("",)]


async def test_the_customer_form_keeps_each_value_and_clears_nothing(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    async with in_call(app) as pilot:
        await press(pilot, *"words", "ctrl+o", "f4")
        assert on_top(app, CustomerDialog)
        await press(
            pilot, *"Dana Reyes", "enter", *"K-77", "tab", *"0441 632960", "tab", "4", "tab", "1", "tab", "1"
        )
        await until(lambda: on_top(app, Pick))
        await press(pilot, "2")
        assert on_top(app, CustomerDialog)
        assert "faulty, damaged or wrong goods" in shown(app)
        await press(pilot, "tab", *"boiler", "tab", *"north")
        await press(pilot, "f4")
        assert on_top(app, LiveScreen)
        assert box(app).text == "words"
        assert "Dana Reyes · phone" in shown(app)
        await saved(app)
        person = "SELECT name, reference, contact, preferred_channel FROM customer"
        assert stored(app, person) == [("Dana Reyes", "K-77", "0441 632960", "email")]
        case = "SELECT channel, category, product, location FROM session"
        assert stored(app, case) == [("phone", "faulty", "boiler", "north")]
        assert len(session(app).ticks) == 1
        await press(pilot, "f4", "backspace", "escape")
        known = session(app).customer
        assert known is not None
        assert (known.name, known.reference) == ("Dana Reye", "K-77")


async def test_a_form_that_is_opened_and_left_makes_no_customer(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    async with in_call(app) as pilot:
        before = session(app)
        await press(pilot, "f4", "tab", "tab", "escape")
        assert session(app) == before


async def test_typing_in_the_form_is_kept_at_a_pause(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    async with in_call(app) as pilot:
        await press(pilot, "f4", *"Dana")
        await until(lambda: stored(app, "SELECT name FROM customer") == [("Dana",)])


async def test_a_card_number_in_the_form_is_masked_on_screen_too(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    async with in_call(app) as pilot:
        await press(pilot, "f4", "tab", *"4111 1111 1111 1111", "tab")
        assert "•••• 1111" in shown(app)
        assert "4111" not in shown(app)


async def test_f1_tells_the_keys_and_why_each_item_matters(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    async with in_call(app) as pilot:
        await press(pilot, *"ab", "f1")
        assert on_top(app, HelpDialog)
        assert "they have finished" in shown(app)
        await press(pilot, "f1", *"cd")
        assert on_top(app, LiveScreen)
        assert box(app).text == "abcd"


async def test_the_coach_drawer_opens_and_closes_at_narrow_sizes_and_typing_goes_on(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    async with in_call(app, (80, 24)) as pilot:
        await go(pilot, app, ["acknowledge", "widen"])
        assert not live(app).query_one(CoachPane).display
        await press(pilot, *"a", "ctrl+g", *"b")
        assert live(app).query_one(CoachPane).display
        assert "What would make this right" in shown(app)
        await press(pilot, "pagedown", "pagedown", "pagedown")
        await until(lambda: "What would make this right" not in shown(app))
        assert "asked a colleague" in shown(app)
        await press(pilot, "pageup", "pageup", "pageup")
        await until(lambda: "What would make this right" in shown(app))
        await press(pilot, "ctrl+g", *"c")
        assert not live(app).query_one(CoachPane).display
        assert box(app).text == "abc"


async def test_a_pick_moves_to_the_letter_typed(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    async with in_call(app) as pilot:
        await press(pilot, "f4", *["tab"] * 5, "1")
        assert on_top(app, Pick)
        await press(pilot, *"w", *"w")
        assert pick_of(app)._choices[pick_of(app).cursor].id == "information"
        await press(pilot, *"i", "enter", "escape")
        assert on_top(app, LiveScreen)
        assert session(app).head.category == "danger"


async def test_a_safety_reason_left_empty_switches_nothing(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    async with in_call(app) as pilot:
        await press(pilot, "f6")
        assert on_top(app, SafetyDialog)
        await press(pilot, "enter")
        assert on_top(app, LiveScreen)
        assert session(app).head.safety_reason is None


@pytest.mark.parametrize("size", [(60, 18), SMALL])
async def test_of_many_choices_the_one_under_the_cursor_is_in_sight(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    app = an_app(tmp_path)
    choices = tuple(Choice(str(n), f"number {n}, which is " + "long " * (n % 3 * 6)) for n in range(30))
    async with on_today(app, size) as pilot:
        app.push_screen(Pick("Which of them?", choices, why="There are many."))
        for key, seen in (
            ("up", "▸   number 29"),
            ("up", "▸   number 28"),
            ("down", "number 29"),
            ("down", "Which"),
        ):
            await press(pilot, key)
            await sees(app, seen)
        for number in range(1, 30):
            await press(pilot, "down")
            await until(lambda n=number: f"number {n}," in lit(app))  # type: ignore[misc]


def lit(app: AwareApp) -> str:
    """Return the line with the mark of the cursor."""
    return next((line for line in shown(app).splitlines() if "▸" in line), "")
