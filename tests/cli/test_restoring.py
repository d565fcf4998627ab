"""Copies from the command line: listed, put in place, and refused, each with what to do next."""

import io
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from cli.said import Aware

pytestmark = pytest.mark.head(15)

NAME = "aware-20260304T103000Z.db"


@pytest.fixture
def copy(aware: Aware, data: Path) -> Path:
    """A copy of the eight sample sessions, made at half past ten."""
    assert aware("data", "backup").status == 0
    [made] = (data / "backups").glob("aware-*.db")
    return made.rename(made.with_name(NAME))


def change(data: Path, statement: str) -> None:
    with closing(sqlite3.connect(data / "aware.db")) as db, db:
        db.execute(statement)


def newer(data: Path) -> None:
    """Have something done in one session since the copy was made."""
    last = "SELECT max(seq) FROM event WHERE session_id IN (SELECT id FROM session)"
    change(data, f"UPDATE event SET id = id || 'x' WHERE seq = ({last})")


def sessions(data: Path) -> int:
    with closing(sqlite3.connect(data / "aware.db")) as db:
        return int(db.execute("SELECT count(*) FROM session").fetchone()[0])


def cut(data: Path) -> None:
    file = data / "aware.db"
    file.write_bytes(file.read_bytes()[:-4096])


class Typist(io.StringIO):
    """A terminal at which somebody types this."""

    def isatty(self) -> bool:
        return True


def types(monkeypatch: pytest.MonkeyPatch, words: str) -> None:
    monkeypatch.setattr(sys, "stdin", Typist(words))


def test_the_copies_are_listed_with_the_command_for_the_newest_good_one(
    aware: Aware, data: Path, copy: Path
) -> None:
    half = copy.with_name("aware-20260305T080000Z.db")
    half.write_bytes(copy.read_bytes()[:-4096])
    shutil.copy(copy, copy.with_name("aware-20260101T080000Z.db"))
    said = aware("data", "restore")
    assert (said.status, said.err) == (0, "")
    head, *rows, _, told, command = said.out.splitlines()
    assert head == f"The backups in {data / 'backups'}, the newest first:"
    assert [row.split()[:2] for row in rows] == [
        ["2026-03-05", "08:00"],
        ["2026-03-04", "10:30"],
        ["2026-01-01", "08:00"],
    ]
    assert [row.split()[4:] for row in rows] == [
        ["not", "whole", half.name],
        ["checked", NAME],
        ["checked", "aware-20260101T080000Z.db"],
    ]
    assert (told.endswith("change:"), command) == (True, f"  aware data restore {NAME}")
    again = aware("--data-dir", str(data), "data", "restore").out.splitlines()[-1]
    assert again == f"  aware data restore {NAME} --data-dir {data}"


def test_without_copies_it_is_told_where_they_would_be(aware: Aware, data: Path) -> None:
    said = aware("data", "restore")
    assert (said.status, said.out) == (1, "")
    assert said.err.startswith(f"There is no backup in {data / 'backups'} yet.")


def test_copies_of_which_none_is_whole_are_listed_and_it_is_told(aware: Aware, copy: Path) -> None:
    copy.write_bytes(b"#")
    said = aware("data", "restore")
    assert said.status == 1
    assert NAME in said.out
    assert "None of them is whole" in said.err


def test_a_copy_of_data_that_did_not_change_needs_only_a_yes(aware: Aware, data: Path, copy: Path) -> None:
    before = (data / "aware.db").read_bytes()
    said = aware("data", "restore", NAME)
    assert said.status == 1
    assert said.err == "Nothing was changed. To put the copy in place all the same, add --yes.\n"
    assert "The copy has every session of the data as it is now." in said.out
    assert (data / "aware.db").read_bytes() == before
    said = aware("data", "restore", NAME, "--yes")
    assert (said.status, said.err) == (0, "")
    assert f"The copy is in place: {data / 'aware.db'}\nWhat was there is kept as a backup: " in said.out
    assert (sessions(data), len(list((data / "backups").glob("aware-*.db")))) == (8, 2)
    assert aware("data", "check").status == 0


