"""When what is being typed is due to be saved: at every pause, and at least once a second."""

from collections.abc import Hashable
from dataclasses import dataclass

PAUSE = 0.25
"""Seconds after the last key at which a text is saved."""
AT_MOST = 0.9
"""Seconds after the first unsaved key at which it is saved, pause or not."""
HOLD = 3.0
"""Seconds for which a growing run of digits may hold a save: it may become a card number to mask."""


@dataclass(slots=True)
class _Strokes:
    first: float
    last: float


class Pen:
    """Which places have unsaved typing, and when each is due; times are monotonic seconds."""

    def __init__(self) -> None:
        self._strokes: dict[Hashable, _Strokes] = {}

    def __bool__(self) -> bool:
        return bool(self._strokes)

    def touch(self, place: Hashable, now: float) -> None:
        """Note a key typed in `place`."""
        strokes = self._strokes.get(place)
        if strokes is None:
            self._strokes[place] = _Strokes(now, now)
        else:
            strokes.last = now

    def due(self, now: float) -> tuple[Hashable, ...]:
        """Return the places to save now."""
        return tuple(
            place
            for place, s in self._strokes.items()
            if now - s.last >= PAUSE - 0.005 or now - s.first >= AT_MOST
        )

    def all(self) -> tuple[Hashable, ...]:
        """Return every place with unsaved typing, for a boundary such as a step or the end."""
        return tuple(self._strokes)

    def may_hold(self, place: Hashable, now: float) -> bool:
        """Say whether the save of this place may still be held for a number that is growing."""
        strokes = self._strokes.get(place)
        return strokes is not None and now - strokes.last < HOLD

    def lift(self, place: Hashable) -> None:
        """Forget the typing in `place`: it has been handed over to be saved."""
        self._strokes.pop(place, None)
