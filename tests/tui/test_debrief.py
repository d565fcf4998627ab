"""The debrief on screen: what it says first, what it keeps, and how one goes on from it."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from hostile import HOSTILE
from textual.pilot import Pilot
from tui.pilots import SMALL, WIDE, an_app, on_today, on_top, palette, press, shown, stored, until
from tui.rehearsing import GOOD, begun, call_of, debrief_of, page_text, shown_debrief

from aware_tui.domain.practice.acts import Act, Deed
from aware_tui.domain.practice.moves import After, Choose, Did, Listen, Move
from aware_tui.services.practice.debrief_page import TRUTH_UNTOLD
from aware_tui.services.practice.result_words import WATCHED
from aware_tui.tui.app import AwareApp
from aware_tui.tui.dialogs.help import HelpDialog
from aware_tui.tui.live.screen import LiveScreen
from aware_tui.tui.plaintext import UNSAFE_ON_SCREEN
from aware_tui.tui.practice.call_screen import CallScreen
from aware_tui.tui.practice.retry_dialog import RetryDialog
from aware_tui.tui.today.screen import TodayScreen
from aware_tui.tui.waiting import wait_for
from aware_tui.tui.widgets.text_view import TextView

pytestmark = pytest.mark.head(3)

LONG = pytest.mark.long
HEARD_OUT: tuple[Move, ...] = (Listen(), Listen())
IDEAL = (*HEARD_OUT, *map(Choose, GOOD), *map(After, Deed))
POOR = (Listen(), Choose("ack"), Choose("sorry"), Choose("calm"), Choose("openq"))
"""Cuts her off, and blames her; turn 4 costs most."""


@asynccontextmanager
async def debriefed(
    folder: Path, moves: tuple[Move, ...] = POOR, mode: str = "choose", size: tuple[int, int] = WIDE
) -> AsyncIterator[tuple[AwareApp, Pilot[None]]]:
    """Run the app on the debrief of a call with these moves."""
    app = an_app(folder)
    async with on_today(app, size) as pilot:
        one = await begun(app, mode)
        for move in moves:
            one.do(move)
        await wait_for(one.finish())
        await shown_debrief(app, pilot, one)
        yield app, pilot


async def test_one_thing_comes_first_then_the_moments_and_the_evidence(tmp_path: Path) -> None:
    async with debriefed(tmp_path) as (app, _):
        told = page_text(app)
        parts = [
            TRUTH_UNTOLD,
            "What they had to hear: There may be a leak.",
            "One thing for next time",
            "For example: “There may be a leak: open the windows, please.”",
            "Your best moment turn 3 “We left you in the cold",
            "What cost most turn 4 “You will have to calm down first.” Nobody ever calmed down by that.",
            "Lost by cutting them off turn 2 They would have gone on: “My neighbour opened the valve.”",
            "What lay behind it She never mentions the smell",
            "How it ended",
            "40 of 40 named what it was like · turn 2 · “Three days in the cold",
            "The call, turn by turn",
        ]
        places = [told.find(part) for part in parts]
        assert -1 not in places, parts[places.index(-1)]
        assert places == sorted(places)
        assert "of 100 · nothing was agreed" in shown(app)
        assert "Two good calls running pass" in " ".join(shown(app).split())
        assert ("Beside the score" in shown(app), "Empathy" in shown(app)) == (True, True)


@pytest.mark.parametrize("size", [SMALL, pytest.param((60, 18), marks=LONG)])
async def test_a_narrow_window_has_the_score_in_lines_and_the_rest_in_the_text(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with debriefed(tmp_path, IDEAL, size=size) as (app, pilot):
        assert "100 of 100 · settled" in shown(app)
        assert "Acknowledge 100" in shown(app)
        assert "Nothing was missing." in shown(app)
        assert "A good call. One more good call passes" in page_text(app)
        assert "Beside the score 100 patience" in page_text(app)
        await press(pilot, "end")
        await until(lambda: "Look for the cause behind it" in shown(app))
        assert "What cost most" not in page_text(app), "a truth that safety demands never counts as a cost"


@pytest.mark.long
async def test_what_was_watched_is_told_as_the_good_run(tmp_path: Path) -> None:
    async with debriefed(tmp_path, IDEAL, "watch") as (app, pilot):
        assert debrief_of(app).outcome.said == WATCHED
        assert "You watched it done well." in shown(app)
        assert "Your best moment" not in page_text(app)
        await press(pilot, "a")
        await until(lambda: on_top(app, CallScreen))
        assert call_of(app).rehearsal.mode == "complete"


async def test_a_retry_proposes_the_costliest_turn_and_plays_on_from_there(tmp_path: Path) -> None:
    async with debriefed(tmp_path) as (app, pilot):
        first = debrief_of(app).rehearsal.attempt.id
        await press(pilot, "r")
        assert on_top(app, RetryDialog)
        assert "4, or another from 1 to 5" in shown(app)
        await press(pilot, "9", "enter")
        assert "There are the turns 1 to 5." in shown(app)
        await press(pilot, "backspace", "enter")
        await until(lambda: on_top(app, CallScreen))
        await press(pilot)
        assert call_of(app).rehearsal.moves == ("listen", "choice ack", "choice sorry")
        assert "We left you in the cold" in shown(app)
        retried = stored(app, "SELECT retry_of, retry_turn FROM attempt WHERE state = 'open'")
        assert retried == [(first, 4)]


@pytest.mark.long
async def test_again_begins_one_call_however_often_it_is_pressed(tmp_path: Path) -> None:
    async with debriefed(tmp_path) as (app, pilot):
        await press(pilot, "a", "a")
        await until(lambda: on_top(app, CallScreen))
        assert call_of(app).rehearsal.moves == ()
        assert stored(app, "SELECT count(*) FROM attempt WHERE state = 'open'") == [(1,)]
        await press(pilot, "escape")
        await until(lambda: on_top(app, TodayScreen))


@LONG
async def test_the_good_run_is_a_key_away(tmp_path: Path) -> None:
    async with debriefed(tmp_path) as (app, pilot):
        await press(pilot, "m")
        await until(lambda: on_top(app, CallScreen))
        assert call_of(app).rehearsal.mode == "watch"


async def test_what_one_would_change_is_kept_as_it_is_typed(tmp_path: Path) -> None:
    async with debriefed(tmp_path) as (app, pilot):
        await press(pilot, "c", *"ram less", "escape")
        assert not isinstance(app.focused, TextView)
        await until(lambda: stored(app, "SELECT reflection FROM attempt") == [("ram less",)])
        await press(pilot, "c", *", listen", "enter")
        await until(lambda: stored(app, "SELECT reflection FROM attempt") == [("ram less, listen",)])
        await press(pilot, "c", *"!", "escape", "p")
        await until(lambda: on_top(app, TodayScreen))
        await until(lambda: stored(app, "SELECT reflection FROM attempt") == [("ram less, listen!",)])


@LONG
async def test_letters_are_words_in_the_line_and_help_is_at_hand(tmp_path: Path) -> None:
    async with debriefed(tmp_path) as (app, pilot):
        await press(pilot, "c", *"rampc")
        assert isinstance(app.focused, TextView)
        assert app.focused.text == "rampc"
        await press(pilot, "f1")
        assert on_top(app, HelpDialog)


@LONG
async def test_what_was_typed_is_quoted_as_it_was_typed(tmp_path: Path) -> None:
    said = (*HEARD_OUT, *(Did((Act.EXPLAIN,), text=words) for words in HOSTILE[:12]))
    async with debriefed(tmp_path, said, "type") as (app, pilot):
        for key in ("home", "pagedown", "pagedown", "end"):
            await press(pilot, key)
            assert not any(re.search(UNSAFE_ON_SCREEN, line) for line in shown(app).splitlines())


@LONG
async def test_every_action_is_in_the_palette(tmp_path: Path) -> None:
    async with debriefed(tmp_path) as (app, pilot):
        await palette(pilot, app, "Retry from a turn")
        assert on_top(app, RetryDialog)
        await press(pilot, "escape")
        await palette(pilot, app, "New call")
        await until(lambda: on_top(app, LiveScreen))
