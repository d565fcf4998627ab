"""What can be done line by line once a practice call was scored."""

from pathlib import Path

import pytest
from cli.kept import attempts
from plain.talking import Talk, printable
from practicing import shipped

from aware_tui.domain.practice.attempts import moves_of
from aware_tui.domain.practice_states import AttemptMode

BEATS = len(shipped("gas-smell").opening) - 1
FIRST = ("case", *[""] * BEATS, "1", "1", "end", "done", "ask sooner")


def test_a_call_is_tried_again_from_a_turn(talk: Talk, data: Path) -> None:
    typed = (*FIRST, "progress", "nonsense", "retry 99", f"retry {BEATS + 2}", "1", "quit")
    heard = talk("practice", "gas-smell", "--plain", typed=typed)
    assert (heard.status, heard.err, printable(heard.out)) == (0, "", True)
    waiting, [done] = attempts(data)
    assert f"There are the turns 1 to {BEATS + 2}: `retry {BEATS + 2}`." in heard.lines
    assert any(line.startswith("let them finish: last ") for line in heard.lines)
    assert sum(line.startswith("`retry N` goes on from turn N") for line in heard.lines) == 2
    [again] = waiting
    assert (again.retry_of, again.retry_turn) == (done.id, BEATS + 2)
    assert moves_of(again)[: BEATS + 1] == moves_of(done)[: BEATS + 1]
    assert heard.lines[-1] == "Saved. Nothing is lost: the same command goes on from here."


@pytest.mark.long
def test_the_good_run_is_told_and_counts_for_nothing(talk: Talk, data: Path) -> None:
    heard = talk("practice", "gas-smell", "--plain", typed=(*FIRST, "good run", "again", "quit"))
    assert heard.status == 0
    waiting, done = attempts(data)
    assert waiting == ()
    assert {each.mode for each in done} == {AttemptMode.CHOOSE, AttemptMode.WATCH}
    assert any(line.startswith("Done well: ") for line in heard.lines)


def test_a_scenario_is_chosen_by_its_number(talk: Talk, data: Path) -> None:
    heard = talk("practice", "--plain", typed=("progress", "99", "list", "6", "", "quit"))
    assert (heard.status, heard.err, printable(heard.out)) == (0, "", True)
    assert "You have not practised here yet." in heard.lines
    assert any(line.startswith("There is no number 99: 1 to ") for line in heard.lines)
    [waiting], _done = attempts(data)
    chosen = next(line for line in heard.lines if line.startswith("6 "))
    assert chosen.endswith(f", new, {waiting.scenario_id}.")


def test_what_is_not_there_is_told_and_asked_for_again(talk: Talk, data: Path) -> None:
    heard = talk("practice", "--plain", typed=("", "gas-smel", "drill:nope", "gas-smell", "", "q"))
    assert (heard.status, heard.err) == (0, "")
    assert sum(line.startswith("A number or an id plays it.") for line in heard.lines) == 2
    assert any(line.startswith("There is no scenario `gas-smel`.") for line in heard.lines)
    assert any(line.startswith("There is no drill “nope”.") for line in heard.lines)
    [waiting], _done = attempts(data)
    assert waiting.scenario_id == "gas-smell"


def test_leaving_before_anything_was_chosen_makes_no_data(talk: Talk, data: Path) -> None:
    heard = talk("practice", "--plain", typed=("quit",))
    assert heard.status == 0
    assert not (data / "aware.db").exists()


def test_a_call_that_waits_is_gone_on_with_or_put_away_by_its_number(talk: Talk, data: Path) -> None:
    assert talk("practice", "gas-smell", "--plain", typed=("", "quit")).status == 0
    on = talk("practice", "--plain", typed=("1", "quit"))
    assert (on.status, on.err, printable(on.out)) == (0, "", True)
    assert on.lines[0].startswith("1 Waits where you left it: ")
    assert any(line.startswith("You carry on where you left it.") for line in on.lines)
    typed = ("put away", "put away 99", "put away 2 sure", "put away 1", "put away 1 sure", "put away 1 sure")
    gone = talk("practice", "--plain", typed=(*typed, "quit"))
    assert (gone.status, gone.err) == (0, "")
    assert attempts(data) == ((), ())
    assert gone.lines.count("Put away. Saved.") == 1
    assert not any("Waits where" in line for line in gone.lines[gone.lines.index("Put away. Saved.") :])


def test_the_one_thing_for_next_time_comes_first(talk: Talk, data: Path) -> None:
    heard = talk("practice", "gas-smell", "--plain", typed=FIRST)
    after = heard.lines[next(n for n, line in enumerate(heard.lines) if line.startswith("Score: ")) :]
    assert after[1].startswith(("One thing for next time", "Before anything else"))
    assert any(line.startswith("One thing for next time, `retry ") for line in after)


def test_a_drill_left_half_way_is_gone_on_with(talk: Talk, data: Path) -> None:
    listed = talk("practice", "--plain", typed=("quit",))
    number = next(line.split()[0] for line in listed.lines if " Drill: " in line)
    first = talk("practice", "--plain", typed=(number, "show"))
    again = talk("practice", "--plain", typed=(number,))
    assert (first.status, first.err, again.status, again.err) == (0, "", 0, "")
    assert any(line.startswith("1 of ") for line in first.lines)
    assert first.lines[-1] == again.lines[-1] == "The drill waits where it stood."
    assert not any(line.startswith("1 of ") for line in again.lines)
    assert any(line.startswith("2 of ") for line in again.lines)
