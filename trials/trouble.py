"""The file is full, locked, damaged, empty, newer or not ours: each is told plainly, and nothing is lost."""

import os
import random
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from terminal.person import Person

from aware_tui.config import Settings
from aware_tui.services.demo.calls import fill as lay_calls
from trials import rescue
from trials.disks import allow_writing, fill, small_disk
from trials.sitting import AWARE, damage, read, sit_down
from trials.verdict import Figure, none

COMMANDS: Final = (
    "sessions",
    "sessions --search refund",
    "session newest",
    "follow-ups",
    "insights",
    "goals",
    "practice --list",
    "export -o {folder}/out",
    "data where",
    "data check",
    "data backup",
    "doctor",
)
"""Command lines that read the data, or write beside it."""

WITHIN: Final = 30.0
"""Seconds after which a command that waits for something is ended; that is a failure."""

MOST_LINES: Final = 2
"""A problem takes so many lines at most."""

HELD: Final = """
import sqlite3, sys
db = sqlite3.connect(sys.argv[1], isolation_level=None)
db.execute("PRAGMA locking_mode=EXCLUSIVE")
db.execute("BEGIN EXCLUSIVE")
print("held", flush=True)
sys.stdin.read()
"""
"""Another program that lets nobody even read, until its input ends."""


@dataclass(slots=True)
class Toll:
    """What was said of the troubles, and what was lost by them."""

    said: int = 0
    not_plain: list[str] = field(default_factory=list)
    """Tracebacks, silence, or more than two lines."""
    changed: list[str] = field(default_factory=list)
    """Files that were not ours to change."""
    lost: list[str] = field(default_factory=list)
    """Rows that were not there once the trouble was over."""

    def figures(self) -> list[Figure]:
        """Return them beside the goals."""
        of = f"{self.said:,} commands and starts under {len(TROUBLES)} troubles"
        return [
            none("not told in one or two plain lines", self.not_plain, of),
            none("files changed that were to be left alone", self.changed, f"{len(TROUBLES)} troubles"),
            none("lost once it was over", self.lost, f"{len(TROUBLES)} troubles"),
        ]


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something wrong with the data folder, for as long as `under` lasts."""

    name: str
    under: Callable[[Path], object]
    """A context manager, given the data folder."""
    left_alone: bool = True
    """Whether every byte of the file has to stay as it is."""
    passes: bool = False
    """Whether all of the data is there again afterwards."""


def trial(folder: Path, times: int, seed: int) -> list[Figure]:
    """Try all commands and the app under each trouble, then trouble that comes and goes in so many calls."""
    toll = Toll()
    sample = folder / "sample"
    lay_calls(Settings(sample, "Kim", "Europe/London", "aware"), datetime.now(UTC))
    for trouble in TROUBLES:
        one(trouble, sample, folder / trouble.name.replace(" ", "-"), toll)
    return toll.figures() + rescue.trial(folder / "rescue", times, seed)


def one(
    trouble: Trouble,
    sample: Path,
    place: Path,
    toll: Toll,
    commands: Sequence[str] = COMMANDS,
    *,
    app: bool = True,
) -> None:
    """Meet one trouble with commands, and with the app itself."""
    with ExitStack() as after:
        after.enter_context(small_disk(place))
        data = place / "data"
        _copied(sample, data)
        before, counts = content(data), counted(data)
        with trouble.under(data):  # type: ignore[attr-defined]
            spoiled = content(data)
            for words in commands:
                toll.said += 1
                told = say(words.format(folder=place), data)
                toll.not_plain += [f"{trouble.name}, {words}: {wrong}" for wrong in not_plain(*told)]
            if app:
                toll.said += 1
                toll.not_plain += [f"{trouble.name}, the app: {wrong}" for wrong in opened(data)]
            if trouble.left_alone and content(data) != spoiled:
                toll.changed.append(trouble.name)
        if trouble.passes and (counted(data) != counts or damage(data) or not before):
            toll.lost.append(f"{trouble.name}: {counted(data)} of {counts}")


def say(words: str, data: Path) -> tuple[int, str, str]:
    """Run a command; return its status and what it printed, -1 for one that had to be ended."""
    argv: list[str | Path] = [AWARE, "--data-dir", data, *words.split()]
    settings = {**os.environ, "AWARE_AGENT": "Kim", "AWARE_ZONE": "Europe/London"}
    try:
        done = subprocess.run(
            argv,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=WITHIN,
            env=settings,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return -1, "", f"Not done within {WITHIN:g} s."
    return done.returncode, done.stdout, done.stderr


def not_plain(status: int, out: str, err: str) -> list[str]:
    """Return what is wrong with how a command answered."""
    lines = err.splitlines()
    if status not in (0, 1):
        return [f"ended with {status}: {err[-300:]}"]
    if "Traceback" in out + err:
        return ["a traceback"]
    if status == 1 and not (lines or out.strip()):
        return ["silence"]
    if len(lines) > MOST_LINES:
        return [f"{len(lines)} lines: {lines}"]
    return [f"no sentence: {line}" for line in lines if not line.endswith((".", "?", "!"))]


def opened(data: Path) -> list[str]:
    """Open the app, look for a sentence, leave; return what is wrong with that."""
    with sit_down(data) as person:
        try:
            person.wait_for(lambda screen: len(screen.split()) > 10)
            _calm(person)
            person.press("ctrl+q")
            status = person.exit_status()
        except AssertionError as problem:
            return [str(problem)]
        wrong = [] if status in (0, 1) else [f"ended with {status}"]
        wrong += ["a traceback"] if b"Traceback" in person.raw else []
        return wrong if person.restored() else [*wrong, "the terminal was not given back"]


def _calm(person: Person) -> None:
    """Look until nothing more is painted for a while."""
    for _ in range(50):
        if not person.look(0.4):
            return


def _copied(sample: Path, data: Path) -> None:
    data.mkdir(mode=0o700)
    with (
        closing(sqlite3.connect(sample / "aware.db")) as there,
        closing(sqlite3.connect(data / "aware.db")) as db,
    ):
        there.backup(db)
    (data / "aware.db").chmod(0o600)


def content(data: Path) -> bytes | None:
    """Return the file's bytes, None where it cannot be read."""
    with suppress(OSError):
        return (data / "aware.db").read_bytes()
    return None


