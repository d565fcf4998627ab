"""What to practise: in which order, with how much help, and what is said of it; and progress so far."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from attempting import a_call, a_card, an_attempt
from hypothesis import given
from hypothesis import strategies as st
from making import NOW, adding
from practicing import a_scenario, shelf, shipped

from aware_tui.config import Settings
from aware_tui.content.scenarios import LoadedScenario, Shelf, kept
from aware_tui.domain.practice.acts import Act
from aware_tui.domain.practice.attempts import Start
from aware_tui.domain.practice.mastery import passed, still_missing
from aware_tui.domain.practice.scenario import Fact, Persona, Scenario
from aware_tui.domain.practice.schedule import DueReason, DueSkill
from aware_tui.domain.practice.skills import Skill
from aware_tui.domain.practice_rows import Attempt, SkillCard
from aware_tui.domain.practice_states import AttemptMode, AttemptState
from aware_tui.domain.rows import Row
from aware_tui.services import practice_store
from aware_tui.services.desk import Desk
from aware_tui.services.practice.choosing import (
    ALWAYS,
    Paused,
    Practised,
    exercised,
    in_order,
    practised,
    suggested,
)
from aware_tui.services.practice.due_words import due_words, named
from aware_tui.services.practice.progress import NEW, NOW_DUE, picture
from aware_tui.services.practice.saying import FIRST_TIME, headline
from aware_tui.store.batch import save_now
from aware_tui.store.saving import Versions

ZONE = "Europe/Berlin"
DAY = timedelta(days=1)


def overdue(*skills: Skill) -> list[DueSkill]:
    return [DueSkill(skill, DueReason.OVERDUE, NOW - DAY) for skill in skills]


def raised(*skills: Skill) -> list[DueSkill]:
    return [DueSkill(skill, DueReason.RAISED, NOW - DAY) for skill in skills]


NEVER = [DueSkill(skill, DueReason.NEVER) for skill in Skill]


def test_the_shipped_scenarios_together_ask_for_every_skill() -> None:
    found = [exercised(each.scenario) for each in shelf().scenarios]
    assert frozenset().union(*found) == frozenset(Skill)
    assert all(each >= ALWAYS for each in found)
    assert len(set(found)) > 3, "they all train the same: nothing is there to pick from"


@pytest.mark.parametrize(
    ("scenario", "skill"),
    [
        (a_scenario(facts={"boy": Fact("He coughs.", (Act.PROBE_OPEN,), beat=3)}), Skill.LET_FINISH),
        (a_scenario(persona=Persona("Mr Quiet", 2, 1, quiet=True)), Skill.ENOUGH_SORRY),
        (a_scenario(persona=Persona("Mr Loud", 8, 3, temper=1.4)), Skill.ENOUGH_SORRY),
        (a_scenario(), Skill.NEEDED_FACTS),
        (a_scenario(), Skill.POSSIBLE_OFFER),
        (shipped("gas-smell"), Skill.SAFETY_TRUTH),
        (shipped("gas-smell"), Skill.NO_CONTRADICTION),
        (shipped("gas-smell"), Skill.ROOT_CAUSE),
        (shipped("gas-smell"), Skill.FOLLOW_THROUGH),
    ],
)
def test_what_a_scenario_turns_on_is_among_what_it_exercises(scenario: Scenario, skill: Skill) -> None:
    assert skill in exercised(scenario)


def test_what_a_scenario_has_no_place_for_is_not_exercised() -> None:
    plain = a_scenario(facts={}, need=(), options={}, persona=Persona("Ms Calm", 3, 6))
    assert exercised(plain) == ALWAYS


HELP = [
    ([], "watch"),
    ([a_call(mode="watch")], "complete"),
    ([a_call(mode="watch"), a_call(1, mode="complete")], "choose"),
    ([a_call(mode="complete")], "choose"),
    ([a_call(mode="choose", total=55)], "choose"),
    ([a_call(mode="choose", total=75)], "type"),
    ([a_call(1, mode="choose", total=55), a_call(mode="choose", total=95)], "choose"),
    ([a_call(mode="type", total=60)], "type"),
    ([a_call(mode="type", total=20)], "choose"),
    ([a_call(mode="type", total=90), a_call(1, mode="watch")], "type"),
    ([an_attempt(mode=AttemptMode.TYPE)], "watch"),
    ([a_call(scenario="drill:apology", mode="type")], "watch"),
    ([a_call(mode="type", retry_of="x")], "choose"),
]


@pytest.mark.parametrize(("attempts", "mode"), HELP)
def test_help_fades_with_what_was_done(attempts: list[Attempt], mode: str) -> None:
    found = suggested(attempts)
    assert found.mode == mode
    assert found.why.endswith(".")


@given(
    st.lists(
        st.builds(a_call, st.integers(-9, 9), mode=st.sampled_from(AttemptMode), total=st.floats(0, 100))
    )
)
def test_whatever_was_done_in_whatever_order_it_is_told_one_help_is_suggested(calls: list[Attempt]) -> None:
    assert suggested(calls) == suggested(list(reversed(calls)))


def lines_of(known: Practised, due: Sequence[DueSkill] = ()) -> Any:
    return {line.scenario.id: line for line in in_order(shelf(), known, due, NOW)}


def test_only_whole_calls_of_ones_own_make_the_best_score() -> None:
    calls = (
        a_call(-9, total=61.4),
        a_call(-8, total=55.0, mode="choose"),
        a_call(-7, total=97.0, mode="watch"),
        a_call(-6, total=96.0, mode="complete"),
        a_call(-5, total=95.0, retry_of="x", retry_turn=3),
    )
    line = lines_of(Practised(calls))["gas-smell"]
    assert (line.best, line.times, line.last_at) == (61.4, 5, NOW - 5 * DAY)
    assert lines_of(Practised(calls))["quiet-wife"].best is None


def test_what_was_played_last_does_not_stand_first_and_what_is_due_does() -> None:
    calls = (a_call(-4, scenario="gas-smell"),)
    order = in_order(shelf(), Practised(calls), overdue(Skill.SAFETY_TRUTH), NOW)
    assert order[-1].scenario.id == "gas-smell"
    easy = [line for line in order if line.scenario.level == 1]
    assert list(order[: len(easy)]) == easy, "harder ones than the trainee's level come later"


def test_nobody_has_an_empty_shelf_in_another_order_than_empty() -> None:
    assert in_order(Shelf(()), Practised((a_call(),)), NEVER, NOW) == ()


WORDS = [
    ((), ""),
    (NEVER, ""),
    (overdue(Skill.READ_BACK), "Due again: “say it back”."),
    (overdue(Skill.READ_BACK, Skill.REAL_APOLOGY), "Due again: “say it back” and “a real apology”."),
    (
        overdue(Skill.READ_BACK, Skill.THEIR_SIDE, Skill.INVITE, Skill.NAME_IT),
        "Due again: “say it back”, “stay on their side” and 2 more.",
    ),
    (
        [*raised(Skill.REAL_APOLOGY), *overdue(Skill.INVITE)],
        "Your own calls lacked “a real apology” lately. Due again: “ask what would put it right”.",
    ),
]


@pytest.mark.parametrize(("due", "told"), WORDS)
def test_what_is_due_is_told_with_the_reason(due: Sequence[DueSkill], told: str) -> None:
    assert due_words(due) == told


@given(st.lists(st.sampled_from(Skill), unique=True, min_size=1))
def test_a_sentence_names_two_skills_at_most(skills: list[Skill]) -> None:
    told = named(skills)
    assert told.count("“") == min(len(skills), 2)
    assert (f"{len(skills) - 2} more" in told) == (len(skills) > 2)


def said(known: Practised, due: Sequence[DueSkill], here: Shelf | None = None) -> str:
    return headline(in_order(here or shelf(), known, due, NOW), known, due, NOW, ZONE)


def test_the_first_time_it_is_said_what_practice_is() -> None:
    assert said(Practised(), NEVER) == FIRST_TIME


def test_what_trains_what_is_due_is_named() -> None:
    known = Practised((a_call(-4),), cards=(a_card("read_back"),))
    small = Shelf((kept(a_scenario(title="A cold flat", mistaken=None)),))
    assert said(known, overdue(Skill.READ_BACK), small).endswith("“A cold flat” trains it.")
    told = said(known, overdue(Skill.READ_BACK, Skill.SAFETY_TRUTH), small)
    assert told.endswith("“A cold flat” trains 1 of these 2.")
    assert said(known, overdue(Skill.SAFETY_TRUTH), small).endswith("“A cold flat” comes next.")
    assert said(known, overdue(Skill.READ_BACK, Skill.INVITE), small).endswith("trains all of it.")


def test_where_nothing_is_due_the_next_day_is_told() -> None:
    cards = (a_card("read_back", due_at=NOW + 2 * DAY), a_card("invite", due_at=NOW + 9 * DAY))
    told = said(Practised((a_call(),), cards=cards), NEVER)
    assert told.startswith("Nothing is due today. Next is “say it back”, Fri 6 Mar. To keep your hand in: “")
    far = said(Practised((a_call(),), cards=(a_card("unknown", due_at=NOW + DAY),)), ())
    assert far.startswith("Nothing is due today. To keep")


def test_before_the_first_call_of_ones_own_nothing_is_called_due() -> None:
    told = said(Practised((a_call(mode="watch"),)), NEVER)
    assert told.startswith("Nothing is due yet")
    assert "Begin with" in told


@pytest.mark.parametrize("cards", [(), (a_card("read_back", due_at=NOW + 2 * DAY),)], ids=["new", "known"])
def test_a_call_that_waits_is_to_be_carried_on_with(cards: tuple[SkillCard, ...]) -> None:
    waits = Paused(a_call(), "Mrs Lind", "The valve")
    told = said(Practised((a_call(mode="watch"),), (waits,), cards), NEVER)
    assert told.endswith(" Carry on with “The valve”.")


def test_progress_shows_calls_from_the_oldest_on_and_not_what_was_watched() -> None:
    calls = (
        a_call(-1, total=88, skills={"invite": 100, "name_it": 50}),
        a_call(-3, mode="watch", total=99, skills={"invite": 100}),
        a_call(-5, mode="complete", total=70, skills={"invite": 40}),
        a_call(-4, mode="choose", total=72, retry_of="x", skills={}),
        a_call(-2, scenario="drill:sorry", total=100, skills={"real_apology": 100}),
    )
    shown = picture(Practised(calls), NOW, ZONE)
    assert [(call.how, call.total) for call in shown.calls] == [
        ("gaps", 70),
        ("retry", 72),
        ("drill", 100),
        ("typed", 88),
    ]
    scores = {row.skill: row.scores for row in shown.skills}
    assert scores[Skill.INVITE] == (40, None, None, 100)
    assert scores[Skill.NAME_IT] == (None, None, None, 50)
    assert list(scores) == list(Skill)


def test_progress_tells_what_is_mastered_and_when_each_comes_back() -> None:
    calls = tuple(a_call(day, skills={"invite": 90, "read_back": 79}) for day in (-3, -2, -1))
    cards = (a_card("invite", due_at=NOW + 2 * DAY), a_card("read_back"), a_card("name_it", due_at=NOW + DAY))
    rows = {row.skill: row for row in picture(Practised(calls, cards=cards), NOW, ZONE).skills}
    assert (rows[Skill.INVITE].mastered, rows[Skill.INVITE].due) == (True, "Fri 6 Mar")
    assert (rows[Skill.READ_BACK].mastered, rows[Skill.READ_BACK].due) == (False, NOW_DUE)
    assert rows[Skill.NAME_IT].due == "tomorrow"
    assert rows[Skill.LET_FINISH].due == NEW


def test_progress_says_what_is_missing_and_when_it_was_passed() -> None:
    one = (a_call(-2, total=85),)
    missing = picture(Practised(one), NOW, ZONE).standing
    assert missing == still_missing(one, ZONE, NOW.date()) != ""
    both = (*one, a_call(-1, scenario="quiet-wife", total=90))
    assert passed(both, ZONE) is not None
    told = picture(Practised(both), NOW, ZONE).standing
    assert told == "Passed: two good calls running, in two scenarios, on 2 Mar and 3 Mar."


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Give a desk with its data open."""
    made = Desk(Settings(tmp_path, "kim", ZONE, "aware"), lambda: NOW, lambda _: None)
    made._start_writer()
    yield made
    assert made.close(20)


