"""The list of half-documented sessions is what reading everything gives, whatever happens to them."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from making import NOW, a_head, a_profile_entry, a_quality_record, adding, editing, removing
from method import METHOD, without

from aware_tui.domain.playbook import PartKind
from aware_tui.domain.rows import ProfileEntry, QualityRecord, Session
from aware_tui.domain.session import Change
from aware_tui.domain.states import Kind, Status
from aware_tui.store.opening import open_file
from aware_tui.store.reading import half_documented, keep_playbook
from aware_tui.store.saving import Versions, apply

Made = Session | ProfileEntry | QualityRecord


@pytest.fixture
def db(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    with closing(open_file(tmp_path / "aware.db")) as connection:
        yield connection


def put(db: sqlite3.Connection, change: Change) -> None:
    with db:
        db.execute("BEGIN IMMEDIATE")
        apply(db, change, Versions(), None)


class Drawer:
    """Sessions and documents as they should be in the file, and random deeds on them."""

    def __init__(self, seed: int) -> None:
        self.chance = Random(seed)
        self.heads: dict[str, Session] = {}
        self.documents: dict[str, ProfileEntry | QualityRecord] = {}

    def deed(self) -> Change:
        """Return a change that does two things, and do them here."""
        return self._step() + self._step()

    def _step(self) -> Change:
        rows: list[Made] = [*self.heads.values(), *self.documents.values()]
        if not rows or self.chance.random() < 0.4:
            return self._make()
        row = self.chance.choice(rows)
        return self._remove(row) if self.chance.random() < 0.2 else self._edit(row)

    def _make(self) -> Change:
        new = not self.heads or self.chance.random() < 0.3
        head = self._other(a_head()) if new else self.chance.choice(list(self.heads.values()))
        make = self.chance.choice((a_profile_entry, a_quality_record))
        document = make(head.id, recorded_at=self._recorded())
        self.heads[head.id], self.documents[document.id] = head, document
        return adding(document, head) if new else adding(document)

    def _edit(self, row: Made) -> Change:
        if isinstance(row, Session):
            self.heads[row.id] = self._other(row)
            return editing(row, self.heads[row.id])
        self.documents[row.id] = replace(row, recorded_at=self._recorded())
        return editing(row, self.documents[row.id])

    def _remove(self, row: Made) -> Change:
        self.heads.pop(row.id, None)
        gone = [each for each in self.documents.values() if row.id in (each.id, each.session_id)]
        for document in gone:
            self.documents.pop(document.id)
        return removing(*gone, *([row] if isinstance(row, Session) else []))

    def _recorded(self) -> datetime | None:
        return self.chance.choice((None, NOW, NOW + timedelta(days=1)))

    def _other(self, head: Session) -> Session:
        status, kind = self.chance.choice(list(Status)), self.chance.choice(list(Kind))
        return replace(
            head, status=status, kind=kind, started_at=NOW + timedelta(days=self.chance.randrange(5))
        )

    def halves(self) -> list[tuple[str, str]]:
        """Return what the list should be: session and what is missing, newest first."""
        found = []
        for head in self.heads.values():
            has = {type(d) for d in self.documents.values() if d.session_id == head.id and d.recorded_at}
            if len(has) == 1 and head.status is not Status.DISCARDED and head.kind is not Kind.PRACTICE:
                missing = "quality_record" if ProfileEntry in has else "profile_entry"
                found.append((head.started_at, head.id, missing))
        return [half[1:] for half in sorted(found, reverse=True)]


def listed(db: sqlite3.Connection) -> list[tuple[str, str]]:
    return [(half.session_id, half.missing) for half in half_documented(db, 1000)]


@given(seed=st.integers(0, 2**32), deeds=st.integers(1, 25))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
def test_after_any_deeds_the_list_is_what_reading_everything_gives(
    db: sqlite3.Connection, seed: int, deeds: int
) -> None:
    for table in ("profile_entry", "quality_record", "session"):
        db.execute(f"DELETE FROM {table}")
    assert listed(db) == []
    drawer = Drawer(seed)
    for _ in range(deeds):
        put(db, drawer.deed())
        assert listed(db) == drawer.halves()


def test_a_document_that_moves_to_another_session_is_counted_there(db: sqlite3.Connection) -> None:
    heads = [a_head(), a_head()]
    put(db, adding(*heads, a_profile_entry(heads[0].id, recorded_at=NOW)))
    db.execute("UPDATE profile_entry SET session_id = ?", (heads[1].id,))
    assert listed(db) == [(heads[1].id, "quality_record")]


def test_the_oldest_of_many_sessions_is_listed_too(db: sqlite3.Connection) -> None:
    old = a_head(started_at=NOW - timedelta(days=999))
    put(db, adding(old, a_quality_record(old.id, recorded_at=NOW), *(a_head() for _ in range(6000))))
    assert listed(db) == [(old.id, "profile_entry")]


def test_writing_in_a_document_does_not_touch_the_list(db: sqlite3.Connection) -> None:
    head = a_head()
    entry = a_profile_entry(head.id, recorded_at=NOW)
    put(db, adding(head, entry))
    statements: list[str] = []
    db.set_trace_callback(statements.append)
    put(db, editing(entry, replace(entry, text="more")))
    db.set_trace_callback(None)
    assert not [sql for sql in statements if "half_documented" in sql]


@pytest.mark.parametrize(
    ("left_out", "listed_at_all"),
    [((), True), ((PartKind.QUALITY,), False), ((PartKind.PROFILE,), False), (tuple(PartKind), False)],
)
def test_a_playbook_that_asks_for_one_document_leaves_nothing_half_documented(
    db: sqlite3.Connection, left_out: tuple[PartKind, ...], listed_at_all: bool
) -> None:
    head = a_head(playbook_hash="hash")
    keep_playbook(db, "hash", without(METHOD, *left_out), "{}", NOW)
    put(db, adding(head, a_profile_entry(head.id, recorded_at=NOW)))
    assert bool(listed(db)) == listed_at_all
