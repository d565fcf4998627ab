"""The records of what is learnt beyond one call: feedback, goals, imports. All times are aware UTC."""

from dataclasses import dataclass
from datetime import date, datetime

from aware_tui.domain.insight_states import Direction, GoalState, Metric, Sentiment, Source, Statistic


@dataclass(frozen=True, slots=True)
class Feedback:
    """What a customer said afterwards or elsewhere, a compliment too; without `received_at`, only asked."""

    id: str
    source: Source
    zone: str
    """IANA name of the zone its days are counted in."""
    agent: str = ""
    """Who asked, or who noted it."""
    session_id: str | None = None
    customer_id: str | None = None
    channel: str | None = None
    category: str | None = None
    location: str | None = None
    score: float | None = None
    scale: int = 5
    """The best score there is: 5 where 1 is the worst, 10 where 0 is the worst."""
    sentiment: Sentiment | None = None
    """None while nobody answered, and where neither a score nor a person says."""
    text: str = ""
    asked_at: datetime | None = None
    received_at: datetime | None = None
    import_id: str | None = None


@dataclass(frozen=True, slots=True)
class Goal:
    """A SMART goal: one statistic of one metric, a target, an owner, a reason, a last day."""

    id: str
    title: str
    metric: Metric
    statistic: Statistic
    target: float
    unit: str
    direction: Direction
    made_at: datetime
    starts_on: date
    deadline: date
    """The last day that counts."""
    zone: str
    owner: str
    reason: str = ""
    """Why it matters, in words."""
    reason_ref: str = ""
    """What it comes from: `pattern:` and its key, `theme:` and its words, `promise:` and its id."""
    within: float | None = None
    """The bound of a share: minutes for a share answered within, the least score for a share of scores."""
    filter: str = "{}"
    """JSON: the category, location, channel or pattern it is about; empty for everything."""
    baseline_value: float | None = None
    baseline_n: int = 0
    state: GoalState = GoalState.OPEN
    ended_at: datetime | None = None
    outcome: str = ""
    """What came of it, in words."""


@dataclass(frozen=True, slots=True)
class ImportBatch:
    """One file of past complaints or feedback that was taken in."""

    id: str
    file: str
    """Its name without the folder."""
    zone: str
    actor: str
    made_at: datetime
    finished_at: datetime | None = None
    """None while it runs, and where it was broken off."""
    added: int = 0
    rejected: int = 0
