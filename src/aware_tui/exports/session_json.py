"""A session as one JSON object: its columns, and its rows under the names of their tables."""

from typing import Any

from aware_tui.domain.rows import Event, Session
from aware_tui.domain.session import CoachingSession
from aware_tui.domain.summary import SessionLine
from aware_tui.exports.json_text import row

TABLES = {
    "step_visit": "visits",
    "tick": "ticks",
    "note": "notes",
    "answer": "answers",
    "apology": "apologies",
    "option": "options",
    "promise": "promises",
    "follow_up": "follow_ups",
    "check_in": "check_ins",
    "delivery": "deliveries",
    "feedback": "feedback",
}
"""Where a session keeps the rows of each table."""


def session_object(session: CoachingSession, events: tuple[Event, ...]) -> dict[str, Any]:
    """Return a whole session: times in UTC, rows in the order they were made.

    Holds the check-ins that the session holds: hand over only what its reader may see.
    """
    one = {
        "customer": session.customer,
        "profile_entry": session.profile_entry,
        "quality_record": session.quality_record,
    }
    return {
        **row(session.head),
        **{table: row(record) if record else None for table, record in one.items()},
        **{table: [row(each) for each in getattr(session, name)] for table, name in TABLES.items()},
        "event": [row(event) for event in events],
    }


def listed_object(head: Session, line: SessionLine) -> dict[str, Any]:
    """Return a session in a list: its columns, the customer's name, an excerpt and the next due time."""
    return {
        **row(head),
        "customer": line.customer,
        "excerpt": line.excerpt,
        "next_due": line.next_due,
    }
