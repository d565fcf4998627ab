"""The playbook: a method as data, from its steps down to each line a screen shows."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from aware_tui.domain.aims import Aim
from aware_tui.domain.calendar import USUAL_CALENDAR, BusinessCalendar
from aware_tui.domain.cards import USUAL_CARDS, Cards
from aware_tui.domain.categories import Category, Cause
from aware_tui.domain.deadline_packs import DeadlinePack
from aware_tui.domain.strictness import STRICT as STRICT


class Required(StrEnum):
    """What the gate does about an item that is not ticked."""

    NO = "no"
    WARN = "warn"
    REFUSE = "refuse"


class PartKind(StrEnum):
    """What a part of a phase is; each kind has one widget."""

    NOTE = "note"
    """Words in a box or on a line."""
    MOOD_START = "mood_start"
    """The customer's mood at the start, 1 to 5."""
    MOOD_END = "mood_end"
    """The customer's mood at the end, 1 to 5."""
    SIZE = "size"
    """How big an apology the customer feels is due: choices `light` and `full`."""
    ANSWER = "answer"
    """A question answered by one of its choices, kept under the part's id."""
    OPTIONS = "options"
    """The ways to put it right, and which the customer picked."""
    SAFETY = "safety"
    """The switch for a customer who is mistaken where safety or security is at stake, with its reason."""
    PROMISES = "promises"
    """The promise line and the promises made."""
    KEPT = "kept"
    """The promises again, to be marked kept, changed or broken."""
    FOLLOW_UPS = "follow_ups"
    """Checks on delegates and with the customer."""
    READ_BACK = "read_back"
    """The agreed solution in words, built from `template`."""
    PROFILE = "profile"
    """Document one: the customer's profile entry, from `template`; its one choice marks it recorded."""
    QUALITY = "quality"
    """Document two: what went wrong, drafted from `template`; its one choice marks the record recorded."""
    CATEGORY = "category"
    """What the complaint is about, one of the playbook's categories."""
    CAUSE = "cause"
    """Why it went wrong, one of the playbook's causes; part of the quality record."""
    LIKELIHOOD = "likelihood"
    """How likely it is to happen again; part of the quality record."""
    COST = "cost"
    """What putting it right cost; part of the quality record."""
    RECOMMENDATION = "recommendation"
    """What should change; part of the quality record."""
    CHECK_IN = "check_in"
    """How the call was for the agent, 1 to 5; only its author reads it."""


class Lines(StrEnum):
    """How tall a note is."""

    LINE = "line"
    BOX = "box"


class CoachKind(StrEnum):
    """What a block of coaching does."""

    SAY = "say"
    """Words an agent can say as they stand."""
    ASK = "ask"
    """Questions to the customer; never shown while the listen lock is on."""
    CAREFUL = "careful"
    """What to avoid, and why."""
    WHY = "why"
    """A short reason; never shown while the listen lock is on."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer of a choice row, given by its digit."""

    __pydantic_config__: ClassVar = STRICT

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class ChecklistItem:
    """A deed that can be confirmed with one tick."""

    __pydantic_config__: ClassVar = STRICT

    id: str
    text: str
    required: Required = Required.NO
    """At most three items of a playbook are anything but `no`."""
    why: str = ""
    """One sentence of reason, shown in help."""


@dataclass(frozen=True, slots=True)
class Part:
    """One thing under the checklist: a note, a row of choices, a table, a document."""

    __pydantic_config__: ClassVar = STRICT

    kind: PartKind
    id: str
    """Unique in its step. A note with the same id in two phases of a step is the same note."""
    label: str
    hint: str = ""
    """Shown in the empty box, in grey."""
    lines: Lines = Lines.LINE
    main: bool = False
    """Focus lands here when the phase opens; one part of each phase."""
    choices: tuple[Choice, ...] = ()
    """At most nine, in the order of their digits."""
    template: tuple[str, ...] = ()
    """Lines with `{name}` places; a line whose places are all empty is left out."""


@dataclass(frozen=True, slots=True)
class CoachBlock:
    """A few lines beside the step: what to say, to ask, to be careful of."""

    __pydantic_config__: ClassVar = STRICT

    kind: CoachKind
    title: str
    lines: tuple[str, ...]
    only: str = ""
    """Shown only when `light`, `full` (apology size) or `safety` holds; empty: always."""
    id: str = ""
    """What a playbook that extends this one changes it by; unique in its phase."""


