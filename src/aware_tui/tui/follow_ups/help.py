"""What F1 says in Follow-ups."""

from aware_tui.language import _
from aware_tui.tui.dialogs.help import Help

HELP = Help(
    _("Follow-ups"),
    (
        _(
            "Every promise, and every check with somebody who was given the work or with a customer, by "
            "when it is due. What is overdue stays on top until somebody says what became of it."
        ),
        _("Not well opens the call again at its beginning, with its whole story."),
    ),
    (
        ("enter", _("open the call")),
        ("o", _("read the call")),
        ("k", _("kept; all is well")),
        ("m", _("a new time, and why")),
        ("x", _("broken; not well")),
        ("e", _("a note to remember")),
        ("g", _("give it to somebody")),
        ("^z", _("take the last mark back")),
        ("1 to 4", _("all, overdue, today, week")),
        ("a", _("mine or everybody's")),
        ("/", _("find by words or names")),
        ("h", _("today")),
    ),
)
"""The help of this screen."""
