"""Where the tables and triggers of a file differ from what this release makes."""

import warnings
from contextlib import closing
from typing import Any

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from aware_tui.store.library import sqlite3
from aware_tui.store.migrate import engine_on
from aware_tui.store.opening import SCHEMA
from aware_tui.store.schema import TABLES


def drift_of(connection: sqlite3.Connection) -> tuple[str, ...]:
    """Return a plain line for each table, column, index or trigger that is missing, changed or strange."""
    with engine_on(connection, "BEGIN").connect() as bound, warnings.catch_warnings():
        warnings.filterwarnings("ignore", ".*expression-based index")  # compared as texts, below
        opts = {"compare_type": True, "include_name": _is_ours}
        context = MigrationContext.configure(bound, opts=opts)
        found = compare_metadata(context, TABLES)
    return (*(_told(difference) for difference in found), *_changed_texts(connection))


def _is_ours(name: str | None, kind: str, _parents: Any) -> bool:
    """Leave out the search index and the tables it is made of: Alembic does not know their kind."""
    return not (kind == "table" and name is not None and name.startswith("search_index"))


def _told(difference: Any) -> str:
    if isinstance(difference, list):
        _, _, table, column, *_ = difference[0]
        return f"The column {table}.{column} is not as this program makes it."
    verb, kind = difference[0].split("_", 1)
    thing = difference[-1]
    owner = difference[2] if kind == "column" else getattr(getattr(thing, "table", None), "name", None)
    name = f"{owner}.{thing.name}" if owner else thing.name
    state = "is missing" if verb == "add" else "was not made by this program"
    return f"The {kind} {name} {state}."


def _changed_texts(connection: sqlite3.Connection) -> tuple[str, ...]:
    """Compare by their SQL what Alembic does not see."""
    with closing(sqlite3.connect(":memory:")) as fresh:
        fresh.executescript(SCHEMA.read_text(encoding="utf-8"))
        wanted = {row[:2]: row[2] for row in fresh.execute(_TEXTS)}
    there = {row[:2]: row[2] for row in connection.execute(_TEXTS)}
    return tuple(
        f"The {thing[0]} {thing[1]} {_state(thing in there, thing in wanted)}."
        for thing in sorted(wanted.keys() | there.keys())
        if wanted.get(thing) != there.get(thing)
    )


def _state(there: bool, wanted: bool) -> str:
    if not there:
        return "is missing"
    return "was changed" if wanted else "was not made by this program"


_TEXTS = """
SELECT type, name, sql FROM sqlite_master
WHERE type IN ('trigger', 'view') OR name = 'search_index' OR (type = 'index' AND sql LIKE '%(substr(%')
"""
