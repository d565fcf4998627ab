"""Practice by commands where something is in the way: a pipe for a file, a scenario or playbook gone."""

import os
from pathlib import Path

import pytest
from cli.kept import attempts
from cli.said import Aware, typing
from practicing import SHIPPED, shipped
from reading_ahead import lay_read_playbook

from aware_tui.domain.practice.attempts import moves_of
from aware_tui.domain.practice.moves import After, parse_move
from aware_tui.domain.practice_states import AttemptMode
from aware_tui.services.practice import instructing
from aware_tui.services.practice.going_on import _next

pytestmark = pytest.mark.head(12)

GAS = (SHIPPED / "practice" / "scenarios" / "gas-smell.yaml").read_text("utf-8")
BEATS = len(shipped("gas-smell").opening) - 1


@pytest.fixture(autouse=True)
def data(tmp_path: Path) -> Path:
    """Return the data folder, with the playbook read before."""
    lay_read_playbook(tmp_path / "data")
    return tmp_path / "data"


@pytest.fixture
def own(data: Path) -> Path:
    """Return the file of a scenario of one's own."""
    path = data / "scenarios" / "own-one.yaml"
    path.parent.mkdir()
    path.write_text(GAS.replace("id: gas-smell", "id: own-one", 1), "utf-8")
    return path


@pytest.mark.sweep(1)
@pytest.mark.parametrize(
    ("command", "told"),
    [
        (("practice", "{}", "--script", "x"), "There is no scenario"),
        (("practice", "{}", "--plain"), "There is no scenario"),
        (("team", "check", "{}"), "{}: This is not a plain file. Give the name of one."),
    ],
    ids=["a script", "plain", "results"],
)
def test_a_pipe_nobody_writes_into_holds_nothing_up(
    program: Aware, data: Path, tmp_path: Path, command: tuple[str, ...], told: str
) -> None:
    pipe = tmp_path / "f.yaml"
    os.mkfifo(pipe)
    said = program("--data-dir", str(data), *(word.format(pipe) for word in command))
    assert (said.status, said.out) == (1, "")
    assert told.format(pipe) in said.err


@pytest.mark.parametrize("in_the_call", [True, False])
def test_a_deed_without_its_way_asks_how(
    aware: Aware, data: Path, monkeypatch: pytest.MonkeyPatch, in_the_call: bool
) -> None:
    before = [] if in_the_call else ["end"]
    typing(monkeypatch, *[""] * BEATS, *before, "after root_cause", "1", "after check_delegate", "quit")
    said = aware("practice", "gas-smell", "--plain")
    ways = shipped("gas-smell").later.ways
    assert {"root_cause", "check_delegate"} <= set(ways)
    assert said.out.count("How?") == 1  # nothing was agreed, so there is one way to check with the delegate
    moves = [parse_move(line) for line in moves_of(attempts(data)[0][0])]
    deeds = [move for move in moves if isinstance(move, After)]
    assert [(move.deed, move.way is not None) for move in deeds] == [
        ("root_cause", True),
        ("check_delegate", False),
    ]


