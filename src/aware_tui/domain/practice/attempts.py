"""What happens to an attempt: begun, played on, finished, discarded, thought over; and what is read of it."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from aware_tui.domain.practice.acts import Ending
from aware_tui.domain.practice.schedule import HELPED, new_card, review
from aware_tui.domain.practice.skills import Skill
from aware_tui.domain.practice_rows import DRILL, Attempt, SkillCard
from aware_tui.domain.practice_states import AttemptMode, AttemptState
from aware_tui.domain.session import NOTHING, Change, Edit, Stamp, change_of
from aware_tui.language import _


class AttemptOvertakenError(Exception):
    """It went on elsewhere; the message says how, and what to do."""


ELSEWHERE = _("This attempt went on in another window. Nothing was changed here: open it again to go on.")
ENDED = _("This attempt has ended in another window. Nothing was changed here: begin another one.")


@dataclass(frozen=True, slots=True)
class Result:
    """How an attempt came out."""

    ended: Ending
    total: float
    steps: Mapping[str, float]
    skills: Mapping[Skill, float]
    """The skills that it asked for, each from 0 to 100."""
    fatal: Sequence[str] = ()
    turns: int = 0


@dataclass(frozen=True, slots=True)
class Start:
    """What an attempt is begun with."""

    scenario_id: str
    document: str
    """The scenario as JSON, as it is played."""
    mode: AttemptMode
    seed: str = ""
    moves: Sequence[str] = field(default=())
    """Those that are played already, where it goes on from another attempt."""
    retry_of: str | None = None
    retry_turn: int | None = None
    assignment: str = ""
    moods: str = ""
    """The table of moods as JSON; empty where none is needed."""


def begin(start: Start, scenario_hash: str, moods_hash: str, stamp: Stamp) -> Attempt:
    """Return the attempt that is begun like this."""
    return Attempt(
        stamp.new_id(),
        start.scenario_id,
        scenario_hash,
        stamp.actor,
        start.mode,
        stamp.at,
        moods_hash=moods_hash,
        seed=start.seed,
        moves=moves_text(start.moves),
        turns=len(start.moves),
        retry_of=start.retry_of,
        retry_turn=start.retry_turn,
        assignment=start.assignment,
    )


def begun(attempt: Attempt, stamp: Stamp) -> Change:
    """Keep an attempt that has just begun."""
    told = f"{attempt.scenario_id} {attempt.mode}"
    return change_of(stamp, attempt.id, "practice begun", Edit(None, attempt), after=told)


def played(attempt: Attempt, moves: Sequence[str], stamp: Stamp, draft: str | None = None) -> Change:
    """Keep all moves of an attempt up to now, and what is half typed; without a `draft` that stays.

    AttemptOvertakenError if other moves were made elsewhere.
    """
    new = _with_moves(attempt, moves)
    new = new if draft is None else replace(new, draft=draft)
    edit = Edit(attempt, new)
    if new == attempt:
        return NOTHING
    if new.moves == attempt.moves:
        return Change((edit,), ())
    return change_of(stamp, attempt.id, "practised", edit, before=_count(attempt), after=_count(new))


def finished(
    attempt: Attempt, moves: Sequence[str], result: Result, cards: Sequence[SkillCard], stamp: Stamp
) -> Change:
    """Keep how an attempt came out, and review the skills it showed; one that was watched shows none.

    `cards` are those of its trainee. What was finished like this already stays as it is.
    """
    if attempt.state is AttemptState.FINISHED and moves_of(attempt) == tuple(moves):
        return NOTHING
    new = replace(
        _with_moves(attempt, moves),
        state=AttemptState.FINISHED,
        ended=result.ended,
        total=result.total,
        scores=_json(dict(result.steps)),
        skills=_json({str(skill): value for skill, value in result.skills.items()}),
        fatal=_json(list(result.fatal)),
        turns=result.turns or len(moves),
        ended_at=stamp.at,
    )
    told = change_of(
        stamp, attempt.id, "practice finished", Edit(attempt, new), before=attempt.state, after=result.ended
    )
    return told + Change(tuple(_reviews(new, result, cards, stamp)), ())


def _reviews(attempt: Attempt, result: Result, cards: Sequence[SkillCard], stamp: Stamp) -> Sequence[Edit]:
    if attempt.mode is AttemptMode.WATCH:
        return ()
    there = {card.skill: card for card in cards}
    edits = []
    for skill, value in result.skills.items():
        old = there.get(skill)
        card = old or new_card(stamp.new_id(), attempt.trainee, skill, stamp.at)
        edits.append(Edit(old, review(card, value, stamp.at, attempt.mode, helped=is_helped(attempt))))
    return edits


def discarded(attempt: Attempt, stamp: Stamp) -> Change:
    """Put an attempt away: it counts no more, and its moves stay."""
    if attempt.state is AttemptState.DISCARDED:
        return NOTHING
    new = replace(attempt, state=AttemptState.DISCARDED, ended_at=attempt.ended_at or stamp.at)
    return change_of(stamp, attempt.id, "practice discarded", Edit(attempt, new), before=attempt.state)


def reflected(attempt: Attempt, words: str, stamp: Stamp) -> Change:
    """Keep what the trainee would change."""
    if words == attempt.reflection:
        return NOTHING
    sizes = {"before": str(len(attempt.reflection)), "after": str(len(words))}
    new = replace(attempt, reflection=words)
    return change_of(stamp, attempt.id, "practice thought over", Edit(attempt, new), **sizes)


def moves_text(moves: Sequence[str]) -> str:
    """Return moves as the column holds them; ValueError for one that is not a line."""
    if any("\n" in move for move in moves):
        raise ValueError("a move is one line")
    return "\n".join(moves)


def moves_of(attempt: Attempt) -> tuple[str, ...]:
    """Return the moves of an attempt, each a line of a script."""
    return tuple(attempt.moves.split("\n")) if attempt.moves else ()


def _with_moves(attempt: Attempt, moves: Sequence[str]) -> Attempt:
    """Return an attempt gone on to these moves, which begin with those it has."""
    if attempt.state is not AttemptState.OPEN:
        raise AttemptOvertakenError(ENDED)
    there = moves_of(attempt)
    if tuple(moves[: len(there)]) != there:
        raise AttemptOvertakenError(ELSEWHERE)
    return replace(attempt, moves=moves_text(moves), turns=len(moves))


def _count(attempt: Attempt) -> str:
    return str(len(moves_of(attempt)))


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def steps_of(attempt: Attempt) -> dict[str, float]:
    """Return the score of each step; none where they cannot be read."""
    return _numbers(attempt.scores)


def skills_of(attempt: Attempt) -> dict[str, float]:
    """Return the score of each skill by its id; none where they cannot be read."""
    return _numbers(attempt.skills)


def fatal_of(attempt: Attempt) -> tuple[str, ...]:
    """Return the fatal errors of an attempt."""
    found = _read(attempt.fatal)
    return tuple(each for each in found if isinstance(each, str)) if isinstance(found, list) else ()


def _numbers(text: str) -> dict[str, float]:
    found = _read(text)
    if not isinstance(found, dict):
        return {}
    return {name: value for name, value in found.items() if type(value) in (int, float)}


def _read(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def is_drill(attempt: Attempt) -> bool:
    """Say whether it was a drill, of a single step."""
    return attempt.scenario_id.startswith(DRILL)


def is_helped(attempt: Attempt) -> bool:
    """Say whether part of it was given: watched, completed, or played again after its debrief."""
    return attempt.mode in HELPED or attempt.retry_of is not None


def counts(attempt: Attempt) -> bool:
    """Say whether it shows what the trainee can do: a whole call, finished, with nothing given."""
    whole = attempt.state is AttemptState.FINISHED and attempt.total is not None and not is_drill(attempt)
    return whole and not is_helped(attempt)


def shows_skills(attempt: Attempt) -> bool:
    """Say whether its skills are the trainee's own: drills too, and nothing that was given."""
    return attempt.state is AttemptState.FINISHED and not is_helped(attempt)
