"""Drills: the first try counts, what is uncertain never does, and every answer that ships is right."""

from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from practice.typed_lines import understanding
from practicing import SHIPPED

from aware_tui.config import Settings
from aware_tui.content.drills import open_drills
from aware_tui.domain.practice import drill_judging
from aware_tui.domain.practice.acts import Act
from aware_tui.domain.practice.case import Case
from aware_tui.domain.practice.drill_judging import Judged
from aware_tui.domain.practice.drill_run import (
    DrillRun,
    Tried,
    chosen,
    exercises_line,
    played,
    result_of,
    shown_line,
    skill_scores,
    tried_line,
    unread_line,
)
from aware_tui.domain.practice.drills import Drill, HalfSorry, SoftPromise, Upset
from aware_tui.domain.practice.skills import Skill
from aware_tui.domain.states import ApologySize
from aware_tui.services.coach import Coach
from aware_tui.services.practice.drill_reading import case_of, made_exact, repaired

DRILLS = {drill.kind.value: drill for drill in open_drills([SHIPPED]).drills}
ACKNOWLEDGE, SPOT = DRILLS["acknowledge"], DRILLS["spot"]
REPAIR, EXACT = DRILLS["repair"], DRILLS["exact"]
ZONES = ("Europe/Berlin", "Pacific/Auckland")
CAKE = ACKNOWLEDGE.acknowledge[0]
ORDER = tuple(each.id for each in ACKNOWLEDGE.acknowledge[:6])


@cache
def coach() -> Coach:
    return Coach(Settings(data_dir=Path("/nowhere"), agent="kim", zone="Europe/Berlin", playbook="aware"))


def heard(exercise: Upset, text: str, *confirmed: Act) -> Judged:
    case = case_of(exercise)
    read = understanding().read(text, case)
    found = drill_judging.heard(text, read, case)
    return drill_judging.heard(text, read, case, confirmed) if found.asks and confirmed else found


def a_run(*lines: str, drill: Drill = ACKNOWLEDGE) -> DrillRun:
    return played([exercises_line(ORDER), *lines], drill)


MISSED = tried_line(Tried(ORDER[0], (Skill.LET_FINISH,), "What happened?"))
GOOD = tried_line(Tried(ORDER[0], (), "How awful: for him."))


@pytest.mark.parametrize("exercise", ACKNOWLEDGE.acknowledge, ids=lambda each: each.id)
def test_every_good_acknowledgement_that_ships_is_right_without_a_question(exercise: Upset) -> None:
    assert heard(exercise, exercise.good).good


@pytest.mark.parametrize("exercise", ACKNOWLEDGE.acknowledge, ids=lambda each: each.id)
def test_no_weaker_line_that_ships_is_taken_for_a_good_one(exercise: Upset) -> None:
    assert [each.say for each in exercise.weaker if heard(exercise, each.say).good] == []


@pytest.mark.sweep(3)
@pytest.mark.parametrize("exercise", REPAIR.repair, ids=lambda each: each.id)
def test_every_apology_to_repair_is_at_fault_and_its_repair_is_not(exercise: HalfSorry) -> None:
    fake, real = (repaired(coach(), exercise, each) for each in (exercise.apology, exercise.good))
    assert fake.certain
    assert fake.missed == (Skill.REAL_APOLOGY,)
    assert fake.says
    assert real.good


@pytest.mark.sweep(5)
@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("exercise", EXACT.exact, ids=lambda each: each.id)
def test_every_soft_promise_misses_and_its_exact_one_does_not(exercise: SoftPromise, zone: str) -> None:
    soft, exact = (made_exact(coach(), exercise, each, zone) for each in (exercise.promise, exercise.good))
    assert not soft.good
    assert exact.good, exact
    assert exact.says[0].startswith("Due ")


ACKNOWLEDGED = {
    "Oh no, how awful for him. I'm so sorry.": (),
    "That must have been heartbreaking for him and for you.": (),
    "I'm so sorry. What name should it have been?": (Skill.LET_FINISH,),
    "What happened?": (Skill.NAME_IT, Skill.LET_FINISH),
}


@pytest.mark.parametrize(("text", "missed"), ACKNOWLEDGED.items())
def test_what_sneaks_in_beside_an_acknowledgement_is_missed(text: str, missed: tuple[Skill, ...]) -> None:
    judged = heard(CAKE, text, *(Act.PROBE_CLOSED,) if "name should" in text else ())
    assert judged.certain
    assert set(missed) <= set(judged.missed)
    assert bool(judged.missed) == bool(missed)


@pytest.mark.parametrize(
    "text", ["", "   ", "🙃🙃", "Das tut mir wirklich sehr leid für Ihren Sohn", "asdf qwer", "I'm sorry."]
)
def test_what_cannot_be_read_for_certain_costs_nothing(text: str) -> None:
    judged = heard(CAKE, text)
    assert not judged.certain
    assert not judged.missed
    assert judged.says or judged.asks


def test_a_harmful_line_is_asked_about_and_counts_only_when_it_was_meant() -> None:
    asked = heard(CAKE, "Please calm down.")
    assert Act.BLAME in asked.asks
    assert not asked.certain
    assert heard(CAKE, "Please calm down.", Act.BLAME).missed == (Skill.NAME_IT,)
    case = case_of(CAKE)
    denied = drill_judging.heard(
        "Please calm down.", understanding().read("Please calm down.", case), case, ()
    )
    assert not denied.certain


@pytest.mark.parametrize("exercise", REPAIR.repair, ids=lambda each: each.id)
def test_one_apology_for_everybody_repairs_nothing(exercise: HalfSorry) -> None:
    judged = repaired(coach(), exercise, "I am sorry. That was our mistake, and I will put it right.")
    assert not judged.good
    assert not judged.certain


