"""Where their side is heard, words against a customer are named; for safety's sake, mealy words are."""

from pathlib import Path

import pytest
from textual.pilot import Pilot
from tui.pilots import (
    SMALL,
    an_app,
    at_step,
    box,
    go,
    in_call,
    live,
    on_top,
    press,
    saved,
    session,
    shown,
    stored,
    to_part,
    until,
)
from tui.test_apology_coach import marked

from aware_tui.tui.app import AwareApp
from aware_tui.tui.live.coach_pane import CoachWords
from aware_tui.tui.live.part_views import NoteView
from aware_tui.tui.live.screen import LiveScreen
from aware_tui.tui.widgets.text_view import TextView
from aware_tui.tui.widgets.words import Words

pytestmark = pytest.mark.head(3)

TO_WIDEN = ["acknowledge", "widen"]
AGAINST = "our records show you never called"
NAMED = "our records show you"
KINDER = "Kinder: “I see one payment, on the 6th."
WHY = "It sets a machine against their word."
LABEL = "How it looks from their side"
MEALY = "Perhaps you might leave the house"
PLAIN = "Please leave the house now, there could be a gas leak"
NOTE = "SELECT text FROM note WHERE field = 'put_straight'"


def remark(app: AwareApp) -> str:
    """Return what the coach says of words just typed, as one line."""
    shown_here = live(app).query_one("#coach-remark", CoachWords)
    return " ".join(str(shown_here.render()).split()) if shown_here.display else ""


def label(app: AwareApp) -> str:
    """Return what stands in the row of the label of the place that has focus."""
    view = next(node for node in box(app).ancestors if isinstance(node, NoteView))
    return str(view.query_one(".label", Words).render())


def how_plain(app: AwareApp) -> str:
    """Return what F6 says of the words to tell them, as one line."""
    return " ".join(str(app.screen.query_one("#correction-said", Words).render()).split())


async def all_read(app: AwareApp) -> None:
    """Wait until everything typed was handed over and read."""
    await saved(app)
    await until(lambda: not any(worker.is_running for worker in app.workers))


async def in_widen(pilot: Pilot[None], app: AwareApp, words: str, part: str = "their_side") -> TextView:
    """Type words in a note of Widen."""
    await go(pilot, app, TO_WIDEN)
    await to_part(pilot, app, part)
    await press(pilot, *words)
    return box(app)


async def safety_on(pilot: Pilot[None], app: AwareApp) -> None:
    """Switch safety on by its reason alone."""
    await press(pilot, "f6", *"smell of gas", "enter")
    await until(lambda: on_top(app, LiveScreen) and session(app).head.safety_reason == "smell of gas")


@pytest.mark.sweep(1)
@pytest.mark.parametrize("part", ["their_side", "remedy", "assumed"])
async def test_words_against_the_customer_are_marked_and_named_with_a_kinder_way(
    tmp_path: Path, part: str
) -> None:
    app = an_app(tmp_path)
    async with in_call(app) as pilot:
        view = await in_widen(pilot, app, AGAINST, part)
        before = view.region
        await until(lambda: KINDER in label(app))
        await press(pilot)
        assert marked(app, view) == [NAMED]
        assert f"“{NAMED}” {WHY}" in remark(app)
        assert view.region == before, "the place to type in moves under the hands"


