"""What happens to the words when the disk is full, a program is in the way, or ours is killed."""

import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from making import NOW, a_head, a_note, adding
from watching import PATIENCE, Told, rows

from aware_tui.store.database import Database
from aware_tui.store.writer import Writer

pytestmark = pytest.mark.head(4)

TESTS = Path(__file__).parent.parent

HOLD = """
import sqlite3, sys
db = sqlite3.connect(sys.argv[1], isolation_level=None)
db.execute("BEGIN IMMEDIATE")
print("held", flush=True)
sys.stdin.read()
"""

TYPE = """
import sys
from dataclasses import replace
from pathlib import Path
from making import NOW, a_head, a_note, a_tick, adding, editing
from aware_tui.store.writer import Writer

def tell(state):
    sys.stdout.write(f"{state.saved}\\n")
    sys.stdout.flush()

writer = Writer(Path(sys.argv[1]), lambda: NOW, tell)
writer.start()
head = a_head()
note = a_note(head.id, "")
writer.submit(adding(head, note))
number = 1
while True:
    number += 1
    longer = replace(note, text=str(number))
    ticket = writer.submit(editing(note, longer) + adding(a_tick(head.id, str(number))))
    assert ticket == number
    note = longer
    if number % 50 == 0:
        writer.ask(lambda db: None).result()
"""

GROW = """
import resource, signal, sys
from pathlib import Path
from making import NOW, a_head, a_note, adding
from aware_tui.store.writer import Writer

def allow(size):
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))

def tell(state):
    sys.stdout.write(f"{state.problem}\\n")
    if state.problem:
        allow(resource.RLIM_INFINITY)

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
writer = Writer(Path(sys.argv[1]), lambda: NOW, tell)
writer.start()
head = a_head()
writer.submit(adding(head))
writer.ask(lambda db: None).result()
allow(200_000)
for number in range(50):
    writer.submit(adding(a_note(head.id, "words " * 2000, field=str(number))))
assert writer.close(20)
"""

