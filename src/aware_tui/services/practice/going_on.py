"""Which call is played line by line: the one that waits, or a new one, of a scenario or an assignment."""

from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Protocol

from aware_tui.domain.practice.assignment import Asked, Assignment, asked
from aware_tui.domain.practice_rows import Attempt
from aware_tui.domain.practice_states import AttemptMode
from aware_tui.services import practice_store
from aware_tui.services.desk import Desk
from aware_tui.services.practice import instructing, rehearsal
from aware_tui.services.practice.assigned import AssignedLibrary, library_for
from aware_tui.services.practice.choosing import practised, suggested
from aware_tui.services.practice.library import Library, library_of
from aware_tui.services.practice.rehearsal import Rehearsal
from aware_tui.services.practice.shelves import NoSuchScenario
from aware_tui.services.reports import has_data

if TYPE_CHECKING:
    from aware_tui.content.scenarios import LoadedScenario

MODES = (AttemptMode.CHOOSE, AttemptMode.TYPE)
"""How a call can be played line by line."""


class Calls(Protocol):
    """The calls that one command plays; everything here waits until the data has answered."""

    def waiting(self) -> Rehearsal | None:
        """Open the data, and take up the call that waits, if one does."""

    def begin(self) -> Rehearsal:
        """Begin a call, with as much help as is best."""

    def another(self, than: Rehearsal, mode: AttemptMode) -> Rehearsal:
        """Begin a call in place of one in hand."""


class ScenarioCalls:
    """The calls at a scenario, named by its id or its file."""

    def __init__(self, desk: Desk, name: str) -> None:
        self._desk, self._name = desk, name
        self._library = library_of(desk)

    def waiting(self) -> Rehearsal | None:
        """Take up the call that waits, whatever became of its scenario since.

        NoSuchScenario where none waits and nothing is called that; it makes no data.
        """
        if not has_data(self._desk.settings):
            self._find()
            self._desk.open().result()
            return None
        self._desk.open().result()
        found = self._waiting_at(self._name)
        return found if found is not None else self._waiting_at(self._find().scenario.id)

    def _waiting_at(self, scenario_id: str) -> Rehearsal | None:
        row = _newest(self._desk, lambda each: each.scenario_id == scenario_id)
        return None if row is None else _taken_up(self._desk, row)

    def _find(self) -> "LoadedScenario":
        return self._library.find(self._name).result()

    def begin(self) -> Rehearsal:
        """Begin a call with the scenario as it is now."""
        return self._begin(_suggested(self._desk))

    def _begin(self, mode: AttemptMode) -> Rehearsal:
        return rehearsal.begin(self._desk, self._library, self._find(), mode).result()

    def another(self, than: Rehearsal, mode: AttemptMode) -> Rehearsal:
        """Begin another call; what is assigned, or no longer there, is played as it was."""
        if not than.attempt.assignment:
            with suppress(NoSuchScenario):
                return self._begin(mode)
        return than.again(mode).result()


class AssignmentCalls:
    """The calls of an assignment, one scenario after the other, by its own table of moods."""

    def __init__(self, desk: Desk, assignment: Assignment) -> None:
        self._desk, self._assignment = desk, assignment

    def waiting(self) -> Rehearsal | None:
        """Take up the call of this assignment that waits, if one does."""
        self._desk.open().result()
        row = _newest(self._desk, lambda each: each.assignment == self._assignment.id)
        return None if row is None else _taken_up(self._desk, row, self._library())

    def begin(self) -> Rehearsal:
        """Begin a call at the first scenario that is still to do; at the worst one where all are done."""
        far, wanted = self._far(), self._assignment.mode
        mode = wanted if wanted in MODES else _suggested(self._desk)
        loaded = instructing.playable(self._assignment)[_next(far)]
        begun = rehearsal.begin(self._desk, self._library(), loaded, mode, self._assignment.id)
        return begun.result()

    def another(self, than: Rehearsal, mode: AttemptMode) -> Rehearsal:
        """Begin another call at the same scenario."""
        return than.again(mode).result()

    def _library(self) -> Library:
        return AssignedLibrary(self._desk, self._assignment)

    def _far(self) -> tuple[Asked, ...]:
        given, agent = self._assignment, self._desk.settings.agent
        own = self._desk.ask(lambda db: instructing.own_attempts(db, given, agent))
        return asked(given, own.result())


def _next(far: tuple[Asked, ...]) -> int:
    """Return the place of the scenario to play."""
    return min(range(len(far)), key=lambda place: (far[place].done, far[place].best or 0.0, place))


def _newest(desk: Desk, fits: Callable[[Attempt], bool]) -> Attempt | None:
    """Read the newest call that can be gone on with line by line and fits."""
    rows = practice_store.open_attempts(desk).result()
    return next((each for each in rows if each.mode in MODES and fits(each)), None)


def _taken_up(desk: Desk, row: Attempt, library: Library | None = None) -> Rehearsal:
    known = library or library_for(desk, row.assignment).result()
    return rehearsal.resume(desk, known, row.id).result()


def _suggested(desk: Desk) -> AttemptMode:
    """Return how much help is best, as far as that goes line by line."""
    mode = suggested(practised(desk).result().finished).mode
    return mode if mode in MODES else AttemptMode.CHOOSE
