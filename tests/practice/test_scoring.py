"""The score: what each step counts, with its evidence, and what is told at the end."""

import pytest
from practicing import HEARD, a_dangerous_one, a_scenario, moods, played

from aware_tui.domain.practice.acts import Act
from aware_tui.domain.practice.debrief import debrief
from aware_tui.domain.practice.moves import parse_move, written
from aware_tui.domain.practice.people import ideal
from aware_tui.domain.practice.scenario import Rubric, Scenario
from aware_tui.domain.practice.scoring import STEPS, Score, score
from aware_tui.domain.practice.skill_scores import indicators, skill_scores
from aware_tui.domain.practice.skills import SKILL_WORDS, Skill

GOOD = (
    "choice ack",
    "choice sorry",
    "choice open",
    "choice back",
    "choice invite",
    "choice visit",
    "choice commit",
)
DEEDS = tuple(
    f"after {name}"
    for name in ("check_delegate", "check_customer", "profile_entry", "quality_record", "root_cause")
)


def scored(scenario: Scenario, *lines: str) -> Score:
    return score(scenario, moods(), played(scenario, *lines))


@pytest.mark.parametrize(
    ("lines", "step", "worth"),
    [
        ((), "acknowledge", 0),
        (("choice ack",), "acknowledge", 70),
        (("choice sorry",), "acknowledge", 60),
        (("choice ack", "choice sorry"), "acknowledge", 100),
        (("choice ack", "choice sorry", "choice rule"), "acknowledge", 90),
        (("choice ack", "act apologise_fake", "act blame"), "acknowledge", 50),
        (("choice ack", *["act apologise_real"] * 3), "acknowledge", 90),
        (("act thank",), "acknowledge", 30),
        ((), "widen", 22.5),
        (("choice ack", "choice open"), "widen", 65),
        (("choice invite",), "widen", 57.5),
        (("choice ack", "choice open", "choice wrong"), "widen", 40),
        ((), "agree", 0),
        (("choice back",), "agree", 20),
        (GOOD[:-1], "agree", 55),
        (("choice commit", *GOOD[:-1], "act commit"), "agree", 85),
        (GOOD, "agree", 100),
        ((*GOOD, "act vague_promise"), "agree", 85),
        ((*GOOD, "act offer_option offer=reopen"), "agree", 80),
        (("after check_delegate", "after check_customer"), "resolve", 0),
        ((*GOOD, "after check_delegate"), "resolve", 50),
        ((*GOOD, "after check_delegate", "after check_customer"), "resolve", 100),
        (("after profile_entry",), "evaluate", 30),
        (("after quality_record",), "evaluate", 30),
        (("after root_cause",), "evaluate", 40),
        (DEEDS, "evaluate", 100),
    ],
)
def test_each_step_counts_what_it_is_made_of(lines: tuple[str, ...], step: str, worth: float) -> None:
    assert scored(a_scenario(), *HEARD, *lines).steps[step] == worth


def test_the_total_is_the_weighted_mean_of_the_steps() -> None:
    result = scored(a_scenario(), *HEARD, *GOOD)
    assert result.steps == dict(zip(STEPS, (100, 100, 100, 0, 0), strict=True))
    assert result.total == 75
    heavy = a_scenario(rubric=Rubric({"resolve": 0, "evaluate": 0}))
    assert scored(heavy, *HEARD, *GOOD).total == 100


def test_cutting_them_off_takes_from_acknowledging() -> None:
    assert scored(a_scenario(), "choice ack", "choice sorry").steps["acknowledge"] == 90


def test_a_safety_truth_weighs_in_widen_and_is_fatal_untold() -> None:
    untold = scored(a_dangerous_one(), *HEARD, *GOOD, *DEEDS)
    assert untold.fatal == ("safety_truth",)
    assert untold.total == 49
    assert untold.steps["widen"] == 76.9
    told = scored(a_dangerous_one(), *HEARD, "choice truth", *GOOD, *DEEDS)
    assert (told.fatal, told.total) == ((), 100)


