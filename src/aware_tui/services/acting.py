"""Deeds on sessions that nobody has in hand: read, changed and saved in one go, on the writer's thread."""

import socket
from collections.abc import Callable
from typing import TYPE_CHECKING

from aware_tui.language import _
from aware_tui.services.shown import Acted, NoSuchSession

if TYPE_CHECKING:
    from aware_tui.domain.playbook import Playbook
    from aware_tui.domain.session import Change, CoachingSession, Stamp
    from aware_tui.store.database import Database
    from aware_tui.store.saving import Versions

    Deed = Callable[[CoachingSession, Playbook, Stamp], Change]
    """Makes the change of one deed, from the session as the file has it."""

    Making = Callable[[Database, Stamp], Change]
    """Makes a change of rows that belong to no single session, from what it reads."""


def act(
    db: "Database",
    session_id: str,
    deed: "Deed",
    stamp: "Stamp",
    holder: str | None,
    playbook: "Callable[[], Playbook]",
    versions: "Versions",
) -> Acted:
    """Do a deed on a session and save it; return the session as it is then, and the change.

    `playbook` gives the one to use where the session kept none. Raises NoSuchSession and StoreProblem.
    """
    from aware_tui.services.questions import thawed
    from aware_tui.store import leases
    from aware_tui.store.batch import save_now
    from aware_tui.store.loading import load_session
    from aware_tui.store.reading import playbook_document

    leases.clear(db, session_id, socket.gethostname(), stamp.at)
    session = load_session(db, session_id, versions, stamp.actor)
    if session is None:
        raise NoSuchSession(
            _("This session was erased meanwhile, in another window. Go back: the others are there.")
        )
    book = thawed(playbook_document(db, session.head.playbook_hash)) or playbook()
    change = deed(session, book, stamp)
    if not change.empty:
        save_now(db, change, versions, holder)
    return Acted(session.with_change(change), change)


def make(
    db: "Database", making: "Making", stamp: "Stamp", holder: str | None, versions: "Versions"
) -> "Change":
    """Make a change from what the file holds and save it; return it. Raises StoreProblem."""
    from aware_tui.store.batch import save_now

    change = making(db, stamp)
    if not change.empty:
        save_now(db, change, versions, holder)
    return change
