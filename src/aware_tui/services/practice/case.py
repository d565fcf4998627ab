"""What of a scenario and its call matters to whoever reads a typed line."""

from typing import TYPE_CHECKING

from aware_tui.domain.practice.call import PracticeCall
from aware_tui.domain.practice.scenario import Scenario

if TYPE_CHECKING:
    from aware_tui.domain.practice.case import Case


def case_of(scenario: Scenario, call: PracticeCall) -> "Case":
    """Return what a typed line is read against at this point of a call."""
    from aware_tui.domain.practice.case import Case

    return Case(
        options={name: option.cue for name, option in scenario.options.items()},
        truth_cues=scenario.mistaken.truth_cue if scenario.mistaken is not None else (),
        size=scenario.apology,
        heard=heard(scenario, call),
        told={name: _told(scenario, name) for name in scenario.options},
        accept=tuple(scenario.accept),
        agreed=call.agreed is not None,
        language=scenario.language,
    )


def _told(scenario: Scenario, option: str) -> str:
    """Return how an option is told of: in a word, and by whoever offers it."""
    offers = (choice.say for choice in scenario.choices if choice.offers == option)
    return " ".join((scenario.options[option].say, *offers))


def heard(scenario: Scenario, call: PracticeCall) -> str:
    """Return all that the customer has said so far."""
    first = scenario.opening[:1]
    return " ".join((*first, *(turn.customer for turn in call.turns if turn.deed is None and turn.customer)))
