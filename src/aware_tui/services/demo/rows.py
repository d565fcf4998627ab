"""Rows for complaints that came in before this program was there, as an import leaves them."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from hashlib import sha256

from aware_tui.config import Settings
from aware_tui.domain.ids import time_ordered_id
from aware_tui.domain.importing.made import NOTE_STEP, PLAYBOOK, THEIR_WORDS
from aware_tui.domain.insight_rows import ImportBatch
from aware_tui.domain.rows import Customer, Note, Row, Session
from aware_tui.domain.states import Kind, Status
from aware_tui.services.demo.complaints import Complaint
from aware_tui.services.demo.people import Person

FILE = "complaints-of-half-a-year.csv"
"""The file they could have come in."""

SETTLED_AFTER = timedelta(days=1, hours=3)


class Rows:
    """The rows of one import, made at `made_at` (aware UTC), with ids that are the same every time."""

    def __init__(self, settings: Settings, made_at: datetime) -> None:
        self._settings = settings
        self._made_at = made_at
        self._ids = 0
        self._customers: dict[str, Customer] = {}
        self._notes: list[Note] = []
        self._batch = self.id_at(made_at)
        self.sessions: list[Session] = []

    def id_at(self, at: datetime) -> str:
        """Return the next id, of this time."""
        self._ids += 1
        return time_ordered_id(at, sha256(str(self._ids).encode()).digest())

    @property
    def batch(self) -> ImportBatch:
        """Return what is kept of the import itself."""
        zone, actor = self._settings.zone, self._settings.agent
        return ImportBatch(
            self._batch, FILE, zone, actor, self._made_at, self._made_at, added=len(self.sessions)
        )

    def add(self, complaint: Complaint) -> None:
        """Add the session of a complaint, with its customer and its words."""
        session = self._session(complaint)
        self.sessions.append(session)
        if complaint.words:
            note = Note(self.id_at(complaint.at), session.id, NOTE_STEP, THEIR_WORDS, complaint.words)
            self._notes.append(note)

    def _session(self, told: Complaint) -> Session:
        answered = None if told.minutes is None else told.at + timedelta(minutes=told.minutes)
        return Session(
            self.id_at(told.at),
            Kind.IMPORTED,
            Status.FINISHED,
            playbook_id=PLAYBOOK,
            playbook_version="",
            playbook_hash="",
            agent="",
            zone=self._settings.zone,
            current_step="",
            current_phase="",
            started_at=told.at,
            received_at=told.at,
            first_response_at=answered if answered and answered <= self._made_at else None,
            ended_at=min(self._made_at, (answered or told.at) + SETTLED_AFTER),
            channel=told.channel,
            category=told.category,
            location=told.place,
            customer_id=self._customer(told.person, told.at) if told.person else None,
            import_id=self._batch,
        )

    def _customer(self, person: Person, at: datetime) -> str:
        """Return the id of somebody's row; everybody has one."""
        if person.name not in self._customers:
            prefers = person.prefers or None
            self._customers[person.name] = Customer(
                self.id_at(at), person.name, person.reference, preferred_channel=prefers
            )
        return self._customers[person.name].id

    def __iter__(self) -> Iterator[Row]:
        """Yield every row, those first that others name."""
        yield self.batch
        yield from self._customers.values()
        yield from self.sessions
        yield from self._notes
