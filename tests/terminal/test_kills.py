"""Killed at any moment, `aware` keeps whatever its screen showed as saved."""

import os
import re
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import pytest

from terminal.conftest import OpenAware
from terminal.person import Person

pytestmark = pytest.mark.terminal

LONG_ROUNDS = int(os.environ.get("AWARE_KILLS", "50"))

SESSION_ROUNDS = 5
"""Kills that one session goes through before the next is begun."""

TO_BE_SAVED = 2.0
"""Seconds after which typed words are saved though nobody paused: one, and one for a slow machine."""

TYPED = re.compile(r"zq[a-z]*")
"""The words that are typed here look like nothing else on the screen."""

TICKED = re.compile(r"\[x\] +\d +([^\s╭│╰][^╭│╰\n]*?)(?: {2,}|$)", re.MULTILINE)
"""A ticked item's whole wording; one that the question of F3 half covers, is not counted."""

SAVED = re.compile(r"· saved$", re.MULTILINE)

ASKING = "By when"
"""Shown while the question of F3 is open; after a kill its words are there when it is asked again."""


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

    def compare(self, data_folder: Path, session: str) -> None:
        """Compare the file with what was shown, and let SQLite look for damage."""
        with closing(reader(data_folder)) as db:
            assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            notes = db.execute("SELECT text FROM note WHERE session_id = ?", (session,)).fetchall()
            ticks = db.execute("SELECT wording FROM tick WHERE session_id = ?", (session,)).fetchall()
        kept = "\n".join(text for (text,) in notes)
        lost = {word: why for word, why in self.words.items() if word not in kept}
        assert not lost, "\n".join(f"{word} was {why}" for word, why in lost.items()) + f"\nkept: {kept}"
        assert self.ticks - {wording for (wording,) in ticks} == set()


@pytest.mark.parametrize(
    "rounds", [pytest.param(3, id="a few"), pytest.param(LONG_ROUNDS, id="many", marks=pytest.mark.long)]
)
def test_what_was_shown_as_saved_outlives_a_kill(
    open_aware: OpenAware, data_folder: Path, rounds: int
) -> None:
    chance = Random(rounds)
    for _ in range(0, rounds, SESSION_ROUNDS):
        witness, session = Witness(), ""
        for _ in range(min(rounds, SESSION_ROUNDS)):
            with open_aware("live", *(("--resume", session) if session else ())) as person:
                if chance.random() < 0.15:
                    person.look(chance.uniform(0.0, 0.7))
                    person.kill()
                    continue
                person.wait_for(witness.is_resumed)
                session = session or newest_session(data_folder)
                witness.compare(data_folder, session)
                type_until_killed(person, witness, chance)
        with open_aware("live", "--resume", session) as person:
            person.wait_for(witness.is_resumed)
            witness.compare(data_folder, session)


def type_until_killed(person: Person, witness: Witness, chance: Random) -> None:
    """Type, tick and ask for a random while, then kill -9; some type on without a pause."""
    witness.seen.clear()
    if not witness.words:
        person.type("zqfirst ")
        person.wait_for(lambda screen: "zqfirst" in screen and SAVED.search(screen) is not None)
        witness.look(person)
    hasty = chance.random() < 0.1
    end = time.monotonic() + (TO_BE_SAVED + 1.5 if hasty else chance.uniform(0.02, 1.5))
    letters, asking = typing(chance), False
    while time.monotonic() < end:
        if chance.random() < 0.03:
            person.press("ctrl+o")
        elif chance.random() < 0.03:
            person.press("escape" if asking else "f3")
            asking = not asking
        else:
            person.type(next(letters))
        pause = chance.choice((0.0, 0.01, 0.04, 0.06 if hasty else 0.35))
        witness.look(person, min(pause, max(0.0, end - time.monotonic())))
    person.kill()
    person.exit_status()
    witness.look(person)


def typing(chance: Random) -> Iterator[str]:
    """Yield made-up words, letter by letter."""
    while True:
        yield from f"zq{''.join(chance.choices('bcdfghjklmnpqrstvwx', k=4))} "


def newest_session(data_folder: Path) -> str:
    with closing(reader(data_folder)) as db:
        return str(db.execute("SELECT max(id) FROM session").fetchone()[0])


def reader(data_folder: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"file:{data_folder / 'aware.db'}?mode=ro", uri=True)
