"""The tables on a server, told as those of a file are."""

from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aware_tui.store.server.connection import ServerConnection

_COLUMNS = """
SELECT c.table_name, c.column_name, c.data_type FROM information_schema.columns c
JOIN information_schema.tables t ON t.table_schema = c.table_schema AND t.table_name = c.table_name
WHERE c.table_schema = current_schema() AND t.table_type = 'BASE TABLE'
ORDER BY CAST(c.table_name AS text) COLLATE "C", c.ordinal_position
"""

_KINDS = {"timestamp without time zone": "DATETIME", "smallint": "BOOLEAN", "date": "DATE"}

Columns = list[tuple[str, str]]
"""Name and kind of each column of a table, kinds by the names that a file has for them."""


def columns_there(db: "ServerConnection") -> dict[str, Columns]:
    """Return the columns of each table, by the table's name and in their order."""
    found = groupby(db.execute(_COLUMNS).fetchall(), key=lambda row: str(row[0]))
    return {name: [(row[1], _KINDS.get(row[2], "VARCHAR")) for row in rows] for name, rows in found}