def test_over_newer_data_a_yes_is_not_enough(aware: Aware, data: Path, copy: Path) -> None:
    newer(data)
    for words in ([], ["--yes"]):
        said = aware("data", "restore", NAME, *words)
        assert said.status == 1
        assert "The data is newer: 1 session went on since, or is not in the copy at all." in said.out
        assert said.err == "Nothing was changed. To put the copy in place all the same, add --over-newer.\n"
    said = aware("data", "restore", NAME, "--over-newer")
    assert said.status == 0
    [kept] = [file for file in (data / "backups").glob("aware-*.db") if file.name != NAME]
    with closing(sqlite3.connect(kept)) as db:
        assert db.execute("SELECT count(*) FROM event WHERE id LIKE '%x'").fetchone() == (1,)


def test_what_was_done_outside_of_sessions_is_newer_too(aware: Aware, data: Path, copy: Path) -> None:
    values = "'new', 99999, at, 'customer', '', '', '', ''"
    columns = "id, seq, at, session_id, actor, what, before, after"
    change(data, f"INSERT INTO event ({columns}) SELECT {values} FROM event LIMIT 1")
    said = aware("data", "restore", NAME, "--yes")
    assert said.status == 1
    assert "The data is newer: something other than a session was changed since." in said.out
    assert "add --over-newer" in said.err


@pytest.mark.parametrize(
    ("typed", "status"), [("restore\n", 0), (" RESTORE \n", 0), ("yes\n", 1), ("\n", 1), ("", 1)]
)
def test_at_a_terminal_a_word_is_typed(
    aware: Aware, data: Path, copy: Path, monkeypatch: pytest.MonkeyPatch, typed: str, status: int
) -> None:
    newer(data)
    types(monkeypatch, typed)
    said = aware("data", "restore", NAME)
    assert said.status == status
    assert "Type restore to put the copy in place" in said.out
    assert said.err == ("" if status == 0 else "Nothing was changed.\n")


def test_a_copy_from_elsewhere_is_named_by_its_path(
    aware: Aware, data: Path, copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = shutil.copy(copy, tmp_path / "stick.db")
    for name in (str(there), "stick.db"):
        monkeypatch.chdir(tmp_path)
        copy.unlink(missing_ok=True)
        assert aware("data", "restore", name, "--yes").status == 0
        shutil.rmtree(data / "backups")
    assert sessions(data) == 8


def test_a_damaged_file_is_told_with_the_command_that_helps(aware: Aware, data: Path, copy: Path) -> None:
    cut(data)
    wanted = f"The newest good backup is of 2026-03-04 10:30: `aware data restore {NAME}` puts it in place."
    for words in (["check"], ["check", "--repair"]):
        said = aware("data", *words)
        assert said.status == 1
        assert said.err.splitlines()[-1] == wanted
    assert wanted in " ".join(aware("doctor").out.split())
    assert "--data-dir" in aware("data", "check", "--data-dir", str(data)).err
    said = aware("data", "restore", NAME, "--yes")
    assert said.status == 0
    assert "is damaged" in said.out
    [bad] = data.glob("aware.db.bad-*Z")
    assert f"The damaged file was set aside: {bad}" in said.out
    assert aware("data", "check").status == 0


def test_a_damaged_file_without_a_good_backup_is_told(aware: Aware, data: Path) -> None:
    cut(data)
    assert "There is no good backup in" in aware("data", "check").err
    assert "There is no good backup in" in " ".join(aware("doctor").out.split())


def another(copy: Path) -> None:
    copy.unlink()
    with closing(sqlite3.connect(copy)) as db:
        db.execute("CREATE TABLE customer (id)")


def of_a_newer_release(copy: Path) -> None:
    with closing(sqlite3.connect(copy)) as db, db:
        db.execute("UPDATE alembic_version SET version_num = '9999'")


def spoilt(copy: Path) -> None:
    copy.write_bytes(copy.read_bytes()[:-4096])


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (another, "is not a copy of this program's data. Nothing was changed."),
        (of_a_newer_release, "was written by a newer release of this program"),
        (spoilt, "is damaged, so it was not used. The data is as it was."),
        (Path.unlink, "There is no copy at"),
    ],
)
def test_a_copy_that_is_of_no_use_is_one_sentence(
    aware: Aware, data: Path, copy: Path, make: Callable[[Path], None], told: str
) -> None:
    make(copy)
    before = (data / "aware.db").read_bytes()
    said = aware("data", "restore", NAME, "--over-newer")
    assert (said.status, said.out) == (1, "")
    assert told in said.err
    assert len(said.err.splitlines()) == 1
    assert (data / "aware.db").read_bytes() == before


COMMANDS = [
    ["sessions"],
    ["data", "where"],
    ["data", "check"],
    ["data", "check", "--repair"],
    ["data", "backup"],
    ["data", "restore", NAME, "--over-newer"],
    ["doctor"],
    ["follow-ups"],
]


