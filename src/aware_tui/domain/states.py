"""The words for what a record is and how it stands; each is stored as it reads."""

from enum import StrEnum


class Kind(StrEnum):
    """What a session is for."""

    LIVE = "live"
    PRACTICE = "practice"
    IMPORTED = "imported"


class Status(StrEnum):
    """Where a session is in its life."""

    OPEN = "open"
    PARKED = "parked"
    FINISHED = "finished"
    DISCARDED = "discarded"


class ApologySize(StrEnum):
    """How big an apology the customer feels is due."""

    LIGHT = "light"
    FULL = "full"


class PromiseState(StrEnum):
    """A promise lives until it was kept, changed or broken."""

    OPEN = "open"
    KEPT = "kept"
    CHANGED = "changed"
    BROKEN = "broken"


class FollowUpKind(StrEnum):
    """Whom a follow-up checks with."""

    DELEGATE = "delegate"
    CUSTOMER = "customer"


class FollowUpState(StrEnum):
    """How a follow-up came out."""

    OPEN = "open"
    DONE = "done"
    NOT_WELL = "not_well"


class DocumentKind(StrEnum):
    """Which of the two documents; each is the name of its table."""

    PROFILE_ENTRY = "profile_entry"
    QUALITY_RECORD = "quality_record"


class DeliveryState(StrEnum):
    """Where a document is on its way to the place outside."""

    WAITING = "waiting"
    DELIVERED = "delivered"
    HELD = "held"
    """The other side wants something that only a person can put right."""
    WITHDRAWN = "withdrawn"
    """It was taken back before it was sent."""


class ChokePointState(StrEnum):
    """How a cause that keeps hurting customers stands."""

    OPEN = "open"
    FIXED = "fixed"


class ProposedBy(StrEnum):
    """Who proposed an option."""

    CUSTOMER = "customer"
    AGENT = "agent"
