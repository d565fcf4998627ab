"""How the five steps of a practice call stand, by what was done in it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from aware_tui.domain.playbook import Playbook
from aware_tui.domain.practice.scenario import Scenario
from aware_tui.domain.practice.scoring import STEPS, Point
from aware_tui.domain.practice.skills import step_title
from aware_tui.domain.walk import StepMark
from aware_tui.language import _


@dataclass(frozen=True, slots=True)
class StepStands:
    """A step and how it stands."""

    step: str
    mark: StepMark


def standing(points: Iterable[Point], *, over: bool) -> tuple[StepStands, ...]:
    """Return how each step stands: the present one is the furthest in which anything was done.

    Once all of that is done it is the next one.
    """
    done = {step: list(_shares(step, points)) for step in STEPS}
    begun = [step for step in STEPS if any(done[step])]
    here = begun[-1] if begun else STEPS[0]
    if over and here != "evaluate":
        here = "resolve"
    if all(done[here]):
        here = STEPS[min(STEPS.index(here) + 1, len(STEPS) - 1)]
    return tuple(StepStands(step, _mark(done[step], here=step == here)) for step in STEPS)


def _shares(step: str, points: Iterable[Point]) -> Iterator[bool]:
    """Yield for each thing that a step asks for whether it was done."""
    for point in points:
        if point.step == step and point.out_of > 0 and point.what != "stood by them":
            yield point.got > 0


def _mark(done: list[bool], *, here: bool) -> StepMark:
    if done and all(done):
        return StepMark.DONE
    if here:
        return StepMark.HERE
    return StepMark.GAPS if any(done) else StepMark.TO_DO


def title(step: str) -> str:
    """Return what a step is called on screen."""
    return step_title(step)


def which_method(playbook: Playbook) -> str:
    """Return that practice trains AWARE, where calls follow a method with other steps; else nothing."""
    if {step.id for step in playbook.steps}.issuperset(STEPS):
        return ""
    return _("Practice trains and scores AWARE, step by step; your calls follow {title}.").format(
        title=playbook.title
    )


def offers(scenario: Scenario) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what may be offered and what may not, as the briefing says, else as the options say."""
    possible = (option.say for option in scenario.options.values() if option.say and not option.cannot)
    never = (option.say for option in scenario.options.values() if option.say and option.cannot)
    return scenario.may or tuple(possible), scenario.may_not or tuple(never)
