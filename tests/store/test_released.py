"""Files made by each earlier release open, with their words, in this one."""

import stat
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from store.awkward import fill, rows_of

from aware_tui.store.care import backups
from aware_tui.store.checking import check
from aware_tui.store.drift import drift_of
from aware_tui.store.errors import StoreProblem
from aware_tui.store.library import sqlite3
from aware_tui.store.marks import SCHEMA_VERSION
from aware_tui.store.opening import open_file
from aware_tui.store.restoring import restore
from aware_tui.store.searching import search

pytestmark = pytest.mark.head(16)

RELEASED = sorted((Path(__file__).parent / "released").glob("schema_*.sql"))

UNSYNCED = "PRAGMA synchronous=OFF"
"""For files that a test makes: nobody cuts the power meanwhile."""

SESSION = """
INSERT INTO customer (id, name, reference, contact) VALUES ('c', 'Dana', '', '');
INSERT INTO session (id, kind, status, playbook_id, playbook_version, playbook_hash, agent, zone,
    current_step, current_phase, started_at, clock_seconds, customer_id)
VALUES ('s', 'live', 'open', 'aware', '1', 'h', 'me', 'UTC', 'acknowledge', 'listen',
    '2026-03-02 09:00:00.000000', 0, 'c');
INSERT INTO promise (id, session_id, what, who, made_at, due_words, state, reason)
VALUES ('p', 's', 'send a technician', 'me', '2026-03-02 09:00:00.000000', '', 'open', '');
INSERT INTO follow_up (id, session_id, kind, who, made_at, due_words, state, outcome)
VALUES ('f', 's', 'delegate', 'depot', '2026-03-02 09:00:00.000000', '', 'done', 'van was ordered');
"""


@pytest.fixture(params=RELEASED, ids=lambda path: path.stem)
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / "data" / "aware.db"
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as db:
        db.execute(UNSYNCED)
        db.executescript(request.param.read_text(encoding="utf-8") + SESSION)
    return path


@pytest.fixture(params=RELEASED, ids=lambda path: path.stem)
def full(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A file of an earlier release with awkward rows in every table."""
    path = tmp_path / "data" / "aware.db"
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as db:
        db.execute(UNSYNCED)
        db.executescript(request.param.read_text(encoding="utf-8"))
        fill(db)
    return path


def everything(path: Path) -> dict[tuple[str, str, str], object]:
    with closing(sqlite3.connect(path)) as db:
        return {(table, row_id, name): value for table, row_id, name, value in rows_of(db)}


def test_every_release_before_this_one_is_kept() -> None:
    assert [int(path.stem.removeprefix("schema_")) for path in RELEASED] == [*range(1, int(SCHEMA_VERSION))]


def test_a_file_of_an_earlier_release_becomes_one_of_this(old: Path) -> None:
    with closing(open_file(old)) as db:
        assert drift_of(db) == ()
        assert db.execute("SELECT what, note FROM promise").fetchall() == [("send a technician", "")]
    assert check(old).problems == ()


def test_whatever_was_in_it_is_there_afterwards_to_the_letter(full: Path) -> None:
    before = everything(full)
    assert len({table for table, _, _ in before}) >= 16
    open_file(full).close()
    after = everything(full)
    assert {key: after.get(key) for key in before} == before
    assert check(full).problems == ()


def test_a_verified_backup_of_it_is_made_first(full: Path) -> None:
    before = everything(full)
    open_file(full).close()
    (copy,) = backups(full.parent / "backups")
    assert (copy.path.name, copy.verified) == (f"aware-before-{SCHEMA_VERSION}.db", True)
    assert stat.S_IMODE(copy.path.stat().st_mode) == 0o600
    assert everything(copy.path) == before


def test_a_backup_of_it_is_restored_in_this_release(full: Path) -> None:
    before = everything(full)
    copy = full.rename(full.with_name("copy.db"))
    restore(full, copy, full.parent / "backups", datetime(2026, 3, 4, 10, 30, tzinfo=UTC))
    after = everything(full)
    assert {key: after.get(key) for key in before} == before
    assert check(full).problems == ()


@pytest.mark.sweep(3)
@pytest.mark.parametrize("fault", ["DROP TABLE promise", "DROP TABLE session"])
def test_one_that_cannot_be_brought_up_to_date_stays_as_it_was(full: Path, fault: str) -> None:
    with closing(sqlite3.connect(full)) as db:
        db.execute("PRAGMA foreign_keys=OFF")
        db.execute(fault)
        db.commit()
    before = everything(full)
    with pytest.raises(StoreProblem):
        open_file(full)
    assert everything(full) == before


def test_its_words_are_found_and_new_ones_too(old: Path) -> None:
    with closing(open_file(old)) as db:
        db.execute("UPDATE promise SET note = 'ask for Priya' WHERE id = 'p'")
        for words in ("technician", "van ordered", "priya"):
            assert [line.id for line in search(db, words, 5)] == ["s"], words
