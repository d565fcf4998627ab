"""The guard against contradicting a customer; where safety is at stake, against not speaking plainly."""

from dataclasses import dataclass

from aware_tui.domain.coaching.findings import finding_of
from aware_tui.domain.coaching.matcher import Matcher
from aware_tui.domain.coaching.pattern import written_out
from aware_tui.domain.coaching.rules import ContradictionRules, Finding
from aware_tui.domain.coaching.wording import sentences_of, wording_of

LONGEST = 20_000
"""Characters of a text that are read."""

STOP, DANGER = "stop", "danger"
"""The two parts of a plain correction: what must stop or change now, and why."""


@dataclass(frozen=True, slots=True)
class Correction:
    """How plainly a text corrects somebody in danger: the parts there, and the soft words in it."""

    says: frozenset[str]
    findings: tuple[Finding, ...]

    @property
    def plain(self) -> bool:
        """Say whether it tells what must stop, and why, without a soft word."""
        return {STOP, DANGER} <= self.says and not self.findings


class ContradictionReader:
    """Reads what an agent says, or notes, of a customer's side."""

    def __init__(self, rules: ContradictionRules) -> None:
        words = written_out(rules.words)
        self._contradictions = Matcher(rules.contradictions, words)
        self._spared = Matcher(rules.not_contradictions, words)
        self._plain = Matcher(rules.plain, words)
        self._mealy = Matcher(rules.mealy, words)

    def contradictions(self, text: str) -> tuple[Finding, ...]:
        """Return the words that tell a customer flatly that they are wrong; none in a plain correction."""
        if self.correction(text).plain:
            return ()
        wording = wording_of(text[:LONGEST])
        findings = []
        for sentence in sentences_of(wording.text):
            hits = list(self._contradictions.find(wording.text, [sentence]))
            if hits and not any(True for _ in self._spared.find(wording.text, [sentence])):
                findings += [finding_of(hit, wording) for hit in hits]
        return tuple(sorted(findings, key=lambda each: each.start))

    def correction(self, text: str) -> Correction:
        """Return how plainly a text tells somebody to stop, for safety's or security's sake."""
        wording = wording_of(text[:LONGEST])
        sentences = tuple(sentences_of(wording.text))
        says = frozenset(hit.rule.gives for hit in self._plain.find(wording.text, sentences))
        mealy = self._mealy.find(wording.text, sentences)
        return Correction(says, tuple(finding_of(hit, wording) for hit in mealy))

    def rules_found(self, text: str) -> frozenset[str]:
        """Return the ids of the rules that are found in a text."""
        wording = wording_of(text[:LONGEST])
        sentences = tuple(sentences_of(wording.text))
        matchers = (self._contradictions, self._spared, self._plain, self._mealy)
        return frozenset(hit.rule.id for each in matchers for hit in each.find(wording.text, sentences))
