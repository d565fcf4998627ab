"""What a terminal can show of letters and signs, and what stands in for the rest."""

# ruff: noqa: RUF001 - signs that look like others are what this is about

import codecs
import unicodedata
from functools import lru_cache
from typing import Final, NamedTuple

LINES: Final = "─│┌┐└┘├┤┬┴┼█▒·"
"""The signs that every font of the Linux console has."""

CONSOLE: Final = frozenset({"linux"})
"""Terminals that know all letters but few signs."""

ASCII_ONLY: Final = ("vt52", "vt100", "vt102", "vt220", "vt320", "ansi", "cons25", "dumb", "unknown", "wyse")
"""Terminals, and the beginnings of their names, that promise nothing beyond ASCII."""

STAND_INS: Final = {
    **dict.fromkeys("“”„‟", '"'),
    **dict.fromkeys("‘’‚‛", "'"),
    **dict.fromkeys("–—‒−", "-"),
    **dict.fromkeys("·•∙", "·-"),
    **dict.fromkeys("✔✓", "√v"),
    **dict.fromkeys("✗✘", "x"),
    **dict.fromkeys("╭┌╔", "┌+"),
    **dict.fromkeys("╮┐╗", "┐+"),
    **dict.fromkeys("╰└╚", "└+"),
    **dict.fromkeys("╯┘╝", "┘+"),
    **dict.fromkeys("├┤┬┴┼", "+"),
    **dict.fromkeys("━═╸", "="),
    **dict.fromkeys("─▔", "─-"),
    **dict.fromkeys("│┃║▏▕▌▐▎▍▋▊▉▛▙▜▟", "│|"),
    **dict.fromkeys("▁▂▃", "_"),
    **dict.fromkeys("▄▅▆", "▒="),
    **dict.fromkeys("▀▇█", "█#"),
    "▁": "_",
    "┄": ".",
    "…": "~",
    "▸": ">",
    "●": "*",
    "○": "o",
    "◐": "%",
    "◆": "*",
    "↑": "^",
    "↓": "v",
    "←": "<",
    "→": ">",
    "▲": "^",
    "▼": "v",
    "⭘": "O",
    "≤": "<",
    "≥": ">",
    "€": "E",
    "£": "L",
    "¢": "c",
    "¤": "o",
    "§": "S",
    "¶": "P",
    "¬": "-",
    "¡": "!",
    "¿": "?",
    "∞": "8",
    "™": "T",
    "ł": "l",
    "Ł": "L",
    "ø": "o",
    "Ø": "O",
    "ß": "s",
    "æ": "a",
    "Æ": "A",
    "œ": "o",
    "Œ": "O",
    "\xa0": " ",
}
"""For a sign of one cell, what to show in its place: the first that can be; the last always can."""

_SIGNS: Final = frozenset(sign for sign in STAND_INS if not sign.isalpha()).union(*STAND_INS.values())

UNKNOWN: Final = "?"


class Lettering(NamedTuple):
    """All that `codec` has; where `signs` are given, of the signs in `STAND_INS` no others."""

    codec: str
    signs: str | None = None

    def shows(self, sign: str) -> bool:
        """Say whether the terminal has this one character."""
        if sign.isascii():
            return True
        if self.signs is not None and sign in _SIGNS:
            return sign in self.signs
        return _encodes(self.codec, sign)


def lettering_of(encoding: str, terminal: str) -> Lettering | None:
    """Return what a terminal (TERM) shows of output in an encoding; None where it shows everything."""
    if terminal.startswith(ASCII_ONLY):
        return Lettering("ascii")
    if not is_utf8(encoding):
        return Lettering(encoding if _known(encoding) else "ascii")
    return Lettering("utf-8", LINES) if terminal in CONSOLE else None


def is_utf8(encoding: str) -> bool:
    """Say whether this is a name of UTF-8."""
    return _known(encoding) and codecs.lookup(encoding).name == "utf-8"


def stand_in(sign: str, lettering: Lettering) -> str:
    """Return what to show for one character: itself, a sign like it, its bare letter, or a question mark."""
    if lettering.shows(sign):
        return sign
    if sign in STAND_INS:
        return next(each for each in STAND_INS[sign] if lettering.shows(each))
    if unicodedata.combining(sign) or unicodedata.category(sign) == "Cf":
        return ""
    bare = unicodedata.normalize("NFKD", sign)[0]
    if bare != sign and lettering.shows(bare):
        return bare
    return UNKNOWN * (2 if unicodedata.east_asian_width(sign) in "WF" else 1)


@lru_cache(maxsize=4096)
def _encodes(codec: str, sign: str) -> bool:
    try:
        sign.encode(codec)
    except UnicodeEncodeError:
        return False
    return True


def _known(encoding: str) -> bool:
    try:
        codecs.lookup(encoding)
    except LookupError:
        return False
    return True
