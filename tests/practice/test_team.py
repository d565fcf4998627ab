"""The team picture: skill by person, what is flagged, and what is too little to judge."""

from collections.abc import Sequence
from typing import Any

import pytest
from attempting import a_call, an_attempt
from hypothesis import given
from hypothesis import settings as fast
from hypothesis import strategies as st

from aware_tui.domain.practice.skills import Skill
from aware_tui.domain.practice.team import Cell, Flag, team_picture
from aware_tui.domain.practice_rows import Attempt
from aware_tui.domain.practice_states import AttemptState
from aware_tui.domain.text import cells
from aware_tui.exports.team_json import team_object
from aware_tui.services.practice.team_table import NOBODY, lines

ZONE = "Europe/Berlin"
NONE_WEAK = "No skill is weak: everybody who showed one has 60 or more in it."


def calls_of(trainees: str, total: float = 90.0, **parts: Any) -> list[Attempt]:
    """Return a call for each letter, which names its trainee; one after the other."""
    return [a_call(day, total=total, trainee=name, **parts) for day, name in enumerate(trainees)]


@pytest.mark.parametrize(
    ("calls", "flag", "begins"),
    [
        (calls_of("abcab"), Flag.EVERYONE_PASSES, "Everyone passes it (5 calls by 3 people)"),
        (calls_of("abcab", 20), Flag.EVERYONE_FAILS, "Everyone fails it (5 calls by 3 people)"),
        (calls_of("abca"), None, "Too few to judge: 4 calls by 3 people. It takes 5 by 3."),
        (calls_of("ababab"), None, "Too few to judge: 6 calls by 2 people."),
        (calls_of("a", 20), None, "Too few to judge: 1 call by 1 person."),
        (calls_of("abcab") + calls_of("a", 20), None, ""),
        (calls_of("abcabc", mode="complete"), None, None),
        (calls_of("abcabc", scenario="drill:sorry"), None, None),
        (calls_of("abcabc", retry_of="0195"), None, None),
        (calls_of("abcab") + calls_of("a", 20, mode="complete"), Flag.EVERYONE_PASSES, "Everyone"),
        (calls_of("abcab", steps={"widen": 59.9}), Flag.EVERYONE_FAILS, "Everyone fails"),
        (calls_of("abcab", fatal=("blame",)), Flag.EVERYONE_FAILS, "Everyone fails"),
    ],
)
def test_a_scenario_that_tells_nobody_apart_is_flagged(
    calls: list[Attempt], flag: Flag | None, begins: str | None
) -> None:
    picture = team_picture(calls, ZONE)
    if begins is None:
        assert picture.scenarios == ()
        return
    (tried,) = picture.scenarios
    assert tried.flag == flag
    assert tried.sentence.startswith(begins)
    assert bool(tried.sentence) == bool(begins)
    assert picture.flagged == ((tried,) if flag else ())


def test_passed_and_failed_are_counted_by_person() -> None:
    (tried,) = team_picture([*calls_of("ab"), *calls_of("bcd", 20)], ZONE).scenarios
    assert (tried.calls, tried.good, tried.people, tried.people_passed, tried.people_failed) == (
        5,
        2,
        4,
        2,
        2,
    )


def test_flagged_scenarios_come_first() -> None:
    calls = [*calls_of("abcab", scenario="z"), *calls_of("ab", scenario="a")]
    assert [each.scenario_id for each in team_picture(calls, ZONE).scenarios] == ["z", "a"]


def test_a_skill_is_the_mean_of_the_last_three_with_its_count() -> None:
    scores = (0, 80, 90, 85)
    calls = [a_call(day, skills={"name_it": score}) for day, score in enumerate(scores)]
    drill = a_call(9, scenario="drill:sorry", skills={"real_apology": 40})
    given_ones = [
        a_call(10, mode="complete", skills={"name_it": 0}),
        a_call(11, mode="watch", skills={"name_it": 0}),
        a_call(12, retry_of="x", skills={"name_it": 0}),
    ]
    (kim,) = team_picture([drill, *given_ones, *reversed(calls)], ZONE).people
    assert kim.skills == {Skill.NAME_IT: Cell(85.0, 3, 4), Skill.REAL_APOLOGY: Cell(40.0, 1, 1)}
    assert (kim.attempts, kim.calls, kim.mean) == (7, 4, 85.0)


def test_the_same_attempt_twice_counts_once() -> None:
    calls = calls_of("abcab")
    assert team_picture([*calls, *calls], ZONE) == team_picture(calls, ZONE)


def test_what_is_not_finished_counts_for_nothing() -> None:
    (kim,) = team_picture([an_attempt(), a_call(skills={}, total=70.0)], ZONE).people
    assert (kim.calls, kim.skills) == (1, {})
    assert an_attempt().state is AttemptState.OPEN


@pytest.mark.parametrize(
    ("calls", "advice"),
    [
        ([], ""),
        ([a_call(skills={"name_it": 60})], NONE_WEAK),
        (
            [
                a_call(trainee="a", skills={"name_it": 0, "invite": 40}),
                a_call(trainee="b", skills={"name_it": 90, "invite": 50}),
            ],
            "Train next: ask what would put it right. "
            "2 of 2 people had under 60 in it lately; the mean is 45.",
        ),
    ],
)
def test_what_to_train_next_is_what_most_people_lack(calls: Sequence[Attempt], advice: str) -> None:
    assert team_picture(calls, ZONE).advice == advice


CALLS = st.builds(
    a_call,
    day=st.integers(0, 30),
    scenario=st.sampled_from(["gas-smell", "quiet-wife", "drill:sorry"]),
    total=st.floats(0, 100),
    mode=st.sampled_from(["watch", "complete", "choose", "type"]),
    skills=st.dictionaries(st.sampled_from(["name_it", "invite", "charm"]), st.integers(0, 100)),
    trainee=st.sampled_from(["kim", "Jürgen", "漢字 [b]", "a" * 60]),
)


@fast(max_examples=30, deadline=None)
@given(st.lists(CALLS, max_size=6), st.permutations(range(6)), st.sampled_from([80, 100, 120]))
def test_the_picture_depends_on_no_order_and_fits_its_width(
    calls: list[Attempt], order: list[int], width: int
) -> None:
    picture = team_picture(calls, ZONE)
    mixed = [calls[place] for place in order if place < len(calls)]
    assert team_picture(mixed, ZONE) == picture
    for person in picture.people:
        assert all(0 <= cell.mean <= 100 and 1 <= cell.of <= 3 for cell in person.skills.values())
        assert all(cell.of <= cell.attempts for cell in person.skills.values())
    assert all(cells(line) <= width for line in lines(picture, width))
    told = team_object(picture, len(calls), 0, ())
    assert len(told["people"]) == len(picture.people)


def test_many_people_go_on_below() -> None:
    table = lines(team_picture(calls_of("abcdefgh"), ZONE), 80)
    heads = [line for line in table if line.split() in (["a", "b", "c"], ["d", "e", "f"], ["g", "h"])]
    assert len(heads) == 3


def test_nobody_is_told() -> None:
    assert "".join(lines(team_picture([], ZONE), 80)).startswith(NOBODY[:60])
