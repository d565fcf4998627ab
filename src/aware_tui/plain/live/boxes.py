"""The places of a step to write in, in the order of the screen, and which of them is in hand."""

from collections.abc import Iterator
from dataclasses import dataclass

from aware_tui.domain.playbook import Lines, Part, PartKind, Playbook, Step
from aware_tui.language import _
from aware_tui.services.call import Call
from aware_tui.services.spots import DOCUMENTS, Spot, Table


@dataclass(frozen=True, slots=True)
class Box:
    """A place to write in: what it is called, where its words are kept, whether it holds several lines."""

    label: str
    spot: Spot
    lines: bool
    main: bool = False


def boxes_of(call: Call) -> tuple[Box, ...]:
    """Return the boxes of the present phase."""
    return tuple(box for part in call.phase.parts for box in _boxes(part, call.place.step))


def _boxes(part: Part, step: str) -> Iterator[Box]:
    if part.kind is PartKind.NOTE:
        yield Box(part.label, Spot(Table.NOTE, step, part.id), part.lines is Lines.BOX, part.main)
    elif part.kind in DOCUMENTS:
        table = DOCUMENTS[part.kind]
        yield Box(part.label, Spot(table, step, "text"), lines=True, main=part.main)
        label = _("{document}: its number there").format(document=part.label)
        yield Box(label, Spot(table, step, "outside_reference"), lines=False)
    elif part.kind in (PartKind.COST, PartKind.RECOMMENDATION):
        yield Box(part.label, Spot(Table.QUALITY, step, part.kind.value), lines=False)


def main_box(call: Call) -> Box:
    """Return where words go by themselves: the main box of the phase, else the first one of the walk."""
    here = next((box for box in boxes_of(call) if box.main), None)
    return here or first_box(call.playbook, call.place.step)


def first_box(playbook: Playbook, step_id: str) -> Box:
    """Return the first main box of the walk; of a playbook without one, a note of this step."""
    mains = (box for step in playbook.steps for box in _mains(step))
    return next(mains, Box(_("Notes"), Spot(Table.NOTE, step_id, "notes"), lines=True))


def _mains(step: Step) -> Iterator[Box]:
    for part in step.parts():
        yield from (box for box in _boxes(part, step.id) if box.main and part.kind is PartKind.NOTE)
