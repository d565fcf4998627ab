"""One spelling for what is written in several: short forms in full, British endings like American ones."""

import re
from collections.abc import Iterable

_PRONOUNS = ("i", "we", "you", "they", "he", "she", "it", "that", "who", "there", "what", "here")
_ENDINGS = {"'m": "am", "'re": "are", "'ve": "have", "'ll": "will", "'d": "would", "'s": "is"}
_WITH_NOT = (
    *("do", "does", "did", "is", "are", "was", "were", "have", "has", "had"),
    *("could", "would", "should", "must", "need", "might"),
)
_BARE = (
    *("i'm", "i've", "you're", "you've", "you'll", "we've", "they're", "they've"),
    *("that's", "there's", "it'll"),
    *("don't", "doesn't", "didn't", "isn't", "aren't", "wasn't", "weren't", "haven't", "hasn't", "hadn't"),
    *("couldn't", "wouldn't", "shouldn't"),
)
"""Short forms that mean nothing else without their apostrophe, as `were` and `well` do."""
_IN_ISE = (
    *("apologi", "reali", "recogni", "organi", "prioriti", "emphasi", "summari", "minimi", "finali"),
    *("sympathi", "authori", "critici", "customi", "generali", "locali", "penali", "speciali", "utili"),
)
"""Verbs that may end in -ise or -ize, without that ending's last letters."""
_OTHERS = {
    "can't": "can not",
    "cant": "can not",
    "cannot": "can not",
    "won't": "will not",
    "wont": "will not",
    "let's": "let us",
    "ain't": "is not",
    "gonna": "going to",
    "wanna": "want to",
    "gotta": "got to",
    "u": "you",
    "ur": "your",
    "pls": "please",
    "'cause": "because",
    "cos": "because",
    "tho": "though",
    "altho": "although",
    "sry": "sorry",
    "soz": "sorry",
    "sorrry": "sorry",
    "sory": "sorry",
    "appologies": "apologies",
    "appologize": "apologize",
    "appologise": "apologize",
    "inconvienience": "inconvenience",
    "inconvinience": "inconvenience",
    "inconvience": "inconvenience",
    "mr.": "mr",
    "mrs.": "mrs",
    "ms.": "ms",
    "dr.": "dr",
}


def _long_forms() -> dict[str, str]:
    full = {f"{who}{end}": f"{who} {verb}" for who in _PRONOUNS for end, verb in _ENDINGS.items()}
    full |= {f"{verb}n't": f"{verb} not" for verb in _WITH_NOT}
    full |= {f"{verb}'ve": f"{verb} have" for verb in ("could", "might", "must", "should", "would")}
    bare = {short.replace("'", ""): full[short] for short in _BARE}
    british = {f"{verb}s{end}": f"{verb}z{end}" for verb in _IN_ISE for end in ("e", "es", "ed", "ing")}
    return full | bare | british | _OTHERS


LONG_FORMS = _long_forms()
"""What is written out, by how it may be written (lower case, straight apostrophes)."""


def _tree_of(words: Iterable[str]) -> str:
    """Return a pattern for any of some words, letter by letter: far faster than one word after another."""
    endings: dict[str, list[str]] = {}
    for word in words:
        endings.setdefault(word[:1], []).append(word[1:])
    ways = [re.escape(letter) + _tree_of(rest) for letter, rest in sorted(endings.items()) if letter]
    pattern = ways[0] if len(ways) == 1 else f"(?:{'|'.join(ways)})" if ways else ""
    return f"(?:{pattern})?" if pattern and "" in endings else pattern


LONG_FORM = rf"(?<![a-z])(?<![a-z]')(?:{_tree_of(LONG_FORMS)})(?![a-z]|'[a-z])"
"""A pattern that finds them in a text."""

SHORT_HAS = (
    r"\b(?:it|that|this|he|she|who|there|what|here)'s"
    r"(?=\s+(?:(?:all|already|also|always|clearly|just|never|not|now|only|really)\s+){0,2}"
    r"(?:been|become|caused|cost|dragged|got|gotten|had|happened"
    r"|taken\s+(?:so|too|this|that|far|longer|ages|us|me|you|forever|a|an|all|weeks|days|hours|two|three))\b)"
)
"""A pattern that finds an 's that stands for `has`."""
