"""The tables of practice, as SQLModel classes."""

from datetime import datetime

from sqlalchemy import Index, UniqueConstraint

from aware_tui.domain.practice.acts import Ending
from aware_tui.domain.practice_states import AttemptMode, AttemptState
from aware_tui.store.columns import Base, by_end, choice, key, may_be_of, version, within


class AttemptRow(Base, table=True):
    """Table `attempt`: the runs of scenarios, each with all its moves."""

    __tablename__ = "attempt"
    __table_args__ = (
        within("total", 0, 100),
        Index(None, "trainee", "state", "started_at", "id"),
        Index(None, "state", "started_at", "id"),
        Index(None, "scenario_id", "started_at", "id"),
        Index(None, "assignment", "started_at", "id"),
        by_end("attempt"),
    )
    id: str = key()
    scenario_id: str
    scenario_hash: str
    trainee: str
    mode: AttemptMode = choice(AttemptMode, "mode")
    started_at: datetime
    session_id: str | None = may_be_of("session")
    moods_hash: str
    seed: str
    moves: str
    draft: str
    state: AttemptState = choice(AttemptState, "state")
    ended: Ending | None = choice(Ending, "ended")
    total: float | None
    scores: str
    skills: str
    fatal: str
    turns: int
    reflection: str
    ended_at: datetime | None
    retry_of: str | None
    retry_turn: int | None
    assignment: str
    row_version: int = version()


class SkillCardRow(Base, table=True):
    """Table `skill_card`: one for each skill of a trainee."""

    __tablename__ = "skill_card"
    __table_args__ = (within("card_state", 1, 3), UniqueConstraint("trainee", "skill"))
    id: str = key()
    trainee: str
    skill: str
    due_at: datetime
    stability: float | None
    difficulty: float | None
    card_state: int
    card_step: int | None
    last_review_at: datetime | None
    reviews: int
    row_version: int = version()


class ScenarioRow(Base, table=True):
    """Table `scenario`: the content an attempt was begun with, moods too; `id` is the hash of it."""

    __tablename__ = "scenario"
    id: str = key()
    scenario_id: str
    document: str
    kept_at: datetime
