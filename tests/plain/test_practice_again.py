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


def test_leaving_before_anything_was_chosen_makes_no_data(talk: Talk, data: Path) -> None:
    heard = talk("practice", "--plain", typed=("quit",))
    assert heard.status == 0
    assert not (data / "aware.db").exists()
