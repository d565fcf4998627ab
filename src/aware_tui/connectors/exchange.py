"""One HTTP exchange that ends in time: no redirects, a bounded answer, nothing waits for the other side."""

import http.client
import socket
import ssl
import threading
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Final

MOST: Final = 64 * 1024
"""Bytes of an answer that are read; the rest is left."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where to send: a web address in its parts."""

    secure: bool
    host: str
    port: int
    target: str = field(repr=False)
    """Path and query; they may hold a secret."""

    @property
    def place(self) -> str:
        """Return the host, and the port if it is unusual."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == (443 if self.secure else 80) else f"{host}:{self.port}"


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: the status, the headers by their names in small letters, the beginning of the body."""

    status: int
    headers: Mapping[str, str]
    body: bytes = field(repr=False)


class NoAnswer(Exception):  # noqa: N818  (it is an outcome)
    """Nothing usable came back; the message says why, as the end of a sentence about the host."""


def post(address: Address, headers: Mapping[str, str], body: bytes, seconds: float) -> Answer:
    """Send `body` and return the answer; NoAnswer if there is none after `seconds`, whatever the host does.

    An answer counts from its headers on: a body that does not come to its end is cut off.
    """
    talk = _Talk(address, headers, body, seconds)
    talk.start()
    talk.join(seconds)
    found, trouble = talk.answer, talk.trouble or "does not answer in time"
    talk.hang_up()  # only now: headers that are cut off here would pass for whole ones
    if found is None:
        raise NoAnswer(trouble)
    return found


class _Talk(threading.Thread):
    """The exchange on a thread of its own: looking up a name cannot be cut short in any other way."""

    def __init__(self, address: Address, headers: Mapping[str, str], body: bytes, seconds: float) -> None:
        super().__init__(name="aware-webhook", daemon=True)
        self.answer: Answer | None = None
        self.trouble = ""
        self._address, self._headers, self._body = address, headers, body
        self._connection = _connection(address, seconds)

    def run(self) -> None:
        """Talk; keep what came back or what went wrong."""
        try:
            self._connection.request("POST", self._address.target, self._body, dict(self._headers))
            response = self._connection.getresponse()
            headers = {name.lower(): value for name, value in response.getheaders()}
            self.answer = Answer(response.status, headers, b"")
            self.answer = Answer(response.status, headers, response.read(MOST))
        except (OSError, ValueError, http.client.HTTPException) as error:
            self.trouble = _told(error)
        finally:
            self._connection.close()

    def hang_up(self) -> None:
        """Cut the line: a thread that still waits on it ends."""
        line = self._connection.sock
        if self.is_alive() and line is not None:
            with suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)


def _connection(address: Address, seconds: float) -> http.client.HTTPConnection:
    if not address.secure:
        return http.client.HTTPConnection(address.host, address.port, timeout=seconds)
    context = ssl.create_default_context()
    return http.client.HTTPSConnection(address.host, address.port, timeout=seconds, context=context)


_TROUBLES: tuple[tuple[type[Exception], str], ...] = (
    (ssl.SSLCertVerificationError, "has a certificate that this computer does not trust"),
    (ssl.SSLError, "does not speak a secure language that this computer knows"),
    (socket.gaierror, "is not known to the network"),
    (TimeoutError, "does not answer in time"),
    (ConnectionRefusedError, "takes no calls at the moment"),
    (http.client.RemoteDisconnected, "ended the talk without an answer"),
    (ConnectionError, "broke the talk off"),
    (OSError, "cannot be reached"),
)


def _told(error: Exception) -> str:
    """Return what to tell: never the error's own words, which may hold what was sent."""
    found = (told for kind, told in _TROUBLES if isinstance(error, kind))
    return next(found, "answers something that is not HTTP")
