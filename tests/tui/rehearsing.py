"""A practice call on screen, for all tests of it: begun without the screens before it."""

from collections.abc import AsyncIterator, Callable
from concurrent.futures import Future
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from practicing import LIND
from textual.pilot import Pilot
from tui.pilots import WIDE, an_app, on_today, on_top, press, shown, until

from aware_tui.domain.practice_states import AttemptMode
from aware_tui.services.practice import rehearsal as rehearsals
from aware_tui.services.practice.library import library_of
from aware_tui.services.practice.rehearsal import Rehearsal
from aware_tui.store.errors import DiskFull
from aware_tui.tui.app import AwareApp
from aware_tui.tui.practice.answering_screen import Stage
from aware_tui.tui.practice.call_screen import CallScreen
from aware_tui.tui.practice.conversation import Utterance
from aware_tui.tui.practice.debrief_screen import DebriefScreen
from aware_tui.tui.waiting import wait_for
from aware_tui.tui.widgets.prose import PassageView

GOOD = ("ack", "sorry", "openq", "truth", "back", "invite", "visit", "commit")
"""The good run of Mrs Lind."""


def failing(problem: Exception) -> Callable[..., Future[Any]]:
    """Return a way to save that always comes to this problem."""

    def fail(*_: object) -> Future[Any]:
        made: Future[Any] = Future()
        made.set_exception(problem)
        return made

    return fail


FULL = failing(DiskFull("The disk is full."))


async def begun(app: AwareApp, mode: str = "choose", scenario: str | Path = LIND) -> Rehearsal:
    """Begin an attempt, without showing it."""
    library = library_of(app.desk)
    loaded = await wait_for(library.find(str(scenario)))
    return await wait_for(rehearsals.begin(app.desk, library, loaded, AttemptMode(mode)))


async def shown_call(app: AwareApp, pilot: Pilot[None], rehearsal: Rehearsal) -> CallScreen:
    """Show an attempt in hand, and wait until it is ready."""
    await app.push_screen(CallScreen(rehearsal))
    await until(lambda: on_top(app, CallScreen))
    await press(pilot)
    return call_of(app)


@asynccontextmanager
async def rehearsing(
    folder: Path, mode: str = "choose", scenario: str | Path = LIND, size: tuple[int, int] = WIDE
) -> AsyncIterator[tuple[AwareApp, Pilot[None]]]:
    """Run the app in a practice call that has just begun."""
    app = an_app(folder)
    async with on_today(app, size) as pilot:
        await shown_call(app, pilot, await begun(app, mode, scenario))
        yield app, pilot


def call_of(app: AwareApp) -> CallScreen:
    """Return the practice call, which is in front."""
    assert isinstance(app.screen, CallScreen), app.screen
    return app.screen


def debrief_of(app: AwareApp) -> DebriefScreen:
    """Return the debrief, which is in front."""
    assert isinstance(app.screen, DebriefScreen), app.screen
    return app.screen


def digit_of(app: AwareApp, entry_id: str) -> str:
    """Return the digit of something to choose."""
    entries = call_of(app).pane.entries
    found = [entry.key for entry in entries if entry.id == entry_id]
    assert found, (entry_id, entries)
    return found[0]


async def choose(app: AwareApp, pilot: Pilot[None], *ids: str) -> None:
    """Choose by digit, one after the other."""
    for each in ids:
        await press(pilot, digit_of(app, each))


async def hear_out(app: AwareApp, pilot: Pilot[None]) -> None:
    """Let the customer finish."""
    while call_of(app).rehearsal.still_talking:
        await press(pilot, "space")


async def say(app: AwareApp, pilot: Pilot[None], text: str) -> None:
    """Type a line and say it, and wait until it was read."""
    await press(pilot, *text)
    await press(pilot, "enter")
    await until(lambda: call_of(app).stage is not Stage.READING, "it is never read")
    await press(pilot)


async def to_debrief(app: AwareApp, pilot: Pilot[None]) -> DebriefScreen:
    """Go on from the deeds after the call to the debrief, and wait until all of it stands there."""
    await press(pilot, "enter")
    return await _ready(app, pilot)


async def shown_debrief(app: AwareApp, pilot: Pilot[None], rehearsal: Rehearsal) -> DebriefScreen:
    """Show the debrief of a finished attempt, and wait until all of it stands there."""
    await app.push_screen(DebriefScreen(rehearsal))
    return await _ready(app, pilot)


async def _ready(app: AwareApp, pilot: Pilot[None]) -> DebriefScreen:
    await until(lambda: isinstance(app.screen, DebriefScreen), "no debrief")
    await until(lambda: bool(debrief_of(app).query(PassageView)), "an empty debrief")
    await press(pilot)
    return debrief_of(app)


async def sees(app: AwareApp, words: str) -> None:
    """Wait until these words are in sight: the conversation goes to its end once all of it has a place."""
    await until(lambda: words in shown(app), lambda: f"{words!r} is never seen in {shown(app)}")


def page_text(app: AwareApp) -> str:
    """Return all that the debrief has to read, as one line."""
    views = debrief_of(app).query(PassageView)
    return " ".join(" ".join(str(line) for view in views for line in view.lines(200)).split())


def heard(app: AwareApp) -> str:
    """Return the conversation as it stands, as one line."""
    said = (line.plain for each in call_of(app).conversation.query(Utterance) for line in each.lines(200))
    return " ".join(" ".join(said).split())
