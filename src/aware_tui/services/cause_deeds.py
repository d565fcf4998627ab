"""What a screen can do about causes: note, correct, link, mark fixed, tell, and take the last mark back."""

from concurrent.futures import Future
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from aware_tui.domain import causes
from aware_tui.domain.insights.whys import kept
from aware_tui.domain.rows import CauseLink, ChokePoint, Row
from aware_tui.services.causes import SESSION_GONE, link_now, point_now
from aware_tui.services.desk import Desk
from aware_tui.services.overtaken import MOVED_ON, OVERTAKEN
from aware_tui.services.spots import safe_line, safe_words

if TYPE_CHECKING:
    from aware_tui.domain.due import Due
    from aware_tui.domain.session import Change, Edit, Stamp
    from aware_tui.store.database import Database


@dataclass(frozen=True, slots=True)
class PointWords:
    """A choke point as it was typed; `due` is what was understood of `when`."""

    title: str
    action: str = ""
    owner: str = ""
    when: str = ""
    cause: str | None = None
    due: "Due | None" = None
    pattern: str = ""
    """The key of the finding a new one comes from; correcting one leaves it alone, and the whys too."""
    whys: str = ""
    """Why it happens, one answer a line."""

    def with_left(self, **words: str) -> "PointWords":
        """Return it with words that were typed before and left unfinished in place of its own."""
        return replace(self, due=None, **words)

    def columns(self) -> dict[str, Any]:
        """Return the columns, with words as they may be kept."""
        title, action, owner, when = (
            safe_line(text) for text in (self.title, self.action, self.owner, self.when)
        )
        when_columns = causes.when_of(self.due, when)
        return {"title": title, "action": action, "owner": owner, "cause": self.cause, **when_columns}


def note(desk: Desk, words: PointWords, session_id: str | None = None) -> "Future[Change]":
    """Put a choke point in the register, and link a session to it, if one is named."""

    def making(db: "Database", stamp: "Stamp") -> "Change":
        if session_id is not None:
            _must_be_there(db, session_id)
        new = ChokePoint(stamp.new_id(), "", stamp.at, pattern=words.pattern)
        point = replace(new, whys=safe_words(words.whys).text, **words.columns())
        made = causes.noted(point, stamp)
        return made + causes.link(session_id, point, stamp) if session_id is not None else made

    return desk.make(making)


def amend(desk: Desk, shown: ChokePoint, words: PointWords) -> "Future[Change]":
    """Correct a choke point that was shown like this; refused where the same was changed elsewhere meanwhile.

    A time whose words stay as they were is not read again: "tomorrow" is another day by now.
    """

    def making(db: "Database", stamp: "Stamp") -> "Change":
        point = point_now(desk, db, shown.id)
        same_time = words.when.strip() == shown.due_words
        typed = {
            name: value
            for name, value in words.columns().items()
            if value != getattr(shown, name) and not (same_time and name in causes.when_of(None))
        }
        if any(getattr(point, name) not in (getattr(shown, name), value) for name, value in typed.items()):
            raise _conflict(OVERTAKEN)
        return causes.amend(point, stamp, **typed)

    return desk.make(making)


def answer_whys(desk: Desk, shown: ChokePoint, answers: tuple[str, ...]) -> "Future[Change]":
    """Keep the five whys of a choke point that was shown like this; refused where others were given since."""

    def making(db: "Database", stamp: "Stamp") -> "Change":
        point = point_now(desk, db, shown.id)
        if point.whys not in (shown.whys, safe_whys(answers)):
            raise _conflict(OVERTAKEN)
        return causes.amend(point, stamp, whys=safe_whys(answers))

    return desk.make(making)


def safe_whys(answers: tuple[str, ...]) -> str:
    """Return answers as a choke point may keep them."""
    return kept(tuple(safe_words(each, lines=False).text for each in answers))


def mark(desk: Desk, choke_point_id: str, *, fixed: bool) -> "Future[Change]":
    """Mark a choke point fixed, or open again."""

    def making(db: "Database", stamp: "Stamp") -> "Change":
        point = point_now(desk, db, choke_point_id)
        return causes.mark_fixed(point, stamp) if fixed else causes.reopen(point, stamp)

    return desk.make(making)


