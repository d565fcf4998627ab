"""The questions a full database is asked, through the store and by the same SQL written by hand."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from aware_tui.domain.server_url import ServerUrl
from aware_tui.store import queue, reading, searching
from aware_tui.store.library import sqlite3
from aware_tui.store.opening import open_database
from aware_tui.store.place import on_server
from benchmarks.seed import begun, seed
from benchmarks.story import reference
from benchmarks.verdict import Pairs

TIMES: Final = 30
PAGE: Final = 200
DUE: Final = 50

LINE: Final = """
SELECT s.id, s.kind, s.status, s.started_at, s.agent, c.name, s.channel, s.category, s.current_step, s.zone,
    (SELECT text FROM note n WHERE n.session_id = s.id ORDER BY n.id LIMIT 1),
    (SELECT min(due_at) FROM promise p WHERE p.session_id = s.id AND +p.state = 'open'),
    (SELECT min(due_at) FROM follow_up f WHERE f.session_id = s.id AND +f.state = 'open')
"""

_NEWEST: Final = f"""{LINE} FROM session s LEFT JOIN customer c ON c.id = s.customer_id
ORDER BY s.started_at DESC, s.id DESC LIMIT {PAGE}"""

_OLDER: Final = f"""{LINE} FROM session s LEFT JOIN customer c ON c.id = s.customer_id
WHERE (s.started_at, s.id) < (?, ?) ORDER BY s.started_at DESC, s.id DESC LIMIT {PAGE}"""

_UNFINISHED: Final = f"""{LINE} FROM session s LEFT JOIN customer c ON c.id = s.customer_id
WHERE s.status = ? ORDER BY s.started_at DESC, s.id DESC LIMIT ?"""

_FOUND: Final = f"""
WITH hit AS (
    SELECT e.session_id, e.n FROM search_index i JOIN search_entry e ON e.n = i.rowid
    WHERE search_index MATCH :words AND e.session_id IS NOT NULL ORDER BY i.rowid DESC LIMIT 1000
), newest AS (
    SELECT s.id, max(hit.n) AS n FROM hit JOIN session s ON s.id = hit.session_id
    GROUP BY s.id ORDER BY s.started_at DESC, s.id DESC LIMIT {PAGE}
)
{LINE}, (SELECT substr(body, max(1, instr(lower(body), :last) - 40), 120)
    FROM search_entry e WHERE e.n = newest.n)
FROM newest JOIN session s ON s.id = newest.id LEFT JOIN customer c ON c.id = s.customer_id
ORDER BY s.started_at DESC, s.id DESC"""

_FOUND_THERE: Final = _FOUND.replace("instr(", "strpos(").replace("max(1,", "greatest(1,")

_DUE: Final = f"""
SELECT * FROM (SELECT p.id, p.session_id, NULL, p.what, p.who, c.name, p.due_at, p.zone
    FROM promise p JOIN session s ON s.id = p.session_id LEFT JOIN customer c ON c.id = s.customer_id
    WHERE p.state = 'open' AND s.status <> 'discarded' AND s.kind <> 'practice'
    ORDER BY p.due_at LIMIT {DUE}) AS promises
UNION ALL
SELECT * FROM (SELECT f.id, f.session_id, f.kind, p.what, f.who, c.name, f.due_at, f.zone
    FROM follow_up f JOIN session s ON s.id = f.session_id LEFT JOIN customer c ON c.id = s.customer_id
    LEFT JOIN promise p ON p.id = f.promise_id
    WHERE f.state = 'open' AND s.status <> 'discarded' AND s.kind <> 'practice'
    ORDER BY f.due_at LIMIT {DUE}) AS checks
ORDER BY 7 LIMIT {DUE}"""

Answer = Sequence[object]


@dataclass(frozen=True, slots=True)
class Question:
    """A question asked both ways; the answers must be of the same length."""

    measure: str
    by_hand: Callable[[], Answer]
    by_store: Callable[[], Answer]

    def asked(self) -> list[tuple[float, float]]:
        """Ask both ways in turn, a few times unmeasured first; returns milliseconds by hand and by store.

        Raises AssertionError when the two do not answer alike.
        """
        counts = len(self.by_hand()), len(self.by_store())
        assert counts[0] == counts[1] > 0, f"{self.measure}: {counts[0]} by hand, {counts[1]} by the store"
        pairs = [(_milliseconds(self.by_hand), _milliseconds(self.by_store)) for _ in range(TIMES + 3)]
        return pairs[3:]


def questions(place: Path | ServerUrl, sessions: int) -> Pairs:
    """Ask everything of a database of so many sessions: in a folder, seeded unless it is there, or a server.

    On a server it is the same made-up data, brought there by `aware data move-to`.
    """
    db = open_database(place if isinstance(place, ServerUrl) else filled(place, sessions))
    try:
        asked = [*_lists(db, sessions), *_searches(db, sessions)]
        return {question.measure: question.asked() for question in asked}
    finally:
        db.close()


def filled(folder: Path, sessions: int) -> Path:
    """Return the database of so many sessions in this folder, seeded unless it is there."""
    path = folder / f"{sessions}" / "aware.db"
    if not path.exists():
        path.parent.mkdir(parents=True)
        seed(path, sessions)
    return path


def _lists(db: sqlite3.Connection, sessions: int) -> list[Question]:
    middle = begun(sessions // 2, sessions)
    place = (middle.strftime("%Y-%m-%d %H:%M:%S.%f"), "")

    def rows(statement: str, values: Sequence[Any] = ()) -> Answer:
        return db.execute(statement, values).fetchall()

    def unfinished() -> Answer:
        open_ones = rows(_UNFINISHED, ("open", DUE))
        return [*open_ones, *rows(_UNFINISHED, ("parked", DUE - len(open_ones)))]

    return [
        Question("history page", lambda: rows(_NEWEST), lambda: reading.history(db, None, PAGE)),
        Question(
            "history page, deep",
            lambda: rows(_OLDER, place),
            lambda: reading.history(db, (middle, ""), PAGE),
        ),
        Question("unfinished", unfinished, lambda: reading.unfinished(db, DUE)),
        Question("due list", lambda: rows(_DUE), lambda: queue.due_lines(db, DUE)),
    ]


def _searches(db: sqlite3.Connection, sessions: int) -> list[Question]:
    def question(measure: str, words: str, terms: str) -> Question:
        values = {"words": terms, "last": words.split()[-1].lower()}

        def by_hand() -> Answer:
            return db.execute(_FOUND if not on_server(db) else _FOUND_THERE, values).fetchall()

        return Question(measure, by_hand, lambda: searching.search(db, words, PAGE))

    rare = reference(sessions // 3)
    return [
        question("search, rare word", rare, f'"{rare}"*'),
        question("search, common word", "neighbour", '"neighbour"*'),
        question("search, two words", "washing neighbour", '"washing" "neighbour"*'),
    ]


def _milliseconds(ask: Callable[[], object]) -> float:
    begin = time.perf_counter()
    ask()
    return (time.perf_counter() - begin) * 1000
