"""Search over everything that was typed, newest sessions first."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from aware_tui.domain.summary import SessionLine
from aware_tui.domain.text import folded
from aware_tui.store.database import Database
from aware_tui.store.lines import lines_of
from aware_tui.store.place import on_server
from aware_tui.store.slices import places

NEWEST = 1_000
"""How many of the newest hits are looked at."""

LOOKED_AT = 500
"""Of how many sessions all words are read, for words that stand in several places."""

MOST_WORDS = 8
LONGEST_WORD = 64


class Hit(NamedTuple):
    """A session that was found; ordered by time."""

    started_at: str
    session_id: str
    entry: int = 0
    """The entry in which it was found; 0 for its id."""


def search(db: Database, words: str, limit: int) -> tuple[SessionLine, ...]:
    """Return the sessions that have all these words, or whose id begins like this, with where it was found.

    Newest first, each once. Takes any text; no words find nothing; the last word may be unfinished.
    """
    terms = terms_of(words)
    hits = _hits(db, terms) if terms else {}
    if len(terms) > 1 and len(hits) < limit:
        hits = _in_several_places(db, terms) | hits
    hits = _with_id(db, words, limit) | hits
    chosen = sorted(hits.values(), reverse=True)[: max(0, limit)]
    lines = _lines(db, chosen, words)
    return tuple(lines[hit.session_id] for hit in chosen if hit.session_id in lines)


def _lines(db: Database, hits: Sequence[Hit], words: str) -> dict[str, SessionLine]:
    """Return the sessions that were hit, with the words around the place."""
    entries = {hit.entry for hit in hits}
    bodies = db.execute(f"SELECT n, body FROM search_entry WHERE n IN ({places(entries)})", [*entries])
    by_entry = {n: around(body, words) for n, body in bodies}
    found = {hit.session_id: by_entry[hit.entry] for hit in hits if hit.entry in by_entry}
    return lines_of(db, [hit.session_id for hit in hits], found)


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


def _hits(db: Database, terms: Sequence[str]) -> dict[str, Hit]:
    """Return the sessions with an entry, their own or their customer's, that has all of `terms`.

    A last word that is common as it stands is not tried as a beginning: that would take the longer, the
    more sessions there are. A server sees to that itself, in the one search.
    """
    wanted = " ".join(terms)
    as_it_stands = wanted.removesuffix("*")
    if as_it_stands != wanted and not on_server(db) and db.execute(_COMMON, (as_it_stands,)).fetchone():
        wanted = as_it_stands
    rows = sorted(db.execute(_FIND, {"wanted": wanted}), key=lambda row: row[2], reverse=True)
    return {row[1]: Hit._make(row) for row in rows}  # of several entries of a session the first that was made


_COMMON = f"SELECT 1 FROM search_index WHERE search_index MATCH ? LIMIT 1 OFFSET {NEWEST - 1}"


def _in_several_places(db: Database, terms: Sequence[str]) -> dict[str, Hit]:
    """Return the sessions that have the words scattered over their entries.

    Those that were hit for each word, and of the newest with the rarest word those whose entries have the
    others too.
    """
    by_term = [_hits(db, [term]) for term in terms]
    rarest = min(by_term, key=len)
    fitting = set(rarest).intersection(*by_term) | _having(db, terms, sorted(rarest.values(), reverse=True))
    return {found: by_term[-1].get(found, rarest[found]) for found in fitting}


def _having(db: Database, terms: Sequence[str], hits: Sequence[Hit]) -> set[str]:
    """Return the first LOOKED_AT of these sessions that have all of `terms` in their entries."""
    words = {hit.session_id: "" for hit in hits[:LOOKED_AT]}
    for session_id, body in db.execute(_BODIES.format(places(words)), [*words] * 2):
        words[session_id] += spread(body)
    sought = [spread(term).removesuffix(" " if term.endswith("*") else "") for term in terms]
    return {found for found, text in words.items() if all(term in text for term in sought)}


_BODIES = """
SELECT s.id, e.body FROM session s JOIN search_entry e ON e.session_id = s.id WHERE s.id IN ({0})
UNION ALL
SELECT s.id, e.body FROM session s JOIN search_entry e ON e.customer_id = s.customer_id WHERE s.id IN ({0})
"""


def spread(text: str) -> str:
    """Return the words of a text as the index has them, each with a space before it, and one at the end."""
    words = re.findall(r"[^\W_]+", folded(text))
    return f" {' '.join(words)} "


def _with_id(db: Database, words: str, limit: int) -> dict[str, Hit]:
    wanted = words.strip().lower()
    if not re.fullmatch("[0-9a-f-]{6,36}", wanted):
        return {}
    statement = "SELECT started_at, id FROM session WHERE id >= ? AND id < ? ORDER BY id DESC LIMIT ?"
    return {row[1]: Hit(*row) for row in db.execute(statement, (wanted, f"{wanted}~", limit))}


def around(body: str, words: str, before: int = 5) -> str:
    """Return the text from a few words before the first place where one of `words` begins; else all of it."""
    sought = [re.escape(token) for token in re.findall(r"\w+", folded(words))]
    plain, parts = folded(body), body.split()
    found = re.search(rf"\b(?:{'|'.join(sought)})", plain) if sought else None
    if found is None or len(parts) != len(plain.split()):
        return body
    cut = plain[: found.start()]
    start = len(cut.split()) - (cut != "" and not cut[-1].isspace()) - before
    return body if start <= 0 else f"… {' '.join(parts[start:])}"
