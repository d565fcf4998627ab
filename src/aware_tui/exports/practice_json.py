"""Practice as objects for other programs: a call that was played, and the scenarios there are."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from aware_tui.domain.practice.call import PracticeCall, Turn
from aware_tui.domain.practice.engine import ended
from aware_tui.domain.practice.scenario import Scenario
from aware_tui.domain.practice.scoring import STEPS, Score
from aware_tui.domain.practice.skills import Skill


def played_object(
    scenario: Scenario,
    call: PracticeCall,
    turns: Iterable[Turn],
    result: Score,
    skills: Mapping[Skill, int],
) -> dict[str, Any]:
    """Return a call with its score; `opening` is what the customer says before the first move."""
    return {
        "scenario": scenario.id,
        "ended": ended(call),
        "score": {"total": result.total, **{step: result.steps[step] for step in STEPS}},
        "skills": {str(skill): skills[skill] for skill in Skill if skill in skills},
        "mood": {"anger": call.anger, "trust": call.trust},
        "opening": scenario.opening[0],
        "turns": [_turn(turn) for turn in turns],
        "fatal": list(result.fatal),
    }


def _turn(turn: Turn) -> dict[str, Any]:
    return {
        "move": turn.move,
        "acts": list(turn.acts),
        "customer": turn.customer,
        "anger": turn.anger,
        "trust": turn.trust,
        "why": " ".join(turn.why),
    }


def scenario_object(
    scenario: Scenario,
    why: str,
    due: Iterable[Skill],
    best: float | None,
    last_played: datetime | None,
    times: int,
) -> dict[str, Any]:
    """Return a scenario with what the trainee made of it so far, and which skills in it are due now."""
    return {
        "id": scenario.id,
        "title": scenario.title,
        "industry": scenario.industry,
        "level": scenario.level,
        "customer": scenario.persona.name,
        "best": best,
        "last_played": last_played,
        "times": times,
        "due": [str(skill) for skill in due],
        "why": why,
    }
