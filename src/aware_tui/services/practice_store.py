"""Attempts at scenarios: begun, saved after each turn, finished, discarded, thought over, and read again.

A deed answers once it is on disk; a StoreProblem tells what stood in the way, and then nothing was changed.
"""

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from typing import TYPE_CHECKING

from aware_tui.language import _
from aware_tui.services.desk import Desk
from aware_tui.services.spots import safe_words

if TYPE_CHECKING:
    from datetime import datetime

    from aware_tui.domain.practice.attempts import Result, Start
    from aware_tui.domain.practice_rows import Attempt, ScenarioCopy, SkillCard
    from aware_tui.domain.session import Change, Stamp
    from aware_tui.store.database import Database
    from aware_tui.store.practice import Place

    Deed = Callable[[Database, Attempt, Stamp], Change]

GONE = _("This attempt was erased meanwhile, in another window. Nothing was changed.")


def begin_attempt(desk: Desk, start: "Start") -> "Future[Attempt]":
    """Begin an attempt of whoever sits here, and keep the scenario and the moods beside it as they are."""

    def do(db: "Database") -> "Attempt":
        from aware_tui.domain.practice import attempts
        from aware_tui.domain.practice_rows import MOODS

        stamp = desk.stamp()
        scenario_hash = _keep(db, start.scenario_id, start.document, stamp.at)
        moods_hash = _keep(db, MOODS, start.moods, stamp.at) if start.moods else ""
        attempt = attempts.begin(start, scenario_hash, moods_hash, stamp)
        _save(desk, db, lambda _, made: attempts.begun(attempt, made), stamp)
        return attempt

    return desk.ask(do)


def save_moves(
    desk: Desk, attempt: "Attempt", moves: Sequence[str], draft: str | None = None
) -> "Future[Attempt]":
    """Save all moves of an attempt up to now, each a line of a script; to be called after every turn.

    `draft` are the words that are half typed after them, fit to be kept; without it those kept stay.
    """
    from aware_tui.domain.practice.attempts import played

    lines = tuple(moves)
    return _act(desk, attempt, lambda _, now, stamp: played(now, lines, stamp, draft))


def finish_attempt(
    desk: Desk, attempt: "Attempt", moves: Sequence[str], result: "Result"
) -> "Future[Attempt]":
    """Save how an attempt came out, with its last moves, and review the skills it showed, all at once."""
    from aware_tui.domain.practice.attempts import finished

    lines = tuple(moves)

    def deed(db: "Database", now: "Attempt", stamp: "Stamp") -> "Change":
        from aware_tui.store.practice import cards

        return finished(now, lines, result, cards(db, now.trainee, desk.writer.versions), stamp)

    return _act(desk, attempt, deed)


def discard(desk: Desk, attempt: "Attempt") -> "Future[Attempt]":
    """Put an attempt away."""
    from aware_tui.domain.practice.attempts import discarded

    return _act(desk, attempt, lambda _, now, stamp: discarded(now, stamp))


def reflect(desk: Desk, attempt: "Attempt", words: str) -> "Future[Attempt]":
    """Keep what the trainee would change."""
    from aware_tui.domain.practice.attempts import reflected

    kept = safe_words(words).text
    return _act(desk, attempt, lambda _, now, stamp: reflected(now, kept, stamp))


def _act(desk: Desk, attempt: "Attempt", deed: "Deed") -> "Future[Attempt]":
    """Do a deed on an attempt as the file has it now; return it as it is then."""

    def do(db: "Database") -> "Attempt":
        from aware_tui.domain.practice_rows import Attempt as Row

        now = _now(desk, db, attempt.id)
        change = _save(desk, db, lambda conn, stamp: deed(conn, now, stamp), desk.stamp())
        after = (edit.after for edit in change.edits if isinstance(edit.after, Row))
        return next(after, now)

    return desk.ask(do)