@dataclass(frozen=True, slots=True)
class Phase:
    """What is on screen at once: a lead sentence, at most seven items, some parts, some coaching."""

    __pydantic_config__: ClassVar = STRICT

    id: str
    lead: str
    """The one sentence in the accent colour."""
    items: tuple[ChecklistItem, ...] = ()
    parts: tuple[Part, ...] = ()
    coach: tuple[CoachBlock, ...] = ()
    lock: bool = False
    """The listen lock: no question and no explanation until the agent ends it."""
    unlock: str = ""
    """What the key that ends the lock is called, such as `they have finished`."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the method."""

    __pydantic_config__: ClassVar = STRICT

    id: str
    title: str
    phases: tuple[Phase, ...]
    extra: tuple[ChecklistItem, ...] = ()
    """Useful items that are not part of the method, shown apart in the coach, and marked so."""
    does: tuple[Aim, ...] = ()
    """What it is for beyond what its parts tell; methods are laid side by side by it."""

    def phase(self, phase_id: str) -> Phase:
        """Return the phase with this id; KeyError if there is none."""
        for phase in self.phases:
            if phase.id == phase_id:
                return phase
        raise KeyError(phase_id)

    def items(self) -> Iterator[ChecklistItem]:
        """Yield the checklist items of all phases, in order, without the extra ones."""
        for phase in self.phases:
            yield from phase.items

    def parts(self) -> Iterator[Part]:
        """Yield the parts of all phases, in order; a note shared by two phases comes twice."""
        for phase in self.phases:
            yield from phase.parts


@dataclass(frozen=True, slots=True)
class Phrases:
    """Words that help with one thing, as they can be said."""

    __pydantic_config__: ClassVar = STRICT

    id: str
    title: str
    step: str
    """The step they belong to."""
    why: str
    """When to use them, and what they do."""
    source: str
    """Whose idea it is: a study, an authority, or our own practice."""
    lines: tuple[str, ...]
    apology: str = ""
    """`light` or `full` where the apology coach offers them for that size, `any` for both."""


@dataclass(frozen=True, slots=True)
class Apology:
    """What the apology guide of F2 shows."""

    __pydantic_config__: ClassVar = STRICT

    light: tuple[ChecklistItem, ...]
    """Elements of a light apology, ticked when said."""
    full: tuple[ChecklistItem, ...]
    """Elements of a full apology, ticked when said."""
    say_light: tuple[str, ...] = ()
    say_full: tuple[str, ...] = ()
    leave_out: tuple[str, ...] = ()
    """Words that spoil an apology, each with its reason in the same line."""


@dataclass(frozen=True, slots=True)
class Ending:
    """The reasons a gate offers for leaving gaps, each taken by its digit."""

    __pydantic_config__: ClassVar = STRICT

    finish: tuple[Choice, ...]
    park: tuple[Choice, ...]
    discard: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Playbook:
    """A method of service recovery, whole, as one session uses it."""

    __pydantic_config__: ClassVar = STRICT

    id: str
    title: str
    version: str
    about: str
    credit: str
    steps: tuple[Step, ...]
    apology: Apology
    endings: Ending
    likelihood: tuple[Choice, ...]
    """How likely it is to happen again, for the quality record."""
    categories: tuple[Category, ...] = ()
    causes: tuple[Cause, ...] = ()
    channels: tuple[Choice, ...] = ()
    phrases: tuple[Phrases, ...] = ()
    """Words that help, by what they help with."""
    language: str = "en"
    calendar: BusinessCalendar = USUAL_CALENDAR
    """When the business is open; what “two working days” and “close of business” are reckoned by."""
    deadlines: tuple[DeadlinePack, ...] = ()
    """Deadline packs that are in force, each by its name, such as `uk_disp`; none unless they are named."""
    cards: Cards = USUAL_CARDS
    """How it looks on paper."""

    def step(self, step_id: str) -> Step:
        """Return the step with this id; KeyError if there is none."""
        for step in self.steps:
            if step.id == step_id:
                return step
        raise KeyError(step_id)

    def documents(self) -> dict[PartKind, Part]:
        """Return the documents it asks for, by kind: the profile entry, the quality record."""
        parts = (part for step in self.steps for part in step.parts())
        return {part.kind: part for part in parts if part.kind in (PartKind.PROFILE, PartKind.QUALITY)}

    def category(self, category_id: str | None) -> Category | None:
        """Return the category with this id, if there is one."""
        return next((c for c in self.categories if c.id == category_id), None)
