"""The keys that the cards of the tour name, as they are typed here."""

from collections.abc import Mapping

from aware_tui.keys import key_label, key_words
from aware_tui.language import _

CHORDS: Mapping[str, str] = {
    "heard": "F5",
    "tick": "ctrl+o",
    "next": "F8",
    "back": "F7",
    "finish": "F9",
    "help": "F1",
    "more": "ctrl+p",
    "undo": "ctrl+z",
    "quit": "ctrl+q",
}
"""Each by what it does."""


def keys_now() -> Mapping[str, str]:
    """Return the name of each key in use."""
    chords = {name: key_words(label) for name, label in CHORDS.items()}
    return {**chords, "new": key_label("n", letters=True), "enter": _("Enter")}
