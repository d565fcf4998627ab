"""What a typed line does: read by rules, by the coaches and by likeness, and never more surely than it is.

What is `sure` is credited without asking; what is `maybe` counts only if the trainee says so.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from aware_tui.domain.coaching.language import ENGLISH, GERMAN, looks_like
from aware_tui.domain.coaching.readers import Readers
from aware_tui.domain.practice.acts import HARMFUL, Act
from aware_tui.domain.practice.case import Case
from aware_tui.domain.practice.clause_reading import ClauseReader, Found, SecondReader
from aware_tui.domain.practice.sorry import sorry_in
from aware_tui.domain.practice.typed import Spellings, Typed, clauses_of
from aware_tui.domain.practice.understanding_rules import UnderstandingRules
from aware_tui.language import _

LONGEST = 2_000
"""Characters of a line that are read; nobody says more in one breath."""
MOST_MAYBE = 3
"""Guesses that are put to the trainee."""
SURE, ASKED = 0.9, 0.85
"""The confidence from which a good act is credited without asking, and the most of what must be asked."""
NEVER_SURE = HARMFUL | {Act.EXPLAIN, Act.OTHER}
"""What does harm, or does nothing and may interrupt: only the trainee can say that it was meant."""
WORTH_ASKING = 0.2
"""The confidence from which a guess is worth asking for, where something else is sure."""
KNOWN, PLENTY = 0.25, 0.6
"""The share of known words under which a line is not read, and from which its language is not doubted."""

EMPTY = _("Nothing was typed. Type what you would say to them; nothing is lost.")
NO_WORDS = _("There are no words in this. Type what you would say to them; nothing is lost.")
NOT_ENGLISH = _("Only English can be read here. Say it in English; nothing is lost.")
NOT_GERMAN = _("This customer speaks German. Say it in German; nothing is lost.")
NOT_UNDERSTOOD = _("This could not be read. Say it in other words; nothing is lost.")
CUT = _("Only the first 2,000 characters were read. Say it shorter.")

_FOREIGN = {ENGLISH: NOT_ENGLISH, GERMAN: NOT_GERMAN}
_FIRST_LINE = {
    ENGLISH: "I'm sorry we kept you waiting. What happened? I'll ring you by five.",
    GERMAN: "Es tut mir leid, dass wir Sie warten ließen. Was ist geschehen? Ich rufe Sie bis fünf an.",
}


@dataclass(frozen=True, slots=True)
class Guess:
    """An act that a line may do, and the words it rests on: code points of the line, the end exclusive."""

    act: Act
    confidence: float
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Understood:
    """What was made of a typed line."""

    sure: tuple[Guess, ...] = ()
    """Good acts read beyond reasonable doubt."""
    maybe: tuple[Guess, ...] = ()
    """The best three guesses for the trainee to confirm; whatever does harm is here."""
    offer: str | None = None
    """The option that the line names."""
    safety: bool = False
    """Whether it tells the truth that safety demands."""
    small_sorry: bool = False
    """Whether it holds an apology too small for them, which is then no act."""
    note: str = ""
    """What to know if it could not be read, or not all of it."""

    def top3(self) -> tuple[Act, ...]:
        """Return the three likeliest acts, the best first."""
        guesses = sorted((*self.sure, *self.maybe), key=lambda each: -each.confidence)
        return tuple(dict.fromkeys(guess.act for guess in guesses))[:3]


class Understanding:
    """Reads typed lines by a playbook's rules and phrases, and by its coaches.

    `second` may say more of a clause: a reader of meanings, if one is installed. `others` read for
    customers who speak another language, each made when it is first asked for.
    """

    def __init__(
        self,
        rules: UnderstandingRules,
        readers: Readers,
        second: SecondReader | None = None,
        language: str = ENGLISH,
        others: Mapping[str, "Callable[[], Understanding]"] | None = None,
    ) -> None:
        self._language = language
        self._others = others or {}
        self._spellings = Spellings(rules.spellings)
        self._readers = readers
        self._clauses = ClauseReader(rules, self._spellings, readers, second)

    def warm_up(self) -> None:
        """Get ready, so that the first line is not read slowly."""
        self.read(_FIRST_LINE[self._language], Case(language=self._language))

    def read(self, text: str, case: Case) -> Understood:
        """Return what a line does in this call; never more than its first 2,000 characters are read."""
        if case.language in self._others:
            return self._others[case.language]().read(text, case)
        kept = text[:LONGEST]
        typed = self._spellings.read(kept)
        note = _unreadable(typed, self._clauses, self._language)
        if note:
            return Understood(note=note)
        clauses = self._clauses
        sorry = sorry_in(self._readers.apology, typed, case.size, clauses.takes_back, clauses.owns)
        found = (*sorry.found, *self._clauses.read(typed, sorry.rest, case))
        offer = case.offer_in(kept)
        if offer is None and any(each.act is Act.OFFER_OPTION for each in found):
            offer = case.suggested_by(kept)
            found = _asked(found, Act.OFFER_OPTION) if offer else found
        sure, maybe = _settled(found, typed)
        return Understood(
            sure,
            maybe,
            offer,
            _tells_truth(typed, case),
            small_sorry=sorry.too_small,
            note=CUT if len(text) > LONGEST else "",
        )


def _unreadable(typed: Typed, clauses: ClauseReader, language: str) -> str:
    """Return why a line cannot be read at all, or nothing."""
    if not typed.written.strip():
        return EMPTY
    if not any(letter.isalpha() for letter in typed.written):
        return NO_WORDS
    text = typed.wording.text
    known = clauses.knows(text)
    if known < PLENTY and not looks_like(typed.spelt, language):
        return _FOREIGN[language]
    return "" if known >= KNOWN or clauses.has_rule_for(text) else NOT_UNDERSTOOD


def _tells_truth(typed: Typed, case: Case) -> bool:
    """Say whether a clause tells the truth that safety demands: who asks for it has not told it."""
    clauses = (clause for sentence in typed.sentences() for clause in clauses_of(sentence))
    told = (typed.of_plain(clause.start, clause.end) for clause in clauses if not clause.asks)
    return any(case.tells_truth(typed.written[start:end]) for start, end in told)


def _settled(found: Sequence[Found], typed: Typed) -> tuple[tuple[Guess, ...], tuple[Guess, ...]]:
    """Return what is credited at once, and what is asked for."""
    sure = _each_once(each for each in found if each.first and _is_sure(each))
    settled = {(each.start, each.end) for each in sure.values()}
    least = WORTH_ASKING if sure else 0.0
    asked = [each for each in found if each.act not in sure and (each.start, each.end) not in settled]
    asked = [each for each in asked if each.confidence >= least or (each.first and each.act in HARMFUL)]
    ranked = sorted(asked, key=lambda each: (not each.first, -each.confidence))
    maybe = list(_each_once(ranked).values())[:MOST_MAYBE]
    maybe.sort(key=lambda each: -each.confidence)
    return _guesses(sure.values(), typed), _guesses(maybe, typed)


def _asked(found: Sequence[Found], act: Act) -> tuple[Found, ...]:
    """Return what was found, with an act no surer than that it has to be asked about."""
    return tuple(
        replace(each, confidence=min(each.confidence, ASKED)) if each.act is act else each for each in found
    )


def _is_sure(found: Found) -> bool:
    return found.confidence >= SURE and found.act not in NEVER_SURE


def _each_once(found: Iterable[Found]) -> dict[Act, Found]:
    """Return the best reading of each act, in the order of their first."""
    best: dict[Act, Found] = {}
    for each in found:
        if each.act not in best or best[each.act].confidence < each.confidence:
            best[each.act] = each
    return best


def _guesses(found: Iterable[Found], typed: Typed) -> tuple[Guess, ...]:
    return tuple(Guess(each.act, each.confidence, *typed.of_plain(each.start, each.end)) for each in found)
