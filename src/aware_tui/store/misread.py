"""Rows whose times or zones cannot be taken as they stand; they are shown, but not as they were meant."""

from collections.abc import Iterator
from datetime import datetime
from typing import get_args, get_type_hints

from aware_tui.domain.zones import is_zone
from aware_tui.store.database import Database
from aware_tui.store.records import COLUMNS, TABLES, read_time_or_none

_FORM = "[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9] [0-9][0-9]:[0-9][0-9]:[0-9][0-9].*"
"""Looks like the times this program writes; what does not is looked at more closely."""


_ODD = 'SELECT "{0}" FROM "{1}" WHERE "{0}" NOT GLOB ? OR (datetime("{0}") IS NULL AND "{0}" IS NOT NULL)'
_ZONES = "SELECT CAST(zone AS TEXT), count(*) FROM \"{}\" WHERE coalesce(zone, '') != '' GROUP BY 1"


def misread(connection: Database) -> tuple[str, ...]:
    """Say how many rows of each table hold a time that nobody can read, or a zone that is not known here."""
    return tuple(line for kind, table in TABLES.items() for line in _of_table(connection, kind, table))


def _of_table(connection: Database, kind: type[object], table: str) -> Iterator[str]:
    hints = get_type_hints(kind)
    for name in COLUMNS[kind]:
        if hints[name] is datetime or datetime in get_args(hints[name]):
            found = connection.execute(_ODD.format(name, table), (_FORM,))
            count = sum(read_time_or_none(str(value)) is None for (value,) in found)
            yield from _told(count, table, f"a time in {name} that cannot be read")
    yield from _zones_of(connection, kind, table)


def strange_zones(connection: Database) -> tuple[str, ...]:
    """Say how many rows of each table hold a zone that is not known here; a server keeps times itself."""
    return tuple(line for kind, table in TABLES.items() for line in _zones_of(connection, kind, table))


def _zones_of(connection: Database, kind: type[object], table: str) -> Iterator[str]:
    if "zone" in COLUMNS[kind]:
        found = connection.execute(_ZONES.format(table))
        count = sum(many for zone, many in found if not is_zone(zone))
        yield from _told(count, table, "a zone that this computer does not know: the times are shown in UTC")


def _told(count: int, table: str, what: str) -> Iterator[str]:
    if count:
        yield f"{count:,} {'row' if count == 1 else 'rows'} of {table} with {what}."
