"""Killed at any moment while somebody types and ticks, the app keeps whatever its screen showed as saved."""

import re
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Final

from terminal.person import Person

from trials.sitting import damage, read, sit_down
from trials.verdict import Figure, at_most, none

SESSION_ROUNDS: Final = 5
"""Kills that one session goes through before the next is begun."""

TO_BE_SAVED: Final = 2.0
"""Seconds after which words on the screen have to be in the file: one, and one for a slow machine."""

MOST_LOST: Final = 1.0
"""Seconds of typing that a kill may take."""

TYPED: Final = re.compile(r"zq[a-z]*")
"""The words that are typed here look like nothing else on the screen."""

TICKED: Final = re.compile(r"\[x\] +\d +([^\s╭│╰][^╭│╰\n]*?)(?: {2,}|$)", re.MULTILINE)
"""A ticked item's whole wording; one that the question of F3 half covers, is not counted."""

SAVED: Final = re.compile(r"· saved$", re.MULTILINE)

ASKING: Final = "By when"
"""Shown while the question of F3 is open; after a kill its words are there when it is asked again."""


@dataclass(slots=True)
class Toll:
    """What the kills cost."""

    kills: int = 0
    shown: int = 0
    """Words and ticks that had been shown as saved, or had been on the screen for long enough."""
    lost: list[str] = field(default_factory=list)
    damaged: list[str] = field(default_factory=list)
    typing: list[float] = field(default_factory=list)
    """By kill in the middle of typing: the seconds of typing that the file does not hold."""

    def figures(self) -> list[Figure]:
        """Return them beside the goals."""
        of = f"{self.kills:,} kills"
        return [
            none("shown as saved and lost", self.lost, f"{of}, {self.shown:,} words and ticks"),
            none("damaged files", self.damaged, of),
            at_most("most typing lost", max(self.typing, default=0.0), MOST_LOST),
        ]


@dataclass(slots=True)
class Strokes:
    """The words that were typed before one kill, with the moment of each letter."""

    words: list[tuple[str, list[float]]] = field(default_factory=list)

    def begin(self) -> None:
        """Go on in another box: what is typed now is a word of its own."""
        self.words.append(("", []))

    def add(self, letter: str) -> None:
        """Note a letter that was handed to the terminal just now; a blank ends a word."""
        if not self.words or letter == " ":
            self.begin()
        if letter != " ":
            word, moments = self.words[-1]
            self.words[-1] = (word + letter, [*moments, time.monotonic()])

    def lost(self, kept: list[str], killed: float) -> float:
        """Return how many seconds before the kill the first letter was typed that `kept` does not hold."""
        for word, moments in self.words:
            if not any(word in text for text in kept):
                whole = [size for size in range(len(word)) if any(t.endswith(word[:size]) for t in kept)]
                return killed - moments[max(whole, default=0)]
        return 0.0


@dataclass(slots=True)
class Witness:
    """Watches the screen of one session: what it has shown as saved, and since when words are there."""

    words: dict[str, str] = field(default_factory=dict, repr=False)
    """Words that have to be in the file, and the screen by which they have to."""
    ticks: set[str] = field(default_factory=set, repr=False)
    latest: list[str] = field(default_factory=list)
    """The last words shown as saved; earlier ones may have scrolled out of the box."""
    seen: dict[str, float] = field(default_factory=dict, repr=False)

    def look(self, person: Person, seconds: float = 0.0) -> None:
        """Take in what comes; words and ticks count when the header says `saved`, or words are old."""
        person.look(seconds)
        now, screen = time.monotonic(), "\n".join(person.glass.lines())
        for word in TYPED.findall(screen):
            self.seen.setdefault(word, now)
        if SAVED.search(screen):
            if ASKING not in screen:
                self.latest = TYPED.findall(screen)[-8:]
            self._count(TYPED.findall(screen), f"shown as saved:\n{screen}")
            self.ticks |= set(TICKED.findall(screen))
        old = [word for word, since in self.seen.items() if now - since > TO_BE_SAVED]
        self._count(old, f"seen for {TO_BE_SAVED} s:\n{screen}")

    def _count(self, words: list[str], why: str) -> None:
        self.words |= {word: why for word in words if word not in self.words}

    def is_resumed(self, screen: str) -> bool:
        """Return whether the screen shows the call as it was last shown as saved."""
        return all(words in screen for words in ("Their words", *self.latest, *self.ticks))

    def lost(self, data_folder: Path, session: str) -> list[str]:
        """Return what was shown as saved and is not in the file."""
        kept = "\n".join(texts(data_folder, session))
        there = {wording for (wording,) in read(data_folder, OF_TICKS, session)}
        words = [f"{word} was {why}\nkept: {kept}" for word, why in self.words.items() if word not in kept]
        return words + [f"the tick “{wording}”" for wording in self.ticks - there]


