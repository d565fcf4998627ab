"""Opens the team's database: made if the place is empty, brought up to date if it is older."""

from pathlib import Path
from typing import TYPE_CHECKING

from aware_tui.domain.server_url import ServerUrl
from aware_tui.store.errors import CannotMigrate, CannotWrite
from aware_tui.store.library import sqlite3
from aware_tui.store.marks import SCHEMA_VERSION
from aware_tui.store.server.entering import enter, refuse_almighty, version_in
from aware_tui.store.server.errors import NoEntry, told

if TYPE_CHECKING:
    from aware_tui.store.server.connection import ServerConnection

SCHEMA = Path(__file__).parent / "schema.sql"


def open_server(url: ServerUrl, *, create: bool = True) -> "ServerConnection":
    """Return a connection to tables of this release, made or brought up to date; raise a StoreProblem."""
    db = enter(url)
    try:
        refuse_almighty(db)
        version = version_in(db)
        if version is None and not create:
            raise CannotWrite(f"There is no data in {url} yet. Start `aware` once, or check the address.")
        if version is None:
            _make(db)
        elif version < SCHEMA_VERSION:
            bring_up_to_date(db, SCHEMA_VERSION)
    except sqlite3.Error as error:
        db.close()
        raise told(error, url, url.user) or error from error
    except BaseException:
        db.close()
        raise
    return db


def _make(db: "ServerConnection") -> None:
    """Make the tables, unless another does so meanwhile; they are there whole or not at all."""
    try:
        in_one(db, SCHEMA.read_text(encoding="utf-8"), empty=True)
    except sqlite3.Error as error:
        if getattr(error, "sqlstate", "") == "42501":
            raise NoEntry(
                f"“{db.raw.info.user}” may not make tables in {db.url}. Let whoever owns the database start "
                "`aware` once, and run what `aware data grant-script` prints."
            ) from error
        raise


def in_one(db: "ServerConnection", script: str, *, empty: bool) -> None:
    """Run a script in one transaction with the turn to write; with `empty` only if nothing is there yet."""
    db.execute("BEGIN IMMEDIATE")
    try:
        if not empty or version_in(db) is None:
            db.script(script)
        db.execute("COMMIT")
    finally:
        if db.in_transaction:
            db.execute("ROLLBACK")


def bring_up_to_date(db: "ServerConnection", version: str, steps: Path | None = None) -> None:
    """Run the missing steps up to `version` in one transaction; raise CannotMigrate if one of them fails."""
    from aware_tui.store.server.updating import upgrade

    try:
        upgrade(db, version, steps)
    except sqlite3.Error as error:
        if getattr(error, "sqlstate", "") == "42501":
            raise NoEntry(
                f"{db.url} is from an older release, and “{db.raw.info.user}” may not bring it up to this "
                "one. Let whoever owns its tables start `aware` once, then start again."
            ) from error
        raise CannotMigrate(
            f"{db.url} could not be brought up to this release ({error}). Nothing was changed. "
            "Keep using the release before, and report this."
        ) from error
