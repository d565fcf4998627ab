"""What a trainee hands in: finished calls with their scenarios, each played again before it is written."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from aware_tui import __version__
from aware_tui.config import Settings
from aware_tui.domain.practice.assignment import Assignment
from aware_tui.domain.practice.attempts import is_drill
from aware_tui.domain.practice.moves import MoveError
from aware_tui.domain.practice.results import Claim, ResultFile, differences, name_of, replayed
from aware_tui.domain.practice_rows import Attempt
from aware_tui.domain.practice_states import AttemptState
from aware_tui.domain.text import one_line
from aware_tui.services.practice import instructing
from aware_tui.services.practice.checking import moods_known
from aware_tui.services.practice.kept_copies import moods_of_copy, scenario_of_copy

if TYPE_CHECKING:
    from aware_tui.domain.practice.mood import MoodTable
    from aware_tui.domain.practice.scenario import Scenario
    from aware_tui.store.database import Database

MOST = 5_000
"""Attempts of one file, the newest."""

NO_SCENARIO = "{name} was left out: its scenario cannot be read any more."
NOT_REPRODUCED = (
    "{name} was left out: its moves do not give its score any more. "
    "The table of moods, or aware itself, has changed since."
)


@dataclass(frozen=True, slots=True)
class HandIn:
    """A result file to write, and what had to be left out of it, in sentences."""

    file: ResultFile
    left_out: tuple[str, ...]


def hand_in(
    settings: Settings,
    db: "Database",
    now: datetime,
    trainee: str,
    assignment: Assignment | None = None,
    called: str = "",
) -> HandIn:
    """Return the finished calls of a trainee, of an assignment or all; `called` is the name in the file."""
    everything = list(_attempts(db, trainee, assignment))
    calls = [each for each in everything if each.state is AttemptState.FINISHED and not is_drill(each)]
    replaying = _Replaying(db, moods_known(settings, [*instructing.kept(settings), *_one(assignment)]))
    claims = tuple(replaying.claims(calls))
    name = one_line(called).strip() or one_line(trainee).strip()
    file = ResultFile(name, now, __version__, replaying.documents, claims)
    return HandIn(file, (*replaying.left_out, *_unwritten(everything)))


def _one(assignment: Assignment | None) -> list[Assignment]:
    return [] if assignment is None else [assignment]


def _attempts(db: "Database", trainee: str, assignment: Assignment | None) -> Iterator[Attempt]:
    from aware_tui.store.practice import finished_attempts, open_attempts

    if assignment is not None:
        yield from instructing.own_attempts(db, assignment, trainee)
        return
    yield from finished_attempts(db, trainee, limit=MOST)
    yield from open_attempts(db, trainee)


def _unwritten(attempts: list[Attempt]) -> Iterator[str]:
    """Yield what is not in the file, and why."""
    unfinished = sum(each.state is AttemptState.OPEN for each in attempts)
    drills = sum(each.state is AttemptState.FINISHED and is_drill(each) for each in attempts)
    if unfinished:
        are = "1 call is" if unfinished == 1 else f"{unfinished} calls are"
        yield f"{are} not finished yet, and not in the file."
    if drills:
        are = "1 drill is" if drills == 1 else f"{drills} drills are"
        yield f"{are} not in the file: only whole calls are handed in."


class _Replaying:
    """Plays attempts again, and keeps the documents of those that came out as they are stored."""

    def __init__(self, db: "Database", moods: "Mapping[str, MoodTable]") -> None:
        self._db, self._moods = db, moods
        self._kept: dict[str, MoodTable | None] = {}
        self._scenarios: dict[str, Scenario | None] = {}
        self._read: dict[str, str] = {}
        self.documents: dict[str, str] = {}
        self.left_out: list[str] = []

    def claims(self, attempts: list[Attempt]) -> Iterator[Claim]:
        for attempt in attempts:
            scenario = self._scenario(attempt.scenario_hash)
            moods_hash = self._scored_by(scenario, attempt) if scenario is not None else None
            if moods_hash is None:
                told = NO_SCENARIO if scenario is None else NOT_REPRODUCED
                self.left_out.append(told.format(name=name_of(attempt)))
                continue
            self.documents[attempt.scenario_hash] = self._read[attempt.scenario_hash]
            yield Claim(replace(attempt, session_id=None), moods_hash)

    def _scenario(self, content_hash: str) -> "Scenario | None":
        """Return the scenario that an attempt kept; None if the copy is gone or torn."""
        from aware_tui.store.practice import scenario_copy

        if content_hash not in self._scenarios:
            copy = scenario_copy(self._db, content_hash)
            self._scenarios[content_hash] = scenario_of_copy(copy)
            self._read[content_hash] = copy.document if copy is not None else ""
        return self._scenarios[content_hash]

    def _scored_by(self, scenario: "Scenario", attempt: Attempt) -> str | None:
        """Return the hash of the table of moods that gives the score an attempt has; None if none does.

        That is the one it began with; only where that cannot be read any more, another one may do.
        """
        own = self._moods.get(attempt.moods_hash) or self._moods_kept(attempt.moods_hash)
        tables = self._moods if own is None else {attempt.moods_hash: own}
        for moods_hash, table in tables.items():
            try:
                if not differences(attempt, replayed(scenario, table, attempt)):
                    return moods_hash
            except MoveError:
                return None
        return None

    def _moods_kept(self, moods_hash: str) -> "MoodTable | None":
        from aware_tui.store.practice import scenario_copy

        if moods_hash not in self._kept:
            self._kept[moods_hash] = moods_of_copy(scenario_copy(self._db, moods_hash))
        return self._kept[moods_hash]
