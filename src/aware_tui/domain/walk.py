"""The walk: where a session stands in its playbook, and how it moves."""

from dataclasses import dataclass, replace
from enum import StrEnum

from aware_tui.domain.clock import started
from aware_tui.domain.playbook import Phase, Playbook, Step
from aware_tui.domain.rows import Session, StepVisit
from aware_tui.domain.session import Change, CoachingSession, Edit, Stamp, change_of
from aware_tui.domain.states import Kind, Status


@dataclass(frozen=True, slots=True)
class Place:
    """A phase of a step, by their ids."""

    step: str
    phase: str


class StepMark(StrEnum):
    """How a step stands in the rail."""

    HERE = "here"
    DONE = "done"
    GAPS = "gaps"
    TO_DO = "to do"


@dataclass(frozen=True, slots=True)
class RailStep:
    """One step in the rail."""

    step: Step
    mark: StepMark


def places(playbook: Playbook) -> tuple[Place, ...]:
    """Return every place of the walk in order."""
    return tuple(Place(step.id, phase.id) for step in playbook.steps for phase in step.phases)


def place_of(session: CoachingSession, /, playbook: Playbook) -> Place:
    """Return where the session stands; its first place if the playbook no longer knows the old one."""
    here = Place(session.head.current_step, session.head.current_phase)
    return here if here in places(playbook) else places(playbook)[0]


def phase_at(playbook: Playbook, place: Place) -> Phase:
    """Return the phase at this place."""
    return playbook.step(place.step).phase(place.phase)


def next_place(playbook: Playbook, here: Place) -> Place | None:
    """Return the place after `here`, or None at the end."""
    order = places(playbook)
    index = order.index(here) + 1
    return order[index] if index < len(order) else None


def previous_place(playbook: Playbook, here: Place) -> Place | None:
    """Return the place before `here`, or None at the beginning."""
    order = places(playbook)
    index = order.index(here) - 1
    return order[index] if index >= 0 else None


def begin(
    playbook: Playbook, playbook_hash: str, stamp: Stamp, zone: str, channel: str | None = None
) -> tuple[CoachingSession, Change]:
    """Return a live session at the first place, its clock running, and the change that saves it."""
    first = places(playbook)[0]
    head = Session(
        id=stamp.new_id(),
        kind=Kind.LIVE,
        status=Status.OPEN,
        playbook_id=playbook.id,
        playbook_version=playbook.version,
        playbook_hash=playbook_hash,
        agent=stamp.actor,
        zone=zone,
        current_step=first.step,
        current_phase=first.phase,
        started_at=stamp.at,
        received_at=stamp.at,
        first_response_at=stamp.at,
        channel=channel,
    )
    head = started(head, stamp.at)
    visit = StepVisit(stamp.new_id(), head.id, first.step, first.phase, stamp.at)
    change = change_of(stamp, head.id, "begun", Edit(None, head), Edit(None, visit), after=first.step)
    return CoachingSession(head, visits=(visit,)), change


def move(session: CoachingSession, /, to: Place, stamp: Stamp, what: str = "moved") -> Change:
    """Return the change that leaves the present place and enters `to`; nothing else changes."""
    left = tuple(
        Edit(visit, replace(visit, left_at=stamp.at)) for visit in session.visits if visit.left_at is None
    )
    entered = Edit(None, StepVisit(stamp.new_id(), session.id, to.step, to.phase, stamp.at))
    head = replace(session.head, current_step=to.step, current_phase=to.phase)
    was = f"{session.head.current_step}/{session.head.current_phase}"
    return change_of(
        stamp,
        session.id,
        what,
        Edit(session.head, head),
        *left,
        entered,
        before=was,
        after=f"{to.step}/{to.phase}",
    )


def rail(session: CoachingSession, /, playbook: Playbook) -> tuple[RailStep, ...]:
    """Return every step with its mark: gaps are unticked items of a step that was left."""
    here = place_of(session, playbook)
    ticked = {tick.item_id for tick in session.ticks}
    seen = {visit.step for visit in session.visits}
    reached = [step.id in seen for step in playbook.steps]
    furthest = max((i for i, was in enumerate(reached) if was), default=0)
    return tuple(
        RailStep(step, _mark(step, step.id == here.step, index <= furthest, ticked))
        for index, step in enumerate(playbook.steps)
    )


def _mark(step: Step, is_here: bool, passed: bool, ticked: set[str]) -> StepMark:
    if is_here:
        return StepMark.HERE
    if not passed:
        return StepMark.TO_DO
    return StepMark.DONE if all(item.id in ticked for item in step.items()) else StepMark.GAPS
