"""What a check-up says of a team's server: the way there, who one is there, what that means."""

from collections.abc import Iterator
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

from aware_tui.config import Settings
from aware_tui.domain.server_url import ServerUrl
from aware_tui.domain.text import counted
from aware_tui.services.health import Health, HealthLine

if TYPE_CHECKING:
    from aware_tui.store.server.standing import Standing

AREA = "database"


def server_of(settings: Settings) -> Iterator[HealthLine]:
    """Look at the server of these settings without changing anything there; never tells a password."""
    from aware_tui.store.errors import StoreProblem
    from aware_tui.store.server.standing import look

    url = settings.server
    if url is None:
        return
    yield from _way(url)
    try:
        standing = look(url)
    except StoreProblem as problem:
        yield HealthLine(AREA, "server", Health.PROBLEM, str(url), str(problem))
        return
    told = f"{url}, PostgreSQL {standing.release}, {standing.size:,} bytes"
    yield HealthLine(AREA, "server", Health.OK, told)
    yield _version(standing)
    yield _login(standing)
    yield from _rules(standing, settings.agent)


def _way(url: ServerUrl) -> Iterator[HealthLine]:
    with suppress(PackageNotFoundError):  # the look at the server tells what to install
        yield HealthLine(AREA, "driver", Health.OK, f"psycopg {version('psycopg')}")
    way = "on this computer" if url.is_here else "encrypted, and the server has to prove who it is"
    if not _has_password(url):
        yield HealthLine(AREA, "way there", Health.OK, way)
        return
    advice = "Others on this computer may see it there. Take it out, and put it into ~/.pgpass (mode 0600)."
    yield HealthLine(AREA, "way there", Health.NOTE, f"{way}; the address holds a password", advice)


def _has_password(url: ServerUrl) -> bool:
    parts = urlsplit(url.secret)
    return bool(parts.password or parse_qs(parts.query).get("password"))


def _version(standing: "Standing") -> HealthLine:
    from aware_tui.store.marks import SCHEMA_VERSION

    there = standing.version
    if there is None:
        told = "no tables yet; the first start makes them, if this login may"
        return HealthLine(AREA, "version", Health.OK, told)
    if there == SCHEMA_VERSION:
        return HealthLine(AREA, "version", Health.OK, f"data version {there}, the newest")
    told = f"data version {there}, to be brought up to {SCHEMA_VERSION}"
    if standing.owner:
        advice = "Have a copy made with pg_dump, then start `aware` once."
        return HealthLine(AREA, "version", Health.NOTE, told, advice)
    advice = "Only who owns the tables can do that, by starting this release once; then you go on."
    return HealthLine(AREA, "version", Health.PROBLEM, told, advice)


def _login(standing: "Standing") -> HealthLine:
    calls = counted(standing.sessions, "call")
    if not standing.rules:
        seen = f"sees and changes all {calls}, as every login does"
    elif standing.keeps:
        seen = f"keeps the data; sees all {calls}"
    elif standing.sees_all:
        seen = f"leads the team; sees all {calls}"
    else:
        seen = f"sees {calls}, its own or those it may read"
    return HealthLine(AREA, "login", Health.OK, f"“{standing.login}” {seen}")


def _rules(standing: "Standing", agent: str) -> Iterator[HealthLine]:
    """Say whether the server keeps people's calls apart, and whether the agent can save under their name."""
    from aware_tui.store.server.standing import wrong_name

    if standing.version is None:
        return
    if not standing.rules:
        advice = (
            "`aware data grant-script` prints who may see and change what; whoever owns the tables runs it."
        )
        yield HealthLine(AREA, "rules", Health.NOTE, "none: nobody is kept from anybody's calls", advice)
        return
    yield HealthLine(AREA, "rules", Health.OK, "in force: the server keeps each login to its part")
    if agent != standing.login:
        advice = wrong_name(standing.place, standing.login, agent)
        yield HealthLine(
            AREA, "name", Health.PROBLEM, f"“{agent}”, and the login is “{standing.login}”", advice
        )
