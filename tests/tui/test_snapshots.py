"""A picture of every screen at two sizes; `--snapshot-update` makes them anew, to be looked at one by one."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from making import NOW
from textual.pilot import Pilot
from tui.finding import a_half_year, finds
from tui.pilots import (
    Clock,
    an_app,
    at_step,
    live,
    name_customer,
    press,
    saved,
    session,
    shown,
    to_part,
    until,
)
from tui.test_today import fill

from aware_tui.domain import commitments
from aware_tui.domain.states import ProposedBy
from aware_tui.tui.app import AwareApp
from aware_tui.tui.opening import Opening

Before = Callable[[Pilot[None]], Awaitable[None]]
Compare = Callable[..., bool]

pytestmark = pytest.mark.snapshot
SIZES = [(120, 36), (80, 24)]
PLACES = ["listen", "probe", "widen", "agree", "resolve", "evaluate"]
STORY = "second visit missed, took an unpaid day off each time"


def picture(compare: Compare, app: AwareApp, before: Before, size: tuple[int, int]) -> bool:
    """Compare a picture of the app after `before`."""
    return compare(app, run_before=before, terminal_size=size)


async def a_call(pilot: Pilot[None], app: AwareApp, clock: Clock, place: str) -> None:
    """Lead a call to a place, with what a real one holds by then."""
    await until(lambda: app.live_screens and live(app).is_mounted)
    await press(pilot, *STORY, "ctrl+o", "ctrl+o")
    name_customer(app, "Dana Reyes")
    live(app).know("channel", "phone")
    live(app).set_category("late")
    clock.forward(minutes=4, seconds=12)
    walk = PLACES[1 : PLACES.index(place) + 1]
    for phase in walk:
        await press(pilot, "f8")
        await fill_in(pilot, app, phase)
    await at_step(app, session(app).head.current_step)
    live(app)._second()
    await saved(app)
    await press(pilot)


async def fill_in(pilot: Pilot[None], app: AwareApp, phase: str) -> None:
    """Do in a phase what makes its picture tell something."""
    call = live(app).call
    if phase == "probe":
        await to_part(pilot, app, "apology_size")
        await press(pilot, "2", "tab", "2", "escape", "escape", "ctrl+o")
    elif phase == "widen":
        call.do(commitments.propose, "Saturday visit", ProposedBy.CUSTOMER, stamp=call.stamp())
        call.do(commitments.propose, "money back for both days", ProposedBy.AGENT, stamp=call.stamp())
        call.do(commitments.choose, call.session.options[0], stamp=call.stamp())
        live(app).session_changed()
        await press(pilot, *"a visit on a Saturday", "ctrl+o")
    elif phase == "agree":
        await press(pilot, *"I'll send a technician on Saturday at 9", "enter")
        await until(lambda: session(app).promises and session(app).promises[0].due_at)
        await press(pilot, "ctrl+o")


def calling(folder: Path) -> tuple[AwareApp, Clock]:
    clock = Clock(NOW)
    return an_app(folder, now=clock, opening=Opening(live=True)), clock


@pytest.mark.sweep(4)
@pytest.mark.parametrize("size", SIZES, ids=["wide", "small"])
@pytest.mark.parametrize("place", PLACES)
def test_a_place_of_the_walk(tmp_path: Path, snap_compare: Any, place: str, size: tuple[int, int]) -> None:
    app, clock = calling(tmp_path)

    async def before(pilot: Pilot[None]) -> None:
        await a_call(pilot, app, clock, place)

    assert picture(snap_compare, app, before, size)


@pytest.mark.sweep(1)
@pytest.mark.parametrize(
    ("key", "place", "size"),
    [
        ("f9", "agree", (120, 36)),
        ("f9", "listen", (80, 24)),
        ("f2", "probe", (120, 36)),
        ("f2", "listen", (80, 24)),
        ("f4", "widen", (80, 24)),
        ("ctrl+g", "widen", (80, 24)),
    ],
    ids=lambda value: value if isinstance(value, str) else f"{value[0]}",
)
def test_a_dialog_over_a_call(
    tmp_path: Path, snap_compare: Any, key: str, place: str, size: tuple[int, int]
) -> None:
    app, clock = calling(tmp_path)

    async def before(pilot: Pilot[None]) -> None:
        await a_call(pilot, app, clock, place)
        await press(pilot, key)

    assert picture(snap_compare, app, before, size)


@pytest.mark.parametrize("size", SIZES, ids=["wide", "small"])
@pytest.mark.parametrize("full", [True, False], ids=["rows", "nothing"])
def test_today(tmp_path: Path, snap_compare: Any, full: bool, size: tuple[int, int]) -> None:
    app = an_app(tmp_path, now=Clock(NOW))

    async def before(pilot: Pilot[None]) -> None:
        await until(lambda: app.today._ready)
        if full:
            await fill(app)
        await press(pilot, "h")
        await until(lambda: not any(worker.is_running for worker in app.workers))
        await press(pilot)

    assert picture(snap_compare, app, before, size)


@pytest.mark.parametrize("size", SIZES, ids=["wide", "small"])
def test_follow_ups(tmp_path: Path, snap_compare: Any, size: tuple[int, int]) -> None:
    app = an_app(tmp_path, now=Clock(NOW))

    async def before(pilot: Pilot[None]) -> None:
        await until(lambda: app.today._ready)
        await fill(app)
        await press(pilot, "f")
        await until(lambda: "4 open" in shown(app))
        await press(pilot, "down")

    assert picture(snap_compare, app, before, size)


@pytest.mark.parametrize("size", SIZES, ids=["wide", "small"])
def test_insights(
    tmp_path: Path, snap_compare: Any, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    finds(monkeypatch, a_half_year())
    app = an_app(tmp_path, now=Clock(NOW))

    async def before(pilot: Pilot[None]) -> None:
        await until(lambda: app.today._ready)
        await press(pilot, "i")
        await until(lambda: "▸" in shown(app) and "What keeps happening" in shown(app))
        await press(pilot, "down")

    assert picture(snap_compare, app, before, size)


def test_the_smallest_window(tmp_path: Path, snap_compare: Any) -> None:
    app, clock = calling(tmp_path)

    async def before(pilot: Pilot[None]) -> None:
        await a_call(pilot, app, clock, "probe")

    assert picture(snap_compare, app, before, (60, 18))
