"""Promises and checks of the queue as JSON objects, keyed by their columns."""

from datetime import datetime
from typing import Any

from aware_tui.domain.rows import FollowUp, Promise
from aware_tui.domain.session import CoachingSession
from aware_tui.domain.summary import DueLine
from aware_tui.exports.json_text import row

PROMISE = "promise"
"""The kind of a promise, beside those of a check: `delegate` and `customer`."""


def due_object(line: DueLine, now: datetime) -> dict[str, Any]:
    """Return a line of the queue as it stands at the aware `now`."""
    return {
        "id": line.id,
        "session_id": line.session_id,
        "kind": line.kind or PROMISE,
        "what": line.what,
        "who": line.who,
        "owner": line.owner,
        "customer": line.customer,
        "contact": line.contact,
        "due_at": line.due_at,
        "zone": line.zone,
        "due_words": line.due_words,
        "overdue": line.overdue(now),
        "note": line.note,
        "made_at": line.made_at,
        "session_status": line.status,
    }


def duty_object(duty: Promise | FollowUp, session: CoachingSession) -> dict[str, Any]:
    """Return a promise or check with all its columns, for whom it is and how its session stands."""
    return {
        "id": duty.id,
        "session_id": duty.session_id,
        "kind": PROMISE,
        **row(duty),
        "customer": session.customer.name if session.customer else "",
        "session_status": session.head.status,
    }
