"""The search of migration 0002: the notes of promises and checks are found too. Never edited."""

from aware_tui.store.migrations import first_search
from aware_tui.store.migrations.first_search import body_of, row_triggers

_CHANGED = {"promise": ("what", "reason", "note"), "follow_up": ("outcome", "note")}

WORDS = first_search.WORDS | _CHANGED
"""The columns of people's words, by table."""

NOTES = (
    *(f"DROP TRIGGER {table}_{deed}" for table in _CHANGED for deed in ("added", "changed", "removed")),
    *(statement for table, columns in _CHANGED.items() for statement in row_triggers(table, columns)),
    *(
        f"UPDATE search_entry SET body = (SELECT {body_of('t', columns)} FROM {table} t"
        f" WHERE '{table}:' || t.id = source) WHERE source LIKE '{table}:%'"
        for table, columns in _CHANGED.items()
    ),
)
"""Every statement, in order."""
