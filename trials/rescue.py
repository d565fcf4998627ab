"""In the middle of a call the disk fills up or another program holds the file: told at once, saved later."""

import re
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Final

from terminal.person import Person

from trials.disks import fill, small_disk
from trials.kills import SAVED, newest_session, texts, typing
from trials.sitting import damage, sit_down
from trials.verdict import Figure, at_most, none

MOST_WAIT: Final = 2.0
"""Seconds after which all of it is saved, once it can be."""

NOT_SAVED: Final = re.compile("NOT SAVED")

HOLD: Final = """
import sqlite3, sys
db = sqlite3.connect(sys.argv[1], isolation_level=None)
db.execute("BEGIN IMMEDIATE")
print("held", flush=True)
sys.stdin.read()
"""
"""Another program that writes in the file until its input ends."""

Ease = Callable[[], object]
"""Ends the trouble."""


@dataclass(slots=True)
class Toll:
    """What troubles in the middle of calls cost."""

    calls: int = 0
    lost: list[str] = field(default_factory=list)
    untold: list[str] = field(default_factory=list)
    waits: list[float] = field(default_factory=list)

    def figures(self) -> list[Figure]:
        """Return them beside the goals."""
        of = f"{self.calls:,} calls in which the disk filled up or the file was held"
        return [
            none("words typed meanwhile and lost, or files damaged", self.lost, of),
            none("not told on the screen", self.untold, of),
            at_most("longest wait from its end to `saved`", max(self.waits, default=0.0), MOST_WAIT),
        ]


def trial(folder: Path, times: int, seed: int) -> list[Figure]:
    """Make trouble in so many calls: a full disk and a held file in turn."""
    toll, chance = Toll(), Random(seed)
    for number in range(times):
        with small_disk(folder / str(number)) as disk:
            one_call(disk, (filled, held)[number % 2], toll, chance)
    return toll.figures()


def one_call(disk: Path, trouble: Callable[[Path], Ease], toll: Toll, chance: Random) -> None:
    """Type before, under and after a trouble; all of the words have to be in the file at the end."""
    data = disk / "data"
    toll.calls += 1
    with sit_down(data, "live") as person:
        person.wait_for("Their words")
        words = [typed(person, chance, 2)]
        person.wait_for(SAVED)
        ease = trouble(data)
        words.append(typed(person, chance, 300 if trouble is filled else 3))
        try:
            person.wait_for(NOT_SAVED)
            words.append(typed(person, chance, 2))
            person.wait_for(words[-1].split()[-1])
        except AssertionError as problem:
            toll.untold.append(str(problem))
        begun = time.monotonic()
        ease()
        person.wait_for(SAVED)
        toll.waits.append(time.monotonic() - begun)
        person.kill()
        person.exit_status()
    kept = "\n".join(texts(data, newest_session(data)))
    toll.lost += [word for word in " ".join(words).split() if word not in kept]
    toll.lost += damage(data)


def typed(person: Person, chance: Random, count: int) -> str:
    """Type so many words and wait until the last is on the screen; return them."""
    letters = typing(chance)
    words = "".join(next(letters) for _ in range(7 * count))
    person.type(words)
    person.wait_for(words.split()[-1])
    return words


def filled(data: Path) -> Ease:
    """Fill the disk."""
    return fill(data.parent).unlink


def held(data: Path) -> Ease:
    """Let another program write in the file."""
    pipe, after = subprocess.PIPE, ExitStack()
    argv = [sys.executable, "-c", HOLD, str(data / "aware.db")]
    other = after.enter_context(subprocess.Popen(argv, stdin=pipe, stdout=pipe, text=True))
    assert other.stdout is not None
    assert other.stdout.readline() == "held\n"
    return other.communicate
