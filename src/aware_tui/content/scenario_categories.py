"""For which kinds of complaint a scenario may say that it trains: those that a playbook knows."""

from collections.abc import Collection, Iterator
from difflib import get_close_matches

from aware_tui.content.errors import shown
from aware_tui.content.meaning_parts import Finding
from aware_tui.domain.practice.scenario import Scenario


def category_rules(scenario: Scenario, known: Collection[str] | None) -> Iterator[Finding]:
    """Yield what is wrong with a scenario's categories; without `known` ids only what is there twice."""
    for place, name in enumerate(scenario.categories):
        spot = ("categories", place)
        if name in scenario.categories[:place]:
            yield Finding(spot, f"The category {shown(name)} is there twice", "Take one of them out.")
        elif known is not None and name not in known:
            message = f"The playbook has no category {shown(name)}"
            yield Finding(spot, message, _instead(name, known))


def _instead(name: str, known: Collection[str]) -> str:
    near = get_close_matches(name, known, 1, 0.6)
    guess = f"Did you mean `{near[0]}`? " if near else ""
    return f"{guess}Write one of: {', '.join(known)}; or take it out."
