"""Deadline packs as they are written down: what has to be done how long after a complaint came in.

They are part of every playbook, so nothing is worked out here; `deadlines` does that.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from aware_tui.domain.strictness import STRICT


class Unit(StrEnum):
    """What a deadline is counted in."""

    WORKING_DAYS = "working_days"
    DAYS = "days"
    WEEKS = "weeks"


class DayOne(StrEnum):
    """Which day is the first one counted."""

    AFTER = "after"
    """The first one after the day of receipt."""
    RECEIPT = "receipt"
    """The day of receipt itself, or the next working day if it comes on a closed day."""


@dataclass(frozen=True, slots=True)
class DeadlineStage:
    """One deadline of a pack."""

    __pydantic_config__: ClassVar = STRICT

    id: str
    label: str
    """What it is called in a list."""
    count: int
    """How many days or weeks there are, 1 to 366."""
    unit: Unit
    due: str
    """What has to be done by then, in plain words."""
    rule: str = ""
    """Where in the source it stands, such as `DISP 1.6.2R`."""
    day_one: DayOne = DayOne.AFTER


@dataclass(frozen=True, slots=True)
class DeadlinePack:
    """The deadlines of one authority. None is in force until a playbook names it."""

    __pydantic_config__: ClassVar = STRICT

    id: str
    title: str
    source: str
    """The name of the rules, and where they are published."""
    as_of: str
    """The date of the wording of the source that it follows, such as `2026-01-31`."""
    stages: tuple[DeadlineStage, ...]
