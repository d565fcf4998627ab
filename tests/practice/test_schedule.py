"""When a skill is due: the scheduler's own figures, kept exactly, and what goes first."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from attempting import a_call, a_card
from fsrs import Card, Rating, Scheduler
from hypothesis import given, settings
from hypothesis import strategies as st
from making import NOW

from aware_tui.domain.practice.live_gaps import Lapse, RecentCall, raised_by_gaps
from aware_tui.domain.practice.picking import Offer, level_of, pick
from aware_tui.domain.practice.schedule import DueReason, DueSkill, due, new_card, rating, review
from aware_tui.domain.practice.skills import SKILL_WORDS, Skill
from aware_tui.domain.practice_rows import Attempt, SkillCard
from aware_tui.domain.practice_states import AttemptMode

DAY = timedelta(days=1)
TYPE, CHOOSE = AttemptMode.TYPE, AttemptMode.CHOOSE

RATINGS = [
    (0, TYPE, Rating.Again),
    (49.9, TYPE, Rating.Again),
    (50, TYPE, Rating.Hard),
    (74.9, CHOOSE, Rating.Hard),
    (75, CHOOSE, Rating.Good),
    (94.9, TYPE, Rating.Good),
    (95, TYPE, Rating.Easy),
    (100, CHOOSE, Rating.Good),
    (100, AttemptMode.COMPLETE, Rating.Hard),
    (30, AttemptMode.COMPLETE, Rating.Again),
]


@pytest.mark.parametrize(("score", "mode", "expected"), RATINGS)
def test_a_score_is_rated(score: float, mode: AttemptMode, expected: Rating) -> None:
    assert rating(score, mode) is expected


def test_what_was_helped_is_hard_at_best() -> None:
    assert rating(100, TYPE, helped=True) is Rating.Hard
    assert rating(20, TYPE, helped=True) is Rating.Again


STEPS = st.lists(st.tuples(st.floats(0, 100), st.sampled_from([TYPE, CHOOSE]), st.floats(0, 60)), max_size=12)


@given(STEPS)
@settings(deadline=None, max_examples=60)
def test_a_card_kept_as_a_row_goes_on_as_the_library_would(
    steps: list[tuple[float, AttemptMode, float]],
) -> None:
    scheduler = Scheduler(
        enable_fuzzing=False, maximum_interval=30, learning_steps=(DAY,), relearning_steps=(DAY,)
    )
    theirs, mine, now = Card(card_id=7, due=NOW), a_card(), NOW
    for count, (score, mode, days) in enumerate(steps, start=1):
        now += timedelta(days=days)
        theirs, _ = scheduler.review_card(theirs, rating(score, mode), now)
        theirs = Card.from_dict(theirs.to_dict())
        mine = review(mine, score, now, mode)
        assert (mine.due_at, mine.last_review_at, mine.reviews) == (theirs.due, theirs.last_review, count)
        assert (mine.stability, mine.difficulty) == (theirs.stability, theirs.difficulty)
        assert (mine.card_state, mine.card_step) == (int(theirs.state), theirs.step)
        assert now < mine.due_at <= now + 30 * DAY


def test_what_goes_well_comes_back_later_and_what_goes_badly_sooner() -> None:
    card, now, waits = a_card(), NOW, []
    for _ in range(5):
        card = review(card, 90, now, TYPE)
        waits.append(card.due_at - now)
        now = card.due_at
    assert waits == sorted(waits)
    assert waits[-1] > 5 * DAY
    assert review(card, 20, now, TYPE).due_at - now == DAY


def test_the_same_reviews_give_the_same_card() -> None:
    card = new_card("c", "kim", "name_it", NOW)
    assert review(card, 80, NOW + DAY) == review(card, 80, NOW + DAY)
    assert (card.due_at, card.reviews, card.last_review_at) == (NOW, 0, None)


def test_a_time_in_any_zone_will_do() -> None:
    there = NOW.astimezone(timezone(timedelta(hours=5)))
    assert review(a_card(id="c"), 80, there) == review(a_card(id="c"), 80, NOW)


SPOILT: list[dict[str, Any]] = [
    {"card_state": 2},
    {"card_state": 3, "card_step": None},
    {"card_state": 9},
    {"card_state": 2, "stability": 0.0, "difficulty": 5.0},
    {"card_state": 2, "stability": "much", "difficulty": 5.0},
    {"card_state": 1, "card_step": None},
    {"card_state": 3, "card_step": None, "stability": 2.0, "difficulty": 5.0},
    {
        "card_state": 2,
        "card_step": None,
        "stability": 2.0,
        "difficulty": 5.0,
        "last_review_at": NOW + 9 * DAY,
    },
]


@pytest.mark.parametrize("parts", SPOILT, ids=str)
def test_a_card_that_cannot_be_begins_anew_and_loses_no_score(parts: dict[str, Any]) -> None:
    after = review(a_card(reviews=4, **parts), 80, NOW)
    assert (after.reviews, after.last_review_at) == (5, NOW)
    assert after.due_at > NOW


def reviewed(skill: Skill, due_at: datetime, last: datetime | None = None) -> SkillCard:
    return a_card(skill, due_at=due_at, reviews=1, last_review_at=last or due_at - DAY)


def test_what_is_due_comes_in_order() -> None:
    skills = (Skill.NAME_IT, Skill.INVITE, Skill.READ_BACK, Skill.TWO_RECORDS, Skill.LET_FINISH)
    cards = [
        reviewed(Skill.NAME_IT, NOW - DAY),
        reviewed(Skill.INVITE, NOW - 3 * DAY),
        reviewed(Skill.READ_BACK, NOW + DAY),
        a_card(Skill.LET_FINISH),
    ]
    assert due(cards, NOW, skills, {Skill.TWO_RECORDS: [NOW - 2 * DAY, NOW - 5 * DAY]}) == (
        DueSkill(Skill.TWO_RECORDS, DueReason.RAISED, NOW - 2 * DAY),
        DueSkill(Skill.INVITE, DueReason.OVERDUE, NOW - 3 * DAY),
        DueSkill(Skill.NAME_IT, DueReason.OVERDUE, NOW - DAY),
        DueSkill(Skill.LET_FINISH, DueReason.NEVER),
    )


def test_a_newcomer_has_every_skill_before_them() -> None:
    assert [each.skill for each in due((), NOW)] == list(Skill)


@pytest.mark.parametrize(("rehearsed", "is_due"), [(NOW - 3 * DAY, True), (NOW - DAY, False)])
def test_a_gap_counts_until_the_skill_was_rehearsed(rehearsed: datetime, is_due: bool) -> None:
    card = reviewed(Skill.INVITE, NOW + DAY, rehearsed)
    found = due([card], NOW, (Skill.INVITE,), {Skill.INVITE: [NOW - 2 * DAY]})
    assert bool(found) is is_due


ITEMS = {"h": ("said_sorry", "uninterrupted", "asked_remedy", "own_item")}


def calls(*ticked: str, lapses: tuple[Lapse, ...] = ()) -> list[RecentCall]:
    return [
        RecentCall(NOW - n * DAY, "h", frozenset(words.split()), frozenset(lapses))
        for n, words in enumerate(ticked)
    ]


RAISED = [
    ((), []),
    (calls("said_sorry"), []),
    (calls("said_sorry", "said_sorry"), [Skill.LET_FINISH, Skill.INVITE]),
    (calls("said_sorry asked_remedy", "said_sorry"), [Skill.LET_FINISH]),
    (
        calls("said_sorry uninterrupted asked_remedy", "said_sorry asked_remedy", "asked_remedy own_item"),
        [Skill.LET_FINISH],
    ),
    (calls("", "", ""), []),
    (calls("", lapses=(Lapse.UNDOCUMENTED,)), []),
    (calls("", "", lapses=(Lapse.UNDOCUMENTED,)), [Skill.TWO_RECORDS]),
]


@pytest.mark.parametrize(("recent", "skills"), RAISED)
def test_what_calls_lacked_more_than_once_raises_a_skill(
    recent: list[RecentCall], skills: list[Skill]
) -> None:
    assert list(raised_by_gaps(recent, ITEMS)) == skills


def test_what_is_lacked_most_often_comes_first_with_its_times() -> None:
    recent = calls("said_sorry", "said_sorry asked_remedy", "said_sorry", "said_sorry")
    assert raised_by_gaps(recent, ITEMS) == {
        Skill.LET_FINISH: tuple(NOW - n * DAY for n in range(4)),
        Skill.INVITE: (NOW, NOW - 2 * DAY, NOW - 3 * DAY),
    }


def test_an_item_that_the_playbook_does_not_have_was_not_left_out() -> None:
    assert raised_by_gaps(calls("own_item", "own_item"), {"h": ("own_item",)}) == {}
    assert raised_by_gaps(calls("own_item", "own_item"), {}) == {}


HARD = Offer("bank", 3, frozenset(Skill))
EASY = Offer("retail", 1, frozenset({Skill.NAME_IT, Skill.INVITE}))
OTHER = Offer("hotel", 1, frozenset({Skill.NAME_IT}))
DUE = (
    DueSkill(Skill.NAME_IT, DueReason.OVERDUE, NOW - DAY),
    DueSkill(Skill.INVITE, DueReason.NEVER),
)


def ids(
    *attempts: Attempt, level: int | None = None, offers: tuple[Offer, ...] = (HARD, OTHER, EASY)
) -> list[str]:
    return [each.scenario_id for each in pick(offers, DUE, attempts, NOW, level)]


def test_what_exercises_most_of_what_is_due_comes_first_at_the_trainees_level() -> None:
    assert ids() == ["retail", "hotel", "bank"]
    assert ids(level=3) == ["bank", "retail", "hotel"]


def test_the_last_scenario_comes_last_and_lately_played_ones_after_the_others() -> None:
    assert ids(a_call(-9, "retail")) == ["hotel", "bank", "retail"]
    assert ids(a_call(-1, "retail"), a_call(-0.5, "hotel")) == ["bank", "retail", "hotel"]
    assert ids(a_call(-9, "retail"), a_call(-8, "hotel")) == ["retail", "bank", "hotel"]


def test_of_equals_the_one_not_played_for_longest_comes_first() -> None:
    offers = tuple(replace(OTHER, scenario_id=name) for name in ("a", "b", "c"))
    assert ids(a_call(-5, "a"), a_call(-9, "b"), a_call(-4, "c"), offers=offers) == ["b", "a", "c"]


LEVELS = {"a": 1, "b": 1, "c": 2, "d": 2, "e": 3, "f": 3}
REACHED = [
    ([], 1),
    ([a_call(scenario="a"), a_call(scenario="a")], 1),
    ([a_call(scenario="a"), a_call(scenario="b", total=79.9)], 1),
    ([a_call(scenario="a"), a_call(scenario="b", mode="watch")], 1),
    ([a_call(scenario="a"), a_call(scenario="b")], 2),
    ([a_call(scenario="c"), a_call(scenario="d")], 3),
    ([a_call(scenario="e"), a_call(scenario="f")], 3),
    ([a_call(scenario="gone"), a_call(scenario="gone too")], 1),
]


@pytest.mark.parametrize(("attempts", "level"), REACHED)
def test_two_scenarios_that_went_well_lead_to_the_next_level(attempts: list[Attempt], level: int) -> None:
    assert level_of(attempts, LEVELS) == level


REASONS = [
    (DUE, (), "Due again: “name what it was like for them”."),
    (DUE[1:], (), "New to you: “ask what would put it right”."),
    (
        tuple(DueSkill(skill, DueReason.RAISED, NOW) for skill in list(Skill)[:4]),
        (),
        "Your own calls lacked this lately: “let them finish”, “name what it was like for them” and 2 more.",
    ),
    ((), (), "You have not played it yet."),
    ((), (a_call(-9, "bank"),), "Nothing in it is due: it keeps your hand in."),
]


@pytest.mark.parametrize(("skills", "attempts", "reason"), REASONS)
def test_a_pick_says_why(skills: tuple[DueSkill, ...], attempts: tuple[Attempt, ...], reason: str) -> None:
    (found,) = pick((HARD,), skills, attempts, NOW)
    assert found.reason == reason
    assert found.skills == tuple(each.skill for each in skills)


def test_every_skill_has_its_words() -> None:
    assert set(SKILL_WORDS) == set(Skill)
    assert NOW.tzinfo is UTC
