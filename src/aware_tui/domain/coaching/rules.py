"""The rules of the coaches as a playbook has them, and what a coach finds by them."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from aware_tui.domain.playbook import STRICT


class Severity(StrEnum):
    """How much a finding weighs."""

    BLOCK = "block"
    """It takes back what was said."""
    WARN = "warn"
    """It takes back what was said, unless the fault is owned."""
    TIP = "tip"
    """Advice."""


class MayAdmitFault(StrEnum):
    """Whether an agent may say that it was our fault."""

    YES = "yes"
    HANDLING_ONLY = "handling_only"
    """Only for how a matter was handled, such as a call back that never came."""
    NO = "no"


@dataclass(frozen=True, slots=True)
class WordList:
    """Words with a name, which patterns use as `{name}`."""

    __pydantic_config__: ClassVar = STRICT

    id: str
    any: tuple[str, ...]
    """Words or pieces of patterns; a word list above this one may be named in them."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing to notice in a sentence, with its reason, its source and its tests.

    Patterns are regular expressions for whole words of a sentence in lower case with its short forms
    written out ("didn't" is `did not`). `{name}` stands for a word list, `{said}` for what the coach looks
    for once it was found (an apology) and `<3>` for up to three words.
    """

    __pydantic_config__: ClassVar = STRICT

    id: str
    any: tuple[str, ...]
    """Found where one of these matches."""
    source: str
    """Who says so: a study, an authority, or our own practice."""
    hits: tuple[str, ...]
    """Texts in which it must be found."""
    misses: tuple[str, ...]
    """Texts in which it must not be found."""
    unless: tuple[str, ...] = ()
    """Not found in a sentence where one of these matches."""
    severity: Severity = Severity.TIP
    reason: str = ""
    """Why it matters, in one plain sentence."""
    better: str = ""
    """What to say instead."""
    gives: str = ""
    """What is there where it is found: an element of an apology, a part of a promise."""


@dataclass(frozen=True, slots=True)
class ApologyRules:
    """What the apology coach knows."""

    __pydantic_config__: ClassVar = STRICT

    words: tuple[WordList, ...] = ()
    forms: tuple[Rule, ...] = ()
    """What counts as an apology said here."""
    not_meant: tuple[Rule, ...] = ()
    """Where such words are no apology to them: a refusal, a quotation, sympathy in a private matter."""
    owning: tuple[Rule, ...] = ()
    """Owning it so plainly that it counts without a word of sorry."""
    elements: tuple[Rule, ...] = ()
    """What an apology can hold; `gives` names the element."""
    findings: tuple[Rule, ...] = ()
    """Words that take it back, unless the fault is owned."""
    softer_findings: tuple[Rule, ...] = ()
    """Words that take it back when nobody owns the fault, and advice."""


@dataclass(frozen=True, slots=True)
class PromiseRules:
    """What the promise coach knows."""

    __pydantic_config__: ClassVar = STRICT

    words: tuple[WordList, ...] = ()
    joints: tuple[str, ...] = ()
    """Where a sentence falls apart into clauses."""
    deeds: tuple[Rule, ...] = ()
    """What counts as promised; `gives` says which parts of a promise are there: `what`, `who`."""
    dated_deeds: tuple[Rule, ...] = ()
    """The same, where a due time stands in or beside the clause."""
    owners: tuple[Rule, ...] = ()
    """Who does it, named elsewhere in the sentence."""
    carried_on: tuple[str, ...] = ()
    """How a clause begins that goes on with the deed of the clause before: "... and ring you"."""
    before_due: tuple[str, ...] = ()
    """Small words that may stand before a due time at the beginning of a clause."""
    questions: tuple[Rule, ...] = ()
    not_promises: tuple[Rule, ...] = ()
    findings: tuple[Rule, ...] = ()
    """Words that empty a promise; `gives` says of what: its what, who or when."""


@dataclass(frozen=True, slots=True)
class ContradictionRules:
    """What the guard against contradicting a customer knows."""

    __pydantic_config__: ClassVar = STRICT

    words: tuple[WordList, ...] = ()
    contradictions: tuple[Rule, ...] = ()
    not_contradictions: tuple[Rule, ...] = ()
    plain: tuple[Rule, ...] = ()
    """A plain, kind correction for safety's sake: `gives` is `stop` (what must stop) or `danger` (why)."""
    mealy: tuple[Rule, ...] = ()
    """Soft words about a danger."""


@dataclass(frozen=True, slots=True)
class ElementAdvice:
    """What the apology coach says of one element of an apology."""

    __pydantic_config__: ClassVar = STRICT

    id: str
    """The element: `regret`, `responsibility`, `explanation`, `repair` or `repentance`."""
    missing: str
    """What to add where it is missing."""
    handling_only: str = ""
    """The same where only the handling may be owned."""
    items: tuple[str, ...] = ()
    """The checklist items of the apology guide that stand for it."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A place of a suggested rewrite, and the notes of the call that may fill it, the first one first."""

    __pydantic_config__: ClassVar = STRICT

    id: str
    blank: str
    """What stands there while no note says it."""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rewrite:
    """Suggested wordings, a sentence a line, with `{slots}`."""

    __pydantic_config__: ClassVar = STRICT

    slots: tuple[Slot, ...] = ()
    light: tuple[str, ...] = ()
    full: tuple[str, ...] = ()
    handling_only: tuple[str, ...] = ()
    """In place of `full` where only the handling may be owned."""
    no_fault: tuple[str, ...] = ()
    """In place of `full` where no fault may be admitted: regret, what it cost them, what is done."""


@dataclass(frozen=True, slots=True)
class Coaching:
    """Everything the coaches know, and what this company lets its agents say."""

    __pydantic_config__: ClassVar = STRICT

    may_admit_fault: MayAdmitFault = MayAdmitFault.YES
    elements: tuple[ElementAdvice, ...] = ()
    rewrite: Rewrite = Rewrite()
    apology: ApologyRules = ApologyRules()
    promise: PromiseRules = PromiseRules()
    contradiction: ContradictionRules = ContradictionRules()
    languages: tuple[str, ...] = ("en",)
    """Those that the rules for apologies know, `en` and `de`: a text in another one is left alone."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found: code points `start` to `end` (exclusive) of the text as given."""

    rule: str
    severity: Severity
    start: int
    end: int
    reason: str
    suggestion: str
