"""What an attempt began with: its scenario and its moods, kept with it whatever is in force since."""

from concurrent.futures import Future
from typing import TYPE_CHECKING, Protocol

from aware_tui.services import practice_store
from aware_tui.services.desk import Desk
from aware_tui.services.practice.futures import chained, done, followed

if TYPE_CHECKING:
    from aware_tui.domain.practice.mood import MoodTable
    from aware_tui.domain.practice.scenario import Scenario
    from aware_tui.domain.practice_rows import Attempt, ScenarioCopy


class HasMoods(Protocol):
    """Knows the table of moods in force."""

    def moods(self) -> "Future[MoodTable]":
        """Read the table of moods in force."""


def scenario_of_copy(copy: "ScenarioCopy | None") -> "Scenario | None":
    """Return the scenario of a copy; None if it is gone, or none that this program knows."""
    from aware_tui.content.frozen import FrozenError
    from aware_tui.content.scenarios import thawed

    try:
        return thawed(copy.document) if copy is not None else None
    except FrozenError:
        return None


def moods_of_copy(copy: "ScenarioCopy | None") -> "MoodTable | None":
    """Return the table of moods of a copy; None if it is gone, torn, or none that this program knows."""
    from aware_tui.content.frozen import FrozenError
    from aware_tui.content.scenarios import thawed_moods
    from aware_tui.domain.hashing import hash_of

    if copy is None or hash_of(copy.document) != copy.id:
        return None
    try:
        return thawed_moods(copy.document)
    except FrozenError:
        return None


def moods_of_attempt(desk: Desk, library: HasMoods, attempt: "Attempt") -> "Future[MoodTable]":
    """Read the table of moods that an attempt began with; the one in force, where none can be read."""
    own = chained(practice_store.scenario_copy(desk, attempt.moods_hash), moods_of_copy)
    return followed(own, lambda table: library.moods() if table is None else done(table))
