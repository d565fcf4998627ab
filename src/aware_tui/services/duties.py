"""The queue for a screen: promises and checks of all sessions, and what becomes of each."""

from concurrent.futures import Future
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from aware_tui.domain.queue import Span, Wanted
from aware_tui.services.desk import Desk
from aware_tui.services.spots import safe_line

if TYPE_CHECKING:
    from datetime import datetime

    from aware_tui.domain.due import Due
    from aware_tui.domain.session import Change, CoachingSession, Stamp
    from aware_tui.domain.summary import DueLine
    from aware_tui.services.acting import Deed
    from aware_tui.services.shown import Acted
    from aware_tui.store.database import Database

PAGE = 500
"""Lines read at a time."""


@dataclass(frozen=True, slots=True)
class Queue:
    """The lines of a queue by due time, overdue first, and whether there are more."""

    lines: "tuple[DueLine, ...]"
    more: bool


class Duties:
    """Reads the queue and marks what is in it; every answer comes when it is saved."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def queue(self, wanted: Wanted, limit: int = PAGE) -> "Future[Queue]":
        """Read the first lines of the queue, as it stands now."""
        from aware_tui.domain.queue import until

        before = until(wanted.span, self._desk.now(), self._desk.settings.zone)
        return self._desk.ask(partial(_queue, wanted=wanted, before=before, limit=limit))

    def keep(self, line: "DueLine", words: str = "") -> "Future[Acted]":
        """Mark a promise kept, with what came of it."""
        from aware_tui.domain import duties

        return self._act(line, lambda s, _, stamp: duties.keep(s, line.id, safe_line(words), stamp))

    def break_(self, line: "DueLine", reason: str) -> "Future[Acted]":
        """Mark a promise broken, with the reason."""
        from aware_tui.domain import duties

        return self._act(line, lambda s, _, stamp: duties.break_(s, line.id, safe_line(reason), stamp))

    def change(self, line: "DueLine", due: "Due", reason: str, who: str = "") -> "Future[Acted]":
        """Give a promise or a check a new time."""
        from aware_tui.domain import duties

        words, owner = safe_line(reason), safe_line(who)
        return self._act(line, lambda s, _, stamp: duties.change(s, line.id, due, words, owner, stamp))

    def done(self, line: "DueLine", outcome: str = "") -> "Future[Acted]":
        """Mark a check done, all well."""
        from aware_tui.domain import duties

        return self._act(line, lambda s, _, stamp: duties.done(s, line.id, safe_line(outcome), stamp))

    def not_well(self, line: "DueLine", outcome: str) -> "Future[Acted]":
        """Mark that a check found it not well; the session opens again at its beginning."""
        from aware_tui.domain import duties

        return self._act(
            line, lambda s, book, stamp: duties.not_well(s, book, line.id, safe_line(outcome), stamp)
        )

    def note(self, line: "DueLine", words: str) -> "Future[Acted]":
        """Keep what there is to know about it, unless another window has noted something meanwhile."""
        from aware_tui.domain import duties

        text = safe_line(words)
        return self._act(line, lambda s, _, stamp: duties.note(s, line.id, text, stamp, line.note))

    def entrust(self, line: "DueLine", who: str) -> "Future[Acted]":
        """Give it to somebody, unless another window has done so meanwhile."""
        from aware_tui.domain import duties

        return self._act(
            line, lambda s, _, stamp: duties.entrust(s, line.id, safe_line(who), stamp, line.who)
        )

    def undo(self, line: "DueLine", change: "Change") -> "Future[Acted]":
        """Take back what was marked, all of it or nothing."""
        from aware_tui.domain import duties

        return self._act(line, lambda s, _, stamp: duties.take_back(s, change, stamp))

    def _act(self, line: "DueLine", deed: "Deed") -> "Future[Acted]":
        return self._desk.act(line.session_id, deed)

    def draft(self, line: "DueLine", question: str) -> "Future[str]":
        """Read what was typed in a question about a line and not answered."""
        from aware_tui.domain.unfinished import field_of

        return self._desk.ask(partial(_draft, session_id=line.session_id, field=field_of(question, line.id)))

    def keep_draft(self, line: "DueLine", question: str, words: str) -> "Future[Acted]":
        """Keep what is typed in a question about a line until it is answered."""
        from aware_tui.domain import deeds
        from aware_tui.domain.unfinished import field_of

        field, text = field_of(question, line.id), safe_line(words)

        def write(session: "CoachingSession", _: object, stamp: "Stamp") -> "Change":
            step = next((n.step for n in session.notes if n.field == field), session.head.current_step)
            return deeds.write(session, step, field, text, stamp)

        return self._act(line, write)

    def fallen_due(self, after: "datetime", until: "datetime") -> "Future[tuple[DueLine, ...]]":
        """Read what fell due between two times."""
        from aware_tui.store import queue

        return self._desk.ask(partial(queue.fallen_due, after=after, until=until))


def _queue(db: "Database", wanted: Wanted, before: "datetime | None", limit: int) -> Queue:
    from aware_tui.store import queue

    asked = None if wanted == Wanted(wanted.span) else wanted
    lines = queue.due_lines(db, limit + 1, asked, before)
    return Queue(lines[:limit], len(lines) > limit)


def _draft(db: "Database", session_id: str, field: str) -> str:
    from aware_tui.store.reading import note_text

    return note_text(db, session_id, field)


SPANS = (Span.ALL, Span.OVERDUE, Span.TODAY, Span.WEEK)
"""The spans in the order a screen goes through them."""
