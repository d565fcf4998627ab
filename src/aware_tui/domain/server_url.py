"""The address of a PostgreSQL database, and what may be asked of the way there."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from ipaddress import ip_address
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

SCHEMES = ("postgresql", "postgres", "postgresql+psycopg")
"""How an address may begin; all three mean the same."""

SAFE = "verify-full"
"""The only `sslmode` that leaves nobody in between (postgresql.org/docs, "libpq SSL support")."""


class BadUrl(ValueError):  # noqa: N818  (it is told to people, as a problem)
    """The address cannot be used; `str()` of it is the sentence to show, without a password."""


@dataclass(frozen=True, slots=True)
class ServerUrl:
    """Where the team's database is. `str()` of it is fit to be shown; `secret` is not."""

    host: str
    """A name, an address, or the folder of a socket; empty for the usual socket."""
    port: int | None
    database: str
    user: str
    secret: str = field(repr=False)
    """The whole address as the driver takes it, a password included."""

    options: Mapping[str, str] = field(default_factory=dict, repr=False, hash=False)
    """What the address says after its question mark."""

    def __str__(self) -> str:
        place = f"{self.host or 'this computer'}{f':{self.port}' if self.port else ''}"
        return f"PostgreSQL at {place}, database {self.database or self.user or 'by default'}"

    @property
    def is_here(self) -> bool:
        """Say whether the server is on this computer, so that nobody can listen in between."""
        return is_here(self.host)


def is_here(host: str) -> bool:
    """Say whether a host, an address or a socket folder is on this computer; empty is the usual socket."""
    if host in ("", "localhost") or host.startswith(("/", "@")):
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def read_url(text: str) -> ServerUrl:
    """Return the address that `text` names; raise BadUrl, which never repeats a password.

    `postgres://` is understood as `postgresql://`. Off this computer only `sslmode=verify-full` is taken,
    which is added where nothing is said; the certificates of the system are trusted then.
    """
    try:
        parts = urlsplit(text.strip())
        port = parts.port
    except ValueError:
        raise BadUrl(_HOW.format("cannot be read")) from None
    if parts.scheme not in SCHEMES:
        raise BadUrl(_HOW.format(f"begins with “{parts.scheme}:”" if parts.scheme else "has no beginning"))
    options = dict(parse_qsl(parts.query, keep_blank_values=True))
    host = options.get("hostaddr") or options.get("host") or unquote(parts.hostname or "")
    if "," in host or "," in parts.netloc:
        raise BadUrl("The database address names several servers. Name the one to write to.")
    database = unquote(parts.path.lstrip("/")) or options.get("dbname", "")
    user = unquote(parts.username or "") or options.get("user", "")
    options = _safe(ServerUrl(host, port, database, user, ""), options)
    secret = f"postgresql://{parts.netloc}/{quote(unquote(parts.path.lstrip('/')))}"
    whole = f"{secret}?{urlencode(options)}" if options else secret
    return ServerUrl(host, port, database, user, whole, options)


_HOW = "The database address {}. Write it like postgresql://NAME@HOST/DATABASE."


def _safe(url: ServerUrl, options: dict[str, str]) -> dict[str, str]:
    if url.is_here:
        return options
    if options.get("sslmode", SAFE) != SAFE:
        raise BadUrl(
            f"The database on {url.host} would be reached with sslmode={options['sslmode']}, where somebody "
            f"in between could read or change complaints. Write sslmode={SAFE}, or leave it out."
        )
    return {"sslrootcert": "system", **options, "sslmode": SAFE}
