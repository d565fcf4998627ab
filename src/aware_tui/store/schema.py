"""The tables, as SQLModel classes: migrations and the check for drift are made from them."""

from datetime import datetime

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from aware_tui.domain.states import (
    ApologySize,
    ChokePointState,
    DeliveryState,
    DocumentKind,
    FollowUpKind,
    FollowUpState,
    Kind,
    PromiseState,
    ProposedBy,
    Status,
)
from aware_tui.store.columns import (
    Base,
    added_flag,
    added_words,
    by_end,
    choice,
    flag,
    key,
    may_be_flag,
    may_be_of,
    of,
    score,
    version,
)
from aware_tui.store.insight_schema import (
    CountMarkRow,
    DailyCountRow,
    FeedbackRow,
    GoalRow,
    ImportBatchRow,
    OccurrenceRow,
)
from aware_tui.store.practice_schema import AttemptRow, ScenarioRow, SkillCardRow
from aware_tui.store.privacy_schema import ErasureRow


class SessionRow(Base, table=True):
    """Table `session`."""

    __tablename__ = "session"
    __table_args__ = (
        score("mood_start"),
        score("mood_end"),
        Index(None, "started_at", "id"),
        Index(None, "status", "started_at", "id"),
        Index(None, "customer_id", "started_at"),
        Index(None, "agent", "started_at"),
        by_end("session"),
    )
    id: str = key()
    kind: Kind = choice(Kind, "kind")
    status: Status = choice(Status, "status")
    playbook_id: str
    playbook_version: str
    playbook_hash: str
    agent: str
    zone: str
    current_step: str
    current_phase: str
    started_at: datetime
    received_at: datetime | None
    first_response_at: datetime | None
    ended_at: datetime | None
    channel: str | None
    category: str | None
    location: str | None
    product: str | None
    customer_id: str | None = may_be_of("customer", index=False)
    mood_start: int | None
    mood_end: int | None
    apology_size: ApologySize | None = choice(ApologySize, "apology_size")
    safety_reason: str | None
    end_reason: str | None
    end_words: str | None
    clock_seconds: int
    clock_since: datetime | None
    day_only: bool = added_flag("day_only")
    import_id: str | None = Field(default=None, index=True)
    """A row of `import_batch`; without the rule that it is there, which no old table can be given."""
    row_version: int = version()


class CustomerRow(Base, table=True):
    """Table `customer`."""

    __tablename__ = "customer"
    __table_args__ = (by_end("customer"),)
    id: str = key()
    name: str = Field(index=True)
    reference: str = Field(index=True)
    contact: str
    preferred_channel: str | None = Field(default=None, index=True)
    row_version: int = version()


class StepVisitRow(Base, table=True):
    """Table `step_visit`."""

    __tablename__ = "step_visit"
    id: str = key()
    session_id: str = of("session")
    step: str
    phase: str
    entered_at: datetime
    left_at: datetime | None
    row_version: int = version()


class TickRow(Base, table=True):
    """Table `tick`."""

    __tablename__ = "tick"
    __table_args__ = (UniqueConstraint("session_id", "item_id"),)
    id: str = key()
    session_id: str = of("session", index=False)
    step: str
    item_id: str
    wording: str
    ticked_at: datetime
    row_version: int = version()


class NoteRow(Base, table=True):
    """Table `note`."""

    __tablename__ = "note"
    __table_args__ = (UniqueConstraint("session_id", "step", "field"),)
    id: str = key()
    session_id: str = of("session", index=False)
    step: str
    field: str
    text: str
    row_version: int = version()


class AnswerRow(Base, table=True):
    """Table `answer`."""

    __tablename__ = "answer"
    __table_args__ = (UniqueConstraint("session_id", "step", "question"),)
    id: str = key()
    session_id: str = of("session", index=False)
    step: str
    question: str
    value: str
    row_version: int = version()


class ApologyRow(Base, table=True):
    """Table `apology`."""

    __tablename__ = "apology"
    id: str = key()
    session_id: str = of("session")
    size: ApologySize = choice(ApologySize, "size")
    text: str
    verdict: str | None
    elements: str | None
    findings: str | None
    said_at: datetime | None
    row_version: int = version()


class OptionRow(Base, table=True):
    """Table `option`."""

    __tablename__ = "option"
    id: str = key()
    session_id: str = of("session")
    text: str
    proposed_by: ProposedBy = choice(ProposedBy, "proposed_by")
    works_for_them: bool | None = may_be_flag("works_for_them")
    possible: bool | None = may_be_flag("possible")
    chosen: bool = flag("chosen")
    row_version: int = version()


class PromiseRow(Base, table=True):
    """Table `promise`."""

    __tablename__ = "promise"
    __table_args__ = (Index(None, "state", "due_at"), by_end("promise"))
    id: str = key()
    session_id: str = of("session")
    what: str
    who: str
    made_at: datetime
    due_at: datetime | None
    zone: str | None
    due_words: str
    state: PromiseState = choice(PromiseState, "state")
    reason: str
    settled_at: datetime | None
    replaces_id: str | None = may_be_of("promise")
    verdict: str | None
    findings: str | None
    row_version: int = version()
    note: str = added_words()


