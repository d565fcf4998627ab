"""Copies that are made by themselves: when one is due, one window at a time, never at the cost of room."""

import os
import shutil
import stat
import subprocess
import sys
from collections import namedtuple
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from damaging import spoil

from aware_tui.store.care import backup, backups, set_aside
from aware_tui.store.errors import CannotWrite, Corrupt, StoreProblem
from aware_tui.store.keeping import NoRoom, keep, last_try, read_through
from aware_tui.store.machine_lock import backup_turn
from aware_tui.store.opening import open_database

NOW = datetime(2026, 3, 4, 10, 30, tzinfo=UTC)
KEEP = 400
ADD = "INSERT INTO customer (id, name, reference, contact) VALUES (hex(randomblob(16)), ?, '', '')"
Usage = namedtuple("Usage", "total used free")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "data" / "aware.db"
    with closing(open_database(path)) as db:
        db.execute("BEGIN IMMEDIATE")
        db.executemany(ADD, [(f"customer {n} {'x' * 200}",) for n in range(100)])
        db.execute("COMMIT")
    changed(path, NOW - timedelta(minutes=1))
    return path


@pytest.fixture
def folder(path: Path) -> Path:
    return path.parent / "backups"


def changed(path: Path, at: datetime) -> None:
    """Have the data written last at this time."""
    os.utime(path, (at.timestamp(), at.timestamp()))


def times(folder: Path) -> list[datetime]:
    return [file.made_at for file in backups(folder)]


def test_the_first_copy_is_made_at_once_and_is_verified(path: Path, folder: Path) -> None:
    made = keep(path, folder, NOW, KEEP).made
    assert made == folder / "aware-20260304T103000Z.db"
    assert [file.verified for file in backups(folder)] == [True]


def test_the_next_is_made_when_two_hours_are_over_and_the_data_changed(path: Path, folder: Path) -> None:
    backup(path, folder, NOW - timedelta(hours=3))
    assert keep(path, folder, NOW - timedelta(hours=1, seconds=1), KEEP).made is None
    assert keep(path, folder, NOW - timedelta(hours=1), KEEP).made is not None
    changed(path, NOW - timedelta(hours=2))
    assert keep(path, folder, NOW + timedelta(days=9), KEEP).made is None


def test_what_is_only_in_the_log_counts_as_changed_and_a_look_at_it_does_not(
    path: Path, folder: Path
) -> None:
    backup(path, folder, NOW)
    log = path.with_name("aware.db-wal")
    with closing(open_database(path)) as db:
        db.execute("SELECT count(*) FROM customer").fetchone()
        assert keep(path, folder, NOW + timedelta(days=1), KEEP).made is None
        db.execute(ADD, ("just now",))
        assert log.stat().st_size > 0
        assert keep(path, folder, datetime.now(UTC) + timedelta(days=900), KEEP).made is not None


def test_a_copy_that_is_not_whole_does_not_count(path: Path, folder: Path) -> None:
    cut = backup(path, folder, NOW - timedelta(minutes=5))
    cut.write_bytes(cut.read_bytes()[:-4096])
    assert keep(path, folder, NOW, KEEP).made is not None
    assert [file.verified for file in backups(folder)] == [True, False]


def test_while_another_window_is_at_it_nothing_is_done(path: Path, folder: Path) -> None:
    with backup_turn(path):
        assert keep(path, folder, NOW, KEEP).made is None
    assert not folder.exists()
    assert last_try(folder) is None


def test_two_windows_make_one_copy(path: Path, folder: Path) -> None:
    program = f"""
from datetime import datetime
from pathlib import Path
from aware_tui.store.keeping import keep
print(keep(Path({str(path)!r}), Path({str(folder)!r}), datetime.fromisoformat({NOW.isoformat()!r}), 400).made)
"""
    runs = [subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE) for _ in range(2)]
    told = [run.communicate(timeout=60)[0] for run in runs]
    assert [run.returncode for run in runs] == [0, 0]
    assert sorted(line != b"None\n" for line in told) == [False, True]
    assert len(times(folder)) == 1


def test_old_copies_are_thinned_after_one_was_made(path: Path, folder: Path) -> None:
    first = backup(path, folder, NOW - timedelta(days=500))
    for hours in (60, 55, 50):
        shutil.copy(first, folder / f"aware-{NOW - timedelta(hours=hours):%Y%m%dT%H%M%SZ}.db")
    done = keep(path, folder, NOW, KEEP)
    assert sorted(NOW - at for at in times(folder)) == [timedelta(hours=hours) for hours in (0, 50, 60)]
    assert set(done.gone) == {first, folder / "aware-20260302T033000Z.db"}


def test_only_files_of_our_naming_ever_go(path: Path, folder: Path) -> None:
    keep(path, folder, NOW - timedelta(days=900), KEEP)
    mine = [folder / name for name in ("aware-of-what.db", "aware-20200101T000000Z.db.txt", "notes.txt")]
    mine += [path.with_name(name) for name in ("aware.db.bad", "aware.db.bad-2020", "other.db")]
    for file in mine:
        file.write_text("mine")
        changed(file, NOW - timedelta(days=2_000))
    there = folder / "aware-20200101T000000Z.db"
    there.mkdir()
    link = folder / "aware-20200102T000000Z.db"
    link.symlink_to(mine[0])
    changed(path, NOW)
    keep(path, folder, NOW, KEEP)
    assert all(each.exists() for each in (*mine, there, link))


