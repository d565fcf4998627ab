"""The keys of both lists of causes, and what F1 says there."""

from aware_tui.language import _
from aware_tui.tui.dialogs.help import Help

KEYS = (
    ("a", _("add")),
    ("enter", _("read")),
    ("e", _("edit")),
    ("x", _("fixed")),
    ("t", _("tell")),
    ("o", _("open a call")),
    ("/", _("search")),
    ("n", _("new call")),
    ("h", _("today")),
    ("^p", _("commands")),
    ("F1", _("help")),
)
"""The keys of the foot line of the register."""

MAY_GO = ("e", "h", "n", "/", "o")
"""The keys that give way there where the line is short, the last one first."""

READING_KEYS = (
    ("↑ ↓", _("its calls")),
    ("o", _("open")),
    ("del", _("unlink")),
    ("e", _("edit")),
    ("x", _("fixed")),
    ("t", _("tell")),
    ("esc", _("the list")),
    ("F1", _("help")),
)
"""The keys of the foot line while a choke point is read."""

READING_MAY_GO = ("t", "e", "del")
"""The keys that give way there."""

TOLD_KEYS = (
    ("space", _("told")),
    ("y", _("copy it")),
    ("o", _("the call")),
    ("^z", _("undo")),
    ("esc", _("choke points")),
    ("/", _("search")),
    ("n", _("new call")),
    ("h", _("today")),
    ("^p", _("commands")),
    ("F1", _("help")),
)
"""The keys of the foot line of those to be told."""

TOLD_MAY_GO = ("o", "esc", "^z", "h", "/", "n")
"""The keys that give way there."""

HELP = Help(
    _("Choke points"),
    (
        _(
            "A choke point is a cause that customers keep running into: what it is, what is done about it, "
            "by whom and by when. Many calls, one cause: link each call to it."
        ),
        _(
            "Once it is marked fixed, everyone it hit is on the list to be told. You tell them; "
            "the program never writes to anybody."
        ),
    ),
    (
        ("a", _("add one")),
        ("enter", _("read it, its calls")),
        ("e", _("edit it")),
        ("x", _("fixed, or open again")),
        ("t", _("whom to tell")),
        ("o", _("open a call it hit")),
        ("delete", _("there: unlink the call")),
        ("ctrl+z", _("take the last mark back")),
        ("/", _("search")),
        ("escape", _("one step back")),
        ("h", _("today")),
        ("^p", _("every command")),
    ),
)
"""What F1 says on the register."""

TOLD_HELP = Help(
    _("To be told"),
    (
        _(
            "Everyone here was hit by something that is fixed now, and does not know it yet. "
            "Somebody who told us once is glad to hear that it helped."
        ),
        _(
            "Beside the list is a draft for the person under the cursor. Copy it, send it your own way, "
            "then mark them told."
        ),
    ),
    (
        ("space", _("told, or not after all")),
        ("t", _("the same")),
        ("y", _("copy the draft")),
        ("o", _("read the call")),
        ("ctrl+z", _("take the last mark back")),
        ("/", _("search")),
        ("escape", _("to the choke points")),
        ("h", _("today")),
        ("^p", _("every command")),
    ),
)
"""What F1 says on the list of those to be told."""
