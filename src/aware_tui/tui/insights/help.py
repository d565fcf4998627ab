"""The keys of the screens of insights, and what F1 says there."""

from aware_tui.tui.dialogs.help import Help

KEYS = (
    ("enter", "calls"),
    ("y", "why"),
    ("a", "act"),
    ("g", "goal"),
    ("t", "train"),
    ("v", "feedback"),
    ("d", "period"),
    ("/", "search"),
    ("h", "today"),
    ("^p", "commands"),
    ("F1", "help"),
)
"""The keys of the foot line."""

MAY_GO = ("v", "t", "h", "/", "^p")
"""The keys that give way where the line is short, the last one first."""

HELP = Help(
    "Insights",
    (
        "What keeps happening, so that it can be ended. Each customer counts once, a single bad day is told "
        "apart, and a line stands here only if it holds without its worst day and its loudest customer.",
        "Put the cursor on a line: Enter shows whom it hit; y asks why, five times; a puts it in the "
        "register of choke points with an owner and a date; g makes it a goal.",
    ),
    (
        ("enter", "the calls behind it"),
        ("y", "five whys"),
        ("a", "act: owner and date"),
        ("g", "a goal from it"),
        ("t", "what trains for it"),
        ("v", "feedback"),
        ("d", "another period"),
        ("r", "count again"),
        ("m", "all of it, or less"),
        ("← →", "the other column"),
        ("/", "search every session"),
        ("escape", "back"),
        ("h", "today"),
        ("^p", "every command"),
    ),
)
"""What F1 says here."""

BEHIND_KEYS = (
    ("enter", "read"),
    ("o", "open"),
    ("/", "search"),
    ("esc", "insights"),
    ("n", "new call"),
    ("h", "today"),
    ("^p", "commands"),
    ("F1", "help"),
)
"""The keys of the foot line of the sessions behind a line."""

BEHIND_HELP = Help(
    "Behind it",
    (
        "The sessions that a line of Insights counts, the newest first. Behind a line that keeps happening, "
        "a customer who complains of the same thing again within four weeks stands once.",
        "Type a few words to find one among them.",
    ),
    (
        ("enter", "read it whole"),
        ("o", "take it up again"),
        ("a", "how was it for them?"),
        ("/", "search among them"),
        ("escape", "one step back"),
        ("h", "today"),
        ("^p", "every command"),
    ),
)
"""What F1 says there."""
