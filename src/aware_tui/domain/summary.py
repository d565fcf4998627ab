"""Short forms of stored things, for lists; what comes by the thousand is a named tuple, quick to make."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from aware_tui.domain.states import DocumentKind, FollowUpKind, Kind, Status


class SessionLine(NamedTuple):
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
    day_only: bool = False
    """Of `started_at` only the day is known."""


class DueLine(NamedTuple):
    """An open promise or follow-up in a list, by due time; `due_at` None stands last."""

    id: str
    session_id: str
    kind: FollowUpKind | None
    """None for a promise."""
    what: str
    """What was promised; for a check, by the promise it belongs to, or empty."""
    who: str
    customer: str
    due_at: datetime | None
    zone: str | None
    due_words: str = ""
    note: str = ""
    made_at: datetime | None = None
    status: Status = Status.OPEN
    """How its session stands."""
    contact: str = ""
    """Where the customer can be reached."""
    agent: str = ""
    """Whose call it is."""

    @property
    def owner(self) -> str:
        """Return whose it is to see to: of a promise its owner, of a check whoever has the call."""
        return self.who if self.kind is None else self.agent

    def overdue(self, now: datetime) -> bool:
        """Say whether it should have been done by the aware time `now`."""
        return self.due_at is not None and self.due_at < now


@dataclass(frozen=True, slots=True)
class HalfDocumented:
    """A session with one of its two documents recorded."""

    session_id: str
    customer: str
    started_at: datetime
    missing: str
    """`profile_entry` or `quality_record`."""


@dataclass(frozen=True, slots=True)
class NotDelivered:
    """A document that did not get through: it is tried again, or waits for a person."""

    delivery_id: str
    session_id: str
    customer: str
    document: DocumentKind
    held: bool
    """A person is needed."""
    problem: str


@dataclass(frozen=True, slots=True)
class Totals:
    """How many there are of each thing that waits; counting stops at a thousand."""

    unfinished: int = 0
    overdue: int = 0
    due: int = 0
    """Open promises and checks that are not overdue, those without a time among them."""
    half_documented: int = 0


@dataclass(frozen=True, slots=True)
class Lease:
    """Who is writing in a session now."""

    session_id: str
    holder: str
    """A name for one window, made when it opened."""
    since: datetime
    renewed_at: datetime
