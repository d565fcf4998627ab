"""The debrief: the best moment, the costliest one, and one next thing."""

from dataclasses import dataclass

from aware_tui.domain.practice.acts import HARMFUL, Act, Deed, Happening
from aware_tui.domain.practice.call import PracticeCall, Turn
from aware_tui.domain.practice.mood import MoodTable
from aware_tui.domain.practice.scenario import Choice, Scenario
from aware_tui.domain.practice.scoring import SAFETY_TRUTH, STEPS, Score
from aware_tui.domain.practice.skill_scores import skill_scores
from aware_tui.domain.practice.skills import SKILL_WORDS, Skill
from aware_tui.language import _

WHAT_OF: dict[str, tuple[Skill, Act | Deed]] = {
    "named what it was like": (Skill.NAME_IT, Act.ACKNOWLEDGE),
    "a real apology": (Skill.REAL_APOLOGY, Act.APOLOGISE_REAL),
    "stood by them": (Skill.LET_FINISH, Act.ACKNOWLEDGE),
    "found out what matters": (Skill.NEEDED_FACTS, Act.PROBE_OPEN),
    "asked what would put it right": (Skill.INVITE, Act.INVITE_SOLUTION),
    "an open question": (Skill.OPEN_QUESTION, Act.PROBE_OPEN),
    "told the truth that safety demands": (Skill.SAFETY_TRUTH, Act.CONTRADICT),
    "said it back": (Skill.READ_BACK, Act.RESTATE),
    "agreed on something possible": (Skill.POSSIBLE_OFFER, Act.OFFER_OPTION),
    "exactly what, and by when": (Skill.WHAT_AND_WHEN, Act.COMMIT),
    "chased whoever had the work": (Skill.FOLLOW_THROUGH, Deed.CHECK_DELEGATE),
    "checked back with them": (Skill.FOLLOW_THROUGH, Deed.CHECK_CUSTOMER),
    "the profile entry": (Skill.TWO_RECORDS, Deed.PROFILE_ENTRY),
    "the quality record": (Skill.TWO_RECORDS, Deed.QUALITY_RECORD),
    "the cause behind it": (Skill.ROOT_CAUSE, Deed.ROOT_CAUSE),
}
"""Which skill each point of the score shows, and what earns it."""


@dataclass(frozen=True, slots=True)
class Instance:
    """A turn that stands out, the words that were said, why it does, and what would have been better."""

    turn: Turn
    quote: str
    reason: str
    instead: str = ""


@dataclass(frozen=True, slots=True)
class NextThing:
    """The one thing to do better next time, with words for it."""

    skill: Skill
    why: str
    line: str
    """A line of the model, or empty for what is done after the call."""
    turn: int | None = None
    """The turn to retry from, if there is one."""


@dataclass(frozen=True, slots=True)
class Debrief:
    """What a trainee is told at the end; a call without a good or a bad moment has None."""

    best: Instance | None
    costliest: Instance | None
    next: NextThing | None
    fatal: tuple[str, ...]


def debrief(scenario: Scenario, moods: MoodTable, call: PracticeCall, result: Score) -> Debrief:
    """Return the debrief of a call and its score."""
    worst = _costliest(scenario, moods, call, result)
    return Debrief(_best(scenario, call), worst, _next(scenario, moods, call, result, worst), result.fatal)


def _swing(turn: Turn) -> float:
    """Return how much better they felt for a turn."""
    return round(turn.trust_change - turn.anger_change, 2)


def _best(scenario: Scenario, call: PracticeCall) -> Instance | None:
    good = [turn for turn in call.turns if turn.spoken and _swing(turn) > 0 and _is_clean(turn)]
    if not good:
        return None
    turn = max(good, key=lambda each: (_swing(each), -each.number))
    choice = scenario.choice(turn.choice) if turn.choice else None
    return Instance(turn, turn.said, choice.feedback if choice else " ".join(turn.why))


def _is_clean(turn: Turn) -> bool:
    return HARMFUL.isdisjoint(turn.acts) and _NOT_BEST.isdisjoint(turn.events)


_NOT_BEST = frozenset({Happening.INTERRUPTED, Happening.WARNED, Happening.REPEATED})


def _costliest(scenario: Scenario, moods: MoodTable, call: PracticeCall, result: Score) -> Instance | None:
    turn = _worst_turn(call, result)
    if turn is None:
        return None
    choice = scenario.choice(turn.choice) if turn.choice else None
    neutral = {effect.told for effect in moods.acts.values() if effect.anger == effect.trust == 0}
    told = " ".join(why for why in turn.why if why not in neutral)
    reason = choice.feedback if choice and choice.trap else told
    return Instance(turn, turn.said, reason, _instead(scenario, call, turn))


