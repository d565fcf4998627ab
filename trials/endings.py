"""Signals, closed windows, broken bytes, storms of sizes, a huge paste: a clean end, or alive."""

import os
import signal
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Final

from terminal.person import PATIENCE, Person

from trials.kills import SAVED, newest_session, texts
from trials.rescue import typed
from trials.sitting import AWARE, damage, sit_down
from trials.verdict import Figure, none

EARS_SHUT: Final = ("sh", "-c", "trap '' HUP; exec \"$@\"", "sh")
"""Starts a program that hears no SIGHUP, as nohup does."""

BROKEN: Final = b"a\xffb\xc3(\xf0\x9f\x98 c\x1b[:7u\xed\xa0\x80\xfe\xc0\xaf d"
"""Bytes that are no text, and a control sequence that is none."""

NO_TERMINAL: Final = "aware draws on a terminal"

STORM: Final = 5_000
"""Sizes of the window in the long form."""

PASTED: Final = 1_000_000
"""Letters of the paste: more than a box takes."""

CUT_OFF: Final = "This place is full"
"""Is in what the screen says of a paste that was too long."""


@dataclass(slots=True)
class Toll:
    """How the app ended, or went on."""

    ends: int = 0
    unclean: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    dead: list[str] = field(default_factory=list)
    """Where it was to go on, and did not."""
    went_on: int = 0

    def figures(self, sizes: int) -> list[Figure]:
        """Return them beside the goals."""
        of = f"{self.ends:,} ends by signals and closed windows"
        lived = f"{sizes:,} sizes, a paste of 1 MB, {self.went_on:,} bursts of broken bytes"
        return [
            none("unclean ends: status, terminal, traceback", self.unclean, of),
            none("ended where it was to go on", self.dead, lived),
            none("words lost", self.lost, f"{of}, {lived}"),
        ]

    def end(self, name: str, data: Path, chance: Random, deed: Callable[[Person], int], deaf: bool) -> None:
        """Type, end the app by a deed that says with which status, and look for what was typed."""
        self.ends += 1
        before = EARS_SHUT if deaf else ()
        with sit_down(data, "live", before=before) as person:
            person.wait_for("Their words")
            words = typed(person, chance, 2)
            expected = deed(person)
            status = person.exit_status()
            self.unclean += [f"{name}: ended with {status}"] if status != expected else []
            if person.at_terminal:
                self.unclean += [] if person.restored() else [f"{name}: the terminal was not given back"]
            self.unclean += [f"{name}: a traceback"] if b"Traceback" in person.raw else []
        self.look(name, data, words)

    def look(self, name: str, data: Path, words: str) -> None:
        """Compare the file with what was typed."""
        kept = "\n".join(texts(data, newest_session(data)))
        self.lost += [f"{name}: {word}" for word in words.split() if word not in kept]
        self.lost += [f"{name}: {told}" for told in damage(data)]


def trial(folder: Path, times: int, seed: int) -> list[Figure]:
    """End the app so many times in each way; then so many sizes in tens, a paste, and broken bytes."""
    toll, chance = Toll(), Random(seed)
    for number in range(times):
        for name, (deed, deaf) in ENDS.items():
            toll.end(name, folder / f"{number} {name}", chance, deed, deaf)
    sizes = min(STORM, times * 500)
    storm(folder / "storm", sizes, toll, chance)
    broken(folder / "broken", times * 10, toll, chance)
    pasted(folder / "pasted", toll, chance)
    return [*toll.figures(sizes), without_terminal(folder / "none")]


