"""How a login stands on a server: what is there, who it is, what it may see, and by which name."""

from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aware_tui.domain.server_url import ServerUrl
from aware_tui.store.library import sqlite3
from aware_tui.store.server.entering import enter, refuse_almighty, version_in
from aware_tui.store.server.errors import NoEntry, told
from aware_tui.store.server.rules import AGENT, KEEPER, LEAD
from aware_tui.store.server.tables import columns_there

if TYPE_CHECKING:
    from aware_tui.store.server.connection import ServerConnection

_RULES = """
SELECT CASE WHEN relrowsecurity AND relforcerowsecurity THEN 1 ELSE 0 END
FROM pg_class WHERE oid = to_regclass('session')
"""
_OWNS = "SELECT 1 FROM pg_class WHERE oid = to_regclass('session') AND pg_has_role(relowner, 'USAGE')"
_PARTS = "SELECT rolname FROM pg_roles WHERE rolname IN (?, ?, ?) AND pg_has_role(oid, 'MEMBER')"


@dataclass(frozen=True, slots=True)
class Standing:
    """What one login finds on a server; to be had without changing anything there."""

    place: ServerUrl
    release: str
    """The release of PostgreSQL, such as “15.18”."""
    version: str | None
    """The version of our tables; None where there are none yet."""
    login: str
    rules: bool
    """Whether the database itself keeps each login to its own calls (row security)."""
    parts: frozenset[str]
    """The parts this login plays, of those in `rules`."""
    owner: bool
    """Whether the tables belong to this login."""
    size: int
    """Bytes of the whole database."""
    sessions: int
    """How many calls this login sees."""

    @property
    def sees_all(self) -> bool:
        """Say whether no call is hidden from this login."""
        return not self.rules or bool(self.parts & {LEAD, KEEPER})

    @property
    def keeps(self) -> bool:
        """Say whether this login may care for the data of the whole team."""
        return self.owner if not self.rules else KEEPER in self.parts


def look(url: ServerUrl) -> Standing:
    """Return how the login of `url` stands there; raise a StoreProblem. Nothing is changed."""
    try:
        with closing(enter(url)) as db:
            refuse_almighty(db)
            return standing_of(db)
    except sqlite3.Error as error:
        raise told(error, url, url.user) or error from error


def standing_of(db: "ServerConnection") -> Standing:
    """Return how the login of a connection stands; raises a StoreProblem and sqlite3.Error."""
    version = version_in(db)
    who = "SELECT current_user, pg_database_size(current_database())"
    login, size = db.execute(who).fetchone() or ("", 0)
    return Standing(
        place=db.url,
        release=str(db.raw.info.parameter_status("server_version") or "").partition(" ")[0],
        version=version,
        login=login,
        rules=_has_rules(db),
        parts=frozenset(row[0] for row in db.execute(_PARTS, (AGENT, LEAD, KEEPER))),
        owner=db.execute(_OWNS).fetchone() is not None,
        size=size,
        sessions=_count(db, "session") if version else 0,
    )


def _has_rules(db: "ServerConnection") -> bool:
    return db.execute(_RULES).fetchone() == (1,)


def _count(db: "ServerConnection", table: str) -> int:
    (rows,) = db.execute(f'SELECT count(*) FROM "{table}"').fetchone() or (0,)
    return int(rows)


def rows_there(url: ServerUrl) -> dict[str, int]:
    """Return how many rows of each table the login of `url` sees, by name; none where there are no tables.

    Raises a StoreProblem. Nothing is changed.
    """
    try:
        with closing(enter(url)) as db:
            refuse_almighty(db)
            return {name: _count(db, name) for name in columns_there(db)} if version_in(db) else {}
    except sqlite3.Error as error:
        raise told(error, url, url.user) or error from error


def wrong_name(place: ServerUrl, login: str, agent: str) -> str:
    """Return the sentence for an agent whose name is not that of the login, where rules go by the login."""
    return (
        f"{place} goes by logins, and yours is “{login}”; but this program is set to the name “{agent}”, "
        f"under which nothing could be saved there. Set AWARE_AGENT={login}, or take `agent` out of "
        "settings.toml, then start again."
    )


def refuse_others(db: "ServerConnection") -> None:
    """Raise NoEntry unless this login may erase and purge for the whole team."""
    standing = standing_of(db)
    if not standing.keeps:
        raise NoEntry(
            f"“{standing.login}” does not keep the data in {standing.place}: who does, erases and purges. "
            "Nothing was changed. Ask them to do it."
        )


def refuse_wrong_name(db: "ServerConnection", agent: str) -> None:
    """Raise NoEntry if the database has rules and `agent` is not the name of the login."""
    (login,) = db.execute("SELECT current_user").fetchone() or ("",)
    if login != agent and _has_rules(db):
        raise NoEntry(wrong_name(db.url, login, agent))
