"""Whether a scenario can be won by choices alone: what each opens, whatever the mood."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from aware_tui.content.errors import shown
from aware_tui.content.meaning_parts import Finding
from aware_tui.domain.practice.acts import Act
from aware_tui.domain.practice.scenario import Choice, Scenario, When


@dataclass
class _Reached:
    """What can have been done, known, agreed and told by now."""

    acts: set[Act] = field(default_factory=set)
    facts: set[str] = field(default_factory=set)
    choices: set[str] = field(default_factory=set)
    agreed: bool = False
    told: bool = False

    def opens(self, when: When) -> bool:
        """Say whether a choice can ever be shown, as far as is known yet."""
        return (
            (not when.acts or not self.acts.isdisjoint(when.acts))
            and self.facts.issuperset(when.known)
            and (when.agreed is not True or self.agreed)
            and (when.safety is not True or self.told)
        )

    def size(self) -> tuple[int, ...]:
        """Return how much that is."""
        return (len(self.acts), len(self.facts), len(self.choices), self.agreed, self.told)


def reach_rules(scenario: Scenario) -> Iterator[Finding]:
    """Yield what no trainee can come to by choices: a choice, a fact, the solution, the safety truth."""
    reached = _reached(scenario)
    for place, choice in enumerate(scenario.choices):
        if choice.id not in reached.choices:
            message = f"The choice {shown(choice.id)} is never shown"
            yield Finding(("choices", place), message, "Its `when` waits for what nothing before it brings.")
    for name in scenario.facts:
        if name not in reached.facts:
            message = f"Nothing brings out the fact {shown(name)}"
            yield Finding(("facts", name), message, "Let a choice that is open before it ask for it.")
    if not reached.agreed or not _closes(scenario, reached):
        message = "The solution is out of reach: no choice that can be shown leads to it"
        yield Finding(("choices",), message, "Open the offer before they agreed, and the commitment after.")
    if scenario.safety and not reached.told:
        message = "The truth about safety cannot be told: the choice that tells it is never shown"
        yield Finding(("mistaken",), message, "Open that choice without `safety: true`.")


def _reached(scenario: Scenario) -> _Reached:
    reached = _Reached(facts={name for name, fact in scenario.facts.items() if fact.beat is not None})
    before = None
    while before != reached.size():
        before = reached.size()
        for choice in scenario.choices:
            if reached.opens(choice.when):
                _take(scenario, choice, reached)
    return reached


def _take(scenario: Scenario, choice: Choice, reached: _Reached) -> None:
    reached.choices.add(choice.id)
    reached.acts.update(choice.acts)
    reached.told = reached.told or choice.safety
    reached.agreed = reached.agreed or (choice.offers in scenario.accept and Act.OFFER_OPTION in choice.acts)
    facts = scenario.facts.items()
    reached.facts.update(name for name, fact in facts if not reached.acts.isdisjoint(fact.revealed_by))


def _closes(scenario: Scenario, reached: _Reached) -> bool:
    """Say whether a commitment can be shown once they have agreed."""
    return any(
        Act.COMMIT in choice.acts and choice.id in reached.choices and choice.when.agreed is not False
        for choice in scenario.choices
    )
