"""The full check of a database: what is wrong with it, in plain lines."""

import os
from contextlib import closing
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from aware_tui.store.care import log_size
from aware_tui.store.copying import faults_of
from aware_tui.store.drift import drift_of
from aware_tui.store.errors import CannotWrite, Corrupt, Place, StoreProblem, os_problem, problem_of
from aware_tui.store.gates import check_header, check_place, known_version, reader
from aware_tui.store.library import safe_together, sqlite3
from aware_tui.store.machine_lock import write_turn
from aware_tui.store.marks import SCHEMA_VERSION
from aware_tui.store.migrations.first_search import body_of
from aware_tui.store.migrations.second_search import WORDS
from aware_tui.store.miscounted import miscounted
from aware_tui.store.misread import misread
from aware_tui.store.opening import connect

_WAIT = 5.0
_LONG_LOG = 64_000_000


class Derived(StrEnum):
    """What is made from other rows, and can be made anew from them."""

    SEARCH = "search"
    HALVES = "half-documented"
    COUNTS = "counts"


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What a check found; every line is a plain sentence."""

    path: Place
    problems: tuple[str, ...]
    facts: tuple[str, ...]
    derived: frozenset[Derived] = frozenset()
    """What of it `repairing.repair` makes anew."""
    damaged: bool = False
    """Whether the file itself is damaged: then a copy of it is what helps."""

    @property
    def ok(self) -> bool:
        """Say whether nothing is wrong."""
        return not self.problems


def check(path: Path, *, search_index: bool = True) -> CheckReport:
    """Check the whole file at `path`; it raises nothing about the data, the report says it.

    With `search_index` it ends by holding the only turn to write, some 7 ms for each megabyte.
    """
    real = Path(os.path.realpath(path))
    try:
        return _examined(real, search_index)
    except StoreProblem as problem:
        return CheckReport(real, (str(problem),), (), damaged=isinstance(problem, Corrupt))
    except sqlite3.Error as error:
        damaged = isinstance(_problem_or_none(error, real), Corrupt)
        line = f"{real} {'is damaged: it ' if damaged else ''}cannot be read to its end ({error})."
        return CheckReport(real, (line,), (), damaged=damaged)
    except OSError as error:
        return CheckReport(real, (str(os_problem(error, real)),), ())


def _problem_or_none(error: sqlite3.Error, path: Path) -> StoreProblem | None:
    """Return the plain problem behind an error of SQLite; None for one that is not about the file."""
    try:
        return problem_of(error, path)
    except sqlite3.Error:
        return None


def _examined(path: Path, search_index: bool) -> CheckReport:
    """Return what reading alone can find, and then the faults of the search index."""
    check_place(path)
    if not path.exists():
        raise CannotWrite(f"There is no data at {path} yet.")
    check_header(path)
    with closing(reader(path, _WAIT)) as connection:
        version = known_version(connection, path)
        faults = faults_of(connection)
        problems = tuple(f"The file is damaged: {fault}." for fault in faults)
        if version == SCHEMA_VERSION and not problems:
            problems = drift_of(connection)
        facts = _facts(path, version)
        if version != SCHEMA_VERSION or problems:
            return CheckReport(path, problems, facts, damaged=bool(faults))
        derived = _out_of_step(connection)
        odd = misread(connection)
    if search_index:
        derived[Derived.SEARCH] += _index_faults(path)
    problems = (*(line for lines in derived.values() for line in lines), *odd)
    return CheckReport(path, problems, facts, frozenset(kind for kind, lines in derived.items() if lines))


def _out_of_step(connection: sqlite3.Connection) -> dict[Derived, tuple[str, ...]]:
    return {
        Derived.SEARCH: _unindexed(connection),
        Derived.HALVES: _unlisted(connection),
        Derived.COUNTS: miscounted(connection),
    }


def _facts(path: Path, version: str) -> tuple[str, ...]:
    log = log_size(path)
    lines = [f"{path} has {path.stat().st_size:,} bytes, its log {log:,}; data version {version}."]
    if version != SCHEMA_VERSION:
        lines.append("It is from an older release and is brought up to date at the next start.")
    if log > _LONG_LOG:
        lines.append("The log is long: close all windows once, and it is folded into the file.")
    turns = "which is safe with several windows" if safe_together() else "so windows take turns to write"
    lines.append(f"SQLite is {sqlite3.sqlite_version}, {turns}.")
    return tuple(lines)


def _unindexed(connection: sqlite3.Connection) -> tuple[str, ...]:
    """Say which rows the search does not know as they are, and how many entries belong to no row."""
    lines, rows = [], 0
    for table, columns in WORDS.items():
        wrong, seen = connection.execute(
            f"SELECT count(*) FILTER (WHERE e.body IS NOT {body_of('r', columns)}), count(e.n) "
            f"FROM {table} r LEFT JOIN search_entry e ON e.source = '{table}:' || r.id"
        ).fetchone()
        rows += seen
        if wrong:
            lines.append(f"The search does not know {wrong} rows of {table} as they are.")
    strays = connection.execute("SELECT count(*) FROM search_entry").fetchone()[0] - rows
    if strays:
        lines.append(f"The search still holds {strays} entries of rows that are gone.")
    return tuple(lines)


def _unlisted(connection: sqlite3.Connection) -> tuple[str, ...]:
    """Say how many sessions the list of half-documented ones has wrong."""
    kept, ruled = (f"SELECT id, started_at, missing FROM half_documented{end}" for end in ("", "_rule"))
    wrong = (
        "SELECT count(DISTINCT id) FROM (SELECT * FROM ({} EXCEPT {}) UNION ALL SELECT * FROM ({} EXCEPT {}))"
    )
    (count,) = connection.execute(wrong.format(kept, ruled, ruled, kept)).fetchone()
    return (f"The list of half-documented sessions has {count} wrong.",) if count else ()


def _index_faults(path: Path) -> tuple[str, ...]:
    """Compare every word of the index with the entries; FTS5 does it only for one who may write."""
    with write_turn(path, _WAIT), closing(connect(path, _WAIT)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        try:
            connection.execute("INSERT INTO search_index (search_index, rank) VALUES ('integrity-check', 1)")
        except sqlite3.DatabaseError:
            return ("The search index is out of step with the words it stands for.",)
        finally:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
    return ()
