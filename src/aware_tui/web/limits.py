"""How much the server takes on: windows, messages, connections, and how long it waits."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """The bounds of a server; times are in seconds, sizes in bytes."""

    windows: int = 8
    """Windows at once: each is a program of its own, of some 100 MB."""
    connections: int = 64
    """Connections at once, those included that only fetch the page."""
    silent: float = 10.0
    """How long a connection may ask for nothing before it is cut."""
    burst: int = 20
    """New windows or returns that may come at once."""
    each: float = 0.5
    """Seconds after which one more may come."""
    message: int = 262_144
    """The longest message from a page; the page cuts pastes well below it."""
    reload: float = 10.0
    """How long a window waits for a page that was closed: a reload closes it, and comes back."""
    away: float = 300.0
    """How long a window waits for a page whose connection was lost."""
    idle: float = 43_200.0
    """How long nobody may touch a window before it is put away, saved."""
    answer: float = 1.5
    """How long a page has to say that it is still there when another asks for its window."""
    greeting: float = 10.0
    """How long a new connection has to say who it is."""
    stuck: float = 20.0
    """How long a page may take in nothing of what is painted for it before its line is cut."""
    ending: float = 5.0
    """How long a window may take to save and end before it is told more firmly."""


class Pace:
    """Lets so many through at once, and then one after each while."""

    def __init__(self, burst: int, each: float) -> None:
        self._burst = burst
        self._each = each
        self._left = float(burst)
        self._seen: float | None = None

    def lets(self, now: float) -> bool:
        """Say whether one more may come now; `now` is in seconds and never goes back."""
        if self._seen is not None:
            self._left = min(self._burst, self._left + (now - self._seen) / self._each)
        self._seen = now
        if self._left < 1:
            return False
        self._left -= 1
        return True