@pytest.mark.long
async def test_in_a_narrow_window_the_row_of_the_label_names_it(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    async with in_call(app, SMALL) as pilot:
        view = await in_widen(pilot, app, AGAINST)
        await until(lambda: KINDER in label(app))
        await press(pilot)
        assert KINDER in shown(app)
        assert marked(app, view) == [NAMED]


@pytest.mark.long
async def test_rewriting_brings_the_label_back_and_silences_the_coach(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    async with in_call(app) as pilot:
        view = await in_widen(pilot, app, AGAINST)
        await until(lambda: KINDER in label(app))
        await press(pilot, *["backspace"] * len(AGAINST), *"they rang twice, nobody answered")
        await until(lambda: label(app) == LABEL)
        await press(pilot)
        assert marked(app, view) == []
        assert remark(app) == ""
        assert LABEL in shown(app)


@pytest.mark.long
async def test_with_safety_on_mealy_words_are_named_and_contradictions_are_not(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    async with in_call(app) as pilot:
        await go(pilot, app, TO_WIDEN)
        await safety_on(pilot, app)
        view = await in_part(pilot, app, f"{AGAINST}. ")
        await all_read(app)
        await press(pilot)
        assert (marked(app, view), remark(app), label(app)) == ([], "", LABEL)
        await press(pilot, *MEALY)
        await until(lambda: "“Perhaps”" in remark(app))
        await press(pilot)
        assert marked(app, view) == ["Perhaps"]
        assert "Hedged, a warning sounds like a matter of taste" in remark(app)
        assert label(app).startswith("Kinder: “Please unplug it now")


async def in_part(pilot: Pilot[None], app: AwareApp, words: str) -> TextView:
    """Type words in the box of their side, in Widen already."""
    await to_part(pilot, app, "their_side")
    await press(pilot, *words)
    return box(app)


@pytest.mark.long
async def test_words_already_named_are_read_anew_when_safety_comes_on(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    async with in_call(app) as pilot:
        view = await in_widen(pilot, app, AGAINST)
        await until(lambda: KINDER in label(app))
        await safety_on(pilot, app)
        await until(lambda: label(app) == LABEL)
        assert (marked(app, view), remark(app)) == ([], "")


async def test_mealy_words_are_nobodys_business_while_nobody_is_in_danger(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    async with in_call(app) as pilot:
        view = await in_widen(pilot, app, MEALY)
        await all_read(app)
        await press(pilot)
        assert (marked(app, view), remark(app)) == ([], "")
        await press(pilot, *f". {AGAINST}")
        await until(lambda: KINDER in label(app))


async def test_f6_says_how_plain_the_words_are_and_keeps_them_as_a_note(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    async with in_call(app) as pilot:
        await go(pilot, app, TO_WIDEN)
        await press(pilot, "f6", *"smell of gas", "tab", *MEALY)
        view = box(app)
        assert view.id == "correction"
        await until(lambda: how_plain(app).startswith("“Perhaps” · Hedged"))
        await press(pilot)
        assert marked(app, view) == ["Perhaps"]
        await press(pilot, "ctrl+u", *"They said it was fine")
        await until(lambda: how_plain(app).startswith("Not plain yet"))
        await press(pilot, "ctrl+u", *"Leave the house now")
        await until(lambda: how_plain(app).startswith("Say why, in a word"))
        await press(pilot, "ctrl+u", *PLAIN)
        await until(lambda: how_plain(app) == "Plain: what must stop, and why.")
        await press(pilot)
        assert marked(app, view) == []
        await press(pilot, "enter")
        await until(lambda: session(app).head.safety_reason == "smell of gas")
        await saved(app)
        assert stored(app, NOTE) == [(PLAIN,)]
        assert stored(app, "SELECT safety_reason FROM session") == [("smell of gas",)]


async def test_words_to_say_without_a_reason_switch_nothing_and_stay(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    async with in_call(app) as pilot:
        await press(pilot, "f6", "tab", *PLAIN, "enter")
        assert on_top(app, LiveScreen)
        assert session(app).head.safety_reason is None
        await saved(app)
        assert stored(app, NOTE) == [(PLAIN,)]
        await press(pilot, "f6")
        assert app.screen.query_one("#correction", TextView).text == PLAIN


@pytest.mark.long
async def test_the_reason_alone_switches_safety_on(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    async with in_call(app) as pilot:
        await go(pilot, app, TO_WIDEN)
        await safety_on(pilot, app)
        await saved(app)
        assert stored(app, "SELECT safety_reason FROM session") == [("smell of gas",)]
        assert stored(app, NOTE) == []


@pytest.mark.long
async def test_a_step_without_the_switch_is_not_guarded(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    async with in_call(app) as pilot:
        await go(pilot, app, ["acknowledge"])
        await at_step(app, "acknowledge", "probe")
        await press(pilot, *AGAINST)
        view = box(app)
        assert view.text.endswith(AGAINST)
        await all_read(app)
        await press(pilot)
        assert marked(app, view) == []
        assert remark(app) == ""
