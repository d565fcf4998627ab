"""A call in each of the other methods, from the first key to the gate and read back; methods may be mixed."""

from datetime import date
from functools import partial
from pathlib import Path

import pytest
from textual.pilot import Pilot
from tui.pilots import (
    NOW,
    SMALL,
    an_app,
    at_step,
    box,
    in_call,
    live,
    on_today,
    on_top,
    palette,
    press,
    rail_text,
    saved,
    session,
    shown,
    stored,
    until,
)

from aware_tui.content.loader import load_playbook
from aware_tui.domain.insights.period import Period
from aware_tui.domain.playbook import PartKind, Playbook
from aware_tui.domain.practice.happened import happened
from aware_tui.domain.states import Status
from aware_tui.domain.walk import StepMark, places, rail
from aware_tui.paths import shipped_playbooks
from aware_tui.services.methods import take_up
from aware_tui.services.reading_room.session import read_back
from aware_tui.services.shown import Story
from aware_tui.store.insight_notes import heard
from aware_tui.tui.app import AwareApp
from aware_tui.tui.dialogs.gate import GateDialog
from aware_tui.tui.live.screen import LiveScreen
from aware_tui.tui.today.screen import TodayScreen

pytestmark = pytest.mark.head(3)

SHELF = shipped_playbooks()
METHODS = ("last", "heard", "blast")
WORDS = {
    "their_words": "the wrong lamp came twice",
    "first_words": "wrong lamp",
    "their_side": "no light for the party",
    "remedy": "the right lamp by Friday",
    "sorry_for": "the wrong lamp, twice",
}
PROMISE = "I'll bring the right lamp on Friday by noon"


def shipped(name: str) -> Playbook:
    return load_playbook(SHELF / name, [SHELF]).playbook


async def whole_call(app: AwareApp, pilot: Pilot[None]) -> str:
    """Go through every place of the walk: type in the main box, tick what is there; return its id."""
    playbook = live(app).call.playbook
    order = places(playbook)
    for number, place in enumerate(order):
        if number:
            locked = playbook.step(order[number - 1].step).phase(order[number - 1].phase).lock
            await press(pilot, "f5" if locked else "f8")
        await at_step(app, place.step, place.phase)
        phase = playbook.step(place.step).phase(place.phase)
        assert phase.lead in " ".join(shown(app).split())
        main = next(part for part in phase.parts if part.main)
        if main.kind is PartKind.NOTE and not box(app).text:
            await press(pilot, *WORDS[main.id])
        elif main.kind is PartKind.PROMISES:
            await press(pilot, *PROMISE, "enter")
            await until(lambda: session(app).promises and session(app).promises[0].due_at)
        await press(pilot, *["ctrl+o"] * len(phase.items))
    await saved(app)
    return session(app).id


async def story_of(app: AwareApp, session_id: str) -> Story:
    ready = app.desk.story(session_id)
    await until(ready.done)
    return ready.result()


@pytest.mark.sweep(1)
@pytest.mark.parametrize("name", METHODS)
async def test_a_whole_call_in_another_method_goes_through_the_gate_and_reads_back(
    tmp_path: Path, name: str
) -> None:
    app, playbook = an_app(tmp_path, playbook=name), shipped(name)
    async with in_call(app) as pilot:
        made = await whole_call(app, pilot)
        call = session(app)
        assert {tick.item_id for tick in call.ticks} == {
            i.id for step in playbook.steps for i in step.items()
        }
        *before, here = rail(call, playbook)
        assert ({each.mark for each in before}, here.mark) == ({StepMark.DONE}, StepMark.HERE)
        await press(pilot, "f9")
        await until(lambda: on_top(app, GateDialog))
        records = len(playbook.documents())
        assert "Park until Fri 6 Mar 12:00" in shown(app)
        await press(pilot, "down")
        assert shown(app).count("not recorded yet") == records
        assert "not ticked" not in shown(app)
        await press(pilot, "enter")
        await until(lambda: "Why finish?" in shown(app))
        await press(pilot, "5")
        await until(lambda: on_top(app, TodayScreen))
        await until(lambda: "bring the right lamp" in shown(app).lower())
        assert "Half-documented" not in shown(app)  # none of them asks for two records
        story = await story_of(app, made)
        assert story.session.head.status is Status.FINISHED
        assert (story.session.head.playbook_id, story.playbook.title) == (name, playbook.title)
        passages = read_back(story, NOW)
        titles = [passage.title for passage in passages]
        assert [title for title in titles if title in {step.title for step in playbook.steps}] == [
            step.title for step in playbook.steps
        ]
        told = " ".join(said.text for passage in passages for said in passage.lines)
        assert all(WORDS[note.field] in told for note in story.session.notes if note.field in WORDS)
        assert happened(story.session)


