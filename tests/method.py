"""A small method of three steps, for tests that need a playbook but not the shipped one."""

from dataclasses import replace

from aware_tui.domain.categories import Category
from aware_tui.domain.playbook import (
    Apology,
    ChecklistItem,
    Choice,
    Ending,
    Lines,
    Part,
    PartKind,
    Phase,
    Playbook,
    Required,
    Step,
)

MOODS = tuple(Choice(word, word) for word in ("furious", "angry", "upset", "uneasy", "calm"))
RECORDED = (Choice("recorded", "recorded"),)


def a_note_part(name: str, *, main: bool) -> Part:
    """Return a box for words."""
    return Part(PartKind.NOTE, name, name.replace("_", " "), lines=Lines.BOX, main=main)


LISTEN = Phase(
    "listen",
    "Let them finish.",
    items=(ChecklistItem("sorry", "I said I am sorry", Required.WARN),),
    parts=(a_note_part("their_words", main=True),),
    lock=True,
    unlock="they have finished",
)
PROBE = Phase(
    "probe",
    "Help them tell it.",
    items=(ChecklistItem("asked", "I asked an open question"),),
    parts=(
        a_note_part("their_words", main=True),
        Part(PartKind.MOOD_START, "mood_start", "Mood at the start", choices=MOODS),
    ),
)
MEND = Phase(
    "mend",
    "Put it right.",
    items=(ChecklistItem("agreed", "They agreed to it", Required.REFUSE),),
    parts=(Part(PartKind.PROMISES, "promises", "I will ... by ...", main=True),),
)
WRITE = Phase(
    "write",
    "Write it down.",
    parts=(
        Part(
            PartKind.PROFILE,
            "profile",
            "For the profile",
            main=True,
            choices=RECORDED,
            template=("Customer: {customer}", "Said: {their_words}", "Promises: {promises}"),
        ),
        Part(
            PartKind.QUALITY,
            "quality",
            "For the record",
            choices=RECORDED,
            template=("About: {category}", "Said: {their_words}", "Left out: {gaps}"),
        ),
    ),
)
METHOD = Playbook(
    id="small",
    title="Small",
    version="1",
    about="Hear, mend, write.",
    credit="Nobody.",
    steps=(
        Step("hear", "Hear", (LISTEN, PROBE), extra=(ChecklistItem("thanked", "I thanked them"),)),
        Step("fix", "Fix", (MEND,)),
        Step("note", "Note", (WRITE,)),
    ),
    apology=Apology(
        light=(ChecklistItem("said_light", "Sorry for the trouble"),),
        full=(ChecklistItem("said_full", "Sorry, we were wrong"),),
    ),
    endings=Ending(
        finish=(Choice("no_time", "there was no time"),),
        park=(Choice("cut_off", "we were cut off"),),
        discard=(Choice("mistake", "opened by mistake"),),
    ),
    likelihood=(Choice("often", "often"),),
    categories=(Category("late", "Late or missed"),),
    channels=(Choice("phone", "phone"),),
)
"""Places: hear/listen, hear/probe, fix/mend, note/write."""

IN_METHOD = {"current_step": "hear", "current_phase": "listen"}
"""Where a session of this method begins; for `a_session`."""


def without(playbook: Playbook, *kinds: PartKind) -> Playbook:
    """Return the playbook without the parts of these kinds."""
    return replace(
        playbook,
        steps=tuple(
            replace(
                step,
                phases=tuple(
                    replace(phase, parts=tuple(part for part in phase.parts if part.kind not in kinds))
                    for phase in step.phases
                ),
            )
            for step in playbook.steps
        ),
    )
