"""A walk past every screen and dialog, on sample data with a clock that stands, to look at each of them."""

import asyncio
import atexit
import shutil
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from goals.saved import a_goal
from reading_ahead import lay_read_playbook
from textual.pilot import Pilot
from textual.screen import ModalScreen
from tui.filling import put
from tui.finding import a_half_year, finds
from tui.pilots import NOW, WIDE, an_app, at_peace, on_today, palette, press, settings, until
from tui.rehearsing import begun, shown_call

from aware_tui.services.demo.calls import fill
from aware_tui.tui.app import AwareApp
from aware_tui.tui.dialogs.damaged import DamagedDialog
from aware_tui.tui.main_screens import make_screen
from aware_tui.tui.opening import Opening
from aware_tui.tui.practice.answering_screen import Stage
from aware_tui.tui.practice.call_screen import CallScreen

Walk = Callable[[Pilot[None], AwareApp], Awaitable[object]]

STILL = 3
"""So many times in a row the app must be found at rest: what a dialog looks up comes a moment later."""


@dataclass(frozen=True, slots=True)
class Stop:
    """A place on the walk, and how it is reached from the one before."""

    name: str
    go: Walk


@dataclass(frozen=True, slots=True)
class Tour:
    """A walk that begins on Today; `new` is without a call so far, at the very first start."""

    name: str
    stops: tuple[Stop, ...]
    new: bool = False


def by_keys(name: str, *keys: str) -> Stop:
    """Return a place that keys lead to."""

    async def go(pilot: Pilot[None], app: AwareApp) -> None:
        for key in keys:
            await press(pilot, key)
            await rest(app)

    return Stop(name, go)


def by_typing(name: str, words: str, *keys: str) -> Stop:
    """Return a place that typing leads to, and keys after it."""

    async def go(pilot: Pilot[None], app: AwareApp) -> None:
        await press(pilot, *words, *keys)
        await rest(app)

    return Stop(name, go)


async def rest(app: AwareApp) -> None:
    """Wait until the app has nothing left to do, in the background either; a dialog's asker waits for it."""
    for _ in range(STILL):
        await until(lambda: (isinstance(app.screen, ModalScreen) or idle(app)) and at_peace(app))
        await asyncio.sleep(0.01)


def idle(app: AwareApp) -> bool:
    """Say whether nothing runs in the background."""
    return not any(worker.is_running for worker in app.workers)


async def _to_goals(_pilot: Pilot[None], app: AwareApp) -> None:
    await app.push_screen(make_screen("goals", app.desk))
    await rest(app)


async def _to_colours(pilot: Pilot[None], app: AwareApp) -> None:
    await press(pilot, "escape", "escape")
    app.action_change_theme()
    await rest(app)


async def _to_damage(_pilot: Pilot[None], app: AwareApp) -> None:
    await app.push_screen(DamagedDialog(app.desk, "The data could not be read."))
    await rest(app)


def by_name(name: str, title: str, *keys: str) -> Stop:
    """Return a place that a command of the palette leads to, once these keys have closed the one before."""

    async def go(pilot: Pilot[None], app: AwareApp) -> None:
        await press(pilot, *keys)
        await rest(app)
        await palette(pilot, app, title)
        await rest(app)

    return Stop(name, go)


async def _to_debrief(pilot: Pilot[None], app: AwareApp) -> None:
    """Watch the run to its end, and go on."""
    while isinstance(app.screen, CallScreen):
        await press(pilot, "enter" if app.screen.stage is Stage.AFTER else "space")
        await rest(app)


def _practising(mode: str) -> Walk:
    async def go(pilot: Pilot[None], app: AwareApp) -> None:
        while len(app.screen_stack) > 2:
            await app.pop_screen()
        await shown_call(app, pilot, await begun(app, mode))
        await rest(app)

    return go


MAIN = Tour(
    "main",
    (
        by_keys("today"),
        by_keys("follow-ups", "f"),
        by_keys("new time", "m"),
        by_keys("broken", "escape", "x"),
        by_keys("history", "escape", "s"),
        by_keys("a session read", "enter"),
        by_keys("customers", "h", "c"),
        by_keys("a customer read", "enter"),
        by_keys("merge", "m"),
        by_keys("choke points", "escape", "h", "w"),
        by_keys("a choke point", "enter"),
        by_keys("edit a choke point", "e"),
        by_keys("whom to tell", "escape", "t"),
        by_keys("insights", "h", "i"),
        by_keys("five whys", "y"),
        by_keys("a goal from it", "escape", "g"),
        by_keys("period", "escape", "d"),
        by_keys("feedback", "escape", "v"),
        by_keys("add feedback", "a"),
        by_keys("playbook", "escape", "escape", "h", "b"),
        by_keys("search", "slash", "s", "o", "r", "r", "y"),
        Stop("goals", _to_goals),
        by_keys("a goal", "a"),
        by_keys("commands", "escape", "ctrl+p"),
        by_keys("help", "escape", "f1"),
    ),
)

