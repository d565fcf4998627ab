"""Carries sessions over into the file that took the place of another, so that they can be gone on with."""

from collections.abc import Collection

from aware_tui.domain.insight_rows import Goal, ImportBatch
from aware_tui.domain.practice_rows import Attempt, SkillCard
from aware_tui.domain.rows import CauseLink, ChokePoint, Customer, CustomerMerge, Event, Session
from aware_tui.store.database import Database
from aware_tui.store.erased import erased_among
from aware_tui.store.occurrences import settle
from aware_tui.store.records import COLUMN_LIST, COLUMNS, TABLES
from aware_tui.store.transaction import transaction

_PLAYBOOK = "id, playbook_id, version, document, documents, kept_at"
_SCENARIO = "id, scenario_id, document, kept_at"
_LEASE = "id, holder, host, pid, since, renewed_at, wanted_by"


def carry_over(
    old: Database,
    new: Database,
    sessions: Collection[str],
    attempts: Collection[str] = (),
) -> None:
    """Make these sessions in `new` what they are in `old`, with their customers, playbooks and stories.

    The same goes for attempts at scenarios, with their scenarios and moods.

    Rows that only `new` has stay, and what was erased there stays erased. Raises sqlite3.Error or
    StoreProblem, and then `new` is as it was.
    """
    with transaction(new):
        for session_id in sessions:
            _carry(old, new, session_id)
        for attempt_id in attempts:
            _carry_attempt(old, new, attempt_id)
        settle(new, sessions)


def _carry(old: Database, new: Database, session_id: str | None) -> None:
    head = "SELECT customer_id, playbook_hash, import_id FROM session WHERE id = ?"
    found = old.execute(head, (session_id,)).fetchone()
    if found is None or session_id is None or erased_among(new, {session_id, found[0] or ""}):
        return
    keys: dict[type[object], tuple[str, str | None]] = {
        Customer: ("id", found[0]),
        ImportBatch: ("id", found[2]),
        Session: ("id", session_id),
    }
    _carry_rows(old, new, "playbook_copy", _PLAYBOOK, "id", found[1])
    for kind, table in TABLES.items():
        if kind not in _NOT_OF_A_SESSION:
            key = keys.get(kind, ("session_id", session_id))
            _carry_rows(old, new, table, f"{COLUMN_LIST[kind]}, row_version", *key)
    _carry_causes(old, new, session_id)
    _carry_events(old, new, session_id)
    _carry_rows(old, new, "lease", _LEASE, "id", session_id)


_NOT_OF_A_SESSION = {Event, ChokePoint, CauseLink, CustomerMerge, Attempt, SkillCard, Goal}


def _carry_attempt(old: Database, new: Database, attempt_id: str) -> None:
    """Carry an attempt, and the practice session it wrote; a trainee's skills are those of the new file."""
    head = "SELECT session_id, scenario_hash, moods_hash FROM attempt WHERE id = ?"
    found = old.execute(head, (attempt_id,)).fetchone()
    if found is None:
        return
    _carry(old, new, found[0])
    for copy_id in found[1:]:
        _carry_rows(old, new, "scenario", _SCENARIO, "id", copy_id)
    _carry_rows(old, new, TABLES[Attempt], f"{COLUMN_LIST[Attempt]}, row_version", "id", attempt_id)
    _carry_events(old, new, attempt_id)


def _carry_causes(old: Database, new: Database, session_id: str) -> None:
    """Carry the links to choke points, each after the choke point itself."""
    found = old.execute("SELECT id, choke_point_id FROM cause_link WHERE session_id = ?", (session_id,))
    for link_id, choke_point_id in found.fetchall():
        for kind, row_id in ((ChokePoint, choke_point_id), (CauseLink, link_id)):
            _carry_rows(old, new, TABLES[kind], f"{COLUMN_LIST[kind]}, row_version", "id", row_id)


def _carry_rows(
    old: Database, new: Database, table: str, columns: str, column: str, value: str | None
) -> None:
    names = columns.split(", ")
    marks = ", ".join("?" * len(names))
    anew = ", ".join(f"{name} = excluded.{name}" for name in names)
    put = f'INSERT INTO "{table}" ({columns}) VALUES ({marks}) ON CONFLICT (id) DO UPDATE SET {anew}'
    new.executemany(put, old.execute(f'SELECT {columns} FROM "{table}" WHERE "{column}" = ?', (value,)))


def _carry_events(old: Database, new: Database, session_id: str) -> None:
    """Add the lines of the story that are missing, with the next numbers."""
    marks = ", ".join("?" * len(COLUMNS[Event]))
    put = (
        f"INSERT INTO event ({COLUMN_LIST[Event]}, seq)"
        f" VALUES ({marks}, (SELECT coalesce(max(seq), 0) + 1 FROM event)) ON CONFLICT (id) DO NOTHING"
    )
    story = f"SELECT {COLUMN_LIST[Event]} FROM event WHERE session_id = ? ORDER BY seq"
    new.executemany(put, old.execute(story, (session_id,)).fetchall())
