"""Something falls due while the app is open: a quiet word, never over a place somebody types in."""

from datetime import timedelta
from pathlib import Path

from making import a_customer, a_head, a_promise
from tui.filling import put
from tui.pilots import (
    NOW,
    Clock,
    an_app,
    first_box,
    live,
    noticed,
    notices,
    on_today,
    press,
    rail_text,
    settings,
    until,
)

from aware_tui.domain.rows import Row
from aware_tui.tui.app import AwareApp
from aware_tui.tui.due_notices import told
from aware_tui.tui.history.screen import HistoryScreen

SOON = NOW + timedelta(minutes=5)


def waiting(who: str = "kim", **parts: object) -> tuple[Row, ...]:
    customer = a_customer()
    head = a_head(customer_id=customer.id)
    return customer, head, a_promise(head.id, what="ring back", who=who, due_at=SOON, **parts)


def due_now(app: AwareApp) -> list[str]:
    return [each for each in notices(app) if each.startswith("Due now")]


async def looked(app: AwareApp) -> None:
    """Let the app look, and wait for the end of it."""
    app.due_notices.look()
    await until(lambda: not any(worker.group == "due" for worker in app.workers))


async def test_it_is_told_once_when_it_falls_due(tmp_path: Path) -> None:
    put(settings(tmp_path), *waiting())
    clock = Clock()
    app = an_app(tmp_path, now=clock)
    async with on_today(app):
        await looked(app)
        assert due_now(app) == []
        clock.forward(minutes=5)
        await looked(app)
        assert due_now(app) == ["Due now: ring back, Dana Reyes.   f shows the follow-ups."]
        clock.forward(minutes=5)
        await looked(app)
        assert len(due_now(app)) == 1


async def test_what_a_colleague_promised_is_theirs_to_hear(tmp_path: Path) -> None:
    put(settings(tmp_path), *waiting("ann"))
    clock = Clock()
    app = an_app(tmp_path, now=clock)
    async with on_today(app):
        clock.forward(minutes=9)
        await looked(app)
        assert due_now(app) == []


async def test_a_notice_waits_while_somebody_types(tmp_path: Path) -> None:
    put(settings(tmp_path), *waiting())
    clock = Clock()
    app = an_app(tmp_path, now=clock)
    async with on_today(app) as pilot:
        await press(pilot, "slash", *"dana")
        assert isinstance(app.screen, HistoryScreen)
        clock.forward(minutes=5)
        await looked(app)
        assert due_now(app) == []
        await press(pilot, "down")
        await looked(app)
        assert len(due_now(app)) == 1


async def test_in_a_call_it_stands_in_the_rail_and_typing_goes_on(tmp_path: Path) -> None:
    put(settings(tmp_path), *waiting())
    clock = Clock()
    app = an_app(tmp_path, now=clock)
    async with on_today(app) as pilot:
        await press(pilot, "n")
        await until(lambda: app.live_screens and app.focused is first_box(app))
        clock.forward(minutes=5)
        await looked(app)
        assert "Due now: ring back, Dana Reyes." in rail_text(app)
        await press(pilot, *"no bus")
        assert first_box(app).text == "no bus"
        assert due_now(app) == []
        assert live(app).is_current


async def test_a_clock_set_back_tells_nothing_twice_and_forgets_nothing(tmp_path: Path) -> None:
    put(settings(tmp_path), *waiting())
    clock = Clock()
    app = an_app(tmp_path, now=clock)
    async with on_today(app):
        clock.forward(minutes=-30)
        await looked(app)
        clock.forward(minutes=36)
        await looked(app)
        clock.forward(minutes=-30)
        await looked(app)
        clock.forward(minutes=20)
        await looked(app)
        clock.forward(minutes=16)
        await looked(app)
        assert len(due_now(app)) == 1


async def test_what_was_kept_while_somebody_typed_is_not_told_any_more(tmp_path: Path) -> None:
    put(settings(tmp_path), *waiting())
    clock = Clock()
    app = an_app(tmp_path, now=clock)
    async with on_today(app) as pilot:
        await press(pilot, "slash", *"dana")
        clock.forward(minutes=5)
        await looked(app)
        app.desk.ask(lambda db: db.execute("UPDATE promise SET state = 'kept'")).result(10)
        await press(pilot, "down")
        await looked(app)
        assert due_now(app) == []


def test_several_are_told_in_one_line() -> None:
    from aware_tui.domain.summary import DueLine

    lines = tuple(DueLine(str(n), "s", None, f"thing {n}", "kim", "", SOON, "UTC") for n in range(3))
    assert told(lines) == "Due now: thing 2, and 2 more."
    assert told(lines * 400) == "1,200 promises and checks fell due meanwhile."


async def test_what_was_told_in_passing_stays_over_a_dialog_but_not_over_another_screen(
    tmp_path: Path,
) -> None:
    app = an_app(tmp_path)
    async with on_today(app) as pilot:
        await press(pilot, "a")
        await noticed(app, "No call was finished since")
        app.notify("Something is wrong.", severity="warning")
        await noticed(app, "Something is wrong")
        await press(pilot, "f1", "escape")
        assert len(notices(app)) == 2
        await press(pilot, "f")
        assert notices(app) == ["Something is wrong."]
