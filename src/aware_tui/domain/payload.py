"""What is delivered of a document: one JSON object, whose text is kept and sent as it is."""

import json
import re
from datetime import UTC, datetime
from typing import Any

from aware_tui.domain.rows import Promise
from aware_tui.domain.session import CoachingSession
from aware_tui.domain.states import DocumentKind
from aware_tui.domain.text import for_screen

SHAPE = 1
"""The version of this shape; it grows when a name changes its meaning or goes."""

_BEYOND_ASCII = re.compile(r"[^\x00-\x7e]")


def payload_of(
    session: CoachingSession, document: DocumentKind, key: str, at: datetime, revision: int
) -> dict[str, Any]:
    """Return what the other side is told of a document that was recorded at the aware time `at`.

    `key` is the same at every attempt; `revision` counts the times this document was recorded, from 1. How
    the call was for the agent is never in it.
    """
    head, customer = session.head, session.customer
    about = {
        name: (getattr(customer, name) or "") if customer else ""
        for name in ("name", "reference", "contact", "preferred_channel")
    }
    return {
        "aware": SHAPE,
        "key": key,
        "document": document.value,
        "revision": revision,
        "session": session.id,
        "recorded_at": _time(at),
        "agent": head.agent,
        "customer": about,
        "channel": head.channel or "",
        "category": head.category or "",
        "started_at": _time(head.started_at),
        **_words(session, document),
        "promises": [_promise(promise) for promise in session.promises],
    }


def payload_text(
    session: CoachingSession, document: DocumentKind, key: str, at: datetime, revision: int
) -> str:
    """Return the same as the JSON text that is kept with the delivery and sent to the letter."""
    return json_line(payload_of(session, document, key, at, revision))


def json_line(value: Any) -> str:
    """Return a value as JSON on one line, its names in their order, fit for UTF-8 and to be looked at.

    Letters are as they are. What hides or controls a terminal is escaped; a lone half of a character,
    which UTF-8 has no bytes for, becomes U+FFFD.
    """
    text = json.dumps(value, ensure_ascii=False).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if for_screen(text) == text:
        return text
    return _BEYOND_ASCII.sub(_escaped_if_hidden, text)


def _escaped_if_hidden(found: re.Match[str]) -> str:
    char = found.group()
    if for_screen(char) == char:
        return char
    return "\\u007f" if char == "\x7f" else json.dumps(char)[1:-1]


def _words(session: CoachingSession, document: DocumentKind) -> dict[str, str]:
    """Return what was written in the document; a quality record's own category counts before the call's."""
    if document is DocumentKind.PROFILE_ENTRY:
        return {"text": session.profile_entry.text if session.profile_entry else ""}
    record = session.quality_record
    found = {
        name: (getattr(record, name) or "") if record else ""
        for name in ("text", "cause", "likelihood", "cost", "recommendation")
    }
    return found | ({"category": record.category} if record and record.category else {})


def _promise(promise: Promise) -> dict[str, Any]:
    return {
        "what": promise.what,
        "who": promise.who,
        "due_at": _time(promise.due_at) if promise.due_at else None,
        "zone": promise.zone or "",
        "due_words": promise.due_words,
        "state": promise.state.value,
    }


def _time(at: datetime) -> str:
    return at.astimezone(UTC).isoformat()
