"""A business calendar as it is written down: the hours of each weekday, the lunch, the closed days.

It is part of every playbook, so nothing is worked out here; `working_time` does that.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from aware_tui.domain.strictness import STRICT

CLOSED, NO_LUNCH = "closed", "none"

Span = tuple[int, int]
"""From when to when, in minutes after midnight."""


@dataclass(frozen=True, slots=True)
class WorkingWeek:
    """From when to when it is open on each weekday, such as `09:00-17:00`, or `closed`."""

    __pydantic_config__: ClassVar = STRICT

    monday: str = CLOSED
    tuesday: str = CLOSED
    wednesday: str = CLOSED
    thursday: str = CLOSED
    friday: str = CLOSED
    saturday: str = CLOSED
    sunday: str = CLOSED


USUAL_HOURS = WorkingWeek(*["09:00-17:00"] * 5)
"""Monday to Friday, nine to five."""


@dataclass(frozen=True, slots=True)
class BusinessCalendar:
    """When the business is open. Without a word about it: Monday to Friday, nine to five, all year."""

    __pydantic_config__: ClassVar = STRICT

    zone: str = ""
    """The time zone of these hours, such as `Europe/London`; left out, they are the agent's own."""
    hours: WorkingWeek = USUAL_HOURS
    lunch: str = NO_LUNCH
    """When nobody is there at midday, such as `12:30-13:15`, or `none`."""
    closed: tuple[str, ...] = ()
    """Days on which it is closed, each with its name, such as `2026-12-25 Christmas Day`."""


USUAL_CALENDAR = BusinessCalendar()
"""What holds until a playbook says otherwise."""


def span_of(words: str) -> Span | None:
    """Return the minutes after midnight of words such as `09:00-17:00`; None if they are no such words."""
    found = re.fullmatch(r"\s*(\d\d?):([0-5]\d)\s*-\s*(\d\d?):([0-5]\d)\s*", words, re.ASCII)
    if found is None:
        return None
    first, last = int(found[1]) * 60 + int(found[2]), int(found[3]) * 60 + int(found[4])
    return (first, last) if max(first, last) <= 24 * 60 else None


def closed_day_of(words: str) -> tuple[date, str] | None:
    """Return the day and the name in words such as `2026-12-25 Christmas Day`; None if there is none."""
    found = re.fullmatch(r"\s*(\d{4}-\d\d-\d\d)\s+(\S.*)", words, re.ASCII)
    try:
        return (date.fromisoformat(found[1]), found[2].strip()) if found else None
    except ValueError:
        return None