def keep(desk: Desk, *rows: Row) -> None:
    desk.ask(lambda db: save_now(db, adding(*rows), Versions(), None)).result(20)


def begin(desk: Desk, loaded: LoadedScenario, *moves: str, **more: Any) -> Attempt:
    start = Start(loaded.scenario.id, loaded.document, AttemptMode.CHOOSE, **more)
    attempt = practice_store.begin_attempt(desk, start).result(20)
    return practice_store.save_moves(desk, attempt, moves).result(20)


def test_what_was_practised_is_read_with_the_customer_of_the_version_it_began_with(desk: Desk) -> None:
    keep(desk, a_call(-1), a_call(-2), a_card("invite"), a_call(-1, trainee="lee"), a_card(trainee="lee"))
    old = kept(a_scenario(title="As it was", persona=Persona("Mrs Before", 5, 5)))
    attempt = begin(desk, old, "listen", "listen")
    begin(desk, kept(a_scenario(id="drill:one")))
    known = practised(desk).result(20)
    assert [call.started_at for call in known.finished] == [NOW - DAY, NOW - 2 * DAY]
    assert [card.skill for card in known.cards] == ["invite"]
    assert known.paused == (Paused(attempt, "Mrs Before", "As it was"),)
    assert not known.nothing


def test_a_torn_copy_of_a_scenario_leaves_its_id(desk: Desk) -> None:
    keep(desk, an_attempt(scenario_id="gone"))
    torn = LoadedScenario(a_scenario(), '{"id": 3}', "")
    begin(desk, torn)
    known = practised(desk).result(20)
    assert {(paused.name, paused.title) for paused in known.paused} == {("", "gone"), ("", "cold-flat")}
    assert all(paused.attempt.state is AttemptState.OPEN for paused in known.paused)


def test_without_any_attempt_it_is_the_first_time(desk: Desk) -> None:
    assert practised(desk).result(20).nothing
