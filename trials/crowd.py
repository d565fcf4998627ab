"""Several programs write in one database at once: no update is lost, and nobody is turned away."""

import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from making import a_head, a_note, adding

from aware_tui.store.batch import save_now
from aware_tui.store.opening import open_database
from aware_tui.store.saving import Versions
from trials import ROOT
from trials.member import THE_NOTE, THE_SESSION, place_named
from trials.verdict import Figure, none

MEMBERS: Final = 4

WITHIN: Final = 900.0
"""Seconds after which a program that is not done is ended."""


@dataclass(frozen=True, slots=True)
class Came:
    """What came of all of them together."""

    conflicts: int
    failures: list[str]


Deed = Callable[[str, int], list[Figure]]
"""What all do at once, so many times, in the database at a place."""


def trial(folder: Path, times: int, seed: int) -> list[Figure]:
    """Let four programs save so many times each: all in one row, then each in sessions of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    return in_one_row(str(folder / "one.db"), times) + in_their_own(str(folder / "own.db"), times)


def in_one_row(place: str, times: int) -> list[Figure]:
    """Let each add one, so many times, to the same number, which then has to be the sum."""
    with closing(open_database(place_named(place))) as db:
        made = adding(a_head(id=THE_SESSION), a_note(THE_SESSION, "0", id=THE_NOTE))
        save_now(db, made, Versions(), None)
    came = together(place, "count up", times)
    text, version = found(place, f"SELECT text, row_version FROM note WHERE id = '{THE_NOTE}'")[0]
    wanted = MEMBERS * times
    lost = [] if (int(text), version) == (wanted, wanted + 1) else [f"{text} of {wanted}, version {version}"]
    of = f"{wanted:,} updates of one row by {MEMBERS} programs"
    return [
        none("lost updates", lost, f"{of}, {came.conflicts:,} conflicts told and repeated"),
        none("failures", came.failures, of),
    ]


def in_their_own(place: str, times: int) -> list[Figure]:
    """Let each begin so many sessions, with a note and an event; all of them have to be there."""
    came = together(place, "begin sessions", times)
    wanted = MEMBERS * times
    lost = [
        f"{count} of {wanted} in {table}"
        for table in ("session", "note", "event")
        if (count := found(place, f"SELECT count(DISTINCT id) FROM {table}")[0][0]) != wanted
    ]
    numbers = found(place, "SELECT count(DISTINCT seq) FROM event")[0][0]
    lost += [] if numbers == wanted else [f"{numbers} numbers in the story"]
    of = f"{wanted:,} sessions of {MEMBERS} programs"
    clashes = [f"{came.conflicts} conflicts where nobody shared a row"] if came.conflicts else []
    return [none("lost sessions", lost, of), none("failures", came.failures + clashes, of)]


def together(place: str, deed: str, times: int) -> Came:
    """Let all do the deed at once; a program that ends badly is a failure."""
    programs = [
        subprocess.Popen(
            [sys.executable, "-m", "trials.member", place, deed, f"member-{number}", str(times)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for number in range(MEMBERS)
    ]
    return _came([_ended(program) for program in programs])


def _ended(program: subprocess.Popen[str]) -> dict[str, Any]:
    try:
        out, err = program.communicate(timeout=WITHIN)
    except subprocess.TimeoutExpired:
        program.kill()
        program.communicate()
        return {"conflicts": 0, "failures": [f"not done within {WITHIN:g} s"]}
    if program.returncode:
        return {"conflicts": 0, "failures": [f"ended with {program.returncode}: {err[-500:]}"]}
    told: dict[str, Any] = json.loads(out)
    return told


def _came(told: Sequence[dict[str, Any]]) -> Came:
    failures = [failure for each in told for failure in each["failures"]]
    return Came(sum(each["conflicts"] for each in told), failures)


def found(place: str, query: str) -> list[tuple[Any, ...]]:
    """Answer a question from the database at a place."""
    with closing(open_database(place_named(place), create=False)) as db:
        return db.execute(query).fetchall()
