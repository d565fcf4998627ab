"""Copies, the list of them, setting a bad file aside, and the facts."""

import stat
from contextlib import closing
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from aware_tui.store import copying
from aware_tui.store.care import backup, backups, set_aside, where
from aware_tui.store.copying import copy_out
from aware_tui.store.errors import Busy, CannotWrite, Corrupt, NotOurs, StoreProblem
from aware_tui.store.library import sqlite3
from aware_tui.store.marks import SCHEMA_VERSION
from aware_tui.store.opening import open_database

NOW = datetime(2026, 3, 2, 9, 0, 5, tzinfo=UTC)
ADD = "INSERT INTO customer (id, name, reference, contact) VALUES (hex(randomblob(16)), ?, '', '')"


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    path = tmp_path / "data" / "aware.db"
    with closing(open_database(path)) as db:
        db.execute("BEGIN IMMEDIATE")
        db.executemany(ADD, [(f"customer {n} {'x' * 200}",) for n in range(300)])
        db.execute("COMMIT")
    return path


@pytest.fixture
def folder(filled: Path) -> Path:
    return filled.parent / "backups"


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def count(path: Path) -> int:
    with closing(sqlite3.connect(path)) as db:
        return int(db.execute("SELECT count(*) FROM customer").fetchone()[0])


def spoil(path: Path, at: int) -> None:
    """Overwrite the index of customers' names, or `at` pages after it."""
    with closing(sqlite3.connect(path)) as db:
        sql = "SELECT rootpage FROM sqlite_master WHERE name = 'ix_customer_name'"
        page = db.execute(sql).fetchone()[0] + at
    content = bytearray(path.read_bytes())
    content[(page - 1) * 4096 : page * 4096] = b"#" * 4096
    path.write_bytes(content)


def test_a_backup_is_one_private_file_named_by_its_time(filled: Path, folder: Path) -> None:
    kept = backup(filled, folder, NOW)
    assert kept == folder / "aware-20260302T090005Z.db"
    assert (mode(folder), mode(kept)) == (0o700, 0o600)
    assert [p.name for p in folder.iterdir()] == [kept.name]


def test_the_name_of_a_backup_is_in_utc(filled: Path, folder: Path) -> None:
    there = NOW.astimezone(timezone(timedelta(hours=-7)))
    assert backup(filled, folder, there).name == "aware-20260302T090005Z.db"


def test_a_backup_holds_what_is_only_in_the_log(filled: Path, folder: Path) -> None:
    with closing(open_database(filled)) as db:
        db.execute(ADD, ("just now",))
        assert count(backup(filled, folder, NOW)) == 301


def test_a_backup_leaves_out_what_is_not_committed(filled: Path, folder: Path) -> None:
    with closing(open_database(filled)) as db:
        db.execute("BEGIN IMMEDIATE")
        db.execute(ADD, ("not yet",))
        assert count(backup(filled, folder, NOW)) == 300
        db.execute("ROLLBACK")


def test_a_backup_opens_as_the_data_does(filled: Path, folder: Path) -> None:
    kept = backup(filled, folder, NOW)
    with closing(open_database(kept, create=False)) as db:
        found = "SELECT count(*) FROM search_index WHERE search_index MATCH 'customer'"
        assert db.execute(found).fetchone() == (300,)


def test_a_backup_of_the_same_second_does_not_replace_one(filled: Path, folder: Path) -> None:
    before = backup(filled, folder, NOW).read_bytes()
    with pytest.raises(CannotWrite, match="exists already"):
        backup(filled, folder, NOW)
    (only,) = backups(folder)
    assert only.path.read_bytes() == before


def test_damaged_data_is_not_backed_up(filled: Path, folder: Path) -> None:
    first = backup(filled, folder, NOW)
    spoil(filled, 0)
    with pytest.raises(Corrupt, match="Earlier backups are untouched"):
        backup(filled, folder, NOW + timedelta(days=1))
    assert [p.name for p in folder.iterdir()] == [first.name]


@pytest.mark.parametrize("content", [b"", b"not a database" * 100])
def test_what_is_no_database_is_not_backed_up(filled: Path, folder: Path, content: bytes) -> None:
    filled.write_bytes(content)
    with pytest.raises(StoreProblem):
        backup(filled, folder, NOW)
    assert backups(folder) == ()


