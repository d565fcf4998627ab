"""The walk: where a session stands, where it can go, and what the rail shows of it."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import NOW, a_session, a_stamp, a_tick, adding
from method import IN_METHOD, LISTEN, METHOD

from aware_tui.domain.playbook import Step
from aware_tui.domain.session import CoachingSession
from aware_tui.domain.states import Kind, Status
from aware_tui.domain.walk import (
    Place,
    StepMark,
    begin,
    move,
    next_place,
    phase_at,
    place_of,
    places,
    previous_place,
    rail,
)

ORDER = (Place("hear", "listen"), Place("hear", "probe"), Place("fix", "mend"), Place("note", "write"))
LOST = replace(METHOD, steps=METHOD.steps[1:])
"""The method after somebody took its first step out."""


def begun() -> CoachingSession:
    return begin(METHOD, "hash", a_stamp(), "Europe/Berlin")[0]


def walked(*to: Place) -> CoachingSession:
    session = begun()
    for place in to:
        session = session.with_change(move(session, place, a_stamp()))
    return session


def test_every_phase_of_every_step_is_a_place_in_order() -> None:
    assert places(METHOD) == ORDER


@pytest.mark.parametrize("index", range(len(ORDER)))
def test_each_place_has_its_neighbours(index: int) -> None:
    assert next_place(METHOD, ORDER[index]) == (ORDER[index + 1] if index < 3 else None)
    assert previous_place(METHOD, ORDER[index]) == (ORDER[index - 1] if index else None)


def test_a_phase_is_found_at_its_place() -> None:
    assert phase_at(METHOD, ORDER[0]) is LISTEN


@pytest.mark.parametrize(
    ("step", "phase"), [("gone", "listen"), ("hear", "gone"), ("", ""), ("fix", "listen")]
)
def test_a_place_the_playbook_does_not_know_counts_as_the_first(step: str, phase: str) -> None:
    session = a_session(current_step=step, current_phase=phase)
    assert place_of(session, METHOD) == ORDER[0]


def test_a_session_whose_step_was_lost_stands_at_the_new_beginning() -> None:
    session = walked()
    assert place_of(session, LOST) == ORDER[2]
    assert [step.mark for step in rail(session, LOST)] == [StepMark.HERE, StepMark.TO_DO]


def test_a_session_begins_at_the_first_place_with_its_clock_running() -> None:
    session, change = begin(METHOD, "hash", a_stamp(), "Europe/Berlin", "phone")
    head = session.head
    assert (head.kind, head.status, head.agent) == (Kind.LIVE, Status.OPEN, "kim")
    assert (head.playbook_id, head.playbook_version, head.playbook_hash) == ("small", "1", "hash")
    assert (head.started_at, head.clock_since, head.clock_seconds) == (NOW, NOW, 0)
    assert (head.channel, head.zone) == ("phone", "Europe/Berlin")
    assert [(v.step, v.phase, v.left_at) for v in session.visits] == [("hear", "listen", None)]
    assert {edit.row for edit in change.edits} == {head, *session.visits}
    assert [event.what for event in change.events] == ["begun"]


def test_moving_closes_the_stay_and_opens_the_next_and_changes_nothing_else() -> None:
    session = begun().with_change(adding(a_tick("s", "sorry")))
    later = NOW + timedelta(seconds=40)
    change = move(session, ORDER[2], a_stamp(later))
    after = session.with_change(change)
    assert [(v.step, v.entered_at, v.left_at) for v in after.visits] == [
        ("hear", NOW, later),
        ("fix", later, None),
    ]
    assert replace(after.head, current_step="hear", current_phase="listen") == session.head
    assert replace(after, head=session.head, visits=session.visits) == session
    (event,) = change.events
    assert (event.what, event.before, event.after) == ("moved", "hear/listen", "fix/mend")


def test_a_stay_that_was_left_keeps_its_time() -> None:
    session = begun()
    for minute, place in enumerate(ORDER[1:], 1):
        session = session.with_change(move(session, place, a_stamp(NOW + timedelta(minutes=minute))))
    left = [None if v.left_at is None else v.left_at - NOW for v in session.visits]
    assert left == [timedelta(minutes=1), timedelta(minutes=2), timedelta(minutes=3), None]


WALKS = st.lists(st.sampled_from(ORDER), max_size=12)


@given(WALKS)
def test_there_is_always_one_open_stay_and_it_is_where_the_session_stands(to: list[Place]) -> None:
    session = walked(*to)
    (open_one,) = [visit for visit in session.visits if visit.left_at is None]
    assert Place(open_one.step, open_one.phase) == place_of(session, METHOD)
    assert len(session.visits) == len(to) + 1


ITEMS = st.sets(st.sampled_from(["sorry", "asked", "agreed", "thanked", "elsewhere"]))


@given(WALKS, ITEMS)
def test_the_rail_tells_here_done_gaps_and_to_do_apart(to: list[Place], ticked: set[str]) -> None:
    session = walked(*to).with_change(adding(*(a_tick("s", item) for item in sorted(ticked))))
    shown = rail(session, METHOD)
    ids = [step.id for step in METHOD.steps]
    furthest = max(ids.index(place.step) for place in (ORDER[0], *to))
    for index, entry in enumerate(shown):
        missing = {item.id for item in entry.step.items()} - ticked
        if entry.step.id == place_of(session, METHOD).step:
            assert entry.mark is StepMark.HERE
        elif index > furthest:
            assert entry.mark is StepMark.TO_DO
        else:
            assert entry.mark is (StepMark.GAPS if missing else StepMark.DONE)
    assert [entry.mark for entry in shown].count(StepMark.HERE) == 1


def test_extra_items_leave_no_gap_in_the_rail() -> None:
    session = walked(ORDER[2]).with_change(adding(a_tick("s", "sorry"), a_tick("s", "asked")))
    assert rail(session, METHOD)[0].mark is StepMark.DONE


def test_the_rail_of_a_session_without_any_stay_is_still_drawn() -> None:
    assert [step.mark for step in rail(a_session(**IN_METHOD), METHOD)] == [
        StepMark.HERE,
        StepMark.TO_DO,
        StepMark.TO_DO,
    ]


def test_steps_are_whatever_the_playbook_says() -> None:
    one = replace(METHOD, steps=(Step("only", "Only", (LISTEN,)),))
    assert places(one) == (Place("only", "listen"),)
    assert next_place(one, Place("only", "listen")) is None
