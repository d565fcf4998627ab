"""Brings an older database up to this release: a verified backup first, then all steps or none."""

from contextlib import closing
from pathlib import Path

from alembic.util import CommandError
from sqlalchemy.exc import SQLAlchemyError

from aware_tui.store.copying import copy_verified
from aware_tui.store.errors import CannotMigrate
from aware_tui.store.gates import look
from aware_tui.store.library import sqlite3
from aware_tui.store.machine_lock import write_turn
from aware_tui.store.marks import SCHEMA_VERSION
from aware_tui.store.migrate import STEPS, upgrade
from aware_tui.store.opening import connect


def bring_up_to_date(path: Path, wait: float, steps: Path = STEPS, version: str = SCHEMA_VERSION) -> None:
    """Run the missing `steps` up to `version` on the file at `path`; it is unchanged if one of them fails.

    The backup is `backups/aware-before-VERSION.db`. Raises CannotMigrate and other StoreProblems.
    """
    with write_turn(path, wait):
        if look(path, wait) >= version:
            return
        kept = copy_verified(path, path.parent / "backups" / f"aware-before-{version}.db", replace=True)
        with closing(connect(path, wait)) as connection:
            try:
                upgrade(connection, steps)
            except (SQLAlchemyError, CommandError, sqlite3.Error) as error:
                raise CannotMigrate(
                    f"{path} could not be brought up to this release ({error}). Nothing was changed, and "
                    f"a copy is at {kept}. Keep using the release before, and report this."
                ) from error
