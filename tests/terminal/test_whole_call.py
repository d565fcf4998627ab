"""A person takes a whole call from `aware` to finished, keys only; then the file holds every word."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from aware_tui.domain.server_url import ServerUrl
from aware_tui.store.place import Place
from aware_tui.store.server.entering import enter
from terminal.conftest import OpenAware
from terminal.person import Person

pytestmark = pytest.mark.terminal

SIZES = [(120, 36), (80, 24)]

THEIR_WORDS = "Second visit missed, took an unpaid day off each time"
REMEDY = "a visit on Saturday, and the fee back"
THEIR_SIDE = "waited in from eight to six, nobody rang"
PROMISE = "I'll ring you back tomorrow by 5"


def saved(person: Person) -> None:
    person.wait_for(lambda screen: "saved" in screen.splitlines()[0] + screen.splitlines()[1])


def short_call(person: Person) -> None:
    """Walk the short call, looking at each point at what the agent sees."""
    person.wait_for("new call")
    person.press("n")
    person.wait_for("Their words")
    person.type(THEIR_WORDS)
    person.wait_for(THEIR_WORDS)
    assert "Ask" not in person.screen(), "nothing is asked while they talk"
    person.press("f5")
    person.wait_for("open question")
    person.type(" so far")
    person.wait_for(THEIR_WORDS + " so far")
    person.press("f8")
    person.wait_for("What would put it right")
    person.type(REMEDY)
    person.wait_for(REMEDY)
    person.press("f8")
    person.wait_for("by ...")
    person.type(PROMISE)
    person.wait_for(PROMISE)
    person.press("enter")
    person.wait_for("tomorrow 17:00")


@pytest.mark.long
@pytest.mark.parametrize(("columns", "rows"), SIZES)
def test_the_short_call_takes_seven_command_keys(
    open_aware: OpenAware, data_folder: Path, columns: int, rows: int
) -> None:
    with open_aware(columns=columns, rows=rows, AWARE_AGENT="Kim") as person:
        short_call(person)
        person.press("f9")
        person.wait_for("Park until tomorrow 17:00")
        person.press("enter")
        person.wait_for("Unfinished")
        assert "parked" in person.line_with(THEIR_WORDS[:20])
        person.press("ctrl+q")
        assert person.exit_status() == 0
        assert person.restored()
    assert rows_of(data_folder, "SELECT status FROM session") == [("parked",)]
    assert rows_of(data_folder, "SELECT text FROM note WHERE field = 'their_words'") == [
        (THEIR_WORDS + " so far",)
    ]
    assert rows_of(data_folder, "SELECT text FROM note WHERE field = 'remedy'") == [(REMEDY,)]
    ((what, who, words, state),) = rows_of(data_folder, "SELECT what, who, due_words, state FROM promise")
    assert (what, who, state) == ("Ring you back", "Kim", "open")
    assert "tomorrow" in words


@pytest.mark.sweep(1)
@pytest.mark.parametrize(("columns", "rows"), SIZES)
def test_a_whole_call_is_walked_and_finished(
    open_aware: OpenAware, data_folder: Path, columns: int, rows: int
) -> None:
    with open_aware(columns=columns, rows=rows, AWARE_AGENT="Kim") as person:
        whole_call(person)
    check_whole_call(data_folder)
    assert rows_of(data_folder, "PRAGMA integrity_check") == [("ok",)]


def whole_call(person: Person) -> None:
    """Walk a call from its first word to its end, with everything that belongs to one."""
    short_call(person)
    for _ in range(5):
        person.press("ctrl+o")
    person.wait_for("[x] 5")
    person.press("f4")
    person.wait_for("Where to reach them")
    person.type("Dana Reyes")
    person.press("escape")
    person.wait_for("Dana Reyes")
    person.wait_gone("Where to reach them")
    person.press("f8")
    person.wait_for("What was promised")
    person.press("k")
    person.wait_for("✓ kept")
    person.press("f8")
    person.wait_for("For the customer's profile")
    person.type("Spoke on the phone. ")
    person.press("tab", "1")
    person.wait_for("[x] 1 recorded")
    person.press("tab", "tab", "tab", "1")
    saved(person)
    finish(person)


def finish(person: Person) -> None:
    """Pass the gate with something left open, for the first of its reasons."""
    person.press("f9")
    person.wait_for("not ticked")
    person.press("enter")
    person.wait_for("Why finish?")
    person.press("1")
    person.wait_for("Nothing is waiting")
    person.press("ctrl+q")
    assert person.exit_status() == 0


def check_whole_call(folder: Place) -> None:
    """Read the data as any other program would."""
    ((status, reason, ended),) = rows_of(folder, "SELECT status, end_reason, ended_at FROM session")
    assert status == "finished"
    assert reason
    assert ended
    assert rows_of(folder, "SELECT name FROM customer") == [("Dana Reyes",)]
    assert rows_of(folder, "SELECT state FROM promise") == [("kept",)]
    assert len(rows_of(folder, "SELECT id FROM tick WHERE step = 'agree'")) == 5
    ((profile, profile_at),) = rows_of(folder, "SELECT text, recorded_at FROM profile_entry")
    ((quality, quality_at),) = rows_of(folder, "SELECT text, recorded_at FROM quality_record")
    assert profile.startswith("Spoke on the phone. ")
    assert THEIR_WORDS in profile
    assert THEIR_WORDS in quality
    assert profile_at
    assert quality_at
    story = [what for (what,) in rows_of(folder, "SELECT what FROM event ORDER BY seq")]
    assert story[0] == "begun"
    assert story[-1] == "finished"


def rows_of(folder: Place, question: str) -> list[tuple[str, ...]]:
    """Answer a question with plain SQL."""
    if isinstance(folder, ServerUrl):
        with closing(enter(folder)) as server:
            return server.execute(question).fetchall()
    with sqlite3.connect(folder / "aware.db") as db:
        return db.execute(question).fetchall()


def test_quitting_in_the_middle_loses_nothing_and_resumes_where_it_stood(open_aware: OpenAware) -> None:
    with open_aware() as person:
        person.wait_for("new call")
        person.press("n")
        person.wait_for("Their words")
        person.press("f5")
        person.wait_for("open question")
        person.type("half a sent")
        person.press("ctrl+q")
        assert person.exit_status() == 0
    with open_aware() as person:
        person.wait_for("half a sent")
        person.press("enter")
        person.wait_for("open question")
        person.type("ence")
        person.wait_for("half a sentence")
        assert "paused" in person.header(3)
