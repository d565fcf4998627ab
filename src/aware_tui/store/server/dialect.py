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
    of the word index becomes one of `search_index`, which is a view there.
    """
    return _TOKENS.sub(_token, statement)


def _token(found: re.Match[str]) -> str:
    kind = found.lastgroup if found["match"] is None else "match"
    return _TOLD[kind](found) if kind in _TOLD else _plain(found)


def _plain(found: re.Match[str]) -> str:
    return found.group().replace("%", "%%")


def _sought(found: re.Match[str]) -> str:
    return f"indexed @@ search_query({translated(found['sought'])})"


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
