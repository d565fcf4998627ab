"""Opening the data: every gate, on real files."""

import os
import random
import shutil
import stat
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest

from aware_tui.store.errors import (
    CannotWrite,
    Corrupt,
    NewerFile,
    NotOurs,
    StoreProblem,
)
from aware_tui.store.gates import look
from aware_tui.store.library import sqlite3
from aware_tui.store.marks import SCHEMA_VERSION
from aware_tui.store.opening import open_database

ADD = "INSERT INTO customer (id, name, reference, contact) VALUES (hex(randomblob(16)), :name, '', '')"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "aware.db"


@pytest.fixture
def filled(path: Path) -> Path:
    with closing(open_database(path)) as db:
        db.execute("BEGIN IMMEDIATE")
        db.executemany(ADD, [{"name": f"customer {n} {'x' * 200}"} for n in range(400)])
        db.execute("COMMIT")
    return path


@pytest.fixture
def crashed(tmp_path: Path, filled: Path) -> Path:
    """A file with a log that nobody folded in, as a killed program leaves it."""
    db = open_database(filled)
    db.execute(ADD, {"name": "only in the log"})
    left = tmp_path / "left"
    shutil.copytree(filled.parent, left)
    db.close()
    (left / "aware.db-shm").unlink()
    return left / "aware.db"


def contents(folder: Path) -> dict[str, bytes]:
    """Return all that holds data: not what only locks, the scratch index of the log, or an empty log."""
    held = {
        p.name: p.read_bytes() for p in folder.iterdir() if not p.name.endswith((".turn", ".next", "-shm"))
    }
    return {name: content for name, content in held.items() if content or name == "aware.db"}


def names(path: Path) -> list[str]:
    with closing(open_database(path, create=False)) as db:
        return [name for (name,) in db.execute("SELECT name FROM customer ORDER BY rowid")]


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077])
def test_nobody_else_may_read_what_is_made(path: Path, umask: int) -> None:
    before = os.umask(umask)
    try:
        with closing(open_database(path)) as db:
            db.execute(ADD, {"name": "Dana"})
            made = {p.name: mode(p) for p in path.parent.iterdir()}
    finally:
        os.umask(before)
    assert mode(path.parent) == 0o700
    assert {"aware.db", "aware.db-wal", "aware.db-shm"} <= made.keys()
    assert set(made.values()) == {0o600}


def test_a_file_others_could_read_is_closed_to_them(filled: Path) -> None:
    filled.chmod(0o644)
    open_database(filled).close()
    assert mode(filled) == 0o600


SETTINGS = {
    "foreign_keys": 1,
    "journal_mode": "wal",
    "synchronous": 2,
    "busy_timeout": 5000,
    "secure_delete": 1,
    "temp_store": 2,
}


@pytest.mark.parametrize(("name", "value"), SETTINGS.items())
def test_every_connection_has_our_settings(path: Path, name: str, value: object) -> None:
    with closing(open_database(path)) as db:
        assert db.execute(f"PRAGMA {name}").fetchone()[0] == value


def test_the_schema_is_not_trusted_where_the_search_allows_it(path: Path) -> None:
    with closing(open_database(path)) as db:
        trusted = db.execute("PRAGMA trusted_schema").fetchone()[0]
        db.execute(ADD, {"name": "Dana"})
        db.execute("PRAGMA trusted_schema=OFF")
        if trusted:
            with pytest.raises(sqlite3.OperationalError, match="unsafe use"):
                db.execute(ADD, {"name": "Dana"})
        else:
            db.execute(ADD, {"name": "Dana"})


def test_what_was_saved_is_there_again(filled: Path) -> None:
    assert len(names(filled)) == 400


def test_a_file_that_may_not_be_made_is_not(path: Path) -> None:
    with pytest.raises(CannotWrite, match="no data at"):
        open_database(path, create=False)
    assert not path.parent.exists()


def test_two_that_make_it_at_once_make_one(path: Path) -> None:
    program = f"""
import sys
from pathlib import Path
from aware_tui.store.opening import open_database
db = open_database(Path({str(path)!r}), wait=30)
db.execute({ADD!r}, {{"name": sys.argv[1]}})
db.close()
"""
    runs = [subprocess.Popen([sys.executable, "-c", program, str(n)]) for n in range(4)]
    assert [run.wait(60) for run in runs] == [0, 0, 0, 0]
    assert sorted(names(path)) == ["0", "1", "2", "3"]
    assert not path.with_name("aware.db.new").exists()


def test_a_half_made_file_of_a_killed_program_does_no_harm(path: Path) -> None:
    path.parent.mkdir()
    path.with_name("aware.db.new").write_bytes(b"half")
    assert names_after_making(path) == []


def names_after_making(path: Path) -> list[str]:
    open_database(path).close()
    return names(path)


def test_a_log_without_its_file_is_kept_and_not_played_into_a_new_one(crashed: Path) -> None:
    log = crashed.with_name("aware.db-wal").read_bytes()
    crashed.unlink()
    assert names_after_making(crashed) == []
    assert crashed.with_name("aware.db.stray-wal").read_bytes() == log


def test_what_was_only_in_the_log_is_there(crashed: Path) -> None:
    assert names(crashed)[-1] == "only in the log"


def test_a_link_opens_the_file_it_names(tmp_path: Path, filled: Path) -> None:
    (tmp_path / "link.db").symlink_to(filled)
    assert len(names(tmp_path / "link.db")) == 400


