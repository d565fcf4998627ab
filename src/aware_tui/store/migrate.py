"""Runs the numbered migrations on one file; imported only when a file is older than the program."""

import sys
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Engine, StaticPool, create_engine, event
from sqlalchemy.engine import Connection

from aware_tui.store.library import sqlite3
from aware_tui.store.marks import APPLICATION_ID
from aware_tui.store.occurrences import rebuild

STEPS = Path(__file__).parent / "migrations"
SCHEMA = Path(__file__).parent / "schema.sql"


def steps_config(steps: Path = STEPS) -> Config:
    """Return Alembic's settings for the folder `steps`, without an ini file."""
    config = Config()
    config.set_main_option("script_location", str(steps).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config


def engine_on(connection: sqlite3.Connection, begin: str = "BEGIN IMMEDIATE") -> Engine:
    """Return an engine on `connection` alone, whose transactions start with `begin`."""
    engine = create_engine(
        "sqlite://",
        creator=lambda: connection,
        poolclass=StaticPool,
        module=sqlite3,
        hide_parameters=True,  # an error is told to people, and values are people's words
    )

    def start(bound: Connection) -> None:
        bound.exec_driver_sql(begin)

    event.listen(engine, "begin", start)
    return engine


def upgrade(connection: sqlite3.Connection, steps: Path = STEPS) -> None:
    """Bring the database up to the newest of `steps` in one transaction, or leave it as it was.

    `connection` has isolation_level None; its foreign keys are off meanwhile, since a table that is made
    anew would take its children along. Raises what the failing step raised.
    """
    connection.execute("PRAGMA foreign_keys=OFF")
    try:
        with engine_on(connection).connect() as bound, bound.begin():
            config = steps_config(steps)
            config.attributes["connection"] = bound
            command.upgrade(config, "head")
            _refuse_orphans(connection)
            _count(connection)
    finally:
        connection.execute("PRAGMA foreign_keys=ON")


def _refuse_orphans(connection: sqlite3.Connection) -> None:
    orphans = connection.execute("PRAGMA foreign_key_check").fetchall()
    if orphans:
        raise sqlite3.IntegrityError(f"{len(orphans)} rows would be left without the row they belong to")


def _count(connection: sqlite3.Connection) -> None:
    """Make the counts of the sessions that were there before there were counts."""
    there = "SELECT count(*) FROM sqlite_master WHERE name IN ('occurrence', 'daily_count', 'count_mark')"
    if connection.execute(there).fetchone() == (3,) and not connection.execute(_IS_COUNTED).fetchone():
        rebuild(connection)


_IS_COUNTED = "SELECT 1 FROM occurrence UNION ALL SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM session) LIMIT 1"


def schema_text() -> str:
    """Return the SQL that makes a fresh database at once: what all migrations together make."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    upgrade(connection)
    made = [f"{sql};" for (sql,) in connection.execute(_MADE)]
    version = connection.execute("SELECT version_num FROM alembic_version").fetchone()[0]
    connection.close()
    head = "-- Made by `python -m aware_tui.store.migrate --write-schema`; do not edit."
    last = f"INSERT INTO alembic_version (version_num) VALUES ('{version}');"
    return "\n".join([head, f"PRAGMA application_id = {APPLICATION_ID};", *made, last, ""])


_MADE = """
SELECT sql FROM sqlite_master
WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite~_%' ESCAPE '~'
AND name NOT LIKE 'search~_index~_%' ESCAPE '~'
ORDER BY rowid
"""


def main(arguments: list[str]) -> int:
    """Write schema.sql anew with `--write-schema`; return the exit status."""
    if arguments != ["--write-schema"]:
        sys.stderr.write("Use: python -m aware_tui.store.migrate --write-schema\n")
        return 2
    SCHEMA.write_text("\n".join(line.rstrip() for line in schema_text().split("\n")), encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
