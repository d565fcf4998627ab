"""What a step of any method is for, so that methods can be laid side by side."""

from enum import StrEnum


class Aim(StrEnum):
    """One thing that methods of service recovery do, in the order in which most of them do it."""

    BELIEVE = "believe"
    """Take their word for it."""
    HEAR = "hear"
    """Let them tell it."""
    FEEL = "feel"
    """See what it did to them, and say so."""
    SORRY = "sorry"
    """Say sorry."""
    CHOOSE = "choose"
    """Find with them what would help."""
    PROMISE = "promise"
    """Say what happens, who does it, by when."""
    MEND = "mend"
    """Put it right, and check that it is."""
    THANK = "thank"
    """Thank them for telling."""
    WRITE = "write"
    """Write it down for the next colleague."""
    LEARN = "learn"
    """Look for what let it happen."""