def storm(data: Path, sizes: int, toll: Toll, chance: Random) -> None:
    """Give the window so many sizes, typing all the while."""
    with sit_down(data, "live") as person:
        person.wait_for("Their words")
        words = []
        for number in range(sizes):
            person.resize(chance.randint(2, 200), chance.randint(2, 60))
            person.look(0.0)
            if number % 100 == 0:
                words.append(f"zq{number}q ")
                person.type(words[-1])
        person.resize(120, 36)
        try:
            person.wait_for("Their words")
            words.append(typed(person, chance, 1))
            person.wait_for(SAVED)
            person.press("ctrl+q")
            toll.unclean += [] if person.exit_status() == 0 and person.restored() else ["after the storm"]
        except AssertionError as problem:
            toll.dead.append(f"storm: {problem}")
    toll.look("storm", data, "".join(words))


def broken(data: Path, bursts: int, toll: Toll, chance: Random) -> None:
    """Send bytes that are no text, with words after each burst."""
    with sit_down(data, "live") as person:
        person.wait_for("Their words")
        words = ""
        for _ in range(bursts):
            toll.went_on += 1
            noise = chance.randbytes(40).translate(None, bytes(range(32)) + b"\x7f\x9b")
            person.send_bytes(BROKEN + noise + b" ")
            word = f"zq{toll.went_on}q"
            person.type(f"{word} ")
            words += f"{word} "
            if not arrives(person, data, word):
                toll.dead.append(f"broken bytes: {noise!r}")
                return
        person.kill()
        person.exit_status()
    toll.look("broken bytes", data, words)


def arrives(person: Person, data: Path, word: str) -> bool:
    """Wait until a word is in the file: an emulator does not agree with us on how wide every character is."""
    end = time.monotonic() + PATIENCE
    while person.alive and time.monotonic() < end:
        if any(word in text for text in texts(data, newest_session(data))):
            return True
        person.look(0.05)
    return False


def pasted(data: Path, toll: Toll, chance: Random) -> None:
    """Paste far more than a box takes: its beginning is kept, that is said, and the next key is answered."""
    with sit_down(data, "live") as person:
        person.wait_for("Their words")
        person.paste("zqbegin " + "x" * PASTED)
        try:
            person.wait_for(CUT_OFF)
            person.press("f5")
            person.wait_for("open question")
            person.wait_for(SAVED)
        except AssertionError as problem:
            toll.dead.append(f"paste: {problem}")
        person.kill()
        person.exit_status()
    toll.look("paste", data, "zqbegin")


def without_terminal(data: Path) -> Figure:
    """Start the app where there is no terminal at all: it says so and ends, and makes nothing."""
    settings = {**os.environ, "AWARE_DATA_DIR": str(data)}
    done = subprocess.run(
        [AWARE],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        env=settings,
    )
    met = done.returncode == 2 and done.stderr.startswith(NO_TERMINAL) and not data.exists()
    found = f"status {done.returncode}, {len(done.stderr.splitlines())} line"
    return Figure("without a terminal", found, "status 2, 1 line", met, (done.stderr,) if not met else ())


def signalled(number: signal.Signals) -> Callable[[Person], int]:
    """Return the deed of sending a signal."""

    def deed(person: Person) -> int:
        person.kill(number)
        return 128 + number

    return deed


def in_a_row(person: Person) -> int:
    """Send signals one after the other, as an impatient system does."""
    for number in (signal.SIGTERM, signal.SIGTERM, signal.SIGTERM):
        person.kill(number)
    return 128 + signal.SIGTERM


def hung_up(person: Person) -> int:
    """Close the window."""
    person.hang_up()
    return 128 + signal.SIGHUP


def by_key(person: Person) -> int:
    """Leave as people do."""
    person.press("ctrl+q")
    return 0


ENDS: Final[dict[str, tuple[Callable[[Person], int], bool]]] = {
    "SIGTERM": (signalled(signal.SIGTERM), False),
    "SIGHUP": (signalled(signal.SIGHUP), False),
    "SIGINT": (signalled(signal.SIGINT), False),
    "SIGTERM three times": (in_a_row, False),
    "the window closed": (hung_up, False),
    "the window closed, SIGHUP ignored": (hung_up, True),
    "ctrl+q": (by_key, False),
}
"""Ways in which the app is ended, and whether it was started deaf to SIGHUP."""
