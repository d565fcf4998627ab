"""The keys of the list of feedback, and what F1 says there."""

from aware_tui.language import _
from aware_tui.tui.dialogs.help import Help

KEYS = (
    ("a", _("add")),
    ("enter", _("read")),
    ("e", _("answer, edit")),
    ("o", _("the call")),
    ("del", _("take away")),
    ("^z", _("undo")),
    ("/", _("search")),
    ("esc", _("back")),
    ("h", _("today")),
    ("^p", _("commands")),
    ("F1", _("help")),
)
"""The keys of the foot line."""

READING_KEYS = (("↑ ↓", _("read on")), ("esc", _("the list")), *KEYS[2:6], *KEYS[9:])
"""The keys of the foot line while one is read."""

MAY_GO = ("del", "esc", "^z", "h", "o", "^p", "/")
"""The keys that give way where the line is short, the last one first."""

HELP = Help(
    _("Feedback"),
    (
        _(
            "What customers said of us: after a call, in surveys and forms, on social media, in person. "
            "Compliments belong here too. Whoever was asked here and has not answered yet stands on top."
        ),
        _(
            "Four and five of five are good, one and two are bad; you may say otherwise. "
            "Insights and the second tile of Today count what stands here."
        ),
    ),
    (
        ("a", _("add what somebody said")),
        ("enter", _("read it")),
        ("e", _("note the answer, or correct it")),
        ("o", _("read the call")),
        ("delete", _("noted by mistake")),
        ("ctrl+z", _("take the last deed back")),
        ("/", _("search")),
        ("escape", _("one step back")),
        ("h", _("today")),
        ("^p", _("every command")),
    ),
)
"""What F1 says here."""
