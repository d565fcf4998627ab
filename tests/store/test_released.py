"""Files made by each earlier release open, with their words, in this one."""

from contextlib import closing
from pathlib import Path

import pytest

from aware_tui.store.checking import check
from aware_tui.store.drift import drift_of
from aware_tui.store.library import sqlite3
from aware_tui.store.marks import SCHEMA_VERSION
from aware_tui.store.opening import open_database
from aware_tui.store.searching import search

RELEASED = sorted((Path(__file__).parent / "released").glob("schema_*.sql"))

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
        db.executescript(request.param.read_text(encoding="utf-8") + SESSION)
    return path


def test_every_release_before_this_one_is_kept() -> None:
    assert [int(path.stem.removeprefix("schema_")) for path in RELEASED] == [*range(1, int(SCHEMA_VERSION))]


def test_a_file_of_an_earlier_release_becomes_one_of_this(old: Path) -> None:
    with closing(open_database(old)) as db:
        assert drift_of(db) == ()
        assert db.execute("SELECT what, note FROM promise").fetchall() == [("send a technician", "")]
    assert check(old).problems == ()


def test_its_words_are_found_and_new_ones_too(old: Path) -> None:
    with closing(open_database(old)) as db:
        db.execute("UPDATE promise SET note = 'ask for Priya' WHERE id = 'p'")
        for words in ("technician", "van ordered", "priya"):
            assert [line.id for line in search(db, words, 5)] == ["s"], words
