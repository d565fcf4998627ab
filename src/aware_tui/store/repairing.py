"""Makes anew what is derived from other rows and is out of step with them, after a copy of the data."""

import os
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from aware_tui.store.care import backup
from aware_tui.store.checking import CheckReport, Derived, check
from aware_tui.store.database import Database
from aware_tui.store.errors import problem_of
from aware_tui.store.library import sqlite3
from aware_tui.store.migrations.first_search import body_of
from aware_tui.store.migrations.second_search import WORDS
from aware_tui.store.occurrences import rebuild
from aware_tui.store.opening import connect
from aware_tui.store.transaction import transaction

_WAIT = 5.0


@dataclass(frozen=True, slots=True)
class RepairReport:
    """What was mended, and how the data is now."""

    mended: tuple[str, ...]
    """A sentence for each thing that was made anew."""
    kept: Path | None
    """The copy of the data as it was; None where nothing had to be done."""
    after: CheckReport


def repair(path: Path, folder: Path, now: datetime) -> RepairReport:
    """Check the data, make anew what is only derived and wrong, all or nothing, and check again.

    The copy goes into `folder`; `now` is aware. No word of anybody is changed. Raises StoreProblems.
    """
    real = Path(os.path.realpath(path))
    found = check(real)
    if not found.derived:
        return RepairReport((), None, found)
    kept = backup(real, folder, now)
    wrong = [derived for derived in Derived if derived in found.derived]
    try:
        with closing(connect(real, _WAIT)) as db, transaction(db):
            for derived in wrong:
                _MEND[derived](db)
    except sqlite3.Error as error:
        raise problem_of(error, real) from error
    return RepairReport(tuple(REPAIRED[derived] for derived in wrong), kept, check(real))


def _mend_search(db: Database) -> None:
    """Make the index fit its entries, then the entries fit their rows; the triggers take the index along."""
    db.execute("INSERT INTO search_index (search_index) VALUES ('rebuild')")
    rows = " UNION ALL ".join(f"SELECT '{table}:' || id FROM {table}" for table in WORDS)
    db.execute(f"DELETE FROM search_entry WHERE source NOT IN ({rows})")
    for table, columns in WORDS.items():
        body = body_of("r", columns)
        owner = "NULL, r.id" if table == "customer" else "r.session_id, NULL"
        joined = f"{table} r LEFT JOIN search_entry e ON e.source = '{table}:' || r.id"
        db.execute(
            f"UPDATE search_entry SET body = (SELECT {body} FROM {table} r WHERE '{table}:' || r.id = source)"
            f" WHERE n IN (SELECT e.n FROM {joined} WHERE e.body IS NOT {body})"
        )
        db.execute(
            "INSERT INTO search_entry (source, session_id, customer_id, body)"
            f" SELECT '{table}:' || r.id, {owner}, {body} FROM {joined} WHERE e.n IS NULL"
        )


def _mend_halves(db: Database) -> None:
    """List what the rule behind the triggers gives."""
    columns = "id, started_at, missing"
    db.execute("DELETE FROM half_documented")
    db.execute(f"INSERT INTO half_documented ({columns}) SELECT {columns} FROM half_documented_rule")


_MEND: dict[Derived, Callable[[Database], None]] = {
    Derived.SEARCH: _mend_search,
    Derived.HALVES: _mend_halves,
    Derived.COUNTS: rebuild,
}
REPAIRED = {
    Derived.SEARCH: "What the search knows was made anew from the words themselves.",
    Derived.HALVES: "The list of half-documented sessions was made anew.",
    Derived.COUNTS: "The counts behind the findings were made anew from the sessions.",
}
"""What is said of each that was made anew."""
