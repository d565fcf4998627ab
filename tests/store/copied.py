"""Data with a copy of it that is a little older, for tests of putting copies in place."""

from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from making import NOW, a_head, a_note, adding, an_event
from watching import rows

from aware_tui.domain.rows import Session
from aware_tui.domain.session import Change
from aware_tui.store.care import backup
from aware_tui.store.opening import open_database
from aware_tui.store.saving import Versions, apply
from aware_tui.store.transaction import transaction

LATER = NOW + timedelta(hours=3)


def save(path: Path, *heads: Session, at: int = 0) -> None:
    """Save sessions with a note each, and with a line of their story `at` so many minutes."""
    with closing(open_database(path)) as db, transaction(db):
        for head in heads:
            event = replace(an_event(head.id), at=NOW + timedelta(minutes=at))
            apply(db, Change(adding(head, a_note(head.id)).edits, (event,)), Versions(), None)


def some_data(folder: Path) -> Path:
    """Make data with two sessions of Kim's."""
    path = folder / "data" / "aware.db"
    save(path, a_head(), a_head())
    return path


def a_copy(path: Path) -> Path:
    """Make a copy, and then one session more in the data."""
    made = backup(path, path.parent / "backups", NOW)
    save(path, a_head(agent="later"), at=10)
    return made


def agents(path: Path) -> list[str]:
    """Return whose sessions there are, the oldest first."""
    return [agent for (agent,) in rows(path, "SELECT agent FROM session ORDER BY id")]
