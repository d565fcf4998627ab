"""Two days of one promise, by keys, under a clock that is moved; then the file and the other side agree."""

import hashlib
import hmac
import json
import re
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from listening import Ear, answer, listening

from terminal.person import Person

pytestmark = [pytest.mark.terminal, pytest.mark.long]

CLOCKED = Path(__file__).with_name("clocked.py")
SECRET = "not for eyes"


class Story:
    """One data folder, one clock, one other side."""

    def __init__(self, folder: Path, ear: Ear) -> None:
        self.data = folder / "data"
        self.clock = folder / "clock"
        self.ear = ear
        self.data.mkdir()
        tables = "".join(
            f'[connectors.{name}]\nkind = "webhook"\nurl = "{ear.url}/{name}"\nsecret_env = "STORY_SECRET"\n'
            for name in ("profile_entry", "quality_record")
        )
        (self.data / "settings.toml").write_text(f'agent = "Kim"\nzone = "Europe/London"\n{tables}')

    def at(self, moment: str) -> None:
        """Put the clock to a time in London, in winter."""
        draft = self.clock.with_suffix(".new")
        draft.write_text(f"{moment}+00:00")
        draft.rename(self.clock)

    @contextmanager
    def sitting(self, *words: str) -> Iterator[Person]:
        """Sit down before the program and quit at the end, at whatever time it is then."""
        env = {"AWARE_DATA_DIR": str(self.data), "STORY_SECRET": SECRET, "no_proxy": "*"}
        argv: list[str | Path] = [sys.executable, CLOCKED, self.clock, *words]
        with Person(argv, 120, 36, env) as person:
            yield person
            person.press("ctrl+q")
            assert person.exit_status() == 0
            assert person.restored()

    def rows(self, question: str) -> list[tuple[Any, ...]]:
        """Answer a question with plain SQL."""
        with sqlite3.connect(self.data / "aware.db") as db:
            return db.execute(question).fetchall()


@pytest.fixture
def story(tmp_path: Path) -> Iterator[Story]:
    taken = answer(201, {"reference": "Q-77"})
    with listening(answer(500), answer(500), taken) as ear:
        yield Story(tmp_path, ear)


def test_a_promise_lives_two_days_and_both_documents_arrive(story: Story) -> None:
    monday(story)
    tuesday(story)
    wednesday(story)
    the_file_tells_the_story(story)
    the_other_side_agrees(story)


def monday(story: Story) -> None:
    """The call: she is heard, something is promised, the depot has the work, and she will be asked."""
    story.at("2026-11-23T10:00:00")
    with story.sitting("live") as person:
        person.wait_for("Their words")
        person.type("No heating since Friday, and nobody came")
        person.press("f4")
        person.wait_for("Where to reach them")
        person.type("Dana Reyes")
        person.press("escape")
        person.wait_gone("Where to reach them")
        for wanted in ("open question", "What would put it right", "by ..."):
            person.press("f8")
            person.wait_for(wanted)
        person.type("I'll send an engineer by tomorrow at 10\n")
        person.wait_for("Due tomorrow 10:00")
        person.press("f8")
        person.wait_for("What was promised")
        person.press("tab")
        plan(person, "1", "tomorrow at 9", who="the depot")
        plan(person, "2", "tomorrow at 4pm")
        park(person)
        assert "check with the depot" in person.screen()


def plan(person: Person, kind: str, when: str, who: str = "") -> None:
    """Plan a check in Resolve, from the row that offers it."""
    person.press(kind)
    if who:
        person.wait_for("Who was it handed to?")
        person.type(f"{who}\n")
    person.wait_for("When will you check?")
    person.type(f"{when}\n")
    person.wait_gone("When will you check?")


def tuesday(story: Story) -> None:
    """The depot has no van: the promise changes, she is told; it comes, but it is not well."""
    story.at("2026-11-24T09:30:00")
    with story.sitting() as person:
        person.wait_for("Overdue  1")
        person.press("f")
        person.wait_for(", 1 overdue")
        in_the_morning(person)
        story.at("2026-11-24T15:05:00")
        person.press("2")
        person.wait_for(", 1 overdue")
        mark(person, "check with the depot", "k", "All well. What came of it?", "van left at two")
        person.wait_for("Nothing here")
        story.at("2026-11-24T16:10:00")
        person.press("1")
        person.wait_for(", 2 overdue")
        mark(person, "Send an engineer", "k", "Kept. What came of it?", "fitted at 15:20")
        person.wait_for("1 open")
        mark(person, "check back with them", "x", "What is not well?", "cold again after an hour")
        listen_again(person)


def in_the_morning(person: Person) -> None:
    """The depot failed and is chased; the promise gets a new time, and she is told."""
    mark(person, "check with the depot", "m", "A new time", "today at 3pm", "no van, chased them")
    person.wait_for(re.compile(r"today 15:00 +check with"))
    mark(person, "Send an engineer", "m", "A new time", "today at 3:30pm", "no van until three")
    person.wait_for(re.compile(r"today 15:30 +Send"))
    mark(person, "Send an engineer", "e", "What is there to know?", "told her at 9:40, she stays in")
    person.wait_for("note  told her at 9:40")


def listen_again(person: Person) -> None:
    """The call is open again at its beginning, with its story; another promise is made."""
    person.wait_for("Their words")
    assert "No heating since Friday" in person.screen()
    person.press("f8", "f8", "f8")
    person.wait_for("by ...")
    person.type("I'll come myself by tomorrow at 9\n")
    person.wait_for("Due tomorrow 09:00")
    person.press("f8")
    person.wait_for("What was promised")
    person.press("tab", "tab")
    plan(person, "2", "tomorrow at 11")
    park(person)


