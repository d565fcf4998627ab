"""What typed answers are understood by, as a playbook has it."""

from dataclasses import dataclass
from typing import ClassVar

from aware_tui.domain.coaching.rules import WordList
from aware_tui.domain.playbook import STRICT
from aware_tui.domain.practice.acts import Act


@dataclass(frozen=True, slots=True)
class Spelling:
    """A word as it is typed in haste, and what it means."""

    __pydantic_config__: ClassVar = STRICT

    id: str
    means: str
    after: tuple[str, ...] = ()
    """If given, it means so only at the beginning of a clause or after one of these words."""


@dataclass(frozen=True, slots=True)
class ActRule:
    """Words by which an act is known, with texts that test it."""

    __pydantic_config__: ClassVar = STRICT

    id: str
    act: Act
    any: tuple[str, ...]
    """Found where one of these matches a clause."""
    source: str
    hits: tuple[str, ...]
    """Texts in which it must be found."""
    misses: tuple[str, ...]
    """Texts in which it must not be found."""
    unless: tuple[str, ...] = ()
    """Not found in a clause where one of these matches."""
    sure: bool = False
    """Whether a good act read by it is credited without asking."""


@dataclass(frozen=True, slots=True)
class Phrases:
    """Lines that do an act, from which others that do it are known; the id is the act's name."""

    __pydantic_config__: ClassVar = STRICT

    id: Act
    any: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UnderstandingRules:
    """All that typed answers are understood by."""

    __pydantic_config__: ClassVar = STRICT

    spellings: tuple[Spelling, ...] = ()
    words: tuple[WordList, ...] = ()
    """Words that patterns name; the model of phrases takes the words of one list for alike."""
    rules: tuple[ActRule, ...] = ()
    """The first that fits a clause counts."""
    phrases: tuple[Phrases, ...] = ()