def test_copies_from_before_an_update_and_bad_files_go_in_time_but_for_the_newest(
    path: Path, folder: Path
) -> None:
    copy = backup(path, folder, NOW - timedelta(hours=1))
    for number, days in enumerate((1_000, 900, 800)):
        before = folder / f"aware-before-000{number}.db"
        shutil.copy(copy, before)
        changed(before, NOW - timedelta(days=days))
        shutil.copy(copy, path)
        path.with_name("aware.db-wal").write_bytes(b"")
        set_aside(path, NOW - timedelta(days=days))
        for name in ("aware.db.replaced", "aware.db.stray-wal"):
            file = path.with_name(f"{name}.{number + 2}")
            file.touch()
            changed(file, NOW - timedelta(days=days))
    shutil.copy(copy, path)
    changed(path, NOW - timedelta(hours=2))
    gone = {file.name for file in keep(path, folder, NOW, KEEP).gone}
    assert gone == {
        "aware-before-0000.db",
        "aware-before-0001.db",
        "aware.db.bad-20230608T103000Z",
        "aware.db.bad-20230916T103000Z",
        *(f"aware.db.{kind}.{number}" for kind in ("replaced", "stray-wal") for number in (2, 3)),
    }
    left = {file.name for file in path.parent.iterdir() if ".bad-" in file.name}
    assert left == {"aware.db.bad-20231225T103000Z", "aware.db.bad-20231225T103000Z-wal"}


def test_what_a_killed_program_left_half_made_goes_after_a_day(path: Path, folder: Path) -> None:
    folder.mkdir()
    staged = path.parent / ".restoring-abc"
    staged.mkdir()
    (staged / "aware.db").write_text("half")
    old, fresh = folder / "aware-20260301T000000Z.db.new", folder / "aware-before-0009.db.new"
    for file in (old, fresh):
        file.write_text("half")
    for left in (old, staged):
        changed(left, NOW - timedelta(days=1))
    changed(fresh, NOW - timedelta(hours=23))
    keep(path, folder, NOW, KEEP)
    assert (old.exists(), staged.exists(), fresh.exists()) == (False, False, True)


@pytest.mark.parametrize("copies", [0, 3])
def test_without_room_none_is_made_and_it_is_told(
    path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, copies: int
) -> None:
    for hours in range(3, 3 + copies):
        backup(path, folder, NOW - timedelta(hours=hours))
    free = 2 * path.stat().st_size - 1
    monkeypatch.setattr("aware_tui.store.keeping.shutil.disk_usage", lambda _: Usage(free, 0, free))
    folder.mkdir(exist_ok=True)
    with pytest.raises(NoRoom, match="Make some room"):
        keep(path, folder, NOW, KEEP)
    told = last_try(folder)
    assert told is not None
    assert (told[0], "No backup is made" in told[1]) == (NOW, True)
    assert len(times(folder)) == (1 if copies else 0)


def test_with_just_enough_room_one_is_made(path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    free = 2 * path.stat().st_size
    monkeypatch.setattr("aware_tui.store.keeping.shutil.disk_usage", lambda _: Usage(free, 0, free))
    assert keep(path, folder, NOW, KEEP).made is not None


def test_damaged_data_is_told_and_nothing_is_thinned(path: Path, folder: Path) -> None:
    old = backup(path, folder, NOW - timedelta(days=900))
    newer = backup(path, folder, NOW - timedelta(days=800))
    spoil(path, "ix_customer_name")
    changed(path, NOW)
    with pytest.raises(Corrupt, match="aware data restore"):
        keep(path, folder, NOW, KEEP)
    assert (old.exists(), newer.exists()) == (True, True)
    told = last_try(folder)
    assert told is not None
    assert "damaged" in told[1]
    assert stat.S_IMODE((folder / "last-try").stat().st_mode) == 0o600


@pytest.mark.parametrize("content", [b"", b"not a database" * 100])
def test_what_is_no_database_is_told(path: Path, folder: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(StoreProblem, match="not touched"):
        keep(path, folder, NOW, KEEP)


def test_data_that_is_gone_is_told(path: Path, folder: Path) -> None:
    path.unlink()
    with pytest.raises(CannotWrite):
        keep(path, folder, NOW, KEEP)


def test_a_good_copy_ends_the_trouble_of_the_last_try(path: Path, folder: Path) -> None:
    folder.mkdir()
    (folder / "last-try").write_text("20260304T080000Z\nThe disk is full.\n")
    assert last_try(folder) == (NOW - timedelta(hours=2, minutes=30), "The disk is full.")
    keep(path, folder, NOW, KEEP)
    assert last_try(folder) is None


@pytest.mark.parametrize("content", ["", "yesterday\nwhy", "20260304T080000Z"])
def test_a_note_of_the_last_try_that_nobody_can_read_is_none(tmp_path: Path, content: str) -> None:
    (tmp_path / "last-try").write_text(content)
    assert last_try(tmp_path) is None


def test_a_large_file_is_read_through_and_a_fault_in_it_is_found(path: Path) -> None:
    read_through(path, 1_000)
    spoil(path, "ix_customer_name")
    with pytest.raises(Corrupt, match="damaged"):
        read_through(path, 1_000)
    with backup_turn(path):
        read_through(path, 1_000)
    read_through(path)
    path.unlink()
    with pytest.raises(CannotWrite):
        read_through(path)
