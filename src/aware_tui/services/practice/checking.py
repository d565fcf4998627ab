"""Result files looked through: every attempt is played again, and believed only if its score comes out."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from aware_tui import __version__
from aware_tui.config import Settings
from aware_tui.domain.practice.assignment import Assignment, fulfils, is_late
from aware_tui.domain.practice.moves import MoveError
from aware_tui.domain.practice.results import Claim, ResultFile, differences, help_taken, replayed
from aware_tui.domain.practice_rows import Attempt
from aware_tui.services.practice import instructing

if TYPE_CHECKING:
    from aware_tui.domain.practice.mood import MoodTable
    from aware_tui.domain.practice.scenario import Scenario

NO_DOCUMENT = "Its scenario is not in the file, or was changed there: the hash does not fit."
BAD_DOCUMENT = "Its scenario in the file cannot be played: it was changed, or is of a newer aware."
OTHER_ID = "The scenario in the file is “{there}”, not “{claimed}”."
NOT_ASSIGNED = "It was not made for the assignment “{title}”."
OTHER_SCENARIO = "The scenario in the file is not the one that “{title}” asks for: it was changed."
OTHER_MOODS = "It was scored by another table of moods than the one of “{title}”."
NO_MOODS = (
    "It was scored by a table of moods that is not here, so it cannot be scored again. "
    "Name its assignment with --assignment FILE, or the playbook with --playbook."
)
OTHER_PROGRAM = "It was written by aware {there}, and this is {here}: both should be the same."
OWN_SCENARIO = (
    "Its score follows from its moves, but its scenario, or this version of it, is not known here, "
    "so it does not count. Name its assignment with --assignment FILE."
)
TWICE_DIFFERENT = "The same attempt is handed in otherwise by {other} in {file}, so it is not believed here."
TWICE = "It is in {file} too, and counts once."
LATE = "It was made after the last day."
TOO_MUCH_HELP = "It does not fulfil the assignment: part of it was given."
UNKNOWN_ASSIGNMENT = "Its assignment is not known here, so it was not held against it."


class Verdict(StrEnum):
    """What is made of an attempt."""

    REPRODUCED = "reproduced"
    UNKNOWN = "unknown"
    """Reproduced, but in a scenario that nobody here knows."""
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Checked:
    """An attempt of a result file, and what is made of it."""

    attempt: Attempt
    verdict: Verdict
    why: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    """What does not speak against it."""


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """A result file; either it could be read, or `problem` says why not."""

    path: Path
    trainee: str
    attempts: tuple[Checked, ...] = ()
    problem: str = ""

    @property
    def refused(self) -> bool:
        """Say whether anything in it is refused."""
        return bool(self.problem) or any(each.verdict is Verdict.REFUSED for each in self.attempts)


class Checker:
    """Plays attempts again. `kept` are the hashes of scenarios that are known from the data."""

    def __init__(
        self,
        settings: Settings,
        assignments: Iterable[Assignment] = (),
        kept: Collection[str] = (),
        only: Assignment | None = None,
    ) -> None:
        self._settings = settings
        self._only = only
        self._assignments = {each.id: each for each in (*assignments, *([only] if only else ()))}
        self._known = {one.content_hash for each in self._assignments.values() for one in each.scenarios}
        self._known |= {*kept}
        self._shelf: frozenset[str] | None = None
        self._moods: dict[str, MoodTable] | None = None
        self._scenarios: dict[str, Scenario | None] = {}
        self._seen: dict[str, tuple[Attempt, Path]] = {}

    def check(self, path: Path) -> CheckedFile:
        """Return what is made of a file; an attempt that was in a file before counts no more."""
        from aware_tui.exports.json_parts import BadFile
        from aware_tui.exports.result_files import read_results

        try:
            file = read_results(instructing.content_of(path))
        except BadFile as problem:
            return CheckedFile(path, "", problem=f"{path}: {problem}")
        except instructing.PracticeFileProblem as problem:
            return CheckedFile(path, "", problem=str(problem))
        return CheckedFile(path, file.trainee, tuple(self._once(file, each, path) for each in file.claims))

    def _once(self, file: ResultFile, claim: Claim, path: Path) -> Checked:
        checked = self._checked(file, claim)
        if checked.verdict is Verdict.REFUSED:
            return checked
        attempt = replace(checked.attempt, reflection="")
        before, where = self._seen.setdefault(attempt.id, (attempt, path))
        if before == attempt:
            twice = (TWICE.format(file=where),) if where != path else ()
            return replace(checked, notes=(*checked.notes, *twice))
        told = TWICE_DIFFERENT.format(other=before.trainee, file=where)
        return Checked(checked.attempt, Verdict.REFUSED, (told,))

    def _checked(self, file: ResultFile, claim: Claim) -> Checked:
        attempt = claim.attempt
        why = (claim.fault,) if claim.fault else ()
        if claim.moods_hash:
            why = (*why, *self._faults(file, claim))
        if why:
            return Checked(attempt, Verdict.REFUSED, why)
        notes = tuple(self._notes(attempt))
        if self._is_known(attempt.scenario_hash):
            return Checked(attempt, Verdict.REPRODUCED, notes=notes)
        return Checked(attempt, Verdict.UNKNOWN, (OWN_SCENARIO,), notes)

    def _faults(self, file: ResultFile, claim: Claim) -> Sequence[str]:
        """Return why an attempt is not believed: first what it was made of, then what comes of its moves."""
        attempt, assignment = claim.attempt, self._only or self._assignments.get(claim.attempt.assignment)
        if assignment is not None:
            unfit = _unfit(assignment, claim)
            if unfit:
                return (unfit.format(title=assignment.title),)
        moods = self._moods_by_hash(claim.moods_hash)
        if moods is None:
            return (NO_MOODS,)
        document = file.scenarios.get(attempt.scenario_hash)
        if document is None:
            return (NO_DOCUMENT,)
        scenario = self._scenario(attempt.scenario_hash, document, moods)
        if scenario is None:
            return (BAD_DOCUMENT,)
        if scenario.id != attempt.scenario_id:
            return (OTHER_ID.format(there=scenario.id, claimed=attempt.scenario_id),)
        return _unlike(scenario, moods, attempt, file.program)

    def _scenario(self, content_hash: str, document: str, moods: "MoodTable") -> "Scenario | None":
        if content_hash not in self._scenarios:
            self._scenarios[content_hash] = instructing.scenario_of(document, moods)
        return self._scenarios[content_hash]

    def _notes(self, attempt: Attempt) -> Iterable[str]:
        assignment = self._assignments.get(attempt.assignment)
        if assignment is None:
            yield from (UNKNOWN_ASSIGNMENT,) if attempt.assignment else ()
            return
        if is_late(assignment, attempt):
            yield LATE
        if not fulfils(assignment, attempt):
            yield TOO_MUCH_HELP

    def _is_known(self, content_hash: str) -> bool:
        """Say whether a scenario is one of an assignment, of the data, or of those in force here."""
        if content_hash in self._known:
            return True
        if self._shelf is None:
            from aware_tui.services.practice.shelves import open_scenarios

            shelf = open_scenarios(self._settings).shelf
            self._shelf = frozenset(each.content_hash for each in shelf.scenarios)
        return content_hash in self._shelf

    def _moods_by_hash(self, moods_hash: str) -> "MoodTable | None":
        if self._moods is None:
            self._moods = moods_known(self._settings, self._assignments.values())
        return self._moods.get(moods_hash)


def _unfit(assignment: Assignment, claim: Claim) -> str:
    """Return why an attempt cannot be of this assignment; nothing if it can."""
    if claim.attempt.assignment != assignment.id:
        return NOT_ASSIGNED
    if assignment.find(claim.attempt.scenario_hash) is None:
        return OTHER_SCENARIO
    return "" if claim.moods_hash == assignment.moods_hash else OTHER_MOODS


def _unlike(scenario: "Scenario", moods: "MoodTable", attempt: Attempt, program: str) -> Sequence[str]:
    try:
        found = differences(attempt, replayed(scenario, moods, attempt))
    except MoveError as problem:
        return (f"{str(problem).rstrip('.')}.",)
    if found and program != __version__:
        found = (*found, OTHER_PROGRAM.format(there=program, here=__version__))
    helped = help_taken(attempt)
    return (*found, helped) if helped else found


def moods_known(settings: Settings, assignments: Iterable[Assignment] = ()) -> "dict[str, MoodTable]":
    """Return the tables of moods by their hashes: in force here, shipped, and of these assignments."""
    from aware_tui.content.errors import ContentError
    from aware_tui.content.frozen import freeze
    from aware_tui.content.scenarios import read_moods
    from aware_tui.domain.hashing import hash_of
    from aware_tui.services.practice.shelves import folders_of

    found: dict[str, MoodTable] = {}
    folders = folders_of(settings)
    for some in (folders, folders[-1:]):
        try:
            table = read_moods(some)
        except ContentError:  # whoever opens the scenarios tells why
            continue
        found.setdefault(hash_of(freeze(table)), table)
    for assignment in assignments:
        own = instructing.moods_of(assignment)
        if own is not None:
            found.setdefault(assignment.moods_hash, own)
    return found
