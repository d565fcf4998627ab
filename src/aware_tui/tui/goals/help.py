"""The keys of the goals, and what F1 says there."""

from aware_tui.language import _
from aware_tui.tui.dialogs.help import Help

KEYS = (
    ("a", _("add")),
    ("enter", _("read")),
    ("e", _("end")),
    ("/", _("search")),
    ("i", _("insights")),
    ("n", _("new call")),
    ("h", _("today")),
    ("^p", _("commands")),
    ("F1", _("help")),
)
"""The keys of the foot line."""

MAY_GO = ("i", "^p", "n", "/")
"""The keys that give way where the line is short, the last one first."""

READING_KEYS = (("↑ ↓", _("read on")), ("esc", _("back to the list")), *KEYS[2:])
"""The keys of the foot line while a goal is read."""

HELP = Help(
    _("Goals"),
    (
        _(
            "A goal is one figure that is to change: how much, by when, whose it is, and why. The figure is "
            "counted from what is saved; nobody types it in."
        ),
        _(
            "Beside each figure stands what luck leaves open: in 19 of 20 cases the truth lies within "
            "that. A goal is met only when all of it is on the right side; a few good days are not "
            "enough."
        ),
    ),
    (
        ("a", _("add a goal")),
        ("enter", _("read it")),
        ("e", _("end it, or open it again")),
        ("/", _("search")),
        ("i", _("what keeps happening")),
        ("escape", _("one step back")),
        ("h", _("today")),
        ("^p", _("every command")),
    ),
)
"""What F1 says here."""
