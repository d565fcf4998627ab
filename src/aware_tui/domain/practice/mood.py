"""The table of moods: what each act does to anger and trust, and where the limits are (ours, not fitted)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from aware_tui.domain.practice.acts import Act, Ending, Happening
from aware_tui.domain.strictness import STRICT

HIGHEST = 10.0
"""Anger and trust are from 0 to this."""


@dataclass(frozen=True, slots=True)
class Effect:
    """What something does to anger and trust, and the sentence that tells the trainee."""

    __pydantic_config__: ClassVar = STRICT
    anger: float
    trust: float
    told: str

    def shifted(self, anger: float | None, trust: float | None) -> "Effect":
        """Return it with another anger or trust, where one is given."""
        return Effect(
            self.anger if anger is None else anger, self.trust if trust is None else trust, self.told
        )


@dataclass(frozen=True, slots=True)
class Limits:
    """Where a customer's patience turns."""

    __pydantic_config__: ClassVar = STRICT
    offer_anger: float
    """An offer is taken only under this anger ..."""
    offer_trust: float
    """... and from this trust on."""
    warn_anger: float
    """At this anger they ask for somebody else."""
    policies: int
    """A rule quoted this often makes them ask for somebody else."""
    apologies: int
    """The apology from which on saying sorry irritates."""


@dataclass(frozen=True, slots=True)
class MoodTable:
    """How customers feel about what is said to them; every value is editable data."""

    __pydantic_config__: ClassVar = STRICT
    acts: Mapping[Act, Effect]
    events: Mapping[Happening, Effect]
    safety_told: Effect
    """Telling the truth that safety demands, kindly."""
    limits: Limits
    weights: Mapping[str, float]
    """The five steps' shares of the total."""
    endings: Mapping[Ending, str]
    """What happens at the end, where a scenario does not say it."""
    lines: Mapping[Happening, str] = field(default_factory=dict)
    """What customers say when something happened, where a scenario has nothing for it."""


def within(value: float) -> float:
    """Return a mood brought into its bounds, to two digits, so that a replay agrees to the digit."""
    return round(min(max(value, 0.0), HIGHEST), 2) + 0.0
