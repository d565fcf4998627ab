"""What waits to be practised, in words; Today says it too, so nothing heavy is loaded for it."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from aware_tui.domain.practice.schedule import DueReason, DueSkill
from aware_tui.domain.practice.skills import SKILL_WORDS, Skill
from aware_tui.language import _

if TYPE_CHECKING:
    from aware_tui.services.practice.choosing import Paused

NAMED = 2
"""Skills that a sentence names."""


def waiting_words(paused: "Paused") -> str:
    """Return with whom a call goes on, and at which turn."""
    who, turn = paused.name or paused.title, paused.attempt.turns + 1
    return _("Carry on with {name}, turn {number}").format(name=who, number=turn)


def pressing(due: Iterable[DueSkill]) -> tuple[DueSkill, ...]:
    """Return what has fallen due, without what was never rehearsed at all."""
    return tuple(each for each in due if each.reason is not DueReason.NEVER)


def due_words(due: Iterable[DueSkill]) -> str:
    """Return what has fallen due and why, in a sentence or two; an empty text where nothing has."""
    found = tuple(due)
    raised = [each.skill for each in found if each.reason is DueReason.RAISED]
    late = [each.skill for each in found if each.reason is DueReason.OVERDUE]
    told = [_("Your own calls lacked {named} lately.").format(named=named(raised))] if raised else []
    return " ".join([*told, *([_("Due again: {named}.").format(named=named(late))] if late else [])])


def named(skills: Sequence[Skill], most: int = NAMED) -> str:
    """Return skills in words, the first ones by name: “a real apology”, “say it back” and 3 more."""
    words = [_("“{name}”").format(name=in_short(skill)) for skill in skills]
    more = len(words) - most
    if more > 0:
        return _("{all} and {more} more").format(all=", ".join(words[:most]), more=more)
    return _(" and ").join(words)


def in_short(skill: Skill) -> str:
    """Return a skill in words, without what explains it."""
    return SKILL_WORDS[skill].partition(":")[0]
