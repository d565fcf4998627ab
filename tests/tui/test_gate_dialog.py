"""The gate on screen: three ways out, one function, one digit for the reason."""

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot
from tui.pilots import (
    an_app,
    box,
    gate_of,
    go,
    in_call,
    live,
    noticed,
    on_top,
    palette,
    press,
    said,
    saved,
    sees,
    session,
    shown,
    stored,
    until,
)

from aware_tui.domain import gate
from aware_tui.domain.session import Change
from aware_tui.tui.app import AwareApp
from aware_tui.tui.dialogs.gate import GateDialog
from aware_tui.tui.live.screen import LiveScreen
from aware_tui.tui.today.screen import TodayScreen
from aware_tui.tui.widgets.text_view import TextView

pytestmark = pytest.mark.head(6)

HEAD = "SELECT status, end_reason, end_words, ended_at IS NOT NULL FROM session"
WAYS = {"finish": "0", "park": "1", "discard": "2"}


async def by_key(pilot: Pilot[None], app: AwareApp, way: str) -> None:
    """Press F9 and go down to the way out."""
    await press(pilot, "f9", *["down"] * list(WAYS).index(way), "enter")


async def by_palette(pilot: Pilot[None], app: AwareApp, way: str) -> None:
    """Choose the way out in the palette."""
    await palette(pilot, app, way.capitalize())


async def by_command(pilot: Pilot[None], app: AwareApp, way: str) -> None:
    """Run the command of that name."""
    command = next(each for each in live(app).commands() if each.title == way.capitalize())
    command.run()
    await pilot.pause()


Start = Callable[[Pilot[None], AwareApp, str], Awaitable[None]]


