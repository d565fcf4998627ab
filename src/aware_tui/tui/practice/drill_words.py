"""What the drill screen says: its help, its keys, its marks."""

from aware_tui.domain.practice_states import AttemptMode
from aware_tui.tui.dialogs.help import Help
from aware_tui.tui.widgets.key_line import Key

BEGIN = "Enter begins"
READING = "..."
PAUSED = "The drill waits in Practice. Nothing is lost."
NO_RESULT = "The result is not saved: {problem} Open the drill once more, and it is."

HOW = {
    AttemptMode.CHOOSE: "choose out of three lines",
    AttemptMode.TYPE: "in your own words",
}
"""How an answer is given."""

MARKS = {None: ("○", "$faint"), True: ("●", "$success"), False: ("◐", "$warning")}
"""An exercise to come, one that was right at the first try, one that took more."""

DRILL = Help(
    "A drill",
    (
        "A few short exercises on one step. The first try counts; after it you may try as often as you like. "
        "What cannot be read for certain never counts against you.",
        "● was right at the first try, ◐ took more, ○ is still to come. Every try is saved: leave with "
        "escape whenever you like, and the drill goes on where you left it.",
    ),
    (
        ("1 to 9", "choose"),
        ("↑ ↓ enter", "the same by arrows"),
        ("enter", "answer; go on"),
        ("F2", "one that works; not counted as right"),
        ("pgup pgdn", "read back, read on"),
        ("a", "at the end: another run"),
        ("escape", "back, or leave"),
        ("^p", "every command"),
    ),
)
"""The help of a drill."""

ALWAYS: tuple[Key, ...] = (("escape", "leave"), ("F1", "help"))
SHOW: Key = ("F2", "one that works")


def keys_for(stage: str, *, typed: bool) -> tuple[Key, ...]:
    """Return the keys at the foot in a stage of the screen."""
    match stage:
        case "ASKING" | "READING":
            answer: Key = ("enter", "answer") if typed else ("digit", "choose")
            return (answer, SHOW, ("pgdn", "read on"), *ALWAYS)
        case "DONE":
            return (("enter", "Practice"), ("a", "another run"), ("pgdn", "read on"), *ALWAYS)
        case _:
            return (("enter", "go on"), ("pgdn", "read on"), *ALWAYS)