SHARE = """
import sys
from pathlib import Path
from making import NOW, a_head, adding
from aware_tui.store.writer import Writer

refused = []
writer = Writer(Path(sys.argv[1]), lambda: NOW, lambda state: refused.extend(state.refused))
writer.start()
for number in range(100):
    writer.submit(adding(a_head(id=f"{sys.argv[2]}-{number}")))
    writer.ask(lambda db: None).result()
assert writer.close(60)
assert not refused
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "aware.db"


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
def holder(path: Path, writer: Writer) -> Iterator[subprocess.Popen[str]]:
    """Another program that holds the file until its input ends."""
    pipe = subprocess.PIPE
    with subprocess.Popen([sys.executable, "-c", HOLD, path], stdin=pipe, stdout=pipe, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        yield other
        if other.stdin is not None and not other.stdin.closed:
            other.stdin.close()


def test_a_file_held_by_another_program_is_told_and_saved_within_two_seconds_of_its_release(
    writer: Writer, told: Told, holder: subprocess.Popen[str], path: Path
) -> None:
    head = a_head()
    writer.submit(adding(head, a_note(head.id)))
    state = told.wait(lambda state: state.problem is not None)
    assert (state.saved, state.asked) == (0, 1)
    assert "Another program" in str(state.problem)
    ahead = writer.ask(lambda db: db.execute("SELECT count(*) FROM note").fetchone()[0], ahead=True)
    behind = writer.ask(lambda db: db.execute("SELECT count(*) FROM note").fetchone()[0])
    assert ahead.result(PATIENCE) == 0
    assert not behind.done()
    holder.communicate()
    released = time.monotonic()
    told.wait(lambda state: state.saved == 1 and state.problem is None)
    assert time.monotonic() - released < 2
    assert behind.result(PATIENCE) == 1
    assert rows(path, "SELECT count(*) FROM note") == [(1,)]


def test_closing_while_another_program_holds_the_file_gives_up_in_time_and_says_so(
    writer: Writer, told: Told, holder: subprocess.Popen[str]
) -> None:
    writer.submit(adding(a_head()))
    told.wait(lambda state: state.problem is not None)
    begun = time.monotonic()
    assert not writer.close(0.2)
    assert time.monotonic() - begun < 1
    writer.close(PATIENCE)
    assert not writer._thread.is_alive()


def test_closing_while_the_file_is_released_saves_after_all(
    writer: Writer, told: Told, holder: subprocess.Popen[str], path: Path
) -> None:
    writer.submit(adding(a_head()))
    told.wait(lambda state: state.problem is not None)
    assert holder.stdin is not None
    holder.stdin.close()
    assert writer.close(PATIENCE)
    assert rows(path, "SELECT count(*) FROM session") == [(1,)]


def test_four_programs_save_at_the_same_time_and_none_loses_anything(path: Path) -> None:
    programs = [
        subprocess.Popen([sys.executable, "-c", SHARE, path, str(number)], cwd=TESTS) for number in range(4)
    ]
    assert [program.wait(60) for program in programs] == [0, 0, 0, 0]
    assert rows(path, "SELECT count(*), count(DISTINCT id) FROM session") == [(400, 400)]
    assert rows(path, "PRAGMA integrity_check") == [("ok",)]


def _room(db: Database, pages: int) -> None:
    (used,) = db.execute("PRAGMA page_count").fetchone()
    db.execute(f"PRAGMA max_page_count = {used + pages}")


def test_a_full_disk_is_told_once_and_everything_is_saved_when_there_is_room(
    writer: Writer, told: Told, path: Path
) -> None:
    head = a_head()
    writer.submit(adding(head))
    writer.ask(lambda db: _room(db, 2)).result(PATIENCE)
    for number in range(20):
        writer.submit(adding(a_note(head.id, "long words " * 400, field=f"box_{number}")))
    state = told.wait(lambda state: state.problem is not None)
    assert "disk is full" in str(state.problem)
    saved = state.saved
    assert rows(path, "SELECT count(*) FROM note") == [(max(0, saved - 1),)]
    ahead = writer.ask(lambda db: _room(db, 1000), ahead=True)
    ahead.result(PATIENCE)
    told.wait(lambda state: state.saved == 21 and state.problem is None)
    assert sum(state.problem is not None for state in told.states) == 1
    assert rows(path, "SELECT count(*) FROM note") == [(20,)]


@pytest.mark.skipif(sys.platform == "win32", reason="file sizes cannot be limited there")
def test_a_file_that_may_not_grow_is_told_and_all_is_saved_once_it_may(path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", GROW, path], cwd=TESTS, check=True, timeout=60, capture_output=True, text=True
    )
    assert "disk" in done.stdout.splitlines()[1].lower()
    assert done.stderr == ""
    assert rows(path, "SELECT count(*) FROM note") == [(50,)]


def _killed_at_a_random_moment(path: Path, seed: int) -> tuple[int, int]:
    """Return the last ticket that was told as saved, and the last one in the file."""
    chance = random.Random(seed)
    with subprocess.Popen(
        [sys.executable, "-c", TYPE, str(path)], cwd=TESTS, stdout=subprocess.PIPE, text=True
    ) as typist:
        assert typist.stdout is not None
        lines = [typist.stdout.readline() for _ in range(chance.randint(1, 40))]
        typist.send_signal(signal.SIGKILL)
        lines += [line for line in typist.stdout if line.endswith("\n")]
    ((last,),) = rows(path, "SELECT coalesce(max(CAST(item_id AS INTEGER)), 1) FROM tick")
    ((text,),) = rows(path, "SELECT text FROM note")
    assert text in {"", str(last)}
    assert rows(path, "PRAGMA integrity_check") == [("ok",)]
    return int(lines[-1]), int(last)


@pytest.mark.sweep(3)
@pytest.mark.parametrize("seed", range(20))
def test_a_killed_program_has_on_disk_all_it_told_as_saved(path: Path, seed: int) -> None:
    told, there = _killed_at_a_random_moment(path, seed)
    assert there >= told


@pytest.mark.long
def test_five_hundred_killed_programs_lose_nothing_they_told_as_saved(tmp_path: Path) -> None:
    for seed in range(500):
        told, there = _killed_at_a_random_moment(tmp_path / f"{seed}.db", seed)
        assert there >= told, seed
