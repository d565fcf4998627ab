"""Which keys an action may have, and why not the others."""

import re
from collections.abc import Mapping

from aware_tui.keys import words_of
from aware_tui.keys.table import BY_NAME, Action, key_set
from aware_tui.language import _

LETTERS_TAKEN = frozenset("adegjkmortuvxy")
"""Letters that do something else on one main screen or another."""

_WRITTEN = re.compile(r"(?:ctrl|control|c)[+-](?P<with_ctrl>.+)|\^(?P<caret>.)", re.IGNORECASE)


class BadKey(Exception):  # noqa: N818
    """A key that an action cannot have; the message says why."""


def read_key(written: str) -> str:
    """Return a key by its usual name: `Ctrl-K`, `^k` and `ctrl+k` are one key, `F2` and `f2` as well."""
    text = written.strip()
    if len(text) == 1:
        return text
    ctrl = _WRITTEN.fullmatch(text)
    return f"ctrl+{(ctrl['with_ctrl'] or ctrl['caret']).lower()}" if ctrl else text.lower()


def check_key(action: Action, key: str) -> None:
    """Raise BadKey if this action cannot have this key, whatever the others have."""
    why = _unsent(key) or _kept(key) or (_typed_in_boxes(key) if action.everywhere else _on_lists(key))
    if why:
        raise BadKey(why)


def _unsent(key: str) -> str:
    """Return why a terminal does not send this as a key of its own."""
    same = {"ctrl+h": _("backspace"), "ctrl+i": _("tab"), "ctrl+j": _("enter"), "ctrl+m": _("enter")}
    if key in same:
        return _("To a terminal {key} is {other}.").format(key=key, other=same[key])
    if key.startswith("alt+"):
        return _("With alt, terminals send escape and the letter, which may be typed into a note instead.")
    if key.startswith(("shift+", "ctrl+shift+")):
        return _("Many terminals do not tell shift apart here.")
    if not _is_chord(key) and len(key) != 1 and key not in _FIXED:
        return _("There is no such key. Write one like f2 or ctrl+k.")
    return ""


_FIXED = (
    *("enter", "return", "tab", "escape", "esc", "space", "backspace", "delete", "insert"),
    *("up", "down", "left", "right", "home", "end", "pageup", "pagedown"),
)


def _kept(key: str) -> str:
    """Return why a key stays what it is."""
    if key in _FIXED:
        return _("It means the same in every program, and stays what it is.")
    if key in ("ctrl+n", "ctrl+t", "ctrl+w"):
        return _("A browser keeps {key} for itself.").format(key=key)
    if key == "ctrl+q":
        return _("Some browsers keep ctrl+q for themselves; here it can only quit.")
    if key in ("ctrl+c", "ctrl+x", "ctrl+v"):
        return _("It copies, cuts or pastes.")
    return ""


def _typed_in_boxes(key: str) -> str:
    if len(key) == 1:
        return _("In a call every letter is typed into the note. Write one like f2 or ctrl+k.")
    return ""


def _on_lists(key: str) -> str:
    if key.isdecimal():
        return _("Digits choose and tick.")
    if len(key) == 1 and not (key.isprintable() and key.isascii()):
        return _("There is no such key. Write a letter, or one like f2 or ctrl+k.")
    if key in LETTERS_TAKEN:
        return _("On some screens {key} does something else. Try a capital letter.").format(key=key)
    return ""


def _is_chord(key: str) -> bool:
    return re.fullmatch(r"f(?:[1-9]|1[0-2])|ctrl\+[a-z]", key) is not None


def check_all(set_name: str, rebind: Mapping[str, str]) -> dict[str, str]:
    """Return, by the action, why a key cannot be bound anew: another action has it already."""
    chosen = dict(key_set(set_name)) | dict(rebind)
    clashes = {}
    for name, key in rebind.items():
        others = [other for other, theirs in chosen.items() if theirs == key and other != name]
        if others:
            told = _("{key} is the key of “{other}” already. Give that one another key first.")
            clashes[name] = told.format(key=words_of(key), other=others[0])
    return clashes


def action_named(name: str) -> Action:
    """Return an action by its name; raises BadKey with the nearest name."""
    if name in BY_NAME:
        return BY_NAME[name]
    from difflib import get_close_matches

    near = get_close_matches(name.lower(), BY_NAME, n=1)
    told = _("There is no action of this name.")
    if near:
        raise BadKey(f"{told} {_('Did you mean “{near}”?').format(near=near[0])}")
    raise BadKey(f"{told} {_('There is {known}.').format(known=', '.join(BY_NAME))}")
