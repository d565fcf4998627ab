"""One of several programs that write at once: `python -m trials.member PLACE DEED NAME COUNT`.

Prints one JSON object: how often it saved, was told of a conflict, and failed.
"""

import json
import sys
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Final

from making import NOW, a_head, a_note, adding, an_event, editing

from aware_tui.domain.rows import Note
from aware_tui.domain.server_url import read_url
from aware_tui.store.database import Database
from aware_tui.store.errors import Conflict
from aware_tui.store.place import Place
from aware_tui.store.writer import SaveState, Writer

PATIENCE: Final = 120.0

THE_SESSION: Final = "01950000-0000-7000-8000-000000000001"
THE_NOTE: Final = "01950000-0000-7000-8000-000000000002"
"""The one row that all of them write."""


class Member:
    """Writes in the database at `place`, and counts what it is told."""

    def __init__(self, place: str, name: str) -> None:
        self.name = name
        self.states: list[SaveState] = []
        self.writer = Writer(place_named(place), lambda: NOW, self.states.append)
        self.writer.start()
        self.writer.opened.result(PATIENCE)

    def count_up(self, times: int) -> None:
        """Add one so many times to the number that all write; told of a conflict, look again and repeat."""
        done = 0
        while done < times:
            note, version = self.writer.ask(the_note).result(PATIENCE)
            before = len(self.refused())
            self.writer.ask(partial(self._saw, version)).result(PATIENCE)
            self.writer.submit(editing(note, replace(note, text=str(int(note.text) + 1))))
            self.writer.ask(lambda db: None).result(PATIENCE)
            done += len(self.refused()) == before

    def _saw(self, version: int, _db: Database) -> None:
        self.writer.versions.saw("note", THE_NOTE, version)

    def begin_sessions(self, times: int) -> None:
        """Begin so many sessions with a note and an event each."""
        for number in range(times):
            head = a_head(id=f"{self.name}-{number}")
            note = a_note(head.id, f"words of {head.id}", id=f"{head.id}-note")
            told = an_event(head.id, id=f"{head.id}-event")
            self.writer.submit(replace(adding(head, note), events=(told,)))
            self.writer.ask(lambda db: None).result(PATIENCE)

    def refused(self) -> list[Exception]:
        """Return why changes were refused so far."""
        return [refused.problem for state in self.states for refused in state.refused]

    def result(self) -> dict[str, object]:
        """End and return what came of it."""
        saved = self.writer.close(PATIENCE)
        refused = self.refused()
        failures = [str(problem) for problem in refused if not isinstance(problem, Conflict)]
        failures += [state.problem for state in self.states if state.problem]
        failures += [] if saved else ["not everything was saved at the end"]
        return {"conflicts": sum(isinstance(problem, Conflict) for problem in refused), "failures": failures}


def place_named(text: str) -> Place:
    """Return the address of a server, or the path of a file."""
    return read_url(text) if "://" in text else Path(text)


def the_note(db: Database) -> tuple[Note, int]:
    """Return the row that all write, and its version."""
    text, version = db.execute("SELECT text, row_version FROM note WHERE id = ?", (THE_NOTE,)).fetchone()
    return a_note(THE_SESSION, text, id=THE_NOTE), version


DEEDS: Final[dict[str, Callable[[Member, int], None]]] = {
    "count up": Member.count_up,
    "begin sessions": Member.begin_sessions,
}


def main() -> None:
    """Do the deed so many times, and print what came of it."""
    place, deed, name, times = sys.argv[1:]
    member = Member(place, name)
    DEEDS[deed](member, int(times))
    print(json.dumps(member.result()))


if __name__ == "__main__":
    main()