def counted(data: Path) -> list[int]:
    """Return how many rows there are of each kind that people care for."""
    return [
        read(data, f"SELECT count(*) FROM {table}")[0][0] for table in ("session", "note", "promise", "event")
    ]


# What can be wrong. Each of these spoils the folder and, where it can, puts it right again.


@contextmanager
def full(data: Path) -> Iterator[None]:
    """A disk without one free byte."""
    ballast = fill(data.parent)
    yield
    ballast.unlink()


@contextmanager
def read_only(data: Path) -> Iterator[None]:
    """A disk that may not be written."""
    allow_writing(data.parent, False)
    yield
    allow_writing(data.parent, True)


@contextmanager
def locked(data: Path) -> Iterator[None]:
    """Another program that has the file for itself."""
    pipe = subprocess.PIPE
    argv = [sys.executable, "-c", HELD, str(data / "aware.db")]
    with subprocess.Popen(argv, stdin=pipe, stdout=pipe, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        yield
        other.communicate()


def spoiled(spoil: Callable[[bytes], bytes]) -> Callable[[Path], object]:
    """Return the trouble of a file whose bytes became others."""

    @contextmanager
    def under(data: Path) -> Iterator[None]:
        path = data / "aware.db"
        path.write_bytes(spoil(path.read_bytes()))
        yield

    return under


def overwritten(file: bytes) -> bytes:
    """Return the file with eight of its pages full of noise."""
    chance, noisy = random.Random(1), bytearray(file)
    for _ in range(8):
        at = chance.randrange(1, len(file) // 4096) * 4096
        noisy[at : at + 4096] = chance.randbytes(4096)
    return bytes(noisy)


@contextmanager
def newer(data: Path) -> Iterator[None]:
    """A file that a later version of the program wrote."""
    with closing(sqlite3.connect(data / "aware.db", isolation_level=None)) as db:
        db.execute("UPDATE alembic_version SET version_num = '9999'")
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    yield


@contextmanager
def of_another(data: Path) -> Iterator[None]:
    """The database of another program."""
    (data / "aware.db").unlink()
    with closing(sqlite3.connect(data / "aware.db")) as db:
        db.execute("CREATE TABLE customer (id, name)")
    yield


@contextmanager
def a_folder(data: Path) -> Iterator[None]:
    """A folder where the file should be."""
    (data / "aware.db").unlink()
    (data / "aware.db").mkdir()
    yield


@contextmanager
def a_file(data: Path) -> Iterator[None]:
    """A file where the data folder should be."""
    kept = data.rename(data.with_name("kept"))
    data.write_text("a shopping list")
    yield
    data.unlink()
    kept.rename(data)


TROUBLES: Final = (
    Trouble("full disk", full, passes=True),
    Trouble("read-only disk", read_only, passes=True),
    Trouble("locked by another program", locked, passes=True),
    Trouble("pages overwritten", spoiled(overwritten)),
    Trouble("cut short", spoiled(lambda file: file[: len(file) // 2])),
    Trouble("beginning overwritten", spoiled(lambda file: b"#" * 100 + file[100:])),
    Trouble("zero length", spoiled(lambda _: b"")),
    Trouble("words instead of a database", spoiled(lambda _: b"dear diary, " * 100)),
    Trouble("the database of another program", of_another),
    Trouble("a newer file", newer),
    Trouble("a folder in its place", a_folder),
    Trouble("a file in the place of the folder", a_file, passes=True),
)
