"""How a trainee has come on: their calls from the oldest on, and how each showed each skill."""

from dataclasses import dataclass
from datetime import datetime

from aware_tui.domain.forms import short_day
from aware_tui.domain.practice.attempts import is_drill, skills_of
from aware_tui.domain.practice.mastery import passed, standings, still_missing
from aware_tui.domain.practice.skills import Skill
from aware_tui.domain.practice_rows import Attempt, SkillCard
from aware_tui.domain.practice_states import AttemptMode
from aware_tui.domain.zones import local_time
from aware_tui.language import _, in_sense
from aware_tui.services.practice.choosing import Practised
from aware_tui.services.practice.saying import day_of

HOW = {
    AttemptMode.COMPLETE: in_sense("how a call was made", "gaps"),
    AttemptMode.CHOOSE: in_sense("how a call was made", "pick"),
    AttemptMode.TYPE: in_sense("how a call was made", "typed"),
}
"""How a call was made, in at most five letters."""

DRILL = in_sense("how a call was made", "drill")
RETRY = in_sense("how a call was made", "retry")

NEW = _("new")
NOW_DUE = _("due now")


@dataclass(frozen=True, slots=True)
class CallColumn:
    """A call, or a drill."""

    at: datetime
    """As a clock of the trainee's zone shows it."""
    how: str
    total: float | None


@dataclass(frozen=True, slots=True)
class SkillRow:
    """A skill in each of the calls; None where a call did not ask for it."""

    skill: Skill
    scores: tuple[float | None, ...]
    mastered: bool
    due: str
    """When it comes back, in a word or two."""


@dataclass(frozen=True, slots=True)
class Picture:
    """All there is to show."""

    calls: tuple[CallColumn, ...]
    """Oldest first."""
    skills: tuple[SkillRow, ...]
    standing: str
    """What is passed, or what is still missing, in plain sentences."""


def picture(known: Practised, now: datetime, zone: str) -> Picture:
    """Return the progress of a trainee; what was only watched shows nothing of them."""
    shown = [each for each in known.finished if each.mode is not AttemptMode.WATCH]
    shown.sort(key=lambda each: (each.ended_at or each.started_at, each.id))
    stand = standings(shown)
    scores = [skills_of(each) for each in shown]
    cards = {card.skill: card for card in known.cards}
    rows = (
        SkillRow(
            skill,
            tuple(each.get(skill) for each in scores),
            skill in stand and stand[skill].mastered,
            _due(cards.get(skill), now, zone),
        )
        for skill in Skill
    )
    return Picture(tuple(_column(each, zone) for each in shown), tuple(rows), _standing(known, now, zone))


def _column(attempt: Attempt, zone: str) -> CallColumn:
    how = DRILL if is_drill(attempt) else RETRY if attempt.retry_of else HOW[attempt.mode]
    return CallColumn(local_time(attempt.ended_at or attempt.started_at, zone), how, attempt.total)


def _due(card: SkillCard | None, now: datetime, zone: str) -> str:
    if card is None:
        return NEW
    return day_of(card, now, zone) if card.due_at > now else NOW_DUE


def _standing(known: Practised, now: datetime, zone: str) -> str:
    found = passed(known.finished, zone)
    if found is None:
        return still_missing(known.finished, zone, local_time(now, zone).date())
    first, second = (
        local_time(each.ended_at or each.started_at, zone) for each in (found.first, found.second)
    )
    days = _("{first} and {second}").format(first=short_day(first), second=short_day(second))
    return _("Passed: two good calls running, in two scenarios, on {days}.").format(days=days)
