"""Where the rows of a file go: into the data, or only past it to see what is there."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from aware_tui.domain.importing.made import Made
from aware_tui.domain.insight_rows import ImportBatch
from aware_tui.services.importing.patience import patiently

if TYPE_CHECKING:
    from aware_tui.store.database import Database
    from aware_tui.store.importing import Added


class Sink(Protocol):
    """Where the rows of a file go."""

    def put(self, rows: list[Made]) -> "Added":
        """Take some rows; return what became of them."""


@dataclass(frozen=True, slots=True)
class Looking:
    """Finds out what is there already, and writes nothing."""

    db: "Database | None"

    def put(self, rows: list[Made]) -> "Added":
        """Count what would be added."""
        from aware_tui.store.importing import Added, there

        known = there(self.db, rows) if self.db is not None else dict[str, str | None]()
        new = [made for made in rows if made.id not in known]
        complaints = sum(made.session is not None for made in new)
        return Added(complaints, sum(made.feedback is not None for made in new), 0, len(rows) - len(new))


class Adding:
    """Adds rows, each chunk in a transaction of its own."""

    def __init__(self, db: "Database", batch: ImportBatch) -> None:
        from aware_tui.store.importing import People

        self.met: set[str] = set()
        """The imports that rows of this one came in with before."""
        self._db, self._batch, self._people = db, batch, People(db)

    def put(self, rows: list[Made]) -> "Added":
        """Add what is not there yet; wait for others who write."""
        from aware_tui.store.importing import add

        added = patiently(lambda: add(self._db, self._batch, rows, self._people))
        self.met |= added.met
        return added
