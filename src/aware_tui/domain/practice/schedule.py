"""When to rehearse a skill again: FSRS on skills, which is a rule of thumb here, and what is due now."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from aware_tui.domain.practice.skills import Skill
from aware_tui.domain.practice_rows import SkillCard
from aware_tui.domain.practice_states import AttemptMode

if TYPE_CHECKING:
    from fsrs import Card, Rating

LONGEST = 30
"""Days after which every skill comes back, however well it went."""

SOONEST = timedelta(days=1)
"""A skill that went badly comes back tomorrow, not within minutes as a word on a card would."""

AGAIN, HARD, EASY = 50.0, 75.0, 95.0
"""Under the first a skill is learnt again, under the second it was hard; from the third, typed, easy."""

HELPED = frozenset({AttemptMode.WATCH, AttemptMode.COMPLETE})
"""Where part of the call is given: what went well there was hard at best."""


def new_card(row_id: str, trainee: str, skill: str, now: datetime) -> SkillCard:
    """Return the card of a skill that was never rehearsed: due at once."""
    return SkillCard(row_id, trainee, skill, now, card_step=0)


def review(
    card: SkillCard,
    score: float,
    now: datetime,
    mode: AttemptMode = AttemptMode.TYPE,
    *,
    helped: bool = False,
) -> SkillCard:
    """Return a card after its skill was shown with a score of 0 to 100 at an aware time."""
    from fsrs import Scheduler

    steps = (SOONEST,)
    scheduler = Scheduler(
        enable_fuzzing=False, maximum_interval=LONGEST, learning_steps=steps, relearning_steps=steps
    )
    made, _ = scheduler.review_card(_to_fsrs(card), rating(score, mode, helped=helped), now.astimezone(UTC))
    return replace(
        card,
        due_at=made.due,
        stability=made.stability,
        difficulty=made.difficulty,
        card_state=int(made.state),
        card_step=made.step,
        last_review_at=made.last_review,
        reviews=card.reviews + 1,
    )


def rating(score: float, mode: AttemptMode, *, helped: bool = False) -> "Rating":
    """Return what a score of 0 to 100 is to the scheduler."""
    from fsrs import Rating

    if score < AGAIN:
        return Rating.Again
    if score < HARD or helped or mode in HELPED:
        return Rating.Hard
    return Rating.Easy if score >= EASY and mode is AttemptMode.TYPE else Rating.Good


def _to_fsrs(card: SkillCard) -> "Card":
    """Return the library's card; every part is given, since it reads the clock for what is left out."""
    from fsrs import Card, State

    if not _is_sound(card):
        return Card(card_id=0, due=card.due_at)
    state = State(card.card_state)
    step = None if state is State.Review else card.card_step or 0
    return Card(0, state, step, card.stability, card.difficulty, card.due_at, card.last_review_at)


def _is_sound(card: SkillCard) -> bool:
    """Say whether the scheduler can go on from a card; else the skill is learnt anew."""
    numbers = (card.stability, card.difficulty)
    return card.card_state in (1, 2, 3) and all(
        isinstance(each, float | int) and each > 0 for each in numbers
    )


class DueReason(StrEnum):
    """Why a skill is due."""

    RAISED = "raised"
    """The trainee's own live calls lacked it."""
    OVERDUE = "overdue"
    NEVER = "never"
    """It was never rehearsed."""


@dataclass(frozen=True, slots=True)
class DueSkill:
    """A skill to rehearse now."""

    skill: Skill
    reason: DueReason
    since: datetime | None = None
    """When it fell due, or was lacking last; None for one that was never rehearsed."""


def due(
    cards: Iterable[SkillCard],
    now: datetime,
    skills: Sequence[Skill] = tuple(Skill),
    raised: Mapping[Skill, Sequence[datetime]] | None = None,
) -> tuple[DueSkill, ...]:
    """Return the skills to rehearse now: what live calls lacked, what is overdue, what was never rehearsed.

    `raised` is what `raised_by_gaps` tells; a skill rehearsed since its last gap is due by its card alone.
    """
    known = {card.skill: card for card in cards if card.reviews}
    found = [_raised(skill, known.get(skill), times) for skill, times in (raised or {}).items()]
    first = [each for each in found if each is not None and each.skill in skills]
    done = {each.skill for each in first}
    rest = [skill for skill in skills if skill not in done]
    late = [
        DueSkill(skill, DueReason.OVERDUE, known[skill].due_at)
        for skill in rest
        if skill in known and known[skill].due_at <= now
    ]
    never = [DueSkill(skill, DueReason.NEVER) for skill in rest if skill not in known]
    return (*first, *sorted(late, key=lambda each: each.since or now), *never)


def _raised(skill: Skill, card: SkillCard | None, times: Sequence[datetime]) -> DueSkill | None:
    latest = max(times, default=None)
    rehearsed = card.last_review_at if card is not None else None
    if latest is None or (rehearsed is not None and rehearsed >= latest):
        return None
    return DueSkill(skill, DueReason.RAISED, latest)