OF_TICKS: Final = "SELECT wording FROM tick WHERE session_id = ?"


def texts(data_folder: Path, session: str) -> list[str]:
    """Return what the file holds of the words typed in a session."""
    query = "SELECT text FROM note WHERE session_id = ?"
    return [text for (text,) in read(data_folder, query, session)]


def trial(folder: Path, times: int, seed: int) -> list[Figure]:
    """Kill the app so many times, in sessions that are taken up again after each."""
    toll, chance = Toll(), Random(seed)
    for begun in range(0, times, SESSION_ROUNDS):
        one_session(folder / "data", min(SESSION_ROUNDS, times - begun), toll, chance)
    return toll.figures()


def one_session(data_folder: Path, kills: int, toll: Toll, chance: Random) -> None:
    """Kill one session so many times, and see each time that all of it is there when it is taken up."""
    witness, session = Witness(), ""
    for _ in range(kills):
        toll.kills += 1
        with sit_down(data_folder, "live", *(("--resume", session) if session else ())) as person:
            if chance.random() < 0.15:
                person.look(chance.uniform(0.0, 0.7))
                person.kill()
                continue
            person.wait_for(witness.is_resumed)
            session = session or newest_session(data_folder)
            killed, strokes = type_until_killed(person, witness, chance)
        toll.typing.append(strokes.lost(texts(data_folder, session), killed))
        toll.lost += witness.lost(data_folder, session)
        toll.damaged += damage(data_folder)
    if session:
        with sit_down(data_folder, "live", "--resume", session) as person:
            person.wait_for(witness.is_resumed)
            toll.lost += witness.lost(data_folder, session)
            toll.damaged += damage(data_folder)
    toll.shown += len(witness.words) + len(witness.ticks)


def type_until_killed(person: Person, witness: Witness, chance: Random) -> tuple[float, Strokes]:
    """Type, tick and ask for a random while, then kill -9; some type on without a pause.

    Returns when it was killed, and what was typed before.
    """
    witness.seen.clear()
    if not witness.words:
        person.type("zqfirst ")
        person.wait_for(lambda screen: "zqfirst" in screen and SAVED.search(screen) is not None)
        witness.look(person)
    hasty = chance.random() < 0.1
    end = time.monotonic() + (TO_BE_SAVED + 1.5 if hasty else chance.uniform(0.02, 1.5))
    strokes, letters, asking = Strokes(), typing(chance), False
    while time.monotonic() < end:
        if chance.random() < 0.03:
            person.press("ctrl+o")
        elif chance.random() < 0.03:
            person.press("escape" if asking else "f3")
            asking, letters = not asking, typing(chance)
            strokes.begin()
        else:
            letter = next(letters)
            person.type(letter)
            strokes.add(letter)
        pause = chance.choice((0.0, 0.01, 0.04, 0.06 if hasty else 0.35))
        witness.look(person, min(pause, max(0.0, end - time.monotonic())))
    killed = time.monotonic()
    person.kill()
    person.exit_status()
    witness.look(person)
    return killed, strokes


def typing(chance: Random) -> Iterator[str]:
    """Yield made-up words, letter by letter."""
    while True:
        yield from f"zq{''.join(chance.choices('bcdfghjklmnpqrstvwx', k=4))} "


def newest_session(data_folder: Path) -> str:
    """Return the id of the session that was begun last."""
    return str(read(data_folder, "SELECT max(id) FROM session")[0][0])
