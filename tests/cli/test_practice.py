"""Practice from the command line: listed, played by a script, and line by line."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from attempting import a_call
from cli.kept import keep
from cli.said import Aware, typing
from practicing import SCENARIOS, SHIPPED, moods, shipped

from aware_tui.domain.practice.acts import Ending
from aware_tui.domain.practice.engine import play
from aware_tui.domain.practice.moves import written
from aware_tui.domain.practice.people import ideal
from aware_tui.domain.practice.scoring import score
from aware_tui.services.practice.words import ENDING_NAMES

pytestmark = pytest.mark.head(16)

GAS = SHIPPED / "practice" / "scenarios" / "gas-smell.yaml"
MODEL = "".join(f"{written(move)}\n" for move in ideal(shipped("gas-smell")))
TYPED = """# in their own words
listen
listen
say That sounds miserable, I can hear how upset you are.
say We let you down and that is our fault. I am so sorry, and I will put it right.
say You should have read the meter.
say Hm.
"""


@pytest.fixture
def script(tmp_path: Path) -> Path:
    path = tmp_path / "moves.txt"
    path.write_text(MODEL, "utf-8")
    return path


def test_every_scenario_is_listed_with_what_there_is_to_know(aware: Aware, tmp_path: Path) -> None:
    said = aware("practice", "--list", "--json")
    assert (said.status, said.err, len(said.json)) == (0, "", len(SCENARIOS))
    one = next(each for each in said.json if each["id"] == "gas-smell")
    scenario = shipped("gas-smell")
    assert (one["title"], one["industry"], one["level"]) == (scenario.title, "utility", scenario.level)
    assert (one["customer"], one["best"], one["last_played"]) == (scenario.persona.name, None, None)
    assert "safety_truth" in one["due"]
    assert not (tmp_path / "data").exists()


DRILLS = 4


def test_the_list_is_for_people_too(aware: Aware) -> None:
    said = aware("practice", "--list")
    lines = said.out.splitlines()
    assert (said.status, len(lines)) == (0, len(SCENARIOS) + 3 + DRILLS + 1)
    assert all(len(line) <= 80 for line in lines)
    assert any(line.startswith("gas-smell ") and " new " in line for line in lines)


def test_what_was_played_is_listed(aware: Aware, tmp_path: Path) -> None:
    attempt = a_call(trainee="Kim", total=71.5)
    keep(tmp_path / "data", attempt)
    one = next(each for each in aware("practice", "--list", "--json").json if each["id"] == "gas-smell")
    assert (one["best"], one["times"]) == (71.5, 1)
    assert one["last_played"] == attempt.started_at.isoformat()
    assert any(
        "gas-smell" in line and " 71.5 " in line for line in aware("practice", "--list").out.splitlines()
    )


def test_a_faulty_file_is_told_and_the_others_are_listed(aware: Aware, tmp_path: Path) -> None:
    own = tmp_path / "data" / "scenarios"
    own.mkdir(parents=True)
    text = GAS.read_text("utf-8")
    (own / "broken.yaml").write_text(text.replace("level: 2", "level: 7"), "utf-8")
    (own / "fine.yaml").write_text(text.replace("id: gas-smell", "id: mine"), "utf-8")
    said = aware("practice", "--list", "--json")
    assert (said.status, len(said.json)) == (0, len(SCENARIOS) + 1)
    assert said.err.startswith(f"{own / 'broken.yaml'}:")


def test_a_script_is_played_and_scored(aware: Aware, script: Path, tmp_path: Path) -> None:
    said = aware("practice", "gas-smell", "--script", str(script), "--json")
    scenario = shipped("gas-smell")
    call = play(scenario, moods(), ideal(scenario))
    worth = score(scenario, moods(), call)
    assert (said.status, said.err) == (0, "")
    assert set(said.json) == {*("scenario", "ended", "score", "skills", "mood", "turns", "fatal"), "opening"}
    assert (said.json["scenario"], said.json["ended"], said.json["fatal"]) == ("gas-smell", "resolved", [])
    assert said.json["score"] == {"total": worth.total, **worth.steps}
    assert said.json["mood"] == {"anger": call.anger, "trust": call.trust}
    assert said.json["skills"]["safety_truth"] == 100
    assert said.json["opening"] == scenario.opening[0]
    for turn, told in zip(call.turns, said.json["turns"], strict=True):
        assert told == {
            "move": turn.move,
            "acts": list(turn.acts),
            "customer": turn.customer,
            "anger": turn.anger,
            "trust": turn.trust,
            "why": " ".join(turn.why),
        }
    assert not (tmp_path / "data").exists()


def test_a_script_can_come_on_stdin_and_a_scenario_from_a_file(
    aware: Aware, script: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path / "own.yaml"
    own.write_text(GAS.read_text("utf-8").replace("id: gas-smell", "id: mine"), "utf-8")
    typing(monkeypatch, *MODEL.splitlines())
    said = aware("practice", str(own), "--script", "-", "--json")
    assert said.json["scenario"] == "mine"
    assert (
        said.json["score"] == aware("practice", "gas-smell", "--script", str(script), "--json").json["score"]
    )


def test_a_script_is_told_to_people_as_a_call(aware: Aware, script: Path) -> None:
    said = aware("practice", "gas-smell", "--script", str(script))
    scenario = shipped("gas-smell")
    assert said.status == 0
    assert f"{scenario.persona.name}: {scenario.opening[0][:30]}" in said.out
    assert "Ended: settled. Score: " in said.out
    assert "Acknowledge 100: named what it was like 40 of 40" in said.out
    assert "Beside the score: patience" in said.out
    assert all(len(line) <= 80 for line in said.out.splitlines())


def test_a_fatal_error_is_told_in_words(aware: Aware, tmp_path: Path) -> None:
    (tmp_path / "none.txt").write_text("listen\n", "utf-8")
    said = aware("practice", "gas-smell", "--script", str(tmp_path / "none.txt"))
    assert "They were not told what they had to know to be safe." in said.out


def test_every_ending_has_its_words() -> None:
    assert set(ENDING_NAMES) == set(Ending)


def test_typed_lines_count_only_where_they_are_certain(aware: Aware, tmp_path: Path) -> None:
    (tmp_path / "typed.txt").write_text(TYPED, "utf-8")
    said = aware("practice", "gas-smell", "--script", str(tmp_path / "typed.txt"), "--json")
    assert said.status == 0
    heard, sorry, blame, hm = said.json["turns"][2:]
    assert "acknowledge" in heard["acts"]
    assert "apologise_real" in sorry["acts"]
    for turn in (blame, hm):
        assert (turn["acts"], turn["anger"], turn["trust"]) == ([], sorry["anger"], sorry["trust"])
        assert "cost nothing" in turn["why"]
    assert "It may be: blame" in blame["why"]


@pytest.mark.parametrize(
    "moves", [MODEL, pytest.param(TYPED, marks=pytest.mark.long)], ids=["model", "typed"]
)
def test_the_same_script_gives_the_same_bytes(tmp_path: Path, moves: str) -> None:
    (tmp_path / "moves.txt").write_text(moves, "utf-8")
    words = ["practice", "gas-smell", "--script", str(tmp_path / "moves.txt"), "--json"]
    outputs = set()
    for seed in ("1", "2"):
        run = [sys.executable, "-m", "aware_tui", *words]
        env = {**os.environ, "PYTHONHASHSEED": seed, "AWARE_DATA_DIR": str(tmp_path / f"data{seed}")}
        done = subprocess.run(run, env=env, capture_output=True, check=True, timeout=60)
        outputs.add(done.stdout)
    assert len(outputs) == 1
    assert not (tmp_path / "data1").exists()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"listen\nhang up\n", ":2: “hang up” is no move. Write listen,"),
        (b"\n\nchoice nope\n", ":3: There is no choice “nope” in gas-smell. There is: "),
        (b"listen\xff", ":1: This is not UTF-8 text. Save the script as UTF-8."),
        (b"\n" * 10_001, ":10001: A script has at most 10,000 lines"),
        (None, ": It cannot be read (no such file or directory). Check its name."),
    ],
    ids=["no move", "no choice", "no text", "too long", "no file"],
)
def test_a_script_at_fault_is_one_line(
    aware: Aware, tmp_path: Path, content: bytes | None, sentence: str
) -> None:
    path = tmp_path / "moves.txt"
    if content is not None:
        path.write_bytes(content)
    said = aware("practice", "gas-smell", "--script", str(path), "--json")
    assert (said.status, said.out) == (1, "")
    assert said.err.startswith(f"{path}{sentence}")
    assert said.err.count("\n") == 1


def test_a_fault_on_stdin_is_named_so(aware: Aware, monkeypatch: pytest.MonkeyPatch) -> None:
    typing(monkeypatch, "hang up")
    assert aware("practice", "gas-smell", "--script", "-").err.startswith("stdin:1: ")


def test_a_folder_is_no_script(aware: Aware, tmp_path: Path) -> None:
    said = aware("practice", "gas-smell", "--script", str(tmp_path))
    assert (said.status, said.err) == (
        1,
        f"{tmp_path}: It cannot be read (is a directory). Check its name.\n",
    )


def test_a_scenario_that_is_not_there_is_told_with_those_that_are(aware: Aware, script: Path) -> None:
    said = aware("practice", "nobody", "--script", str(script))
    assert (said.status, said.out, said.err.count("\n")) == (1, "", 1)
    assert "gas-smell" in said.err


def test_a_scenario_file_at_fault_is_told_by_line(aware: Aware, script: Path, tmp_path: Path) -> None:
    own = tmp_path / "own.yaml"
    own.write_text(GAS.read_text("utf-8").replace("level: 2", "level: 7"), "utf-8")
    said = aware("practice", str(own), "--script", str(script))
    assert (said.status, said.out) == (1, "")
    assert said.err.startswith(f"{own}:")


@pytest.mark.parametrize(
    "words",
    [
        ["--script", "x"],
        ["gas-smell", "--list"],
        ["gas-smell", "--json"],
        ["gas-smell", "--script", "x", "--plain"],
        ["--script", ""],
    ],
)
def test_what_does_not_go_together_is_told_in_two_lines(aware: Aware, words: list[str]) -> None:
    said = aware("practice", *words)
    assert (said.status, said.out, said.err.count("\n")) == (2, "", 2)
    assert "`aware practice --help` shows how it is used." in said.err


def test_the_app_needs_a_terminal(aware: Aware) -> None:
    assert aware("practice").status == 2
    assert aware("practice", "gas-smell").status == 2
