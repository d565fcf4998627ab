"""The scenarios in force, the table of moods and the reader of typed lines, read when they are asked for."""

from concurrent.futures import Future
from functools import lru_cache
from typing import TYPE_CHECKING

from aware_tui.services.desk import Desk
from aware_tui.services.practice.shelves import find_scenario, open_scenarios

if TYPE_CHECKING:
    from aware_tui.content.scenarios import LoadedScenario, Shelf
    from aware_tui.domain.practice.mood import MoodTable
    from aware_tui.domain.practice.understanding import Understanding
    from aware_tui.services.coach import Coach


class Library:
    """Reads behind the screen, on the desk's reader thread; a file changed since is read again."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._understanding: Understanding | None = None

    def shelf(self) -> "Future[Shelf]":
        """Read the scenarios in force, and what had to be left out."""
        return self._desk.consult(lambda _: open_scenarios(self._desk.settings).shelf)

    def moods(self) -> "Future[MoodTable]":
        """Read the table of moods in force."""
        return self._desk.consult(lambda _: open_scenarios(self._desk.settings).moods)

    def find(self, name: str) -> "Future[LoadedScenario]":
        """Read a scenario by its id or as a file; NoSuchScenario says what stands in the way."""
        return self._desk.consult(lambda _: find_scenario(open_scenarios(self._desk.settings), name))

    def understanding(self) -> "Future[Understanding]":
        """Return the reader of typed lines; the first question makes it."""
        return self._desk.consult(self._understood)

    def _understood(self, coach: "Coach") -> "Understanding":
        if self._understanding is None:
            from aware_tui.services.practice.understood import understanding_of

            self._understanding = understanding_of(self._desk.settings, coach.coaching)
        return self._understanding


@lru_cache(maxsize=1)
def library_of(desk: Desk) -> Library:
    """Return the library of the desk: one, so that the scenarios are read once."""
    return Library(desk)