def _worst_turn(call: PracticeCall, result: Score) -> Turn | None:
    """Return the turn that hurt them most; if none did, the one that cost most points."""
    bad = [t for t in call.turns if _swing(t) < 0 and not t.safety and (t.spoken or t.events)]
    if bad:
        return min(bad, key=lambda each: (_swing(each), each.number))
    dear = [point for point in result.points if point.got < 0 and point.turn is not None]
    if not dear:
        return None
    number = min(dear, key=lambda point: point.got).turn
    return next(turn for turn in call.turns if turn.number == number)


def _instead(scenario: Scenario, call: PracticeCall, turn: Turn) -> str:
    """Return the model's words for this point of the call: the next that was not said, or what was hurt."""
    if Act.CONTRADICT in turn.acts and scenario.safety:
        return _truth(scenario)
    done = {act for each in call.turns[: turn.number - 1] for act in each.acts}
    unsaid = (choice.say for choice in _model(scenario) if not done.issuperset(choice.acts))
    line = next(unsaid, "") or _line(scenario, _MENDS.get(_hurt(turn), Act.ACKNOWLEDGE))
    return _("Let them finish. Then: {line}").format(line=line) if turn.lost else line


_MENDS: dict[Skill | None, Act] = {
    Skill.WHAT_AND_WHEN: Act.COMMIT,
    Skill.REAL_APOLOGY: Act.APOLOGISE_REAL,
    Skill.ENOUGH_SORRY: Act.RESTATE,
    Skill.NO_CONTRADICTION: Act.RESTATE,
    Skill.POSSIBLE_OFFER: Act.OFFER_OPTION,
}
"""What would have mended what a turn hurt; for the rest, naming what it was like."""


def _model(scenario: Scenario) -> list[Choice]:
    found = (scenario.choice(each) for each in scenario.model)
    return [choice for choice in found if choice is not None]


def _next(
    scenario: Scenario, moods: MoodTable, call: PracticeCall, result: Score, worst: Instance | None
) -> NextThing | None:
    """Return the one thing that would have brought most; what is fatal goes before everything."""
    skills = skill_scores(scenario, call)
    if SAFETY_TRUTH in result.fatal:
        why = _("They had to hear it, and did not. Nothing else in the call outweighs that.")
        return NextThing(Skill.SAFETY_TRUTH, why, _truth(scenario), _first_answer(call))
    if worst is not None:
        skill = _hurt(worst.turn)
        if skill is not None and skills.get(skill, 100) < 100:
            return NextThing(skill, worst.reason, worst.instead, worst.turn.number)
    weights = {step: scenario.rubric.weights.get(step, moods.weights[step]) for step in result.steps}
    missed = [point for point in result.points if point.missed > 0 and point.what in WHAT_OF]
    if not missed:
        return None
    point = max(missed, key=lambda each: each.missed * weights[each.step])
    skill, earns = WHAT_OF[point.what]
    why = _("This would have brought most: {skill}.").format(skill=SKILL_WORDS[skill])
    turn = None if isinstance(earns, Deed) else _turn_for(point.step, call, result)
    return NextThing(skill, why, _line(scenario, earns), turn)


def _first_answer(call: PracticeCall) -> int | None:
    return next((turn.number for turn in call.turns if turn.spoken), None)


def _turn_for(step: str, call: PracticeCall, result: Score) -> int | None:
    """Return the turn from which a step could be done better: the one after the step before it."""
    before = STEPS[: STEPS.index(step)]
    got = [point.turn for point in result.points if point.step in before and point.turn and point.got > 0]
    spoken = [turn.number for turn in call.turns if turn.spoken]
    return next((number for number in spoken if number > max(got, default=0)), _first_answer(call))


def _hurt(turn: Turn) -> Skill | None:
    """Return the skill that a turn fell short of."""
    by_event = {
        Happening.INTERRUPTED: Skill.LET_FINISH,
        Happening.TOO_SORRY: Skill.ENOUGH_SORRY,
        Happening.IMPOSSIBLE: Skill.POSSIBLE_OFFER,
        Happening.TOO_EARLY: Skill.POSSIBLE_OFFER,
        Happening.NO_SAY: Skill.WHAT_AND_WHEN,
    }
    by_act = {
        Act.BLAME: Skill.THEIR_SIDE,
        Act.POLICY_QUOTE: Skill.THEIR_SIDE,
        Act.CONTRADICT: Skill.NO_CONTRADICTION,
        Act.APOLOGISE_FAKE: Skill.REAL_APOLOGY,
        Act.VAGUE_PROMISE: Skill.WHAT_AND_WHEN,
    }
    acts = (skill for act, skill in by_act.items() if act in turn.acts)
    events = (skill for event, skill in by_event.items() if event in turn.events)
    return next(acts, None) or next(events, None)


def _truth(scenario: Scenario) -> str:
    told = next((each for each in scenario.choices if each.safety), None)
    return told.say if told else ""


def _line(scenario: Scenario, earns: Act | Deed) -> str:
    if isinstance(earns, Deed):
        return next((way.say for way in scenario.later.ways.get(earns, ()) if way.right), "")
    return next((choice.say for choice in _model(scenario) if earns in choice.acts), "")
