"""The way in to a server: the driver, the login, and the looks that come before anything else is asked."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from aware_tui.domain.server_url import SAFE, ServerUrl, is_here
from aware_tui.paths import install_command
from aware_tui.store.errors import NewerFile, NotOurs, StoreProblem
from aware_tui.store.marks import SCHEMA_VERSION
from aware_tui.store.server.errors import LOST, UNPROVEN, NoEntry, told

if TYPE_CHECKING:
    import psycopg

    from aware_tui.store.server.connection import ServerConnection

OLDEST = 15
"""The first release of PostgreSQL that has what the tables need: views that ask with the reader's rights."""

REACHING = 5
"""Seconds to wait for a server that does not answer the first call."""

_SETTINGS = """
SET client_encoding = 'UTF8'; SET timezone = 'UTC'; SET datestyle = 'ISO';
SET standard_conforming_strings = on; SET statement_timeout = '60s';
SET lock_timeout = '5s'; SET idle_in_transaction_session_timeout = '60s';
SET search_path = {}; SET jit = off
"""
"""Of each connection. What the planner would compile takes longer to compile than to answer."""

_ALIVE = {
    "connect_timeout": REACHING,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 10_000,
    "application_name": "aware",
}
"""By these a line that is dead is noticed within seconds (postgresql.org/docs, "Parameter key words")."""


class NoDriver(StoreProblem):
    """The program that speaks to the server is not installed."""


def enter(url: ServerUrl) -> "ServerConnection":
    """Return a connection to a server, of which nothing is known but that it lets us in.

    Raises a StoreProblem.
    """
    driver = _driver()
    from aware_tui.store.server.connection import ServerConnection

    try:
        way = _ALIVE | _safe_way(url, os.environ)
        raw = driver.connect(url.secret, autocommit=True, prepare_threshold=None, **way)
        with _closed_on_failure(raw):
            _refuse_old(raw, url)
            raw.execute(_SETTINGS.format(_schema(raw)))
    except driver.Error as error:
        raise _refused(error, url) from None
    return ServerConnection(raw, url)


def _safe_way(url: ServerUrl, environment: Mapping[str, str]) -> dict[str, str]:
    """Return what the driver has to be told beside the address, which its own environment may complete.

    Where that leads off this computer the server has to prove who it is, as if it stood in the address.
    """
    if "service" in url.options or environment.get("PGSERVICE"):
        raise NoEntry(
            "The database is named by a service (service= or PGSERVICE), which hides where it is. "
            "Write its host into the address, like postgresql://NAME@HOST/DATABASE."
        )
    host = environment.get("PGHOSTADDR") or url.host or environment.get("PGHOST") or ""
    if all(map(is_here, host.split(","))):
        return {}
    if url.options.get("sslmode", SAFE) != SAFE:
        raise NoEntry(
            f"The way to {host} is not safe with this sslmode. Write sslmode={SAFE}, or leave it out."
        )
    trusted = url.options.get("sslrootcert") or environment.get("PGSSLROOTCERT") or "system"
    return {"sslmode": SAFE, "sslrootcert": trusted}


@contextmanager
def _closed_on_failure(raw: "psycopg.Connection[Any]") -> Iterator[None]:
    try:
        yield
    except BaseException:
        raw.close()
        raise


def _driver() -> Any:
    try:
        import psycopg
    except ImportError:
        raise NoDriver(
            "The data is on a PostgreSQL server, and what speaks to it is not installed. "
            f"Run `{install_command('psycopg[binary]')}`, then try again."
        ) from None
    return psycopg


def _schema(raw: "psycopg.Connection[Any]") -> str:
    """Return the schema in which tables are made and found; nobody can slip another in before it."""
    (name,) = raw.execute("SELECT quote_ident(current_schema())").fetchone() or (None,)
    return f"{name or 'public'}, pg_temp"


def _refused(error: Exception, url: ServerUrl) -> StoreProblem:
    """Return what it means that the server did not let us in; its own words may hold the address."""
    if getattr(error, "sqlstate", None) is None:
        error = _coded(str(error).lower())
    problem = told(error, url, url.user or "this login")
    if problem is None:
        raise error
    return problem


class _Coded(Exception):  # noqa: N818
    def __init__(self, sqlstate: str) -> None:
        super().__init__()
        self.sqlstate = sqlstate


def _coded(words: str) -> _Coded:
    """Return the code behind words of a failed first call, which come without one."""
    for said, code in _WORDS.items():
        if said in words:
            return _Coded(code)
    return _Coded(LOST)


_WORDS = {
    "password": "28P01",
    "authentication": "28000",
    "no pg_hba.conf entry": "28000",
    'role "': "28000",
    'database "': "3D000",
    "certificate": UNPROVEN,
    "ssl": UNPROVEN,
}


def _refuse_old(raw: "psycopg.Connection[Any]", url: ServerUrl) -> None:
    major = raw.info.server_version // 10_000
    if major < OLDEST:
        raise NotOurs(
            f"{url} is PostgreSQL {major}. This program needs {OLDEST} or later: ask for a newer one."
        )
    if raw.info.parameter_status("server_encoding") != "UTF8":
        raise NotOurs(f"{url} does not keep text as UTF-8. Ask for a database made with ENCODING 'UTF8'.")


def refuse_almighty(db: "ServerConnection") -> None:
    """Raise NoEntry for a login that no rule of the database holds for."""
    rule = "SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user"
    (almighty, unruled) = db.execute(rule).fetchone() or (0, 0)
    if almighty or unruled:
        what = "a superuser" if almighty else "a login that row security does not hold for (BYPASSRLS)"
        raise NoEntry(
            f"“{db.raw.info.user}” is {what} on {db.url}. A shared database needs a login of one's own "
            "without such powers: `aware data grant-script` prints how to make one."
        )


def version_in(db: "ServerConnection") -> str | None:
    """Return the version of our tables there; None for an empty place. Raises NotOurs and NewerFile."""
    there = (
        "SELECT count(*), count(*) FILTER (WHERE relname IN ('alembic_version', 'session', 'step_visit'))"
        " FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p', 'v')"
    )
    tables, ours = db.execute(there).fetchone() or (0, 0)
    if not tables:
        return None
    if ours < 3:
        raise NotOurs(
            f"{db.url} holds tables of another program. Nothing was changed. Name an empty database."
        )
    (version,) = db.execute("SELECT max(version_num) FROM alembic_version").fetchone() or (None,)
    if version is None:
        raise NotOurs(
            f"{db.url} has lost the version of its tables. Nothing was changed. Restore a copy of it."
        )
    if version > SCHEMA_VERSION:
        raise NewerFile(
            f"{db.url} was made by a newer release of this program (data version {version}, this release "
            f"knows {SCHEMA_VERSION}). Nothing was changed. Please update the program."
        )
    return str(version)
