"""Acts known by certain words: ordered rules, of which the first that fits a clause counts."""

from collections.abc import Sequence
from dataclasses import dataclass

from aware_tui.domain.coaching.matcher import Matcher, trimmed
from aware_tui.domain.coaching.pattern import written_out
from aware_tui.domain.coaching.rules import Rule, WordList
from aware_tui.domain.practice.acts import Act
from aware_tui.domain.practice.understanding_rules import ActRule


@dataclass(frozen=True, slots=True)
class Cue:
    """A rule that fits a text, and where its words stand."""

    rule: ActRule
    start: int
    end: int

    @property
    def act(self) -> Act:
        """Return what the words do."""
        return self.rule.act


class Cues:
    """Finds the rules of a playbook in clauses."""

    def __init__(self, rules: Sequence[ActRule], words: Sequence[WordList]) -> None:
        self._rules = {rule.id: rule for rule in rules}
        self._matcher = Matcher(map(_as_found, rules), written_out(words))

    def every(self, text: str) -> tuple[Cue, ...]:
        """Return every rule that fits a plain text, in their order."""
        found = self._matcher.find(text, [(0, len(text))])
        return tuple(
            Cue(self._rules[hit.rule.id], *trimmed(text, hit.start, hit.end))
            for hit in found
            if hit.end > hit.start
        )

    def first(self, text: str) -> Cue | None:
        """Return the first rule that fits a plain text, or None."""
        return next(iter(self.every(text)), None)


def _as_found(rule: ActRule) -> Rule:
    """Return a rule as the matcher of the coaches knows it."""
    return Rule(rule.id, rule.any, rule.source, rule.hits, rule.misses, rule.unless)
