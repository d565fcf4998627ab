"""What trainees hand in, and whether a score is what the moves give: to the digit, or it is refused."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from aware_tui.domain.practice.attempts import Result, fatal_of, moves_of, skills_of, steps_of
from aware_tui.domain.practice.call import PracticeCall
from aware_tui.domain.practice.engine import begin, ended, take
from aware_tui.domain.practice.mood import MoodTable
from aware_tui.domain.practice.moves import LONGEST, Choose, Did, MoveError, parse_move
from aware_tui.domain.practice.scenario import Scenario
from aware_tui.domain.practice.scoring import STEPS, score
from aware_tui.domain.practice.skill_scores import skill_scores
from aware_tui.domain.practice_rows import Attempt
from aware_tui.domain.practice_states import AttemptMode

MOST_MOVES = 2_000
"""Moves of an attempt that are played again; nobody makes so many in a call."""

LONGEST_LINE = LONGEST + 500
"""Characters of a move with all that stands before the words."""


@dataclass(frozen=True, slots=True)
class Claim:
    """An attempt as a result file tells of it."""

    attempt: Attempt
    moods_hash: str
    """The table of moods that it was scored by."""
    fault: str = ""
    """Why it cannot be what was written; empty if it can."""


@dataclass(frozen=True, slots=True)
class ResultFile:
    """What a trainee hands in: finished attempts, and the scenarios they played, by their hashes."""

    trainee: str
    made_at: datetime
    program: str
    """The version that wrote it."""
    scenarios: Mapping[str, str]
    """The documents by their hashes."""
    claims: tuple[Claim, ...]


def replayed(scenario: Scenario, moods: MoodTable, attempt: Attempt) -> Result:
    """Return how an attempt comes out when its moves are made again; MoveError names one that is none."""
    call = _played(scenario, moods, attempt)
    worth = score(scenario, moods, call)
    skills = skill_scores(scenario, call)
    return Result(ended(call), worth.total, worth.steps, skills, worth.fatal, len(call.turns))


def _played(scenario: Scenario, moods: MoodTable, attempt: Attempt) -> PracticeCall:
    lines = moves_of(attempt)
    if len(lines) > MOST_MOVES:
        raise MoveError(f"It has {len(lines):,} moves, and nobody makes more than {MOST_MOVES:,}")
    call = begin(scenario)
    for number, line in enumerate(lines, 1):
        try:
            if len(line) > LONGEST_LINE:
                raise MoveError("It is longer than anybody talks in one breath")
            call = take(scenario, moods, call, parse_move(line))
        except MoveError as problem:
            raise MoveError(f"Move {number} cannot be made: {str(problem).rstrip('.')}") from None
    return call


def differences(attempt: Attempt, result: Result) -> tuple[str, ...]:
    """Return in sentences what an attempt claims and its moves do not give; nothing if they agree."""
    return tuple(_differences(attempt, result))


def _differences(attempt: Attempt, result: Result) -> Iterator[str]:
    if attempt.total != result.total:
        yield f"It claims a total of {_number(attempt.total)}; its moves give {_number(result.total)}."
    yield from _differing("", steps_of(attempt), {step: result.steps[step] for step in STEPS})
    gives = {str(skill): value for skill, value in result.skills.items()}
    yield from _differing("the skill ", skills_of(attempt), gives)
    if attempt.ended != result.ended:
        yield f"It claims to have ended as “{attempt.ended}”; its moves end as “{result.ended}”."
    if fatal_of(attempt) != tuple(result.fatal):
        yield "What it tells of fatal errors is not what its moves give."
    if attempt.turns != result.turns:
        yield f"It claims {attempt.turns} turns; its moves give {result.turns}."


def _differing(what: str, claims: Mapping[str, float], gives: Mapping[str, float]) -> Iterator[str]:
    for name in dict.fromkeys((*gives, *claims)):
        claimed, given = claims.get(name), gives.get(name)
        if claimed != given:
            yield f"It claims {_number(claimed)} for {what}{name[:40]}; its moves give {_number(given)}."


def _number(value: float | None) -> str:
    return "nothing" if value is None else f"{value:g}" if abs(value) < 1e6 else "far too much"


def help_taken(attempt: Attempt) -> str:
    """Return in a sentence why its moves cannot have been typed, as it claims; nothing if they can."""
    if attempt.mode is not AttemptMode.TYPE:
        return ""
    for number, line in enumerate(moves_of(attempt), 1):
        move = parse_move(line)
        if isinstance(move, Choose):
            return f"It claims to be typed, and move {number} was chosen."
        if isinstance(move, Did) and not move.text:
            return f"It claims to be typed, and move {number} has no words."
    return ""


def name_of(attempt: Attempt) -> str:
    """Return by what an attempt is called in a sentence: its scenario, and when it began, in UTC."""
    return f"{attempt.scenario_id} of {attempt.started_at.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
