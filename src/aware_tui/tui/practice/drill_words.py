"""What the drill screen says: its help, its keys, its marks."""

from aware_tui.domain.practice_states import AttemptMode
from aware_tui.language import _
from aware_tui.tui.dialogs.help import Help
from aware_tui.tui.widgets.key_line import Key

BEGIN = _("Enter begins")
READING = "..."
PAUSED = _("The drill waits in Practice. Nothing is lost.")
NO_RESULT = _("The result is not saved: {problem} Open the drill once more, and it is.")

HOW = {
    AttemptMode.CHOOSE: _("choose out of three lines"),
    AttemptMode.TYPE: _("in your own words"),
}
"""How an answer is given."""

MARKS = {None: ("○", "$faint"), True: ("●", "$success"), False: ("◐", "$warning")}
"""An exercise to come, one that was right at the first try, one that took more."""

DRILL = Help(
    _("A drill"),
    (
        _(
            "A few short exercises on one step. The first try counts; after it you may try as often as "
            "you like. What cannot be read for certain never counts against you."
        ),
        _(
            "● was right at the first try, ◐ took more, ○ is still to come. Every try is saved: leave with "
            "escape whenever you like, and the drill goes on where you left it."
        ),
    ),
    (
        ("1 to 9", _("choose")),
        (_("↑ ↓ enter"), _("the same by arrows")),
        ("enter", _("answer; go on")),
        ("F2", _("one that works; not counted as right")),
        (_("pgup pgdn"), _("read back, read on")),
        ("a", _("at the end: another run")),
        ("escape", _("back, or leave")),
        ("^p", _("every command")),
    ),
)
"""The help of a drill."""

ALWAYS: tuple[Key, ...] = (("escape", _("leave")), ("F1", _("help")))
SHOW: Key = ("F2", _("one that works"))


def keys_for(stage: str, *, typed: bool) -> tuple[Key, ...]:
    """Return the keys at the foot in a stage of the screen."""
    match stage:
        case "ASKING" | "READING":
            answer: Key = ("enter", _("answer")) if typed else (_("digit"), _("choose"))
            return (answer, SHOW, ("pgdn", _("read on")), *ALWAYS)
        case "DONE":
            return (("enter", _("Practice")), ("a", _("another run")), ("pgdn", _("read on")), *ALWAYS)
        case _:
            return (("enter", _("go on")), ("pgdn", _("read on")), *ALWAYS)
