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
from reading_ahead import lay_read_playbook
from textual.pilot import Pilot
from textual.screen import ModalScreen
from tui.finding import a_half_year, finds
from tui.pilots import NOW, WIDE, an_app, at_peace, on_today, press, settings, until
from tui.rehearsing import begun, shown_call

from aware_tui.services.demo.calls import fill
from aware_tui.tui.app import AwareApp
from aware_tui.tui.main_screens import make_screen

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
    """A walk that begins on Today."""

    name: str
    stops: tuple[Stop, ...]


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
        by_keys("team", "escape", "t"),
        Stop("choosing", _practising("choose")),
        by_keys("the case", "f2"),
        by_keys("answered", "escape", "1", "enter"),
        by_keys("listening", "space"),
        by_keys("later", "f9", "enter", "enter"),
        Stop("typing", _practising("type")),
        by_typing("typed", "I am so sorry about that if you"),
        by_keys("read", "enter"),
        Stop("good run", _practising("watch")),
        by_keys("a turn of it", "space", "space"),
    ),
)

GLANCE = Tour("glance", (MAIN.stops[0], *LIVE.stops[:3], by_keys("gate", "f9")))
"""The first places of a call, for the quick run."""

TOURS = (GLANCE, MAIN, LIVE, PRACTICE)


@cache
def _sample() -> Path:
    """Return a data folder with the sample calls, made once for all tests of a process."""
    folder = Path(tempfile.mkdtemp(prefix="aware-tour-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    lay_read_playbook(folder)
    fill(settings(folder), NOW)
    return folder


@asynccontextmanager
async def touring(
    folder: Path, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int] = WIDE
) -> AsyncIterator[tuple[AwareApp, Pilot[None]]]:
    """Run the app on a copy of the sample calls, with a half-year that Insights finds."""
    finds(monkeypatch, a_half_year())
    shutil.copytree(_sample(), folder / "tour")
    app = an_app(folder / "tour")
    async with on_today(app, size) as pilot:
        await rest(app)
        yield app, pilot
