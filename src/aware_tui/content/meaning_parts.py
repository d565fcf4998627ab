"""What the phases and parts of a step must mean: what takes focus, what is locked, what is chosen."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches

from aware_tui.content.errors import shown
from aware_tui.content.nodes import Path
from aware_tui.domain.playbook import CoachKind, Part, PartKind, Phase, Playbook, Step

MAX_ITEMS = 7
ONLY = ("light", "full", "safety")
_OF_HEAD = ("customer", "agent", "channel", "category", "date", "owner", "first_action", "chosen", "gaps")
_OF_PARTS = ("promises", "promise_states", "follow_ups", "safety", "apology", "mood_start", "mood_end")
PLACES = frozenset({*_OF_HEAD, *_OF_PARTS})
"""What a template may name besides the notes of the playbook."""

_FIVE = "Give five, from the worst to the best."
_CHOICES = {
    PartKind.MOOD_START: (5, 5, _FIVE),
    PartKind.MOOD_END: (5, 5, _FIVE),
    PartKind.CHECK_IN: (5, 5, _FIVE),
    PartKind.SIZE: (2, 2, "Give two, with the ids `light` and `full`."),
    PartKind.ANSWER: (1, 9, "Give 1 to 9 choices."),
    PartKind.PROFILE: (1, 1, "Give one, such as {id: recorded, label: recorded}."),
    PartKind.QUALITY: (1, 1, "Give one, such as {id: recorded, label: recorded}."),
}
_TEMPLATES = (PartKind.READ_BACK, PartKind.PROFILE, PartKind.QUALITY)
_FOCUS = (
    PartKind.NOTE,
    PartKind.OPTIONS,
    PartKind.PROMISES,
    PartKind.KEPT,
    PartKind.FOLLOW_UPS,
    PartKind.READ_BACK,
    PartKind.PROFILE,
    PartKind.QUALITY,
    PartKind.COST,
    PartKind.RECOMMENDATION,
)
_PLACE = re.compile(r"\{([a-z0-9_]+)\}")


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule that is broken at a path, and what to write instead."""

    path: Path
    message: str
    instead: str


def step_rules(path: Path, step: Step, playbook: Playbook) -> Iterator[Finding]:
    """Yield what is wrong with a step's parts taken together, and with each."""
    if not step.phases:
        yield Finding((*path, "phases"), "A step has at least one phase", "Write a phase.")
    known = _note_ids(playbook) | PLACES
    earlier: list[tuple[Phase, Part]] = []
    for number, phase in enumerate(step.phases):
        for index, part in enumerate(phase.parts):
            here = (*path, "phases", number, "parts", index)
            yield from _repeated(here, phase, part, earlier)
            yield from _choices(here, part)
            yield from _template(here, part, known)
            earlier.append((phase, part))


def _note_ids(playbook: Playbook) -> frozenset[str]:
    return frozenset(
        part.id for step in playbook.steps for part in step.parts() if part.kind is PartKind.NOTE
    )


def _repeated(path: Path, phase: Phase, part: Part, earlier: list[tuple[Phase, Part]]) -> Iterator[Finding]:
    same_id = [(where, other) for where, other in earlier if other.id == part.id]
    for where, other in same_id[:1]:
        if where is phase or not part.kind is other.kind is PartKind.NOTE:
            yield Finding(
                (*path, "id"),
                f"Another part of this step has the id {shown(part.id)}",
                "Give it another id; only a note may come again, in another phase.",
            )
    may_repeat = part.kind in (PartKind.NOTE, PartKind.ANSWER)
    if not same_id and not may_repeat and any(other.kind is part.kind for _, other in earlier):
        yield Finding(
            (*path, "kind"),
            f"This step has another part of kind `{part.kind}`",
            "Keep one of them; only notes and answers may come several times.",
        )


