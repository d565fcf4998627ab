"""Killed while an answer is half typed, a practice call has in its box what its screen showed as saved."""

import re
import sqlite3
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from terminal.conftest import OpenAware
from terminal.person import Person

pytestmark = [pytest.mark.terminal, pytest.mark.long]

ROUNDS = 20

SAVED = re.compile(r"turn 1 · saved")
TYPED = re.compile(r"zq[a-z ]*")
"""What is typed here looks like nothing else on the screen."""


def begin(person: Person) -> None:
    """Begin a call in which one types."""
    person.wait_for("How much help")
    person.press("4")
    person.wait_for("▸ 4 Type")
    person.press("enter")
    person.wait_for("They are still talking")


def shown_as_saved(screen: str) -> str | None:
    """Return what the box holds, if the screen says that it is saved."""
    found = TYPED.search(screen)
    return found[0].rstrip() if found and SAVED.search(screen) else None


def kept(data_folder: Path) -> str:
    with closing(sqlite3.connect(f"file:{data_folder / 'aware.db'}?mode=ro", uri=True)) as db:
        assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        return str(db.execute("SELECT draft FROM attempt").fetchone()[0])


def test_half_an_answer_that_was_shown_as_saved_is_in_the_box_after_a_kill(
    open_aware: OpenAware, data_folder: Path
) -> None:
    with open_aware("practice", "gas-smell", AWARE_AGENT="Kim") as person:
        begin(person)
        person.type("zqthat must have b")
        person.wait_for(lambda screen: shown_as_saved(screen) == "zqthat must have b")
        person.kill()
        person.exit_status()
    assert kept(data_folder) == "zqthat must have b"
    with open_aware("practice", AWARE_AGENT="Kim") as person:
        person.wait_for("▸ Carry on with")
        person.press("enter")
        person.wait_for("zqthat must have b")
        person.type("een miserable")
        person.wait_for("zqthat must have been miserable")
        person.hang_up()
        person.exit_status()
    assert kept(data_folder) == "zqthat must have been miserable"


def test_what_was_shown_as_saved_outlives_a_kill_at_any_moment(
    open_aware: OpenAware, data_folder: Path
) -> None:
    chance, saved = Random(5), ""
    with open_aware("practice", "gas-smell", AWARE_AGENT="Kim") as person:
        begin(person)
        person.type("zq")
        person.wait_for(lambda screen: shown_as_saved(screen) == "zq")
    for _ in range(ROUNDS):
        with open_aware("practice", AWARE_AGENT="Kim") as person:
            person.wait_for("▸ Carry on with")
            person.press("enter")
            person.wait_for(saved or "zq")
            for _ in range(chance.randrange(1, 7)):
                person.type(chance.choice("bcdfghjk"))
                person.look(chance.choice((0.0, 0.02, 0.1, 0.4)))
                saved = shown_as_saved(person.screen()) or saved
            person.kill()
            person.exit_status()
            saved = shown_as_saved(person.screen()) or saved
        assert kept(data_folder).startswith(saved)
