"""Finished calls at scenarios that are whole, as they are stored and as they are handed in."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from attempting import an_attempt
from making import NOW
from practicing import moods, shelf

from aware_tui import __version__
from aware_tui.content.frozen import freeze
from aware_tui.content.scenarios import LoadedScenario
from aware_tui.domain.hashing import hash_of
from aware_tui.domain.practice.moves import written
from aware_tui.domain.practice.people import ideal
from aware_tui.domain.practice.results import Claim, ResultFile, replayed
from aware_tui.domain.practice.scenario import Scenario
from aware_tui.domain.practice_rows import Attempt, ScenarioCopy
from aware_tui.domain.practice_states import AttemptMode, AttemptState
from aware_tui.exports.json_parts import seal_of
from aware_tui.exports.result_files import results_text

MOODS = hash_of(freeze(moods()))


def loaded(scenario_id: str) -> LoadedScenario:
    """Return one of the scenarios that ship."""
    found = shelf().find(scenario_id)
    assert found is not None
    return found


def good_run(scenario: Scenario) -> tuple[str, ...]:
    """Return the moves of the good run, every deed after it too, as they are stored."""
    return tuple(map(written, ideal(scenario)))


def as_typed(scenario: Scenario, moves: Sequence[str]) -> tuple[str, ...]:
    """Return the same moves, as whoever types makes them."""
    found = []
    for move in moves:
        word, _, rest = move.partition(" ")
        choice = scenario.choice(rest) if word == "choice" else None
        if choice is None:
            found.append(move)
            continue
        offer = f" offer={choice.offers}" if choice.offers else ""
        safety = " safety" if choice.safety else ""
        found.append(f"act {','.join(choice.acts)}{offer}{safety}: {choice.say}")
    return tuple(found)


def a_finished_call(
    scenario: str = "quiet-wife",
    moves: Sequence[str] | None = None,
    mode: str = "choose",
    trainee: str = "kim",
    **parts: Any,
) -> Attempt:
    """Return a finished call whose score is what its moves give; the good run, if none are given."""
    one = loaded(scenario)
    made = good_run(one.scenario) if moves is None else tuple(moves)
    if mode == "type":
        made = as_typed(one.scenario, made)
    attempt = an_attempt(
        scenario_id=scenario,
        scenario_hash=one.content_hash,
        trainee=trainee,
        mode=AttemptMode(mode),
        moves="\n".join(made),
        state=AttemptState.FINISHED,
        ended_at=NOW,
        **parts,
    )
    worth = replayed(one.scenario, moods(), attempt)
    return replace(
        attempt,
        ended=worth.ended,
        total=worth.total,
        scores=json.dumps(dict(worth.steps)),
        skills=json.dumps({str(skill): value for skill, value in worth.skills.items()}),
        fatal=json.dumps(list(worth.fatal)),
        turns=worth.turns,
    )


def a_bad_call(scenario: str = "quiet-wife", trainee: str = "kim", **parts: Any) -> Attempt:
    """Return a finished call in which the first thing to say was said, and then nothing more."""
    first = loaded(scenario).scenario.choices[0].id
    return a_finished_call(scenario, (f"choice {first}",), trainee=trainee, **parts)


def copies(*attempts: Attempt) -> tuple[ScenarioCopy, ...]:
    """Return the scenarios that attempts keep."""
    found = {each.scenario_hash: loaded(each.scenario_id) for each in attempts}
    return tuple(ScenarioCopy(key, each.scenario.id, each.document, NOW) for key, each in found.items())


def a_result_file(*attempts: Attempt, trainee: str = "kim", with_words: bool = False) -> str:
    """Return these calls as they are handed in."""
    documents = {each.id: each.document for each in copies(*attempts)}
    claims = tuple(Claim(each, MOODS) for each in attempts)
    return results_text(ResultFile(trainee, NOW, __version__, documents, claims), with_words=with_words)


def sealed_again(document: Mapping[str, Any]) -> dict[str, Any]:
    """Return a result file's document with seals that fit, as whoever knows how would forge them."""
    attempts = []
    for each in document["attempts"]:
        told = {key: value for key, value in each.items() if key != "seal"}
        attempts.append({**told, "seal": seal_of(document["trainee"], told)})
    return {**document, "attempts": attempts}
