"""How the program ends when something cuts it short."""

import os
import shlex
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from cli.said import Aware

AWARE = [sys.executable, "-m", "aware_tui"]


def test_a_reader_who_leaves_early_is_no_fault(data: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run([*AWARE, "sessions"], stdout=writing, stderr=subprocess.PIPE, check=False)
    os.close(writing)
    assert (done.returncode, done.stderr) == (141, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full device here")
@pytest.mark.parametrize("words", [["sessions"], ["--help"], ["live", "--help"], ["--version"]], ids=" ".join)
def test_output_that_finds_no_room_is_one_sentence(data: Path, words: list[str]) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run([*AWARE, *words], stdout=full, stderr=subprocess.PIPE, check=False, text=True)
    assert done.returncode == 1
    assert done.stderr.startswith("The output could not be written (No space left on device).")
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    ("redirected", "status", "told"),
    [
        ("card >&-", 1, "The output could not be written (Bad file descriptor)."),
        ("card >&- 2>&-", 1, ""),
        ("--version >&-", 1, "The output could not be written (Bad file descriptor)."),
        ("apology <&-", 0, ""),
        (">&-", 2, "aware draws on a terminal"),
    ],
)
def test_a_stream_that_is_closed_is_no_fault(data: Path, redirected: str, status: int, told: str) -> None:
    command = f"{shlex.join(AWARE)} {redirected}"
    done = subprocess.run(["/bin/sh", "-c", command], capture_output=True, check=False, text=True)
    assert (done.returncode, done.stdout) == (status, "")
    assert done.stderr.startswith(told)
    assert len(done.stderr.splitlines()) == bool(told)
    assert not list(data.rglob("crash-*"))


def test_ctrl_c_ends_without_a_word() -> None:
    script = (
        "import os, signal, sys\n"
        "from aware_tui.cli import commands, main\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background job ignores it\n"
        "commands.doctor = lambda args: os.kill(os.getpid(), signal.SIGINT)\n"
        "sys.argv = ['aware', 'doctor']\n"
        "sys.exit(main.run())\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (128 + signal.SIGINT, b"", b"")


def test_a_fault_of_the_program_leaves_a_report_and_one_sentence(tmp_path: Path) -> None:
    script = (
        "import sys\n"
        "from aware_tui.services import reports\n"
        "from aware_tui.cli import main\n"
        "def fail(*args): raise ValueError('the secret words')\n"
        "reports.listed = fail\n"
        "sys.argv = ['aware', 'sessions']\n"
        "sys.exit(main.run())\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=False, text=True)
    [report] = (tmp_path / "data" / "crashes").iterdir()
    assert done.returncode == 1
    assert str(report) in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert "secret" not in done.stderr + report.read_text()


@pytest.mark.sweep(1)
@pytest.mark.parametrize("words", [[], ["live"], ["demo"], ["live", "--resume", "abcdef"]], ids=" ".join)
def test_without_a_terminal_the_app_does_not_open(program: Aware, tmp_path: Path, words: list[str]) -> None:
    said = program(*words)
    assert (said.status, said.out) == (2, "")
    assert said.err == (
        "aware draws on a terminal, but its input or output goes elsewhere. Run it in a terminal window. "
        "`aware live --plain` and `aware practice --plain` work line by line, anywhere.\n"
    )
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_a_terminal_without_the_letters_still_shows_the_list(
    data: Path, monkeypatch: pytest.MonkeyPatch, encoding: str
) -> None:
    monkeypatch.setenv("PYTHONIOENCODING", encoding)
    for words in (["sessions"], ["sessions", "--json"], ["session", "nothing"]):
        done = subprocess.run([*AWARE, *words], capture_output=True, check=False)
        assert done.returncode == (1 if "nothing" in words else 0)
        assert b"Traceback" not in done.stderr
