"""What a complaint is about and why it went wrong: the lists a playbook offers to choose from."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from aware_tui.domain.strictness import STRICT


@dataclass(frozen=True, slots=True)
class CategoryItem:
    """An item that a category adds to one step's drawer."""

    __pydantic_config__: ClassVar = STRICT

    step: str
    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Category:
    """What a complaint is about; it may add items to the drawer of some steps."""

    __pydantic_config__: ClassVar = STRICT

    id: str
    label: str
    items: tuple[CategoryItem, ...] = ()


class CauseOf(StrEnum):
    """Where a cause lies."""

    SYSTEM = "system"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Cause:
    """Why it went wrong, as the quality record names it."""

    __pydantic_config__: ClassVar = STRICT

    id: str
    label: str
    of: CauseOf
