"""What there is to say of practice in a sentence or two: what is due today, and what would come next."""

from collections.abc import Sequence
from datetime import datetime

from aware_tui.domain.due import Due, describe_day
from aware_tui.domain.practice.schedule import DueSkill
from aware_tui.domain.practice.skills import SKILL_WORDS, Skill
from aware_tui.domain.practice_rows import SkillCard
from aware_tui.domain.practice_states import AttemptMode
from aware_tui.language import _
from aware_tui.services.practice.choosing import Practised, ScenarioLine
from aware_tui.services.practice.due_words import due_words, in_short, pressing

LEVELS = {1: _("easy"), 2: _("middle"), 3: _("hard")}
"""The levels in words."""

MODE_NAMES = {
    AttemptMode.WATCH: _("Watch"),
    AttemptMode.COMPLETE: _("Complete"),
    AttemptMode.CHOOSE: _("Choose"),
    AttemptMode.TYPE: _("Type"),
}
"""What each amount of help is called."""

MODE_WORDS = {
    AttemptMode.WATCH: _("a call done well, turn by turn, and why each line works"),
    AttemptMode.COMPLETE: _("the same call with gaps: every second answer is yours"),
    AttemptMode.CHOOSE: _("the whole call: pick each answer out of a few"),
    AttemptMode.TYPE: _("the whole call in your own words"),
}
"""What each is."""

FIRST_TIME = _(
    "A customer rings, upset, and nobody real is hurt. First you see a call done well, "
    "then you make more and more of it yourself. Press Enter."
)
"""Told to whoever opens Practice for the first time."""


def headline(
    lines: Sequence[ScenarioLine], known: Practised, due: Sequence[DueSkill], now: datetime, zone: str
) -> str:
    """Return in a sentence or two what is due today, why, and what to play for it."""
    if known.nothing:
        return FIRST_TIME
    now_due = pressing(due)
    told = due_words(due) or _nothing_due(known, now, zone)
    best = next(iter(lines), None)
    if best is None:
        return told
    title = best.scenario.title or best.scenario.id
    if now_due:
        trains = sum(each.skill in best.due for each in now_due)
        return _("{told} “{title}” {trains}.").format(
            told=told, title=title, trains=_trains(trains, len(now_due))
        )
    if known.paused:
        return _("{told} Carry on with “{title}”.").format(told=told, title=known.paused[0].title)
    if known.cards:
        return _("{told} To keep your hand in: “{title}”.").format(told=told, title=title)
    return _("{told} Begin with: “{title}”.").format(told=told, title=title)


def _trains(some: int, every: int) -> str:
    if some < every:
        return _("trains {some} of these {every}").format(some=some, every=every) if some else _("comes next")
    return _("trains it") if every == 1 else _("trains all of it")


def _nothing_due(known: Practised, now: datetime, zone: str) -> str:
    ahead = [card for card in known.cards if card.due_at > now and card.skill in SKILL_WORDS]
    if not known.cards:
        return _("Nothing is due yet: that begins with the first call you make yourself.")
    if not ahead:
        return _("Nothing is due today.")
    card = min(ahead, key=lambda each: each.due_at)
    return _("Nothing is due today. Next is “{in_short}”, {day_of}.").format(
        in_short=in_short(Skill(card.skill)), day_of=day_of(card, now, zone)
    )


def day_of(card: SkillCard, now: datetime, zone: str) -> str:
    """Return the day on which a skill comes back: "today", "tomorrow", "Fri 6 Mar"."""
    return describe_day(Due(card.due_at, zone, ""), now) if card.due_at > now else _("today")
