"""Search over everything that was typed, newest sessions first."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from aware_tui.domain.summary import SessionLine
from aware_tui.store.library import sqlite3
from aware_tui.store.lines import session_lines, shortened

NEWEST = 1_000
"""How many of the newest hits are looked at."""

MOST_WORDS = 8
LONGEST_WORD = 64


@dataclass(frozen=True, slots=True, order=True)
class Hit:
    """A session that was found; ordered by time."""

    started_at: str
    session_id: str
    entry: int = 0
    """The entry in which it was found; 0 for its id."""
    wanted: str = ""
    """What was looked for in that entry."""


def search(db: sqlite3.Connection, words: str, limit: int) -> tuple[SessionLine, ...]:
    """Return the sessions that have all these words, or whose id begins like this, with where it was found.

    Newest first, each once. Takes any text; no words find nothing; the last word may be unfinished.
    """
    terms = terms_of(words)
    hits = _hits(db, " ".join(terms)) if terms else {}
    if len(terms) > 1 and len(hits) < limit:
        hits = _in_several_places(db, terms) | hits
    hits = _with_id(db, words, limit) | hits
    chosen = sorted(hits.values(), reverse=True)[: max(0, limit)]
    marks = ", ".join("?" * len(chosen))
    lines = {
        line.id: line
        for line in session_lines(db, f"WHERE s.id IN ({marks})", [hit.session_id for hit in chosen])
    }
    return tuple(_with_excerpt(db, lines[hit.session_id], hit) for hit in chosen)


def terms_of(words: str) -> list[str]:
    """Return each word quoted for the index, the last one open at its end; signs alone are no words."""
    plain = re.sub(r"[\x00-\x20\x7f\ud800-\udfff]+", " ", words).split()
    quoted = [word[:LONGEST_WORD].replace('"', '""') for word in plain if any(map(str.isalnum, word))]
    terms = [f'"{word}"' for word in quoted[:MOST_WORDS]]
    if terms and len(quoted) <= MOST_WORDS and (len(quoted[-1]) > 1 or not quoted[-1].isascii()):
        terms[-1] += "*"
    return terms


_FIND = f"""
WITH hit AS (
    SELECT e.n, e.session_id, e.customer_id FROM search_index i JOIN search_entry e ON e.n = i.rowid
    WHERE search_index MATCH :wanted ORDER BY i.rowid DESC LIMIT {NEWEST}
)
SELECT s.started_at, s.id, hit.n FROM hit JOIN session s ON s.id = hit.session_id
UNION ALL
SELECT s.started_at, s.id, hit.n FROM hit JOIN session s ON s.customer_id = hit.customer_id
LIMIT {5 * NEWEST}
"""


def _hits(db: sqlite3.Connection, wanted: str) -> dict[str, Hit]:
    """Return the sessions with an entry, their own or their customer's, that has everything wanted."""
    rows = db.execute(_FIND, {"wanted": wanted})
    found = (Hit(started_at, session_id, n, wanted) for started_at, session_id, n in rows)
    return {hit.session_id: hit for hit in found}


def _in_several_places(db: sqlite3.Connection, terms: Sequence[str]) -> dict[str, Hit]:
    """Return the sessions that have the words scattered over their entries."""
    *others, last = [_hits(db, term) for term in terms]
    return {found: hit for found, hit in last.items() if all(found in hits for hits in others)}


def _with_id(db: sqlite3.Connection, words: str, limit: int) -> dict[str, Hit]:
    wanted = words.strip().lower()
    if not re.fullmatch("[0-9a-f-]{6,36}", wanted):
        return {}
    statement = "SELECT started_at, id FROM session WHERE id >= ? AND id < ? ORDER BY id DESC LIMIT ?"
    return {row[1]: Hit(*row) for row in db.execute(statement, (wanted, f"{wanted}~", limit))}


def _with_excerpt(db: sqlite3.Connection, line: SessionLine, hit: Hit) -> SessionLine:
    statement = (
        "SELECT snippet(search_index, 0, '', '', '…', 16) FROM search_index"
        " WHERE search_index MATCH ? AND rowid = ?"
    )
    found = db.execute(statement, (hit.wanted, hit.entry)).fetchone() if hit.wanted else None
    return line if found is None else replace(line, excerpt=shortened(found[0]))
