"""`aware team`: an assignment made, taken up, handed in, checked, collected and shown."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from attempting import an_attempt
from cli.kept import keep
from cli.said import Aware
from handing import a_bad_call, a_finished_call, a_result_file, copies
from practicing import SCENARIOS

from aware_tui.domain.practice_rows import Attempt
from aware_tui.store.opening import open_file
from aware_tui.store.practice import keep_scenario

pytestmark = pytest.mark.head(8)

HERE = {"trainee": "Kim"}


def put(folder: Path, *attempts: Attempt, with_scenarios: bool = True) -> None:
    """Put attempts into the data, with the scenarios they keep."""
    folder.mkdir(exist_ok=True)
    with open_file(folder / "aware.db") as db:
        for each in copies(*attempts) if with_scenarios else ():
            keep_scenario(db, each)
    db.close()
    keep(folder, *attempts)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def task(aware: Aware, tmp_path: Path) -> Path:
    """Return the file of an assignment, which is kept here too."""
    path = tmp_path / "task.json"
    words = ("gas-smell", "quiet-wife", "gas-smell", "--mode", "choose", "--due", "2030-03-20")
    said = aware("team", "assign", *words, "--title", "Week [b]one", "-o", str(path))
    assert (said.status, said.err) == (0, "")
    assert "“Week [b]one” (2 scenarios)" in said.out
    return path


def task_id(task: Path) -> str:
    found = json.loads(task.read_text("utf-8"))["id"]
    assert isinstance(found, str)
    return found


def test_an_assignment_says_what_it_asks_on_any_machine(aware: Aware, task: Path, tmp_path: Path) -> None:
    said = aware("--data-dir", str(tmp_path / "elsewhere"), "team", "do", str(task))
    assert (said.status, said.err) == (0, "")
    assert "Each call is to be chosen or typed." in said.out
    assert "The last day is Wednesday 20 March 2030 (UTC)." in said.out
    assert said.out.count("to do  ") == 2
    assert not (tmp_path / "elsewhere").exists()


def test_practice_takes_an_assignment_for_a_scenario(aware: Aware, task: Path) -> None:
    assert "Each call is to be chosen or typed." in aware("practice", str(task)).out
    said = aware("practice", str(task), "--script", "-")
    assert (said.status, said.err) == (
        1,
        f"{task} is an assignment. A script plays one scenario: name one by its id.\n",
    )


def test_an_assignment_takes_a_file_as_a_scenario(aware: Aware, tmp_path: Path) -> None:
    said = aware("team", "assign", str(SCENARIOS[0]), "-o", str(tmp_path / "one.json"))
    assert "(1 scenario)" in said.out


def test_how_far_one_is_is_told_as_json(aware: Aware, task: Path, data: Path) -> None:
    put(data, a_finished_call("quiet-wife", assignment=task_id(task), **HERE))
    told = aware("team", "do", task_id(task)[:8], "--json").json
    assert [(each["id"], each["done"], each["best"]) for each in told["scenarios"]] == [
        ("gas-smell", False, None),
        ("quiet-wife", True, 100.0),
    ]


def test_results_go_from_hand_to_hand(aware: Aware, task: Path, data: Path, tmp_path: Path) -> None:
    put(
        data,
        a_finished_call("gas-smell", assignment=task_id(task), reflection="I would listen.", **HERE),
        a_bad_call("quiet-wife", **HERE),
        a_finished_call("quiet-wife", trainee="Robin"),
        an_attempt(scenario_id="quiet-wife", **HERE),
    )
    path = tmp_path / "kim.json"
    said = aware("team", "results", "-o", str(path))
    assert (said.status, said.out) == (0, f"2 calls of Kim in {path}.\n")
    assert said.err == "1 call is not finished yet, and not in the file.\n"
    assert "Robin" not in path.read_text("utf-8")
    assert "I would listen" not in path.read_text("utf-8")
    away = ("--data-dir", str(tmp_path / "instructor"))
    checked = aware(*away, "team", "check", str(path), "--json")
    assert checked.status == 0
    assert [each["verdict"] for each in checked.json["files"][0]["attempts"]] == ["reproduced"] * 2
    assert aware(*away, "team", "collect", str(path)).status == 0
    shown = aware(*away, "team", "show", "--json").json
    assert [each["person"] for each in shown["people"]] == ["Kim"]
    assert shown["attempts"] == {"here": 0, "handed_in": 2}
    assert "let them finish" in aware(*away, "team", "show").out


def test_words_leave_only_when_asked(aware: Aware, data: Path, tmp_path: Path) -> None:
    put(data, a_finished_call(reflection="I would listen.", **HERE))
    path = tmp_path / "kim.json"
    aware("team", "results", "--with-words", "--as", "K. N.", "-o", str(path))
    found = json.loads(path.read_text("utf-8"))
    assert (found["trainee"], found["attempts"][0]["would_change"]) == ("K. N.", "I would listen.")


def test_only_what_was_made_for_an_assignment_is_handed_in(
    aware: Aware, task: Path, data: Path, tmp_path: Path
) -> None:
    mine = a_finished_call("gas-smell", assignment=task_id(task), **HERE)
    put(data, mine, a_finished_call("quiet-wife", **HERE))
    path = tmp_path / "kim.json"
    assert aware("team", "results", "--assignment", str(task), "-o", str(path)).status == 0
    assert [each["id"] for each in json.loads(path.read_text("utf-8"))["attempts"]] == [mine.id]
    assert aware("team", "check", str(path), "--assignment", str(task)).status == 0
    shown = aware("team", "show", "--assignment", str(task), "--json").json
    assert [(each["scenario"], each["calls"]) for each in shown["scenarios"]] == [("gas-smell", 1)]


def test_results_go_to_stdout_too(aware: Aware, data: Path) -> None:
    put(data, a_finished_call(**HERE))
    assert aware("team", "results", "-o", "-").json["aware_results"] == 1


def test_what_cannot_be_handed_in_is_told(aware: Aware, data: Path, tmp_path: Path) -> None:
    lost = a_finished_call("gas-smell", **HERE)
    other = replace(a_finished_call("quiet-wife", **HERE), total=12.5)
    put(data, lost, with_scenarios=False)
    put(data, other)
    said = aware("team", "results", "-o", str(tmp_path / "kim.json"))
    assert said.status == 1
    assert "gas-smell of 2026-03-04 10:30 UTC was left out: its scenario cannot be read" in said.err
    assert "quiet-wife of 2026-03-04 10:30 UTC was left out: its moves do not give its score" in said.err
    assert "There is no finished call of Kim to hand in." in said.err
    assert not (tmp_path / "kim.json").exists()


def test_without_data_there_is_nothing_to_hand_in(aware: Aware, tmp_path: Path) -> None:
    said = aware("team", "results", "-o", str(tmp_path / "kim.json"))
    assert (said.status, said.out) == (1, "")
    assert "There is no data at" in said.err
    assert "`aware practice` begins a call." in said.err


def test_nothing_done_of_an_assignment_says_how_it_is_begun(aware: Aware, task: Path, data: Path) -> None:
    for there, told in ((False, "There is no data at"), (True, "for “Week [b]one”. `aware team do")):
        if there:
            put(data)
        said = aware("team", "results", "--assignment", str(task), "-o", "-")
        assert said.status == 1
        assert told in said.err
        assert f"`aware team do {task}` begins" in said.err


def _forge(path: Path, **parts: Any) -> Path:
    found = json.loads(path.read_text("utf-8"))
    found["attempts"][0]["score"].update(parts)
    path.write_text(json.dumps(found), "utf-8")
    return path


def test_a_changed_score_is_refused_by_name(aware: Aware, tmp_path: Path) -> None:
    path = tmp_path / "kim.json"
    path.write_text(a_result_file(a_bad_call(), a_finished_call()), "utf-8")
    said = aware("team", "check", str(_forge(path, total=97.5)))
    assert said.status == 1
    assert f"{path}: kim's quiet-wife of 2026-03-04 10:30 UTC is refused." in said.err
    assert "It claims a total of 97.5; its moves give" in said.err
    assert "reproduced  quiet-wife" in said.out
    assert aware("team", "collect", str(path)).status == 1
    assert not (tmp_path / "data" / "results").exists()
    shown = aware("team", "show", str(path))
    assert (shown.status, "was left out" in shown.err) == (0, True)
    assert "1 attempt handed in" in shown.out


@pytest.mark.parametrize(
    ("words", "status", "told"),
    [
        (("team",), 2, "Say one of: assign, do, results"),
        (("team", "assign", "-o", "x"), 2, "SCENARIO"),
        (("team", "assign", "nobody", "-o", "x"), 1, "There is no scenario `nobody`"),
        (("team", "assign", "gas-smell", "--due", "soon", "-o", "x"), 2, "a day such as 2026-03-12"),
        (("team", "assign", "gas-smell", "--mode", "sing", "-o", "x"), 2, "sing"),
        (("team", "assign", "gas-smell", "-o", "no/such/folder/x"), 1, "There is no folder"),
        (("team", "do", "gone.json"), 1, "There is no assignment “gone.json”"),
        (("team", "check", "gone.json"), 1, "cannot be read (no such file or directory)"),
        (("team", "check"), 2, "FILE"),
        (("team", "check", "gone.json", "--assignment", "abcdef"), 1, "There is no assignment “abcdef”"),
    ],
)
def test_a_mistake_is_told_in_a_sentence(
    aware: Aware, words: tuple[str, ...], status: int, told: str
) -> None:
    said = aware(*words)
    assert (said.status, said.out) == (status, "")
    assert told in said.err


def test_a_file_that_is_no_assignment_is_not_overwritten_nor_taken_in(
    aware: Aware, task: Path, tmp_path: Path
) -> None:
    other = tmp_path / "letter.txt"
    other.write_text("Dear team,", "utf-8")
    assert "was not made by aware" in aware("team", "assign", "gas-smell", "-o", str(other)).err
    assert "not JSON" in aware("team", "do", str(other)).err
    found = json.loads(task.read_text("utf-8"))
    task.write_text(json.dumps(found | {"title": "Week two"}), "utf-8")
    assert "was changed after it was made" in aware("team", "do", str(task)).err


def test_names_with_escapes_reach_no_terminal(aware: Aware, tmp_path: Path) -> None:
    name = "\x1b[2JKim\u202e[/red]"
    path = tmp_path / "kim.json"
    path.write_text(a_result_file(replace(a_finished_call(), trainee=name), trainee=name), "utf-8")
    for words in (("check", str(path)), ("show", str(path)), ("show", str(path), "--json")):
        said = aware("team", *words)
        assert said.status == 0
        assert "Kim" in said.out
        assert "\x1b" not in said.out
        assert "\u202e" not in said.out


def test_the_team_of_the_data_is_shown_with_what_is_flagged(aware: Aware, data: Path) -> None:
    calls = [a_finished_call(trainee=name) for name in ("Ann", "Ben", "Cy", "Ann", "Ben")]
    put(data, *calls)
    told = aware("team", "show", "--json").json
    assert [each["person"] for each in told["people"]] == ["Ann", "Ben", "Cy"]
    assert (told["scenarios"][0]["flag"], told["scenarios"][0]["people_passed"]) == ("everyone_passes", 3)
    assert "!! quiet-wife: 3 of 3 people passed, 5 of 5 calls. Everyone passes it" in " ".join(
        aware("team", "show").out.split()
    )
