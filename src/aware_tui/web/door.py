"""Who may come in: the names a browser may call this server by, the page it may come from, and the secret."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from hmac import compare_digest
from ipaddress import ip_address
from typing import Final
from urllib.parse import urlsplit

from aware_tui.language import _
from aware_tui.web.problem import ServeProblem

SECRET_HEADER: Final = "X-Aware-Secret"
"""The header in which the proxy proves that it is the proxy."""

SHORTEST_SECRET: Final = 32
"""Characters of a secret, at least."""

_USUAL: Final = {"http": 80, "https": 443}

_HOST: Final = re.compile(r"[a-z0-9._:-]+")
"""A host as browsers send it: letters beyond these come as xn--."""


@dataclass(frozen=True, slots=True)
class Door:
    """The hosts and origins that are let in, in lower case; with a `secret`, only who knows it."""

    hosts: frozenset[str]
    origins: frozenset[str]
    secret: bytes = b""

    def refusal(self, headers: Mapping[str, str], *, socket: bool) -> str:
        """Return why a request is not let in, in a sentence; empty if it is. `socket` wants an Origin."""
        if self.secret and not compare_digest(_sent(headers), self.secret):
            return _("This aware is reached through its own address only: come in by the proxy.")
        if headers.get("Host", "").lower() not in self.hosts:
            return _("This aware does not go by that name. Use the address that it told when it was started.")
        origin = headers.get("Origin", "").lower()
        if (origin or socket) and origin not in self.origins:
            return _("Another page asked for this, and other pages are not let in.")
        if headers.get("Sec-Fetch-Site", "none") not in ("none", "same-origin") and not _clicked(headers):
            return _("Another page asked for this, and other pages are not let in.")
        return ""


def _sent(headers: Mapping[str, str]) -> bytes:
    """Return the secret that came, in the very bytes that came."""
    return headers.get(SECRET_HEADER, "").encode("utf-8", "surrogateescape")


def _clicked(headers: Mapping[str, str]) -> bool:
    """Say whether a person followed a link: that shows the page, and gives the other page nothing of it."""
    return headers.get("Sec-Fetch-Mode") == "navigate" and headers.get("Sec-Fetch-Dest") == "document"


def is_loopback(host: str) -> bool:
    """Say whether a host is this computer itself, and nobody else's."""
    if host.lower() == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def home_door(host: str, port: int) -> Door:
    """Return the door of a server that only this computer reaches."""
    names = {"localhost", "127.0.0.1", "[::1]", bracketed(host).lower()}
    hosts = {f"{name}:{port}" for name in names} | (names if port == _USUAL["http"] else set())
    return Door(frozenset(hosts), frozenset(f"http://{each}" for each in hosts))


def proxy_door(public_url: str, secret: str) -> Door:
    """Return the door of a server behind a proxy; raises ServeProblem for an address or secret of no use."""
    scheme, host, port = _address(public_url)
    if len(secret) < SHORTEST_SECRET or not (secret.isascii() and secret.isprintable()):
        raise ServeProblem(
            _("The secret has to be one line of at least {number} plain letters, digits and signs.").format(
                number=SHORTEST_SECRET
            )
        )
    name = bracketed(host)
    usual = port in (None, _USUAL[scheme])
    hosts = {name, f"{name}:{_USUAL[scheme]}"} if usual else {f"{name}:{port}"}
    origin = f"{scheme}://{name}" if usual else f"{scheme}://{name}:{port}"
    return Door(frozenset(hosts), frozenset({origin}), secret.encode())


def _address(typed: str) -> tuple[str, str, int | None]:
    """Return the scheme, host and port of the address people type; raises ServeProblem."""
    try:
        parts = urlsplit(typed)
        host, port = parts.hostname or "", parts.port
    except ValueError:  # of half a bracket, or a port beyond all ports
        host, port, parts = "", None, urlsplit("")
    rest = parts.query or parts.fragment or parts.username is not None
    if parts.scheme not in _USUAL or _HOST.fullmatch(host) is None or rest:
        raise ServeProblem(
            _("--public-url takes the address people type, such as https://aware.example.com.")
        )
    return parts.scheme, host, port


def bracketed(host: str) -> str:
    """Return a host as it stands in an address."""
    return f"[{host}]" if ":" in host else host