def _choices(path: Path, part: Part) -> Iterator[Finding]:
    count, where = len(part.choices), (*path, "choices")
    if part.kind not in _CHOICES:
        if count:
            yield Finding(where, f"A part of kind `{part.kind}` has no choices", "Take them out.")
        return
    least, most, instead = _CHOICES[part.kind]
    if not least <= count <= most:
        wanted = str(least) if least == most else f"{least} to {most}"
        yield Finding(where, f"A part of kind `{part.kind}` has {wanted} choices, not {count}", instead)
    elif part.kind is PartKind.SIZE and {choice.id for choice in part.choices} != {"light", "full"}:
        yield Finding(where, "The choices of a size are `light` and `full`", instead)


def _template(path: Path, part: Part, known: frozenset[str]) -> Iterator[Finding]:
    where = (*path, "template")
    if part.kind in _TEMPLATES and not part.template:
        yield Finding(
            where, f"A part of kind `{part.kind}` has a template", "Add `template:` with its lines."
        )
    elif part.kind not in _TEMPLATES and part.template:
        yield Finding(where, f"A part of kind `{part.kind}` has no template", "Take it out.")
    for index, line in enumerate(part.template):
        for name in _PLACE.findall(line):
            if name not in known:
                yield Finding((*where, index), f"There is no place {shown(name)}", _nearest(name, known))
        if re.search(r"[{}]", _PLACE.sub("", line)):
            yield Finding((*where, index), "A brace stands alone here", "Write a place as {name}.")


def _nearest(name: str, known: frozenset[str]) -> str:
    near = get_close_matches(name, sorted(known), 1, 0.6)
    guess = f"Did you mean {{{near[0]}}}? " if near else ""
    return f"{guess}A place is the id of a note, or one of: {', '.join(sorted(PLACES))}."


def phase_rules(path: Path, step: Step, number: int) -> Iterator[Finding]:
    """Yield what is wrong with one phase of a step."""
    phase = step.phases[number]
    if len(phase.items) > MAX_ITEMS:
        yield Finding(
            (*path, "items", MAX_ITEMS),
            f"A phase has at most {MAX_ITEMS} items, this is number {MAX_ITEMS + 1} of {len(phase.items)}",
            "Move it to `extra` of the step, or to another phase.",
        )
    yield from _main(path, phase)
    if phase.lock:
        yield from _lock(path, phase, last=number == len(step.phases) - 1)
    for index, block in enumerate(phase.coach):
        where = (*path, "coach", index)
        if block.only and block.only not in ONLY:
            yield Finding(
                (*where, "only"),
                f"{shown(block.only)} is not known here",
                f"Write one of: {', '.join(ONLY)}.",
            )
        if not block.lines:
            yield Finding((*where, "lines"), "A coach block has at least one line", "Write one.")


def _main(path: Path, phase: Phase) -> Iterator[Finding]:
    mains = [index for index, part in enumerate(phase.parts) if part.main]
    if not mains:
        yield Finding(
            path, "This phase has no main part, so nothing takes the focus", "Add `main: true` to one part."
        )
    for index in mains[1:]:
        yield Finding(
            (*path, "parts", index, "main"), "This phase has another main part", "Keep `main: true` on one."
        )
    for index in mains[:1]:
        if phase.parts[index].kind not in _FOCUS:
            yield Finding(
                (*path, "parts", index, "main"),
                f"A part of kind `{phase.parts[index].kind}` cannot take the focus",
                f"Make one of these the main part: {', '.join(_FOCUS)}.",
            )


def _lock(path: Path, phase: Phase, last: bool) -> Iterator[Finding]:
    if last:
        yield Finding(
            (*path, "lock"), "The last phase of a step cannot be locked", "Add a phase after it, or no lock."
        )
    if not phase.unlock.strip():
        yield Finding(
            (*path, "lock"),
            "A locked phase has no `unlock`, so its key has no name",
            "Add `unlock: they have finished`.",
        )
    for index, block in enumerate(phase.coach):
        if block.kind in (CoachKind.ASK, CoachKind.WHY):
            yield Finding(
                (*path, "coach", index, "kind"),
                f"A locked phase shows no coach block of kind `{block.kind}`",
                "Move it to the next phase.",
            )
    for index, part in enumerate(phase.parts):
        if part.kind is not PartKind.NOTE:
            yield Finding(
                (*path, "parts", index, "kind"),
                f"A locked phase has no part but notes, and this is of kind `{part.kind}`",
                "Move it to the next phase.",
            )
