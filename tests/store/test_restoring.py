"""A copy takes the place of the data: checked, told from it first, and nothing that was there is lost."""

import os
import shutil
import stat
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from damaging import behead, cut, empty, spoil
from making import NOW, a_head, adding, an_event
from store.copied import LATER, a_copy, agents, save, some_data
from watching import rows

from aware_tui.domain.session import Change
from aware_tui.store.care import backup, backups
from aware_tui.store.checking import check
from aware_tui.store.errors import (
    CannotWrite,
    Corrupt,
    NewerFile,
    NotOurs,
    StoreProblem,
)
from aware_tui.store.library import sqlite3
from aware_tui.store.marks import SCHEMA_VERSION
from aware_tui.store.opening import open_database
from aware_tui.store.restoring import compare, restore
from aware_tui.store.saving import Versions, apply
from aware_tui.store.transaction import transaction


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


def everything(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Return what lies in a folder, and when it was written; not what only locks."""
    return {
        str(each.relative_to(folder)): (each.read_bytes(), each.stat().st_mtime_ns)
        for each in sorted(folder.rglob("*"))
        if each.is_file() and each.suffix not in (".turn", ".next")
    }


def test_a_copy_is_told_from_what_is_there(path: Path, copy: Path) -> None:
    told = compare(path, copy)
    assert told.here is not None
    assert (told.copy.sessions, told.here.sessions, told.not_in_copy, told.loses) == (2, 3, 1, True)
    assert told.copy.changed_at == NOW
    assert told.here.changed_at == NOW + timedelta(minutes=10)
    assert told.copy.version == SCHEMA_VERSION


def test_a_session_that_went_on_is_not_in_the_copy_as_it_is(path: Path, folder: Path) -> None:
    head = a_head()
    save(path, head)
    copy = backup(path, folder, NOW)
    assert not compare(path, copy).loses
    with closing(open_database(path)) as db, transaction(db):
        apply(db, Change((), (an_event(head.id, "ticked"),)), Versions(), None)
    assert compare(path, copy).not_in_copy == 1


def test_to_compare_changes_nothing(path: Path, copy: Path) -> None:
    before = everything(path.parent)
    compare(path, copy)
    assert {name: each for name, each in everything(path.parent).items() if name in before} == before


def test_the_copy_takes_the_place_and_what_was_there_is_a_verified_backup(
    path: Path, folder: Path, copy: Path
) -> None:
    done = restore(path, copy, folder, LATER)
    assert agents(path) == ["kim", "kim"]
    assert check(path).ok
    assert (done.kept, done.was_damaged) == (folder / "aware-20260304T133000Z.db", False)
    assert [file.verified for file in backups(folder)] == [True, True]
    assert agents(folder / "aware-20260304T133000Z.db") == ["kim", "kim", "later"]
    restore(path, folder / "aware-20260304T133000Z.db", folder, LATER + timedelta(hours=1))
    assert agents(path) == ["kim", "kim", "later"]


def test_what_is_restored_is_private_and_not_taken_for_a_copy(path: Path, folder: Path, copy: Path) -> None:
    copy.chmod(0o644)
    restore(path, copy, folder, LATER)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert rows(path, "PRAGMA user_version") == [(0,)]
    assert rows(path, "PRAGMA journal_mode") == [("wal",)]
    assert not list(path.parent.glob(".restoring-*"))


def test_what_is_only_in_the_log_of_a_killed_program_is_kept_too(
    tmp_path: Path, path: Path, folder: Path, copy: Path
) -> None:
    with closing(open_database(path)) as db:
        with transaction(db):
            apply(db, adding(a_head(agent="log")), Versions(), None)
        left = tmp_path / "left"
        shutil.copytree(path.parent, left)
    (left / "aware.db-shm").unlink()
    done = restore(left / "aware.db", copy, left / "backups", LATER)
    assert done.kept is not None
    assert agents(done.kept) == ["kim", "kim", "later", "log"]
    assert agents(left / "aware.db") == ["kim", "kim"]


def test_data_that_is_gone_is_put_back(tmp_path: Path, copy: Path) -> None:
    path = tmp_path / "elsewhere" / "aware.db"
    assert compare(path, copy).here is None
    assert not compare(path, copy).loses
    done = restore(path, copy, tmp_path / "elsewhere" / "backups", LATER)
    assert (done.kept, agents(path)) == (None, ["kim", "kim"])
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


@pytest.mark.parametrize("harm", [spoil, cut, empty, behead])
def test_a_bad_file_is_set_aside_and_never_deleted(
    path: Path, folder: Path, copy: Path, harm: Callable[[Path], None]
) -> None:
    harm(path)
    before = path.read_bytes()
    told = compare(path, copy)
    assert (told.here, told.loses) == (None, False)
    assert "aware data restore" in told.damage
    done = restore(path, copy, folder, LATER)
    assert (done.kept, done.was_damaged) == (path.with_name("aware.db.bad-20260304T133000Z"), True)
    assert done.kept is not None
    assert done.kept.read_bytes() == before
    assert agents(path) == ["kim", "kim"]
    assert check(path).ok


def test_a_bad_file_goes_aside_with_its_log(path: Path, folder: Path, copy: Path) -> None:
    behead(path)
    path.with_name("aware.db-wal").write_bytes(b"log")
    kept = restore(path, copy, folder, LATER).kept
    assert kept is not None
    assert kept.with_name(f"{kept.name}-wal").read_bytes() == b"log"
    assert check(path).ok


def test_where_a_file_can_have_but_one_name_a_bad_one_is_set_aside_too(
    path: Path, folder: Path, copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError("no links here")

    monkeypatch.setattr(os, "link", refuse)
    behead(path)
    restore(path, copy, folder, LATER)
    assert agents(path) == ["kim", "kim"]
    assert len(list(path.parent.glob("aware.db.bad-*"))) == 1


def test_a_fault_that_only_the_full_check_finds_sets_the_file_aside(
    path: Path, folder: Path, copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("aware_tui.store.gates.QUICK_LIMIT", 1000)
    spoil(path)
    assert restore(path, copy, folder, LATER).was_damaged
    assert check(path).ok


@pytest.mark.sweep(2)
@pytest.mark.parametrize("harm", [spoil, cut, empty, behead])
def test_a_bad_copy_is_not_used(path: Path, folder: Path, copy: Path, harm: Callable[[Path], None]) -> None:
    harm(copy)
    before = everything(path.parent)
    for deed in (lambda: compare(path, copy), lambda: restore(path, copy, folder, LATER)):
        with pytest.raises(Corrupt, match="is damaged, so it was not used"):
            deed()
    assert agents(path) == ["kim", "kim", "later"]
    assert {name: each for name, each in everything(path.parent).items() if name in before} == before


def newer(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("UPDATE alembic_version SET version_num = '9999'")


def of_another(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as db:
        db.execute("CREATE TABLE customer (id, name)")


def words(path: Path) -> None:
    path.write_bytes(b"dear diary " * 200)


def a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


NOT_TO_BE_USED: list[tuple[Callable[[Path], None], type[StoreProblem], str]] = [
    (newer, NewerFile, "update the program"),
    (of_another, NotOurs, "not a copy of this program's data"),
    (words, NotOurs, "not a copy of this program's data"),
    (Path.unlink, CannotWrite, "no copy at"),
    (a_folder, CannotWrite, "no copy at"),
]


@pytest.mark.sweep(3)
@pytest.mark.parametrize(("make", "problem", "told"), NOT_TO_BE_USED)
def test_what_is_no_copy_of_ours_is_refused_and_nothing_changes(
    path: Path, folder: Path, copy: Path, make: Callable[[Path], object], problem: type, told: str
) -> None:
    make(copy)
    before = everything(path.parent)
    for deed in (lambda: compare(path, copy), lambda: restore(path, copy, folder, LATER)):
        with pytest.raises(problem, match=told):
            deed()
    assert {name: each for name, each in everything(path.parent).items() if name in before} == before


@pytest.mark.parametrize(("make", "problem"), [(newer, NewerFile), (of_another, NotOurs), (words, NotOurs)])
def test_data_that_is_newer_or_not_ours_is_not_replaced_by_a_byte(
    path: Path, folder: Path, copy: Path, make: Callable[[Path], None], problem: type[StoreProblem]
) -> None:
    make(path)
    before = everything(path.parent)
    for deed in (lambda: compare(path, copy), lambda: restore(path, copy, folder, LATER)):
        with pytest.raises(problem):
            deed()
    assert {name: each for name, each in everything(path.parent).items() if name in before} == before


def test_the_data_itself_is_no_copy(path: Path, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "link.db").symlink_to(path)
    for source in (path, tmp_path / "link.db"):
        with pytest.raises(CannotWrite, match="is the data itself"):
            restore(path, source, folder, LATER)