@pytest.mark.long
@pytest.mark.parametrize("name", METHODS)
async def test_the_short_call_of_another_method_needs_one_key_a_place_and_parks_by_two(
    tmp_path: Path, name: str
) -> None:
    app = an_app(tmp_path, playbook=name)
    async with in_call(app, SMALL) as pilot:
        playbook = live(app).call.playbook
        promising = next(p for p in places(playbook) if _promises(playbook, p.step, p.phase))
        while live(app).call.place != promising:
            await press(pilot, *"word", "f8")
            await at_step(app, live(app).call.place.step, live(app).call.place.phase)
        await press(pilot, *PROMISE, "enter")
        await until(lambda: session(app).promises and session(app).promises[0].due_at)
        await press(pilot, "f9", "enter")
        await until(lambda: on_top(app, TodayScreen))
        assert stored(app, "SELECT status, playbook_id FROM session") == [("parked", name)]


def _promises(playbook: Playbook, step: str, phase: str) -> bool:
    return any(part.kind is PartKind.PROMISES for part in playbook.step(step).phase(phase).parts)


@pytest.mark.sweep(1)
@pytest.mark.parametrize("name", METHODS)
async def test_safety_the_apology_and_a_promise_are_at_hand_in_every_place_of_another_method(
    tmp_path: Path, name: str
) -> None:
    app = an_app(tmp_path, playbook=name)
    async with in_call(app) as pilot:
        await press(pilot, "f2", "escape", "f3", *"ring her", "escape", "f6", *"gas", "enter")
        await until(lambda: on_top(app, LiveScreen) and session(app).head.safety_reason == "gas")
        choosing = next(s for s in shipped(name).steps if any(p.kind is PartKind.SAFETY for p in s.parts()))
        while live(app).call.place.step != choosing.id:
            await press(pilot, "f8")
            await at_step(app, live(app).call.place.step, live(app).call.place.phase)
        straight = next(b for p in choosing.phases for b in p.coach if b.only == "safety")
        assert straight.title in " ".join(shown(app).split())


async def test_an_open_call_keeps_its_method_when_another_is_taken_up_for_new_ones(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    async with in_call(app) as pilot:
        await press(pilot, *"no heating for two days")
        first = session(app).id
        taken = take_up(app.desk, "last")
        await until(taken.done)
        await press(pilot, "f8")
        await at_step(app, "acknowledge", "probe")
        assert "● Acknowledge" in rail_text(app)
        await palette(pilot, app, "Hold, and begin another call")
        await until(lambda: app.live_screens and session(app).id != first)
        await at_step(app, "listen", "listen")
        assert "Thank" in rail_text(app)
        await press(pilot, *"the wrong lamp")
        live(app).action_hold()
        await until(lambda: on_top(app, TodayScreen))
        assert stored(app, "SELECT playbook_id FROM session ORDER BY id") == [("aware",), ("last",)]
        before = stored(app, "SELECT playbook_hash FROM session WHERE playbook_id = 'aware'")
        app.today.resume(first)
        await until(lambda: app.live_screens)
        await at_step(app, "acknowledge", "probe")
        await until(lambda: "Widen" in rail_text(app))
        assert box(app).text == "no heating for two days"
        assert stored(app, "SELECT playbook_hash FROM session WHERE playbook_id = 'aware'") == before


async def test_what_customers_said_is_heard_whichever_method_their_call_followed(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    told = {"aware": "cold since Monday", "heard": "no room for us", "last": "wrong lamp"}
    async with on_today(app) as pilot:
        for name, words in told.items():
            await until(take_up(app.desk, name).done)
            await press(pilot, "n")
            await until(lambda: app.live_screens and on_top(app, LiveScreen) and app.focused)
            assert session(app).head.playbook_id == name
            await press(pilot, *words)
            await saved(app)
            live(app).action_hold()
            await until(lambda: on_top(app, TodayScreen))
        for step in ("acknowledge", "listen"):
            asked = app.desk.ask(partial(heard, period=Period(NOW.date(), date.max), step=step))
            await until(asked.done)
            assert {each.text for each in asked.result().complaints} == {*told.values()}


async def test_the_coaches_are_those_of_the_method_taken_up(tmp_path: Path) -> None:
    folder = tmp_path / "playbooks" / "ours"
    folder.mkdir(parents=True)
    (folder / "playbook.yaml").write_text("id: ours\ntitle: Ours\nextends: last\n", "utf-8")
    (folder / "coaching.yaml").write_text("may_admit_fault: handling_only\n", "utf-8")
    app = an_app(tmp_path)
    async with on_today(app):
        for name, may in ((None, "yes"), ("ours", "handling_only"), ("aware", "yes")):
            if name is not None:
                await until(take_up(app.desk, name).done)
            asked = app.desk.consult(lambda coach: coach.coaching.may_admit_fault)
            await until(asked.done)
            assert asked.result() == may
