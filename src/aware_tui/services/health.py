"""What a check-up says of each thing it looks at."""

from dataclasses import dataclass
from enum import StrEnum


class Health(StrEnum):
    """How grave it is."""

    OK = "ok"
    NOTE = "note"
    """Good to know; nothing is broken."""
    PROBLEM = "problem"


@dataclass(frozen=True, slots=True)
class HealthLine:
    """One thing that was looked at; `advice` says what is wrong and how to mend it, empty if nothing is."""

    area: str
    name: str
    state: Health
    found: str
    advice: str = ""
