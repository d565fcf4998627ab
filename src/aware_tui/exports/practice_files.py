"""Assignments as files: everything a trainee's machine needs, sealed by an id made of all that is in it."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from aware_tui.domain.hashing import hash_of
from aware_tui.domain.practice.assignment import MOST_SCENARIOS, AssignedScenario, Assignment
from aware_tui.domain.practice_states import AttemptMode
from aware_tui.domain.text import one_line
from aware_tui.exports.json_parts import (
    BadFile,
    day,
    keyed,
    listed,
    moment,
    optional_text,
    parsed,
    seal_of,
    text,
)
from aware_tui.exports.json_text import json_text

ASSIGNMENT = "aware_assignment"
"""The first key of the file, whose value is the version of its form."""
CALLED = "assignment"

LONGEST_DOCUMENT = 512 * 1024
"""Characters of a scenario's document."""

ID_LENGTH = 32


def made(
    title: str,
    made_at: datetime,
    scenarios: tuple[AssignedScenario, ...],
    moods: str,
    mode: AttemptMode | None = None,
    due: date | None = None,
) -> Assignment:
    """Return an assignment with the id that is its own; `moods` is the table of moods as JSON."""
    bare = Assignment("", title, made_at.astimezone(UTC), scenarios, hash_of(moods), moods, mode, due)
    return Assignment(
        _id_of(bare), bare.title, bare.made_at, scenarios, bare.moods_hash, moods, bare.mode, bare.due
    )


def _id_of(assignment: Assignment) -> str:
    what = assignment_object(assignment)
    return seal_of({key: value for key, value in what.items() if key != "id"})[:ID_LENGTH]


def assignment_object(assignment: Assignment) -> dict[str, Any]:
    """Return an assignment as its file has it."""
    return {
        ASSIGNMENT: 1,
        "id": assignment.id,
        "title": assignment.title,
        "made_at": assignment.made_at.isoformat(),
        "mode": assignment.mode,
        "due": assignment.due.isoformat() if assignment.due is not None else None,
        "moods": {"hash": assignment.moods_hash, "document": assignment.moods},
        "scenarios": [
            {"id": each.id, "title": each.title, "hash": each.content_hash, "document": each.document}
            for each in assignment.scenarios
        ],
    }


def assignment_text(assignment: Assignment) -> str:
    """Return the file of an assignment."""
    return json_text(assignment_object(assignment), indent=2) + "\n"


def is_assignment(start: str) -> bool:
    """Say whether a file that begins like this is an assignment of ours."""
    return f'"{ASSIGNMENT}"' in start[:64]


def read_assignment(content: bytes) -> Assignment:
    """Return the assignment of a file; BadFile says what is wrong with it."""
    found = parsed(content, ASSIGNMENT, CALLED)
    moods = keyed(found.get("moods"), "moods")
    assignment = Assignment(
        text(found, "id", 64),
        one_line(text(found, "title")),
        moment(found, "made_at"),
        tuple(_scenario(keyed(each, "scenarios")) for each in listed(found, "scenarios", MOST_SCENARIOS)),
        text(moods, "hash", 64),
        text(moods, "document", LONGEST_DOCUMENT),
        _mode(found),
        day(found, "due"),
    )
    if not assignment.scenarios:
        raise BadFile("This assignment asks for no scenario. Ask for it again.")
    if hash_of(assignment.moods) != assignment.moods_hash or _id_of(assignment) != assignment.id:
        raise BadFile("This assignment was changed after it was made. Ask for it again.")
    return assignment


def _mode(found: Mapping[str, Any]) -> AttemptMode | None:
    named = optional_text(found, "mode")
    try:
        return None if named is None else AttemptMode(named)
    except ValueError:
        raise BadFile("“mode” is none of watch, complete, choose and type. Ask for it again.") from None


def _scenario(found: Mapping[str, Any]) -> AssignedScenario:
    scenario = AssignedScenario(
        text(found, "id", 64),
        text(found, "title"),
        text(found, "hash", 64),
        text(found, "document", LONGEST_DOCUMENT),
    )
    if hash_of(scenario.document) != scenario.content_hash:
        raise BadFile(
            f"The scenario “{one_line(scenario.id)}” in this assignment was changed after it was made. "
            "Ask for it again."
        )
    return scenario
