"""Takes an import away again, and lists those there are."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from aware_tui.config import Settings
from aware_tui.domain.importing.problem import ImportProblem
from aware_tui.domain.insight_rows import ImportBatch
from aware_tui.domain.rows import Event
from aware_tui.domain.text import one_line
from aware_tui.services.importing.patience import patiently
from aware_tui.services.opened import opened
from aware_tui.services.reports import has_data

if TYPE_CHECKING:
    from aware_tui.domain.session import Stamp
    from aware_tui.store.database import Database
    from aware_tui.store.import_undo import Taken

SHORTEST = 6
"""Characters of an import's id that are enough to name it."""


@dataclass(frozen=True, slots=True)
class Undone:
    """What was taken away of an import, and what stays because people have worked on it since."""

    batch: ImportBatch
    complaints: int
    feedback: int
    left: int


def imports(settings: Settings) -> tuple[ImportBatch, ...]:
    """Return all imports, the newest first; raises StoreProblem."""
    from aware_tui.store.importing import batches

    if not has_data(settings):
        return ()
    with opened(settings) as db:
        return batches(db)


def undo(settings: Settings, part: str, stamp: "Stamp") -> Undone:
    """Take an import away; `part` is six or more characters of its id. Raises ImportProblem, StoreProblem."""
    from aware_tui.store.transaction import import_turn

    batch = _named(imports(settings), part)
    with opened(settings) as db, import_turn(db):
        complaints, feedback, left = take_away(db, batch.id, stamp)
    return Undone(batch, complaints, feedback, left)


def take_away(
    db: "Database", import_id: str, stamp: "Stamp", gone: Callable[[int], None] = lambda _: None
) -> tuple[int, int, int]:
    """Take an import away; return how many complaints and feedback went, and how many rows stay.

    `gone` is told again and again how many rows more are gone.
    """
    from aware_tui.store.import_undo import close, take_feedback, take_sessions

    complaints = _all(lambda after: take_sessions(db, import_id, after), gone)
    feedback = _all(lambda after: take_feedback(db, import_id, after), gone)
    rows = complaints + feedback
    event = Event(
        stamp.new_id(), import_id, stamp.at, stamp.actor, "import taken away", before=f"{rows} rows"
    )
    return complaints, feedback, close(db, import_id, event)


def take_back(db: "Database", batch: ImportBatch, stamp: "Stamp", gone: Callable[[int], None]) -> None:
    """Take away what an import had added that was stopped; raises ImportProblem if that is stopped too."""
    from aware_tui.store.errors import StoreProblem, problem_of
    from aware_tui.store.importing import has_batch
    from aware_tui.store.library import sqlite3 as engine
    from aware_tui.store.place import place_of

    try:
        if has_batch(db, batch.id):
            take_away(db, batch.id, stamp, gone)
    except KeyboardInterrupt:
        raise _left("Stopped while it was taken away again.", batch) from None
    except StoreProblem as problem:
        raise _left(str(problem), batch) from problem
    except engine.Error as error:
        raise _left(str(problem_of(error, place_of(db))), batch) from error


def _left(why: str, batch: ImportBatch) -> ImportProblem:
    return ImportProblem(
        f"{why} A part of {batch.file} may have stayed in the data. Import the file once more to complete"
        f" it, or say `aware import --undo {batch.id}`."
    )


def _all(take: "Callable[[str], Taken]", gone: Callable[[int], None]) -> int:
    """Take rows away until there are none; return how many there were."""
    taken = patiently(lambda: take(""))
    rows = taken.sessions + taken.feedback
    gone(rows)
    while after := taken.last:
        taken = patiently(partial(take, after))
        rows += taken.sessions + taken.feedback
        gone(taken.sessions + taken.feedback)
    return rows


def _named(batches: tuple[ImportBatch, ...], part: str) -> ImportBatch:
    wanted = part.strip().lower()
    found = [
        batch
        for batch in batches
        if wanted == batch.id
        or (len(wanted) >= SHORTEST and (batch.id.startswith(wanted) or batch.id.endswith(wanted)))
    ]
    if len(found) == 1:
        return found[0]
    if found:
        raise ImportProblem("Several imports begin or end so. Type more of the id.")
    raise ImportProblem(f"There is no import “{one_line(part)}”. `aware import --list` names them.")