def test_a_rubric_can_make_an_act_or_an_event_fatal() -> None:
    scenario = a_scenario(rubric=Rubric({}, ("impossible", "blame")))
    result = scored(scenario, *HEARD, *GOOD, "act offer_option offer=reopen", *DEEDS)
    assert result.fatal == ("impossible",)
    assert result.total <= 49


def test_every_point_that_was_got_names_its_turn_and_words() -> None:
    result = score(a_scenario(), moods(), played(a_scenario(), *HEARD, *GOOD, *DEEDS))
    assert all(point.turn for point in result.points if point.got and point.what != "stood by them")
    named = next(point for point in result.points if point.what == "named what it was like")
    assert (named.turn, named.quote) == (3, "Two days without a stove.")


def test_skills_are_shown_by_their_evidence() -> None:
    best = skill_scores(a_dangerous_one(), played(a_dangerous_one(), *HEARD, "choice truth", *GOOD, *DEEDS))
    assert set(best.values()) == {100}
    assert set(best) == set(Skill)
    poor = skill_scores(
        a_scenario(), played(a_scenario(), "act blame", "act apologise_fake", "act vague_promise")
    )
    assert poor[Skill.LET_FINISH] == 50
    assert poor[Skill.THEIR_SIDE] == 50
    assert poor[Skill.REAL_APOLOGY] == poor[Skill.WHAT_AND_WHEN] == 0
    assert Skill.SAFETY_TRUTH not in poor
    assert set(indicators(best)) == {"patience", "empathy", "communication", "technical knowledge"}
    assert set(SKILL_WORDS) == set(Skill)


def test_the_debrief_names_the_best_and_the_costliest_moment_and_one_next_thing() -> None:
    scenario = a_scenario()
    call = played(scenario, *HEARD, "choice ack", "choice sorry", "choice rule", *GOOD[2:], *DEEDS)
    told = debrief(scenario, moods(), call, score(scenario, moods(), call))
    assert told.best is not None
    assert told.costliest is not None
    assert told.next is not None
    assert told.best.turn.choice == "commit"
    assert told.costliest.quote == "The form says five days."
    assert told.costliest.reason == "A rule."
    assert told.costliest.instead == "What has it been like?"
    assert told.next.skill is Skill.THEIR_SIDE
    assert told.next.turn == told.costliest.turn.number


def test_after_a_clean_call_the_next_thing_is_what_was_left_out() -> None:
    scenario = a_scenario()
    lines = [line for line in GOOD if line != "choice invite"]
    call = played(scenario, *HEARD, *lines, *DEEDS)
    told = debrief(scenario, moods(), call, score(scenario, moods(), call))
    assert told.costliest is None
    assert told.next is not None
    assert (told.next.skill, told.next.line) == (Skill.INVITE, "What would help most?")


def test_a_fatal_error_is_the_next_thing_before_all_others() -> None:
    scenario = a_dangerous_one()
    call = played(scenario, *HEARD, "act blame", *GOOD, *DEEDS)
    told = debrief(scenario, moods(), call, score(scenario, moods(), call))
    assert told.next is not None
    assert told.next.skill is Skill.SAFETY_TRUTH
    assert "leak" in told.next.line


def test_a_perfect_call_has_nothing_to_mend() -> None:
    scenario = a_scenario()
    call = played(scenario, *[written(move) for move in ideal(scenario)])
    told = debrief(scenario, moods(), call, score(scenario, moods(), call))
    assert (told.costliest, told.next) == (None, None)


def test_more_of_a_harm_never_scores_more() -> None:
    for act in (Act.BLAME, Act.POLICY_QUOTE, Act.APOLOGISE_FAKE):
        totals = [
            scored(a_scenario(), *HEARD, "choice ack", *[written(parse_move(f"act {act}"))] * times).total
            for times in range(4)
        ]
        assert totals == sorted(totals, reverse=True)
