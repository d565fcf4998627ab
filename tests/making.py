"""Plain builders of sample rows, sessions and changes, for all tests."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from aware_tui.domain.rows import (
    Apology,
    Customer,
    Event,
    FollowUp,
    Note,
    Option,
    ProfileEntry,
    Promise,
    QualityRecord,
    Row,
    Session,
    Tick,
)
from aware_tui.domain.session import Change, CoachingSession, Edit, Stamp
from aware_tui.domain.states import ApologySize, FollowUpKind, Kind, ProposedBy, Status

NOW = datetime(2026, 3, 4, 10, 30, tzinfo=UTC)
"""A Wednesday morning."""

_numbers = count(1)


def an_id() -> str:
    """Return an id that nobody has yet and that sorts after all before it, shaped like a real one."""
    number = next(_numbers)
    return f"0195{number:08x}"[:8] + f"-{number & 0xFFFF:04x}-7000-8000-{number:012x}"


def a_stamp(at: datetime = NOW, actor: str = "kim", new_id: Callable[[], str] = an_id) -> Stamp:
    """Return when, by whom, and a source of ids."""
    return Stamp(at, actor, new_id)


def a_head(**parts: Any) -> Session:
    """Return the head of a live session in its first phase."""
    common: dict[str, Any] = {
        "kind": Kind.LIVE,
        "status": Status.OPEN,
        "playbook_id": "aware",
        "playbook_version": "1",
        "playbook_hash": "0" * 64,
        "agent": "kim",
        "zone": "Europe/Berlin",
        "current_step": "acknowledge",
        "current_phase": "listen",
        "started_at": NOW,
    }
    return Session(**({"id": an_id()} | common | parts))


def a_session(**head: Any) -> CoachingSession:
    """Return a session with nothing in it; the arguments are fields of its head."""
    return CoachingSession(a_head(**head))


def a_customer(**parts: Any) -> Customer:
    """Return Dana Reyes."""
    return Customer(**({"id": an_id(), "name": "Dana Reyes"} | parts))


def a_note(session_id: str, text: str = "It rang and rang.", **parts: Any) -> Note:
    """Return what the customer said."""
    common: dict[str, Any] = {"step": "acknowledge", "field": "their_words", "text": text}
    return Note(**({"id": an_id(), "session_id": session_id} | common | parts))


def a_tick(session_id: str, item_id: str = "let_them_finish", **parts: Any) -> Tick:
    """Return an item done."""
    common: dict[str, Any] = {"step": "acknowledge", "wording": "Let them finish", "ticked_at": NOW}
    return Tick(**({"id": an_id(), "session_id": session_id, "item_id": item_id} | common | parts))


def a_promise(session_id: str, **parts: Any) -> Promise:
    """Return an open promise due tomorrow."""
    common: dict[str, Any] = {
        "what": "send a technician",
        "who": "kim",
        "made_at": NOW,
        "due_at": NOW + timedelta(days=1),
        "zone": "Europe/Berlin",
    }
    return Promise(**({"id": an_id(), "session_id": session_id} | common | parts))


def a_follow_up(session_id: str, **parts: Any) -> FollowUp:
    """Return an open check with the customer, due in two days."""
    common: dict[str, Any] = {
        "kind": FollowUpKind.CUSTOMER,
        "who": "Dana Reyes",
        "made_at": NOW,
        "due_at": NOW + timedelta(days=2),
    }
    return FollowUp(**({"id": an_id(), "session_id": session_id} | common | parts))


def an_option(session_id: str, **parts: Any) -> Option:
    """Return a way to put it right that the customer proposed."""
    common: dict[str, Any] = {"text": "a visit on Saturday", "proposed_by": ProposedBy.CUSTOMER}
    return Option(**({"id": an_id(), "session_id": session_id} | common | parts))


def an_apology(session_id: str, **parts: Any) -> Apology:
    """Return a light apology."""
    common: dict[str, Any] = {"size": ApologySize.LIGHT, "text": "I am sorry about the wait."}
    return Apology(**({"id": an_id(), "session_id": session_id} | common | parts))


def a_profile_entry(session_id: str, **parts: Any) -> ProfileEntry:
    """Return document one, not recorded yet."""
    return ProfileEntry(**({"id": an_id(), "session_id": session_id, "text": "Prefers Saturdays."} | parts))


def a_quality_record(session_id: str, **parts: Any) -> QualityRecord:
    """Return document two, not recorded yet."""
    return QualityRecord(**({"id": an_id(), "session_id": session_id, "text": "Two visits missed."} | parts))


def an_event(session_id: str, what: str = "typed", **parts: Any) -> Event:
    """Return a line of the story."""
    common: dict[str, Any] = {"at": NOW, "actor": "kim", "what": what}
    return Event(**({"id": an_id(), "session_id": session_id} | common | parts))


def adding(*rows: Row) -> Change:
    """Return the change that makes these rows, without an event."""
    return Change(tuple(Edit(None, row) for row in rows), ())


def editing(before: Row, after: Row) -> Change:
    """Return the change of one row, without an event."""
    return Change((Edit(before, after),), ())


def removing(*rows: Row) -> Change:
    """Return the change that takes these rows away, without an event."""
    return Change(tuple(Edit(row, None) for row in rows), ())
