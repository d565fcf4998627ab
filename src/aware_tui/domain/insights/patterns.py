"""Where something keeps happening: one spot of a category, a place, a weekday, some hours or a channel."""

import json
from dataclasses import astuple, dataclass
from enum import StrEnum


class Dimension(StrEnum):
    """By what the complaints of a category, or of a place, are looked at."""

    WEEKDAY = "weekday"
    HOURS = "hours"
    LOCATION = "location"
    CHANNEL = "channel"


WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True, slots=True)
class Pattern:
    """A spot: a category, or a place, and one value of a dimension."""

    category: str | None
    """As sessions have it; None for a place by weekday."""
    dimension: Dimension
    value: str
    """`Monday` ..., `08-12`, a place, or a channel as sessions have it."""
    location: str | None = None
    """The place, where it is a place by weekday; else None."""

    @property
    def key(self) -> str:
        """Return what the register and goals keep of it: JSON that `pattern_of` reads."""
        return json.dumps(astuple(self), ensure_ascii=False)


def pattern_of(key: str) -> Pattern | None:
    """Return the pattern of a key, or None for what is none."""
    try:
        category, dimension, value, location = json.loads(key)
        return Pattern(_word(category), Dimension(dimension), str(value), _word(location))
    except (ValueError, TypeError):
        return None


def _word(value: object) -> str | None:
    return None if value is None else str(value)
