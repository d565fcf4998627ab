"""The score of a call: five steps from 0 to 100, each point with its evidence, and what caps the total."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from aware_tui.domain.practice.acts import HARMFUL, Act, Deed, Happening
from aware_tui.domain.practice.call import PracticeCall, Turn
from aware_tui.domain.practice.mood import MoodTable
from aware_tui.domain.practice.scenario import Scenario

STEPS = ("acknowledge", "widen", "agree", "resolve", "evaluate")
"""The steps of the method that practice scores, in order."""

FATAL_CAP = 49.0
"""A total with a fatal error in it is no higher."""

SAFETY_TRUTH = "safety_truth"
"""The fatal error of a truth about safety that was not told."""

HARM_OF_STANDING_BY = (Act.APOLOGISE_FAKE, Act.BLAME, Act.POLICY_QUOTE)
_EACH_HARM = 10.0
_STANDING_BY = 30.0
_SAFETY_WEIGHT = 30.0


@dataclass(frozen=True, slots=True)
class Point:
    """Part of a step's score: what was got of how much, and the turn it rests on."""

    step: str
    what: str
    got: float
    out_of: float
    turn: int | None = None
    quote: str = ""

    @property
    def missed(self) -> float:
        """Return what was not got."""
        return self.out_of - self.got


@dataclass(frozen=True, slots=True)
class Score:
    """What a call is worth; `steps` and `total` are from 0 to 100, to one digit."""

    total: float
    steps: Mapping[str, float]
    points: tuple[Point, ...]
    fatal: tuple[str, ...]


def score(scenario: Scenario, table: MoodTable, call: PracticeCall) -> Score:
    """Return the score of a call as it stands."""
    points = tuple(_points(scenario, call))
    steps = {step: _step(step, points) for step in STEPS}
    fatal = tuple(_fatal(scenario, call))
    weights = {step: scenario.rubric.weights.get(step, table.weights[step]) for step in STEPS}
    total = sum(steps[step] * weights[step] for step in STEPS) / sum(weights.values())
    return Score(round(min(total, FATAL_CAP) if fatal else total, 1), steps, points, fatal)


def _step(step: str, points: tuple[Point, ...]) -> float:
    own = [point for point in points if point.step == step]
    whole = sum(point.out_of for point in own)
    got = sum(point.got for point in own) / whole * 100 if whole else 0.0
    return round(min(max(got, 0.0), 100.0), 1)


def _points(scenario: Scenario, call: PracticeCall) -> Iterator[Point]:
    yield from _acknowledge(call)
    yield from _widen(scenario, call)
    yield from _agree(scenario, call)
    yield from _resolve(call)
    yield from _evaluate(call)


def _got(step: str, what: str, worth: float, turn: Turn | None, share: float = 1.0) -> Point:
    """Return a point that is got if there is a turn for it."""
    if turn is None:
        return Point(step, what, 0.0, worth)
    return Point(step, what, round(worth * share, 2), worth, turn.number, turn.said)


def _lost(step: str, what: str, each: float, turns: list[Turn]) -> Iterator[Point]:
    """Yield what each of these turns takes away from a step."""
    for turn in turns:
        yield Point(step, what, -each, 0.0, turn.number, turn.said)


def _acknowledge(call: PracticeCall) -> Iterator[Point]:
    named, sorry = call.turn_of(Act.ACKNOWLEDGE), call.turn_of(Act.APOLOGISE_REAL)
    yield _got("acknowledge", "named what it was like", 40, named)
    yield _got("acknowledge", "a real apology", 30, sorry)
    harm = _harm_of_standing_by(call)
    spoke = any(act not in HARMFUL for turn in call.turns for act in turn.acts)
    left = max(_STANDING_BY - _EACH_HARM * len(harm), 0.0) if spoke else 0.0
    worst = harm[0] if harm else None
    yield Point(
        "acknowledge",
        "stood by them",
        left,
        _STANDING_BY,
        worst.number if worst else None,
        worst.said if worst else "",
    )


