"""What F1 says on the screens of practice before and after a call."""

from aware_tui.tui.dialogs.help import Help

PRACTICE = Help(
    "Practice",
    (
        "Upset customers to practise on. What stands first is what you need most now: what your own calls "
        "lacked, and what was not rehearsed for long.",
        "A call can be left at any time. It waits at the top of the list, with every word.",
    ),
    (
        ("enter", "the briefing; carry on"),
        ("1", "every level"),
        ("2 to 4", "easy, middle, hard"),
        ("t", "one industry"),
        ("d", "drills: short exercises on one step"),
        ("g", "your progress"),
        ("a", "what your instructor asks"),
        ("m", "the team: skill by person"),
        ("x", "put a paused call away"),
        ("/", "find by words"),
        ("escape", "one step back"),
        ("n", "new call"),
        ("h", "today"),
        ("^p", "every command"),
    ),
)
"""The help of the list."""

BRIEFING = Help(
    "Briefing",
    (
        "What you know before you pick up: who is calling, how they feel, what you may offer and what not.",
        "Take as much help as you like. It fades by itself: first a call is shown, then you complete one, "
        "then you choose each answer, then you type.",
    ),
    (
        ("1 to 4", "how much help"),
        ("↑ ↓", "more, less"),
        ("enter", "pick up"),
        ("pgup pgdn", "read on"),
        ("escape", "back to the list"),
        ("^p", "every command"),
    ),
)
"""The help of a briefing."""

PROGRESS = Help(
    "Progress",
    (
        "Each column is a call, the oldest left. A block and a number from 0 to 100 tell how well it showed "
        "each skill; an empty place means that the call did not ask for it.",
        "A skill is mastered once it had 80 or more three times running. When each comes back is reckoned "
        "from how it went: well, and it is later; badly, and it is sooner.",
    ),
    (
        ("↑ ↓", "read on"),
        ("← →", "earlier calls, later calls"),
        ("escape", "back"),
        ("^p", "every command"),
    ),
)
"""The help of the picture."""