class FollowUpRow(Base, table=True):
    """Table `follow_up`."""

    __tablename__ = "follow_up"
    __table_args__ = (Index(None, "state", "due_at"), by_end("follow_up"))
    id: str = key()
    session_id: str = of("session")
    kind: FollowUpKind = choice(FollowUpKind, "kind")
    who: str
    made_at: datetime
    promise_id: str | None = may_be_of("promise")
    due_at: datetime | None
    zone: str | None
    due_words: str
    state: FollowUpState = choice(FollowUpState, "state")
    outcome: str
    settled_at: datetime | None
    row_version: int = version()
    note: str = added_words()


class ProfileEntryRow(Base, table=True):
    """Table `profile_entry`."""

    __tablename__ = "profile_entry"
    id: str = key()
    session_id: str = of("session")
    text: str
    recorded_at: datetime | None
    outside_reference: str
    row_version: int = version()


class QualityRecordRow(Base, table=True):
    """Table `quality_record`."""

    __tablename__ = "quality_record"
    id: str = key()
    session_id: str = of("session")
    text: str
    category: str | None
    cause: str | None
    likelihood: str | None
    cost: str
    recommendation: str
    recorded_at: datetime | None
    outside_reference: str
    row_version: int = version()


class DeliveryRow(Base, table=True):
    """Table `delivery`: the outbox of the two documents."""

    __tablename__ = "delivery"
    __table_args__ = (Index(None, "state", "next_at"),)
    id: str = key()
    session_id: str = of("session")
    document: DocumentKind = choice(DocumentKind, "document")
    connector: str
    payload: str
    made_at: datetime
    state: DeliveryState = choice(DeliveryState, "state")
    attempts: int
    next_at: datetime | None
    claimed_until: datetime | None
    problem: str
    delivered_at: datetime | None
    outside_reference: str
    row_version: int = version()


class ChokePointRow(Base, table=True):
    """Table `choke_point`: causes that keep hurting customers, and what is done about them."""

    __tablename__ = "choke_point"
    __table_args__ = (Index(None, "state", "due_at"), by_end("choke_point"))
    id: str = key()
    title: str
    made_at: datetime
    cause: str | None
    action: str
    owner: str
    due_at: datetime | None
    zone: str | None
    due_words: str
    state: ChokePointState = choice(ChokePointState, "state")
    fixed_at: datetime | None
    pattern: str = added_words()
    whys: str = added_words()
    row_version: int = version()


class CauseLinkRow(Base, table=True):
    """Table `cause_link`: the sessions that ran into a choke point."""

    __tablename__ = "cause_link"
    __table_args__ = (
        UniqueConstraint("session_id", "choke_point_id"),
        Index(None, "choke_point_id", "told_at"),
    )
    id: str = key()
    session_id: str = of("session", index=False)
    choke_point_id: str = of("choke_point", index=False)
    made_at: datetime
    told_at: datetime | None
    row_version: int = version()


class CustomerMergeRow(Base, table=True):
    """Table `customer_merge`: customers that are shown as another one; a customer is merged once at most."""

    __tablename__ = "customer_merge"
    __table_args__ = (UniqueConstraint("customer_id"),)
    id: str = key()
    customer_id: str = of("customer", index=False)
    into_id: str = of("customer")
    merged_at: datetime
    actor: str
    row_version: int = version()


class CheckInRow(Base, table=True):
    """Table `check_in`."""

    __tablename__ = "check_in"
    __table_args__ = (score("score"),)
    id: str = key()
    session_id: str = of("session")
    author: str
    score: int
    at: datetime
    row_version: int = version()


class EventRow(Base, table=True):
    """Table `event`: `seq` is the next number, taken in the saving transaction; outlives its session."""

    __tablename__ = "event"
    id: str = key()
    seq: int = Field(unique=True)
    session_id: str = Field(index=True)
    at: datetime
    actor: str
    what: str
    before: str
    after: str


class PlaybookCopyRow(Base, table=True):
    """Table `playbook_copy`: the content a session was begun with; `id` is the hash of it."""

    __tablename__ = "playbook_copy"
    id: str = key()
    playbook_id: str
    version: str
    document: str
    documents: int
    """How many of the two documents the playbook asks for."""
    kept_at: datetime


class LeaseRow(Base, table=True):
    """Table `lease`: which window writes in the session `id` now, and which one asks for it."""

    __tablename__ = "lease"
    id: str = key()
    holder: str
    host: str
    pid: int
    since: datetime
    renewed_at: datetime
    wanted_by: str | None


class HalfDocumentedRow(Base, table=True):
    """Table `half_documented`: the sessions with one of two documents recorded, kept by triggers."""

    __tablename__ = "half_documented"
    __table_args__ = (Index(None, "started_at", "id", "missing"),)
    id: str = key()
    started_at: datetime
    missing: str


class SearchEntryRow(Base, table=True):
    """Table `search_entry`: words of `source` (`note:ID`, `customer:ID` ...), kept by triggers."""

    __tablename__ = "search_entry"
    n: int = Field(primary_key=True)
    source: str = Field(unique=True)
    session_id: str | None = Field(default=None, index=True)
    customer_id: str | None = Field(default=None, index=True)
    body: str


PRACTICE = (AttemptRow, SkillCardRow, ScenarioRow)
"""The tables of practice, in a file of their own."""

INSIGHT = (ImportBatchRow, FeedbackRow, GoalRow, OccurrenceRow, DailyCountRow, CountMarkRow)
"""The tables of feedback, goals and counts, in a file of their own."""

PRIVACY = (ErasureRow,)
"""The ledger of what was erased, in a file of its own."""

TABLES = Base.metadata
"""The catalogue of all of them."""
