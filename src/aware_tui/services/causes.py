"""What a screen can ask about causes: the register, one choke point, who is to be told, what is alike."""

from concurrent.futures import Future
from dataclasses import dataclass
from typing import TYPE_CHECKING

from aware_tui.domain.rows import CauseLink, ChokePoint
from aware_tui.language import _
from aware_tui.services.desk import Desk

if TYPE_CHECKING:
    from aware_tui.domain.causes import ChokePointLine, Hit, Similar, ToBeTold
    from aware_tui.store.database import Database

LISTED = 500
"""Lines of a list at most."""

CANDIDATES = 50
"""Sessions that may have the same cause, at most."""

GONE = _("This choke point was erased meanwhile, in another window. Nothing was changed.")
SESSION_GONE = _("This session was erased meanwhile, in another window. Nothing was changed.")


@dataclass(frozen=True, slots=True)
class Detail:
    """A choke point with the sessions it hit and who is still to be told."""

    line: "ChokePointLine"
    hits: "tuple[Hit, ...]"
    """The newest of them."""
    to_be_told: "tuple[ToBeTold, ...]"

    @property
    def point(self) -> ChokePoint:
        """Return the choke point itself."""
        return self.line.point


def register(desk: Desk) -> "Future[tuple[ChokePointLine, ...]]":
    """Read the register of choke points."""

    def read(db: "Database") -> "tuple[ChokePointLine, ...]":
        from aware_tui.store.causes import choke_points

        return choke_points(db, LISTED)

    return desk.ask(read)


def detail(desk: Desk, choke_point_id: str) -> "Future[Detail]":
    """Read a choke point with all that hangs on it; a StoreProblem tells that it is gone."""

    def read(db: "Database") -> Detail:
        from aware_tui.store.causes import counted, sessions_of, to_be_told

        point = point_now(desk, db, choke_point_id)
        return Detail(
            counted(db, point),
            sessions_of(db, choke_point_id),
            to_be_told(db, LISTED, choke_point_id=choke_point_id),
        )

    return desk.ask(read)


def to_be_told(desk: Desk) -> "Future[tuple[ToBeTold, ...]]":
    """Read who was hit by a cause that is fixed now, and was not told so."""

    def read(db: "Database") -> "tuple[ToBeTold, ...]":
        from aware_tui.store.causes import to_be_told

        return to_be_told(db, LISTED)

    return desk.ask(read)


def similar(desk: Desk, session_id: str, words: str = "") -> "Future[tuple[Similar, ...]]":
    """Read which sessions may have the same cause as one; with words, those that have all of them."""

    def read(db: "Database") -> "tuple[Similar, ...]":
        from aware_tui.store.similar import similar

        return similar(db, session_id, CANDIDATES, words)

    return desk.ask(read)


def of_session(desk: Desk, session_id: str) -> "Future[tuple[ChokePoint, ...]]":
    """Read the choke points that a session ran into."""

    def read(db: "Database") -> tuple[ChokePoint, ...]:
        from aware_tui.store.causes import of_session

        return of_session(db, session_id)

    return desk.ask(read)


def point_now(desk: Desk, db: "Database", row_id: str) -> ChokePoint:
    """Return a choke point as it is now, to build a change on; a StoreProblem tells that it is gone."""
    from aware_tui.store.causes import choke_point
    from aware_tui.store.errors import Conflict

    point = choke_point(db, row_id, desk.writer.versions)
    if point is None:
        raise Conflict(GONE)
    return point


def link_now(desk: Desk, db: "Database", row_id: str) -> CauseLink | None:
    """Return a link as it is now, to build a change on."""
    from aware_tui.store.causes import cause_link

    return cause_link(db, row_id, desk.writer.versions)
