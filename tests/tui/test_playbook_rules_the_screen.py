"""Nothing of the method is in code: what a playbook leaves out, the screen leaves out, and all else works."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from textual.pilot import Pilot
from tui.pilots import an_app, at_step, live, on_today, on_top, press, rail_text, session, shown, until

from aware_tui import paths
from aware_tui.content.catalogue import find_playbook
from aware_tui.content.loader import load_playbook
from aware_tui.domain.playbook import Part, PartKind, Phase, Playbook, Step
from aware_tui.domain.walk import Place
from aware_tui.services.call import Call
from aware_tui.tui.app import AwareApp
from aware_tui.tui.live.coach_pane import CoachPane
from aware_tui.tui.today.screen import TodayScreen

SHELVES = (paths.shipped_playbooks(),)
AWARE = load_playbook(find_playbook("aware", SHELVES), SHELVES).playbook
TALL = (130, 90)


def with_phase(playbook: Playbook, step: Step, old: Phase, new: Phase) -> Playbook:
    """Return the playbook with another phase in place of an old one."""
    phases = tuple(new if phase is old else phase for phase in step.phases)
    steps = tuple(replace(step, phases=phases) if each is step else each for each in playbook.steps)
    return replace(playbook, steps=steps)


def all_phases() -> Iterator[tuple[Step, Phase]]:
    for step in AWARE.steps:
        for phase in step.phases:
            yield step, phase


PARTS = [(step, phase, part) for step, phase in all_phases() for part in phase.parts]
PHASES = list(all_phases())


def name_of(value: object) -> str:
    return str(getattr(value, "id", value))


@asynccontextmanager
async def calls(folder: Path) -> AsyncIterator[tuple[AwareApp, Pilot[None]]]:
    app = an_app(folder)
    async with on_today(app, TALL) as pilot:
        yield app, pilot


async def begin(app: AwareApp, pilot: Pilot[None], playbook: Playbook) -> Call:
    """Begin a call that follows this playbook."""
    call = app.desk._call(app.desk.begin_live().session, playbook)
    app.show_call(call)
    await until(lambda: app.live_screens and live(app).is_mounted and live(app).call is call)
    await press(pilot)
    return call


async def look_at(app: AwareApp, pilot: Pilot[None], playbook: Playbook, step: str, phase: str) -> Call:
    """Let the call in hand follow this playbook from now on, and look at one place of it."""
    call = live(app).call
    call.playbook = playbook
    call.move(Place(step, phase))
    live(app)._pane._place = None
    await live(app)._open_place(focus=True)
    await press(pilot)
    return call


@pytest.mark.long
async def test_every_part_left_out_of_the_playbook_is_left_out_of_the_screen(tmp_path: Path) -> None:
    async with calls(tmp_path) as (app, pilot):
        await begin(app, pilot, AWARE)
        for step, phase, part in PARTS:
            parts = tuple(each for each in phase.parts if each is not part)
            playbook = with_phase(AWARE, step, phase, replace(phase, parts=parts))
            call = await look_at(app, pilot, playbook, step.id, phase.id)
            where = f"{step.id}/{part.id}"
            shown_parts = [view.part.id for view in live(app)._pane.parts()]
            assert shown_parts == [each.id for each in parts], where
            assert all(each.label in shown(app) for each in parts), where
            assert part.label not in shown(app), where
            if part.main:
                await press(pilot, *(("f7", "f8") if step is PARTS[-1][0] else ("f8", "f7")))
            assert (call.place.step, call.place.phase) == (step.id, phase.id), where


@pytest.mark.long
async def test_every_item_left_out_of_the_playbook_is_left_out_of_the_screen_and_the_gate(
    tmp_path: Path,
) -> None:
    async with calls(tmp_path) as (app, pilot):
        await begin(app, pilot, AWARE)
        for step, phase in PHASES:
            kept = phase.items[1:]
            playbook = with_phase(AWARE, step, phase, replace(phase, items=kept))
            await look_at(app, pilot, playbook, step.id, phase.id)
            await press(pilot, "ctrl+o")
            assert phase.items[0].text not in shown(app)
            assert all(item.text[:50] in shown(app) for item in kept)
            assert session(app).ticks[-1].item_id == kept[0].id


@pytest.mark.long
async def test_a_phase_without_items_parts_or_coaching_still_walks(tmp_path: Path) -> None:
    async with calls(tmp_path) as (app, pilot):
        await begin(app, pilot, AWARE)
        for step, phase in PHASES:
            bare = with_phase(AWARE, step, phase, replace(phase, items=(), parts=(), coach=()))
            await look_at(app, pilot, bare, step.id, phase.id)
            await press(pilot, "ctrl+o", "escape", *"x", "f2", "escape", "f9", "escape")
            assert phase.lead in shown(app), (step.id, phase.id)
            await press(pilot, "f8", "f7", "f7")
            assert session(app).ticks == ()


@pytest.mark.long
async def test_every_phrase_left_out_of_the_playbook_is_left_out_of_the_coach(tmp_path: Path) -> None:
    async with calls(tmp_path) as (app, pilot):
        await begin(app, pilot, AWARE)
        for step, phase in PHASES:
            left_out = phase.coach[0]
            playbook = with_phase(AWARE, step, phase, replace(phase, coach=phase.coach[1:]))
            await look_at(app, pilot, playbook, step.id, phase.id)
            start = left_out.lines[0][:20]
            assert start not in shown(app)
            assert live(app).query_one(CoachPane).display is not phase.lock


@pytest.mark.sweep(1)
@pytest.mark.parametrize("gone", AWARE.steps, ids=name_of)
async def test_a_playbook_without_a_step_walks_from_end_to_end(tmp_path: Path, gone: Step) -> None:
    steps = tuple(step for step in AWARE.steps if step is not gone)
    async with calls(tmp_path) as (app, pilot):
        call = await begin(app, pilot, replace(AWARE, steps=steps))
        if call.place.step == gone.id:
            call.move(Place(steps[0].id, steps[0].phases[0].id))
        assert gone.title not in rail_text(app)
        places = [(step.id, phase.id) for step in steps for phase in step.phases]
        seen = [(call.place.step, call.place.phase)]
        for _ in places[1:]:
            await press(pilot, *"word", "f8")
            await at_step(app, call.place.step)
            seen.append((call.place.step, call.place.phase))
        assert seen == places
        titles = [command.title for command in live(app).commands()]
        assert f"Go to {gone.title}" not in titles
        await press(pilot, "f9", "enter")


async def test_words_of_another_method_are_shown_instead_of_ours(tmp_path: Path) -> None:
    """A method with one step, one phase, other ids and other words."""
    part = Part(PartKind.NOTE, "tale", "The tale", main=True)
    step = Step("hear", "Hear", (Phase("all", "Hear it all.", parts=(part,)),))
    playbook = replace(
        AWARE, id="hearing", title="HEAR", steps=(step,), categories=(), causes=(), channels=()
    )
    async with calls(tmp_path) as (app, pilot):
        call = await begin(app, pilot, playbook)
        await press(pilot, *"all of it", "f8")
        assert "● Hear" in rail_text(app)
        assert "Hear it all." in shown(app)
        assert not any(each.title in shown(app) for each in AWARE.steps)
        await press(
            pilot, "f4", "tab", "tab", "tab", "1", "space", "tab", "1", "tab", "1", "escape", "escape"
        )
        live(app).save_all()
        assert call.session.note("hear", "tale") == "all of it"
        await press(pilot, "f9", "enter")
        await until(lambda: on_top(app, TodayScreen))
