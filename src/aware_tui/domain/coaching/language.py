"""Whether a text can be read at all: the coaches know English, and keep out of the way of anything else."""

import re

from aware_tui.domain.coaching.rules import Finding, Severity
from aware_tui.language import _

NOT_ENGLISH = "not_english"
"""The name under which a text in another language is told of."""

_WORD = re.compile(r"[^\W\d_]+")
_COMMON = frozenset(
    """
    a about after again all also am an and any apologies apologise apologize are as at back bad be
    been before but by call can come could day did do fault for forgive from get give have he her
    here him his how i if in is it just know let like look make many may me mistake much my need new
    next no not now of off on one or our out over pardon please put right said see she should so
    some sorry than thank thanks that the their them then there they this time to today told until
    up us very was we week well were what when where which who will with would wrong yes you your
    """.split()  # noqa: SIM905 - a hundred words, not a hundred lines
)
"""Common words of English, some of which are in any sentence or two."""
_ENOUGH = 5
"""Words without a single common one among them that are taken for another language."""


def looks_english(text: str) -> bool:
    """Tell whether a text may be English; a few words or none may always be."""
    words = [word.casefold() for word in _WORD.findall(text[:2_000])]
    if not words:
        return True
    latin = sum(word[0] < "\u0250" for word in words)
    if latin * 2 < len(words):
        return False
    common = sum(word in _COMMON for word in words)
    return len(words) < _ENOUGH or common * 8 >= len(words)


def in_another_language(text: str) -> Finding:
    """Return what to say of a text in another language."""
    say = _("The coach reads English, and this does not look like it.")
    return Finding(
        NOT_ENGLISH, Severity.TIP, 0, len(text), say, _("It keeps out of the way. Say it as you would.")
    )
