"""The bytes that xterm sends for a key, by the key's name as Textual writes it."""

from typing import Final

_PLAIN: Final = {
    "enter": b"\r",
    "tab": b"\t",
    "shift+tab": b"\x1b[Z",
    "escape": b"\x1b",
    "space": b" ",
    "backspace": b"\x7f",
    "ctrl+space": b"\0",
    "ctrl+backslash": b"\x1c",
}

_LETTERED: Final = {
    "up": "A",
    "down": "B",
    "right": "C",
    "left": "D",
    "end": "F",
    "home": "H",
    "f1": "P",
    "f2": "Q",
    "f3": "R",
    "f4": "S",
}

_NUMBERED: Final = {
    "insert": 2,
    "delete": 3,
    "pageup": 5,
    "pagedown": 6,
    "f5": 15,
    "f6": 17,
    "f7": 18,
    "f8": 19,
    "f9": 20,
    "f10": 21,
    "f11": 23,
    "f12": 24,
}

_WEIGHTS: Final = {"shift": 1, "alt": 2, "ctrl": 4}

PASTE_BEGINS: Final = b"\x1b[200~"
PASTE_ENDS: Final = b"\x1b[201~"


def key_bytes(name: str) -> bytes:
    """Return what a press of `name` ("F8", "ctrl+o", "shift+tab", "a") sends.

    Raises KeyError for a key that xterm has no bytes for.
    """
    if len(name) == 1:
        return name.encode()
    lower = name.lower()
    if lower in _PLAIN:
        return _PLAIN[lower]
    *modifiers, key = lower.split("+")
    if key in _LETTERED or key in _NUMBERED:
        return _function_key(key, 1 + sum(_WEIGHTS[modifier] for modifier in modifiers))
    if modifiers[:1] == ["alt"]:
        return b"\x1b" + key_bytes(name[4:])
    if modifiers == ["ctrl"] and len(key) == 1 and "a" <= key <= "z":
        return bytes([ord(key) & 0x1F])
    raise KeyError(name)


def _function_key(key: str, weight: int) -> bytes:
    """Return the bytes of a cursor, editing or F key; `weight` 1 is no modifier (xterm's numbering)."""
    if key in _NUMBERED:
        return f"\x1b[{_NUMBERED[key]}{'' if weight == 1 else f';{weight}'}~".encode()
    letter = _LETTERED[key]
    if weight > 1:
        return f"\x1b[1;{weight}{letter}".encode()
    return f"\x1b{'O' if key.startswith('f') else '['}{letter}".encode()
