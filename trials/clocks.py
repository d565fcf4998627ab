"""The clock is set back and forward during a call: nothing is lost, out of order or less than nothing."""

import re
import sys
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Final

from terminal.person import Person

from trials import TESTS
from trials.kills import SAVED, newest_session, texts
from trials.rescue import typed
from trials.sitting import damage, read
from trials.verdict import Figure, none

CLOCKED: Final = TESTS / "terminal" / "clocked.py"

FACE: Final = re.compile(r" (?:(\d+):)?(\d\d):(\d\d) ")
"""The clock of the call in the header."""

BEGUN: Final = datetime(2026, 3, 28, 23, 30, tzinfo=UTC)
"""Half past eleven in London, an hour and a half before the hour that is left out."""

MOVES: Final = (
    timedelta(seconds=-1),
    timedelta(minutes=-10),
    timedelta(hours=-1),
    timedelta(days=-400),
    timedelta(seconds=90),
    timedelta(hours=1),
    timedelta(hours=26),
    timedelta(days=400),
)
"""How the clock is set: by hand, by the network, and by years when a battery is empty."""


@dataclass(slots=True)
class Toll:
    """What moving the clock did."""

    moves: int = 0
    calls: int = 0
    lost: list[str] = field(default_factory=list)
    disorder: list[str] = field(default_factory=list)
    negative: list[str] = field(default_factory=list)
    dead: list[str] = field(default_factory=list)

    def figures(self) -> list[Figure]:
        """Return them beside the goals."""
        of = f"{self.moves:,} moves of the clock in {self.calls:,} calls"
        return [
            none("words and ticks lost, or files damaged", self.lost, of),
            none("deeds out of their order", self.disorder, of),
            none("times below zero, on the screen or in the file", self.negative, of),
            none("ended by it", self.dead, of),
        ]


def trial(folder: Path, times: int, seed: int) -> list[Figure]:
    """Move the clock so many times, in calls of at most eight moves."""
    toll, chance = Toll(), Random(seed)
    for begun in range(0, times, len(MOVES)):
        one_call(folder / str(begun), min(len(MOVES), times - begun), toll, chance)
    return toll.figures()


def one_call(folder: Path, moves: int, toll: Toll, chance: Random) -> None:
    """Type and tick in a call, setting the clock in between; then leave, and read the story back."""
    folder.mkdir(parents=True)
    data, clock, at = folder / "data", folder / "clock", BEGUN
    words: list[str] = []
    set_to(clock, at)
    toll.calls += 1
    env = {"AWARE_DATA_DIR": str(data), "AWARE_AGENT": "Kim", "AWARE_ZONE": "Europe/London"}
    with Person([sys.executable, CLOCKED, clock, "live"], 120, 36, env) as person:
        person.wait_for("Their words")
        try:
            for step, move in enumerate(chance.sample(MOVES, moves)):
                toll.moves += 1
                words += typed(person, chance, 2).split()
                at += move
                set_to(clock, at)
                person.press("ctrl+o" if step < 2 else "f8" if step == 2 else "ctrl+o")
                person.look(1.1)
                below_zero(person, f"after {move}", toll)
            person.wait_for(SAVED)
            person.press("ctrl+q")
            toll.dead += [] if person.exit_status() == 0 else ["ended by a fault"]
        except AssertionError as problem:
            toll.dead.append(str(problem))
    look(data, words, toll)


def below_zero(person: Person, when: str, toll: Toll) -> None:
    """Look at the call's clock and at every other time on the screen: none is less than nothing."""
    screen = person.screen()
    if FACE.search(f"{screen} ") is None or "-0" in screen or "-1" in screen:
        toll.negative.append(f"{when}: {person.header(2)}")


def look(data: Path, words: list[str], toll: Toll) -> None:
    """Look for the words, and for the order of what was done."""
    session = newest_session(data)
    kept = "\n".join(texts(data, session))
    toll.lost += [word for word in words if word not in kept] + damage(data)
    story = read(data, "SELECT seq, id, what FROM event WHERE session_id = ? ORDER BY seq", session)
    ids = [row_id for _, row_id, _ in story]
    if ids != sorted(ids) or story[0][2] != "begun":
        toll.disorder.append(f"{[what for _, _, what in story]}")
    spans = "SELECT clock_seconds FROM session WHERE id = ? AND clock_seconds < 0"
    toll.negative += [f"{seconds} s are kept" for (seconds,) in read(data, spans, session)]


def set_to(clock: Path, at: datetime) -> None:
    """Put the program's clock to a time, at once."""
    draft = clock.with_suffix(".new")
    draft.write_text(at.isoformat())
    draft.rename(clock)
