"""Proof that a scenario's score can be trusted: scripted people, chance, acts left out and acts added."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from aware_tui.domain.practice.acts import HARMFUL, Act, Deed, Ending
from aware_tui.domain.practice.call import PracticeCall
from aware_tui.domain.practice.engine import begin, play, take
from aware_tui.domain.practice.mood import HIGHEST, MoodTable
from aware_tui.domain.practice.moves import After, Choose, Did, Listen, Move, parse_move, written
from aware_tui.domain.practice.people import defensive, heard_out, ideal, over_apologetic, robotic, rushed
from aware_tui.domain.practice.replies import open_choices
from aware_tui.domain.practice.scenario import Scenario
from aware_tui.domain.practice.scoring import FATAL_CAP, Score, score
from aware_tui.domain.practice.walks import WALKS, walk_through

IDEAL_LEAST = 85.0
APART = 15.0
"""Points that the ideal run is above a rushed and an over-apologetic one, at least."""

STUFFED_MOST = 50.0
BAD_ACTS = (Act.BLAME, Act.POLICY_QUOTE, Act.CONTRADICT, Act.APOLOGISE_FAKE, Act.VAGUE_PROMISE)


@dataclass(frozen=True, slots=True)
class Table:
    """A scenario and the moods it is played by."""

    scenario: Scenario
    moods: MoodTable

    def call(self, moves: Iterable[Move]) -> PracticeCall:
        """Return the call after these moves."""
        return play(self.scenario, self.moods, moves)

    def score(self, moves: Iterable[Move]) -> Score:
        """Return the score of these moves."""
        return score(self.scenario, self.moods, self.call(moves))


def prove(scenario: Scenario, moods: MoodTable, walks: int = WALKS) -> list[str]:
    """Return in a sentence each what does not hold; nothing, if the score can be trusted."""
    table = Table(scenario, moods)
    proofs = (_ranking, _same_again, _ablation, _insertion, _gates, _secrets, _fading, _stuffing)
    failed = [sentence for proof in proofs for sentence in proof(table)]
    return [*failed, *walk_through(scenario, moods, walks)]


def _ranking(table: Table) -> Iterator[str]:
    call = table.call(ideal(table.scenario))
    best = table.score(ideal(table.scenario))
    if best.total < IDEAL_LEAST or call.ended is not Ending.RESOLVED or best.fatal:
        yield f"The model scores {best.total} and ends {call.ended}; it must reach {IDEAL_LEAST}, resolved."
    unknown = [name for name in table.scenario.need if name not in call.known]
    if unknown:
        yield f"The model never finds out `{unknown[0]}`."
    people: tuple[Callable[[Scenario], Sequence[Move]], ...] = (rushed, over_apologetic, robotic, defensive)
    totals = {each.__name__: table.score(each(table.scenario)).total for each in people}
    for name in ("rushed", "over_apologetic"):
        if best.total - totals[name] < APART:
            yield f"{_named(name)} scores {totals[name]}, less than {APART:.0f} below the model."
        if totals[name] <= totals["robotic"]:
            yield f"{_named(name)} scores {totals[name]}, no more than robotic ({totals['robotic']})."
    if totals["robotic"] <= totals["defensive"]:
        yield f"Robotic scores {totals['robotic']}, no more than defensive ({totals['defensive']})."


def _named(name: str) -> str:
    return name.replace("_", "-").capitalize()


def _same_again(table: Table) -> Iterator[str]:
    """Replay the ideal run: as it was, and from its recorded lines with the acts written out."""
    moves = ideal(table.scenario)
    once = table.call(moves)
    if table.call(moves) != once:
        yield "The same moves played twice differ."
    lines = [parse_move(written(as_acts(table.scenario, move))) for move in moves]
    again = score(table.scenario, table.moods, table.call(lines))
    if (again.total, again.steps) != (table.score(moves).total, table.score(moves).steps):
        yield "The recorded acts replayed give another score."


def as_acts(scenario: Scenario, move: Move) -> Move:
    """Return a choice as the acts it does; any other move as it is."""
    choice = scenario.choice(move.choice) if isinstance(move, Choose) else None
    return Did(choice.acts, choice.offers, choice.safety, choice.say) if choice is not None else move


def _ablation(table: Table) -> Iterator[str]:
    """Leave each good act of the ideal run out in turn: every one must be missed."""
    moves = [as_acts(table.scenario, move) for move in ideal(table.scenario)]
    whole = table.score(moves).total
    for place, what, less in _less_one(moves):
        if table.score(less).total >= whole:
            yield f"Without `{what}` in move {place} the model scores no less."


def _less_one(moves: Sequence[Move]) -> Iterator[tuple[int, str, list[Move]]]:
    for place, move in enumerate(moves):
        if isinstance(move, Did):
            for act in move.acts:
                left = tuple(each for each in move.acts if each is not act)
                less = [Did(left, move.offer, move.safety and act not in _TELLS, "")] if left else []
                yield place + 1, act, [*moves[:place], *less, *moves[place + 1 :]]
        elif isinstance(move, After):
            yield place + 1, move.deed, [*moves[:place], *moves[place + 1 :]]


_TELLS = frozenset({Act.CONTRADICT, Act.EXPLAIN})


def _insertion(table: Table) -> Iterator[str]:
    """Put each bad act into the ideal run, at each place of the call: it must hurt, and cost."""
    moves = ideal(table.scenario)
    heard, end = len(heard_out(table.scenario)), len(moves) - len(Deed)
    whole = table.score(moves).total
    for act in BAD_ACTS:
        bad = Did((act,))
        for place in range(heard, end + 1):
            with_it = [*moves[:place], bad, *moves[place:]]
            before, after = table.call(with_it[:place]), table.call(with_it[: place + 1])
            if after.anger <= before.anger and before.anger < HIGHEST:
                yield f"{act} at move {place + 1} does not raise anger."
            if table.score(with_it).total >= whole:
                yield f"{act} at move {place + 1} costs nothing."
    yield from _traps(table, moves, heard, end, whole)
    if heard:
        early = [parse_move("act acknowledge"), *moves]
        before, after = begin(table.scenario), table.call(early[:1])
        if (
            after.anger <= before.anger + table.moods.acts[Act.ACKNOWLEDGE].anger
            or table.score(early).total >= whole
        ):
            yield "Cutting them off costs nothing."


def _traps(table: Table, moves: Sequence[Move], heard: int, end: int, whole: float) -> Iterator[str]:
    """Fall into each harmful trap where it is open in the ideal run, and plan over their heads."""
    plan = [*moves[:heard], Did((Act.COMMIT,)), *moves[heard:]]
    if table.score(plan).total >= whole:
        yield "A plan they had no say in costs nothing."
    for place in range(heard, end + 1):
        before = table.call(moves[:place])
        shown = {choice.id for choice in open_choices(table.scenario, before)}
        for choice in table.scenario.choices:
            if choice.trap and choice.id in shown and not HARMFUL.isdisjoint(choice.acts):
                with_it = [*moves[:place], Choose(choice.id), *moves[place:]]
                if table.score(with_it).total >= whole:
                    yield f"The trap `{choice.id}` at move {place + 1} costs nothing."


def _gates(table: Table) -> Iterator[str]:
    scenario, heard = table.scenario, heard_out(table.scenario)
    offer = parse_move(f"act offer_option offer={scenario.accept[0]}")
    commit = Did((Act.COMMIT,))
    if table.call([*heard, offer]).agreed is not None:
        yield "An offer before anything was heard is accepted."
    if table.call([*heard, commit]).committed:
        yield "A commitment without agreement closes."
    for name, option in scenario.options.items():
        impossible = Did((Act.OFFER_OPTION,), name)
        if option.cannot and table.call([*_until(scenario, Act.OFFER_OPTION), impossible]).agreed is not None:
            yield f"The impossible `{name}` is accepted."
    yield from _dear(table, heard)


def _until(scenario: Scenario, act: Act) -> list[Move]:
    """Return the ideal run up to the first choice that does an act."""
    moves: list[Move] = heard_out(scenario)
    for choice_id in scenario.model:
        choice = scenario.choice(choice_id)
        if choice is None or act in choice.acts:
            break
        moves.append(Choose(choice_id))
    return moves


def _dear(table: Table, heard: Sequence[Move]) -> Iterator[str]:
    """Contradict flatly, which is dear, and tell a truth of safety, which is not."""
    start = table.call(heard)
    flat = take(table.scenario, table.moods, start, Did((Act.CONTRADICT,)))
    if flat.anger < min(start.anger + 2, HIGHEST) or flat.trust > max(start.trust - 1.5, 0):
        yield "A flat contradiction costs too little."
    if flat.told:
        yield "A flat contradiction tells the safety truth."
    if table.scenario.safety:
        told = take(table.scenario, table.moods, start, Did((Act.CONTRADICT,), safety=True))
        if not told.told or told.anger > start.anger + 1:
            yield "The safety truth, told kindly, costs too much or is not heard."
        silent = [move for move in ideal(table.scenario) if not _tells(table.scenario, move)]
        untold = table.score(silent)
        if not untold.fatal or untold.total > FATAL_CAP:
            yield "Not telling the safety truth is not fatal."


def _tells(scenario: Scenario, move: Move) -> bool:
    """Say whether a move tells the safety truth."""
    acts = as_acts(scenario, move)
    return isinstance(acts, Did) and acts.safety


def _secrets(table: Table) -> Iterator[str]:
    """Thank them, which asks for nothing: what only a question brings out must stay untold."""
    heard = heard_out(table.scenario)
    before, after = table.call(heard), table.call([*heard, Did((Act.THANK,))])
    facts = table.scenario.facts
    told = [
        name for name in after.known if name not in before.known and Act.THANK not in facts[name].revealed_by
    ]
    if told:
        yield f"Thanking them brings out `{told[0]}`, which nobody asked for."


def _fading(table: Table) -> Iterator[str]:
    """Say a good thing again and again: it does less each time, and one sorry too many irritates."""
    heard = heard_out(table.scenario)
    calls = [table.call([*heard, *[Did((Act.ACKNOWLEDGE,))] * times]) for times in range(4)]
    gains = [before.anger - after.anger for before, after in pairwise(calls) if after.anger > 0]
    if any(later >= sooner for sooner, later in pairwise(gains)):
        yield "Naming it again and again does as much good as the first time."
    sorry = [table.call([*heard, *[Did((Act.APOLOGISE_REAL,))] * times]) for times in (2, 3)]
    if sorry[1].anger <= sorry[0].anger:
        yield "A third apology does not irritate."


def _stuffing(table: Table) -> Iterator[str]:
    """Say everything at once: all acts, and only the good ones, with every deed after it."""
    scenario = table.scenario
    good = tuple(act for act in Act if act not in HARMFUL)
    turned = [Did((*good[n:], *good[:n]), scenario.accept[0], safety=True) for n in range(len(good))]
    total = table.score([*heard_out(scenario), *turned, *map(After, Deed)]).total
    if total > STUFFED_MOST:
        yield f"Everything at once, in another order each time, scores {total}."
    for acts in (tuple(Act), good):
        once = Did(acts, scenario.accept[0], text="everything at once")
        for moves in ([once], [*heard_out(scenario), once], [*heard_out(scenario), *[once] * 6]):
            total = table.score([*moves, *map(After, Deed)]).total
            if total > STUFFED_MOST:
                yield f"Everything in one breath scores {total}, more than {STUFFED_MOST:.0f}."
    silence = table.score([Listen()] * 30).total
    if silence > STUFFED_MOST:
        yield f"Silence scores {silence}."
