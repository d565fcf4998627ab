"""A copy takes the place of the data in spite of windows, faults, kills, age and erasures."""

import json
import os
import subprocess
import sys
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from damaging import behead, spoil
from making import NOW, a_customer, a_head, a_note, a_tick, adding
from store.copied import LATER, a_copy, agents, save, some_data
from watching import PATIENCE, Told, rows

from aware_tui.store.care import backup, backups
from aware_tui.store.checking import check
from aware_tui.store.errors import (
    Busy,
    CannotWrite,
    DiskFull,
    StoreProblem,
)
from aware_tui.store.library import sqlite3
from aware_tui.store.machine_lock import write_turn
from aware_tui.store.marks import SCHEMA_VERSION
from aware_tui.store.opening import open_database
from aware_tui.store.restoring import examine, restore
from aware_tui.store.saving import Versions, apply
from aware_tui.store.transaction import transaction
from aware_tui.store.writer import Writer

pytestmark = pytest.mark.head(8)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return some_data(tmp_path)


@pytest.fixture
def folder(path: Path) -> Path:
    return path.parent / "backups"


@pytest.fixture
def copy(path: Path) -> Path:
    """A copy with two sessions; the data has one more."""
    return a_copy(path)


WINDOW = """
import sys
from pathlib import Path
from aware_tui.store.opening import open_database
db = open_database(Path(sys.argv[1]))
db.execute("SELECT count(*) FROM session").fetchone()
print("open", flush=True)
sys.stdin.readline()
db.close()
"""


