"""The queue for faces that do not run the app: what is due, and marking what became of it."""

import os
import socket
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from itertools import islice
from typing import TYPE_CHECKING

from aware_tui.config import Settings
from aware_tui.domain import duties
from aware_tui.domain.due import TOO_FAR, Due, DueReading, too_far
from aware_tui.domain.duties import Duty, DutyProblem
from aware_tui.domain.queue import Wanted, until
from aware_tui.domain.text import folded
from aware_tui.domain.zones import is_zone
from aware_tui.services.opened import opened
from aware_tui.services.reports import has_data

if TYPE_CHECKING:
    from aware_tui.domain.session import CoachingSession, Stamp
    from aware_tui.domain.summary import DueLine
    from aware_tui.services.acting import Deed
    from aware_tui.store.database import Database

EVERYTHING = 2**31
"""More lines than there can be."""


class Mark(StrEnum):
    """What can be said of a promise or check."""

    KEPT = "kept"
    BROKEN = "broken"
    CHANGED = "changed"
    DONE = "done"
    NOT_WELL = "not-well"
    NOTE = "note"


SIMPLE = {Mark.KEPT: duties.keep, Mark.BROKEN: duties.break_, Mark.DONE: duties.done, Mark.NOTE: duties.note}
"""The deeds that take nothing but words."""


@dataclass(frozen=True, slots=True)
class Marked:
    """What a promise or check is now, and its session."""

    duty: Duty
    session: "CoachingSession"


def due_lines(
    settings: Settings, wanted: Wanted, customer: str, now: datetime, limit: int | None = None
) -> "tuple[DueLine, ...]":
    """Return open promises and checks by due time, overdue first, at the aware `now`; none without data.

    With `customer`, those whose customer has all these words in the name.
    """
    from aware_tui.store import queue

    if not has_data(settings):
        return ()
    before = until(wanted.span, now, settings.zone)
    asked = None if wanted == Wanted(wanted.span) else wanted
    with opened(settings) as db:
        if not customer.strip():
            return queue.due_lines(db, EVERYTHING if limit is None else limit, asked, before)
        lines = queue.due_lines(db, EVERYTHING, asked, before)
    words = folded(customer).split()
    theirs = (line for line in lines if all(word in folded(line.customer) for word in words))
    return tuple(islice(theirs, limit))


def origins(settings: Settings) -> dict[str, tuple[str, int]]:
    """Return, of each open promise that was changed before, the first one and how often it was changed."""
    from aware_tui.store import queue

    if not has_data(settings):
        return {}
    with opened(settings) as db:
        return queue.origins(db)


def find_duty(settings: Settings, part: str) -> Duty:
    """Return the promise or check whose id `part` is, begins or ends (6 characters or more).

    Raises DutyProblem if there is none, and StoreProblem, also if several have it.
    """
    if has_data(settings):
        with opened(settings) as db:
            found = _found(db, part)
        if found is not None:
            return found
    raise DutyProblem(
        f"There is no promise or check “{part}”. `aware follow-ups` lists what is open, with the ids."
    )


def _found(db: "Database", part: str) -> Duty | None:
    from aware_tui.domain.rows import FollowUp, Promise
    from aware_tui.store.named import row_of
    from aware_tui.store.reading import AmbiguousId, resolve_id

    promise_id, check_id = resolve_id(db, part, Promise), resolve_id(db, part, FollowUp)
    if promise_id and check_id:
        raise AmbiguousId(f"A promise and a check both fit “{part}”. Type more of the id.")
    if promise_id:
        return row_of(db, Promise, promise_id)
    return row_of(db, FollowUp, check_id) if check_id else None


def when_meant(settings: Settings, duty: Duty, words: str, now: datetime) -> DueReading:
    """Return the new due time that words say at the aware `now`, on the clock of the row, by our calendar.

    A time written out with its offset, such as `2026-10-25T01:30+01:00`, is taken as it stands.
    """
    from aware_tui.services.coach import Coach
    from aware_tui.services.due import read_due

    zone = duty.zone if duty.zone and is_zone(duty.zone) else settings.zone
    exact = _exact(words)
    if exact is None:
        return read_due(words, now, zone, Coach(settings).calendar)
    if too_far(exact, now):
        return DueReading(None, None, (), TOO_FAR)
    if exact > now:
        return DueReading(Due(exact, zone, words.strip()), None, (), "")
    return DueReading(None, None, (), "That time has passed. Say a later one.")


def _exact(words: str) -> datetime | None:
    try:
        at = datetime.fromisoformat(words.strip())
        return at.astimezone(UTC) if at.tzinfo else None
    except (ValueError, OverflowError):
        return None


def deed_of(mark: Mark, duty: Duty, words: str = "", *, due: Due | None = None, who: str = "") -> "Deed":
    """Return the deed that marks a promise or check, with words that are fit to keep.

    `changed` needs a due time, and takes the name of another owner.
    """
    row_id = duty.id
    if mark is Mark.CHANGED:
        if due is None:
            raise DutyProblem('Say the new time as well, such as --due "Friday 17:00".')
        return lambda session, _, stamp: duties.change(session, row_id, due, words, who, stamp)
    if mark is Mark.NOT_WELL:
        return lambda session, book, stamp: duties.not_well(session, book, row_id, words, stamp)
    return lambda session, _, stamp: SIMPLE[mark](session, row_id, words, stamp)


def do(settings: Settings, duty: Duty, deed: "Deed", now: datetime) -> Marked:
    """Do a deed on the session of a promise or check and save it; return what it is then.

    Raises DutyProblem, NoSuchSession and StoreProblem: LeaseLost while a window has the session in hand.
    """
    from aware_tui.services.acting import act
    from aware_tui.services.exporting import shipped
    from aware_tui.store import leases
    from aware_tui.store.saving import Versions

    stamp, session_id = stamp_of(settings, now), duty.session_id
    holder = stamp.new_id()
    with opened(settings) as db:
        leases.take(db, session_id, holder, socket.gethostname(), os.getpid(), now)
        try:
            acted = act(db, session_id, deed, stamp, holder, lambda: shipped(settings), Versions())
        finally:
            leases.release(db, session_id, holder)
    return Marked(_now(acted.session, duty), acted.session)


def stamp_of(settings: Settings, now: datetime) -> "Stamp":
    """Return who and when, and a source of ids, for a deed of a face that does not run the app."""
    from aware_tui.domain.ids import later_id, time_ordered_id
    from aware_tui.domain.session import Stamp

    last = time_ordered_id(now, os.urandom(10))

    def new_id() -> str:
        nonlocal last
        last = later_id(last)
        return last

    return Stamp(now, settings.agent, new_id)


def _now(session: "CoachingSession", duty: Duty) -> Duty:
    """Return the row as it is now; of a promise that was changed, its successor."""
    rows: tuple[Duty, ...] = (*session.promises, *session.follow_ups)
    successor = (row for row in session.promises if row.replaces_id == duty.id)
    return next(successor, None) or next(row for row in rows if row.id == duty.id)
