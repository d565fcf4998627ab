"""The records a session is made of; each is one row of the table named like it."""

from dataclasses import dataclass
from datetime import datetime

from aware_tui.domain.insight_rows import Feedback, Goal, ImportBatch
from aware_tui.domain.practice_rows import Attempt, SkillCard
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


@dataclass(frozen=True, slots=True)
class Session:
    """The head of a session: who, what, where it stands. All times are aware UTC."""

    id: str
    kind: Kind
    status: Status
    playbook_id: str
    playbook_version: str
    playbook_hash: str
    """Names the frozen copy of the playbook the session keeps."""
    agent: str
    zone: str
    """IANA name of the agent's time zone when the session began."""
    current_step: str
    current_phase: str
    started_at: datetime
    received_at: datetime | None = None
    first_response_at: datetime | None = None
    ended_at: datetime | None = None
    channel: str | None = None
    category: str | None = None
    location: str | None = None
    product: str | None = None
    customer_id: str | None = None
    mood_start: int | None = None
    mood_end: int | None = None
    apology_size: ApologySize | None = None
    safety_reason: str | None = None
    end_reason: str | None = None
    end_words: str | None = None
    clock_seconds: int = 0
    """Seconds of the call clock before `clock_since`."""
    clock_since: datetime | None = None
    """When the running clock was started; None while it is paused."""
    day_only: bool = False
    """Of `started_at` only the day in `zone` is known."""
    import_id: str | None = None
    """The import it came with; such a session was not coached."""


@dataclass(frozen=True, slots=True)
class Customer:
    """Who is complaining; every part may be empty for as long as the agent likes."""

    id: str
    name: str = ""
    reference: str = ""
    contact: str = ""
    preferred_channel: str | None = None


@dataclass(frozen=True, slots=True)
class StepVisit:
    """One stay in a phase of a step."""

    id: str
    session_id: str
    step: str
    phase: str
    entered_at: datetime
    left_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Tick:
    """A checklist item done, with the wording it had."""

    id: str
    session_id: str
    step: str
    item_id: str
    wording: str
    ticked_at: datetime


@dataclass(frozen=True, slots=True)
class Note:
    """What was typed in a named place of a step."""

    id: str
    session_id: str
    step: str
    field: str
    text: str


@dataclass(frozen=True, slots=True)
class Answer:
    """The choice taken in a row of choices that has no column of its own."""

    id: str
    session_id: str
    step: str
    question: str
    value: str


@dataclass(frozen=True, slots=True)
class Apology:
    """A drafted or spoken apology, and how the coach read its wording when it was left or said."""

    id: str
    session_id: str
    size: ApologySize
    text: str
    verdict: str | None = None
    elements: str | None = None
    """What it holds, such as `regret,repair`."""
    findings: str | None = None
    """The rules that found something in it, by their ids."""
    said_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Option:
    """A way to put it right; None means not asked yet."""

    id: str
    session_id: str
    text: str
    proposed_by: ProposedBy
    works_for_them: bool | None = None
    possible: bool | None = None
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Promise:
    """What, who, by when. `changed` closes a row and opens its successor, which names it in `replaces_id`."""

    id: str
    session_id: str
    what: str
    who: str
    made_at: datetime
    due_at: datetime | None = None
    zone: str | None = None
    due_words: str = ""
    state: PromiseState = PromiseState.OPEN
    reason: str = ""
    """Why it was changed or broken, or what came of it."""
    settled_at: datetime | None = None
    replaces_id: str | None = None
    verdict: str | None = None
    """How the coach read its wording when it was made: `exact`, `incomplete`, `vague` or `none`."""
    findings: str | None = None
    """The rules that found something in it, by their ids."""
    note: str = ""
    """What there is to know while it is open."""


@dataclass(frozen=True, slots=True)
class FollowUp:
    """An obligation to check: with the delegate who was given the work, or with the customer."""

    id: str
    session_id: str
    kind: FollowUpKind
    who: str
    made_at: datetime
    promise_id: str | None = None
    due_at: datetime | None = None
    zone: str | None = None
    due_words: str = ""
    state: FollowUpState = FollowUpState.OPEN
    outcome: str = ""
    settled_at: datetime | None = None
    note: str = ""
    """What there is to know while it is open."""


@dataclass(frozen=True, slots=True)
class ProfileEntry:
    """Document one: what is written to the customer's profile."""

    id: str
    session_id: str
    text: str
    recorded_at: datetime | None = None
    outside_reference: str = ""


@dataclass(frozen=True, slots=True)
class QualityRecord:
    """Document two: what is written to the quality-control system."""

    id: str
    session_id: str
    text: str = ""
    """What went wrong."""
    category: str | None = None
    cause: str | None = None
    likelihood: str | None = None
    cost: str = ""
    recommendation: str = ""
    recorded_at: datetime | None = None
    outside_reference: str = ""


@dataclass(frozen=True, slots=True)
class Delivery:
    """A document on its way to where a company keeps it; the id is the same key at every attempt."""

    id: str
    session_id: str
    document: DocumentKind
    connector: str
    """The kind of the connector: `folder`, `csv`, `webhook`, `clipboard`, or that of a plug-in."""
    payload: str
    """The JSON text that is delivered, to the letter."""
    made_at: datetime
    state: DeliveryState = DeliveryState.WAITING
    attempts: int = 0
    next_at: datetime | None = None
    """Not before this time; None means at once."""
    claimed_until: datetime | None = None
    """Some window delivers it until then."""
    problem: str = ""
    """What went wrong last, in a plain sentence."""
    delivered_at: datetime | None = None
    outside_reference: str = ""
    """What the other side calls it, if it told."""


@dataclass(frozen=True, slots=True)
class ChokePoint:
    """A cause that customers keep running into: what is done about it, by whom, by when."""

    id: str
    title: str
    """The cause in a few plain words."""
    made_at: datetime
    cause: str | None = None
    """The cause of the playbook it belongs to."""
    action: str = ""
    owner: str = ""
    due_at: datetime | None = None
    zone: str | None = None
    due_words: str = ""
    state: ChokePointState = ChokePointState.OPEN
    fixed_at: datetime | None = None
    pattern: str = ""
    """The key of the finding it came from."""
    whys: str = ""
    """Why it happens, and why that, one answer a line."""


@dataclass(frozen=True, slots=True)
class CauseLink:
    """A session that ran into a choke point, and when its customer was told that it is fixed."""

    id: str
    session_id: str
    choke_point_id: str
    made_at: datetime
    told_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class CustomerMerge:
    """Two customers that are one: `customer_id` is shown as `into_id` until the row is taken away."""

    id: str
    customer_id: str
    into_id: str
    merged_at: datetime
    actor: str


@dataclass(frozen=True, slots=True)
class CheckIn:
    """How the call was for the agent, 1 to 5; only its author reads it."""

    id: str
    session_id: str
    author: str
    score: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the append-only story; before and after hold states, ids, lengths, never words."""

    id: str
    session_id: str
    """The session's id, or that of the choke point, customer or attempt it tells of."""
    at: datetime
    actor: str
    what: str
    before: str = ""
    after: str = ""


Row = (
    Session
    | Customer
    | StepVisit
    | Tick
    | Note
    | Answer
    | Apology
    | Option
    | Promise
    | FollowUp
    | ProfileEntry
    | QualityRecord
    | CheckIn
    | Delivery
    | ChokePoint
    | CauseLink
    | CustomerMerge
    | Attempt
    | SkillCard
    | Feedback
    | Goal
    | ImportBatch
)
"""Every row that can be saved again; events are only ever added."""
