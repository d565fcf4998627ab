"""Methods laid side by side: what each of their steps is for, by its parts and by what it says itself."""

from collections.abc import Mapping

from aware_tui.domain.aims import Aim
from aware_tui.domain.playbook import PartKind, Playbook, Required, Step

OF_PARTS: Mapping[PartKind, Aim] = {
    PartKind.SIZE: Aim.SORRY,
    PartKind.OPTIONS: Aim.CHOOSE,
    PartKind.PROMISES: Aim.PROMISE,
    PartKind.KEPT: Aim.MEND,
    PartKind.FOLLOW_UPS: Aim.MEND,
    PartKind.PROFILE: Aim.WRITE,
    PartKind.QUALITY: Aim.WRITE,
    PartKind.CAUSE: Aim.LEARN,
    PartKind.RECOMMENDATION: Aim.LEARN,
}
"""What a step with such a part is for; other parts say nothing about it."""


def aims_of(step: Step) -> frozenset[Aim]:
    """Return what a step is for: what it says itself, what its parts tell; hearing, where nobody may ask."""
    told = {OF_PARTS[part.kind] for part in step.parts() if part.kind in OF_PARTS}
    heard = {Aim.HEAR} if any(phase.lock for phase in step.phases) else set()
    return frozenset({*step.does, *told, *heard})


def steps_by_aim(playbook: Playbook) -> dict[Aim, tuple[int, ...]]:
    """Return for each aim that a playbook has the numbers of the steps for it, counted from 1."""
    every = [(number, aims_of(step)) for number, step in enumerate(playbook.steps, 1)]
    found = {aim: tuple(number for number, aims in every if aim in aims) for aim in Aim}
    return {aim: numbers for aim, numbers in found.items() if numbers}


def asked_for_at_the_end(playbook: Playbook) -> int:
    """Return how many items of a playbook the gate names or refuses."""
    items = (item for step in playbook.steps for item in (*step.items(), *step.extra))
    return sum(1 for item in items if item.required is not Required.NO)