def _save(
    desk: Desk,
    db: "Database",
    making: "Callable[[Database, Stamp], Change]",
    stamp: "Stamp",
) -> "Change":
    from aware_tui.domain.practice.attempts import AttemptOvertakenError
    from aware_tui.services import acting
    from aware_tui.store.errors import Conflict

    try:
        return acting.make(db, making, stamp, desk.holder, desk.writer.versions)
    except AttemptOvertakenError as problem:
        raise Conflict(str(problem)) from problem


def _now(desk: Desk, db: "Database", attempt_id: str) -> "Attempt":
    from aware_tui.store.errors import Conflict
    from aware_tui.store.practice import attempt

    found = attempt(db, attempt_id, desk.writer.versions)
    if found is None:
        raise Conflict(GONE)
    return found


def keep_scenario(desk: Desk, scenario_id: str, document: str) -> "Future[str]":
    """Keep a scenario as it is now; return the hash that names the copy."""
    return desk.ask(lambda db: _keep(db, scenario_id, document, desk.now()))


def _keep(db: "Database", scenario_id: str, document: str, at: "datetime") -> str:
    from aware_tui.domain.hashing import hash_of
    from aware_tui.domain.practice_rows import ScenarioCopy
    from aware_tui.store.practice import keep_scenario

    copy = ScenarioCopy(hash_of(document), scenario_id, document, at)
    keep_scenario(db, copy)
    return copy.id


def scenario_copy(desk: Desk, content_hash: str) -> "Future[ScenarioCopy | None]":
    """Read the scenario, or the table of moods, that an attempt kept, by its hash."""

    def read(db: "Database") -> "ScenarioCopy | None":
        from aware_tui.store.practice import scenario_copy

        return scenario_copy(db, content_hash)

    return desk.ask(read)


def attempt(desk: Desk, attempt_id: str) -> "Future[Attempt]":
    """Read an attempt; a StoreProblem tells that it is gone."""
    return desk.ask(lambda db: _now(desk, db, attempt_id))


def attempts(
    desk: Desk, trainee: str | None = None, before: "Place | None" = None
) -> "Future[tuple[Attempt, ...]]":
    """Read a page of a trainee's finished attempts, newest first; without a name, of whoever sits here."""
    who = desk.settings.agent if trainee is None else trainee

    def read(db: "Database") -> "tuple[Attempt, ...]":
        from aware_tui.store.practice import finished_attempts

        return finished_attempts(db, who, before)

    return desk.ask(read)


def attempts_at(desk: Desk, scenario_id: str, before: "Place | None" = None) -> "Future[tuple[Attempt, ...]]":
    """Read a page of the attempts at a scenario, whoever made them, newest first."""

    def read(db: "Database") -> "tuple[Attempt, ...]":
        from aware_tui.store.practice import attempts_at

        return attempts_at(db, scenario_id, before)

    return desk.ask(read)


def attempts_for(desk: Desk, assignment: str, before: "Place | None" = None) -> "Future[tuple[Attempt, ...]]":
    """Read a page of the attempts made for an assignment, newest first."""

    def read(db: "Database") -> "tuple[Attempt, ...]":
        from aware_tui.store.practice import attempts_for

        return attempts_for(db, assignment, before)

    return desk.ask(read)


def open_attempts(desk: Desk) -> "Future[tuple[Attempt, ...]]":
    """Read the attempts that whoever sits here can go on with, newest first."""

    def read(db: "Database") -> "tuple[Attempt, ...]":
        from aware_tui.store.practice import open_attempts

        return open_attempts(db, desk.settings.agent)

    return desk.ask(read)


def cards(desk: Desk, trainee: str | None = None) -> "Future[tuple[SkillCard, ...]]":
    """Read the skill cards of a trainee; without a name, of whoever sits here."""
    who = desk.settings.agent if trainee is None else trainee

    def read(db: "Database") -> "tuple[SkillCard, ...]":
        from aware_tui.store.practice import cards

        return cards(db, who)

    return desk.ask(read)


def is_conflict(kept: "Future[Attempt]") -> bool:
    """Say whether somebody else went on with the attempt: trying again would not help."""
    from aware_tui.store.errors import Conflict

    return isinstance(kept.exception(), Conflict)