def test_a_file_cut_to_nothing_is_told_and_left(filled: Path) -> None:
    filled.write_bytes(b"")
    with pytest.raises(Corrupt, match="is empty"):
        open_database(filled)
    assert filled.read_bytes() == b""


FOREIGN = {
    "words": b"dear diary, " * 100,
    "a few bytes": b"hello",
    "zeroes": bytes(8192),
}


@pytest.mark.parametrize("content", FOREIGN.values(), ids=FOREIGN)
def test_something_else_is_told_and_left(path: Path, content: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(content)
    with pytest.raises(NotOurs, match="not a database of this program"):
        open_database(path)
    assert contents(path.parent) == {"aware.db": content}


def test_the_database_of_another_program_is_told_and_left(path: Path) -> None:
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE customer (id, name)")
    before = path.read_bytes()
    with pytest.raises(NotOurs):
        open_database(path)
    assert contents(path.parent) == {"aware.db": before}


def test_a_damaged_beginning_is_told_and_left(filled: Path) -> None:
    before = b"#" * 16 + filled.read_bytes()[16:]
    filled.write_bytes(before)
    with pytest.raises(Corrupt, match="damaged"):
        open_database(filled)
    assert contents(filled.parent) == {"aware.db": before}


@pytest.mark.parametrize("keep", [50, 150, 5000, 100_000])
def test_a_file_cut_short_is_told_and_left(filled: Path, keep: int) -> None:
    before = filled.read_bytes()[:keep]
    filled.write_bytes(before)
    with pytest.raises(StoreProblem, match=r"damaged|not a database"):
        open_database(filled)
    assert contents(filled.parent) == {"aware.db": before}


@pytest.mark.parametrize("seed", range(12))
def test_overwritten_pages_are_told_and_left(filled: Path, seed: int) -> None:
    chance = random.Random(seed)
    damaged = bytearray(filled.read_bytes())
    for _ in range(8):
        at = chance.randrange(1, len(damaged) // 4096) * 4096
        damaged[at : at + 4096] = chance.randbytes(4096)
    filled.write_bytes(damaged)
    with pytest.raises(Corrupt, match="damaged"):
        open_database(filled)
    assert contents(filled.parent) == {"aware.db": bytes(damaged)}


def test_a_file_without_its_version_is_told(filled: Path) -> None:
    with closing(sqlite3.connect(filled)) as db:
        db.execute("DROP TABLE alembic_version")
    with pytest.raises(Corrupt, match="version"):
        open_database(filled)


def make_newer(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("UPDATE alembic_version SET version_num = '9999'")


def test_a_newer_file_is_told_and_not_one_byte_of_it_changes(filled: Path) -> None:
    make_newer(filled)
    before = contents(filled.parent)
    with pytest.raises(NewerFile, match=f"9999.*{SCHEMA_VERSION}.*update the program"):
        open_database(filled)
    assert contents(filled.parent) == before


def test_a_newer_file_is_known_by_its_log_alone(tmp_path: Path, filled: Path) -> None:
    db = open_database(filled)
    db.execute("UPDATE alembic_version SET version_num = '9999'")
    left = tmp_path / "left"
    shutil.copytree(filled.parent, left)
    db.close()
    (left / "aware.db-shm").unlink()
    before = contents(left)
    with pytest.raises(NewerFile):
        open_database(left / "aware.db")
    assert contents(left) == before


def test_reading_goes_on_while_another_program_writes(filled: Path) -> None:
    with closing(open_database(filled)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        writer.execute(ADD, {"name": "not yet"})
        assert len(names(filled)) == 400
        writer.execute("ROLLBACK")


def test_a_second_connection_may_skip_the_gates(filled: Path) -> None:
    make_newer(filled)
    with closing(open_database(filled, checked=True)) as db:
        assert db.execute("SELECT count(*) FROM customer").fetchone() == (400,)


def test_a_large_file_is_not_read_through_at_the_start(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with closing(sqlite3.connect(filled)) as db:
        (page,) = db.execute("SELECT rootpage FROM sqlite_master WHERE name = 'customer'").fetchone()
    with filled.open("r+b") as file:
        file.seek((page - 1) * 4096)
        file.write(b"#" * 4096)
    with pytest.raises(Corrupt):
        look(filled, 1)
    monkeypatch.setattr("aware_tui.store.gates.QUICK_LIMIT", 1000)
    assert look(filled, 1) == SCHEMA_VERSION


@pytest.mark.parametrize("module", ["opening", "care"])
def test_nothing_heavy_is_loaded_to_open_or_copy(path: Path, module: str) -> None:
    program = f"""
import sys
from pathlib import Path
import aware_tui.store.{module}
from aware_tui.store.opening import open_database
open_database(Path({str(path)!r})).close()
print([name for name in ("sqlalchemy", "sqlmodel", "alembic", "pydantic") if name in sys.modules])
"""
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60)
    assert run.stdout == "[]\n", run.stderr


def test_a_file_is_opened_while_another_window_closes_it(path: Path) -> None:
    open_database(path).close()
    problems: list[Exception] = []

    def in_and_out() -> None:
        for _ in range(150):
            try:
                open_database(path).close()
            except StoreProblem as problem:
                problems.append(problem)

    windows = [threading.Thread(target=in_and_out) for _ in range(3)]
    for window in windows:
        window.start()
    for window in windows:
        window.join(60)
    assert problems == []
