"""What the desk asks of the database and of the libraries, each on the thread it belongs to.

Everything heavy is imported here when it is asked for: nothing of it stands before the first paint.
"""

import os
import socket
from datetime import datetime
from typing import TYPE_CHECKING

from aware_tui.domain.state_words import state_words
from aware_tui.keys import with_keys
from aware_tui.language import _
from aware_tui.services.shown import Day, NoSuchSession, Story

if TYPE_CHECKING:
    from collections.abc import Callable

    from aware_tui.content.frozen import Loaded
    from aware_tui.domain.calendar import BusinessCalendar
    from aware_tui.domain.due import DueReading
    from aware_tui.domain.playbook import Playbook
    from aware_tui.domain.rows import Session
    from aware_tui.domain.summary import SessionLine
    from aware_tui.store.database import Database
    from aware_tui.store.saving import Versions

PAGE = 200
"""Sessions in one page of a list."""


def thawed(document: str | None) -> "Playbook | None":
    """Return the playbook a session kept; None if it kept none, or one that cannot be read any more."""
    from aware_tui.content.frozen import FrozenError, thaw

    try:
        return thaw(document) if document else None
    except FrozenError:
        return None


def story(
    db: "Database", session_id: str, versions: "Versions", agent: str, else_playbook: "Callable[[], Playbook]"
) -> Story:
    """Return a session whole, with the playbook it kept, or `else_playbook`; raises NoSuchSession."""
    from aware_tui.store import reading
    from aware_tui.store.loading import load_session

    session = load_session(db, session_id, versions, agent)
    if session is None:
        told = _("There is no session {session_id}. `aware sessions` lists them.")
        raise NoSuchSession(told.format(session_id=session_id))
    playbook = thawed(reading.playbook_document(db, session.head.playbook_hash)) or else_playbook()
    return Story(session, playbook, tuple(reading.events_of(db, session_id)))


def read_promise(
    words: str, now: datetime, zone: str, calendar: "BusinessCalendar | None" = None
) -> "tuple[DueReading, str]":
    """Return what a promise says of its time, and what it promises without it."""
    from aware_tui.services.due import read_due, split_promise

    return read_due(words, now, zone, calendar), split_promise(words)[0]


def warm_up() -> None:
    """Load what reading a due time needs."""
    from aware_tui.services.due import warm_up

    warm_up()


def refuse_wrong_name(db: "Database", agent: str) -> None:
    """Raise NoEntry where a server goes by logins and `agent` is not the name of this one."""
    from aware_tui.store.place import on_server

    if on_server(db):
        from aware_tui.store.server import standing

        standing.refuse_wrong_name(db, agent)


def keep_playbook(db: "Database", loaded: "Loaded", now: datetime) -> None:
    """Keep the playbook in force beside the sessions that begin with it."""
    from aware_tui.store import reading

    reading.keep_playbook(db, loaded.content_hash, loaded.playbook, loaded.document, now)


def take_lease(db: "Database", session_id: str, holder: str, now: datetime, take_over: bool = False) -> str:
    """Take the lease; return an empty text, or the sentence that says who has it."""
    from aware_tui.store import leases

    host, pid = socket.gethostname(), os.getpid()
    if take_over:
        leases.take_over(db, session_id, holder, host, pid, now)
        return ""
    held = leases.take(db, session_id, holder, host, pid, now)
    if held.holder == holder:
        return ""
    told = _(
        "Another window has this call: here it can only be read. "
        "ctrl+p, then “Take over this call”, moves it here."
    )
    return with_keys(told)


def refuse_ended(head: "Session") -> None:
    """Raise NoSuchSession if a session has ended: nobody asked for it to be opened again."""
    from aware_tui.domain.states import Status

    if head.status in (Status.FINISHED, Status.DISCARDED):
        raise NoSuchSession(
            _("This call was {status} meanwhile, so it was not opened. History reads it.").format(
                status=state_words(head.status)
            )
        )


def refuse_imported(head: "Session") -> None:
    """Raise NoSuchSession if a session came from a file: there is no call to carry on."""
    from aware_tui.domain.states import Kind

    if head.kind is Kind.IMPORTED:
        raise NoSuchSession(_("This complaint came from a file: History reads it, and no call goes on."))


def watch_lease(db: "Database", session_id: str, holder: str, now: datetime) -> bool:
    """Renew the leases of this window; True when this session is asked for or gone."""
    from aware_tui.store import leases

    mine = session_id in leases.renew(db, holder, now)
    return not mine or any(wanted == session_id for wanted, _ in leases.wanted(db, holder))


def ask_for(db: "Database", session_id: str, holder: str) -> None:
    """Ask whoever holds the session to let go of it."""
    from aware_tui.store import leases

    leases.want(db, session_id, holder)


def let_go(db: "Database", session_id: str, holder: str) -> None:
    """Give the lease of the session back."""
    from aware_tui.store import leases

    leases.release(db, session_id, holder)


UNFINISHED, DUE, HALF, TO_TELL = 50, 50, 20, 100
"""Lines in each list of Today at most."""


def day(db: "Database", now: datetime, agent: str) -> tuple[Day, bool]:
    """Return what Today shows at the aware time `now`, without its goals, and whether there are any.

    Check-ins are counted of `agent` alone.
    """
    from aware_tui.store import causes, outbox, queue, reading, tiles
    from aware_tui.store.day import has_goals, totals

    found = Day(
        tuple(reading.unfinished(db, UNFINISHED)),
        (*queue.due_lines(db, DUE, before=now), *queue.due_lines(db, DUE, since=now)),
        tuple(reading.half_documented(db, HALF)),
        causes.to_be_told(db, TO_TELL),
        outbox.not_delivered(db, HALF),
        totals(db, now),
        tiles.figures(db, now, agent),
    )
    return found, has_goals(db)


def with_goals(db: "Database", day: Day, now: datetime) -> Day:
    """Return what Today shows, with the line of a goal for each objective that has one."""
    from dataclasses import replace

    from aware_tui.services.goals import lines_for_today

    goals = tuple(lines_for_today(db, now).items())
    return day if day.figures is None else day._replace(figures=replace(day.figures, goals=goals))


def history(db: "Database", words: str, before: tuple[datetime, str] | None) -> "tuple[SessionLine, ...]":
    """Return a page of sessions, newest first."""
    from aware_tui.store import reading, searching

    if words.strip():
        return tuple(searching.search(db, words, PAGE))
    return tuple(reading.history(db, before, PAGE))
