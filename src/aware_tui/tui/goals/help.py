"""The keys of the goals, and what F1 says there."""

from aware_tui.tui.dialogs.help import Help

KEYS = (
    ("a", "add"),
    ("enter", "read"),
    ("e", "end"),
    ("/", "search"),
    ("i", "insights"),
    ("n", "new call"),
    ("h", "today"),
    ("^p", "commands"),
    ("F1", "help"),
)
"""The keys of the foot line."""

MAY_GO = ("i", "^p", "n", "/")
"""The keys that give way where the line is short, the last one first."""

READING_KEYS = (("↑ ↓", "read on"), ("esc", "back to the list"), *KEYS[2:])
"""The keys of the foot line while a goal is read."""

HELP = Help(
    "Goals",
    (
        "A goal is one figure that is to change: how much, by when, whose it is, and why. The figure is "
        "counted from what is saved; nobody types it in.",
        "Beside each figure stands what luck leaves open: in 19 of 20 cases the truth lies within that. A "
        "goal is met only when all of it is on the right side; a few good days are not enough.",
    ),
    (
        ("a", "add a goal"),
        ("enter", "read it"),
        ("e", "end it, or open it again"),
        ("/", "search"),
        ("i", "what keeps happening"),
        ("escape", "one step back"),
        ("h", "today"),
        ("^p", "every command"),
    ),
)
"""What F1 says here."""
