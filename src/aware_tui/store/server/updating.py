"""Brings older tables on a server up to this release: all steps or none, by the same numbered migrations."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from alembic import command
from alembic.util import CommandError
from sqlalchemy import NullPool, create_engine
from sqlalchemy.exc import SQLAlchemyError

from aware_tui.store.migrate import STEPS, steps_config
from aware_tui.store.server.connection import TURN
from aware_tui.store.server.entering import enter, version_in
from aware_tui.store.server.errors import without_values

if TYPE_CHECKING:
    import psycopg

    from aware_tui.store.server.connection import ServerConnection


def upgrade(db: "ServerConnection", version: str, steps: Path | None = None) -> None:
    """Run the missing `steps` up to `version` in one transaction with the turn to write.

    Raises the error of the step that failed, without values.
    """
    engine = create_engine("postgresql+psycopg://", creator=partial(_another, db), poolclass=NullPool)
    try:
        with engine.connect() as bound, bound.begin():
            bound.exec_driver_sql(TURN)
            if (version_in(db) or version) >= version:
                return
            config = steps_config(steps or STEPS)
            config.attributes["connection"] = bound
            command.upgrade(config, "head")
    except (SQLAlchemyError, CommandError) as error:
        cause = getattr(error, "orig", None)
        raise without_values(type(error).__name__, getattr(cause, "sqlstate", None), None) from None


def _another(db: "ServerConnection") -> "psycopg.Connection[Any]":
    """Return a connection of the engine's own: it changes how one behaves."""
    raw = enter(db.url).raw
    raw.autocommit = False
    return raw