@pytest.mark.parametrize("exercise", EXACT.exact, ids=lambda each: each.id)
def test_an_exact_promise_that_nobody_can_keep_is_missed(exercise: SoftPromise) -> None:
    judged = made_exact(coach(), exercise, "I will ring you in one minute.", "Europe/Berlin")
    possible = exercise.earliest == exercise.now
    assert judged.good == possible
    assert possible or drill_judging.NOT_POSSIBLE in judged.says


@pytest.mark.parametrize("text", ["Es tut mir leid, dass die Suppe falsch beschriftet war.", "ごめんなさい"])
def test_an_apology_in_another_language_costs_nothing(text: str) -> None:
    assert not repaired(coach(), REPAIR.repair[0], text).certain


@settings(max_examples=30, deadline=None)
@given(text=st.text(max_size=300))
def test_whatever_is_typed_is_judged_within_its_words(text: str) -> None:
    for judged in (
        heard(CAKE, text),
        repaired(coach(), REPAIR.repair[0], text),
        made_exact(coach(), EXACT.exact[0], text, "Europe/Berlin"),
    ):
        assert all(0 <= start <= end <= len(text) for start, end in judged.spans)
        assert judged.certain or not judged.missed
        assert not (judged.asks and judged.certain)


def test_a_hundred_thousand_letters_are_judged() -> None:
    text = "I am so sorry. " * 7_000
    assert not repaired(coach(), REPAIR.repair[0], text).good


def test_a_run_is_its_lines() -> None:
    run = a_run(MISSED, unread_line(ORDER[0], "ähm"), GOOD, shown_line(ORDER[1]))
    assert run.order == ORDER
    assert [tried.good for tried in run.tries] == [False, True]
    assert run.tries[1].text == "How awful: for him."
    assert run.here == ORDER[2]
    assert run.first(ORDER[0]) is False
    assert run.first(ORDER[2]) is None


@pytest.mark.parametrize(
    "line",
    [
        "",
        "tried",
        "tried cake",
        "tried cake missed=: x",
        "tried cake missed=charm: x",
        "tried x good: y",
        "shown x",
        "listen",
    ],
)
def test_a_line_that_means_nothing_is_passed_over(line: str) -> None:
    assert a_run(line) == a_run()


def test_what_could_not_be_read_changes_nothing() -> None:
    assert a_run(unread_line(ORDER[0], "tried cake good: x")) == a_run()


def test_the_first_try_counts_and_the_others_do_not() -> None:
    once = a_run(*(tried_line(Tried(each)) for each in ORDER))
    late = a_run(MISSED, MISSED, *(tried_line(Tried(each)) for each in ORDER))
    assert (once.firsts, late.firsts) == (6, 5)
    assert result_of(ACKNOWLEDGE, once).total == 100
    assert result_of(ACKNOWLEDGE, late).total == pytest.approx(83.3)
    assert skill_scores(ACKNOWLEDGE, late) == {Skill.NAME_IT: 100, Skill.LET_FINISH: 83.3}
    assert (once.again, late.again) == (None, ORDER[0])


def test_showing_every_answer_earns_nothing() -> None:
    run = a_run(*map(shown_line, ORDER))
    assert run.here is None
    assert result_of(ACKNOWLEDGE, run).total == 0
    assert set(skill_scores(ACKNOWLEDGE, run).values()) == {0}


def test_the_one_to_look_at_again_is_one_that_was_shown_else_the_one_of_most_tries() -> None:
    second = tried_line(Tried(ORDER[1], (Skill.NAME_IT,), "x"))
    rest = [tried_line(Tried(each)) for each in ORDER]
    assert a_run(MISSED, second, second, *rest).again == ORDER[1]
    assert a_run(second, second, shown_line(ORDER[3]), *rest[:3], *rest[4:]).again == ORDER[3]


@given(seed=st.text(max_size=8))
def test_the_same_seed_gives_the_same_exercises_none_twice(seed: str) -> None:
    order = chosen(SPOT, seed)
    assert order == chosen(SPOT, seed)
    assert len(order) == len(set(order)) == SPOT.run


def test_another_seed_gives_another_order() -> None:
    assert len({chosen(SPOT, str(seed)) for seed in range(20)}) > 10


@pytest.mark.parametrize("skill", SPOT.skills)
def test_exercises_of_a_due_skill_come_first(skill: Skill) -> None:
    first = SPOT.find(chosen(SPOT, "s", {skill})[0])
    assert first is not None
    assert skill in first.skills


def test_what_went_wrong_comes_first_and_what_went_well_last() -> None:
    wrong, well = ORDER[2], ORDER[4]
    before = a_run(tried_line(Tried(wrong, (Skill.NAME_IT,))), tried_line(Tried(well)))
    for seed in "abcdef":
        order = chosen(ACKNOWLEDGE, seed, (), [before])
        assert order[0] == wrong
        assert well not in order


def test_the_latest_run_tells_how_an_exercise_went() -> None:
    bad = a_run(tried_line(Tried(ORDER[0], (Skill.NAME_IT,))))
    good = a_run(tried_line(Tried(ORDER[0])))
    assert chosen(ACKNOWLEDGE, "s", (), [bad, good])[0] == ORDER[0]
    assert ORDER[0] not in chosen(ACKNOWLEDGE, "s", (), [good, bad])


def test_a_small_matter_needs_no_more_than_regret() -> None:
    small = next(each for each in REPAIR.repair if each.size is ApologySize.LIGHT)
    assert repaired(coach(), small, "I'm sorry you had to open without milk.").good


def test_a_case_knows_what_they_said() -> None:
    assert Case(heard=CAKE.says).shared("The candles on that cake") == 2
