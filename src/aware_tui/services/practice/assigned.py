"""An assignment being done: its scenarios are played by its own table of moods, whatever is in force here."""

from concurrent.futures import Future
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aware_tui.domain.practice.assignment import Asked, Assignment, asked
from aware_tui.services.desk import Desk
from aware_tui.services.practice import instructing
from aware_tui.services.practice.futures import chained, done, followed
from aware_tui.services.practice.library import Library, library_of

if TYPE_CHECKING:
    from aware_tui.content.scenarios import LoadedScenario
    from aware_tui.domain.practice.mood import MoodTable
    from aware_tui.domain.practice.understanding import Understanding

PREFIX = "assignment:"
"""Begins the name by which an assignment is asked for where scenarios are named; its id follows."""


class AssignedLibrary(Library):
    """The library of an assignment: its moods, its scenarios, and the reader of typed lines of this desk."""

    def __init__(self, desk: Desk, assignment: Assignment) -> None:
        super().__init__(desk)
        self._own = desk
        self._assignment = assignment

    def moods(self) -> "Future[MoodTable]":
        """Read the table of moods of the assignment; the one in force, should it be none."""
        return followed(
            self._own.consult(lambda _: instructing.moods_of(self._assignment)),
            lambda table: super(AssignedLibrary, self).moods() if table is None else done(table),
        )

    def understanding(self) -> "Future[Understanding]":
        """Return the reader of typed lines, which is made once for all of this desk."""
        return library_of(self._own).understanding()


def library_for(desk: Desk, assignment_id: str) -> "Future[Library]":
    """Return the library for a call of this assignment; that of the desk where it is for none kept here."""
    if not assignment_id:
        return done(library_of(desk))

    def find() -> Library:
        there = (each for each in instructing.kept(desk.settings) if each.id == assignment_id)
        found = next(there, None)
        return library_of(desk) if found is None else AssignedLibrary(desk, found)

    return desk.consult(lambda _: find())


@dataclass(frozen=True, slots=True)
class Task:
    """An assignment, how far whoever sits here is with it, and its scenarios to play."""

    assignment: Assignment
    far: tuple[Asked, ...]
    scenarios: "tuple[LoadedScenario, ...]"
    """As many as `far`, in the same order."""


def tasks(desk: Desk) -> "Future[tuple[Task, ...]]":
    """Read the assignments that are kept here, the newest first, behind the screen."""

    def with_far(there: tuple[Assignment, ...]) -> "Future[tuple[Task, ...]]":
        agent = desk.settings.agent
        far = desk.ask(lambda db: [asked(each, instructing.own_attempts(db, each, agent)) for each in there])
        return chained(far, lambda found: tuple(map(_task, there, found)))

    return followed(desk.consult(lambda _: instructing.kept(desk.settings)), with_far)


def _task(assignment: Assignment, far: tuple[Asked, ...]) -> Task:
    return Task(assignment, far, instructing.playable(assignment))
