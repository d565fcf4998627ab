"""Drills: a few short exercises on a single step, as a file has them."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from aware_tui.domain.playbook import STRICT
from aware_tui.domain.practice.skills import Skill
from aware_tui.domain.states import ApologySize


class DrillKind(StrEnum):
    """What is done in a drill; each is the name of its list of exercises too."""

    ACKNOWLEDGE = "acknowledge"
    """Say what it was like for them, and nothing else."""
    SPOT = "spot"
    """Find the line that went wrong, and why."""
    REPAIR = "repair"
    """Make an apology real."""
    EXACT = "exact"
    """Make a promise exact."""


@dataclass(frozen=True, slots=True)
class Weaker:
    """Something to say that does not only acknowledge, and what it does to them."""

    __pydantic_config__: ClassVar = STRICT

    say: str
    feedback: str
    misses: tuple[Skill, ...] = (Skill.NAME_IT, Skill.LET_FINISH)


@dataclass(frozen=True, slots=True)
class Upset:
    """Somebody upset says something; only acknowledge it."""

    __pydantic_config__: ClassVar = STRICT

    id: str
    who: str
    """Who speaks, and of what, in a few words."""
    says: str
    good: str
    """A line that does it well."""
    why: str
    """What that line did for them."""
    weaker: tuple[Weaker, ...]

    @property
    def skills(self) -> tuple[Skill, ...]:
        """Return what it trains."""
        return Skill.NAME_IT, Skill.LET_FINISH


@dataclass(frozen=True, slots=True)
class Spoken:
    """A line of a short call: theirs or ours."""

    __pydantic_config__: ClassVar = STRICT

    them: str = ""
    us: str = ""

    @property
    def words(self) -> str:
        """Return what is said."""
        return self.them or self.us


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a line could be the mistake."""

    __pydantic_config__: ClassVar = STRICT

    say: str
    right: bool = False


@dataclass(frozen=True, slots=True)
class Slip:
    """A short call with one mistake in it."""

    __pydantic_config__: ClassVar = STRICT

    id: str
    who: str
    trains: Skill
    lines: tuple[Spoken, ...]
    mistake: int
    """The number of the line, counted from 1."""
    reasons: tuple[Reason, ...]
    effect: str
    """What the mistake did to the customer."""
    better: str
    """What to say in its place."""

    @property
    def skills(self) -> tuple[Skill, ...]:
        """Return what it trains."""
        return (self.trains,)


@dataclass(frozen=True, slots=True)
class HalfSorry:
    """An apology that is fake or thin, to be made real."""

    __pydantic_config__: ClassVar = STRICT

    id: str
    who: str
    about: str
    """What happened to them."""
    apology: str
    good: str
    size: ApologySize = ApologySize.FULL

    @property
    def skills(self) -> tuple[Skill, ...]:
        """Return what it trains."""
        return (Skill.REAL_APOLOGY,)


@dataclass(frozen=True, slots=True)
class SoftPromise:
    """A promise that nobody can hold anybody to, and what can really be done."""

    __pydantic_config__: ClassVar = STRICT

    id: str
    who: str
    promise: str
    can: str
    """What can really be done, by whom and when."""
    now: str
    """When it is said, on the clock of whoever promises: `2026-03-03 10:00`."""
    earliest: str
    """The earliest time by which it can be done, written the same way."""
    good: str

    @property
    def skills(self) -> tuple[Skill, ...]:
        """Return what it trains."""
        return (Skill.WHAT_AND_WHEN,)


Exercise = Upset | Slip | HalfSorry | SoftPromise


@dataclass(frozen=True, slots=True)
class Drill:
    """A drill: one of the four lists holds its exercises."""

    __pydantic_config__: ClassVar = STRICT

    schema: int
    id: str
    title: str
    about: str
    """What to do and why it is worth doing, in two or three sentences."""
    run: int = 6
    """How many exercises there are in one run."""
    acknowledge: tuple[Upset, ...] = ()
    spot: tuple[Slip, ...] = ()
    repair: tuple[HalfSorry, ...] = ()
    exact: tuple[SoftPromise, ...] = ()

    @property
    def kind(self) -> DrillKind:
        """Return what is done in it; ValueError if it has no exercises."""
        return next(iter(self.kinds), None) or DrillKind("")

    @property
    def kinds(self) -> tuple[DrillKind, ...]:
        """Return which lists hold exercises; one, where a drill is sound."""
        return tuple(kind for kind in DrillKind if getattr(self, kind))

    @property
    def exercises(self) -> tuple[Exercise, ...]:
        """Return all its exercises."""
        found: tuple[Exercise, ...] = (*self.acknowledge, *self.spot, *self.repair, *self.exact)
        return found

    @property
    def skills(self) -> tuple[Skill, ...]:
        """Return what it trains."""
        return tuple(dict.fromkeys(skill for each in self.exercises for skill in each.skills))

    def find(self, exercise_id: str) -> Exercise | None:
        """Return an exercise by its id, or None."""
        return next((each for each in self.exercises if each.id == exercise_id), None)


def moment(words: str) -> datetime | None:
    """Return the time that is written in an exercise, on a clock without a zone; None if it is none."""
    try:
        return datetime.strptime(words, "%Y-%m-%d %H:%M")  # noqa: DTZ007 - the zone is the trainee's own
    except ValueError:
        return None
