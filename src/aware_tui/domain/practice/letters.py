"""A text in plain letters, so that no trick of Unicode hides a name, and where each letter stood."""

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_ALIKE = dict(
    zip(
        "аеорсухіјѕһԁԛԝмткнвгοαρυνικτεηχβμγϲⅼı",
        "aeopcyxijshdqwmtkhbroapuviktenxbmycli",
        strict=True,
    )
)
"""Letters of other scripts that look like Latin ones."""

_STROKED = {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ħ": "h", "ŧ": "t"}
"""Letters that Unicode does not take apart."""

_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u30fb\u00b7\u2022"


@dataclass(frozen=True, slots=True)
class Plain:
    """A text in small plain letters; `places` has where each stood, `capital` whether it was a capital."""

    text: str
    places: tuple[int, ...]
    capital: tuple[bool, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the stretch as written for a stretch (not empty) of the plain text."""
        return self.places[start], self.places[end - 1] + 1


def plain_of(text: str) -> Plain:
    """Return a text without accents, hidden signs and other scripts' look-alikes."""
    signs: list[str] = []
    places: list[int] = []
    capital: list[bool] = []
    for place, sign in enumerate(text):
        plain, is_capital = _plain(sign)
        signs.append(plain)
        places += [place] * len(plain)
        capital += [is_capital] * len(plain)
    return Plain("".join(signs), tuple(places), tuple(capital))


def plain_words(text: str) -> str:
    """Return a text in small plain letters."""
    return "".join(_plain(sign)[0] for sign in text)


@lru_cache(maxsize=4096)
def _plain(sign: str) -> tuple[str, bool]:
    """Return what a sign is in plain letters, perhaps nothing, and whether it is a capital."""
    if "a" <= sign <= "z" or sign in " \n":
        return sign, False
    if sign.isdigit():
        return str(unicodedata.digit(sign)), False
    if sign in _DASHES:
        return "-", False
    parts = [part for part in unicodedata.normalize("NFKD", sign) if not _is_hidden(part)]
    made = "".join(_one(part) for part in parts)
    return made, any(part.isupper() for part in parts)


def _is_hidden(sign: str) -> bool:
    """Say whether a sign is an accent, or nothing that can be seen."""
    category = unicodedata.category(sign)
    return category in ("Mn", "Me", "Cf", "Co", "Cs", "Cn") or (category == "Cc" and not sign.isspace())


def _one(sign: str) -> str:
    if sign.isspace():
        return "\n" if sign == "\n" else " "
    small = sign.casefold()
    return "".join(_ALIKE.get(each) or _STROKED.get(each) or each for each in small)
