"""What F1 says in Follow-ups."""

from aware_tui.tui.dialogs.help import Help

HELP = Help(
    "Follow-ups",
    (
        "Every promise, and every check with somebody who was given the work or with a customer, by when it "
        "is due. What is overdue stays on top until somebody says what became of it.",
        "Not well opens the call again at its beginning, with its whole story.",
    ),
    (
        ("enter", "open the call"),
        ("o", "read the call"),
        ("k", "kept; all is well"),
        ("m", "a new time, and why"),
        ("x", "broken; not well"),
        ("e", "a note to remember"),
        ("g", "give it to somebody"),
        ("^z", "take the last mark back"),
        ("1 to 4", "all, overdue, today, week"),
        ("a", "mine or everybody's"),
        ("/", "find by words or names"),
        ("h", "today"),
    ),
)
"""The help of this screen."""
