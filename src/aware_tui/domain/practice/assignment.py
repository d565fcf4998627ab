"""What an instructor asks of trainees: scenarios, whole, with the table of moods they are scored by."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime

from aware_tui.domain.practice.attempts import counts
from aware_tui.domain.practice_rows import Attempt
from aware_tui.domain.practice_states import AttemptMode, AttemptState

MOST_SCENARIOS = 50
"""Scenarios of one assignment."""


@dataclass(frozen=True, slots=True)
class AssignedScenario:
    """A scenario as it is to be played; the hash is that of the document."""

    id: str
    title: str
    content_hash: str
    document: str


@dataclass(frozen=True, slots=True)
class Assignment:
    """What is asked. The id is made of all the rest: nothing in it can change and keep the id."""

    id: str
    title: str
    made_at: datetime
    scenarios: tuple[AssignedScenario, ...]
    moods_hash: str
    moods: str
    """The table of moods, as JSON."""
    mode: AttemptMode | None = None
    """The most help that may be taken; None leaves it open."""
    due: date | None = None
    """The last day, in UTC."""

    def find(self, content_hash: str) -> AssignedScenario | None:
        """Return the scenario with this hash, or None."""
        return next((each for each in self.scenarios if each.content_hash == content_hash), None)


@dataclass(frozen=True, slots=True)
class Asked:
    """A scenario of an assignment, and how far a trainee is with it."""

    scenario: AssignedScenario
    done: bool
    late: bool
    """Done, but only after the last day."""
    best: float | None
    """The best total of the calls that fulfil it."""
    tries: int
    """Finished calls, also those with more help than asked."""
    waits: str | None = None
    """The id of a call that is not finished yet."""


def asked(assignment: Assignment, attempts: Iterable[Attempt]) -> tuple[Asked, ...]:
    """Return how far a trainee is with each scenario; `attempts` are theirs, for this assignment."""
    own = [each for each in attempts if each.assignment == assignment.id]
    return tuple(_asked(assignment, scenario, own) for scenario in assignment.scenarios)


def _asked(assignment: Assignment, scenario: AssignedScenario, own: list[Attempt]) -> Asked:
    here = [each for each in own if each.scenario_hash == scenario.content_hash]
    finished = [each for each in here if each.state is AttemptState.FINISHED]
    done = [each for each in finished if fulfils(assignment, each)]
    waiting = max((each for each in here if each.state is AttemptState.OPEN), key=_began, default=None)
    return Asked(
        scenario,
        done=bool(done),
        late=bool(done) and all(is_late(assignment, each) for each in done),
        best=max((each.total for each in done if each.total is not None), default=None),
        tries=len(finished),
        waits=waiting.id if waiting is not None else None,
    )


def _began(attempt: Attempt) -> tuple[datetime, str]:
    return attempt.started_at, attempt.id


def fulfils(assignment: Assignment, attempt: Attempt) -> bool:
    """Say whether a finished call was made with no more help than asked; if nothing is asked, with none."""
    if assignment.mode is None:
        return counts(attempt)
    fades = tuple(AttemptMode)
    whole = attempt.state is AttemptState.FINISHED and attempt.retry_of is None
    return whole and fades.index(attempt.mode) >= fades.index(assignment.mode)


def is_late(assignment: Assignment, attempt: Attempt) -> bool:
    """Say whether a call ended after the last day."""
    if assignment.due is None:
        return False
    return (attempt.ended_at or attempt.started_at).astimezone(UTC).date() > assignment.due
