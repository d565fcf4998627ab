"""What is to be read: passages of lines, each with the voice it is said in."""

from dataclasses import dataclass
from enum import StrEnum


class Voice(StrEnum):
    """How a line is said; how that looks is for the screen to choose."""

    PLAIN = "plain"
    STRONG = "strong"
    """The sentence that matters most."""
    QUIET = "quiet"
    """A name for what follows, or what stands beside the matter."""
    FAINT = "faint"
    """Left undone, or not there."""
    DONE = "done"
    """Ticked."""
    LATE = "late"
    """Asks for care."""


@dataclass(frozen=True, slots=True)
class Said:
    """A few lines of text; `lead` stands before them, and they all begin right of it."""

    text: str
    voice: Voice = Voice.PLAIN
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """A titled piece of a longer text; `aside` stands quietly beside the title."""

    title: str
    lines: tuple[Said, ...]
    aside: str = ""


GAP = Said("")
"""An empty line."""
