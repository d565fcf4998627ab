"""A disk that is really full: a small one of our own, filled to the last byte."""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from making import NOW, a_head, a_note, adding
from watching import PATIENCE, Told, rows

from aware_tui.store.care import backup
from aware_tui.store.checking import check
from aware_tui.store.errors import DiskFull
from aware_tui.store.opening import open_database
from aware_tui.store.writer import Writer

SIZE = 3_000_000


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 3 MB."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(place)]
    if sys.platform != "linux" or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("no small disk can be mounted here")
    yield place
    subprocess.run(["umount", "--lazy", place], check=True)


@pytest.fixture
def path(disk: Path) -> Path:
    return disk / "aware.db"


def fill(disk: Path) -> Path:
    """Take all the room there is."""
    ballast = disk / "ballast"
    with ballast.open("ab", buffering=0) as file:
        for size in (65536, 1):
            try:
                while True:
                    file.write(b"x" * size)
            except OSError:
                continue
    return ballast


def test_a_full_disk_is_told_plainly_and_all_is_saved_within_two_seconds_of_room(
    disk: Path, path: Path
) -> None:
    told = Told()
    writer = Writer(path, lambda: NOW, told)
    writer.start()
    head = a_head()
    writer.submit(adding(head, a_note(head.id, "before")))
    told.wait(lambda state: state.saved == 1)
    ballast = fill(disk)
    for number in range(60):
        writer.submit(adding(a_note(head.id, "long words " * 400, field=f"box {number}")))
    state = told.wait(lambda state: state.problem is not None)
    assert state.problem == "The disk is full. Make some room."
    assert state.saved < 61
    assert rows(path, "SELECT text FROM note WHERE field = 'their_words'") == [("before",)]
    read = writer.ask(lambda db: db.execute("SELECT count(*) FROM note").fetchone()[0], ahead=True)
    assert read.result(PATIENCE) >= 1
    ballast.unlink()
    free = time.monotonic()
    told.wait(lambda state: state.saved == 61 and state.problem is None)
    assert time.monotonic() - free < 2
    assert writer.close(PATIENCE)
    assert not [state.refused for state in told.states if state.refused]
    assert rows(path, "SELECT count(*) FROM note") == [(61,)]
    assert check(path).ok


def test_closing_on_a_full_disk_says_that_something_was_not_saved_and_harms_nothing(
    disk: Path, path: Path
) -> None:
    told = Told()
    writer = Writer(path, lambda: NOW, told)
    writer.start()
    head = a_head()
    writer.submit(adding(head))
    told.wait(lambda state: state.saved == 1)
    ballast = fill(disk)
    for number in range(60):
        writer.submit(adding(a_note(head.id, "long words " * 400, field=f"box {number}")))
    told.wait(lambda state: state.problem is not None)
    assert not writer.close(0.2)
    writer.close(PATIENCE)
    ballast.unlink()
    assert rows(path, "SELECT count(*) FROM session") == [(1,)]
    assert check(path).ok


def test_a_database_is_not_made_on_a_full_disk_and_that_is_told(disk: Path, path: Path) -> None:
    ballast = fill(disk)
    with pytest.raises(DiskFull, match="disk is full"):
        open_database(path)
    assert not path.exists()
    ballast.unlink()
    open_database(path).close()
    assert check(path).ok


def test_opening_a_database_on_a_full_disk_works_or_is_told_and_harms_nothing(disk: Path, path: Path) -> None:
    with closing(open_database(path)) as db:
        db.execute("INSERT INTO customer (id, name, reference, contact) VALUES ('c', 'Dana', '', '')")
    ballast = fill(disk)
    writer = Writer(path, lambda: NOW, Told())
    writer.start()
    with pytest.raises(DiskFull, match=r"disk is full, so .*aware\.db cannot be used now"):
        writer.opened.result(PATIENCE)
    writer.close(PATIENCE)
    ballast.unlink()
    assert rows(path, "SELECT name FROM customer") == [("Dana",)]
    assert check(path).ok


def test_no_half_backup_is_left_on_a_full_disk(disk: Path, path: Path) -> None:
    with closing(open_database(path)) as db:
        fill(disk)
        with pytest.raises(DiskFull, match="no copy"):
            backup(path, disk / "backups", NOW)
        assert list(disk.glob("backups/*")) == []
        assert db.execute("SELECT count(*) FROM customer").fetchone() == (0,)
