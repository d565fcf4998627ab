"""What has fallen due to be practised, in words; Today says it too, so nothing heavy is loaded for it."""

from collections.abc import Iterable, Sequence

from aware_tui.domain.practice.schedule import DueReason, DueSkill
from aware_tui.domain.practice.skills import SKILL_WORDS, Skill
from aware_tui.language import _

NAMED = 2
"""Skills that a sentence names."""


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
    words = [f"“{in_short(skill)}”" for skill in skills]
    more = len(words) - most
    if more > 0:
        return _("{all} and {more} more").format(all=", ".join(words[:most]), more=more)
    return _(" and ").join(words)


def in_short(skill: Skill) -> str:
    """Return a skill in words, without what explains it."""
    return SKILL_WORDS[skill].partition(":")[0]
