"""The follow-up queue with ten thousand open rows: the first page, and a filter that reads them all."""

from pathlib import Path
from typing import Any, Final

from aware_tui.domain.queue import Wanted
from aware_tui.services.duties import PAGE
from aware_tui.store import queue
from aware_tui.store.library import sqlite3
from aware_tui.store.opening import open_database
from benchmarks.history import Answer, Question
from benchmarks.seed import seed
from benchmarks.verdict import Pairs

SESSIONS: Final = 17_000
"""Six duties in ten sessions: about ten thousand of them."""

OPEN: Final = 10_000

ALL_OPEN: Final = (
    "UPDATE promise SET state = 'open', who = 'agent ' || (abs(random()) % 20)",
    "UPDATE follow_up SET state = 'open'",
)

_COLUMNS: Final = (
    "c.name, {0}.due_at, {0}.zone, {0}.due_words, {0}.note, {0}.made_at, s.status, c.contact, s.agent"
)
_COUNTED: Final = "s.status <> 'discarded' AND s.kind <> 'practice'"

_ALL: Final = f"""
SELECT p.id, p.session_id, NULL, p.what, p.who, {_COLUMNS.format("p")}
FROM promise p JOIN session s ON s.id = p.session_id LEFT JOIN customer c ON c.id = s.customer_id
WHERE p.state = 'open' AND {_COUNTED}
UNION ALL
SELECT f.id, f.session_id, f.kind, p.what, f.who, {_COLUMNS.format("f")}
FROM follow_up f JOIN session s ON s.id = f.session_id LEFT JOIN customer c ON c.id = s.customer_id
LEFT JOIN promise p ON p.id = f.promise_id WHERE f.state = 'open' AND {_COUNTED}
ORDER BY 7 LIMIT {{}}"""


def questions(folder: Path) -> Pairs:
    """Ask a file with OPEN open promises and checks for its queue, both ways."""
    path = folder / "duties" / "aware.db"
    if not path.exists():
        path.parent.mkdir(parents=True)
        seed(path, SESSIONS)
    db = open_database(path)
    for statement in ALL_OPEN:
        db.execute(statement)
    try:
        return {question.measure: question.asked() for question in _questions(db)}
    finally:
        db.close()


def _questions(db: sqlite3.Connection) -> list[Question]:
    def rows(limit: int, wanted: str = "") -> Answer:
        found: list[Any] = db.execute(_ALL.format(limit)).fetchall()
        return [row for row in found if row[4] == wanted] if wanted else found

    def store(limit: int, wanted: Wanted | None = None) -> Answer:
        return queue.due_lines(db, limit, wanted)

    agent = "agent 3"
    return [
        Question("queue of 10,000, first page", lambda: rows(PAGE), lambda: store(PAGE)),
        Question("queue of 10,000, whole", lambda: rows(OPEN), lambda: store(OPEN)),
        Question(
            "queue of 10,000, one owner's",
            lambda: [row for row in rows(OPEN) if (row[4] if row[2] is None else row[-1]) == agent][:PAGE],
            lambda: store(PAGE, Wanted(owner=agent)),
        ),
    ]
