"""How much waits today."""

from datetime import datetime

from aware_tui.domain.summary import Totals
from aware_tui.store.database import Database
from aware_tui.store.reading import COUNTED, COUNTS_IN
from aware_tui.store.records import stored_time

_SESSIONS = "FROM session s WHERE s.status IN ('open', 'parked') AND s.kind <> 'practice'"
_DUTIES = f"""
FROM {{table}} d JOIN session s ON s.id = d.session_id
WHERE d.state = 'open' AND d.due_at {{due}} AND {COUNTS_IN}
"""
_PROMISES = f"""
FROM promise d JOIN session s ON s.id = d.session_id WHERE d.state = 'open' AND {{due}} AND {COUNTS_IN}
"""
_LATE, _COMING, _UNDATED = "< :now", ">= :now", "IS NULL"


def totals(db: Database, now: datetime) -> Totals:
    """Count what waits at the aware time `now`."""
    values = {"now": stored_time(now)}

    def count(*sources: str) -> int:
        return sum(_count(db, source, values) for source in sources)

    def duties(*dues: str) -> int:
        tables = ("promise", "follow_up")
        return count(*(_DUTIES.format(table=table, due=due) for table in tables for due in dues))

    return Totals(count(_SESSIONS), duties(_LATE), duties(_COMING, _UNDATED), count("FROM half_documented h"))


def has_goals(db: Database) -> bool:
    """Say whether any goal is open: to read how they go takes longer than all else on Today."""
    return db.execute("SELECT 1 FROM goal WHERE state = 'open' LIMIT 1").fetchone() is not None


def promises(db: Database, now: datetime) -> tuple[int, int]:
    """Count the open promises, and those of them that are overdue at the aware time `now`."""
    values = {"now": stored_time(now)}
    all_open, late = (_count(db, _PROMISES.format(due=due), values) for due in ("true", "d.due_at < :now"))
    return all_open, late


def _count(db: Database, source: str, values: dict[str, str]) -> int:
    statement = f"SELECT count(*) FROM (SELECT 1 {source} LIMIT {COUNTED}) AS counted"
    return int(db.execute(statement, values).fetchone()[0])
