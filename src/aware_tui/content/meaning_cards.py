"""What the cards of a playbook must mean: they name steps and items that are there, and lines that fit."""

from collections.abc import Iterator

from aware_tui.content.errors import shown
from aware_tui.content.meaning_parts import Finding
from aware_tui.content.nodes import Path
from aware_tui.domain.cards import StepCard
from aware_tui.domain.playbook import Playbook, Step

MAX_LINES = 2
"""Lines of a step on the pocket card."""


def card_rules(path: Path, playbook: Playbook) -> Iterator[Finding]:
    """Yield what is wrong with the cards."""
    steps = {step.id: step for step in playbook.steps}
    for index, card in enumerate(playbook.cards.steps):
        here = (*path, "steps", index)
        if card.id in steps:
            yield from _step(here, card, steps[card.id])
        else:
            there = ", ".join(steps)
            yield Finding((*here, "id"), f"There is no step {shown(card.id)}", f"Write one of: {there}.")


def _step(path: Path, card: StepCard, step: Step) -> Iterator[Finding]:
    if len(card.lines) > MAX_LINES:
        yield Finding(
            (*path, "lines", MAX_LINES),
            f"A step has at most {MAX_LINES} lines on the pocket card",
            "Take this line out, or join it to the one before.",
        )
    known = [item.id for item in step.items()]
    for index, item in enumerate(card.items):
        if item not in known:
            there = ", ".join(known) or "none"
            yield Finding(
                (*path, "items", index), f"This step has no item {shown(item)}", f"Its items are: {there}."
            )
