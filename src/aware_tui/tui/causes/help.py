"""The keys of both lists of causes, and what F1 says there."""

from aware_tui.tui.dialogs.help import Help

KEYS = (
    ("a", "add"),
    ("enter", "read"),
    ("e", "edit"),
    ("x", "fixed"),
    ("t", "tell"),
    ("o", "open a call"),
    ("/", "search"),
    ("n", "new call"),
    ("h", "today"),
    ("^p", "commands"),
    ("F1", "help"),
)
"""The keys of the foot line of the register."""

MAY_GO = ("e", "h", "n", "/", "o")
"""The keys that give way there where the line is short, the last one first."""

READING_KEYS = (
    ("↑ ↓", "its calls"),
    ("o", "open"),
    ("del", "unlink"),
    ("e", "edit"),
    ("x", "fixed"),
    ("t", "tell"),
    ("esc", "the list"),
    ("F1", "help"),
)
"""The keys of the foot line while a choke point is read."""

READING_MAY_GO = ("t", "e", "del")
"""The keys that give way there."""

TOLD_KEYS = (
    ("space", "told"),
    ("y", "copy it"),
    ("o", "the call"),
    ("^z", "undo"),
    ("esc", "choke points"),
    ("/", "search"),
    ("n", "new call"),
    ("h", "today"),
    ("^p", "commands"),
    ("F1", "help"),
)
"""The keys of the foot line of those to be told."""

TOLD_MAY_GO = ("o", "esc", "^z", "h", "/", "n")
"""The keys that give way there."""

HELP = Help(
    "Choke points",
    (
        "A choke point is a cause that customers keep running into: what it is, what is done about it, "
        "by whom and by when. Many calls, one cause: link each call to it.",
        "Once it is marked fixed, everyone it hit is on the list to be told. You tell them; "
        "the program never writes to anybody.",
    ),
    (
        ("a", "add one"),
        ("enter", "read it, its calls"),
        ("e", "edit it"),
        ("x", "fixed, or open again"),
        ("t", "whom to tell"),
        ("o", "open a call it hit"),
        ("delete", "there: unlink the call"),
        ("ctrl+z", "take the last mark back"),
        ("/", "search"),
        ("escape", "one step back"),
        ("h", "today"),
        ("^p", "every command"),
    ),
)
"""What F1 says on the register."""

TOLD_HELP = Help(
    "To be told",
    (
        "Everyone here was hit by something that is fixed now, and does not know it yet. "
        "Somebody who told us once is glad to hear that it helped.",
        "Beside the list is a draft for the person under the cursor. Copy it, send it your own way, "
        "then mark them told.",
    ),
    (
        ("space", "told, or not after all"),
        ("t", "the same"),
        ("y", "copy the draft"),
        ("o", "read the call"),
        ("ctrl+z", "take the last mark back"),
        ("/", "search"),
        ("escape", "to the choke points"),
        ("h", "today"),
        ("^p", "every command"),
    ),
)
"""What F1 says on the list of those to be told."""
