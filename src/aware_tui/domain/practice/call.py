"""A practice call as it stands: what is known, how they feel, and every turn so far."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from aware_tui.domain.practice.acts import Act, Deed, Ending, Happening


@dataclass(frozen=True, slots=True)
class Turn:
    """One move and what came of it."""

    number: int
    """From 1."""
    move: str
    """The line of a script that it is."""
    said: str
    """The trainee's words, if there were any."""
    acts: tuple[Act, ...]
    """Those that counted."""
    events: tuple[Happening, ...]
    revealed: tuple[str, ...]
    customer: str
    """What the customer said, or what happened."""
    anger: float
    trust: float
    anger_change: float
    trust_change: float
    why: tuple[str, ...]
    """Sentences for the trainee."""
    lost: tuple[str, ...] = ()
    """Beats that were cut off."""
    safety: bool = False
    """The truth that safety demands was told."""
    offer: str | None = None
    choice: str | None = None
    deed: Deed | None = None
    way: str | None = None
    spoken: bool = False
    """An answer, in contrast to listening or a deed."""


@dataclass(frozen=True, slots=True)
class PracticeCall:
    """Where a call stands; made by `engine.begin` and taken on by `engine.take`, never changed."""

    anger: float
    trust: float
    beats: int = 1
    """Beats of the opening that were heard."""
    cut_off: bool = False
    known: tuple[str, ...] = ()
    counts: Mapping[Act, int] = field(default_factory=dict)
    """How often each act was credited."""
    used: frozenset[str] = frozenset()
    """Choices that were said."""
    said: frozenset[str] = frozenset()
    """The sentences that were said, folded, to notice one said again."""
    agreed: str | None = None
    """The option they took."""
    committed: bool = False
    told: bool = False
    """The truth that safety demands is told."""
    warned: bool = False
    """They asked for somebody else."""
    answers: int = 0
    crowded: int = 0
    """Answers with more in them than anybody can take in."""
    replies: Mapping[int, int] = field(default_factory=dict)
    """How often each reply was used, by its place in the file."""
    deeds: tuple[Deed, ...] = ()
    """Those done in the right way."""
    tried: tuple[Deed, ...] = ()
    """Those done in whatever way; the first way counts."""
    ended: Ending | None = None
    turns: tuple[Turn, ...] = ()

    def did(self, act: Act) -> bool:
        """Return whether an act was credited."""
        return self.counts.get(act, 0) > 0

    def happened(self, event: Happening) -> int:
        """Return how often something happened."""
        return sum(turn.events.count(event) for turn in self.turns)

    def turn_of(self, act: Act) -> Turn | None:
        """Return the first turn in which an act counted."""
        return next((turn for turn in self.turns if act in turn.acts), None)
