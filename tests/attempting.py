"""Plain builders of attempts and skill cards, for all tests of practice."""

import json
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from making import NOW, an_id

from aware_tui.domain.practice_rows import Attempt, SkillCard
from aware_tui.domain.practice_states import AttemptMode, AttemptState

GOOD_STEPS = {"acknowledge": 90.0, "widen": 85.0, "agree": 80.0, "resolve": 75.0, "evaluate": 70.0}


def an_attempt(**parts: Any) -> Attempt:
    """Return an open attempt of Kim's at the gas smell."""
    common: dict[str, Any] = {
        "scenario_id": "gas-smell",
        "scenario_hash": "0" * 64,
        "trainee": "kim",
        "mode": AttemptMode.TYPE,
        "started_at": NOW,
    }
    return Attempt(**({"id": an_id()} | common | parts))


def a_call(
    day: float = 0,
    scenario: str = "gas-smell",
    total: float = 85.0,
    mode: str = "type",
    steps: Mapping[str, float] | None = None,
    skills: Mapping[str, float] | None = None,
    fatal: tuple[str, ...] = (),
    **parts: Any,
) -> Attempt:
    """Return a finished attempt, a good one, so many days after NOW."""
    at = NOW + timedelta(days=day)
    scores = GOOD_STEPS if steps is None else GOOD_STEPS | dict(steps)
    return an_attempt(
        scenario_id=scenario,
        mode=AttemptMode(mode),
        state=AttemptState.FINISHED,
        started_at=at,
        ended_at=at + timedelta(minutes=5),
        total=total,
        scores=json.dumps(scores),
        skills=json.dumps(dict(skills or {})),
        fatal=json.dumps(fatal),
        **parts,
    )


def a_card(skill: str = "name_it", **parts: Any) -> SkillCard:
    """Return a card of Kim's that is due now."""
    common: dict[str, Any] = {"trainee": "kim", "skill": skill, "due_at": NOW}
    return SkillCard(**({"id": an_id()} | common | parts))