def test_a_backup_where_nothing_can_be_made_is_told(filled: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(CannotWrite):
        backup(filled, tmp_path / "file" / "backups", NOW)


def test_a_left_over_of_a_killed_backup_is_no_trouble(filled: Path, folder: Path) -> None:
    folder.mkdir()
    (folder / "aware-20260302T090005Z.db.new").write_bytes(b"half")
    backup(filled, folder, NOW)
    assert len(list(folder.iterdir())) == 1


def test_backups_are_listed_the_newest_first(filled: Path, folder: Path) -> None:
    for days in (1, 3, 2):
        backup(filled, folder, NOW + timedelta(days=days))
    (folder / "notes.txt").touch()
    listed = backups(folder)
    assert [file.made_at for file in listed] == [NOW + timedelta(days=days) for days in (3, 2, 1)]
    assert all(file.verified and file.size == file.path.stat().st_size for file in listed)


def test_a_folder_that_is_not_there_holds_no_backups(tmp_path: Path) -> None:
    assert backups(tmp_path / "nowhere") == ()


def test_a_backup_that_was_cut_short_does_not_count_as_verified(filled: Path, folder: Path) -> None:
    kept = backup(filled, folder, NOW)
    kept.write_bytes(kept.read_bytes()[:-4096])
    assert [file.verified for file in backups(folder)] == [False]


def test_a_file_copied_by_hand_does_not_count_as_verified(filled: Path, folder: Path) -> None:
    folder.mkdir()
    (folder / "aware-20260302T090005Z.db").write_bytes(filled.read_bytes())
    assert [file.verified for file in backups(folder)] == [False]


def test_a_copy_in_another_folder_is_the_same_to_the_byte(filled: Path, folder: Path, tmp_path: Path) -> None:
    kept = backup(filled, folder, NOW)
    there = copy_out(kept, tmp_path / "share" / "team")
    assert there == tmp_path / "share" / "team" / kept.name
    assert (there.read_bytes(), mode(there)) == (kept.read_bytes(), 0o600)
    assert [file.verified for file in backups(there.parent)] == [True]
    with pytest.raises(CannotWrite, match="exists already"):
        copy_out(kept, there.parent)
    assert [file.name for file in there.parent.iterdir()] == [kept.name]


def test_a_copy_that_reads_back_otherwise_is_not_kept(
    filled: Path, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = backup(filled, folder, NOW)
    monkeypatch.setattr("aware_tui.store.copying.filecmp.cmp", lambda *_, shallow: shallow)
    with pytest.raises(CannotWrite, match="Check that drive"):
        copy_out(kept, tmp_path / "share")
    assert list((tmp_path / "share").iterdir()) == []


def test_a_folder_that_is_a_file_gets_no_copy(filled: Path, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(CannotWrite):
        copy_out(backup(filled, folder, NOW), tmp_path / "file")


def test_a_bad_file_is_kept_with_its_log(filled: Path) -> None:
    filled.write_bytes(b"bad")
    filled.with_name("aware.db-wal").write_bytes(b"log")
    kept = set_aside(filled, NOW)
    assert kept.name == "aware.db.bad-20260302T090005Z"
    assert (kept.read_bytes(), kept.with_name(f"{kept.name}-wal").read_bytes()) == (b"bad", b"log")
    assert not filled.exists()
    assert not filled.with_name("aware.db-wal").exists()


def test_what_was_set_aside_can_still_be_read_with_its_log(tmp_path: Path, filled: Path) -> None:
    with closing(open_database(filled)) as db:
        db.execute(ADD, ("in the log",))
        left = tmp_path / "left"
        left.mkdir()
        for name in ("aware.db", "aware.db-wal"):
            (left / name).write_bytes(filled.with_name(name).read_bytes())
    assert count(set_aside(left / "aware.db", NOW)) == 301


def test_two_set_aside_in_one_second_are_both_kept(filled: Path) -> None:
    first = set_aside(filled, NOW)
    filled.write_bytes(b"second")
    second = set_aside(filled, NOW)
    assert first != second
    assert (count(first), second.read_bytes()) == (300, b"second")


def test_a_fresh_start_is_possible_after_setting_aside(filled: Path) -> None:
    filled.write_bytes(b"")
    set_aside(filled, NOW)
    open_database(filled).close()
    assert count(filled) == 0


def test_nothing_cannot_be_set_aside(tmp_path: Path) -> None:
    with pytest.raises(CannotWrite, match="no file"):
        set_aside(tmp_path / "aware.db", NOW)


def test_where_tells_what_there_is(filled: Path) -> None:
    with closing(open_database(filled)) as db:
        db.execute(ADD, ("just now",))
        facts = where(filled)
        assert facts.log_size == filled.with_name("aware.db-wal").stat().st_size > 0
        size = filled.stat().st_size  # the log is folded in when the connection closes
    assert (facts.path, facts.size, facts.version) == (filled, size, SCHEMA_VERSION)
    assert facts.library == sqlite3.sqlite_version
    assert (facts.rows["customer"], facts.rows["session"]) == (301, 0)
    assert not any(name.startswith(("search", "alembic", "half")) for name in facts.rows)


def test_where_tells_plainly_what_cannot_be_read(filled: Path) -> None:
    filled.write_bytes(b"something else " * 20)
    with pytest.raises(NotOurs):
        where(filled)
    filled.unlink()
    with pytest.raises(CannotWrite):
        where(filled)


def test_a_file_that_another_program_holds_is_not_waited_for_without_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "aware.db"
    open_database(path).close()
    monkeypatch.setattr(copying, "_WAIT", 0.5)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode=EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        other.execute("DELETE FROM note")
        with pytest.raises(Busy, match=r"Another program is using .*\. Wait a moment, then try again"):
            backup(path, tmp_path / "backups", NOW)
    assert not list((tmp_path / "backups").iterdir())