def tell(desk: Desk, links: tuple[CauseLink, ...], *, told: bool) -> "Future[Change]":
    """Keep that the customer behind these links was told, or was not after all."""

    def making(db: "Database", stamp: "Stamp") -> "Change":
        from aware_tui.domain.session import NOTHING

        deed = causes.told if told else causes.untold
        there = [link_now(desk, db, each.id) for each in links]
        if not any(there):
            raise _conflict(SESSION_GONE)
        return sum((deed(each, stamp) for each in there if each is not None), NOTHING)

    return desk.make(making)


def link(desk: Desk, session_id: str, choke_point_id: str) -> "Future[Change]":
    """Say that a session ran into a choke point."""

    def making(db: "Database", stamp: "Stamp") -> "Change":
        from aware_tui.store.causes import links_of

        _must_be_there(db, session_id)
        point = point_now(desk, db, choke_point_id)
        return causes.link(session_id, point, stamp, links_of(db, session_id))

    return desk.make(making)


def unlink(desk: Desk, linked: CauseLink) -> "Future[Change]":
    """Say that a session did not run into a choke point after all."""

    def making(db: "Database", stamp: "Stamp") -> "Change":
        from aware_tui.domain.session import NOTHING

        there = link_now(desk, db, linked.id)
        return NOTHING if there is None else causes.unlink(there, stamp)

    return desk.make(making)


def same_cause(
    desk: Desk, session_id: str, other_id: str, title: str = "", cause: str | None = None
) -> "Future[Change]":
    """Say that a session has the same cause as another.

    It joins the choke point of the other, else the other joins its own; where neither has one, it is noted
    with this title and cause.
    """

    def making(db: "Database", stamp: "Stamp") -> "Change":
        from aware_tui.store.causes import links_of, of_session

        for each in (session_id, other_id):
            _must_be_there(db, each)
        points = (*of_session(db, session_id), *of_session(db, other_id))
        known = (*links_of(db, session_id), *links_of(db, other_id))
        words = safe_line(title)
        point = points[-1] if points else None
        return causes.same_cause(session_id, other_id, point, words, stamp, known, cause)

    return desk.make(making)


def take_back(desk: Desk, change: "Change") -> "Future[Change]":
    """Take a mark back; a StoreProblem tells that something was changed again since."""

    def making(db: "Database", stamp: "Stamp") -> "Change":
        for edit in change.edits:
            _can_go_back(desk, db, edit, {each.row.id for each in change.edits})
        undone = causes.taken_back(change, lambda row: _now(desk, db, row), stamp)
        if undone.empty:
            raise _conflict(MOVED_ON)
        return undone

    return desk.make(making)


def _can_go_back(desk: Desk, db: "Database", edit: "Edit", with_it: set[str]) -> None:
    """Raise a problem where taking back would leave a link to nothing."""
    from aware_tui.store.causes import link_ids

    row = edit.row
    if isinstance(row, CauseLink) and edit.after is None:
        _must_be_there(db, row.session_id)
        point_now(desk, db, row.choke_point_id)
    elif isinstance(row, ChokePoint) and edit.before is None and not link_ids(db, row.id) <= with_it:
        raise _conflict(MOVED_ON)


def _now(desk: Desk, db: "Database", row: Row) -> Row | None:
    from aware_tui.store.causes import choke_point

    if isinstance(row, CauseLink):
        return link_now(desk, db, row.id)
    return choke_point(db, row.id, desk.writer.versions)


def _must_be_there(db: "Database", session_id: str) -> None:
    from aware_tui.services.shown import NoSuchSession
    from aware_tui.store.loading import heads_of

    if session_id not in heads_of(db, (session_id,)):
        raise NoSuchSession(SESSION_GONE)


def _conflict(sentence: str) -> Exception:
    from aware_tui.store.errors import Conflict

    return Conflict(sentence)
