"""One process writes at a time, and nobody loses an update."""

import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest

from aware_tui.store.errors import Busy, CannotWrite
from aware_tui.store.library import sqlite3
from aware_tui.store.machine_lock import write_turn
from aware_tui.store.opening import open_database

COUNTER = """
import sys
from pathlib import Path
from aware_tui.store.machine_lock import write_turn
from aware_tui.store.opening import open_database
path, name, times = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
db = open_database(path, create=False)
db.execute("PRAGMA wal_autocheckpoint=8")
for n in range(times):
    with write_turn(path, 30):
        db.execute("BEGIN IMMEDIATE")
        (count,) = db.execute("SELECT contact FROM customer WHERE id = 'all'").fetchone()
        db.execute("UPDATE customer SET contact = ? WHERE id = 'all'", (str(int(count) + 1),))
        row = (f"{name}-{n}", f"{name} {'x' * 300}")
        db.execute("INSERT INTO customer (id, name, reference, contact) VALUES (?, ?, '', '')", row)
        db.execute("COMMIT")
db.close()
"""


@pytest.mark.parametrize("times", [200, pytest.param(500, marks=pytest.mark.long)])
def test_four_processes_lose_no_update(tmp_path: Path, times: int) -> None:
    path = tmp_path / "aware.db"
    db = open_database(path)
    db.execute("INSERT INTO customer (id, name, reference, contact) VALUES ('all', '', '', '0')")
    arguments = [sys.executable, "-c", COUNTER, str(path)]
    runs = [subprocess.Popen([*arguments, f"p{n}", str(times)]) for n in range(4)]
    assert [run.wait(300) for run in runs] == [0, 0, 0, 0]
    with closing(db):
        assert db.execute("SELECT contact FROM customer WHERE id = 'all'").fetchone() == (str(4 * times),)
        assert db.execute("SELECT count(*) FROM customer").fetchone() == (4 * times + 1,)
        assert db.execute("SELECT count(*) FROM search_entry").fetchone() == (4 * times + 1,)
        assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_a_turn_is_waited_for_and_then_told(tmp_path: Path) -> None:
    path = tmp_path / "aware.db"
    with write_turn(path), pytest.raises(Busy, match="writing in"), write_turn(path, 0.02):
        pass


def test_a_turn_ends_with_an_error_too(tmp_path: Path) -> None:
    path = tmp_path / "aware.db"
    with pytest.raises(sqlite3.OperationalError), write_turn(path):
        raise sqlite3.OperationalError("failed")
    with write_turn(path, 0):
        pass


def test_a_turn_of_a_killed_program_is_free_again(tmp_path: Path) -> None:
    path = tmp_path / "aware.db"
    program = f"""
import sys
from pathlib import Path
from aware_tui.store.machine_lock import write_turn
with write_turn(Path({str(path)!r})):
    print("mine", flush=True)
    sys.stdin.readline()
"""
    pipe = subprocess.PIPE
    with subprocess.Popen([sys.executable, "-c", program], stdin=pipe, stdout=pipe, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "mine\n"
        with pytest.raises(Busy), write_turn(path, 0):
            pass
        holder.kill()
        holder.wait(10)
    with write_turn(path, 0):
        pass


def test_who_waits_comes_before_who_has_just_written(tmp_path: Path) -> None:
    path = tmp_path / "aware.db"
    order: list[str] = []

    def wait_and_write() -> None:
        with write_turn(path, 30):
            order.append("waiting")

    other = threading.Thread(target=wait_and_write)
    with write_turn(path):
        other.start()
        while not is_awaited(path):
            pass
        order.append("first")
    with write_turn(path, 30):
        order.append("again")
    other.join(30)
    assert order == ["first", "waiting", "again"]


def is_awaited(path: Path) -> bool:
    """Say whether somebody stands first in the queue."""
    import fcntl

    with path.with_name("aware.db.next").open("rb") as queue:
        try:
            fcntl.flock(queue, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


def test_a_link_to_the_data_shares_its_turn(tmp_path: Path) -> None:
    (tmp_path / "aware.db").touch()
    (tmp_path / "link.db").symlink_to(tmp_path / "aware.db")
    with write_turn(tmp_path / "aware.db"), pytest.raises(Busy), write_turn(tmp_path / "link.db", 0):
        pass


def test_a_turn_where_no_file_can_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(CannotWrite), write_turn(tmp_path / "file" / "aware.db"):
        pass
