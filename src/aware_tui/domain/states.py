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


class ProposedBy(StrEnum):
    """Who proposed an option."""

    CUSTOMER = "customer"
    AGENT = "agent"
