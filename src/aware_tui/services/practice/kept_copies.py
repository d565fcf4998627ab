"""What an attempt began with: its scenario and its moods, kept with it whatever is in force since."""

from collections.abc import Callable
from concurrent.futures import Future
from typing import TYPE_CHECKING, Protocol, TypeVar

from aware_tui.domain.hashing import hash_of
from aware_tui.services import practice_store
from aware_tui.services.desk import Desk
from aware_tui.services.practice.futures import chained, done, followed

if TYPE_CHECKING:
    from aware_tui.domain.practice.mood import MoodTable
    from aware_tui.domain.practice.scenario import Scenario
    from aware_tui.domain.practice_rows import Attempt, ScenarioCopy


T = TypeVar("T")


class HasMoods(Protocol):
    """Knows the table of moods in force."""

    def moods(self) -> "Future[MoodTable]":
        """Read the table of moods in force."""


def thawed_copy(copy: "ScenarioCopy | None", thaw: Callable[[str], T]) -> T | None:
    """Return what a copy holds; None if it is gone, torn, or nothing that this program knows."""
    from aware_tui.content.frozen import FrozenError

    if copy is None or hash_of(copy.document) != copy.id:
        return None
    try:
        return thaw(copy.document)
    except FrozenError:
        return None


def scenario_of_copy(copy: "ScenarioCopy | None") -> "Scenario | None":
    """Return the scenario of a copy, if it can be played."""
    from aware_tui.content.scenarios import thawed

    return thawed_copy(copy, thawed)


def moods_of_copy(copy: "ScenarioCopy | None") -> "MoodTable | None":
    """Return the table of moods of a copy, if it is one that this program knows."""
    from aware_tui.content.scenarios import thawed_moods

    return thawed_copy(copy, thawed_moods)


def moods_of_attempt(desk: Desk, library: HasMoods, attempt: "Attempt") -> "Future[MoodTable]":
    """Read the table of moods that an attempt began with; the one in force, where none can be read."""
    own = chained(practice_store.scenario_copy(desk, attempt.moods_hash), moods_of_copy)
    return followed(own, lambda table: library.moods() if table is None else done(table))
