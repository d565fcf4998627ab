"""The queue worked through line by line: each deed on disk before it is called saved."""

from pathlib import Path

import pytest
from plain.talking import Talk, printable, session_in

from aware_tui.domain.states import FollowUpState, PromiseState
from aware_tui.plain.times import parted

BEGIN = (
    "customer Dana Reyes",
    "contact 07700 900377",
    "promise ring back tomorrow by 5",
    "go resolve",
    "check on depot, in two days",
    "park",
)


@pytest.fixture
def begun(talk: Talk, data: Path) -> Path:
    """Return the data folder with one promise and one check in it."""
    assert talk("live", "--plain", typed=BEGIN).status == 0
    return data


def test_the_queue_is_told_alike_with_and_without_commands(talk: Talk, begun: Path) -> None:
    alone = talk("follow-ups", "--plain")
    assert (alone.status, len(alone.lines)) == (0, 2)
    worked = talk("follow-ups", "--plain", typed=("list", "quit"))
    assert worked.lines[:2] == alone.lines
    assert [line[:2] for line in worked.lines[2:4]] == ["1 ", "2 "]
    assert worked.lines[-1] == "Everything is saved."


def test_undo_after_not_well_takes_nothing_else_back(talk: Talk, begun: Path) -> None:
    heard = talk("follow-ups", "--plain", typed=("kept 1", "not well 2 it leaks again", "undo"))
    assert (heard.status, heard.err) == (0, "")
    assert heard.lines[-1] == "Not well stays: the call is open again, and `open` goes there."
    assert session_in(begun).promises[0].state is PromiseState.KEPT


def test_help_tells_one_command(talk: Talk, begun: Path) -> None:
    heard = talk("follow-ups", "--plain", typed=("help k", "help nonsense", "help all"))
    assert heard.lines[2] == "kept N WORDS (k): promise N was kept, and what came of it"
    assert heard.lines[3] == "There is no command “nonsense”. `help all` tells every one."
    assert len(heard.lines) > 15


def test_marks_are_kept_and_taken_back(talk: Talk, begun: Path) -> None:
    typed = (
        "kept 1 rang at five",
        "undo",
        "note 1 ask for Priya",
        "give 1 Sam",
        "done 2 they have it",
        "undo",
    )
    heard = talk("follow-ups", "--plain", typed=(*typed, "broken 1", "broken 1 no line free"))
    assert (heard.status, heard.err, printable(heard.out)) == (0, "", True)
    assert "Kept: Ring back. Saved." in heard.lines
    assert "Taken back: Ring back. Saved." in heard.lines
    assert "Say what kept us from it: a few words are enough." in heard.lines
    [promise], [check] = session_in(begun).promises, session_in(begun).follow_ups
    assert (promise.state, promise.reason, promise.who) == (PromiseState.BROKEN, "no line free", "Sam")
    assert (promise.note, check.state) == ("ask for Priya", FollowUpState.OPEN)


@pytest.mark.parametrize(
    "words",
    [
        "in three days because the part is late",
        '"in three days" the part is late',
        '"in three days" because the part is late',
        "in three days; the part is late",
    ],
)
@pytest.mark.sweep(3)
def test_a_new_time_is_said_in_any_of_these_ways(talk: Talk, begun: Path, words: str) -> None:
    heard = talk("follow-ups", "--plain", typed=(f"changed 1 {words}",))
    assert heard.lines[-1].startswith("Changed: now due ")
    old, new = session_in(begun).promises
    assert (old.state, old.reason, new.state) == (PromiseState.CHANGED, "the part is late", PromiseState.OPEN)
    assert new.due_at is not None
    assert old.due_at is not None
    assert new.due_at > old.due_at


def test_what_is_not_understood_changes_nothing(talk: Talk, begun: Path) -> None:
    before = session_in(begun)
    typed = (
        "",
        "kept",
        "kept 9",
        "kept zzzzzzzz",
        "changed 1 soon",
        "changed 1 next Friday because late",
        "hello",
        "borken",
    )
    heard = talk("follow-ups", "--plain", typed=(*typed, "done 1", "not well 2", "undo", "open"))
    assert heard.status == 0
    assert "Saved." not in heard.out
    assert session_in(begun) == before
    assert "No command “borken”. Did you mean broken? Nothing was changed." in heard.lines
    assert "This is a promise, not a check. Say whether it was kept, changed or broken." in heard.lines


def test_a_line_is_found_by_its_id_and_told_in_full(talk: Talk, begun: Path) -> None:
    promise = session_in(begun).promises[0]
    typed = (f"show {promise.id}", "search dana", "mine", "overdue", "today", "week", "all", "read 1", "help")
    heard = talk("follow-ups", "--plain", typed=typed)
    assert "Reach them at 07700 900377." in heard.lines
    assert "Nothing here. `all` tells everything that is open." in heard.lines
    assert any("What happened, in order" in line for line in heard.lines)


def test_a_list_with_nothing_in_it_makes_no_data(talk: Talk, tmp_path: Path) -> None:
    folder = tmp_path / "new"
    heard = talk("follow-ups", "--plain", "--data-dir", str(folder), typed=("kept 1",))
    assert (heard.status, folder.exists()) == (0, False)


@pytest.mark.parametrize(
    "words",
    [
        "tomorrow at 3 because the part is late",
        "tomorrow at 3; the part is late",
        "tomorrow at 3, weil the part is late",
    ],
)
def test_a_new_time_is_parted_from_its_reason(words: str) -> None:
    assert parted(words) == ("tomorrow at 3", "the part is late")
