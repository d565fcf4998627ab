"""A webhook: each document as a signed POST that can be repeated without being applied twice."""

import hashlib
import hmac
import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from aware_tui import __version__
from aware_tui.connectors.answers import receipt_for
from aware_tui.connectors.exchange import Address, NoAnswer, post
from aware_tui.connectors.options import Options
from aware_tui.connectors.protocol import Parcel, Receipt
from aware_tui.connectors.secrets import HIDDEN, Secret
from aware_tui.connectors.trouble import Misconfigured, TryLater

NAME = "webhook"
EXAMPLE = "https://crm.example.org/complaints"

TIMEOUT, LONGEST = 10.0, 60.0
"""Seconds of a whole exchange: usual, and at most."""

_LONGEST_NAME = 253


@dataclass(frozen=True, slots=True)
class WebhookConnector:
    """Posts documents to one address, signed if there is a secret."""

    address: Address
    secret: Secret | None
    timeout: float = TIMEOUT
    name = NAME
    by_hand = False

    @property
    def where(self) -> str:
        """Return the host; the rest of the address may hold a secret."""
        return f"{'https' if self.address.secure else 'http'}://{self.address.place}"

    def check(self) -> tuple[str, ...]:
        """Everything that can be known without calling was looked at when it was made."""
        return ()

    def preview(self, parcel: Parcel) -> str:
        """Return the headers and the body as they would go out; address, signature and secret are hidden."""
        headers = self._headers(parcel, signed=False)
        lines = [f"POST {self.where}/{HIDDEN if self.address.target != '/' else ''}"]
        lines += [f"{name}: {value}" for name, value in headers.items()]
        return "\n".join([*lines, "", parcel.payload])

    def deliver(self, parcel: Parcel) -> Receipt:
        """Post it once; trouble of the network and of the other side means later."""
        body = _bytes(parcel)
        try:
            answer = post(self.address, self._headers(parcel, signed=True), body, self.timeout)
        except NoAnswer as trouble:
            raise TryLater(f"{self.address.place} {trouble}.") from None
        return receipt_for(answer, parcel, self.address.place)

    def _headers(self, parcel: Parcel, signed: bool) -> dict[str, str]:
        at = str(int(parcel.at.timestamp()))
        headers = {
            "Content-Type": "application/json; charset=utf-8",
            "User-Agent": f"aware/{__version__}",
            "Idempotency-Key": parcel.key,
            "X-Aware-Timestamp": at,
        }
        if self.secret is not None:
            proof = signature(self.secret, at, _bytes(parcel)) if signed else HIDDEN
            headers["X-Aware-Signature"] = f"sha256={proof}"
        return headers


def signature(secret: Secret, timestamp: str, body: bytes) -> str:
    """Return the proof that the sender knows the secret: HMAC-SHA256 over the time, a full stop, the body."""
    message = timestamp.encode() + b"." + body
    return hmac.new(secret.reveal().encode(), message, hashlib.sha256).hexdigest()


def _bytes(parcel: Parcel) -> bytes:
    return parcel.payload.encode("utf-8", "replace")


def make(options: Mapping[str, object], secret: Secret | None) -> WebhookConnector:
    """Make a webhook of its options: `url`, `timeout`, `allow_http`."""
    read = Options(NAME, options)
    url, timeout = read.text("url", EXAMPLE), read.seconds("timeout", TIMEOUT, LONGEST)
    allow_http = read.flag("allow_http")
    read.finish()
    return WebhookConnector(_address(url, allow_http), secret, timeout)


def _address(url: str, allow_http: bool) -> Address:
    """Return an address in its parts; Misconfigured never repeats it, since it may hold a secret."""
    if not url.isascii() or not url.isprintable() or " " in url:
        raise Misconfigured(f'“url” holds blanks or foreign letters. Write it like url = "{EXAMPLE}".')
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        host, port, parts = "", None, SplitResult("", "", "", "", "")
    if parts.scheme not in ("http", "https") or not _is_name(host) or port == 0:
        raise Misconfigured(f'“url” is no web address. Write it like url = "{EXAMPLE}".')
    if parts.username is not None or parts.password is not None:
        raise Misconfigured("“url” holds a name or password. Take it out: secret_env names the secret.")
    secure = parts.scheme == "https"
    if not secure and not allow_http and not _is_here(host):
        raise Misconfigured(
            f"{host} would be sent to in the open. Use https, or write allow_http = true if you know why."
        )
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Address(secure, host, port if port is not None else (443 if secure else 80), target)


def _is_name(host: str) -> bool:
    """Say whether a host can be looked up at all: no part of its name is empty or too long."""
    try:
        return 0 < len(host.encode("idna")) <= _LONGEST_NAME
    except UnicodeError:
        return False


def _is_here(host: str) -> bool:
    """Say whether a host is this very computer."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
