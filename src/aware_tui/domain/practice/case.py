"""What of a scenario matters for a typed line: its options, its truth, and what they have said."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from aware_tui.domain.states import ApologySize

_CONTENT = re.compile(r"[^\W\d_]{3,}|\d+")
_ENDING = re.compile(r"(?:ings?|ed|es|s|ly)$")
_STEM = 5
"""Letters by which words of one family are known."""
_COMMON = frozenset(
    """
    about after again all also always and another any anything are around asked back because been before
    being both but came can cannot come could did does doing done down each else ever every everything few
    first for from gave get gets give given goes going gone got had has have having hear heard her here him
    his how into isn't its just keep kept know known last later left let like little long look made make
    makes many may maybe mean might more most much must need needs never new next not nothing now off okay
    once one only other our out over own please put really right said same saw say says see seen she should
    since some someone something sorry still such sure take taken tell than thank thanks that the their them
    then there these they thing things think this those though through time times today told tomorrow too
    took try two under until upon very want wanted wants was way well went were what when where whether
    which while who whole why will with without would yes yet you your yours yourself
    """.split()  # noqa: SIM905 - common words, not one a line
)
"""Words that anybody says about anything."""
_NOT = re.compile(r"\b(?:no|not|never|cannot|without|isn't|wasn't|aren't|can't|won't|don't|doesn't|unable)\b")
_REACH = 30
"""Letters before a cue in which a "not" takes it back."""


Cues = str | tuple[str, ...]
"""A word or words by which something is named; one is enough."""


@dataclass(frozen=True, slots=True)
class Case:
    """A call as far as it matters for reading a line."""

    options: Mapping[str, Cues] = field(default_factory=dict)
    """The cue or cues of each option, by its id."""
    truth_cues: Cues = ()
    size: ApologySize = ApologySize.FULL
    """How big an apology is due in their eyes."""
    heard: str = ""
    """The customer's words so far; saying them back needs some of these."""

    def shared(self, text: str) -> int:
        """Return how many telling words of a text the customer has said, or name an option."""
        named = (cue for cues in self.options.values() for cue in _each(cues))
        known = _telling(" ".join((self.heard, *named)))
        return len(_telling(text) & known)

    def offer_in(self, text: str) -> str | None:
        """Return the option that is named first in a text, without a "not" before it."""
        places = ((_place(text, _each(cues)), option) for option, cues in self.options.items())
        named = [(place, option) for place, option in places if place is not None]
        return min(named, key=lambda each: each[0])[1] if named else None

    def tells_truth(self, text: str) -> bool:
        """Say whether a text holds a word of the truth that safety demands, without a "not" before it."""
        return _place(text, _each(self.truth_cues)) is not None


def telling(text: str) -> int:
    """Return how many telling words a text has."""
    return len(_telling(text))


def _each(cues: Cues) -> tuple[str, ...]:
    return (cues,) if isinstance(cues, str) else cues


@lru_cache(maxsize=64)
def _telling(text: str) -> frozenset[str]:
    words = (word.casefold() for word in _CONTENT.findall(text))
    return frozenset(_stem(word) for word in words if word not in _COMMON)


def _stem(word: str) -> str:
    return word if word.isdigit() else _ENDING.sub("", word)[:_STEM]


def _place(text: str, cues: Iterable[str]) -> int | None:
    """Return where the first of some cues stands, in whatever form, unless a "not" comes just before."""
    places = (
        found.start()
        for cue in cues
        for found in _pattern(cue).finditer(text)
        if not _NOT.search(text[max(found.start() - _REACH, 0) : found.start()].casefold())
    )
    return min(places, default=None)


@lru_cache(maxsize=512)
def _pattern(cue: str) -> re.Pattern[str]:
    words = r"\s+".join(map(re.escape, cue.split())) or r"(?!)"
    return re.compile(rf"(?<!\w){words}(?:s|es|d|ed|ing|er|ers|'s)?(?!\w)", re.IGNORECASE)