LIVE = Tour(
    "live",
    (
        by_keys("listen", "n"),
        by_typing("words", "second visit missed", "ctrl+o"),
        by_keys("selected", "shift+home"),
        by_keys("ticks", "end", "escape", "down"),
        by_keys("apology on the phone", "f2"),
        by_keys("customer", "escape", "f4"),
        by_typing("customers offered", "Dana", "down"),
        by_keys("probe", "escape", "escape", "f5"),
        by_keys("size", "tab", "2", "tab"),
        by_keys("widen", "f8"),
        by_keys("safety", "f6"),
        by_typing("options", "", "escape", "tab", "tab", "tab", "tab", *"Saturday visit", "enter"),
        by_keys("agree", "f8"),
        by_typing("promise", "I'll send a technician on Saturday at 9", "enter"),
        by_typing("vague promise", "I'll look into it soon"),
        by_keys("promise form", "f3"),
        by_keys("coach", "escape", "ctrl+g"),
        by_keys("resolve", "ctrl+g", "f8"),
        by_keys("evaluate", "f8"),
        by_keys("gate", "f9"),
        by_keys("help", "escape", "f1"),
        by_keys("commands", "escape", "ctrl+p"),
    ),
)

PRACTICE = Tour(
    "practice",
    (
        by_keys("practice", "p"),
        by_keys("briefing", "enter"),
        by_keys("progress", "escape", "g"),
        by_keys("team", "escape", "m"),
        by_keys("industry", "escape", "t"),
        by_keys("assignments", "escape", "a"),
        by_keys("drills", "escape", "d"),
        by_keys("a drill", "enter"),
        by_keys("an exercise", "enter"),
        Stop("choosing", _practising("choose")),
        by_keys("the case", "f2"),
        by_keys("answered", "escape", "1", "enter"),
        by_keys("listening", "space"),
        by_keys("the end", "f9"),
        by_keys("later", "2"),
        by_keys("debrief of it", "enter", "enter"),
        by_keys("once more from", "r"),
        Stop("typing", _practising("type")),
        by_typing("typed", "I am so sorry about that if you"),
        by_keys("read", "enter"),
        Stop("good run", _practising("watch")),
        by_keys("a turn of it", "space", "space"),
        Stop("debrief", _to_debrief),
    ),
)

REST = Tour(
    "rest",
    (
        by_keys("given to", "f", "g"),
        by_name("a call given to", "Hand a call", "escape", "h", "c"),
        by_keys("to another", "up", "enter"),
        by_keys("what is behind", "escape", "h", "i", "enter"),
        by_keys("own days", "escape", "d", "6"),
        by_keys("which card", "escape", "h", "b", "k"),
        by_keys("methods", "escape", "m"),
        by_keys("another method", "right", "enter"),
        Stop("goals", _to_goals),
        by_keys("how it ended", "e"),
        by_keys("help of a dialog", "f1"),
        Stop("colours", _to_colours),
    ),
)
"""What the others leave out, on the main screens."""

CALL = Tour(
    "call",
    (
        by_keys("a call", "n", "f5", "f8", "f8"),
        by_typing("promise with no time", "I'll ring Ana", "enter"),
        by_name("the same cause", "Same cause as"),
        by_name("a choke point noted", "Note a choke point", "escape"),
        by_name("to a colleague", "Hand this call to a colleague", "escape"),
        by_keys("why broken", "escape", "f8", "b"),
        by_name("what goes out", "Show what goes out", "escape", "f8"),
        by_keys("why parked", "escape", "f9", "down", "enter"),
        by_keys("a safety matter", "escape", "escape", "f6", *"gas", "enter"),
        Stop("damaged data", _to_damage),
    ),
)
"""What the others leave out, in a call."""

NEW = Tour(
    "new",
    (
        by_keys("the very first start"),
        by_keys("first help", "f1"),
        by_keys("nothing promised", "escape", "f"),
        by_keys("no session", "h", "s"),
        by_keys("no customer", "h", "c"),
        by_keys("no choke point", "h", "w"),
        by_keys("nothing found", "h", "i"),
        by_keys("no feedback", "v"),
        by_keys("first card", "h", "t"),
        by_keys("second card", "n"),
        by_typing("third card", "second visit missed"),
    ),
    new=True,
)
"""What somebody sees who has just come."""

GLANCE = Tour("glance", (MAIN.stops[0], *LIVE.stops[:3], by_keys("gate", "f9")))
"""The first places of a call, for the quick run."""

TOURS = (GLANCE, MAIN, LIVE, PRACTICE, REST, CALL, NEW)


@cache
def _sample() -> Path:
    """Return a data folder with the sample calls, made once for all tests of a process."""
    folder = Path(tempfile.mkdtemp(prefix="aware-tour-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    lay_read_playbook(folder)
    fill(settings(folder), NOW)
    put(settings(folder), a_goal())
    return folder


@asynccontextmanager
async def touring(
    folder: Path, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int] = WIDE, *, new: bool = False
) -> AsyncIterator[tuple[AwareApp, Pilot[None]]]:
    """Run the app on a copy of the sample calls, with a half-year that Insights finds; or quite `new`."""
    if not new:
        finds(monkeypatch, a_half_year())
        shutil.copytree(_sample(), folder / "tour")
    app = an_app(folder / "tour", opening=Opening(welcome=new))
    async with on_today(app, size) as pilot:
        await rest(app)
        yield app, pilot
