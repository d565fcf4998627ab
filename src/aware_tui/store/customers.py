"""Customers found by name, reference or contact while they are typed."""

import re
from collections.abc import Collection, Iterable, Iterator
from itertools import islice
from typing import Any

from aware_tui.domain.customers import DETAILS, CustomerLine
from aware_tui.domain.rows import Customer
from aware_tui.domain.text import folded
from aware_tui.store.customer_lines import Found, customer_line, shown_once
from aware_tui.store.customer_records import customers_of
from aware_tui.store.database import Database
from aware_tui.store.families import family
from aware_tui.store.reading import COUNTS_IN
from aware_tui.store.records import COLUMNS, from_stored
from aware_tui.store.searching import LONGEST_WORD, MOST_WORDS, NEWEST, spread

LOOKED_AT = 60
"""How many customers of each way to find them are looked at."""

FEW_DIGITS, MANY_DIGITS = 4, 15
"""Between so many digits a text without letters is also looked for as a number, however it is spaced."""

DEEP = 5 * NEWEST
"""How many of the newest hits of words are looked at: most are of notes, not of customers."""

LONGEST_GROUP = 8
"""Digits written together at most in a number of three groups and more."""


def find(db: Database, words: str, limit: int) -> tuple[CustomerLine, ...]:
    """Return the customers whose name, reference and contact have all these words, each as it is shown.

    Every word may be unfinished; case and accents do not matter, nor do the blanks in a number. The one whose
    reference or name it is stands first, then who called last.
    """
    sought = " ".join(_CONTROLS.sub(" ", words).split())
    wanted = _candidates(db, sought) if any(map(str.isalnum, sought)) else ()
    there = customers_of(db, wanted)
    rows = (there[each] for each in wanted if each in there)
    found = shown_once(db, [row for row in rows if _fits(row, sought)])
    latest = sorted(found, key=lambda hit: (hit.calls.last_at, hit.shown.id), reverse=True)
    best = sorted(latest, key=lambda hit: _rank(hit, folded(sought)))
    return tuple(map(customer_line, best[: max(0, limit)]))


def newest(db: Database, limit: int) -> tuple[CustomerLine, ...]:
    """Return the customers of the newest sessions, the latest first."""
    found: dict[str, Found] = {}
    callers = _each_once(db.execute(_NEWEST, (NEWEST,)))
    while len(found) < limit and (some := list(islice(callers, limit))):
        for hit in shown_once(db, some):
            found.setdefault(hit.shown.id, hit)
    return tuple(map(customer_line, islice(found.values(), max(0, limit))))


def _each_once(rows: Iterable[tuple[Any, ...]]) -> Iterator[Customer]:
    """Yield customers when they come first, read as far as they are asked for."""
    seen = set[str]()
    for row in rows:
        if row[0] not in seen:
            seen.add(row[0])
            yield from_stored(Customer, row)


# CROSS JOIN keeps the sessions outermost: they come in the order of their index, and nothing is sorted.
_NEWEST = f"""
SELECT {", ".join(f'c."{name}"' for name in COLUMNS[Customer])}
FROM session s CROSS JOIN customer c ON c.id = s.customer_id
WHERE {COUNTS_IN} ORDER BY s.started_at DESC, s.id DESC LIMIT ?
"""


_CONTROLS = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")


def namesakes(db: Database, customer: Customer, limit: int = 20) -> tuple[CustomerLine, ...]:
    """Return the other customers who have exactly this name or this reference."""
    own = family(db, customer.id)
    found = {line.customer.id: line for name in DETAILS[:2] for line in _same(db, customer, name, limit)}
    return tuple(line for line in found.values() if own is None or line.customer.id not in own.ids)


def _same(db: Database, customer: Customer, name: str, limit: int) -> Iterator[CustomerLine]:
    words = getattr(customer, name).strip()
    for line in find(db, words, limit) if words else ():
        others = (getattr(line.customer, name), line.also if name == "name" else "")
        if folded(words) in (folded(other.strip()) for other in others):
            yield line


