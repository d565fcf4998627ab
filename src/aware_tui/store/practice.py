"""What is read of practice: attempts, the scenarios they keep, and the skills of trainees."""

from datetime import datetime
from typing import TypeVar

from aware_tui.domain.practice_rows import Attempt, ScenarioCopy, SkillCard
from aware_tui.store.database import Database
from aware_tui.store.records import COLUMN_LIST, TABLES, Stored, from_stored, read_time, stored_time
from aware_tui.store.saving import Versions
from aware_tui.store.transaction import transaction

R = TypeVar("R", Attempt, SkillCard)

PAGE = 200
"""Attempts in one page."""

Place = tuple[datetime, str]
"""Where a page ended: started_at and id of its last attempt."""

_NEWEST = "ORDER BY started_at DESC, id DESC LIMIT ?"
_OLDER = "AND (started_at, id) < (?, ?)"


def attempt(db: Database, row_id: str, versions: Versions | None = None) -> Attempt | None:
    """Return an attempt, if it is there, and put its row version into `versions`."""
    found = _rows(db, Attempt, "id = ?", (row_id,), versions)
    return found[0] if found else None


def open_attempts(db: Database, trainee: str, limit: int = PAGE) -> tuple[Attempt, ...]:
    """Return the attempts a trainee can go on with, the newest first."""
    return _page(db, "trainee = ? AND state = 'open'", (trainee,), None, limit)


def finished_attempts(
    db: Database, trainee: str | None = None, before: Place | None = None, limit: int = PAGE
) -> tuple[Attempt, ...]:
    """Return the finished attempts of a trainee, or of everybody, newest first; those before a place."""
    if trainee is None:
        return _page(db, "state = 'finished'", (), before, limit)
    return _page(db, "trainee = ? AND state = 'finished'", (trainee,), before, limit)


def attempts_at(
    db: Database, scenario_id: str, before: Place | None = None, limit: int = PAGE
) -> tuple[Attempt, ...]:
    """Return the attempts at a scenario, whoever made them and however they stand, newest first."""
    return _page(db, "scenario_id = ?", (scenario_id,), before, limit)


def attempts_for(
    db: Database, assignment: str, before: Place | None = None, limit: int = PAGE
) -> tuple[Attempt, ...]:
    """Return the attempts made for an assignment, newest first."""
    return _page(db, "assignment = ?", (assignment,), before, limit)


def cards(db: Database, trainee: str, versions: Versions | None = None) -> tuple[SkillCard, ...]:
    """Return the cards of a trainee by skill, and put their row versions into `versions`."""
    found = _rows(db, SkillCard, "trainee = ?", (trainee,), versions)
    return tuple(sorted(found, key=lambda card: card.skill))


def scenario_copy(db: Database, content_hash: str) -> ScenarioCopy | None:
    """Return the frozen copy of a scenario, if it is kept."""
    statement = "SELECT id, scenario_id, document, kept_at FROM scenario WHERE id = ?"
    row = db.execute(statement, (content_hash,)).fetchone()
    return None if row is None else ScenarioCopy(row[0], row[1], row[2], read_time(row[3]))


def kept_copies(db: Database) -> frozenset[str]:
    """Return the hashes of everything that is kept for attempts."""
    return frozenset(content_hash for (content_hash,) in db.execute("SELECT id FROM scenario"))


def keep_scenario(db: Database, copy: ScenarioCopy) -> None:
    """Keep a copy of a scenario, in a transaction of its own, unless it is kept already."""
    if scenario_copy(db, copy.id) is not None:
        return
    values = (copy.id, copy.scenario_id, copy.document, stored_time(copy.kept_at))
    statement = (
        "INSERT INTO scenario (id, scenario_id, document, kept_at)"
        " VALUES (?, ?, ?, ?) ON CONFLICT (id) DO NOTHING"
    )
    with transaction(db):
        db.execute(statement, values)


def _page(
    db: Database, which: str, values: tuple[Stored, ...], before: Place | None, limit: int
) -> tuple[Attempt, ...]:
    if before is not None:
        which, values = f"{which} {_OLDER}", (*values, stored_time(before[0]), before[1])
    return _rows(db, Attempt, f"{which} {_NEWEST}", (*values, limit))


def _rows(
    db: Database,
    kind: type[R],
    which: str,
    values: tuple[Stored, ...],
    versions: Versions | None = None,
) -> tuple[R, ...]:
    table = TABLES[kind]
    statement = f"SELECT row_version, {COLUMN_LIST[kind]} FROM {table} WHERE {which}"
    made: list[R] = []
    for version, *columns in db.execute(statement, values):
        row = from_stored(kind, columns)
        if versions is not None:
            versions.saw(table, row.id, version)
        made.append(row)
    return tuple(made)