@pytest.mark.sweep(len(WAYS))
@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("start", [by_key, by_palette, by_command])
async def test_every_way_out_goes_through_the_one_gate(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, start: Start, way: str
) -> None:
    passed: list[tuple[str, str | None]] = []
    real = gate.pass_gate

    def watched(*args: object, **more: object) -> Change:
        passed.append((str(args[2]), args[4] if isinstance(args[4], str) else None))
        return real(*args, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(gate, "pass_gate", watched)
    app = an_app(tmp_path)
    async with in_call(app) as pilot:
        await press(pilot, *"words")
        await start(pilot, app, way)
        await until(lambda: on_top(app, GateDialog) and gate_of(app).asking == way)
        await press(pilot, "2")
        if way == "discard":
            assert "Press d to discard" in said(app)
            assert passed == []
            await press(pilot, "d")
        await until(lambda: on_top(app, TodayScreen))
        reason = gate.reasons(app.desk.in_force.result().playbook, gate.Ending(way))[1].id
        assert passed == [(way, reason)]
        assert app.desk.flush(5)
        status = gate.STATUS_AFTER[gate.Ending(way)]
        assert stored(app, HEAD) == [(status, reason, None, int(way != "park"))]
        shown_again = way == "park"
        await until(lambda: ("words" in shown(app)) == shown_again)


async def test_gaps_are_named_and_a_reason_with_words_is_kept(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    async with in_call(app) as pilot:
        await press(pilot, "f9")
        for words in ("I said at once that I see it", "They confirmed it", "For the quality record"):
            assert words in shown(app)
        await press(pilot, "enter", "w", *"lunch [b]break[/b]", "enter", "5")
        await until(lambda: on_top(app, TodayScreen))
        assert app.desk.flush(5)
        assert stored(app, HEAD) == [("finished", "no_time", "lunch [b]break[/b]", 1)]
        [(after,)] = stored(app, "SELECT after FROM event WHERE what = 'finished'")
        assert after.startswith("no_time;")
        assert "item:said_sorry" in after


async def test_escape_goes_back_one_question_at_a_time_and_changes_nothing(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    async with in_call(app) as pilot:
        await press(pilot, *"ab")
        before = session(app)
        await press(pilot, "f9", "enter", "w", *"x")
        assert on_top(app, GateDialog)
        await press(pilot, "escape")
        assert gate_of(app).asking is None
        await press(pilot, "escape")
        assert on_top(app, LiveScreen)
        await press(pilot, *"cd")
        assert box(app).text == "abcd"
        assert session(app).head == before.head
        await press(pilot, "f9", "down", "down", "enter", "1")
        assert "Press d to discard" in said(app)
        await press(pilot, "x")
        assert "Press d to discard" not in said(app)
        assert on_top(app, GateDialog)
        await press(pilot, "escape", "escape")
        assert session(app).head.status == "open"


@pytest.mark.sweep(1)
@pytest.mark.parametrize("digit", ["0", "9", "x", "space"])
async def test_a_key_that_is_no_reason_does_nothing(tmp_path: Path, digit: str) -> None:
    app = an_app(tmp_path)
    async with in_call(app) as pilot:
        await press(pilot, "f9", "enter", digit)
        assert on_top(app, GateDialog)
        assert session(app).head.status == "open"


async def test_a_call_with_nothing_open_finishes_with_enter_alone(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    async with in_call(app) as pilot:
        for item in ("said_sorry", "customer_confirmed", "checked_back"):
            steps = live(app).call.playbook.steps
            live(app).call.tick(next(i for step in steps for i in step.items() if i.id == item))
        await go(pilot, app, ["acknowledge", "widen", "agree", "resolve", "evaluate"])
        await press(pilot, "tab", "1", "tab", "tab", "tab", "1")
        await press(pilot, "f9")
        assert "Nothing is left open" in shown(app)
        await press(pilot, "enter")
        await until(lambda: on_top(app, TodayScreen))
        assert app.desk.flush(5)
        assert stored(app, HEAD) == [("finished", None, None, 1)]


@pytest.mark.long
async def test_the_gate_waits_for_a_promise_that_is_still_being_read(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    async with in_call(app) as pilot:
        await go(pilot, app, ["acknowledge", "widen", "agree"])
        await press(pilot, *"I'll ring you tomorrow by 5", "enter", "f9")
        await until(lambda: on_top(app, GateDialog))
        await until(lambda: "Park until tomorrow 17:00" in shown(app))
        await press(pilot, "enter")
        await until(lambda: on_top(app, TodayScreen))
        assert app.desk.flush(5)
        assert stored(app, HEAD) == [("parked", None, None, 0)]


async def test_enter_straight_after_the_way_out_is_for_the_gate_though_a_promise_is_being_read(
    tmp_path: Path,
) -> None:
    app = an_app(tmp_path)
    async with in_call(app) as pilot:
        await go(pilot, app, ["acknowledge", "widen", "agree"])
        await press(pilot, *"I'll ring you tomorrow by 5", "enter", "f9", "enter")
        await until(lambda: on_top(app, TodayScreen))
        assert app.desk.flush(5)
        assert stored(app, HEAD) == [("parked", None, None, 0)]


async def test_an_item_that_refuses_keeps_the_call_and_says_what_to_do(tmp_path: Path) -> None:
    folder = tmp_path / "playbooks" / "strict"
    folder.mkdir(parents=True)
    (folder / "playbook.yaml").write_text(
        "id: strict\nextends: aware\nversion: '1'\ntitle: Strict\nsteps: [a.yaml]\n"
    )
    (folder / "a.yaml").write_text(
        "id: acknowledge\nphases:\n  - id: listen\n    items:\n      - {id: said_sorry, required: refuse}\n"
    )
    app = an_app(tmp_path, playbook="strict")
    async with in_call(app) as pilot:
        await press(pilot, "f9", "enter", "w", *"they hung up", "enter", "1")
        await until(lambda: on_top(app, LiveScreen))
        await noticed(app, "must be ticked first")
        assert session(app).head.status == "open"
        await press(pilot, "f9")
        assert app.screen.query_one(TextView).text == "they hung up"
        await saved(app)


async def test_in_the_smallest_window_the_ways_out_and_the_reasons_are_in_sight(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    async with in_call(app, (60, 18)) as pilot:
        await press(pilot, "f5", "f8", "f8", *"I'll ring Ana", "enter", "f8", "f8", "f9")
        await until(lambda: on_top(app, GateDialog))
        await press(pilot, "down")
        await sees(app, "and 3 more", "Park:", "▸ Finish,", "Discard:", "escape goes back to the call")
        await press(pilot, "enter")
        await sees(app, "Why finish?", "1 it was not needed", "5 there was no time", "a digit says why")
