"""Short forms of stored things, for lists."""

from dataclasses import dataclass
from datetime import datetime

from aware_tui.domain.states import FollowUpKind, Kind, Status


@dataclass(frozen=True, slots=True)
class SessionLine:
    """A session in a list."""

    id: str
    kind: Kind
    status: Status
    started_at: datetime
    agent: str
    customer: str
    """The customer's name, or an empty text."""
    channel: str | None
    category: str | None
    current_step: str
    excerpt: str
    """The first words of what the customer said, or of what a search found."""
    next_due: datetime | None
    """The first due time of an open promise or follow-up."""
    zone: str


@dataclass(frozen=True, slots=True)
class DueLine:
    """An open promise or follow-up in a list, by due time; `due_at` None stands last."""

    id: str
    session_id: str
    kind: FollowUpKind | None
    """None for a promise."""
    what: str
    who: str
    customer: str
    due_at: datetime | None
    zone: str | None


@dataclass(frozen=True, slots=True)
class HalfDocumented:
    """A session with one of its two documents recorded."""

    session_id: str
    customer: str
    started_at: datetime
    missing: str
    """`profile_entry` or `quality_record`."""


@dataclass(frozen=True, slots=True)
class Lease:
    """Who is writing in a session now."""

    session_id: str
    holder: str
    """A name for one window, made when it opened."""
    since: datetime
    renewed_at: datetime
