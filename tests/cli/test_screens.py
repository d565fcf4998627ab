"""The app opened from the command line, in a real terminal."""

import os
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest
from cli.said import Aware
from pseudoterminal import Terminal

from aware_tui.cli.screen import MISUSED, PAINTS_A_SECOND

pytestmark = pytest.mark.terminal

PROGRAM = "import sys\nfrom aware_tui.cli.main import run\nsys.argv[1:] = {words}\nsys.exit(run())\n"


def program(tmp_path: Path, *words: str) -> Path:
    script = tmp_path / "program.py"
    script.write_text(PROGRAM.format(words=list(words)))
    return script


def test_the_demo_is_marked_and_leaves_nothing_behind(tmp_path: Path) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    with Terminal(program(tmp_path, "demo"), env={"TMPDIR": str(temporary)}) as terminal:
        terminal.shows("Dana Reyes")
        terminal.shows("Sample data: nothing here is kept")
        assert "overdue" in terminal.screen
        assert [folder.name[:11] for folder in temporary.iterdir()] == ["aware-demo-"]
        terminal.type("\x11")
        assert terminal.ends() == 0
        assert terminal.restored()
    assert list(temporary.iterdir()) == []
    assert not (tmp_path / "data").exists()


def test_the_demo_has_half_a_year_behind_it(tmp_path: Path) -> None:
    with Terminal(program(tmp_path, "demo")) as terminal:
        terminal.shows("Dana Reyes")
        terminal.type("i")
        terminal.shows("no answer, or passed around")
        terminal.shows("Northfield depot")
        terminal.type("\x11")
        assert terminal.ends() == 0


@pytest.mark.parametrize("command", [[], ["live"], ["demo"]])
def test_the_screens_paint_as_often_as_is_asked_for(command: list[str]) -> None:
    paints = f"from textual import constants; assert constants.MAX_FPS == {PAINTS_A_SECOND[1]}"
    script = (
        f"from aware_tui.cli.main import run; status = run({command}); {paints}; raise SystemExit(status)"
    )
    env = {name: value for name, value in os.environ.items() if not name.startswith("TEXTUAL")}
    done = subprocess.run(
        [sys.executable, "-c", script], env=env, stdin=subprocess.DEVNULL, capture_output=True, check=False
    )
    assert (done.returncode, b"terminal" in done.stderr) == (MISUSED, True), done.stderr


def test_a_live_call_is_saved(aware: Aware, tmp_path: Path) -> None:
    with Terminal(program(tmp_path, "live", "--channel", "phone")) as terminal:
        terminal.shows("Stop everything else")
        terminal.type("nobody rang")
        terminal.shows("nobody rang")
        terminal.type("\x11")
        assert terminal.ends() == 0
    [found] = aware("sessions", "--json").json
    assert (found["channel"], found["status"], found["excerpt"]) == ("phone", "open", "nobody rang")
    assert datetime.fromisoformat(found["started_at"]).tzinfo is not None


def test_a_session_is_taken_up_by_a_part_of_its_id(aware: Aware, data: Path, tmp_path: Path) -> None:
    [found] = aware("sessions", "--search", "Sofia", "--json").json
    with Terminal(program(tmp_path, "live", "--resume", found["id"][-8:])) as terminal:
        terminal.shows("her old sofa back")
        terminal.type("\x11")
        assert terminal.ends() == 0


@pytest.mark.sweep(1)
@pytest.mark.parametrize(
    ("words", "status", "sentence"),
    [
        (["live", "--channel", "pigeon"], 2, "There is no channel “pigeon” in this playbook."),
        (["live", "--resume", "abcdef"], 1, "There is no session “abcdef”."),
        (["--data-dir", "{taken}", "live"], 1, "aware.db is a folder."),
    ],
    ids=["channel", "session", "folder"],
)
def test_what_cannot_open_is_told_in_the_terminal(
    tmp_path: Path, words: list[str], status: int, sentence: str
) -> None:
    taken = tmp_path / "taken"
    (taken / "aware.db").mkdir(parents=True)
    with Terminal(program(tmp_path, *(word.replace("{taken}", str(taken)) for word in words))) as terminal:
        assert terminal.ends() == status
        assert sentence in " ".join(terminal.raw.decode().split())
        assert b"Traceback" not in terminal.raw
