"""The promise coach: has it a what, somebody who does it and a time for a clock, or only words?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import pairwise

import regex

from aware_tui.domain.coaching.findings import by_weight, finding_of
from aware_tui.domain.coaching.matcher import Hit, Matcher
from aware_tui.domain.coaching.pattern import first_of, patterns_of, written_out
from aware_tui.domain.coaching.rules import Finding, PromiseRules
from aware_tui.domain.coaching.wording import Wording, sentences_of, wording_of
from aware_tui.domain.due_words import find_phrases

LONGEST = 2_000
"""Characters of a text that are read: a promise is a line or two."""


class PromiseVerdict(StrEnum):
    """What a promise is worth."""

    EXACT = "exact"
    """A deed, somebody who does it, and a time for a clock."""
    VAGUE = "vague"
    """A wording empties it."""
    INCOMPLETE = "incomplete"
    """Honest, but a part is missing."""
    NONE = "none"
    """Nothing is promised."""


class PromisePart(StrEnum):
    """What a promise is made of."""

    WHAT = "what"
    WHO = "who"
    WHEN = "when"


@dataclass(frozen=True, slots=True)
class PromiseReading:
    """What the coach makes of a line: of several promises in it, the best."""

    verdict: PromiseVerdict
    missing: tuple[PromisePart, ...]
    findings: tuple[Finding, ...] = ()


NO_PROMISE = PromiseReading(PromiseVerdict.NONE, tuple(PromisePart))

_RANK = list(PromiseVerdict)


@dataclass(slots=True)
class _Clause:
    """A stretch of a sentence: which parts of a promise it gives, and what empties them."""

    start: int
    end: int
    sentence: tuple[int, int]
    refused: bool
    gives: set[str] = field(default_factory=set)
    due: bool = False
    lends: bool = False
    """Its due time stands at its beginning, so that it may belong to the clause beside it."""
    vague: list[Hit] = field(default_factory=list)

    def emptied(self) -> list[Hit]:
        """Return what empties it: a vague time does not where there is a real one."""
        return [hit for hit in self.vague if not (self.due and hit.rule.gives == PromisePart.WHEN)]

    def missing(self) -> tuple[PromisePart, ...]:
        """Return which parts are not there, or only as an empty word."""
        has = self.gives | ({PromisePart.WHEN} if self.due else set())
        empty = {hit.rule.gives for hit in self.emptied()}
        return tuple(part for part in PromisePart if part not in has or part in empty)

    def verdict(self) -> PromiseVerdict:
        """Return what this promise is worth."""
        if self.emptied():
            return PromiseVerdict.VAGUE
        return PromiseVerdict.INCOMPLETE if self.missing() else PromiseVerdict.EXACT

    def rank(self) -> tuple[int, int]:
        """Return how it compares with others, the best first."""
        return _RANK.index(self.verdict()), len(self.missing())


class PromiseReader:
    """Reads promises by a playbook's rules."""

    def __init__(self, rules: PromiseRules) -> None:
        words = written_out(rules.words)
        self._deeds = Matcher(rules.deeds, words)
        self._dated_deeds = Matcher(rules.dated_deeds, words)
        self._owners = Matcher(rules.owners, words)
        self._questions = Matcher(rules.questions, words)
        self._not_promises = Matcher(rules.not_promises, words)
        self._findings = Matcher(rules.findings, words)
        self._carried_on = patterns_of(rules.carried_on, words)
        self._before_due = patterns_of(rules.before_due, words)
        self._joint = regex.compile("|".join(rules.joints) or r"(?!)")

    def read(self, text: str) -> PromiseReading:
        """Return what a line promises, judged in the order none, vague, incomplete, exact."""
        wording = wording_of(text[:LONGEST])
        clauses = self._clauses(wording, text[:LONGEST])
        self._carry_on(wording.text, clauses)
        _lend_dues(clauses)
        self._give_owners(wording.text, clauses)
        promises = [clause for clause in clauses if clause.gives and not clause.refused]
        if not promises:
            return NO_PROMISE
        _gather_vague(clauses, promises)
        best = min(promises, key=_Clause.rank)
        exact = best.verdict() is PromiseVerdict.EXACT
        hits = [] if exact else [hit for clause in promises for hit in clause.emptied()]
        findings = by_weight(finding_of(hit, wording) for hit in hits)
        return PromiseReading(best.verdict(), best.missing(), findings)

    def rules_found(self, text: str) -> frozenset[str]:
        """Return the ids of the rules that are found in a text."""
        plain = wording_of(text[:LONGEST]).text
        sentences = tuple(sentences_of(plain))
        asked = (self._questions, self._not_promises)
        matchers = (self._deeds, self._dated_deeds, self._owners, *asked, self._findings)
        return frozenset(hit.rule.id for matcher in matchers for hit in matcher.find(plain, sentences))

    def _clauses(self, wording: Wording, text: str) -> list[_Clause]:
        dues = [phrase.start for phrase in find_phrases(text)]
        clauses: list[_Clause] = []
        for sentence in sentences_of(wording.text):
            asked = any(True for _ in self._questions.find(wording.text, [sentence]))
            for start, end in self._pieces(wording.text, sentence):
                clause = _Clause(start, end, sentence, refused=asked)
                self._look(wording, clause, dues, clauses[-1] if clauses else None)
                clauses.append(clause)
        return clauses

    def _pieces(self, text: str, sentence: tuple[int, int]) -> Iterator[tuple[int, int]]:
        at, last = sentence
        for joint in self._joint.finditer(text, at, last):
            if joint.start() > at:
                yield at, joint.start()
            at = joint.end()
        if at < last:
            yield at, last

    def _look(self, wording: Wording, clause: _Clause, dues: Sequence[int], before: _Clause | None) -> None:
        """Note what a clause gives, what empties it, and whether it is no promise at all."""
        text, span = wording.text, [(clause.start, clause.end)]
        first, last = wording.span(clause.start, clause.end)
        here = [at for at in dues if first <= at < last]
        lent = before is not None and before.lends and before.sentence == clause.sentence
        clause.due = bool(here)
        clause.lends = bool(here) and self._leads(wording, clause.start, here[0])
        clause.refused |= any(True for _ in self._not_promises.find(text, span))
        clause.vague = list(self._findings.find(text, span))
        hits = [*self._deeds.find(text, span), *(self._dated_deeds.find(text, span) if here or lent else ())]
        clause.gives = {part for hit in hits for part in hit.rule.gives.split()}

    def _leads(self, wording: Wording, start: int, due: int) -> bool:
        """Tell whether nothing but small words stands between the clause's beginning and its due time."""
        end = start
        while end < len(wording.text) and wording.starts[end] < due:
            end += 1
        before = wording.text[start:end].strip(" ,-")
        found = first_of(self._before_due, before)
        return not before or (found is not None and found == (0, len(before)))

    def _carry_on(self, text: str, clauses: Sequence[_Clause]) -> None:
        """Give a clause without a subject what the one before it has: "I'll ring them and tell you"."""
        for before, clause in pairwise(clauses):
            found = first_of(self._carried_on, text[clause.start : clause.end].lstrip())
            same = before.sentence == clause.sentence and PromisePart.WHAT in before.gives
            if same and not before.refused and not clause.refused and found and found[0] == 0:
                clause.gives |= before.gives

    def _give_owners(self, text: str, clauses: Sequence[_Clause]) -> None:
        """Give a deed that nobody does the owner that its sentence names elsewhere."""
        for clause in clauses:
            ownerless = clause.gives and PromisePart.WHO not in clause.gives
            if ownerless and any(True for _ in self._owners.find(text, [clause.sentence])):
                clause.gives.add(PromisePart.WHO)


def _lend_dues(clauses: Sequence[_Clause]) -> None:
    """Give the due time of a clause that promises nothing to the promise beside it that has none."""
    for place, clause in enumerate(clauses):
        if not clause.lends or PromisePart.WHAT in clause.gives:
            continue
        beside = (*clauses[place + 1 : place + 2], *clauses[max(place - 1, 0) : place])
        taker = next((one for one in beside if one.gives and not one.due and not one.refused), None)
        if taker:
            taker.due = True
            taker.vague += _vague_times(clause)


def _gather_vague(clauses: Sequence[_Clause], promises: Sequence[_Clause]) -> None:
    """Give a promise without a time the vague time that its sentence has elsewhere."""
    for clause in clauses:
        if clause.gives or clause.refused:
            continue
        for promise in promises:
            if promise.sentence == clause.sentence and not promise.due:
                promise.vague += _vague_times(clause)


def _vague_times(clause: _Clause) -> list[Hit]:
    return [hit for hit in clause.vague if hit.rule.gives == PromisePart.WHEN]
