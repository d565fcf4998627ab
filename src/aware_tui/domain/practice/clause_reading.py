"""Reads sentences clause by clause: rules first, then the coaches, then likeness to known phrases."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from aware_tui.domain.coaching.promise import PromiseVerdict
from aware_tui.domain.coaching.readers import Readers
from aware_tui.domain.practice import weighing
from aware_tui.domain.practice.acts import Act
from aware_tui.domain.practice.case import Case, telling
from aware_tui.domain.practice.centroid import Centroid
from aware_tui.domain.practice.cues import Cue, Cues
from aware_tui.domain.practice.typed import Clause, Spellings, Typed, clauses_of
from aware_tui.domain.practice.understanding_rules import UnderstandingRules

SecondReader = Callable[[str], Sequence[tuple[Act, float]]]
"""Says of a clause which acts it may do, and how likely each is; it has the last word over likeness."""

PROMISES = {
    PromiseVerdict.EXACT: ((Act.COMMIT, 0.95),),
    PromiseVerdict.VAGUE: ((Act.VAGUE_PROMISE, 0.48),),
    PromiseVerdict.INCOMPLETE: ((Act.COMMIT, 0.35), (Act.VAGUE_PROMISE, 0.25)),
    PromiseVerdict.NONE: (),
}
"""What each verdict of the promise coach says of a clause that may be no promise at all."""
ON_THEM = frozenset({"you_should_have", "you_must_have", "your_fault"})
"""Rules of the guard that find blame; its others find a contradiction."""
OVERRULED = frozenset({None, Act.VAGUE_PROMISE, Act.EXPLAIN, Act.OTHER, Act.ACKNOWLEDGE})
"""What a rule may have found where the coaches are asked all the same."""
ALONE = 0.7
"""The confidence that likeness needs beside a clause of the same sentence that a rule fits."""
MUCH_SHARED, MOSTLY = 3, 0.5
"""How many telling words of a line, and what share of them, make it an echo of theirs."""
MOST = 3

_PROPOSES = re.compile(
    r"(?:and |so |or |then |ok(?:ay)? )*(?:shall|should|would|will|could|can|may|do you want|want|how about"
    r"|what about|what if|why (?:do not|not)|suppose|let us)\b"
    r"|(?:und |also |dann |oder |gut,? )*(?:soll(?:en|te|ten)?|darf|dürf\w+|kann|könn\w+|woll\w+|möcht\w+"
    r"|wär\w*|würd\w+|was halten|wie wär\w*|passt|hilft|ist es ihnen recht|machen wir|lassen sie uns)\b"
)
"""How a question begins that may offer something."""

_Part = tuple[Clause, tuple[Cue, ...]]
"""A stretch that is read apart, with the rules that fit it."""


@dataclass(frozen=True, slots=True)
class Found:
    """An act read in a stretch of the plain form of a line; `first` if it is the best reading there."""

    act: Act
    confidence: float
    start: int
    end: int
    first: bool = True


class ClauseReader:
    """Reads what the clauses of a line do, apologies apart."""

    def __init__(
        self,
        rules: UnderstandingRules,
        spellings: Spellings,
        readers: Readers,
        second: SecondReader | None,
    ) -> None:
        self._cues = Cues(rules.rules, rules.words)
        phrases = {
            each.id: [spellings.read(text).wording.text for text in each.any] for each in rules.phrases
        }
        self._centroid = Centroid(phrases, rules.words)
        self._readers = readers
        self._second = second

    def knows(self, text: str) -> float:
        """Return the share of a plain text's words that are known."""
        return self._centroid.knows(text)

    def has_rule_for(self, text: str) -> bool:
        """Tell whether a rule fits a plain text, whatever its words."""
        return self._cues.first(text) is not None

    def takes_back(self, clause: Clause) -> bool:
        """Tell whether a rule finds that an apology takes itself back."""
        return any(cue.act is Act.APOLOGISE_FAKE for cue in self._cues.every(clause.text))

    def owns(self, clause: Clause) -> bool:
        """Tell whether a rule finds that it owns a deed against the customer."""
        return any(cue.act is Act.APOLOGISE_REAL for cue in self._cues.every(clause.text))

    def read(self, typed: Typed, sentences: Iterable[Clause], case: Case) -> Iterator[Found]:
        """Yield what is read in each sentence, the best readings of each stretch first."""
        text = typed.wording.text
        shared = case.shared(text)
        echoes = shared >= max(MUCH_SHARED, MOSTLY * telling(text))
        for clause, cues in (part for sentence in sentences for part in self._parts(sentence)):
            acts = {Act.ACKNOWLEDGE: weighing.BY_SURE_RULE}
            if not clause.spent:
                acts = self._acts(typed, clause, cues, case)
                acts = weighing.read_back(acts, shared, echoes=echoes and not clause.asks)
            best = sorted(acts.items(), key=lambda each: -each[1])[:MOST]
            start, end = _evidence(clause, cues, best)
            for place, (act, confidence) in enumerate(best):
                yield Found(act, round(confidence, 2), start, end, first=place == 0)

    def _parts(self, sentence: Clause) -> Iterator[_Part]:
        """Yield the stretches of a sentence that are read apart."""
        if sentence.spent:
            yield from self._sympathy(sentence)
            return
        clauses = [(clause, self._found(clause)) for clause in clauses_of(sentence)]
        if len(clauses) > 1 and not any(cues for _, cues in clauses):
            clauses = [(sentence, self._found(sentence))]
        ruled = any(cues for _, cues in clauses)
        for clause, cues in clauses:
            if cues or not (ruled or sentence.aside) or self._stands_alone(clause):
                yield clause, cues

    def _found(self, clause: Clause) -> tuple[Cue, ...]:
        """Return the rules that fit a clause; what it owns is weighed beside its apology."""
        return tuple(cue for cue in self._cues.every(clause.text) if cue.act is not Act.APOLOGISE_REAL)

    def _sympathy(self, sentence: Clause) -> Iterator[_Part]:
        """Yield an apology that names what it was like for them besides."""
        cues = tuple(cue for cue in self._cues.every(sentence.text) if cue.act is Act.ACKNOWLEDGE)
        if any(cue.rule.sure for cue in cues):
            yield sentence, cues

    def _stands_alone(self, clause: Clause) -> bool:
        """Tell whether a clause that no rule fits, beside one that a rule does, has something to say."""
        if clause.aside:
            return False
        likely = self._centroid.read(clause.text)
        promised = self._readers.promise.read(clause.text).verdict is PromiseVerdict.EXACT
        return promised or (bool(likely) and likely[0].confidence >= ALONE)

    def _acts(self, typed: Typed, clause: Clause, cues: tuple[Cue, ...], case: Case) -> weighing.Weights:
        """Return the acts that a clause may do, each with its confidence."""
        likely = self._likely(clause.text)
        weights = weighing.by_rules(cues, likely)
        if (cues[0].act if cues else None) in OVERRULED:
            weights = weighing.with_coaches(weights, self._coached(typed, clause), likely)
        written = typed.written[slice(*typed.of_plain(clause.start, clause.end))]
        if case.agreed is not None:
            weights = weighing.by_agreement(weights, likely, agreed=case.agreed)
        if (not clause.asks or _PROPOSES.match(clause.text)) and case.offer_in(written):
            weights = weighing.with_option(weights, agreed=case.agreed)
        if clause.aside:
            weights = weighing.beside_an_apology(weights)
        return weighing.together(weights, likely)

    def _likely(self, text: str) -> dict[Act, float]:
        """Return what a clause is like, the likeliest first; an apology is the coach's to judge."""
        likely = {each.act: min(each.confidence, weighing.MOST_ALIKE) for each in self._centroid.read(text)}
        if self._second is not None:
            likely |= {act: min(share, weighing.MOST_ALIKE) for act, share in self._second(text)}
        likely.pop(Act.APOLOGISE_REAL, None)
        return dict(sorted(likely.items(), key=lambda each: -each[1]))

    def _coached(self, typed: Typed, clause: Clause) -> Iterator[tuple[Act, float]]:
        """Yield what the promise coach and the guard against contradicting say of a clause."""
        said = typed.spelt[slice(*typed.wording.span(clause.start, clause.end))]
        yield from PROMISES[self._readers.promise.read(said).verdict]
        for finding in self._readers.contradiction.contradictions(said):
            yield (Act.BLAME if finding.rule in ON_THEM else Act.CONTRADICT), weighing.BY_GUARD


def _evidence(clause: Clause, cues: Sequence[Cue], best: Sequence[tuple[Act, float]]) -> tuple[int, int]:
    """Return the words that the best reading rests on: those of its rule, else the whole clause."""
    for cue in cues:
        if best and cue.act is best[0][0]:
            return clause.start + cue.start, clause.start + cue.end
    return clause.start, clause.end
