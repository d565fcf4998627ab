"""The keys in use and their names; chosen once, before screens are shown.

The code speaks of keys by what they are in the first key set, such as F8 for the next step. A key typed in
another set, or bound anew, is turned into that one as it arrives, and its name as it is shown.
"""

from collections.abc import Mapping
from typing import NamedTuple

FUNCTION, PLAIN = "function", "plain"
"""The shipped key sets: with F keys, and without."""


class Keys(NamedTuple):
    """What each key typed stands for, by the names of keys in the first set; empty for that set itself."""

    chords: Mapping[str, str] = {}
    """F keys and ctrl with a letter, wherever they are typed; "" for a key that was given up."""
    letters: Mapping[str, str] = {}
    """Keys of the main screens, typed where no box takes letters."""
    names: Mapping[str, str] = {}
    """The other way round: what is typed for a key of the first set."""

    def typed_for(self, key: str) -> str:
        """Return the key that is typed for one of the first set."""
        return self.names.get(key, key)


_in_use = Keys()


def use(keys: Keys) -> None:
    """Speak of these keys from now on."""
    global _in_use
    _in_use = keys


def in_use() -> Keys:
    """Return the keys in use."""
    return _in_use


def key_label(label: str, *, letters: bool = False) -> str:
    """Return a label of a foot line, such as F8, ^o or n, as it is with the keys in use.

    A lone letter is one of the main screens' only where `letters` says so.
    """
    key = _key_of(label)
    if not key or (len(key) == 1 and not letters):
        return label
    typed = _in_use.typed_for(key)
    return label if typed == key else label_of(typed)


def key_words(label: str) -> str:
    """Return the name of a key for a sentence, such as F8 or ctrl+o, as it is with the keys in use."""
    key = _key_of(label)
    typed = _in_use.typed_for(key)
    return label if not key or typed == key else words_of(typed)


def with_keys(sentence: str) -> str:
    """Return a sentence of ours with the keys in use in the place of F8, ctrl+o and their like.

    Words that somebody typed must not be in it yet.
    """
    if not _in_use.names:
        return sentence
    import re

    return re.sub(r"\bF[1-9]\b|\bctrl\+[a-z]\b", lambda found: key_words(found[0]), sentence)


def label_of(key: str) -> str:
    """Return the short name of a key: F8, ^o, n."""
    return f"^{key[5:]}" if key.startswith("ctrl+") else words_of(key)


def words_of(key: str) -> str:
    """Return the name of a key for a sentence: F8, ctrl+o, n."""
    return key.upper() if len(key) > 1 and key[0] == "f" and key[1:].isdecimal() else key


def _key_of(label: str) -> str:
    """Return the key that a label names; empty for anything else, such as two arrows."""
    if len(label) == 1:
        return label
    if label.startswith("ctrl+") and len(label) == 6:
        return label
    if label.startswith("^") and len(label) == 2:
        return f"ctrl+{label[1]}"
    return label.lower() if label[0] == "F" and label[1:].isdecimal() else ""
