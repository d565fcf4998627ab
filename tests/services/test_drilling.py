"""A drill through the desk: every try on disk, taken up where it was left, its skills reviewed at the end."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from making import NOW
from practicing import SHIPPED
from reading_ahead import lay_read_playbook

from aware_tui.config import Settings
from aware_tui.content.drills import open_drills
from aware_tui.domain.practice.attempts import moves_of, skills_of
from aware_tui.domain.practice.drills import Drill, Slip, Upset
from aware_tui.domain.practice.skills import Skill
from aware_tui.domain.practice_rows import DRILL
from aware_tui.domain.practice_states import AttemptMode, AttemptState
from aware_tui.plain.told import passage_told
from aware_tui.services import practice_store
from aware_tui.services.desk import Desk
from aware_tui.services.practice import drill_plain, drill_starting
from aware_tui.services.practice.drill_page import debrief, given, told
from aware_tui.services.practice.drilling import A_NUMBER, NOTHING_YET, THEIRS, Drilling
from aware_tui.services.practice.library import library_of
from aware_tui.services.practice.shelves import NoSuchScenario
from aware_tui.services.practice_due import due_skills
from aware_tui.services.reading_room.passages import Passage
from aware_tui.store.errors import Conflict

DRILLS = {drill.id: drill for drill in open_drills([SHIPPED]).drills}
ACKNOWLEDGE, SPOT = DRILLS["only-acknowledge"], DRILLS["spot-the-mistake"]
REPAIR, EXACT = DRILLS["repair-the-apology"], DRILLS["make-it-exact"]
CHOOSE, TYPE = AttemptMode.CHOOSE, AttemptMode.TYPE


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    lay_read_playbook(tmp_path)
    made = Desk(
        Settings(data_dir=tmp_path, agent="kim", zone="Europe/Berlin", playbook="aware"),
        lambda: NOW,
        lambda _: None,
    )
    made.open().result()
    yield made
    made.close()


def begun(desk: Desk, drill: Drill, mode: AttemptMode) -> Drilling:
    return drill_starting.begin(desk, library_of(desk), drill, mode).result()


def answer(run: Drilling, words: str) -> tuple[Passage, ...]:
    """Answer as a face without a screen does."""
    exercise = run.exercise
    assert exercise is not None
    judged, said = run.judge(words).result(), run.said(words)
    run.settle(words, judged).result()
    return told(exercise, judged, said, first=run.run.first(exercise.id) is True)


def digit(run: Drilling, words: str) -> str:
    return next(each.key for each in run.question().options if each.words == words)


def right(run: Drilling) -> None:
    """Answer the exercise in hand rightly."""
    exercise = run.exercise
    assert exercise is not None
    if isinstance(exercise, Slip):
        answer(run, str(exercise.mistake))
        answer(run, digit(run, next(each.say for each in exercise.reasons if each.right)))
    elif run.question().options:
        assert isinstance(exercise, Upset)
        answer(run, digit(run, exercise.good))
    else:
        answer(run, exercise.good)


@pytest.mark.parametrize(
    ("drill", "mode"),
    [(ACKNOWLEDGE, CHOOSE), (ACKNOWLEDGE, TYPE), (SPOT, CHOOSE), (REPAIR, TYPE), (EXACT, TYPE)],
)
def test_a_drill_answered_rightly_is_worth_a_hundred(desk: Desk, drill: Drill, mode: AttemptMode) -> None:
    run = begun(desk, drill, mode)
    while run.exercise is not None:
        right(run)
    kept = run.finish().result()
    assert (kept.state, kept.total, kept.mode) == (AttemptState.FINISHED, 100, mode)
    assert kept.scenario_id == DRILL + drill.id
    assert set(skills_of(kept)) <= set(drill.skills)
    assert {card.skill for card in practice_store.cards(desk).result()} == set(skills_of(kept))
    assert f"{drill.run} of {drill.run} at the first try." in debrief(drill, run.run)[0].lines[0].text


def test_every_try_is_on_disk_and_the_run_is_taken_up_where_it_was_left(desk: Desk) -> None:
    run = begun(desk, SPOT, CHOOSE)
    right(run)
    run.show().result()
    left = drill_starting.paused(desk, SPOT.id).result()
    assert left is not None
    assert moves_of(left) == run.moves
    again = drill_starting.resume(desk, library_of(desk), left).result()
    assert again.run == run.run
    assert again.number == 3
    assert drill_starting.behind(left, SPOT) == 2


def test_a_run_that_was_left_goes_on_with_the_drill_as_it_was(desk: Desk) -> None:
    older = replace(EXACT, title="As it was", exact=EXACT.exact[:6])
    begun(desk, older, TYPE)
    left = drill_starting.paused(desk, EXACT.id).result()
    assert left is not None
    assert drill_starting.resume(desk, library_of(desk), left).result().drill == older


def test_a_copy_that_cannot_be_read_is_told(desk: Desk) -> None:
    begun(desk, EXACT, TYPE)
    left = drill_starting.paused(desk, EXACT.id).result()
    assert left is not None
    torn = replace(left, scenario_hash="0" * 64)
    with pytest.raises(Conflict, match="cannot be read any more"):
        drill_starting.resume(desk, library_of(desk), torn).result()


def test_there_is_nothing_to_take_up_once_it_is_finished(desk: Desk) -> None:
    run = begun(desk, REPAIR, TYPE)
    while run.exercise is not None:
        run.show().result()
    run.finish().result()
    assert drill_starting.paused(desk, REPAIR.id).result() is None
    assert run.attempt.total == 0


def test_an_answer_that_is_no_number_costs_nothing(desk: Desk) -> None:
    run = begun(desk, SPOT, CHOOSE)
    slip = run.exercise
    assert isinstance(slip, Slip)
    theirs = next(str(number) for number, line in enumerate(slip.lines, 1) if line.them)
    said = [answer(run, each)[0].lines[0].text for each in ("x", "9", "", theirs)]
    assert said == [A_NUMBER, A_NUMBER, A_NUMBER, THEIRS]
    right(run)
    assert run.run.firsts == 1


def test_a_wrong_line_and_a_wrong_reason_count_once(desk: Desk) -> None:
    run = begun(desk, SPOT, CHOOSE)
    slip = run.exercise
    assert isinstance(slip, Slip)
    answer(run, str(next(n for n, line in enumerate(slip.lines, 1) if line.us and n != slip.mistake)))
    answer(run, str(slip.mistake))
    answer(run, digit(run, next(each.say for each in slip.reasons if not each.right)))
    assert run.exercise == slip
    answer(run, digit(run, next(each.say for each in slip.reasons if each.right)))
    assert run.run.first(slip.id) is False
    assert run.number == 2


def test_a_question_back_is_answered_by_a_number_and_the_words_can_be_taken_back(desk: Desk) -> None:
    run = begun(desk, ACKNOWLEDGE, TYPE)
    answer(run, "Please calm down.")
    assert run.asking_back
    assert run.question().options
    run.take_back()
    assert (run.question().options, run.question().words) == ((), "Please calm down.")
    answer(run, "Please calm down.")
    answer(run, digit(run, "none of these"))
    assert not run.run.tries
    answer(run, "Please calm down.")
    answer(run, digit(run, "say that it lies with them"))
    assert run.run.tries[0].missed == (Skill.NAME_IT,)
    assert run.run.tries[0].text == "Please calm down."


def test_an_empty_answer_costs_nothing(desk: Desk) -> None:
    run = begun(desk, REPAIR, TYPE)
    assert answer(run, "  \n ")[0].lines[0].text == NOTHING_YET
    assert run.run.tries == ()


def test_what_went_wrong_comes_first_in_the_next_run(desk: Desk) -> None:
    first = begun(desk, REPAIR, TYPE)
    wrong = first.exercise
    assert wrong is not None
    first.show().result()
    while first.exercise is not None:
        right(first)
    first.finish().result()
    second = begun(desk, REPAIR, TYPE)
    assert second.exercise == wrong
    assert len(set(second.run.order) - set(first.run.order)) == len(REPAIR.exercises) - REPAIR.run


def test_the_first_time_one_chooses_and_later_one_types() -> None:
    assert drill_starting.modes_of(ACKNOWLEDGE, known=False)[0] is CHOOSE
    assert drill_starting.modes_of(ACKNOWLEDGE, known=True)[0] is TYPE
    assert drill_starting.modes_of(SPOT, known=True) == (CHOOSE,)
    assert drill_starting.modes_of(EXACT, known=False) == (TYPE,)


def test_a_drill_that_was_left_stands_first_then_what_is_due(desk: Desk) -> None:
    drills = tuple(DRILLS.values())
    run = begun(desk, EXACT, TYPE)
    while run.exercise is not None:
        run.show().result()
    run.finish().result()
    begun(desk, SPOT, CHOOSE)
    finished = practice_store.attempts(desk).result()
    left = practice_store.open_attempts(desk).result()
    lines = drill_starting.drill_lines(drills, finished, due_skills(desk).result(), left)
    assert (lines[0].drill.id, lines[0].left_at, lines[0].best) == (SPOT.id, 0, None)
    exact = next(line for line in lines if line.drill == EXACT)
    assert (exact.best, exact.times, exact.left_at) == (0, 1, None)


@pytest.mark.parametrize("drill", DRILLS.values(), ids=lambda each: each.id)
def test_every_exercise_has_an_answer_to_show(drill: Drill) -> None:
    for exercise in drill.exercises:
        assert all(said.text for said in given(exercise)[0].lines)


def spoken(passages: Iterable[Passage]) -> list[str]:
    """Return passages line by line."""
    return [line for passage in passages for line in passage_told(passage)]


def test_a_drill_is_played_line_by_line_without_a_screen(desk: Desk) -> None:
    run, first = drill_plain.taken_up(desk, library_of(desk), "drill:spot-the-mistake")
    assert SPOT.title in first[0].title
    lines: list[str] = []
    while run.exercise is not None:
        slip = run.exercise
        assert isinstance(slip, Slip)
        assert drill_plain.asked(run)[0].title == f"{run.number} of 6"
        drill_plain.answered(run, str(slip.mistake))
        reason = next(line for line in spoken(drill_plain.asked(run)) if line[2:] == _right(slip))
        lines = spoken(drill_plain.answered(run, reason[0]))
    assert "6 of 6 at the first try." in lines
    assert drill_plain.asked(run) == drill_plain.answered(run, "1") == ()
    assert run.attempt.total == 100


def _right(slip: Slip) -> str:
    return next(each.say for each in slip.reasons if each.right)


def test_line_by_line_an_answer_is_shown_and_the_drill_goes_on_where_it_stood(desk: Desk) -> None:
    run, _ = drill_plain.taken_up(desk, library_of(desk), EXACT.id)
    assert any("For example" in line for line in spoken(drill_plain.answered(run, "show")))
    again, first = drill_plain.taken_up(desk, library_of(desk), EXACT.id)
    assert again.attempt == practice_store.open_attempts(desk).result()[0]
    assert any("You left it after 1 of 6" in line for line in spoken(first))


def test_line_by_line_words_asked_about_are_taken_back_or_come_to_nothing(desk: Desk) -> None:
    run = begun(desk, ACKNOWLEDGE, TYPE)
    drill_plain.answered(run, "Please calm down.")
    assert any("takes your words back" in line for line in spoken(drill_plain.asked(run)))
    assert drill_plain.answered(run, drill_plain.BACK) == ()
    assert not run.asking_back
    drill_plain.answered(run, "Please calm down.")
    none = next(line for line in spoken(drill_plain.asked(run)) if line[2:] == "none of these")
    drill_plain.answered(run, none[0])
    assert (run.run.tries, run.number, run.asking_back) == ((), 1, False)


def test_a_drill_that_is_not_there_is_told_with_those_that_are(desk: Desk) -> None:
    with pytest.raises(NoSuchScenario, match="drill:make-it-exact"):
        drill_plain.taken_up(desk, library_of(desk), "drill:nothing")
