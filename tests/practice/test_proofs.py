"""Proof that the score can be trusted: on every scenario that ships, and that broken engines are caught."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from itertools import combinations, count
from pathlib import Path
from random import Random
from typing import Any

import pytest
from practicing import SCENARIOS, a_dangerous_one, a_scenario, moods, shelf, shipped

from aware_tui.domain.practice import answer, engine, proving, revealing, scoring
from aware_tui.domain.practice.acts import Act, Deed, Ending, Happening
from aware_tui.domain.practice.answer import _Answer
from aware_tui.domain.practice.call import PracticeCall
from aware_tui.domain.practice.engine import begin, play, take
from aware_tui.domain.practice.mood import Effect
from aware_tui.domain.practice.moves import After, Choose, Did, Listen, Move, parse_move, written
from aware_tui.domain.practice.people import heard_out, ideal
from aware_tui.domain.practice.proving import as_acts, prove
from aware_tui.domain.practice.replies import open_choices
from aware_tui.domain.practice.scenario import Scenario
from aware_tui.domain.practice.scoring import score

IDS = [path.stem for path in SCENARIOS]
FEWEST, FEW, EVERY = 5, 60, 3_000
SHORTEST = 3
"""Words of a sentence that two people may not share; anybody says hello."""


def test_twelve_scenarios_ship_and_none_has_a_fault() -> None:
    assert shelf().left_out == ()
    assert len(shelf().scenarios) >= 12
    assert {each.scenario.level for each in shelf().scenarios} == {1, 2, 3}
    assert [each.scenario.id for each in shelf().scenarios] == IDS


@pytest.mark.sweep(1)
@pytest.mark.parametrize("scenario_id", IDS)
def test_a_shipped_scenario_ranks_people_rightly_and_cannot_be_gamed(scenario_id: str) -> None:
    assert prove(shipped(scenario_id), moods(), FEW) == []


@pytest.mark.long
@pytest.mark.parametrize("scenario_id", IDS)
def test_three_thousand_random_calls_meet_everything_a_scenario_holds(scenario_id: str) -> None:
    assert prove(shipped(scenario_id), moods(), EVERY) == []


def _told_anyway(self: _Answer) -> None:
    self.call = replace(self.call, told=True)


def _always_agrees(self: _Answer) -> Effect | None:
    if self.move.offer:
        self._agree(self.move.offer, 1.0)
    return self._of(Act.OFFER_OPTION)


def _always_closes(self: _Answer) -> Effect | None:
    self.call = replace(self.call, committed=True)
    return self._of(Act.COMMIT)


def _without(name: str) -> Callable[..., Iterator[Any]]:
    """Return a step of the score in which a point is always got."""
    real = getattr(scoring, name)

    def every(*args: Any) -> Iterator[Any]:
        yield from (replace(point, got=point.out_of) for point in real(*args))

    return every


def _free(act: Act) -> Callable[[_Answer, Act], Effect | None]:
    real = _Answer._effect

    def effect(self: _Answer, done: Act) -> Effect | None:
        return None if done is act else real(self, done)

    return effect


def _other_way_round(self: _Answer, effect: Effect, times: int = 1) -> None:
    _FEEL(self, Effect(-effect.anger, effect.trust, effect.told), times)


def _unfading(self: _Answer, effect: Effect, times: int = 1) -> None:
    _FEEL(self, effect, 1)


def _by_chance(self: _Answer, effect: Effect, times: int = 1) -> None:
    _FEEL(self, Effect(effect.anger, effect.trust + next(_TICKS) % 7 / 10, effect.told), times)


_FEEL = _Answer._feel
_TICKS = count()


def _every_act(self: _Answer) -> Iterator[Act]:
    yield from (act for act in Act if act in self.move.acts)


def _nothing_lost(*args: Any) -> Iterator[Any]:
    yield from ()


def _forgets_the_offer(move: Move) -> str:
    return written(replace(move, offer=None)) if isinstance(move, Did) else written(move)


def _knows_all(scenario: Scenario, *args: Any) -> tuple[str, ...]:
    return tuple(scenario.facts)


def _never_ends(self: _Answer) -> None:
    return None


MUTANTS: Mapping[str, tuple[Any, str, Any]] = {
    "an offer is always taken": (_Answer, "_offer", _always_agrees),
    "a commitment always closes": (_Answer, "_commit", _always_closes),
    "contradicting is free": (_Answer, "_effect", _free(Act.CONTRADICT)),
    "blame is free": (_Answer, "_effect", _free(Act.BLAME)),
    "a vague promise is free": (_Answer, "_effect", _free(Act.VAGUE_PROMISE)),
    "a fake apology is free": (_Answer, "_effect", _free(Act.APOLOGISE_FAKE)),
    "anger falls where it should rise": (_Answer, "_feel", _other_way_round),
    "good acts do not fade": (_Answer, "_feel", _unfading),
    "moods have chance in them": (_Answer, "_feel", _by_chance),
    "everything is told at once": (answer, "revealed_by", _knows_all),
    "every act in a breath is credited": (_Answer, "_credited", _every_act),
    "a third apology is welcome": (_Answer, "_too_sorry", lambda self: False),
    "nobody minds being cut off": (_Answer, "_hear", lambda self: None),
    "the safety truth is told by itself": (_Answer, "_hear", _told_anyway),
    "kindly told, the truth is not heard": (_Answer, "_tell_truth", lambda self: None),
    "calls never end": (_Answer, "_end", _never_ends),
    "moods have no bounds": (answer, "within", lambda value: round(value, 2)),
    "nothing is ever told": (answer, "revealed_by", lambda *args: ()),
    "open questions bring nothing": (revealing, "OPEN_BRINGS", 0),
    "acknowledging is always scored": (scoring, "_acknowledge", _without("_acknowledge")),
    "widening is always scored": (scoring, "_widen", _without("_widen")),
    "agreeing is always scored": (scoring, "_agree", _without("_agree")),
    "following through is always scored": (scoring, "_resolve", _without("_resolve")),
    "documents are always scored": (scoring, "_evaluate", _without("_evaluate")),
    "harm takes nothing away": (scoring, "_lost", _nothing_lost),
    "standing by them costs nothing to lose": (scoring, "_harm_of_standing_by", lambda call: []),
    "nothing is fatal": (scoring, "_fatal", _nothing_lost),
    "a fatal error caps nothing": (scoring, "FATAL_CAP", 100.0),
    "the record forgets what was offered": (proving, "written", _forgets_the_offer),
    "deeds are not done": (engine, "_do", lambda scenario, call, move: call),
}


@pytest.mark.sweep(4)
@pytest.mark.parametrize("name", MUTANTS)
def test_a_broken_engine_is_caught(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    owner, attribute, broken = MUTANTS[name]
    monkeypatch.setattr(owner, attribute, broken)
    assert any(prove(scenario, moods(), FEWEST) for scenario in (a_dangerous_one(), a_scenario()))


def test_the_engine_as_it_is_is_not_caught() -> None:
    assert [prove(scenario, moods(), FEW) for scenario in (a_dangerous_one(), a_scenario())] == [[], []]


@pytest.mark.parametrize("scenario_id", IDS)
def test_nothing_but_care_passes(scenario_id: str) -> None:
    """Silence, one sentence everywhere, and every act in every line."""
    scenario = shipped(scenario_id)
    deeds = list(map(After, Deed))
    heard = heard_out(scenario)
    model = [as_acts(scenario, Choose(each)) for each in scenario.model]
    one = next(move for move in model if isinstance(move, Did))
    lines: dict[str, list[Move]] = {
        "silence": [Listen()] * 40,
        "silence and forms": [Listen(), *deeds],
        "one sentence everywhere": [*heard, *[one] * 12, *deeds],
        "everything in every line": [*heard, *[Did(tuple(Act), scenario.accept[0])] * 8, *deeds],
        "nothing understood": [*heard, *[parse_move("say wibble")] * 12, *deeds],
        "nothing in particular": [*heard, *[Did((Act.OTHER,), text=str(n)) for n in range(12)], *deeds],
    }
    totals = {
        name: score(scenario, moods(), play(scenario, moods(), moves)).total for name, moves in lines.items()
    }
    assert all(total <= 50 for total in totals.values()), totals


def test_a_hundred_recorded_attempts_score_the_same_when_they_are_replayed() -> None:
    for number in range(100):
        scenario = shipped(IDS[number % len(IDS)])
        call, moves = _random_attempt(scenario, Random(f"attempt {number}"))
        lines = [written(as_acts(scenario, move)) for move in moves]
        again = play(scenario, moods(), [parse_move(line) for line in lines])
        assert score(scenario, moods(), again).steps == score(scenario, moods(), call).steps
        assert score(scenario, moods(), again).total == score(scenario, moods(), call).total
        assert (again.anger, again.trust, again.ended) == (call.anger, call.trust, call.ended)


def _random_attempt(scenario: Scenario, chance: Random) -> tuple[PracticeCall, list[Move]]:
    call, moves = begin(scenario), list[Move]()
    while call.ended is None and len(moves) < 40:
        fresh = [choice.id for choice in open_choices(scenario, call)]
        move: Move = Choose(chance.choice(fresh)) if chance.random() < 0.8 else Listen()
        moves.append(move)
        call = take(scenario, moods(), call, move)
    for deed in chance.sample(list(Deed), 4):
        moves.append(After(deed))
        call = take(scenario, moods(), call, After(deed))
    return call, moves


def test_the_model_of_every_scenario_ends_well_from_its_own_acts() -> None:
    for each in shelf().scenarios:
        call = play(each.scenario, moods(), ideal(each.scenario))
        assert call.ended is Ending.RESOLVED
        assert not call.happened(Happening.WARNED)


def _sentences(path: Path) -> set[str]:
    """Return the sentences of a scenario, folded."""
    import re

    from aware_tui.domain.text import folded

    scenario = shipped(path.stem)
    texts = [
        *scenario.opening,
        scenario.about,
        scenario.twist,
        *scenario.endings.values(),
        scenario.later.story,
    ]
    texts += [fact.text for fact in scenario.facts.values()]
    texts += [words for each in scenario.choices for words in (each.say, each.feedback)]
    texts += [reply.say for reply in (*scenario.replies, *scenario.later.replies)]
    texts += [
        words for ways in scenario.later.ways.values() for way in ways for words in (way.say, way.feedback)
    ]
    every = (
        folded(each).strip(" .!?…")
        for text in texts
        for each in re.split(r"(?<=[.!?…])\s+", text)
        if each.strip()
    )
    return {each for each in every if len(each.split()) >= SHORTEST}


@pytest.mark.parametrize(("one", "other"), list(combinations(SCENARIOS, 2)), ids=lambda path: path.stem)
def test_no_two_scenarios_share_a_sentence(one: Path, other: Path) -> None:
    assert _sentences(one) & _sentences(other) == set()
