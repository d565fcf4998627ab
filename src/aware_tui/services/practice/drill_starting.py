"""Which drills there are, what is due in them, and how a run is begun or taken up again."""

from collections.abc import Iterable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from aware_tui.domain.practice.attempts import Start, moves_of
from aware_tui.domain.practice.drill_run import chosen, exercises_line, played
from aware_tui.domain.practice.drills import Drill, DrillKind
from aware_tui.domain.practice.schedule import DueReason, DueSkill
from aware_tui.domain.practice.skills import Skill
from aware_tui.domain.practice_rows import DRILL, Attempt
from aware_tui.domain.practice_states import AttemptMode, AttemptState
from aware_tui.services import practice_store
from aware_tui.services.desk import Desk
from aware_tui.services.practice.drilling import Drilling
from aware_tui.services.practice.futures import chained, followed
from aware_tui.services.practice.kept_copies import thawed_copy
from aware_tui.services.practice.rehearsal import NO_COPY, Library

if TYPE_CHECKING:
    from aware_tui.content.drills import DrillShelf
    from aware_tui.domain.practice_rows import ScenarioCopy


@dataclass(frozen=True, slots=True)
class DrillLine:
    """A drill to choose, with what the trainee made of it."""

    drill: Drill
    due: tuple[Skill, ...]
    """What it trains that is due now, most urgent first."""
    best: float | None
    """The share of exercises that were right at the first try, of 100, in the best run."""
    last_at: datetime | None
    times: int
    left_at: int | None = None
    """How many exercises are behind in a run that was left before its end."""


def drill_lines(
    drills: Iterable[Drill],
    finished: Sequence[Attempt],
    due: Sequence[DueSkill],
    left: Sequence[Attempt] = (),
) -> tuple[DrillLine, ...]:
    """Return the drills: those that were left first, then what is due, then what was done least.

    `due` are the trainee's due skills, most urgent first; `left` the open attempts.
    """
    late = [each for each in due if each.reason is not DueReason.NEVER]
    found = [_line(drill, finished, late, left) for drill in drills]
    return tuple(sorted(found, key=_rank))


def _rank(line: DrillLine) -> tuple[bool, int, int, int]:
    return line.left_at is None, -len(line.due), line.times, list(DrillKind).index(line.drill.kind)


def _line(
    drill: Drill, finished: Sequence[Attempt], due: Sequence[DueSkill], left: Sequence[Attempt]
) -> DrillLine:
    own = [each for each in finished if each.scenario_id == DRILL + drill.id]
    totals = [each.total for each in own if each.total is not None]
    trains = tuple(each.skill for each in due if each.skill in drill.skills)
    last = max((each.started_at for each in own), default=None)
    open_one = next((each for each in left if each.scenario_id == DRILL + drill.id), None)
    left_at = behind(open_one, drill) if open_one is not None else None
    return DrillLine(drill, trains, max(totals, default=None), last, len(own), left_at)


def drill_shelf(desk: Desk) -> "Future[DrillShelf]":
    """Read the drills in force, and what had to be left out, away from the screen."""

    def read(_: object) -> "DrillShelf":
        from aware_tui.content.drills import open_drills
        from aware_tui.services.practice.shelves import folders_of

        return open_drills(folders_of(desk.settings))

    return desk.consult(read)


def modes_of(drill: Drill, *, known: bool) -> tuple[AttemptMode, ...]:
    """Return how a drill can be answered, what to begin with first; `known` says that it was done before."""
    if drill.kind is DrillKind.SPOT:
        return (AttemptMode.CHOOSE,)
    if drill.kind is not DrillKind.ACKNOWLEDGE:
        return (AttemptMode.TYPE,)
    both = (AttemptMode.CHOOSE, AttemptMode.TYPE)
    return both[::-1] if known else both


def begin(desk: Desk, library: Library, drill: Drill, mode: AttemptMode) -> "Future[Drilling]":
    """Begin a run: what went wrong last time first, then exercises of due skills, then what is new."""
    from aware_tui.services.practice_due import due_skills

    def with_history(due: tuple[DueSkill, ...], before: "tuple[Attempt, ...]") -> "Future[Drilling]":
        from aware_tui.content.drills import frozen

        seed = desk.new_id()
        own = [each for each in before if each.trainee == desk.settings.agent]
        runs = [played(moves_of(each), drill) for each in own if each.state is AttemptState.FINISHED]
        order = chosen(drill, seed, frozenset(each.skill for each in due), runs)
        start = Start(DRILL + drill.id, frozen(drill), mode, seed, (exercises_line(order),))
        made = practice_store.begin_attempt(desk, start)
        return chained(made, lambda attempt: Drilling(desk, library, drill, attempt))

    def with_due(due: tuple[DueSkill, ...]) -> "Future[Drilling]":
        earlier = practice_store.attempts_at(desk, DRILL + drill.id)
        return followed(earlier, lambda before: with_history(due, before))

    return followed(due_skills(desk), with_due)


def behind(attempt: Attempt, drill: Drill) -> int:
    """Return how many exercises of a run are behind."""
    return len(played(moves_of(attempt), drill).done)


def was_done(desk: Desk, drill_id: str) -> "Future[bool]":
    """Say whether whoever sits here has finished a drill before."""
    earlier = practice_store.attempts_at(desk, DRILL + drill_id)
    return chained(earlier, lambda rows: any(each.trainee == desk.settings.agent for each in rows))


def paused(desk: Desk, drill_id: str) -> "Future[Attempt | None]":
    """Read the run of a drill that whoever sits here left before its end, if there is one."""

    def newest(rows: tuple[Attempt, ...]) -> Attempt | None:
        return next((each for each in rows if each.scenario_id == DRILL + drill_id), None)

    return chained(practice_store.open_attempts(desk), newest)


def resume(desk: Desk, library: Library, attempt: Attempt) -> "Future[Drilling]":
    """Take up a run where it stood, with the drill as it was when it began."""

    def with_copy(copy: "ScenarioCopy | None") -> Drilling:
        from aware_tui.content.drills import thawed
        from aware_tui.store.errors import Conflict

        drill = thawed_copy(copy, thawed)
        if drill is None:
            raise Conflict(NO_COPY)
        return Drilling(desk, library, drill, attempt)

    return chained(practice_store.scenario_copy(desk, attempt.scenario_hash), with_copy)
