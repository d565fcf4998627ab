"""Keeps the words of a refused change beside the row they were meant for, so that no text is lost."""

import os
from collections.abc import Callable, Iterator
from datetime import datetime

from aware_tui.domain.ids import time_ordered_id
from aware_tui.domain.rows import (
    Apology,
    Customer,
    Event,
    FollowUp,
    Note,
    Option,
    ProfileEntry,
    Promise,
    QualityRecord,
    Row,
    Session,
)
from aware_tui.domain.session import Change, Edit
from aware_tui.store.database import Database
from aware_tui.store.erased import erased_among, ids_in
from aware_tui.store.records import TABLES, to_stored
from aware_tui.store.saving import session_of, tell

TYPED: dict[type[object], tuple[str, ...]] = {
    Session: ("safety_reason", "end_words"),
    Customer: ("name", "reference", "contact"),
    Note: ("text",),
    Apology: ("text",),
    Option: ("text",),
    Promise: ("what", "reason", "note"),
    FollowUp: ("outcome", "note"),
    ProfileEntry: ("text",),
    QualityRecord: ("text", "cost", "recommendation"),
}
"""The fields of each kind of record that hold words a person typed."""

_KEEP = """
INSERT INTO note (id, session_id, step, field, text) VALUES (:id, :session_id, :step, :field, :text)
ON CONFLICT (session_id, step, field) DO UPDATE SET text = excluded.text, row_version = note.row_version + 1
"""


class Asides:
    """The notes that one writer keeps aside: one for each field it lost, holding what was typed there last.

    Such a note has the step and field of the lost note, for other rows the table and the column, and the
    field ends in `~` and eight characters of the note's own id.
    """

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._ids: dict[tuple[str, str], str] = {}

    def keep(self, db: Database, change: Change) -> bool:
        """Keep the words of a refused change in the caller's transaction; say whether a note holds some.

        Words for what was erased are not kept: they would bring back what somebody asked to be gone.
        """
        gone = erased_among(db, {each for row, _, _ in typed(change) for each in ids_in(row)})
        lost = [found for found in typed(change) if not (ids_in(found[0]) & gone or _is_stored(db, *found))]
        kept = [self._keep(db, *found, change) for found in lost]
        return any(kept)

    def settled(self, change: Change) -> None:
        """Forget the rows of a change that was saved: what they lose after this is kept as another note."""
        for edit in change.edits:
            for name in TYPED.get(type(edit.row), ()):
                self._ids.pop((edit.row.id, name), None)

    def _keep(self, db: Database, row: Row, name: str, text: str, change: Change) -> bool:
        told = change.events[0] if change.events else None
        session_id = session_of(row) or (told.session_id if told else None)
        if not db.execute("SELECT 1 FROM session WHERE id = ?", (session_id,)).fetchone() or not session_id:
            return False
        aside_id = self._ids.setdefault((row.id, name), self._new_id())
        step, field = (row.step, row.field) if isinstance(row, Note) else (TABLES[type(row)], name)
        note = Note(aside_id, session_id, step, f"{field}~{aside_id[-8:]}", text)
        if not db.execute("SELECT 1 FROM note WHERE id = ?", (aside_id,)).fetchone():
            actor, size = told.actor if told else "", f"{note.step}:{note.field}:{len(text)}"
            tell(db, Event(self._new_id(), session_id, self._now(), actor, "kept_aside", row.id, size))
        db.execute(_KEEP, to_stored(note))
        return True

    def _new_id(self) -> str:
        return time_ordered_id(self._now(), os.urandom(10))


def typed(change: Change) -> Iterator[tuple[Row, str, str]]:
    """Yield each text that a change brings: the row, the field, the words."""
    for edit in change.edits:
        if edit.after is not None:
            for name in TYPED.get(type(edit.after), ()):
                text = getattr(edit.after, name)
                if text and text != _before(edit, name):
                    yield edit.after, name, text


def _before(edit: Edit, name: str) -> str:
    return "" if edit.before is None else getattr(edit.before, name) or ""


def _is_stored(db: Database, row: Row, name: str, text: str) -> bool:
    """Say whether the file has this text already where it belongs."""
    if isinstance(row, Note):
        place = (row.session_id, row.step, row.field)
        find = "SELECT text FROM note WHERE session_id = ? AND step = ? AND field = ?"
        found = db.execute(find, place).fetchone()
    else:
        found = db.execute(f'SELECT "{name}" FROM "{TABLES[type(row)]}" WHERE id = ?', (row.id,)).fetchone()
    return found is not None and found[0] == text
