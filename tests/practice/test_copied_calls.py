"""A model answer copied into another call does not pass: it names nothing that this customer said."""

import pytest
from practice.typed_lines import understanding
from practicing import SCENARIOS, moods, shipped

from aware_tui.domain.practice.acts import Deed
from aware_tui.domain.practice.engine import begin, take
from aware_tui.domain.practice.moves import After, Did, Move, Say
from aware_tui.domain.practice.people import heard_out
from aware_tui.domain.practice.scenario import Scenario
from aware_tui.domain.practice.scoring import score
from aware_tui.services.practice.case import case_of
from aware_tui.services.practice.settling import settled_by

IDS = [path.stem for path in SCENARIOS]
PASSED = 80


def copied(scenario: Scenario, other: Scenario) -> float:
    """The score of typing another scenario's model, line by line, with every deed done."""
    call = begin(scenario)
    for move in heard_out(scenario):
        call = take(scenario, moods(), call, move)
    for choice_id in other.model:
        choice = other.choice(choice_id)
        assert choice is not None
        read = understanding().read(choice.say, case_of(scenario, call))
        settled: Move | None = settled_by(scenario, read, choice.say)
        assert settled is None or isinstance(settled, Did | Say)
        call = take(scenario, moods(), call, settled or Say(choice.say))
    for deed in Deed:
        call = take(scenario, moods(), call, After(deed))
    return score(scenario, moods(), call).total


@pytest.mark.long
@pytest.mark.sweep(2)
@pytest.mark.parametrize("scenario_id", IDS)
def test_no_other_scenarios_model_passes_here(scenario_id: str) -> None:
    scenario = shipped(scenario_id)
    totals = {other: copied(scenario, shipped(other)) for other in IDS if other != scenario_id}
    assert max(totals.values()) < PASSED, totals
