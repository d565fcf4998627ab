"""How else a name or a word may be written: put together, without its marks, or in another form."""

import re
import unicodedata
from collections.abc import Iterator
from itertools import permutations, product

from aware_tui.domain.practice.letters import plain_words
from aware_tui.domain.practice.scrub_words import EVERYDAY, NOT_NAMES, TELLING

SHORTEST = 3
"""Letters of a word that can tell who somebody is; of a name, if it is no common word, two."""

LONG = 6
"""Letters from which on a word is known by its beginning, and by standing inside another one."""

WORD = re.compile(r"[^\W\d_]+")
_WRITTEN_OUT = {"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe", "đ": "dj"}
_SHORTENED = re.compile(r"ae|oe|ue|aa")
_MOST_MARKS = 5
_MOST_PARTS = 8
_MOST_UNITS = 12

_PLURALS = (("ies", "y"), ("ves", "f"), ("ves", "fe"), ("es", ""), ("s", ""))
_ENDINGS = ("ed", "d", "er", "r", "ing", "ness")
_SHORTEST_STEM = 4


def spellings(name: str) -> frozenset[str]:
    """Return a name in plain letters: each of its marked letters with one letter, or with two."""
    small = unicodedata.normalize("NFC", name).lower()
    marked = sorted(set(small) & _WRITTEN_OUT.keys())[:_MOST_MARKS]
    found = set[str]()
    for chosen in product((False, True), repeat=len(marked)):
        spelling = small
        for letter in (letter for letter, out in zip(marked, chosen, strict=True) if out):
            spelling = spelling.replace(letter, _WRITTEN_OUT[letter])
        found.add(plain_words(spelling))
    return frozenset(found)


def name_words(name: str) -> Iterator[str]:
    """Yield the words by which a name is known: its words, and those of its parts put together."""
    for spelling in spellings(name):
        for part in _parts(spelling):
            pieces = [piece for piece in WORD.findall(part) if piece not in NOT_NAMES and piece != "me"]
            for word in {*pieces, "".join(WORD.findall(part)) if pieces else ""}:
                if len(word) >= 2:
                    yield word
                    yield from _shortened(word)


def _shortened(word: str) -> Iterator[str]:
    """Yield what Mueller is as Müller."""
    short = _SHORTENED.sub(lambda found: found.group()[0], word)
    if short != word and len(short) > SHORTEST:
        yield short


def _parts(spelling: str) -> list[str]:
    """Return the parts of a name that stand apart; O'Brien is one."""
    return spelling.split()[:_MOST_PARTS]


def wholes(name: str) -> Iterator[str]:
    """Yield a name of several words put together: all of it, each of its parts, and any two of them."""
    for spelling in spellings(name):
        apart = [WORD.findall(part) for part in _parts(spelling)]
        units = {"".join(pieces) for pieces in apart} | {piece for pieces in apart for piece in pieces}
        named = sorted(unit for unit in units if unit and unit not in NOT_NAMES)[:_MOST_UNITS]
        together = ("".join(pair) for pair in permutations(named, 2))
        whole = "".join(WORD.findall(spelling))
        joined = ("".join(pieces) for pieces in apart if len(pieces) > 1)
        yield from (word for word in (whole, *joined, *together) if len(word) >= LONG)


def singles(word: str) -> frozenset[str]:
    """Return a word, and what it may be one of many of."""
    stems = {word}
    for ending, instead in _PLURALS:
        stem = word.removesuffix(ending)
        if stem != word and len(stem + instead) >= SHORTEST:
            stems.add(stem + instead)
    return frozenset(stems)


def stems(word: str) -> frozenset[str]:
    """Return what a word may be a form of: midwives of midwife, divorced of divorce, deafness of deaf."""
    found = set(singles(word))
    for ending in _ENDINGS:
        stem = word.removesuffix(ending)
        if stem != word and len(stem) >= _SHORTEST_STEM:
            found |= {stem, f"{stem}e"} if ending == "ing" else {stem}
    return frozenset(found)


def is_everyday(word: str) -> bool:
    """Say whether a word, or what it is a form of, tells nothing of anybody."""
    forms = set(singles(word))
    for ending in ("ed", "d", "ing"):
        stem = word.removesuffix(ending)
        if stem != word and len(stem) >= SHORTEST:
            forms |= {stem, f"{stem}e"}
    return word not in TELLING and not forms.isdisjoint(EVERYDAY)
