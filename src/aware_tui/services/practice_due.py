"""What to rehearse now: the call that waits, the cards of a trainee, what their own live calls lacked."""

from concurrent.futures import Future
from typing import TYPE_CHECKING

from aware_tui.services.desk import Desk

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from aware_tui.domain.practice.live_gaps import RecentCall
    from aware_tui.domain.practice.schedule import DueSkill
    from aware_tui.domain.practice.skills import Skill
    from aware_tui.services.practice.choosing import Paused
    from aware_tui.store.database import Database


def due_skills(desk: Desk) -> "Future[tuple[DueSkill, ...]]":
    """Read the skills that whoever sits here should rehearse now, the most urgent first."""

    def read(db: "Database") -> "tuple[DueSkill, ...]":
        from aware_tui.domain.practice.schedule import due
        from aware_tui.store.practice import cards
        from aware_tui.store.practice_gaps import recent_gaps

        agent = desk.settings.agent
        return due(cards(db, agent), desk.now(), raised=raised(db, recent_gaps(db, agent, desk.now())))

    return desk.ask(read)


def waiting_call(desk: Desk) -> "Future[Paused | None]":
    """Read the call that whoever sits here paused last, if one waits."""

    def read(db: "Database") -> "Paused | None":
        from aware_tui.store.practice import open_attempts

        agent = desk.settings.agent
        if not open_attempts(db, agent, limit=1):  # what reads a call is loaded for whoever practises
            return None
        from aware_tui.services.practice.choosing import waiting

        return next(iter(waiting(db, agent, most=1)), None)

    return desk.ask(read)


def raised(db: "Database", calls: "Sequence[RecentCall]") -> "dict[Skill, tuple[datetime, ...]]":
    """Return the skills that calls ask for, most often first, each with when it was lacking."""
    from aware_tui.domain.practice.live_gaps import raised_by_gaps
    from aware_tui.services.questions import thawed
    from aware_tui.store.reading import playbook_document

    items: dict[str, frozenset[str]] = {}
    for playbook_hash in {call.playbook_hash for call in calls}:
        playbook = thawed(playbook_document(db, playbook_hash))
        steps = playbook.steps if playbook is not None else ()
        items[playbook_hash] = frozenset(item.id for step in steps for item in step.items())
    return raised_by_gaps(calls, items)
