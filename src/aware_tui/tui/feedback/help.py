"""The keys of the list of feedback, and what F1 says there."""

from aware_tui.tui.dialogs.help import Help

KEYS = (
    ("a", "add"),
    ("enter", "read"),
    ("e", "answer, edit"),
    ("o", "the call"),
    ("del", "take away"),
    ("^z", "undo"),
    ("/", "search"),
    ("esc", "back"),
    ("h", "today"),
    ("^p", "commands"),
    ("F1", "help"),
)
"""The keys of the foot line."""

READING_KEYS = (("↑ ↓", "read on"), ("esc", "the list"), *KEYS[2:6], *KEYS[9:])
"""The keys of the foot line while one is read."""

MAY_GO = ("del", "esc", "^z", "h", "o", "^p", "/")
"""The keys that give way where the line is short, the last one first."""

HELP = Help(
    "Feedback",
    (
        "What customers said of us: after a call, in surveys and forms, on social media, in person. "
        "Compliments belong here too. Whoever was asked here and has not answered yet stands on top.",
        "Four and five of five are good, one and two are bad; you may say otherwise. "
        "Insights and the second tile of Today count what stands here.",
    ),
    (
        ("a", "add what somebody said"),
        ("enter", "read it"),
        ("e", "note the answer, or correct it"),
        ("o", "read the call"),
        ("delete", "noted by mistake"),
        ("ctrl+z", "take the last deed back"),
        ("/", "search"),
        ("escape", "one step back"),
        ("h", "today"),
        ("^p", "every command"),
    ),
)
"""What F1 says here."""
