"""The good run of a scenario, to watch and to complete: what it does next, and whose turn it is."""

from collections.abc import Iterable

from aware_tui.domain.practice.acts import Deed
from aware_tui.domain.practice.call import PracticeCall, Turn
from aware_tui.domain.practice.moves import After, Choose, Listen, Move
from aware_tui.domain.practice.scenario import Choice, Scenario
from aware_tui.domain.practice_states import AttemptMode


def next_choice(scenario: Scenario, call: PracticeCall) -> Choice | None:
    """Return what the good run says next: the first of it that was not said yet."""
    waiting = (each for each in scenario.model if each not in call.used)
    return next((scenario.choice(each) for each in waiting), None)


def next_move(scenario: Scenario, call: PracticeCall) -> Move | None:
    """Return what the good run does next, up to its last deed after the call; None once it is through."""
    if call.ended is None:
        if not call.cut_off and call.beats < len(scenario.opening):
            return Listen()
        choice = next_choice(scenario, call)
        if choice is not None:
            return Choose(choice.id)
    deed = next((each for each in Deed if each not in call.tried), None)
    return None if deed is None else After(deed, right_way(scenario, deed))


def right_way(scenario: Scenario, deed: Deed) -> str | None:
    """Return the right way to do a deed, if it has several."""
    return next((way.id for way in scenario.later.ways.get(deed, ()) if way.right), None)


def is_gap(scenario: Scenario, call: PracticeCall) -> bool:
    """Say whether the next answer of a run to complete is the trainee's: every second one of the good run.

    The good run answers first. After a wrong choice it is the trainee's turn again.
    """
    return _gap_after(scenario, call.turns)


def by_model(scenario: Scenario, call: PracticeCall, turn: Turn, mode: AttemptMode) -> bool:
    """Say whether it was the good run that answered in a turn, or did the deed."""
    if mode is AttemptMode.COMPLETE:
        return turn.choice is not None and not _gap_after(scenario, call.turns[: turn.number - 1])
    return mode is AttemptMode.WATCH


def _gap_after(scenario: Scenario, turns: Iterable[Turn]) -> bool:
    gap = False
    for turn in turns:
        if turn.choice is not None:
            gap = not gap or is_wrong(scenario, turn)
    return gap


def is_wrong(scenario: Scenario, turn: Turn) -> bool:
    """Say whether a turn of a run to complete was not what the good run had in store."""
    return turn.choice is not None and turn.choice not in scenario.model
