"""What is passed, what is missing, and what is mastered."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from attempting import a_call, an_attempt
from making import NOW

from aware_tui.domain.practice.mastery import Standing, is_good, passed, standings, still_missing
from aware_tui.domain.practice.skills import Skill
from aware_tui.domain.practice_rows import Attempt
from aware_tui.domain.practice_states import AttemptState

BERLIN = "Europe/Berlin"
TODAY = NOW.date()

FIRST, SECOND = a_call(0, "bank"), a_call(1, "hotel")
PASSING = {
    "two good ones": [FIRST, SECOND],
    "the first one chosen": [a_call(0, "bank", mode="choose"), SECOND],
    "just enough": [a_call(0, "bank", 80), a_call(1, "hotel", 80, steps={"widen": 60})],
    "a good one again between": [FIRST, a_call(0.1, "bank"), SECOND],
    "a good one of the same day between": [FIRST, a_call(0.1, "hotel"), a_call(1, "retail")],
    "a drill that failed between": [FIRST, a_call(0.1, "drill:sorry", 10), SECOND],
    "watched between": [FIRST, a_call(0.1, "retail", 20, "watch"), SECOND],
    "completed between": [FIRST, a_call(0.1, "retail", 20, "complete"), SECOND],
    "a retry that failed between": [FIRST, a_call(0.1, "retail", 20, retry_of="x"), SECOND],
    "one still open between": [FIRST, an_attempt(), SECOND],
    "a bad one before": [a_call(-1, total=20), FIRST, SECOND],
    "a bad one since": [FIRST, SECOND, a_call(2, total=20)],
}
NOT_PASSING = {
    "nothing": [],
    "one": [FIRST],
    "the same scenario": [FIRST, a_call(1, "bank")],
    "the same day": [FIRST, a_call(0.1, "hotel")],
    "the second one chosen": [FIRST, a_call(1, "hotel", mode="choose")],
    "the second one watched": [FIRST, a_call(1, "hotel", mode="watch")],
    "the second one completed": [FIRST, a_call(1, "hotel", mode="complete")],
    "the second one a drill": [FIRST, a_call(1, "drill:sorry")],
    "the second one a retry": [FIRST, a_call(1, "hotel", retry_of="x")],
    "the second one discarded": [FIRST, replace(SECOND, state=AttemptState.DISCARDED)],
    "a total under 80": [FIRST, a_call(1, "hotel", 79.9)],
    "a step under 60": [FIRST, a_call(1, "hotel", steps={"widen": 59.9})],
    "something fatal": [FIRST, a_call(1, "hotel", fatal=("safety_truth",))],
    "a bad one between": [FIRST, a_call(0.1, "retail", 50), SECOND],
}


@pytest.mark.parametrize("name", PASSING)
def test_two_good_calls_pass(name: str) -> None:
    attempts = PASSING[name]
    assert passed(attempts, BERLIN) is not None
    assert passed(reversed(attempts), BERLIN) == passed(attempts, BERLIN)
    assert still_missing(attempts, BERLIN, TODAY) == ""


@pytest.mark.parametrize("name", NOT_PASSING)
def test_less_does_not_pass(name: str) -> None:
    assert passed(NOT_PASSING[name], BERLIN) is None
    assert still_missing(NOT_PASSING[name], BERLIN, TODAY) != ""


def test_the_two_calls_are_told() -> None:
    found = passed([SECOND, FIRST], BERLIN)
    assert found is not None
    assert (found.first, found.second) == (FIRST, SECOND)


@pytest.mark.parametrize(("zone", "is_passed"), [("UTC", False), (BERLIN, True), ("Nowhere/Else", False)])
def test_days_are_those_of_the_trainee(zone: str, is_passed: bool) -> None:
    late = datetime(2026, 3, 4, 22, 50, tzinfo=UTC)
    calls = [a_call(scenario=name) for name in ("bank", "hotel")]
    first, second = (
        an_attempt(**{name: getattr(call, name) for name in KEPT}, ended_at=at)
        for call, at in zip(calls, (late, late + timedelta(minutes=20)), strict=True)
    )
    assert (passed([first, second], zone) is not None) is is_passed


KEPT = ("scenario_id", "state", "total", "scores")

MISSING: list[tuple[list[Attempt], str]] = [
    (
        [],
        "Two good calls running pass: 80 or more, in two scenarios, on two days, the second one typed.",
    ),
    (
        [a_call(total=72.5, steps={"widen": 40})],
        "Two good calls running pass: 80 or more, in two scenarios, on two days, the second one typed. "
        "The last call was not one yet. It had 72.5, and 80 is needed. "
        "No step may be under 60: Widen had 40.",
    ),
    (
        [a_call(total=12, steps={"acknowledge": 0, "widen": 0, "agree": 0, "resolve": 70, "evaluate": 30})],
        "Two good calls running pass: 80 or more, in two scenarios, on two days, the second one typed. "
        "The last call was not one yet. It had 12, and 80 is needed. "
        "No step may be under 60: Acknowledge, Widen and Agree had 0, Evaluate 30.",
    ),
    (
        [a_call(steps={"acknowledge": 80, "widen": 33, "agree": 0, "resolve": 0, "evaluate": 0})],
        "Two good calls running pass: 80 or more, in two scenarios, on two days, the second one typed. "
        "The last call was not one yet. "
        "No step may be under 60: Widen had 33; Agree, Resolve and Evaluate 0.",
    ),
    (
        [a_call(total=49, fatal=("safety_truth",))],
        "Two good calls running pass: 80 or more, in two scenarios, on two days, the second one typed. "
        "The last call was not one yet. It had 49, and 80 is needed. "
        "Something happened in it that must never happen.",
    ),
    (
        [a_call(0)],
        "One more good call passes: 80 or more, typed, in another scenario, on another day.",
    ),
    ([a_call(-1)], "One more good call passes: 80 or more, typed, in another scenario."),
    (
        [a_call(0, "bank", mode="choose"), a_call(0.1, "hotel", mode="choose")],
        "One more good call passes: 80 or more, typed, on another day.",
    ),
    (
        [a_call(-1, "bank", mode="choose"), a_call(0, "hotel", mode="choose")],
        "One more good call passes: 80 or more, typed, in another scenario.",
    ),
    (
        [a_call(-2, "bank", mode="choose"), a_call(-1, "hotel", mode="choose")],
        "One more good call passes: 80 or more, typed.",
    ),
]


@pytest.mark.parametrize(("attempts", "told"), MISSING)
def test_what_is_missing_is_told(attempts: list[Attempt], told: str) -> None:
    assert still_missing(attempts, BERLIN, TODAY) == told


@pytest.mark.parametrize("days", range(1, 4))
@pytest.mark.parametrize("mode", ["choose", "type"])
def test_who_does_what_is_told_passes(days: int, mode: str) -> None:
    attempts = [a_call(-n / 2, name, mode=mode) for n, name in enumerate(("bank", "hotel", "bank")[:days])]
    told = still_missing(attempts, BERLIN, TODAY)
    if told:
        day = 1 if "on another day" in told else 0.2
        name = "retail" if "in another scenario" in told else "bank"
        assert passed([*attempts, a_call(day, name)], BERLIN) is not None


SPOILT: list[dict[str, Any]] = [
    {"scores": ""},
    {"scores": "[1]"},
    {"scores": "{"},
    {"scores": '{"widen": null}'},
    {"scores": "[" * 100_000},
]


@pytest.mark.parametrize("parts", SPOILT, ids=range(len(SPOILT)))
def test_a_call_without_scores_that_can_be_read_is_not_good(parts: dict[str, Any]) -> None:
    call = an_attempt(state=AttemptState.FINISHED, total=90.0, **parts)
    assert not is_good(call)
    assert "It has no scores." in still_missing([call], BERLIN, date(2026, 3, 4))


def test_a_skill_is_mastered_by_its_last_three_scores() -> None:
    values = (10, 80, 90, 100)
    attempts = [a_call(n, skills={"name_it": value, "invite": 79.0}) for n, value in enumerate(values)]
    attempts += [
        a_call(9, "drill:back", skills={"read_back": 100}),
        a_call(8, mode="watch", skills={"safety_truth": 100}),
    ]
    assert standings(reversed(attempts)) == {
        Skill.NAME_IT: Standing((80, 90, 100)),
        Skill.INVITE: Standing((79.0,) * 3),
        Skill.READ_BACK: Standing((100,)),
    }
    mastered = [skill for skill, standing in standings(attempts).items() if standing.mastered]
    assert mastered == [Skill.NAME_IT]
