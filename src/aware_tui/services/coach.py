"""The coaches of the playbook in force, read and compiled when first asked."""

from datetime import datetime
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from aware_tui.config import Settings
from aware_tui.domain.states import ApologySize

if TYPE_CHECKING:
    from aware_tui.content.coaching import LoadedCoaching
    from aware_tui.domain.calendar import BusinessCalendar
    from aware_tui.domain.coaching.apology import Reading
    from aware_tui.domain.coaching.contradiction import Correction
    from aware_tui.domain.coaching.promise_due import PromiseChecked
    from aware_tui.domain.coaching.readers import Readers
    from aware_tui.domain.coaching.rules import Coaching, Finding


class Coach:
    """Reads apologies, promises and contradictions by the coaching of the playbook that settings name."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    @cached_property
    def _loaded(self) -> "LoadedCoaching":
        from aware_tui.content.catalogue import find_playbook
        from aware_tui.content.coaching import open_coaching
        from aware_tui.content.errors import PlaybookError, PlaybookMissing
        from aware_tui.services.reports import cache_of, shelves

        places, cache = shelves(self._settings), cache_of(self._settings)
        try:
            return open_coaching(find_playbook(self._settings.playbook, places), places, cache)
        except (PlaybookError, PlaybookMissing):  # whoever opens the playbook tells why
            return open_coaching(find_playbook("aware", places), places, cache)

    @property
    def coaching(self) -> "Coaching":
        """Return what the coaches know."""
        return self._loaded.coaching

    @property
    def left_out(self) -> tuple[str, ...]:
        """Return what was left out of the coaching, a sentence each, with file and line."""
        return self._loaded.left_out

    @cached_property
    def calendar(self) -> "BusinessCalendar":
        """Return when the business is open, by the playbook in force."""
        from aware_tui.services.reports import playbook_in_force

        return playbook_in_force(self._settings).calendar

    @property
    def _readers(self) -> "Readers":
        return readers_of(self.coaching)

    def apology(self, text: str, size: ApologySize) -> "Reading":
        """Read an apology."""
        return self._readers.apology.read(text, size)

    def promise(self, text: str, now: datetime, zone: str) -> "PromiseChecked":
        """Read a promise and its due time, as meant in `zone` (IANA) at `now` (aware), by our calendar."""
        from aware_tui.domain.coaching.promise_due import checked
        from aware_tui.services.due import read_due

        due = read_due(text, now, zone, self.calendar)
        return checked(text, self._readers.promise.read(text), due)

    def contradictions(self, text: str) -> "tuple[Finding, ...]":
        """Return the words that tell a customer flatly that they are wrong."""
        return self._readers.contradiction.contradictions(text)

    def correction(self, text: str) -> "Correction":
        """Return how plainly a text corrects somebody in danger."""
        return self._readers.contradiction.correction(text)

    def warm_up(self) -> tuple[str, ...]:
        """Get ready, so that the first reading is not slow; return what was left out."""
        self.apology("I'm sorry we kept you waiting, but I will ring you back.", ApologySize.FULL)
        return self.left_out


@lru_cache(maxsize=2)
def readers_of(coaching: "Coaching") -> "Readers":
    """Return the readers of a coaching; compiling its rules takes a while, so they are made once."""
    from aware_tui.domain.coaching.readers import Readers

    return Readers(coaching)
