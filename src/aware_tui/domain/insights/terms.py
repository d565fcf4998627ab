"""The words of a note as themes count them: one and two in a row, without numbers, links and names."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache

from aware_tui.domain.insights.stop_words import LITTLE, NOT
from aware_tui.domain.text import folded

_REACH = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+", re.IGNORECASE)
_SUM = r"(?!\s?(?:[$\u20ac\u00a3\u00a5%]|(?i:usd|eur|gbp|dollars?|euros?|pounds?)\b))"
_DOTTED = rf"(?<![\d.$\u20ac\u00a3\u00a5])\d{{1,3}}(?:\.\d{{1,3}})+(?!\.?\w){_SUM}"
_TOKEN = re.compile(rf"{_DOTTED}|[^\W_]+(?:[-'\u2019][^\W_]+)*|[^\s\w]+|\n")
_DIGITS = re.compile(r"\d")
_MASK = re.compile(r"x[x'-]*x")
"""What stands where somebody took a name or a number out."""
_OWNED = re.compile(r"['\u2019]s$")

_CODE = 3
"""Digits from which on a word is somebody's number rather than a thing's name."""

_DATE = 6
"""Digits from which on a dotted number is a date or an address rather than a version."""

_SHORTEST = 2
_LONGEST = 40
"""Letters of a word; what is longer is no word."""

Term = tuple[str, ...]
"""One or two words without case and accents."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word where it stands in its text; an empty `key` parts the words before from those after it."""

    key: str
    start: int
    end: int


_BREAK = ""


def words_of(text: str, names: Collection[str] = frozenset()) -> Iterator[Word]:
    """Yield the words of a text in their order; `names` are plain words that are not told."""
    for found in _TOKEN.finditer(_reachless(text)):
        key = key_of(found.group())
        yield Word(_BREAK if key in names else key, *found.span())


def _reachless(text: str) -> str:
    """Return a text with breaks where links and addresses stood."""
    if "@" not in text and "://" not in text and "www." not in text.lower():
        return text
    return _REACH.sub(lambda found: "\n" * len(found.group()), text)


@lru_cache(maxsize=1 << 16)
def key_of(token: str) -> str:
    """Return a word without case and accents; an empty text for what is no word.

    Dotted numbers such as 3.10 are words; other numbers, codes, masks and signs are none.
    """
    if token[0].isdecimal() and "." in token:
        return token if len(_DIGITS.findall(token)) < _DATE else _BREAK
    key = _OWNED.sub("", folded(token)).replace("\u2019", "'")
    if not any(map(str.isalpha, key)) or not _SHORTEST <= len(key) <= _LONGEST or _MASK.fullmatch(key):
        return _BREAK
    return _BREAK if len(_DIGITS.findall(key)) >= _CODE else key


def keys_of(text: str, names: Collection[str] = frozenset()) -> tuple[str, ...]:
    """Return the words of a text without case and accents, with an empty one where a stretch ends."""
    keys = map(key_of, _TOKEN.findall(_reachless(text)))
    return tuple(keys) if not names else tuple(_BREAK if key in names else key for key in keys)


@lru_cache(maxsize=1 << 16)
def tells(key: str) -> bool:
    """Say whether a word can be a theme, or end one."""
    return bool(key) and key not in NOT and not _is_little(key)


@lru_cache(maxsize=1 << 16)
def begins(key: str) -> bool:
    """Say whether a word can be the first of two."""
    return bool(key) and (key in NOT or key.endswith("n't") or not _is_little(key))


def _is_little(key: str) -> bool:
    """Say whether a word is a little one, or made of little ones: “I've”, “didn't”."""
    return all(part in LITTLE or len(part) < _SHORTEST for part in key.split("'"))


def places_of(text: str, term: Term) -> Iterator[tuple[int, int]]:
    """Yield where a term stands in a text as written."""
    words = list(words_of(text))
    size = len(term)
    for place in range(len(words) - size + 1):
        here = words[place : place + size]
        if tuple(word.key for word in here) == term:
            yield here[0].start, here[-1].end
