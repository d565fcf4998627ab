"""The words for what an attempt is and how it stands; each is stored as it reads."""

from enum import StrEnum


class AttemptMode(StrEnum):
    """How much help there is, most first: it fades from one to the next."""

    WATCH = "watch"
    COMPLETE = "complete"
    CHOOSE = "choose"
    TYPE = "type"


class AttemptState(StrEnum):
    """Where an attempt is in its life."""

    OPEN = "open"
    FINISHED = "finished"
    DISCARDED = "discarded"