@pytest.mark.sweep(4)
@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_no_command_changes_a_byte_of_a_newer_file(
    aware: Aware, data: Path, copy: Path, words: list[str]
) -> None:
    of_a_newer_release(data / "aware.db")
    before = ((data / "aware.db").read_bytes(), (data / "aware.db").stat().st_mtime_ns)
    said = aware(*words)
    assert said.status in (0, 1)
    assert "Traceback" not in said.err + said.out
    assert ((data / "aware.db").read_bytes(), (data / "aware.db").stat().st_mtime_ns) == before
    assert not list(data.glob("aware.db.*bad*"))


WINDOW = """
import sys
from pathlib import Path
from aware_tui.store.opening import open_database
db = open_database(Path(sys.argv[1]))
print("open", flush=True)
sys.stdin.readline()
db.close()
"""


def test_under_an_open_window_it_is_refused_with_what_to_do(aware: Aware, data: Path, copy: Path) -> None:
    run = [sys.executable, "-c", WINDOW, str(data / "aware.db")]
    window = subprocess.Popen(run, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert window.stdout is not None
    assert window.stdout.readline() == "open\n"
    said = aware("data", "restore", NAME, "--over-newer")
    window.communicate("\n", timeout=60)
    assert said.status == 1
    assert said.err.endswith("Nothing was changed. Leave it there (ctrl+q), then try again.\n")
    assert sessions(data) == 8


def test_a_backup_goes_to_another_folder_too(aware: Aware, data: Path, tmp_path: Path) -> None:
    said = aware("data", "backup", "--to", str(tmp_path / "share"))
    assert (said.status, said.err) == (0, "")
    [made] = (data / "backups").glob("aware-*.db")
    there = tmp_path / "share" / made.name
    assert there.read_bytes() == made.read_bytes()
    assert f"The same, byte for byte: {there}\n" in said.out
    assert "nothing is thinned or erased in that folder" in said.out


def test_a_folder_that_takes_no_copy_is_told_and_the_backup_is_made(
    aware: Aware, data: Path, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    said = aware("data", "backup", "--to", str(tmp_path / "file"))
    assert said.status == 1
    assert str(tmp_path / "file") in said.err
    assert len(list((data / "backups").glob("aware-*.db"))) == 1


def test_where_and_the_doctor_say_how_the_last_backup_stands(aware: Aware, data: Path, copy: Path) -> None:
    wanted = "1 copy, the newest of 2026-03-04 10:30, checked in full"
    assert wanted in aware("data", "where").out
    assert wanted in " ".join(aware("doctor").out.split())
    (data / "backups" / "last-try").write_text("20260304T120000Z\nThe disk is full. Make some room.\n")
    said = aware("doctor")
    assert said.status == 1
    assert "the last try, of 2026-03-04 12:00, failed" in " ".join(said.out.split())
    assert "The disk is full. Make some room." in said.out
    (data / "backups" / "last-try").write_text("20260304T100000Z\nThe disk is full. Make some room.\n")
    assert aware("doctor").status == 0
    spoilt(copy)
    assert "1 copy, the newest of 2026-03-04 10:30, not whole, so of no use" in aware("data", "where").out
    (data / "backups" / "last-try").unlink()
    said = aware("doctor")
    assert said.status == 1
    assert "None of them is whole." in said.out


def test_the_doctor_says_that_room_is_short_for_a_backup(
    aware: Aware, data: Path, copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil.disk_usage(data)._replace(free=1_000_000)
    monkeypatch.setattr("aware_tui.store.keeping.shutil.disk_usage", lambda _: usage)
    said = aware("doctor")
    assert said.status == 0
    assert "short for the next backup" in said.out
    assert "Make some room there." in " ".join(said.out.split())


SERVER = ["--database-url", "postgresql://kim@db.example.org/aware?sslmode=verify-full"]


@pytest.mark.parametrize("words", [["backup"], ["restore"], ["restore", NAME, "--yes"]], ids=" ".join)
def test_of_data_on_a_server_no_copy_is_made_or_restored_here(
    aware: Aware, data: Path, copy: Path, words: list[str]
) -> None:
    before = sorted((data / "backups").iterdir())
    said = aware("data", *words, *SERVER)
    assert (said.status, said.out) == (1, "")
    assert "PostgreSQL server, where its own tools make and restore copies" in said.err
    assert sorted((data / "backups").iterdir()) == before
