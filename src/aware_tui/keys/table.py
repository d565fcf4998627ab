"""Every action that has a key of its own to move, its key in the first set, and the second set."""

from collections.abc import Mapping
from dataclasses import dataclass

from aware_tui.keys import FUNCTION, PLAIN, Keys


@dataclass(frozen=True, slots=True)
class Action:
    """Something that one key does."""

    name: str
    """What a settings file calls it."""
    key: str
    """Its key in the first set."""

    @property
    def everywhere(self) -> bool:
        """Say whether it works while somebody types, so that its key may be no letter."""
        return len(self.key) > 1


ACTIONS = (
    Action("help", "f1"),
    Action("apology", "f2"),
    Action("promise", "f3"),
    Action("customer", "f4"),
    Action("they_have_finished", "f5"),
    Action("safety", "f6"),
    Action("back", "f7"),
    Action("next", "f8"),
    Action("finish", "f9"),
    Action("tick", "ctrl+o"),
    Action("coach", "ctrl+g"),
    Action("undo", "ctrl+z"),
    Action("commands", "ctrl+p"),
    Action("quit", "ctrl+q"),
    Action("new_call", "n"),
    Action("today", "h"),
    Action("follow_ups", "f"),
    Action("history", "s"),
    Action("insights", "i"),
    Action("choke_points", "w"),
    Action("customers", "c"),
    Action("practice", "p"),
    Action("playbook", "b"),
    Action("search", "/"),
)
"""In the order they are told of: those of every screen, then those of the main screens."""

BY_NAME = {action.name: action for action in ACTIONS}

WITHOUT_F_KEYS = {
    "help": "ctrl+y",
    "apology": "ctrl+s",
    "promise": "ctrl+k",
    "customer": "ctrl+u",
    "they_have_finished": "ctrl+l",
    "safety": "ctrl+d",
    "back": "ctrl+r",
    "next": "ctrl+f",
    "finish": "ctrl+e",
}
"""The second set: why, sorry, keep my word, user, listened, danger, return, forward, end.

None of these is kept by a browser (ctrl+n, ctrl+t, ctrl+w), begins a command of tmux (ctrl+b) or screen
(ctrl+a), copies or pastes, or is another key to a terminal (ctrl+h, ctrl+i, ctrl+j, ctrl+m).
"""


def key_set(name: str) -> Mapping[str, str]:
    """Return the key of each action in a shipped set."""
    first = {action.name: action.key for action in ACTIONS}
    return first | WITHOUT_F_KEYS if name == PLAIN else first


def keys_of(set_name: str = FUNCTION, rebind: Mapping[str, str] | None = None) -> Keys:
    """Return the keys of a set with some bound anew; what `rules` refuses is not expected here.

    F keys go on working in the second set, but a key given up by binding its action anew does nothing.
    """
    if set_name == FUNCTION and not rebind:
        return Keys()
    chosen = dict(key_set(set_name)) | dict(rebind or {})
    moved = {action.key: chosen[action.name] for action in ACTIONS if chosen[action.name] != action.key}
    given_up = {key_set(set_name)[name] for name in rebind or ()} & set(moved)
    stands_for = dict.fromkeys(given_up, "") | {typed: key for key, typed in moved.items()}
    return Keys(
        chords={typed: key for typed, key in stands_for.items() if _is_chord(typed, key)},
        letters={typed: key for typed, key in stands_for.items() if not _is_chord(typed, key)},
        names=moved,
    )


def _is_chord(typed: str, key: str) -> bool:
    return len(typed) > 1 and len(key) != 1
