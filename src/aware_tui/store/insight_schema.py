"""The tables of feedback, goals and imports, and the counts behind the findings, as SQLModel classes."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, PrimaryKeyConstraint
from sqlmodel import Field

from aware_tui.domain.insight_states import Direction, GoalState, Metric, Sentiment, Source, Statistic
from aware_tui.store.columns import Base, by_end, choice, flag, key, may_be_of, version, where


class ImportBatchRow(Base, table=True):
    """Table `import_batch`: the files of past complaints or feedback that were taken in."""

    __tablename__ = "import_batch"
    id: str = key()
    file: str
    zone: str
    actor: str
    made_at: datetime
    finished_at: datetime | None
    added: int
    rejected: int
    row_version: int = version()


class FeedbackRow(Base, table=True):
    """Table `feedback`: what customers said afterwards or elsewhere; unanswered questions too."""

    __tablename__ = "feedback"
    __table_args__ = (
        CheckConstraint("score BETWEEN 0 AND scale", name="score"),
        Index(None, "received_at", "id"),
        where(Index(None, "zone", "asked_at"), "received_at IS NULL"),
        Index(None, "zone", "source", "channel", "sentiment", "received_at"),
        Index(None, "customer_id", "received_at"),
    )
    id: str = key()
    source: Source = choice(Source, "source")
    zone: str
    agent: str
    session_id: str | None = may_be_of("session")
    customer_id: str | None = may_be_of("customer", index=False)
    channel: str | None
    category: str | None
    location: str | None
    score: float | None
    scale: int
    sentiment: Sentiment | None = choice(Sentiment, "sentiment")
    text: str
    asked_at: datetime | None
    received_at: datetime | None
    import_id: str | None = may_be_of("import_batch")
    row_version: int = version()


class GoalRow(Base, table=True):
    """Table `goal`: SMART goals; how each goes is counted, not kept."""

    __tablename__ = "goal"
    __table_args__ = (Index(None, "state", "deadline"), by_end("goal"))
    id: str = key()
    title: str
    metric: Metric = choice(Metric, "metric")
    statistic: Statistic = choice(Statistic, "statistic")
    target: float
    unit: str
    direction: Direction = choice(Direction, "direction")
    made_at: datetime
    starts_on: date
    deadline: date
    zone: str
    owner: str
    reason: str
    reason_ref: str
    within: float | None
    filter: str
    baseline_value: float | None
    baseline_n: int
    state: GoalState = choice(GoalState, "state")
    ended_at: datetime | None
    outcome: str
    row_version: int = version()


class OccurrenceRow(Base, table=True):
    """Table `occurrence`: the session `id`, as it is counted; kept in the saving transaction."""

    __tablename__ = "occurrence"
    __table_args__ = (
        Index(None, "person", "day"),
        Index("ix_occurrence_category", "category", "day", "hours", "location", "channel", "votes", "person"),
        Index("ix_occurrence_location", "location", "day", "votes", "person"),
        Index("ix_occurrence_day", "day", "person"),
        where(Index("ix_occurrence_again", "day", "person"), "again = 1"),
        where(Index("ix_occurrence_third", "day", "person"), "third = 1"),
    )
    id: str = key()
    day: date
    """The day on the clocks of the session's zone."""
    hours: str
    """Four hours of that day, such as `08-12`; empty where only the day is known."""
    category: str
    location: str
    channel: str
    """Empty where nobody said; so are the two above."""
    person: str
    """The customer as shown, merges included; empty where nobody said who it was."""
    started_at: datetime
    votes: bool = flag("votes")
    """It is the first of this person and category in its block of 28 days."""
    again: bool = flag("again")
    """The person had complained of the same category in the 28 days before."""
    third: bool = flag("third")
    """The person had complained twice in the 90 days before."""


class DailyCountRow(Base, table=True):
    """Table `daily_count`: occurrences by day and category, once by location, hours and channel each."""

    __tablename__ = "daily_count"
    __table_args__ = (
        PrimaryKeyConstraint("dimension", "day", "category", "value", name="pk_daily_count"),
        {"sqlite_with_rowid": False},
    )
    dimension: str = Field(primary_key=True)
    day: date = Field(primary_key=True)
    category: str = Field(primary_key=True)
    value: str = Field(primary_key=True)
    sessions: int
    votes: int


class CountMarkRow(Base, table=True):
    """Table `count_mark`: how often the counts named `id` have changed, by which a cache knows its age."""

    __tablename__ = "count_mark"
    id: str = key()
    changes: int
