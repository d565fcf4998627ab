"""What customers said, as themes are read from it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Said:
    """The words of one customer on one occasion."""

    id: str
    """Of the session or the feedback it is from."""
    group: str
    """The category as sessions have it, or how the feedback was meant; empty where nobody said."""
    text: str
    name: str = ""
    """What the customer is called; none of these words is told."""


@dataclass(frozen=True, slots=True)
class Heard:
    """All that is read of a period."""

    complaints: tuple[Said, ...] = ()
    feedback: tuple[Said, ...] = ()
    more: bool = False
    """There is more than was read; what was read is the newest."""
