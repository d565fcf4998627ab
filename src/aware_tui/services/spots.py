"""The places where typed words are kept, and how words become fit to be kept."""

from dataclasses import dataclass
from enum import StrEnum

from aware_tui.domain.masking import mask
from aware_tui.domain.playbook import PartKind
from aware_tui.domain.session import CoachingSession
from aware_tui.domain.text import LINE_LIMIT, NOTE_LIMIT, clean


class Table(StrEnum):
    """Where typed words can be kept."""

    SESSION = "session"
    CUSTOMER = "customer"
    NOTE = "note"
    PROFILE = "profile_entry"
    QUALITY = "quality_record"
    APOLOGY = "apology"


DOCUMENTS = {PartKind.PROFILE: Table.PROFILE, PartKind.QUALITY: Table.QUALITY}
"""The table each kind of document is kept in."""


@dataclass(frozen=True, slots=True)
class Spot:
    """The place one text is kept in: a note by step and field, else a column; of an apology, its size.

    Only notes and documents need the step.
    """

    table: Table
    step: str
    field: str


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of typed words: the text as it is stored, and whether any of it was cut or masked."""

    text: str
    cut: bool = False
    masked: bool = False


def words_in(session: CoachingSession, spot: Spot) -> str:
    """Return what a session keeps in a spot."""
    match spot.table:
        case Table.NOTE:
            return session.note(spot.step, spot.field)
        case Table.PROFILE:
            return str(getattr(session.profile_entry, spot.field, ""))
        case Table.QUALITY:
            return str(getattr(session.quality_record, spot.field, ""))
        case Table.APOLOGY:
            sized = (a for a in session.apologies if a.size == spot.field)
            return next((a.text for a in sized if a.said_at is None), "")
        case Table.CUSTOMER:
            return str(getattr(session.customer, spot.field, ""))
        case Table.SESSION:
            return str(getattr(session.head, spot.field) or "")


def safe_words(text: str, *, lines: bool = True) -> Kept:
    """Return words as they may be kept: cleaned, capped, card-like numbers and security codes masked."""
    cleaned = clean(text, limit=NOTE_LIMIT if lines else LINE_LIMIT, lines=lines)
    masked = mask(cleaned.text)
    return Kept(masked.text, cleaned.cut, bool(masked.spans))


def safe_line(text: str) -> str:
    """Return words of a one-line field as they may be kept, without blanks around them."""
    return safe_words(text, lines=False).text.strip()
