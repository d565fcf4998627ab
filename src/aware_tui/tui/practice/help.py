"""What F1 says on the screens of practice before and after a call."""

from aware_tui.language import _
from aware_tui.tui.dialogs.help import Help

PRACTICE = Help(
    _("Practice"),
    (
        _(
            "Upset customers to practise on. What stands first is what you need most now: what your own "
            "calls lacked, and what was not rehearsed for long."
        ),
        _("A call can be left at any time. It waits at the top of the list, with every word."),
    ),
    (
        ("enter", _("the briefing; carry on")),
        ("1", _("every level")),
        ("2 to 4", _("easy, middle, hard")),
        ("t", _("one industry")),
        ("d", _("drills: short exercises on one step")),
        ("g", _("your progress")),
        ("a", _("what your instructor asks")),
        ("m", _("the team: skill by person")),
        ("x", _("put a paused call away")),
        ("/", _("find by words")),
        ("escape", _("one step back")),
        ("n", _("new call")),
        ("h", _("today")),
        ("^p", _("every command")),
    ),
)
"""The help of the list."""

BRIEFING = Help(
    _("Briefing"),
    (
        _(
            "What you know before you pick up: who is calling, how they feel, what you may offer and "
            "what not."
        ),
        _(
            "Take as much help as you like. It fades by itself: first a call is shown, then you "
            "complete one, then you choose each answer, then you type."
        ),
    ),
    (
        ("1 to 4", _("how much help")),
        ("↑ ↓", _("more, less")),
        ("enter", _("pick up")),
        (_("pgup pgdn"), _("read on")),
        ("escape", _("back to the list")),
        ("^p", _("every command")),
    ),
)
"""The help of a briefing."""

PROGRESS = Help(
    _("Progress"),
    (
        _(
            "Each column is a call, the oldest left. A block and a number from 0 to 100 tell how well "
            "it showed each skill; an empty place means that the call did not ask for it."
        ),
        _(
            "A skill is mastered once it had 80 or more three times running. When each comes back is "
            "reckoned from how it went: well, and it is later; badly, and it is sooner."
        ),
    ),
    (
        ("↑ ↓", _("read on")),
        ("← →", _("earlier calls, later calls")),
        ("escape", _("back")),
        ("^p", _("every command")),
    ),
)
"""The help of the picture."""

DEBRIEF = Help(
    _("The debrief"),
    (
        _(
            "First the one thing that would have brought most, with words for it; then your best moment "
            "and the costliest, and what each point of the score rests on. At the end stands the whole "
            "call by turns."
        ),
        _(
            "Retrying is the quickest way to learn: go back to the turn that cost most, and say "
            "something else."
        ),
    ),
    (
        ("r", _("retry from a turn")),
        ("a", _("the same call again")),
        ("m", _("see the good run")),
        ("c", _("what would you change?")),
        (_("p, escape"), _("back to Practice")),
        (_("↑ ↓ space"), _("read on")),
        ("^p", _("every command")),
    ),
)
"""The help of what is told after a call."""