def test_while_another_window_is_open_nothing_is_restored(path: Path, folder: Path, copy: Path) -> None:
    window = subprocess.Popen(
        [sys.executable, "-c", WINDOW, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert window.stdout is not None
    assert window.stdout.readline() == "open\n"
    with pytest.raises(Busy, match="window of aware has"):
        restore(path, copy, folder, LATER)
    assert agents(path) == ["kim", "kim", "later"]
    assert [file.made_at for file in backups(folder)] == [NOW]
    window.communicate("\n", timeout=60)
    restore(path, copy, folder, LATER)
    assert agents(path) == ["kim", "kim"]


def test_one_who_opens_the_data_meanwhile_is_noticed(
    path: Path, folder: Path, copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = []

    def slow(*args: object) -> Path:
        opened.append(open_database(path))
        return backup(*args)  # type: ignore[arg-type]

    monkeypatch.setattr("aware_tui.store.restoring.backup", slow)
    with pytest.raises(Busy, match="window of aware has"):
        restore(path, copy, folder, LATER)
    opened[0].close()
    assert agents(path) == ["kim", "kim", "later"]


def test_a_bad_file_is_replaced_under_a_window_which_goes_on_with_its_session(
    path: Path, folder: Path, copy: Path
) -> None:
    """The window knows an exchanged file, and takes the session in hand along."""
    told = Told()
    writer = Writer(path, lambda: NOW, told)
    writer.start()
    head = a_head(agent="in hand")
    writer.submit(adding(head, a_note(head.id)))
    writer.ask(lambda db: db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()).result(PATIENCE)
    spoil(path)
    assert restore(path, copy, folder, LATER).was_damaged
    writer.submit(adding(a_tick(head.id, "meanwhile")))
    told.wait(lambda state: state.saved == 2 and state.problem is None)
    assert writer.close(PATIENCE)
    assert agents(path) == ["kim", "kim", "in hand"]
    assert rows(path, "SELECT item_id FROM tick") == [("meanwhile",)]
    assert check(path).ok


def test_while_another_program_writes_nothing_is_restored(
    path: Path, folder: Path, copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("aware_tui.store.restoring._WAIT", 0.05)
    with write_turn(path), pytest.raises(Busy):
        restore(path, copy, folder, LATER)
    assert agents(path) == ["kim", "kim", "later"]


def test_who_was_erased_after_the_copy_was_made_does_not_come_back(path: Path, folder: Path) -> None:
    customer = a_customer(name="Quillon Vex")
    save(path, a_head())
    with closing(open_database(path)) as db, transaction(db):
        head = a_head(customer_id=customer.id)
        apply(db, adding(customer, head, a_note(head.id, "Vex waited in vain.")), Versions(), None)
    copy = backup(path, folder, NOW)
    ledger = {"erased_at": LATER.isoformat(), "actor": "kim"}
    told = (
        {"id": "1", "kind": "customer", "row_id": customer.id},
        {"id": "2", "kind": "session", "row_id": head.id},
    )
    (path.parent / "erased.jsonl").write_text("".join(f"{json.dumps(ledger | line)}\n" for line in told))
    restore(path, copy, folder, LATER)
    assert b"Vex" in copy.read_bytes()
    assert b"Vex" not in path.read_bytes()
    assert len(agents(path)) == 4
    assert check(path).ok


STEPS = ["copy_verified", "_bring_up_to_date", "_without_erased", "_finish", "backup", "sync_folder"]


@pytest.mark.parametrize("step", STEPS[:-1])
def test_a_step_that_fails_leaves_the_data_as_it_was(
    path: Path, folder: Path, copy: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    def fail(*_: object) -> None:
        raise DiskFull("The disk is full.")

    monkeypatch.setattr(f"aware_tui.store.restoring.{step}", fail)
    with pytest.raises(DiskFull):
        restore(path, copy, folder, LATER)
    assert agents(path) == ["kim", "kim", "later"]
    assert check(path).ok
    assert not list(path.parent.glob(".restoring-*"))


KILLED = """
import os, sys
from datetime import datetime
from pathlib import Path
import aware_tui.store.restoring as restoring
name, path, copy, now = sys.argv[1:]
done = getattr(restoring, name)
def die(*args, **options):
    done(*args, **options)
    os.kill(os.getpid(), 9)
setattr(restoring, name, die)
restoring.restore(Path(path), Path(copy), Path(path).parent / "backups", datetime.fromisoformat(now))
"""


@pytest.mark.sweep(2)
@pytest.mark.parametrize("damaged", [False, True])
@pytest.mark.parametrize("step", [*STEPS[:4], "_close_log", "_made_way", "sync_folder"])
def test_killed_after_any_step_the_data_is_the_old_or_the_new_and_never_gone(
    path: Path, copy: Path, step: str, damaged: bool
) -> None:
    if damaged:
        behead(path)
    before = path.read_bytes()
    run = [sys.executable, "-c", KILLED, step, str(path), str(copy), LATER.isoformat()]
    done = subprocess.run(run, check=False, timeout=60, capture_output=True)
    assert done.returncode == (0 if damaged and step == "_close_log" else -9), done.stderr
    if damaged and path.read_bytes() == before:
        restore(path, copy, path.parent / "backups", LATER + timedelta(hours=1))
    assert agents(path) in (["kim", "kim"], ["kim", "kim", "later"])
    assert check(path).ok


def test_an_older_copy_is_brought_up_to_date_on_the_way(path: Path, folder: Path, tmp_path: Path) -> None:
    old = tmp_path / "old.db"
    released = Path(__file__).parent / "released" / "schema_0001.sql"
    with closing(sqlite3.connect(old)) as db:
        db.execute("PRAGMA synchronous=OFF")
        db.executescript(released.read_text(encoding="utf-8"))
    content = old.read_bytes()
    assert examine(old).version == "0001"
    restore(path, old, folder, LATER)
    assert rows(path, "SELECT version_num FROM alembic_version") == [(SCHEMA_VERSION,)]
    assert (check(path).ok, agents(path)) == (True, [])
    assert old.read_bytes() == content
    assert [file.path.name for file in backups(folder)] == ["aware-20260304T133000Z.db"]


def test_an_older_copy_that_cannot_be_brought_up_to_date_is_told(
    path: Path, folder: Path, tmp_path: Path
) -> None:
    old = tmp_path / "old.db"
    released = Path(__file__).parent / "released" / "schema_0001.sql"
    with closing(sqlite3.connect(old)) as db:
        db.execute("PRAGMA synchronous=OFF")
        db.executescript(released.read_text(encoding="utf-8") + "DROP TABLE promise;")
    with pytest.raises(StoreProblem, match=r"from an older release and could not be brought up to date"):
        restore(path, old, folder, LATER)
    assert agents(path) == ["kim", "kim"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written_is_told(path: Path, folder: Path, copy: Path) -> None:
    path.parent.chmod(0o500)
    with pytest.raises(CannotWrite):
        restore(path, copy, folder, LATER)
    path.parent.chmod(0o700)
