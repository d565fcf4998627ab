"""The apology coach reads a draft as it is typed, marks words that spoil it, and keeps how it reads."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
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
    box,
    go,
    in_call,
    on_top,
    paste,
    pick_of,
    press,
    saved,
    session,
    shown,
    stored,
    to_part,
    until,
)

from aware_tui.domain.text import clean
from aware_tui.services.spots import safe_words
from aware_tui.tui.app import AwareApp
from aware_tui.tui.dialogs.apology import WHOLE_BLANK, ApologyDialog
from aware_tui.tui.dialogs.pick import Pick
from aware_tui.tui.live.coach_pane import CoachWords
from aware_tui.tui.live.screen import LiveScreen
from aware_tui.tui.plaintext import UNSAFE_ON_SCREEN
from aware_tui.tui.widgets.text_view import TextView

pytestmark = pytest.mark.head(6)

FAKE = "I'm sorry you feel that way"
FAULT = "I'm sorry you feel"
WHY = "It regrets how they feel or see it, and not what happened."
TWO_FAULTS = "I'm sorry if you were upset"
HONEST = "I'm sorry we missed your visit. That was our mistake."
ROW = "SELECT size, text, verdict, elements, findings, said_at FROM apology ORDER BY id"


def marked(app: AwareApp, view: TextView) -> list[str]:
    """Return the stretches of a place to type in that are underlined on screen, a piece a row."""
    area = view.content_region
    found: list[str] = []
    for strip in app.screen._compositor.render_strips(app.size)[area.y : area.bottom]:
        joined = False
        for segment in strip.crop(area.x, area.right):
            under = bool(segment.style and segment.style.underline)
            if under and joined:
                found[-1] += segment.text
            elif under:
                found.append(segment.text)
            joined = under
    return found


def draft(app: AwareApp) -> TextView:
    """Return the box of the draft."""
    return app.screen.query_one("#draft", TextView)


def draft_shown(app: AwareApp) -> str:
    """Return what the box of the draft shows."""
    area = draft(app).content_region
    return " ".join(row[area.x : area.right] for row in shown(app).splitlines()[area.y : area.bottom])


def coach(app: AwareApp) -> str:
    """Return what the coach says beside the draft, as one line."""
    return " ".join(str(app.screen.query_one(CoachWords).render()).split())


async def read(app: AwareApp) -> None:
    """Wait until the draft was read as it stands and the screen shows it."""
    dialog = app.screen
    assert isinstance(dialog, ApologyDialog)
    await until(lambda: dialog._read and dialog._read[0] == dialog.draft.text, "the draft is never read")


async def in_draft(pilot: Pilot[None], app: AwareApp, words: str, size: str = "") -> None:
    """Open the coach, choose a size if one is given, and type into the draft until it is read."""
    await press(pilot, "f2", *(("shift+tab", size, "tab") if size else ()), "tab")
    assert box(app) is draft(app)
    await press(pilot, *words)
    await read(app)
    await press(pilot)


@asynccontextmanager
async def drafting(folder: Path, words: str, size: str = "") -> AsyncIterator[tuple[AwareApp, Pilot[None]]]:
    """Run the app in a new call with these words in the draft, read."""
    app = an_app(folder)
    async with in_call(app) as pilot:
        await in_draft(pilot, app, words, size)
        yield app, pilot


async def say_it(pilot: Pilot[None], app: AwareApp) -> None:
    """Keep the draft as said."""
    await press(pilot, "ctrl+o")
    await until(lambda: draft(app).text == "")
    await press(pilot)


async def left(pilot: Pilot[None], app: AwareApp, question: str = ROW) -> list[tuple[Any, ...]]:
    """Leave the coach, and return what is stored then."""
    await press(pilot, "escape")
    assert on_top(app, LiveScreen)
    await saved(app)
    return stored(app, question)


async def test_words_that_take_a_sorry_back_are_underlined_and_told_why(tmp_path: Path) -> None:
    async with drafting(tmp_path, FAKE) as (app, _):
        assert marked(app, draft(app)) == [FAULT]
        assert "Some words take it back" in coach(app)
        assert f"“{FAULT}” {WHY}" in coach(app)
        assert "[•]" not in shown(app)


async def test_an_honest_draft_clears_the_marks_and_fills_the_list(tmp_path: Path) -> None:
    async with drafting(tmp_path, FAKE, "2") as (app, pilot):
        assert marked(app, draft(app)) == [FAULT]
        await press(pilot, *["backspace"] * len(FAKE), *HONEST)
        await read(app)
        await press(pilot)
        assert marked(app, draft(app)) == []
        assert coach(app).startswith("A real apology")
        assert shown(app).count("[•]") == 2
        for line in ("[•] 1  I said I am sorry", "[•] 2  I said it was ours", "[ ] 3  I said what it cost"):
            assert line in shown(app)
        assert session(app).ticks == ()


async def test_only_one_finding_is_shown_while_a_customer_waits(tmp_path: Path) -> None:
    async with drafting(tmp_path, TWO_FAULTS) as (app, _):
        reading = app.screen._read  # type: ignore[attr-defined]
        assert len(reading[1].findings) == 2
        assert len(marked(app, draft(app))) == 1
        assert [each.reason in coach(app) for each in reading[1].findings] == [True, False]


async def test_f3_inserts_words_at_the_cursor_and_undo_takes_them_out(tmp_path: Path) -> None:
    async with drafting(tmp_path, "Hello. Bye") as (app, pilot):
        await press(pilot, *["left"] * 4, "f3")
        assert on_top(app, Pick)
        label = pick_of(app)._choices[1].label
        await press(pilot, "2")
        assert draft(app).text == f"Hello. {label.strip('“”')} Bye"
        await press(pilot, "ctrl+z")
        assert draft(app).text == "Hello. Bye"


async def test_f4_puts_a_wording_in_with_its_first_blank_selected_and_undo_brings_the_draft_back(
    tmp_path: Path,
) -> None:
    async with drafting(tmp_path, FAKE, "2") as (app, pilot):
        await press(pilot, "f4")
        await until(lambda: draft(app).text != FAKE)
        blanks = WHOLE_BLANK.findall(draft(app).text)
        assert len(blanks) == 4
        assert draft(app).selected_text == blanks[0] == "____ (what went wrong)"
        assert "____ (what it cost them)" in " ".join(draft_shown(app).split())
        await press(pilot, *"visits")
        assert draft(app).text.startswith("You told me: visits.\n")
        await press(pilot, "ctrl+z", "ctrl+z")
        assert draft(app).text.startswith("You told me: ____ (what went wrong).\n")
        await press(pilot, "ctrl+z")
        assert draft(app).text == FAKE
        await read(app)
        await press(pilot)
        assert marked(app, draft(app)) == [FAULT]


@pytest.mark.long
async def test_blanks_are_filled_from_what_the_call_noted_and_from_nothing_else(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    async with in_call(app) as pilot:
        await press(pilot, *"the van never came")
        await go(pilot, app, ["acknowledge", "widen"])
        await to_part(pilot, app, "their_side")
        await press(pilot, *"a day off for nothing.")
        await in_draft(pilot, app, "I lost the key", "2")
        await press(pilot, "f4")
        await until(lambda: "You told me" in draft(app).text)
        lines = draft(app).text.splitlines()
        assert "You told me: the van never came." in lines
        assert "This is what it put you through: a day off for nothing." in lines
        assert len(WHOLE_BLANK.findall(draft(app).text)) == 2
        assert "key" not in draft(app).text


@pytest.mark.sweep(1)
@pytest.mark.parametrize(
    ("size", "words", "kept", "ticked"),
    [
        ("2", HONEST, ("full", HONEST, "real", "responsibility,regret", ""), {"regret", "responsibility"}),
        ("1", TWO_FAULTS, ("light", TWO_FAULTS, "fake", "", "conditional_if,blame_shift"), set()),
    ],
    ids=["honest", "fake"],
)
async def test_ctrl_o_in_the_draft_keeps_it_as_said_and_ticks_what_it_holds(
    tmp_path: Path, size: str, words: str, kept: tuple[str, ...], ticked: set[str]
) -> None:
    async with drafting(tmp_path, words, size) as (app, pilot):
        await say_it(pilot, app)
        assert {tick.item_id for tick in session(app).ticks} == {f"apology_{name}" for name in ticked}
        assert shown(app).count("[x]") == len(ticked)
        assert "[•]" not in shown(app)
        [row] = await left(pilot, app)
        assert row[:5] == kept
        assert str(row[5]).startswith(f"{NOW:%Y-%m-%d %H:%M:%S}")


async def test_ctrl_o_outside_the_draft_ticks_the_next_element(tmp_path: Path) -> None:
    async with drafting(tmp_path, "so sorry") as (app, pilot):
        await press(pilot, "shift+tab", "ctrl+o")
        assert [tick.item_id for tick in session(app).ticks] == ["apology_light_regret"]
        assert draft(app).text == "so sorry"
        assert [row[-1] for row in await left(pilot, app)] == [None]


@pytest.mark.sweep(1)
@pytest.mark.parametrize("key", ["escape", "f2"])
async def test_leaving_keeps_the_draft_and_how_it_reads_but_not_as_said(tmp_path: Path, key: str) -> None:
    async with drafting(tmp_path, FAKE) as (app, pilot):
        await press(pilot, key)
        assert on_top(app, LiveScreen)
        kept = [("light", FAKE, "fake", "", "blame_shift", None)]
        await until(lambda: stored(app, ROW) == kept, "its reading is never kept")
        await press(pilot, "f2")
        await read(app)
        await press(pilot)
        assert marked(app, draft(app)) == [FAULT]


@pytest.mark.long
async def test_later_in_the_call_a_fuller_apology_is_kept_beside_the_first(tmp_path: Path) -> None:
    async with drafting(tmp_path, "I'm sorry for your wait") as (app, pilot):
        await say_it(pilot, app)
        await press(pilot, "escape")
        await go(pilot, app, ["acknowledge", "widen", "agree"])
        await in_draft(pilot, app, HONEST, "2")
        await say_it(pilot, app)
        rows = await left(pilot, app)
        assert [row[:2] for row in rows] == [("light", "I'm sorry for your wait"), ("full", HONEST)]
        assert all(row[-1] for row in rows)


async def test_another_language_is_left_alone_and_told_of(tmp_path: Path) -> None:
    words = "Es tut mir leid dass wir den Termin verpasst haben"
    async with drafting(tmp_path, words) as (app, _):
        assert "The coach reads English" in coach(app)
        assert "Not said yet" not in coach(app)
        assert marked(app, draft(app)) == []


async def test_markup_in_a_draft_is_shown_and_quoted_as_text(tmp_path: Path) -> None:
    async with drafting(tmp_path, "I'm sorry you feel [/] upset [@click=app.quit]bye[/]") as (app, _):
        assert "“I'm sorry you feel [/] upset" in coach(app)
        assert "feel [/] upset [@click=app.quit]bye[/]" in " ".join(draft_shown(app).split())


@pytest.mark.long
async def test_no_hostile_string_in_a_draft_harms_the_screen(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    async with in_call(app, SMALL) as pilot:
        await press(pilot, "f2", "tab")
        for text in HOSTILE:
            whole = f"I'm sorry if {text} but you"
            draft(app).put("")
            paste(app, whole)
            await until(lambda: draft(app).text == clean(whole).text, repr(text))  # noqa: B023
            await read(app)
            await press(pilot)
            raw = re.search(UNSAFE_ON_SCREEN, shown(app).replace("\n", ""))
            assert raw is None, repr(raw)
        assert await left(pilot, app, "SELECT text FROM apology") == [(safe_words(whole).text,)]


async def test_what_is_pasted_on_the_elements_goes_into_the_draft_and_is_undone(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    async with in_call(app) as pilot:
        await press(pilot, "f2")
        assert not draft(app).has_focus
        paste(app, "\n".join(["I'm sorry."] * 30))
        await until(lambda: draft(app).text.count("sorry") == 30)
        await press(pilot, "ctrl+z")
        assert draft(app).text == ""
        assert draft(app).has_focus


async def test_a_draft_of_twenty_thousand_letters_is_read_to_its_end_and_kept_whole(tmp_path: Path) -> None:
    long = f"{('The van was late. ' * 2000)[: 20_000 - len(FAKE) - 1]} {FAKE}"
    app = an_app(tmp_path)
    async with in_call(app) as pilot:
        await press(pilot, "f2", "tab")
        paste(app, long)
        await until(lambda: draft(app).text == long)
        await read(app)
        await press(pilot)
        assert "".join(marked(app, draft(app))).replace(" ", "") == FAULT.replace(" ", "")
        assert await left(pilot, app, "SELECT text, verdict FROM apology") == [(long, "fake")]


@pytest.mark.sweep(1)
@pytest.mark.parametrize("size", [SMALL, (60, 18), WIDE])
async def test_no_line_of_what_the_coach_says_is_cut_off(tmp_path: Path, size: tuple[int, int]) -> None:
    app = an_app(tmp_path)
    async with in_call(app, size) as pilot:
        await press(pilot, "f2", "tab", "f4")
        await read(app)
        await press(pilot)
        words = app.screen.query_one(CoachWords)
        lines = words.render().wrap(words.content_size.width)
        assert "A blank is still open" in coach(app)
        assert len(lines) == words.size.height
