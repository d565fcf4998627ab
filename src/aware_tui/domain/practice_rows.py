"""The records of practice: they belong to a trainee, never to a customer. All times are aware UTC."""

from dataclasses import dataclass
from datetime import datetime

from aware_tui.domain.practice.acts import Ending
from aware_tui.domain.practice_states import AttemptMode, AttemptState

DRILL = "drill:"
"""Begins the `scenario_id` of an attempt at a drill."""

MOODS = "moods"
"""The `scenario_id` of a table of moods, which is kept like a scenario."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """One run of a scenario; the two hashes, `seed` and `moves` are enough to play all of it again."""

    id: str
    scenario_id: str
    scenario_hash: str
    """Names the frozen copy of the scenario the attempt keeps."""
    trainee: str
    mode: AttemptMode
    started_at: datetime
    session_id: str | None = None
    moods_hash: str = ""
    """Names the frozen copy of the table of moods it is played by; empty where there are none."""
    seed: str = ""
    moves: str = ""
    """One move a line, as a script has them."""
    draft: str = ""
    """The answer that is half typed."""
    state: AttemptState = AttemptState.OPEN
    ended: Ending | None = None
    total: float | None = None
    """0 to 100; None while it is open."""
    scores: str = "{}"
    """JSON: the score of each step."""
    skills: str = "{}"
    """JSON: the score of each skill that it showed."""
    fatal: str = "[]"
    """JSON: the fatal errors, by their ids."""
    turns: int = 0
    reflection: str = ""
    """What the trainee would change."""
    ended_at: datetime | None = None
    retry_of: str | None = None
    """The attempt it goes on from, played again up to `retry_turn`."""
    retry_turn: int | None = None
    assignment: str = ""
    """The id of an instructor's assignment, if it was done for one."""


@dataclass(frozen=True, slots=True)
class SkillCard:
    """When a trainee should rehearse a skill again, and what the scheduler remembers of it."""

    id: str
    trainee: str
    skill: str
    due_at: datetime
    stability: float | None = None
    difficulty: float | None = None
    card_state: int = 1
    """1 learning, 2 known, 3 learning again."""
    card_step: int | None = None
    last_review_at: datetime | None = None
    reviews: int = 0


@dataclass(frozen=True, slots=True)
class ScenarioCopy:
    """A scenario, or a table of moods, as it was played, kept for its attempts; the id is its hash.

    Never edited.
    """

    id: str
    scenario_id: str
    document: str
    """All of it as JSON."""
    kept_at: datetime
