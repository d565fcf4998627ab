"""Goals for faces that do not run the app; right beside an app on the same data."""

from datetime import datetime
from typing import TYPE_CHECKING

from aware_tui.config import Settings
from aware_tui.domain.goals import deeds
from aware_tui.domain.goals.aim import Scope
from aware_tui.domain.goals.smart import Draft
from aware_tui.domain.insight_rows import Goal
from aware_tui.domain.insights.patterns import Pattern, pattern_of
from aware_tui.domain.text import excerpt, folded
from aware_tui.services.goal_deeds import made
from aware_tui.services.goals import Checked, GoalLine, check, line_of, lines
from aware_tui.services.opened import opened
from aware_tui.services.queue import stamp_of
from aware_tui.services.reports import has_data, playbook_in_force
from aware_tui.services.spots import safe_line

if TYPE_CHECKING:
    from aware_tui.domain.insights.names import Names
    from aware_tui.domain.session import Change
    from aware_tui.store.database import Database

NAMED = 12
"""Categories that are named at most, where one is not known."""


def names(settings: Settings) -> "Names":
    """Return what the playbook in force calls its categories and channels."""
    from aware_tui.services.insights.question import names_of

    return names_of(playbook_in_force(settings))


def goal_lines(settings: Settings, now: datetime) -> tuple[GoalLine, ...]:
    """Return the goals with their progress at the aware time `now`; none where there is no data yet."""
    if not has_data(settings):
        return ()
    with opened(settings) as db:
        return lines(db, names(settings), now)


def goal_now(settings: Settings, part: str, now: datetime) -> GoalLine:
    """Return the goal whose id `part` is, begins or ends (6 characters or more), with its progress.

    Raises a StoreProblem: NoSuchGoal where there is none.
    """
    from aware_tui.store.goals import NoSuchGoal

    if not has_data(settings):
        raise NoSuchGoal(NO_GOAL.format(part=excerpt(part, 60)))
    with opened(settings) as db:
        return line_of(db, _found(db, part), names(settings), now)


NO_GOAL = "There is no goal “{part}”. `aware goals` lists them, with their ids."


def _found(db: "Database", part: str) -> Goal:
    from aware_tui.store.goals import NoSuchGoal, goal
    from aware_tui.store.reading import resolve_id

    row_id = resolve_id(db, part, Goal)
    found = goal(db, row_id) if row_id else None
    if found is None:
        raise NoSuchGoal(NO_GOAL.format(part=excerpt(part, 60)))
    return found


def check_now(settings: Settings, draft: Draft, now: datetime) -> Checked:
    """Check the letters of a draft against what is saved; without data nothing is measurable."""
    if not has_data(settings):
        return check(None, draft, names(settings), now, settings.zone)
    with opened(settings) as db:
        return check(db, draft, names(settings), now, settings.zone)


def keep(settings: Settings, checked: Checked, now: datetime) -> GoalLine:
    """Keep a goal whose letters hold; return it with its progress."""
    stamp = stamp_of(settings, now)
    change = made(checked, settings.zone, names(settings), stamp)
    return _saved(settings, change, now)


def end_now(settings: Settings, part: str, outcome: str, now: datetime) -> GoalLine:
    """End a goal, with what came of it in words; return it as it ended."""
    from aware_tui.store.goals import NoSuchGoal

    goal = goal_now(settings, part, now).goal
    change = deeds.end(goal, safe_line(outcome) or goal.outcome, stamp_of(settings, now))
    if change.empty:
        raise NoSuchGoal(f"“{excerpt(goal.title, 60)}” was ended already. `aware goals show` reads it.")
    return _saved(settings, change, now)


def _saved(settings: Settings, change: "Change", now: datetime) -> GoalLine:
    from aware_tui.store.batch import save_now
    from aware_tui.store.goals import goal
    from aware_tui.store.saving import Versions

    versions, row = Versions(), change.edits[0].row
    with opened(settings) as db:
        if change.edits[0].before is not None:
            goal(db, row.id, versions)
        save_now(db, change, versions, None)
        return line_of(db, _found(db, row.id), names(settings), now)


def scope_meant(settings: Settings, category: str, location: str, channel: str, finding: str) -> Scope:
    """Return what a goal is about, of words from outside; a StoreProblem tells what nobody knows."""
    from aware_tui.store.goals import NoSuchScope

    if finding:
        if category or location or channel:
            raise NoSuchScope("--finding says it all: leave --category, --location and --channel out.")
        return Scope(pattern=_pattern(safe_line(finding)))
    playbook = playbook_in_force(settings)
    categories = {each.id: each.label for each in playbook.categories}
    channels = {each.id: each.label for each in playbook.channels}
    return Scope(
        _known(settings, "category", safe_line(category), categories),
        safe_line(location),
        _known(settings, "channel", safe_line(channel), channels),
    )


def _pattern(key: str) -> Pattern:
    from aware_tui.store.goals import NoSuchScope

    found = pattern_of(key)
    if found is None or not found.value:
        raise NoSuchScope(
            f"“{excerpt(key, 60)}” is no finding. `aware insights --json` gives each a key; in quotes: "
            """--finding '["late", "weekday", "Tuesday", null]'."""
        )
    return found


def _known(settings: Settings, column: str, said: str, labels: dict[str, str]) -> str:
    """Return the id of what is called so in the playbook, or the words as imported complaints have them."""
    from aware_tui.store.goals import NoSuchScope, is_counted

    meant = next((row for row, label in labels.items() if folded(said) in (folded(row), folded(label))), None)
    if not said or meant is not None:
        return meant or ""
    if has_data(settings):
        with opened(settings) as db:
            if is_counted(db, column, said):
                return said
    known = ", ".join([f"{row} ({label})" for row, label in labels.items()][:NAMED])
    raise NoSuchScope(f"There is no {column} “{excerpt(said, 60)}”. There are: {known}.")


def reason_ref(settings: Settings, about: Scope, theme: str, promise: str) -> str:
    """Return what a goal comes from; a DutyProblem or StoreProblem tells that there is no such promise."""
    if promise:
        from aware_tui.services.queue import find_duty

        return f"promise:{find_duty(settings, promise).id}"
    if theme.strip():
        return f"theme:{safe_line(theme)}"
    return f"pattern:{about.pattern.key}" if about.pattern is not None else ""
