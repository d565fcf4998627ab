"""Opening the data where it cannot be: a folder in its place, no right to write, another program's hold."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from aware_tui.store.errors import Busy, CannotWrite, NotOurs
from aware_tui.store.opening import open_database


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "aware.db"


@pytest.fixture
def filled(path: Path) -> Path:
    open_database(path).close()
    return path


def test_a_folder_in_its_place_is_told(path: Path) -> None:
    path.mkdir(parents=True)
    with pytest.raises(CannotWrite, match="is a folder"):
        open_database(path)


def test_a_pipe_in_its_place_does_not_hang(path: Path) -> None:
    path.parent.mkdir()
    os.mkfifo(path)
    with pytest.raises(NotOurs, match="not a plain file"):
        open_database(path)


def test_a_file_in_place_of_the_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("mine")
    with pytest.raises(CannotWrite, match="data-dir"):
        open_database(tmp_path / "data" / "aware.db")


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs a folder nobody can write in")
def test_a_folder_where_nothing_can_be_made_is_told() -> None:
    with pytest.raises(CannotWrite, match="cannot be made or written"):
        open_database(Path("/proc/self/aware/aware.db"))


@pytest.fixture
def public(filled: Path) -> Iterator[Path]:
    """A copy of the data where any user of the machine could reach it."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        data.mkdir()
        shutil.copy(filled, data / "aware.db")
        yield data


@pytest.mark.parametrize(("folder", "file"), [(0o555, 0o666), (0o777, 0o444)])
def test_what_may_only_be_read_is_told(public: Path, folder: int, file: int) -> None:
    (public / "aware.db").chmod(file)
    public.chmod(folder)
    public.parent.chmod(0o755)
    program = f"""
from pathlib import Path
from aware_tui.store.opening import open_database
import os
if os.geteuid() == 0:
    os.setuid(65534)
try:
    open_database(Path({str(public / "aware.db")!r}))
except Exception as problem:
    print(type(problem).__name__, problem)
"""
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60)
    public.chmod(0o755)
    assert run.stdout.startswith("CannotWrite"), run.stdout + run.stderr
    assert "Check who owns the file" in run.stdout


def test_a_file_another_program_holds_is_told_after_the_wait(filled: Path) -> None:
    program = f"""
import sqlite3, sys
db = sqlite3.connect({str(filled)!r}, isolation_level=None)
db.execute("PRAGMA locking_mode=EXCLUSIVE")
db.execute("BEGIN EXCLUSIVE")
print("held", flush=True)
sys.stdin.readline()
"""
    pipe = subprocess.PIPE
    with subprocess.Popen([sys.executable, "-c", program], stdin=pipe, stdout=pipe, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(Busy, match="Another program is using"):
            open_database(filled, wait=0.05)
        holder.communicate("go on\n")
    with closing(open_database(filled)) as db:
        assert db.execute("SELECT count(*) FROM customer").fetchone() == (0,)
