"""Assignments: made of scenarios in force, kept here, taken in from a file, and how far somebody is."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from aware_tui.config import Settings
from aware_tui.content.errors import PlaybookMissing
from aware_tui.domain.practice.assignment import MOST_SCENARIOS, AssignedScenario, Assignment
from aware_tui.domain.practice_states import AttemptMode
from aware_tui.domain.text import excerpt, one_line

if TYPE_CHECKING:
    from aware_tui.content.scenarios import LoadedScenario
    from aware_tui.domain.practice.mood import MoodTable
    from aware_tui.domain.practice.scenario import Scenario
    from aware_tui.domain.practice_rows import Attempt
    from aware_tui.store.database import Database

ASSIGNMENTS = "assignments"
"""The folder in the data folder where assignments are kept, each under its id."""

MOST_KEPT = 1_000

PREFIX = 6
"""Characters of an id that are enough to name an assignment."""


class PracticeFileProblem(PlaybookMissing):
    """A file of practice that cannot be used; the message says which, why, and what to do."""


def content_of(path: Path) -> bytes:
    """Return what a file holds, or more than is allowed of it; raises PracticeFileProblem."""
    from aware_tui.exports.json_parts import MOST_BYTES

    try:
        where = path.expanduser()
        if where.exists() and not (where.is_file() or where.is_dir()):
            raise PracticeFileProblem(f"{path}: This is not a plain file. Give the name of one.")
        with where.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except (OSError, RuntimeError, ValueError) as error:
        why = (error.strerror if isinstance(error, OSError) else None) or "no file can be called that"
        raise PracticeFileProblem(f"{path}: It cannot be read ({why.lower()}). Check its name.") from None


def is_assignment_file(name: str) -> bool:
    """Say whether a name is that of a file which begins like an assignment."""
    from aware_tui.exports.practice_files import is_assignment

    try:
        path = Path(name).expanduser()
        if not path.is_file():  # opening a pipe would wait for whoever writes into it
            return False
        with path.open("rb") as file:
            return is_assignment(file.read(64).decode("utf-8", "replace"))
    except (OSError, RuntimeError, ValueError):
        return False


def read_file(path: Path) -> Assignment:
    """Return the assignment of a file, playable; raises PracticeFileProblem."""
    from aware_tui.exports.json_parts import BadFile
    from aware_tui.exports.practice_files import read_assignment

    content = content_of(path)
    try:
        assignment = read_assignment(content)
    except BadFile as problem:
        raise PracticeFileProblem(f"{path}: {problem}") from None
    if moods_of(assignment) is None or len(playable(assignment)) < len(assignment.scenarios):
        raise PracticeFileProblem(f"{path}: A scenario in it cannot be played. Bring aware up to date.")
    return assignment


def make_assignment(
    settings: Settings,
    names: Sequence[str],
    now: datetime,
    title: str = "",
    mode: AttemptMode | None = None,
    due: date | None = None,
) -> Assignment:
    """Return an assignment of these scenarios, by id or file; raises NoSuchScenario for one that is none."""
    from aware_tui.content.frozen import freeze
    from aware_tui.exports.practice_files import made
    from aware_tui.services.practice.shelves import find_scenario, open_scenarios
    from aware_tui.services.spots import safe_line

    opened = open_scenarios(settings)
    found = {each.content_hash: each for each in (find_scenario(opened, name) for name in names)}
    if len(found) > MOST_SCENARIOS:
        raise PracticeFileProblem(f"An assignment has at most {MOST_SCENARIOS} scenarios. Make two of it.")
    scenarios = tuple(
        AssignedScenario(each.scenario.id, one_line(each.scenario.title), each.content_hash, each.document)
        for each in found.values()
    )
    words = safe_line(title) or ", ".join(each.title or each.id for each in scenarios)
    return made(excerpt(words, 200), now, scenarios, freeze(opened.moods), mode, due)


def keep(settings: Settings, assignment: Assignment) -> Path:
    """Keep an assignment in the data folder, under its id; raises NotWritten."""
    from aware_tui.exports.files import private_folder, write_whole
    from aware_tui.exports.practice_files import assignment_text, is_assignment

    folder = private_folder(settings.data_dir / ASSIGNMENTS)
    return write_whole(folder / f"{assignment.id}.json", assignment_text(assignment), is_assignment)


def kept(settings: Settings) -> tuple[Assignment, ...]:
    """Return the assignments in the data folder, the newest first; what cannot be used is passed over."""
    paths = sorted((settings.data_dir / ASSIGNMENTS).glob("*.json"))[:MOST_KEPT]
    found = {each.id: each for each in _readable(paths)}
    return tuple(sorted(found.values(), key=lambda each: (each.made_at, each.id), reverse=True))


def _readable(paths: Sequence[Path]) -> Iterator[Assignment]:
    from contextlib import suppress

    for path in paths:
        with suppress(PracticeFileProblem):
            yield read_file(path)


def find(settings: Settings, name: str) -> Assignment:
    """Return an assignment by its file, or by its id or six characters of it; raises PracticeFileProblem."""
    there = kept(settings)
    found = [each for each in there if len(name) >= PREFIX and each.id.startswith(name)]
    if len(found) == 1:
        return found[0]
    try:
        if Path(name).expanduser().is_file():
            return read_file(Path(name))
    except (OSError, RuntimeError, ValueError):
        pass
    known = ", ".join(f"{each.id[: PREFIX * 2]} ({excerpt(each.title, 30)})" for each in there[:5])
    raise PracticeFileProblem(
        f"There is no assignment “{name}”. Give its file, or an id: {known or 'none is kept here'}."
    )


def moods_of(assignment: Assignment) -> "MoodTable | None":
    """Return the table of moods of an assignment; None if it is none that this program knows."""
    from aware_tui.content.frozen import FrozenError
    from aware_tui.content.scenarios import thawed_moods

    try:
        return thawed_moods(assignment.moods)
    except FrozenError:
        return None


def playable(assignment: Assignment) -> "tuple[LoadedScenario, ...]":
    """Return the scenarios of an assignment that this program can play."""
    from aware_tui.content.scenarios import LoadedScenario

    table = moods_of(assignment)
    found = ((each, scenario_of(each.document, table)) for each in assignment.scenarios)
    return tuple(
        LoadedScenario(scenario, each.document, each.content_hash)
        for each, scenario in found
        if scenario is not None and scenario.id == each.id
    )


def scenario_of(document: str, moods: "MoodTable | None") -> "Scenario | None":
    """Return the scenario of a document from outside, looked through like a file; None if it is none."""
    from aware_tui.content.frozen import FrozenError
    from aware_tui.content.scenario_meaning import findings
    from aware_tui.content.scenarios import thawed

    if moods is None or "NaN" in document or "Infinity" in document:
        return None
    try:
        scenario = thawed(document)
    except FrozenError:
        return None
    return scenario if next(findings(scenario, moods), None) is None else None


def own_attempts(db: "Database", assignment: Assignment, trainee: str) -> "tuple[Attempt, ...]":
    """Read a trainee's attempts for an assignment, newest first."""
    from aware_tui.store.practice import attempts_for

    return tuple(each for each in attempts_for(db, assignment.id, limit=5_000) if each.trainee == trainee)
