"""What an answer to a webhook means: delivered, later, or refused."""

import json
from datetime import UTC
from email.utils import parsedate_to_datetime
from typing import Final

from aware_tui.connectors.exchange import Answer
from aware_tui.connectors.protocol import Parcel, Receipt
from aware_tui.connectors.trouble import Refused, TryLater
from aware_tui.domain.text import one_line

LONGEST_WAIT: Final = 86_400.0
"""Seconds that the other side may ask to be left alone for."""

_REFERENCE_BYTES: Final = 100

_HTML: Final = ("text/html", "application/xhtml+xml")
_PAGES: Final = (b"<!doctype html", b"<html")

_SOON: Final = frozenset({408, 425, 429})
_WHY: Final = {
    400: "does not understand this document",
    401: "does not accept the secret",
    403: "does not let this program in",
    404: "has nothing at this address",
    405: "takes no documents at this address",
    410: "has nothing at this address any more",
    413: "finds this document too large",
    422: "does not accept what is in this document",
}


def receipt_for(answer: Answer, parcel: Parcel, place: str) -> Receipt:
    """Return the receipt if the answer means that the document is there; else raise TryLater or Refused."""
    said = _said(answer)
    if 200 <= answer.status < 300:
        _must_be_meant(answer, said, parcel, place)
        return Receipt(_reference(said))
    if answer.status == 409 and _has_it(answer, said, parcel):
        return Receipt(_reference(said))
    if answer.status == 409 and "retry-after" in answer.headers:
        raise TryLater(f"{place} is busy with this document.", _wait(answer, parcel))
    raise _turned_away(answer, parcel, place)


def _must_be_meant(answer: Answer, said: dict[str, object], parcel: Parcel, place: str) -> None:
    """Raise what a friendly status hides: the page of somebody who stands in between, or a plain no."""
    if _is_page(answer):
        raise TryLater(f"{place} answers with a web page, not as a program does; check the address.")
    if said.get("ok") is False or (said.get("error") and said.get("ok") is not True):
        told = f"{place} did not take this document, though it answers {answer.status}"
        if "retry-after" in answer.headers:
            raise TryLater(f"{told}.", _wait(answer, parcel))
        raise Refused(f"{told}: its answer names an error.")


def _is_page(answer: Answer) -> bool:
    """Say whether this is a page for a browser; many a webhook says "ok" and calls it HTML."""
    body = answer.body.removeprefix(b"\xef\xbb\xbf").lstrip()[:20].lower()
    kind = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
    return body.startswith(_PAGES) or (kind in _HTML and body.startswith(b"<"))


def _turned_away(answer: Answer, parcel: Parcel, place: str) -> TryLater | Refused:
    status = answer.status
    if status in _SOON or status >= 500 or status < 200:
        told = "is too busy" if status == 429 else "is in trouble"
        return TryLater(f"{place} {told} (it answers {status}).", _wait(answer, parcel))
    if 300 <= status < 400:
        return Refused(
            f"{place} answered with a redirect to another place ({status}). "
            "Put the final address in the settings."
        )
    why = _WHY.get(status, "refuses this document")
    return Refused(f"{place} {why} (it answers {status}).")


def _has_it(answer: Answer, said: dict[str, object], parcel: Parcel) -> bool:
    """Say whether a conflict means that an earlier attempt has arrived.

    It does if our key is named; if no key is, it can only be so once there was an earlier attempt.
    """
    named = answer.headers.get("idempotency-key") or said.get("idempotency_key") or said.get("key")
    if named is None:
        return parcel.attempt > 1 and "retry-after" not in answer.headers
    return named == parcel.key


def _said(answer: Answer) -> dict[str, object]:
    """Return the JSON object of the answer; anything else is as good as nothing."""
    try:
        said = json.loads(answer.body)
    except (ValueError, RecursionError):
        return {}
    return said if isinstance(said, dict) else {}


def _reference(said: dict[str, object]) -> str:
    """Return what the other side calls the document, if that is a short text or a number."""
    for name in ("reference", "id"):
        value = said.get(name)
        if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 10**20:
            return str(value)
        if isinstance(value, str) and 0 < len(value.encode("utf-8", "replace")) <= _REFERENCE_BYTES:
            return one_line(value).strip()
    return ""


def _wait(answer: Answer, parcel: Parcel) -> float | None:
    """Return the seconds that Retry-After asks for, up to a day; it holds seconds or a date."""
    text = answer.headers.get("retry-after", "").strip()
    if text.isascii() and text.isdecimal():
        return min(float(text[:9]), LONGEST_WAIT)
    try:
        at = parsedate_to_datetime(text)
    except ValueError:
        return None
    seconds = (at.replace(tzinfo=at.tzinfo or UTC) - parcel.at).total_seconds()
    return min(max(seconds, 0.0), LONGEST_WAIT)
