"""Which scenario to play next, and why."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from aware_tui.domain.practice.attempts import counts
from aware_tui.domain.practice.schedule import DueReason, DueSkill
from aware_tui.domain.practice.skills import SKILL_WORDS, Skill
from aware_tui.domain.practice_rows import Attempt
from aware_tui.language import _

LATELY = timedelta(days=2)
"""A scenario played within this time comes after the others: the words are still in the ear."""

GOOD = 80.0
"""A call of this total went well."""

HIGHEST = 3
NAMED = 2
"""Skills that a reason names."""

_NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Offer:
    """A scenario that can be played."""

    scenario_id: str
    level: int
    skills: frozenset[Skill]
    """What it exercises."""


@dataclass(frozen=True, slots=True)
class Pick:
    """A scenario to play, and why in a sentence."""

    scenario_id: str
    reason: str
    skills: tuple[Skill, ...]
    """The skills due now that it exercises, most urgent first."""


def level_of(attempts: Iterable[Attempt], levels: Mapping[str, int]) -> int:
    """Return a trainee's level: one above the highest at which two scenarios went well; 3 at most."""
    well: dict[int, set[str]] = {}
    for attempt in attempts:
        level = levels.get(attempt.scenario_id)
        if level is not None and counts(attempt) and (attempt.total or 0) >= GOOD:
            well.setdefault(level, set()).add(attempt.scenario_id)
    reached = [level for level, scenarios in well.items() if len(scenarios) > 1]
    return min(max(reached, default=0) + 1, HIGHEST)


def pick(
    offers: Sequence[Offer],
    due: Sequence[DueSkill],
    attempts: Sequence[Attempt],
    now: datetime,
    level: int | None = None,
) -> tuple[Pick, ...]:
    """Return the scenarios in the order to play them, never beginning with the last one again.

    First those not played lately and not above the trainee's level; of these, those that exercise most of
    what is due. `attempts` are the trainee's, in any order; without a level, it is told from them.
    """
    played = _played(attempts)
    last = max(played, key=lambda each: played[each], default="")
    reached = level or level_of(attempts, {offer.scenario_id: offer.level for offer in offers})

    def order(offer: Offer) -> tuple[bool, bool, bool, int, int, datetime]:
        at = played.get(offer.scenario_id, _NEVER)
        return (
            offer.scenario_id == last,
            at > now - LATELY,
            offer.level > reached,
            -len(_exercised(offer, due)),
            abs(offer.level - reached),
            at,
        )

    return tuple(_picked(offer, due, offer.scenario_id in played) for offer in sorted(offers, key=order))


def _played(attempts: Iterable[Attempt]) -> dict[str, datetime]:
    """Return when each scenario was begun last."""
    found: dict[str, datetime] = {}
    for attempt in attempts:
        before = found.get(attempt.scenario_id, attempt.started_at)
        found[attempt.scenario_id] = max(before, attempt.started_at)
    return found


def _exercised(offer: Offer, due: Sequence[DueSkill]) -> list[DueSkill]:
    return [each for each in due if each.skill in offer.skills]


def _picked(offer: Offer, due: Sequence[DueSkill], known: bool) -> Pick:
    exercised = _exercised(offer, due)
    return Pick(offer.scenario_id, _reason(exercised, known), tuple(each.skill for each in exercised))


def _reason(exercised: Sequence[DueSkill], known: bool) -> str:
    for reason, begins in _BEGINS.items():
        skills = [each.skill for each in exercised if each.reason is reason]
        if skills:
            return f"{begins}: {_named(skills)}."
    return _("Nothing in it is due: it keeps your hand in.") if known else _("You have not played it yet.")


_BEGINS = {
    DueReason.RAISED: _("Your own calls lacked this lately"),
    DueReason.OVERDUE: _("Due again"),
    DueReason.NEVER: _("New to you"),
}


def _named(skills: Collection[Skill]) -> str:
    words = [_("“{name}”").format(name=SKILL_WORDS[skill]) for skill in skills]
    named, more = words[:NAMED], len(words) - NAMED
    return ", ".join(named) + (_(" and {more} more").format(more=more) if more > 0 else "")
