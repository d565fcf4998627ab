"""A scenario, as its file says it: a customer, what can be said to them, and what they answer."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from aware_tui.domain.coaching.language import language_of
from aware_tui.domain.practice.acts import Act, Deed, Ending, Happening
from aware_tui.domain.states import ApologySize
from aware_tui.domain.strictness import STRICT


@dataclass(frozen=True, slots=True)
class Persona:
    """The customer; anger and trust are from 0 to 10."""

    __pydantic_config__: ClassVar = STRICT
    name: str
    anger: float
    trust: float
    temper: float = 1.0
    """Multiplies every rise of anger."""
    patience: int = 12
    """Answers they wait for; then they have no more time."""
    quiet: bool = False
    """Leaves without a word when trust is gone, instead of asking for somebody else."""


@dataclass(frozen=True, slots=True)
class Fact:
    """Something to be found out."""

    __pydantic_config__: ClassVar = STRICT
    text: str
    """Their words for it."""
    revealed_by: tuple[Act, ...] = ()
    cues: tuple[str, ...] = ()
    """Words of a question that ask for just this."""
    beat: int | None = None
    """The beat of the opening that tells it too, from 1."""
    trust_min: float = 0.0


@dataclass(frozen=True, slots=True)
class Remedy:
    """A way to put it right, as a scenario knows it."""

    __pydantic_config__: ClassVar = STRICT
    cue: tuple[str, ...]
    """What a typed offer of it holds, any of these."""
    fix: float
    """How much of it this puts right, 0 to 1."""
    cannot: str = ""
    """Why it is impossible; empty if it is possible."""
    say: str = ""
    """What it is, for the briefing."""


@dataclass(frozen=True, slots=True)
class Mistaken:
    """What the customer has wrong."""

    __pydantic_config__: ClassVar = STRICT
    belief: str
    truth: str
    safety: bool = False
    """Whether it is a matter of safety or security: then it is fatal not to tell it."""
    truth_cue: tuple[str, ...] = ()
    """What a typed line that tells the truth holds, any of these."""


@dataclass(frozen=True, slots=True)
class Shift:
    """How this person differs from the table of moods; None leaves it as it is."""

    __pydantic_config__: ClassVar = STRICT
    anger: float | None = None
    trust: float | None = None


@dataclass(frozen=True, slots=True)
class When:
    """Conditions; each that is given makes a reply more specific. Empty ones hold always."""

    __pydantic_config__: ClassVar = STRICT
    acts: tuple[Act, ...] = ()
    known: tuple[str, ...] = ()
    agreed: bool | None = None
    safety: bool | None = None
    anger_min: float | None = None
    anger_max: float | None = None
    trust_min: float | None = None
    trust_max: float | None = None
    events: tuple[Happening, ...] = ()
    after: tuple[Deed, ...] = ()

    @property
    def specificity(self) -> int:
        """Return how many conditions are given."""
        some = (self.acts, self.known, self.events, self.after)
        bounds = (self.anger_min, self.anger_max, self.trust_min, self.trust_max)
        told = (self.agreed, self.safety, *bounds)
        return sum(map(bool, some)) + sum(each is not None for each in told)


@dataclass(frozen=True, slots=True)
class Choice:
    """Something a trainee can say."""

    __pydantic_config__: ClassVar = STRICT
    id: str
    say: str
    acts: tuple[Act, ...]
    feedback: str = ""
    offers: str | None = None
    safety: bool = False
    when: When = field(default_factory=When)
    trap: bool = False


@dataclass(frozen=True, slots=True)
class Reply:
    """Something the customer answers."""

    __pydantic_config__: ClassVar = STRICT
    say: str
    when: When = field(default_factory=When)


@dataclass(frozen=True, slots=True)
class Way:
    """A way to do a deed after the call."""

    __pydantic_config__: ClassVar = STRICT
    id: str
    say: str
    feedback: str = ""
    right: bool = False


@dataclass(frozen=True, slots=True)
class Later:
    """What happens when the call is over."""

    __pydantic_config__: ClassVar = STRICT
    story: str = ""
    replies: tuple[Reply, ...] = ()
    ways: Mapping[Deed, tuple[Way, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rubric:
    """How this scenario is scored; weights by step, where they differ."""

    __pydantic_config__: ClassVar = STRICT
    weights: Mapping[str, float] = field(default_factory=dict)
    fatal: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Scenario:
    """One upset customer to practise on."""

    __pydantic_config__: ClassVar = STRICT
    schema: int
    id: str
    persona: Persona
    opening: tuple[str, ...]
    options: Mapping[str, Remedy]
    accept: tuple[str, ...]
    choices: tuple[Choice, ...]
    replies: tuple[Reply, ...]
    model: tuple[str, ...]
    title: str = ""
    industry: str = ""
    categories: tuple[str, ...] = ()
    """The kinds of complaint it trains for, by the ids of a playbook; mostly the first."""
    level: int = 1
    about: str = ""
    may: tuple[str, ...] = ()
    may_not: tuple[str, ...] = ()
    twist: str = ""
    apology: ApologySize = ApologySize.FULL
    facts: Mapping[str, Fact] = field(default_factory=dict)
    need: tuple[str, ...] = ()
    mistaken: Mistaken | None = None
    mood: Mapping[Act, Shift] = field(default_factory=dict)
    later: Later = field(default_factory=Later)
    rubric: Rubric = field(default_factory=Rubric)
    endings: Mapping[Ending, str] = field(default_factory=dict)
    source: str = "authored"

    @property
    def language(self) -> str:
        """Return the language that the customer speaks, `en` or `de`."""
        return language_of(" ".join(self.opening))

    @property
    def safety(self) -> bool:
        """Return whether there is a truth that must be told."""
        return self.mistaken is not None and self.mistaken.safety

    def choice(self, choice_id: str) -> Choice | None:
        """Return a choice by its id, or None."""
        return next((each for each in self.choices if each.id == choice_id), None)