def test_a_way_that_is_named_is_not_asked_about(
    aware: Aware, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deed, (way, *_) = next(iter(shipped("gas-smell").later.ways.items()))
    typing(monkeypatch, *[""] * BEATS, "end", f"after {deed}={way.id}", "quit")
    assert "How?" not in aware("practice", "gas-smell", "--plain").out
    assert moves_of(attempts(data)[0][0])[-1] == f"after {deed}={way.id}"


@pytest.mark.sweep(1)
@pytest.mark.parametrize("fate", ["taken away", "made faulty"])
def test_a_call_goes_on_whatever_became_of_its_scenario(
    aware: Aware, data: Path, own: Path, monkeypatch: pytest.MonkeyPatch, fate: str
) -> None:
    typing(monkeypatch, "", "quit")
    assert aware("practice", "own-one", "--plain").status == 0
    if fate == "taken away":
        own.unlink()
    else:
        own.write_text("schema: 1\nid: own-one\n", "utf-8")
    typing(monkeypatch, "", "quit")
    said = aware("practice", "own-one", "--plain")
    assert (said.status, said.err) == (0, "")
    assert "You carry on where you left it." in said.out
    assert [moves_of(each) for each in attempts(data)[0]] == [("listen", "listen")]
    typing(monkeypatch, "new", "", "quit")
    assert aware("practice", "own-one", "--plain").status == 0
    first, second = attempts(data)[0]
    assert first.scenario_hash == second.scenario_hash


@pytest.mark.long
def test_a_call_begun_anew_takes_the_scenario_as_it_is_now(
    aware: Aware, data: Path, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    typing(monkeypatch, "", "quit")
    aware("practice", str(own), "--plain")
    own.write_text(own.read_text("utf-8").replace("patience: ", "patience: 1", 1), "utf-8")
    typing(monkeypatch, "new", "", "quit")
    assert "You carry on where you left it." in aware("practice", str(own), "--plain").out
    first, second = attempts(data)[0]
    assert first.scenario_hash != second.scenario_hash


def test_where_calls_are_kept_an_unknown_scenario_is_told(
    aware: Aware, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    typing(monkeypatch, "", "quit")
    aware("practice", "gas-smell", "--plain")
    said = aware("practice", "nobody", "--plain")
    assert (said.status, said.out) == (1, "")
    assert "There is no scenario" in said.err
    assert len(attempts(data)[0]) == 1


@pytest.mark.parametrize(
    "command",
    [
        ("practice", "--list"),
        ("practice", "--list", "--json"),
        ("practice", "gas-smell", "--script", "-"),
        ("practice", "gas-smell", "--plain"),
        ("practice", "drill:make-it-exact", "--plain"),
        ("scenario", "check", "x.yaml"),
        ("scenario", "offer", "x.yaml"),
        ("team", "assign", "gas-smell", "-o", "-"),
        ("team", "check", "x.json"),
        ("team", "collect", "x.json"),
        ("team", "show"),
    ],
    ids=" ".join,
)
def test_a_playbook_that_is_not_there_is_told(aware: Aware, data: Path, command: tuple[str, ...]) -> None:
    said = aware("--playbook", "nope", *command)
    assert (said.status, said.out) == (1, "")
    assert said.err == aware("--playbook", "nope", "playbook", "show").err
    assert "There is no playbook" in said.err
    assert not (data / "aware.db").exists()


def assign(aware: Aware, tmp_path: Path, *words: str) -> str:
    """Make an assignment elsewhere; return its file."""
    path = tmp_path / "task.json"
    away = ("--data-dir", str(tmp_path / "instructor"))
    assert aware(*away, "team", "assign", *words, "-o", str(path)).status == 0
    return str(path)


def test_an_assignment_is_played_by_lines_and_counts(
    aware: Aware, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    task = assign(aware, tmp_path, "gas-smell", "quiet-wife", "--mode", "choose", "--title", "Week 1")
    typing(monkeypatch, "", "quit")
    said = aware("practice", task, "--plain")
    assert (said.status, said.err) == (0, "")
    assert said.out.startswith(
        "Week 1.\nEach call is to be chosen or typed.\nA red tag on the meter, to do.\n"
    )
    typing(monkeypatch, "end", "done", "")
    assert "You carry on where you left it." in aware("practice", task, "--plain").out
    typing(monkeypatch, "", "quit")
    said = aware("practice", task, "--plain")
    assert "A red tag on the meter, done, best 0." in said.out
    [waiting], [done] = attempts(data)
    assert (done.scenario_id, waiting.scenario_id) == ("gas-smell", "quiet-wife")
    assignment = instructing.read_file(Path(task))
    for each in (done, waiting):
        assert (each.assignment, each.moods_hash) == (assignment.id, assignment.moods_hash)
        assert assignment.find(each.scenario_hash) is not None
    assert aware("team", "results", "--assignment", task, "-o", str(tmp_path / "kim.json")).status == 0


@pytest.mark.long
def test_an_assignment_begins_with_the_help_it_allows(
    aware: Aware, data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    task = assign(aware, tmp_path, "gas-smell", "--mode", "type")
    typing(monkeypatch, "", "quit")
    aware("practice", task, "--plain")
    typing(monkeypatch, "new", "", "quit")
    aware("practice", task, "--plain")
    typing(monkeypatch, "", "quit")
    aware("practice", "gas-smell", "--plain")
    found = {(each.mode, each.assignment) for each in attempts(data)[0]}
    assert found == {(AttemptMode.TYPE, instructing.read_file(Path(task)).id)}
    assert len(attempts(data)[0]) == 2


@pytest.mark.parametrize(
    ("far", "place"),
    [
        ([(True, 90.0), (False, None), (False, None)], 1),
        ([(True, 90.0), (True, 40.0), (True, 70.0)], 1),
        ([(False, None)], 0),
    ],
)
def test_what_is_to_do_comes_first_and_then_the_worst(
    far: list[tuple[bool, float | None]], place: int
) -> None:
    from aware_tui.domain.practice.assignment import Asked, AssignedScenario

    one = AssignedScenario("a", "A", "", "")
    assert _next(tuple(Asked(one, done, late=False, best=best, tries=1) for done, best in far)) == place
