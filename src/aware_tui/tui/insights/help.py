"""The keys of the screens of insights, and what F1 says there."""

from aware_tui.language import _
from aware_tui.tui.dialogs.help import Help

KEYS = (
    ("enter", _("calls")),
    ("y", _("why")),
    ("a", _("act")),
    ("g", _("goal")),
    ("t", _("train")),
    ("v", _("feedback")),
    ("d", _("period")),
    ("/", _("search")),
    ("h", _("today")),
    ("^p", _("commands")),
    ("F1", _("help")),
)
"""The keys of the foot line."""

MAY_GO = ("v", "t", "h", "/", "^p")
"""The keys that give way where the line is short, the last one first."""

HELP = Help(
    _("Insights"),
    (
        _(
            "What keeps happening, so that it can be ended. Each customer counts once, a single bad day "
            "is told apart, and a line stands here only if it holds without its worst day and its "
            "loudest customer."
        ),
        _(
            "Put the cursor on a line: Enter shows whom it hit; y asks why, five times; a puts it in the "
            "register of choke points with an owner and a date; g makes it a goal."
        ),
    ),
    (
        ("enter", _("the calls behind it")),
        ("y", _("five whys")),
        ("a", _("act: owner and date")),
        ("g", _("a goal from it")),
        ("t", _("what trains for it")),
        ("v", _("feedback")),
        ("d", _("another period")),
        ("r", _("count again")),
        ("m", _("all of it, or less")),
        ("← →", _("the other column")),
        ("/", _("search every session")),
        ("escape", _("back")),
        ("h", _("today")),
        ("^p", _("every command")),
    ),
)
"""What F1 says here."""

BEHIND_KEYS = (
    ("enter", _("read")),
    ("o", _("open")),
    ("/", _("search")),
    ("esc", _("insights")),
    ("n", _("new call")),
    ("h", _("today")),
    ("^p", _("commands")),
    ("F1", _("help")),
)
"""The keys of the foot line of the sessions behind a line."""

BEHIND_HELP = Help(
    _("Behind it"),
    (
        _(
            "The sessions that a line of Insights counts, the newest first. Behind a line that keeps "
            "happening, a customer who complains of the same thing again within four weeks stands once."
        ),
        _("Type a few words to find one among them."),
    ),
    (
        ("enter", _("read it whole")),
        ("o", _("take it up again")),
        ("a", _("how was it for them?")),
        ("/", _("search among them")),
        ("escape", _("one step back")),
        ("h", _("today")),
        ("^p", _("every command")),
    ),
)
"""What F1 says there."""
