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
    aber alle alles also als andere auch auf aus bei bin bis bitte bleibe dabei dafür damit dann daran
    darauf das dass dazu dem den denn der des die dies diese dieser doch dort durch ein eine einem einen
    einer eines einmal er erst etwas für ganz gar gehen geht genau gerade gern gesagt gibt gleich gut habe
    haben hat hatte hatten hätte hätten heute hier ich ihm ihn ihnen ihr ihre ihrem ihren ihrer immer ist
    jetzt kann kein keine keinen können könnte mal man mehr mein meine meinen meiner mich mir mit morgen
    muss müssen nach nicht nichts nie niemand noch nun nur oben oder ohne rufe sage sagen sagt schon sehr
    sein seine seit selbst sich sie sind soll sollen sondern sonst über und uns unser unsere vom von vor
    war waren warum was weil wenn wer werde werden wie wieder wir wird wirklich wissen wollen worden wurde
    wurden würde zum zur zwei
    """.split()  # noqa: SIM905 - common words, not one a line
)
"""Words that anybody says about anything."""
_NOT = re.compile(
    r"\b(?:no|not|never|cannot|without|isn't|wasn't|aren't|can't|won't|don't|doesn't|unable"
    r"|nicht|kein\w*|nie|niemals|ohne)\b"
)
_REACH = 30
"""Letters before a cue in which a "not" takes it back ..."""
_BUT = re.compile(r"[.;!?]|\b(?:but|aber|sondern)\b")
"""... unless one of these stands between."""
_BETWEEN = r"(?:[ ,'\u2019-]+(?!(?:half|part|some|not|no|never)\b)\w+){0,3}?[ ,-]+"
"""What may stand between two words of an option's cue: "take the whole sum off", but not half of it."""
_TOGETHER = r"\s+"


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
    told: Mapping[str, str] = field(default_factory=dict)
    """How each option is told of, by its id: without a cue, these words suggest which is meant."""
    accept: tuple[str, ...] = ()
    """The options that help them, the best first: of several that are named they take such a one."""
    agreed: bool | None = None
    """Whether they have taken an offer; None if that is not known."""
    language: str = "en"
    """The one that the customer speaks."""

    def shared(self, text: str) -> int:
        """Return how many telling words of a text the customer has said, or name an option."""
        named = (cue for cues in self.options.values() for cue in _each(cues))
        known = _telling(" ".join((self.heard, *named)))
        return len(_telling(text) & known)

    def offer_in(self, text: str) -> str | None:
        """Return the option that a text names: the best of those that help, else the first."""
        places = {option: _place(text, _each(cues), _BETWEEN) for option, cues in self.options.items()}
        named = {option: place for option, place in places.items() if place is not None}
        helping = (option for option in self.accept if option in named)
        return next(helping, min(named, key=lambda option: named[option], default=None))

    def suggested_by(self, text: str) -> str | None:
        """Return the option whose telling shares the most telling words with a text, if one has more."""
        said = _telling(text)
        shared = {option: len(said & _telling(told)) for option, told in self.told.items()}
        most = max(shared.values(), default=0)
        best = [option for option, words in shared.items() if words == most > 0]
        return best[0] if len(best) == 1 else None

    def tells_truth(self, text: str) -> bool:
        """Say whether a text holds a word of the truth that safety demands, without a "not" before it."""
        return _place(text, _each(self.truth_cues), _TOGETHER) is not None


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


def _place(text: str, cues: Iterable[str], between: str) -> int | None:
    """Return where the first of some cues stands, in whatever form, unless a "not" comes just before."""
    places = (
        found.start()
        for cue in cues
        for found in _pattern(cue, between).finditer(text)
        if not _NOT.search(_BUT.split(text[max(found.start() - _REACH, 0) : found.start()].casefold())[-1])
    )
    return min(places, default=None)


@lru_cache(maxsize=512)
def _pattern(cue: str, between: str) -> re.Pattern[str]:
    words = between.join(map(re.escape, cue.split())) or r"(?!)"
    return re.compile(rf"(?<!\w){words}(?:s|es|d|ed|ing|er|ers|'s)?(?!\w)", re.IGNORECASE)
