"""The statements of the store, which are written for SQLite, as PostgreSQL takes them."""

import re
from collections.abc import Callable
from functools import lru_cache

_TOKENS = re.compile(
    r"""
    (?P<quoted>'(?:[^']|'')*'|"(?:[^"]|"")*")
    | (?P<match>\bsearch_index\ MATCH\ (?P<sought>\?|:\w+))
    | (?P<differs>\bIS\ (?P<other>NOT\ )?(?=[?:]))
    | (?P<order>\bCROSS\ (?=JOIN\b))
    | (?P<hint>(?<=[\s(])\+(?=[a-z]\w*\.))
    | (?<![:\w]):(?P<name>[a-z_]\w*)
    | (?P<none>\bIN\ \(\))
    | (?P<place>\?)
    | (?P<percent>%)
    """,
    re.VERBOSE,
)


@lru_cache(maxsize=1024)
def translated(statement: str) -> str:
    """Return a statement as the driver takes it, when values go along.

    Marks for values are rewritten; `IS` between values becomes what the standard calls it; the hints to
    SQLite's planner (an unary `+`, `CROSS` before a `JOIN` that has its condition) are left out; a search
    of the word index becomes one by a function of the server.
    """
    return _TOKENS.sub(_token, statement)


def _token(found: re.Match[str]) -> str:
    kind = found.lastgroup if found["match"] is None else "match"
    return _TOLD[kind](found) if kind in _TOLD else _plain(found)


def _plain(found: re.Match[str]) -> str:
    return found.group().replace("%", "%%")


def _sought(found: re.Match[str]) -> str:
    """Return the search as a question for the newest hits, as many as the statement goes on to limit."""
    limit = _LIMIT.search(found.string, found.end())
    most = sum(int(number) for number in limit.groups(default="0")) if limit else _MOST
    return f"rowid IN (SELECT search_hits({translated(found['sought'])}, {most}))"


_LIMIT = re.compile(r"\bLIMIT (\d+)(?: OFFSET (\d+))?")
_MOST = 1_000_000


def _differs(found: re.Match[str]) -> str:
    return "IS DISTINCT FROM " if found["other"] else "IS NOT DISTINCT FROM "


_TOLD: dict[str, Callable[[re.Match[str]], str]] = {
    "match": _sought,
    "differs": _differs,
    "other": _differs,
    "order": lambda _: "",
    "hint": lambda _: "",
    "name": lambda found: f"%({found['name']})s",
    "none": lambda _: "IN (NULL)",
    "place": lambda _: "%s",
}