def _rank(hit: Found, sought: str) -> int:
    """Return how well a customer fits: it is called so, its name or reference begins so, anything else."""
    called = [folded(getattr(row, name)) for row in (hit.shown, hit.match) for name in DETAILS[:2]]
    if sought in called:
        return 0
    return 1 if any(each.startswith(sought) for each in called) else 2


def _fits(customer: Customer, sought: str) -> bool:
    """Say whether a customer has the beginnings of all words, or the digits of a number in a row."""
    text = spread("\n".join(getattr(customer, name) for name in DETAILS))
    if all(word in text for word in re.findall(r" \S+", spread(sought))):
        return True
    number = _number(sought)
    return bool(number) and any(
        number in re.sub(r"\D", "", each) for each in (customer.contact, customer.reference)
    )


def _number(sought: str) -> str:
    """Return the digits of a text that may be a number written in some way, or an empty text."""
    digits = re.sub(r"[\s+()/.-]", "", sought)
    plausible = digits.isascii() and digits.isdigit() and FEW_DIGITS <= len(digits) <= MANY_DIGITS
    return digits if plausible else ""


def _candidates(db: Database, sought: str) -> Collection[str]:
    """Return who may fit, each once: by the beginnings of names and references, then by words.

    The words are not asked for where many references begin so: there are even more such words.
    """
    begun = tuple(_by_beginning(db, sought))
    plenty = len(begun) >= LOOKED_AT and any(map(str.isdigit, sought))
    return dict.fromkeys((*begun, *(() if plenty else _by_words(db, sought))))


def _by_beginning(db: Database, sought: str) -> Iterator[str]:
    """Yield who has a reference or a name that begins like this, in the usual ways to write it."""
    for way in dict.fromkeys((sought, sought.title(), sought.upper(), sought.lower())):
        for statement in _BEGINNINGS:
            yield from (row[0] for row in db.execute(statement, (way, f"{way}\U0010ffff")))


_BEGINNINGS = [
    f"SELECT id FROM customer WHERE {column} >= ? AND {column} < ? ORDER BY {column} LIMIT {LOOKED_AT}"
    for column in ("reference", "name")
]


def _by_words(db: Database, sought: str) -> Iterator[str]:
    for query in _queries(db, sought):
        yield from islice((row[0] for row in db.execute(_FIND, (query,)) if row[0]), LOOKED_AT)


_FIND = f"""
WITH hit AS (
    SELECT rowid AS n FROM search_index WHERE search_index MATCH ? ORDER BY rowid DESC LIMIT {DEEP}
)
SELECT (SELECT e.customer_id FROM search_entry e WHERE e.n = hit.n) FROM hit
"""


def _queries(db: Database, sought: str) -> Iterator[str]:
    """Yield what to ask the index: the words at the beginning, the words anywhere, the number respaced."""
    words = [word[:LONGEST_WORD] for word in sought.split() if any(map(str.isalnum, word))]
    terms = [_term(db, word) for word in words[:MOST_WORDS] if len(word) > 1 or not word.isascii()]
    if terms:
        yield f"^{' '.join(terms)}"
        yield " ".join(terms)
    number = _number(sought)
    if number:
        yield " OR ".join(_spacings(number))


def _term(db: Database, word: str) -> str:
    """Return a word for the index, open at its end unless it is common as it stands."""
    quoted = '"{}"'.format(word.replace('"', '""'))
    return quoted if db.execute(_COMMON, (quoted,)).fetchone() else f"{quoted}*"


_COMMON = f"SELECT 1 FROM search_index WHERE search_index MATCH ? LIMIT 1 OFFSET {NEWEST - 1}"


def _spacings(number: str) -> Iterator[str]:
    """Yield what a number may begin with: itself, two groups of which the last goes on, or two of more."""
    yield f'"{number}"*'
    for first in range(2, len(number)):
        yield f'"{number[:first]} {number[first:]}"*'
        for second in range(first + 2, min(first + LONGEST_GROUP, len(number) - 1)):
            yield f'"{number[:first]} {number[first:second]}"'
