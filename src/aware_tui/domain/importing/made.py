"""The rows of the data that a row of a file becomes; the same row always becomes the same ones."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

from aware_tui.domain.feedback import sentiment_of
from aware_tui.domain.ids import time_ordered_id
from aware_tui.domain.importing.cells import is_reference
from aware_tui.domain.importing.entries import Entry
from aware_tui.domain.insight_rows import Feedback
from aware_tui.domain.rows import Customer, Note, Session
from aware_tui.domain.states import Kind, Status
from aware_tui.domain.text import folded

PLAYBOOK = "import"
"""Stands where a coached session names its playbook, and for the step of an imported note."""

NOTE_STEP = PLAYBOOK
"""The step of an imported note."""

THEIR_WORDS = "their_words"
"""The field of the note, as the method calls it."""

_START = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Made:
    """What one row of a file becomes: a complaint with its words, or feedback, or both."""

    session: Session | None
    note: Note | None
    feedback: Feedback | None
    customer: Customer | None
    """Who it is, made anew unless one who fits is there already."""

    @property
    def id(self) -> str:
        """Return the id by which it is known whether it is there already."""
        row = self.session or self.feedback
        if row is None:
            raise ValueError("a row becomes a complaint or feedback")
        return row.id


def print_of(cells: Sequence[str]) -> bytes:
    """Return the fingerprint of a row as it stands in the file, without empty cells at its end: 32 bytes."""
    last = len(cells)
    while last and not cells[last - 1]:
        last -= 1
    return sha256("\x1f".join(cells[:last]).encode("utf-8", "surrogatepass")).digest()


def again(fingerprint: bytes, before: int) -> bytes:
    """Return the fingerprint of a row that stood in the file `before` times already."""
    return sha256(fingerprint + before.to_bytes(8, "big")).digest() if before else fingerprint


def made_of(entry: Entry, fingerprint: bytes, zone: str, import_id: str) -> Made:
    """Return the rows that an entry becomes; their ids follow from its time and its fingerprint."""
    session = _session(entry, fingerprint, zone, import_id) if entry.complaint else None
    note = None
    if session is not None and entry.text:
        note = Note(
            time_ordered_id(entry.at, fingerprint[10:20]), session.id, PLAYBOOK, THEIR_WORDS, entry.text
        )
    feedback = _feedback(entry, fingerprint, zone, import_id, session) if entry.has_feedback else None
    return Made(session, note, feedback, customer_of(entry.customer))


def customer_of(who: str) -> Customer | None:
    """Return the customer that a name or a number of theirs stands for; the same one for the same name."""
    if not who:
        return None
    row_id = time_ordered_id(_START, sha256(f"customer\x1f{folded(who)}".encode()).digest())
    return Customer(row_id, reference=who) if is_reference(who) else Customer(row_id, name=who)


FIRST_OWN_CUSTOMER = "00000000-0001"
"""Ids of customers that an import made come before it: they are of the first millisecond there is."""


def _session(entry: Entry, fingerprint: bytes, zone: str, import_id: str) -> Session:
    return Session(
        id=time_ordered_id(entry.at, fingerprint),
        kind=Kind.IMPORTED,
        status=Status.FINISHED,
        playbook_id=PLAYBOOK,
        playbook_version="",
        playbook_hash="",
        agent="",
        zone=zone,
        current_step="",
        current_phase="",
        started_at=entry.at,
        received_at=entry.received_at,
        first_response_at=entry.first_response_at,
        ended_at=entry.ended_at,
        channel=entry.channel or None,
        category=entry.category or None,
        location=entry.location or None,
        product=entry.product or None,
        day_only=entry.day_only,
        import_id=import_id,
    )


def _feedback(
    entry: Entry, fingerprint: bytes, zone: str, import_id: str, session: Session | None
) -> Feedback:
    chance = fingerprint[20:30] if session else fingerprint
    return Feedback(
        id=time_ordered_id(entry.at, chance),
        source=entry.source,
        zone=zone,
        session_id=session.id if session else None,
        channel=entry.channel or None,
        category=entry.category or None,
        location=entry.location or None,
        score=entry.score,
        scale=entry.scale,
        sentiment=sentiment_of(entry.score, entry.scale),
        text=entry.feedback or ("" if session else entry.text),
        received_at=entry.at,
        import_id=import_id,
    )
