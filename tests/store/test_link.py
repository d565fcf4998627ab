"""What happens to the words when the file is exchanged under the open program, or the disk fails."""

import os
import sqlite3 as plain
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from making import NOW, a_customer, a_head, a_note, a_tick, adding, an_event, editing
from watching import PATIENCE, Told, rows

from aware_tui.domain.rows import Session
from aware_tui.domain.session import Change, Edit
from aware_tui.store.care import backup
from aware_tui.store.checking import check
from aware_tui.store.gates import check_header
from aware_tui.store.opening import open_file
from aware_tui.store.saving import Versions, apply
from aware_tui.store.snapshot import snapshot
from aware_tui.store.writer import SaveState, Writer

linux = pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="open files are not listed here")
movable = pytest.mark.skipif(sys.platform == "win32", reason="an open file cannot be moved there")
pytestmark = movable


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "aware.db"


@pytest.fixture
def told() -> Told:
    return Told()


@pytest.fixture
def writer(path: Path, told: Told) -> Iterator[Writer]:
    writer = Writer(path, lambda: NOW, told)
    writer.start()
    writer.opened.result(PATIENCE)
    yield writer
    writer.close(PATIENCE)


@pytest.fixture
def head(writer: Writer) -> Session:
    """A session with a customer and a note, on disk."""
    customer = a_customer()
    head = a_head(customer_id=customer.id)
    writer.submit(Change(adding(customer, head, a_note(head.id)).edits, (an_event(head.id),)))
    writer.ask(lambda db: None).result(PATIENCE)
    return head


def type_on(writer: Writer, head: Session) -> None:
    """Save three ticks, whatever it takes."""
    last = [writer.submit(adding(a_tick(head.id, item))) for item in "abc"][-1]
    told = writer._on_state
    assert isinstance(told, Told)
    told.wait(lambda state: state.saved == last and state.problem is None)
    assert not [state.refused for state in told.states if state.refused]
    assert writer.fault is None


def notices(told: Told) -> list[str]:
    return [state.notice for state in told.states if state.notice]


def is_whole(path: Path) -> bool:
    """Say whether the file is sound and has the session with all that was typed, its story and its words."""
    found = rows(
        path, "SELECT (SELECT count(*) FROM tick), (SELECT count(*) FROM note), (SELECT count(*) FROM event)"
    )
    return check(path).ok and found == [(3, 1, 1)]


def another(folder: Path) -> Path:
    """Make another database with a customer in it."""
    path = folder / "other" / "aware.db"
    with closing(open_file(path)) as db:
        db.execute("INSERT INTO customer (id, name, reference, contact) VALUES ('c', 'Ruth', '', '')")
    return path


def test_a_file_that_is_replaced_gets_the_sessions_in_hand_and_the_old_one_is_kept(
    tmp_path: Path, writer: Writer, told: Told, head: Session, path: Path
) -> None:
    another(tmp_path).replace(path)
    type_on(writer, head)
    assert is_whole(path)
    assert rows(path, "SELECT name FROM customer ORDER BY name") == [("Dana Reyes",), ("Ruth",)]
    (notice,) = notices(told)
    assert "replaced" in notice
    kept = path.with_name("aware.db.replaced")
    assert str(kept) in notice
    assert rows(kept, "SELECT text FROM note") == [("It rang and rang.",)]


def test_the_log_of_the_file_that_took_the_place_stays_as_it_is(
    tmp_path: Path, writer: Writer, head: Session, path: Path
) -> None:
    other = another(tmp_path)
    with closing(open_file(other)) as elsewhere:
        elsewhere.execute("UPDATE customer SET name = 'only in the log'")
        for side in ("-shm", "-wal", ""):
            other.with_name(other.name + side).replace(path.with_name(path.name + side))
        type_on(writer, head)
        assert rows(path, "SELECT name FROM customer WHERE id = 'c'") == [("only in the log",)]
        elsewhere.execute("UPDATE customer SET name = 'later' WHERE id = 'c'")
    assert rows(path, "SELECT name FROM customer WHERE id = 'c'") == [("later",)]
    assert is_whole(path)


def test_an_older_copy_put_in_its_place_gets_the_session_as_it_is_now(
    tmp_path: Path, writer: Writer, head: Session, path: Path
) -> None:
    copy = backup(path, tmp_path / "copies", NOW)
    later = replace(head, agent="sam")
    writer.submit(editing(head, later))
    writer.ask(lambda db: None).result(PATIENCE)
    copy.replace(path)
    writer.submit(editing(later, replace(later, zone="UTC")))
    type_on(writer, head)
    assert rows(path, "SELECT agent, zone FROM session") == [("sam", "UTC")]
    assert is_whole(path)


@pytest.mark.parametrize("sides", [[""], ["", "-wal", "-shm"]], ids=["alone", "with its log"])
@pytest.mark.parametrize("moved", [False, True], ids=["deleted", "moved"])
def test_a_file_that_is_gone_is_put_back(
    tmp_path: Path, writer: Writer, told: Told, head: Session, path: Path, sides: list[str], moved: bool
) -> None:
    for side in sides:
        name = path.with_name(path.name + side)
        name.rename(tmp_path / name.name) if moved else name.unlink()
    type_on(writer, head)
    assert is_whole(path)
    (notice,) = notices(told)
    assert "put back" in notice
    assert writer.close(PATIENCE)
    assert is_whole(path)


def test_a_log_that_is_deleted_loses_nothing(writer: Writer, head: Session, path: Path) -> None:
    path.with_name("aware.db-wal").unlink()
    type_on(writer, head)
    assert is_whole(path)