def _harm_of_standing_by(call: PracticeCall) -> list[Turn]:
    """Return the turns that did harm, once for each: the first interruption, fake sorries, blame, rules.

    Further interruptions are felt in the mood and in what is lost; one sorry too many counts too.
    """
    cut_off = [turn for turn in call.turns if Happening.INTERRUPTED in turn.events][:1]
    too_sorry = [turn for turn in call.turns if Happening.TOO_SORRY in turn.events]
    acted = [turn for turn in call.turns for act in HARM_OF_STANDING_BY if act in turn.acts]
    return sorted((*cut_off, *too_sorry, *acted), key=lambda turn: turn.number)


def _widen(scenario: Scenario, call: PracticeCall) -> Iterator[Point]:
    need = scenario.need
    found = [name for name in need if name in call.known]
    last = next((turn for turn in reversed(call.turns) if set(turn.revealed) & set(need)), None)
    share = len(found) / len(need) if need else 1.0
    quote = last.customer if last else ""
    yield Point(
        "widen", "found out what matters", round(45 * share, 2), 45, last.number if last else None, quote
    )
    yield _got("widen", "asked what would put it right", 35, call.turn_of(Act.INVITE_SOLUTION))
    yield _got("widen", "an open question", 20, call.turn_of(Act.PROBE_OPEN))
    if scenario.safety:
        told = next((turn for turn in call.turns if turn.safety), None)
        yield _got("widen", "told the truth that safety demands", _SAFETY_WEIGHT, told)
    flat = [turn for turn in call.turns if Act.CONTRADICT in turn.acts and not turn.safety]
    yield from _lost("widen", "contradicted them", 25, flat)


def _agree(scenario: Scenario, call: PracticeCall) -> Iterator[Point]:
    yield _got("agree", "said it back", 20, call.turn_of(Act.RESTATE))
    taken = next((turn for turn in call.turns if Happening.ACCEPTED in turn.events), None)
    fix = scenario.options[call.agreed].fix if call.agreed else 0.0
    yield _got("agree", "agreed on something possible", 35, taken, fix)
    closed = next((turn for turn in call.turns if Happening.CLOSED in turn.events), None)
    yield _got("agree", "exactly what, and by when", 45, closed)
    vague = [turn for turn in call.turns if Act.VAGUE_PROMISE in turn.acts]
    yield from _lost("agree", "a vague promise", 15, vague)
    no_say = [turn for turn in call.turns if Happening.NO_SAY in turn.events]
    yield from _lost("agree", "a plan they had no say in", 15, no_say)
    impossible = [turn for turn in call.turns if Happening.IMPOSSIBLE in turn.events]
    yield from _lost("agree", "offered what cannot be done", 20, impossible)


def _deed(step: str, what: str, worth: float, call: PracticeCall, deed: Deed) -> Point:
    turn = next((turn for turn in call.turns if turn.deed is deed), None) if deed in call.deeds else None
    return _got(step, what, worth, turn)


def _resolve(call: PracticeCall) -> Iterator[Point]:
    """Yield what following through is worth: nothing, unless something was promised."""
    chased = _deed("resolve", "chased whoever had the work", 50, call, Deed.CHECK_DELEGATE)
    back = _deed("resolve", "checked back with them", 50, call, Deed.CHECK_CUSTOMER)
    for point in (chased, back):
        yield point if call.committed else Point(point.step, point.what, 0.0, point.out_of)


def _evaluate(call: PracticeCall) -> Iterator[Point]:
    yield _deed("evaluate", "the profile entry", 30, call, Deed.PROFILE_ENTRY)
    yield _deed("evaluate", "the quality record", 30, call, Deed.QUALITY_RECORD)
    yield _deed("evaluate", "the cause behind it", 40, call, Deed.ROOT_CAUSE)


def _fatal(scenario: Scenario, call: PracticeCall) -> Iterator[str]:
    """Yield what must never happen, and did: by the names of acts and happenings."""
    if scenario.safety and not call.told:
        yield SAFETY_TRUTH
    for name in scenario.rubric.fatal:
        if name == SAFETY_TRUTH:
            continue
        if any(name in (*turn.acts, *turn.events) for turn in call.turns):
            yield name
