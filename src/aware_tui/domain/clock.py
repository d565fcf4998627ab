"""The call clock: started and paused on purpose, counted in whole seconds, safe across a restart."""

from dataclasses import replace
from datetime import datetime

from aware_tui.domain.rows import Session


def seconds(head: Session, now: datetime) -> int:
    """Return the seconds on the clock at `now`; a clock set back never takes time away."""
    if head.clock_since is None:
        return head.clock_seconds
    return head.clock_seconds + max(0, int((now - head.clock_since).total_seconds()))


def started(head: Session, now: datetime) -> Session:
    """Return the head with its clock running."""
    return head if head.clock_since is not None else replace(head, clock_since=now)


def paused(head: Session, now: datetime) -> Session:
    """Return the head with its clock standing."""
    return replace(head, clock_seconds=seconds(head, now), clock_since=None)


def found_running(head: Session, last_sign: datetime) -> Session:
    """Return the head of a session that was cut off: its clock stands where the last saved deed was."""
    return head if head.clock_since is None else paused(head, max(last_sign, head.clock_since))


def face(total: int) -> str:
    """Return seconds as `mm:ss`, or `h:mm:ss` from one hour."""
    minutes, rest = divmod(total, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes:02}:{rest:02}"
