"""What the call screen says of itself: its help, and the keys at its foot."""

from aware_tui.domain.practice_states import AttemptMode
from aware_tui.tui.dialogs.help import Help
from aware_tui.tui.practice.answering_screen import Stage
from aware_tui.tui.widgets.key_line import Key

CALL_HELP = Help(
    "A practice call",
    (
        "The customer talks in pieces. Let them go on until they have finished: whoever answers before cuts "
        "them off, and may never hear what they were about to say. No clock runs: take the time you need.",
        "Everything is saved at once. Leave with escape whenever you like; the call waits in Practice.",
    ),
    (
        ("space", "let them go on"),
        ("1 to 9", "say it, or choose it"),
        ("↑ ↓ enter", "the same by arrows"),
        ("enter", "say what you typed"),
        ("F2", "what you may offer"),
        ("w", "notes beside the turns"),
        ("pageup, pagedown", "read back"),
        ("F9", "end the call"),
        ("escape", "back, or pause"),
        ("^p", "every command"),
    ),
)
"""The help of a practice call."""

ALWAYS: tuple[Key, ...] = (("escape", "pause"), ("F1", "help"))
MAY_GO = ("F1", "w", "F2")
NOTES: Key = ("w", "notes")
OFFERS: Key = ("F2", "may offer")


def keys_for(stage: Stage, mode: AttemptMode, *, talking: bool) -> tuple[Key, ...]:
    """Return the keys at the foot while the screen waits for this."""
    notes = () if mode is AttemptMode.TYPE else (NOTES,)
    listen: tuple[Key, ...] = (("space", "let them go on"),) if talking else ()
    match stage:
        case Stage.MODEL:
            return (("space", "go on"), *notes, OFFERS, *ALWAYS)
        case Stage.CHOOSING:
            return (*listen, ("1-9", "say it"), *notes, OFFERS, ("F9", "end"), *ALWAYS)
        case Stage.TYPING | Stage.READING:
            return (*listen, ("enter", "say it"), OFFERS, ("F9", "end"), *ALWAYS)
        case Stage.AFTER:
            return (("1-5", "do it"), ("enter", "debrief"), ("pgdn", "read on"), *notes, *ALWAYS)
        case _:
            return (("digit", "choose"), ("escape", "back"), ("F1", "help"))
