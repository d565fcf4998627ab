"""Which skills the gaps of an agent's own live calls ask for."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from aware_tui.domain.practice.skills import Skill

SPAN = timedelta(days=30)
"""How far back calls are looked at."""

OFTEN = 2
"""Calls that have to show a gap before it says anything: once is an accident."""


class Lapse(StrEnum):
    """What the rows of a call show, beside its checklist."""

    WEAK_APOLOGY = "weak_apology"
    TOO_MANY_APOLOGIES = "too_many_apologies"
    VAGUE_PROMISE = "vague_promise"
    UNKEPT_PROMISE = "unkept_promise"
    UNCHECKED = "unchecked"
    UNDOCUMENTED = "undocumented"
    NO_CAUSE = "no_cause"


@dataclass(frozen=True, slots=True)
class RecentCall:
    """A finished live call: what was ticked in it, and what it lacked."""

    at: datetime
    playbook_hash: str
    ticked: frozenset[str]
    lapses: frozenset[Lapse] = frozenset()


OF_ITEMS: Mapping[str, Skill] = {
    "said_sorry": Skill.REAL_APOLOGY,
    "uninterrupted": Skill.LET_FINISH,
    "open_question": Skill.OPEN_QUESTION,
    "asked_cost": Skill.NAME_IT,
    "told_back": Skill.READ_BACK,
    "heard_side": Skill.NO_CONTRADICTION,
    "checked_assumption": Skill.NEEDED_FACTS,
    "asked_remedy": Skill.INVITE,
    "they_chose": Skill.POSSIBLE_OFFER,
    "exact_promise": Skill.WHAT_AND_WHEN,
    "read_back_said": Skill.READ_BACK,
    "customer_confirmed": Skill.READ_BACK,
    "assured": Skill.THEIR_SIDE,
    "checked_delegate": Skill.FOLLOW_THROUGH,
    "checked_back": Skill.FOLLOW_THROUGH,
    "seen_before": Skill.ROOT_CAUSE,
    "looked_behind": Skill.ROOT_CAUSE,
}
"""The skill behind an item of the AWARE checklists; items that are not here say nothing about a skill."""

OF_LAPSES: Mapping[Lapse, Skill] = {
    Lapse.WEAK_APOLOGY: Skill.REAL_APOLOGY,
    Lapse.TOO_MANY_APOLOGIES: Skill.ENOUGH_SORRY,
    Lapse.VAGUE_PROMISE: Skill.WHAT_AND_WHEN,
    Lapse.UNKEPT_PROMISE: Skill.FOLLOW_THROUGH,
    Lapse.UNCHECKED: Skill.FOLLOW_THROUGH,
    Lapse.UNDOCUMENTED: Skill.TWO_RECORDS,
    Lapse.NO_CAUSE: Skill.ROOT_CAUSE,
}
"""The skill behind each lapse."""


def raised_by_gaps(
    calls: Sequence[RecentCall], items: Mapping[str, Iterable[str]]
) -> dict[Skill, tuple[datetime, ...]]:
    """Return the skills that the calls ask for, most often first, each with when it was lacking.

    `items` has the checklist items of each playbook by its hash. An item counts once it was left open in more
    than half of the calls that had it and ticked anything at all; a lapse counts in any call; both only if
    they were there twice.
    """
    shown: dict[Skill, set[datetime]] = {}
    for item, skill in OF_ITEMS.items():
        there = [call for call in calls if call.ticked and item in items.get(call.playbook_hash, ())]
        left = [call.at for call in there if item not in call.ticked]
        if len(left) * 2 > len(there):
            _add(shown, skill, left)
    for lapse, skill in OF_LAPSES.items():
        _add(shown, skill, [call.at for call in calls if lapse in call.lapses])
    latest_first = {skill: tuple(sorted(times, reverse=True)) for skill, times in shown.items()}
    return dict(sorted(latest_first.items(), key=lambda each: -len(each[1])))


def _add(shown: dict[Skill, set[datetime]], skill: Skill, times: Sequence[datetime]) -> None:
    if len(times) >= OFTEN:
        shown.setdefault(skill, set()).update(times)
