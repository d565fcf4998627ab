"""A person before damaged data in a real terminal; and a restore beside a call that is going on."""

import re
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from terminal.conftest import AWARE, OpenAware
from terminal.person import Person

pytestmark = [pytest.mark.terminal, pytest.mark.long]

WORDS = "Second visit missed, took an unpaid day off each time"


def run(folder: Path, *words: str) -> "subprocess.CompletedProcess[str]":
    argv = [str(AWARE), *words, "--data-dir", str(folder)]
    nobody = subprocess.DEVNULL
    return subprocess.run(argv, stdin=nobody, capture_output=True, text=True, timeout=60, check=False)


def saved(person: Person) -> None:
    person.wait_for(lambda screen: "saved" in "".join(screen.splitlines()[:2]))


def in_call(person: Person) -> None:
    person.wait_for("new call")
    person.press("n")
    person.wait_for("Their words")
    person.type(WORDS)
    person.wait_for(WORDS)
    saved(person)


@pytest.mark.parametrize(("columns", "rows"), [(120, 36), (80, 24)])
def test_the_newest_good_backup_is_put_in_place_by_one_key(
    open_aware: OpenAware, data_folder: Path, columns: int, rows: int
) -> None:
    with open_aware() as person:
        in_call(person)
        person.leave()
    assert run(data_folder, "data", "backup").returncode == 0
    file = data_folder / "aware.db"
    file.write_bytes(file.read_bytes()[:-8192])
    bad = file.read_bytes()
    with open_aware(columns=columns, rows=rows) as person:
        person.wait_for("The data cannot be read")
        person.wait_for(re.compile(r"The newest good backup is from today \d\d:\d\d, with 1 session\."))
        person.press("enter")
        person.wait_for("Unfinished")
        person.wait_for(WORDS[:20])
        person.press("ctrl+q")
        assert person.exit_status() == 0
        assert person.restored()
    [kept] = data_folder.glob("aware.db.bad-*Z")
    assert kept.read_bytes() == bad
    assert run(data_folder, "data", "check").returncode == 0


def test_left_alone_everything_stays_as_it_is_and_the_sentence_is_told(
    open_aware: OpenAware, data_folder: Path
) -> None:
    data_folder.mkdir(mode=0o700)
    (data_folder / "aware.db").touch()
    with open_aware() as person:
        person.wait_for("There is no good backup in")
        person.press("q")
        assert person.exit_status() == 1
        assert person.restored()
        assert "is empty, so something cut it off" in "".join(person.screen().split("\n"))
    assert (data_folder / "aware.db").read_bytes() == b""


def test_a_restore_beside_a_call_is_refused_and_the_call_goes_on(
    open_aware: OpenAware, data_folder: Path
) -> None:
    with open_aware() as person:
        in_call(person)
        assert run(data_folder, "data", "backup").returncode == 0
        [copy] = (data_folder / "backups").glob("aware-*.db")
        person.type(" and rang twice")
        person.wait_for("rang twice")
        saved(person)
        refused = run(data_folder, "data", "restore", copy.name, "--over-newer")
        assert refused.returncode == 1
        assert "Leave it there (ctrl+q), then try again." in refused.stderr
        person.type(" since")
        person.wait_for("rang twice since")
        saved(person)
        person.leave()
    with closing(sqlite3.connect(data_folder / "aware.db")) as db:
        assert db.execute("SELECT text FROM note").fetchall() == [(f"{WORDS} and rang twice since",)]