def park(person: Person) -> None:
    """Leave the call until its first due time."""
    person.press("f9")
    person.wait_for("Park until")
    person.press("enter")
    person.wait_for("Unfinished")


def mark(person: Person, row: str, key: str, question: str, *answers: str) -> None:
    """Go to a row of the queue, press a key, and answer what is asked."""
    lines = person.screen().splitlines()
    first = next(n for n, line in enumerate(lines) if "everybody's" in line) + 2
    wanted = next(n for n, line in enumerate(lines[first:]) if row in line)
    person.press("home", *["down"] * wanted)
    person.wait_for(lambda screen: any("▸" in line and row in line for line in screen.splitlines()))
    person.press(key)
    person.wait_for(question)
    person.type("".join(f"{words}\n" for words in answers))
    person.wait_gone("escape goes back")


def wednesday(story: Story) -> None:
    """Kept, all well; both documents go out, to a side that fails twice first."""
    story.at("2026-11-25T11:30:00")
    with story.sitting() as person:
        person.wait_for("Overdue  2")
        person.press("f")
        person.wait_for(", 2 overdue")
        mark(person, "Come myself", "k", "Kept. What came of it?", "valve replaced")
        person.wait_for("1 open")
        mark(person, "check back with them", "k", "All well. What came of it?", "warm, she says thank you")
        person.wait_for("Nothing is promised")
        person.press("h")
        person.wait_for("Unfinished  1")
        person.press("enter")
        person.wait_for("What was promised")
        person.press("f8")
        person.wait_for("For the customer's profile")
        person.wait_for("goes to the customer profile when you tick it")
        person.press("tab", "1")
        person.wait_for("500")
        person.press("tab", "tab", "tab", "1")
        story.ear.wait_for(2)
        person.wait_for(lambda screen: screen.count("next try") == 2)
        story.at("2026-11-25T11:35:00")
        person.wait_for(lambda screen: screen.count("known there as Q-77") == 2)
        person.press("f9")
        person.wait_for("Finish, and say why")
        person.press("enter")
        person.wait_for("Why finish?")
        person.press("1")
        person.wait_for("Nothing is waiting")


def the_file_tells_the_story(story: Story) -> None:
    promises = story.rows("SELECT what, state, reason, due_at, due_words FROM promise ORDER BY id")
    assert [(what.lower(), state, reason) for what, state, reason, _, _ in promises] == [
        ("send an engineer", "changed", "no van until three"),
        ("send an engineer", "kept", "fitted at 15:20"),
        ("come myself", "kept", "valve replaced"),
    ]
    assert [due for _, _, _, due, _ in promises] == [
        "2026-11-24 10:00:00.000000",
        "2026-11-24 15:30:00.000000",
        "2026-11-25 09:00:00.000000",
    ]
    checks = story.rows("SELECT kind, who, state, outcome, note FROM follow_up ORDER BY id")
    assert [check[0] for check in checks] == ["delegate", "customer", "customer"]
    assert [check[2:4] for check in checks] == [
        ("done", "van left at two"),
        ("not_well", "cold again after an hour"),
        ("done", "warm, she says thank you"),
    ]
    assert checks[0][4] == "no van, chased them"
    assert story.rows("SELECT status FROM session") == [("finished",)]
    story_told = [what for (what,) in story.rows("SELECT what FROM event ORDER BY seq")]
    wanted = ["promised", "parked", "promise changed", "promise kept", "follow-up not_well"]
    wanted += [
        "reopened: not well",
        "promise kept",
        "profile entry sent off",
        "quality record sent off",
        "finished",
    ]
    places = [story_told.index(wanted[0])]
    for what in wanted[1:]:
        places.append(story_told.index(what, places[-1]))
    assert story.rows("PRAGMA integrity_check") == [("ok",)]


def the_other_side_agrees(story: Story) -> None:
    """Each document was taken once, in the very letters the file has, signed, after the two refusals."""
    sent = story.rows(
        "SELECT id, document, payload, state, attempts, outside_reference FROM delivery ORDER BY id"
    )
    assert [(document, state, reference) for _, document, _, state, _, reference in sent] == [
        ("profile_entry", "delivered", "Q-77"),
        ("quality_record", "delivered", "Q-77"),
    ]
    assert [attempts for *_, attempts, _ in sent] == [2, 2]
    payloads = {key: payload for key, _, payload, *_ in sent}
    assert len(story.ear.heard) == 4
    for heard in story.ear.heard:
        assert heard.body.decode() == payloads[heard.key]
        signed = heard.headers["x-aware-timestamp"].encode() + b"." + heard.body
        wanted = hmac.new(SECRET.encode(), signed, hashlib.sha256).hexdigest()
        assert heard.headers["x-aware-signature"] == f"sha256={wanted}"
    taken = [heard.key for heard in story.ear.heard[2:]]
    assert sorted(taken) == sorted(payloads)
    told = json.loads(payloads[sent[0][0]])
    ((text, reference),) = story.rows("SELECT text, outside_reference FROM profile_entry")
    assert (told["text"], told["customer"]["name"], reference) == (text, "Dana Reyes", "Q-77")
    states = [(promise["what"].lower(), promise["state"]) for promise in told["promises"]]
    assert states == [("send an engineer", "changed"), ("send an engineer", "kept"), ("come myself", "kept")]
    assert SECRET not in "".join(path.read_text("utf-8", "replace") for path in story.data.glob("*.*"))