def test_a_log_that_is_deleted_under_a_long_read_loses_nothing(
    writer: Writer, told: Told, head: Session, path: Path
) -> None:
    with snapshot(path) as reading:
        assert reading.execute("SELECT count(*) FROM tick").fetchone() == (0,)
        writer.submit(adding(a_tick(head.id, "only in the log")))
        told.wait(lambda state: state.saved == 2)
        path.with_name("aware.db-wal").unlink()
        writer.submit(adding(a_tick(head.id, "later")))
        state = told.wait(lambda state: state.problem is not None)
        assert "still reads" in str(state.problem)
    told.wait(lambda state: state.saved == 3 and state.problem is None)
    assert rows(path, "SELECT item_id FROM tick ORDER BY item_id") == [("later",), ("only in the log",)]
    assert check(path).ok


@pytest.mark.long
def test_a_folder_that_is_gone_is_told_and_all_is_saved_when_it_is_back(
    tmp_path: Path, writer: Writer, told: Told, head: Session, path: Path
) -> None:
    path.parent.rename(tmp_path / "away")
    writer.submit(adding(a_note(head.id, "typed meanwhile", field="other")))
    state = told.wait(lambda state: state.problem is not None)
    assert str(path.parent) in str(state.problem)
    (tmp_path / "away").rename(path.parent)
    type_on(writer, head)
    assert rows(path, "SELECT count(*) FROM note") == [(2,)]
    assert notices(told) == []


@pytest.mark.long
def test_a_file_of_another_kind_is_left_alone_and_told_until_it_is_gone(
    writer: Writer, told: Told, head: Session, path: Path
) -> None:
    strange = path.with_name("strange")
    strange.write_text("A letter.\n" * 20)
    strange.replace(path)
    writer.submit(adding(a_tick(head.id, "meanwhile")))
    state = told.wait(lambda state: state.problem is not None)
    assert "not a database of this program" in str(state.problem)
    assert path.read_text().startswith("A letter.")
    path.unlink()
    told.wait(lambda state: state.saved == 2)
    assert rows(path, "SELECT item_id FROM tick") == [("meanwhile",)]


def test_a_backup_put_in_place_of_a_damaged_file_is_gone_on_with(
    tmp_path: Path, writer: Writer, told: Told, head: Session, path: Path
) -> None:
    copy = backup(path, tmp_path / "copies", NOW)
    writer.ask(lambda db: db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()).result(PATIENCE)
    ((page,),) = rows(path, "SELECT rootpage FROM sqlite_master WHERE name = 'tick'")
    with path.open("r+b") as file:
        file.seek((page - 1) * 4096)
        file.write(b"#" * 4096)
    writer.submit(adding(a_tick(head.id, "meanwhile")))
    state = told.wait(lambda state: state.problem is not None)
    assert "damaged" in str(state.problem)
    copy.replace(path)
    told.wait(lambda state: state.saved == 2 and state.problem is None)
    assert rows(path, "SELECT item_id FROM tick") == [("meanwhile",)]
    assert check(path).ok


def _break_the_log(path: Path) -> None:
    """Let every further write to the log fail: its descriptor becomes one that only reads."""
    log = path.with_name(f"{path.name}-wal")
    for link in Path("/proc/self/fd").iterdir():
        if link.exists() and link.samefile(log):
            only_reads = os.open(log, os.O_RDONLY)
            os.dup2(only_reads, int(link.name))
            os.close(only_reads)


@pytest.mark.long
@linux
def test_after_a_failing_write_the_connection_is_made_anew_and_all_is_saved(
    writer: Writer, told: Told, head: Session, path: Path
) -> None:
    writer.ask(lambda db: _break_the_log(path)).result(PATIENCE)
    type_on(writer, head)
    told.wait(lambda state: "disk failed" in str(state.problem))
    assert is_whole(path)


@pytest.mark.long
@linux
def test_what_a_failed_commit_left_in_the_file_all_the_same_is_not_saved_twice(path: Path) -> None:
    head = a_head()
    tick = a_tick(head.id, "a")
    change = Change((Edit(None, tick),), (an_event(head.id, "ticked"),))
    states: list[SaveState] = []

    def tell(state: SaveState) -> None:
        """Let the commit that has just failed turn up in the file."""
        states.append(state)
        if state.problem:
            with closing(open_file(path)) as db, db:
                db.execute("BEGIN IMMEDIATE")
                apply(db, change, Versions(), None)
            typist.submit(editing(tick, replace(tick, wording="later")))

    typist = Writer(path, lambda: NOW, tell)
    typist.start()
    typist.submit(adding(head))
    typist.ask(lambda db: _break_the_log(path)).result(PATIENCE)
    typist.submit(change)
    typist.ask(lambda db: None).result(PATIENCE)
    assert typist.close(PATIENCE)
    assert [bool(state.problem) for state in states].count(True) == 1
    assert not [state for state in states if state.refused]
    assert typist.fault is None
    assert rows(path, "SELECT wording FROM tick") == [("later",)]


CLOSE = """
import sqlite3, sys
db = sqlite3.connect(sys.argv[1], isolation_level=None)
db.execute("INSERT INTO customer (id, name, reference, contact) VALUES ('c', 'Ruth', '', '')")
db.close()
"""


def test_looking_at_the_file_does_not_give_back_the_locks_of_the_open_connection(path: Path) -> None:
    with closing(open_file(path)) as db:
        db.execute("INSERT INTO customer (id, name, reference, contact) VALUES ('d', 'Dana', '', '')")
        check_header(path)
        check(path)
        subprocess.run([sys.executable, "-c", CLOSE, path], check=True, timeout=60)
        assert path.with_name("aware.db-wal").exists()
        db.execute("UPDATE customer SET reference = 'later'")
    with closing(plain.connect(path)) as again:
        assert again.execute("SELECT count(*) FROM customer WHERE reference = 'later'").fetchone() == (2,)
