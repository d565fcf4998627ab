"""How well a call showed each skill, and four indicators beside the score."""

from collections.abc import Iterator, Mapping
from statistics import fmean

from aware_tui.domain.practice.acts import Act, Deed, Happening
from aware_tui.domain.practice.call import PracticeCall
from aware_tui.domain.practice.scenario import Scenario
from aware_tui.domain.practice.skills import Skill

INDICATORS: Mapping[str, tuple[Skill, ...]] = {
    "patience": (Skill.LET_FINISH, Skill.ENOUGH_SORRY, Skill.NO_CONTRADICTION),
    "empathy": (Skill.NAME_IT, Skill.REAL_APOLOGY, Skill.THEIR_SIDE),
    "communication": (Skill.OPEN_QUESTION, Skill.READ_BACK, Skill.INVITE, Skill.WHAT_AND_WHEN),
    "technical knowledge": (
        Skill.NEEDED_FACTS,
        Skill.SAFETY_TRUTH,
        Skill.POSSIBLE_OFFER,
        Skill.ROOT_CAUSE,
    ),
}
"""Soft skills, each the mean of what shows it; never added to the score."""


def skill_scores(scenario: Scenario, call: PracticeCall) -> dict[Skill, int]:
    """Return from 0 to 100 how well each skill was shown; one that this call did not ask for is left out."""
    return {skill: round(min(max(value, 0.0), 100.0)) for skill, value in _scores(scenario, call)}


def indicators(skills: Mapping[Skill, int]) -> dict[str, int]:
    """Return the four indicators, from 0 to 100; one without any evidence is left out."""
    made = {name: [skills[each] for each in needs if each in skills] for name, needs in INDICATORS.items()}
    return {name: round(fmean(values)) for name, values in made.items() if values}


def _scores(scenario: Scenario, call: PracticeCall) -> Iterator[tuple[Skill, float]]:
    yield from _hearing(call)
    yield from _widening(scenario, call)
    yield from _agreeing(call)
    yield from _afterwards(call)


def _whole(done: bool) -> float:
    return 100.0 if done else 0.0


def _times(call: PracticeCall, *acts: Act) -> int:
    return sum(act in turn.acts for turn in call.turns for act in acts)


def _hearing(call: PracticeCall) -> Iterator[tuple[Skill, float]]:
    spoke = any(turn.spoken for turn in call.turns)
    yield Skill.LET_FINISH, _whole(spoke) - 50 * call.happened(Happening.INTERRUPTED)
    yield Skill.NAME_IT, _whole(call.did(Act.ACKNOWLEDGE))
    yield Skill.REAL_APOLOGY, _apology(call)
    if _times(call, Act.APOLOGISE_REAL, Act.APOLOGISE_FAKE):
        yield Skill.ENOUGH_SORRY, 100 - 50 * call.happened(Happening.TOO_SORRY)
    yield Skill.THEIR_SIDE, _whole(spoke) - 50 * _times(call, Act.BLAME, Act.POLICY_QUOTE)


def _apology(call: PracticeCall) -> float:
    """Return 100 for a real one; half of it beside a fake one, or for one that was too small."""
    fake = call.did(Act.APOLOGISE_FAKE)
    if call.did(Act.APOLOGISE_REAL):
        return 50.0 if fake else 100.0
    return 40.0 if call.happened(Happening.SMALL_SORRY) and not fake else 0.0


def _widening(scenario: Scenario, call: PracticeCall) -> Iterator[tuple[Skill, float]]:
    yield Skill.OPEN_QUESTION, _whole(call.did(Act.PROBE_OPEN))
    if scenario.need:
        known = sum(name in call.known for name in scenario.need)
        yield Skill.NEEDED_FACTS, 100 * known / len(scenario.need)
    flat = sum(Act.CONTRADICT in turn.acts and not turn.safety for turn in call.turns)
    if scenario.mistaken is not None or flat:
        yield Skill.NO_CONTRADICTION, 100 - 50 * flat
    if scenario.safety:
        yield Skill.SAFETY_TRUTH, _whole(call.told)
    yield Skill.INVITE, _whole(call.did(Act.INVITE_SOLUTION))


def _agreeing(call: PracticeCall) -> Iterator[tuple[Skill, float]]:
    yield Skill.READ_BACK, _whole(call.did(Act.RESTATE))
    wrong = call.happened(Happening.IMPOSSIBLE) + call.happened(Happening.TOO_EARLY)
    yield Skill.POSSIBLE_OFFER, _whole(call.agreed is not None) - 25 * wrong
    soft = 30 * _times(call, Act.VAGUE_PROMISE) + 20 * call.happened(Happening.NO_SAY)
    yield Skill.WHAT_AND_WHEN, _whole(call.committed) - soft


def _afterwards(call: PracticeCall) -> Iterator[tuple[Skill, float]]:
    checked = (Deed.CHECK_DELEGATE, Deed.CHECK_CUSTOMER)
    yield Skill.FOLLOW_THROUGH, 50 * sum(each in call.deeds for each in checked) if call.committed else 0
    written = (Deed.PROFILE_ENTRY, Deed.QUALITY_RECORD)
    yield Skill.TWO_RECORDS, 50 * sum(each in call.deeds for each in written)
    yield Skill.ROOT_CAUSE, _whole(Deed.ROOT_CAUSE in call.deeds)
