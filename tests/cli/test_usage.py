"""What the command line takes, and how it answers what it does not take."""

import fcntl
import os
import pty
import struct
import subprocess
import sys
import termios
from pathlib import Path

import pytest
from cli.said import Aware

from aware_tui import __version__
from aware_tui.cli.arguments import parser
from aware_tui.cli.main import asked


def test_no_word_at_all_means_what_the_parser_makes_of_it() -> None:
    assert vars(asked([])) == vars(parser().parse_args([]))


@pytest.mark.parametrize(
    "words",
    [["--help"], ["live", "--help"], ["playbook", "check", "--help"], ["scenario", "check", "--help"]],
    ids=" ".join,
)
def test_help_goes_to_stdout(aware: Aware, words: list[str]) -> None:
    said = aware(*words)
    assert said.status == 0
    assert said.out.startswith(("Usage: aware", "aware, a coach"))
    assert said.err == ""


@pytest.mark.parametrize("words", [["--version"], ["sessions", "--version"], ["data", "where", "--version"]])
def test_the_version_is_told_anywhere(aware: Aware, words: list[str]) -> None:
    assert aware(*words).out == f"aware {__version__}\n"


WRONG = {
    "an unknown option": ["sessions", "--colour"],
    "an option cut short": ["sessions", "--sea", "x"],
    "no session named": ["session"],
    "an empty id": ["session", " "],
    "two forms at once": ["session", "abc", "--json", "--markdown"],
    "no deed named": ["data"],
    "an empty folder": ["--data-dir", "", "sessions"],
    "a folder with a zero byte": ["--data-dir", "a\0b", "sessions"],
    "no number": ["sessions", "--limit", "many"],
    "a number too small": ["sessions", "--limit", "0"],
}


@pytest.mark.parametrize("words", WRONG.values(), ids=WRONG.keys())
def test_wrong_usage_is_told_in_two_lines(aware: Aware, words: list[str]) -> None:
    said = aware(*words)
    assert said.status == 2
    assert said.out == ""
    assert len(said.err.splitlines()) == 2


def test_what_was_typed_wrong_cannot_control_the_terminal(aware: Aware) -> None:
    said = aware("sessions", "\x1b]0;owned\x07")
    assert said.status == 2
    assert "\x1b" not in said.err
    assert "\x07" not in said.err


@pytest.mark.parametrize(
    "words",
    [
        ["--data-dir", "{}", "data", "where"],
        ["data", "--data-dir", "{}", "where"],
        ["data", "where", "--data-dir", "{}"],
    ],
    ids=["before", "between", "after"],
)
def test_global_options_stand_anywhere(aware: Aware, tmp_path: Path, words: list[str]) -> None:
    elsewhere = str(tmp_path / "elsewhere")
    said = aware(*(word.replace("{}", elsewhere) for word in words))
    assert said.status == 0
    assert f"{elsewhere}/aware.db" in said.out


def test_an_option_after_the_command_wins_over_the_environment(
    aware: Aware, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWARE_PLAYBOOK", "nowhere")
    assert aware("playbook", "check").status == 1
    assert aware("playbook", "check", "--playbook", "aware").status == 0
    assert aware("--playbook", "aware", "playbook", "check").status == 0


def test_asking_makes_no_folder(aware: Aware, tmp_path: Path) -> None:
    for words in (["sessions"], ["data", "where"], ["playbook", "list"], ["playbook", "show"], ["doctor"]):
        assert aware(*words).status == 0
    assert not (tmp_path / "data").exists()
    assert not (tmp_path / "home").exists()


@pytest.mark.parametrize(
    "words",
    [["sessions"], ["data", "where"], ["data", "backup"], ["settings"], ["live", "--plain"]],
    ids=" ".join,
)
def test_a_data_folder_that_is_a_file_is_told_in_one_sentence(
    aware: Aware, tmp_path: Path, words: list[str]
) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("no folder")
    for folder in (file, file / "data"):
        said = aware("--data-dir", str(folder), *words)
        assert (said.status, said.out) == (1, "")
        assert said.err == f"{file} is no folder. Choose another with --data-dir.\n"


def test_a_setting_that_cannot_be_used_is_one_sentence(aware: Aware, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWARE_ZONE", "Europe/Atlantis")
    said = aware("sessions")
    assert (said.status, said.out) == (1, "")
    assert said.err == "AWARE_ZONE: There is no time zone “Europe/Atlantis”. Write one like Europe/London.\n"


@pytest.mark.parametrize(
    ("stream", "words", "told"),
    [
        (
            "stderr",
            ["scenario", "chek"],
            [
                "`aware scenario` has no “chek”. Did you",
                "mean “check”? Say one of: check,",
                "from-session, scrub, new, offer.",
                "`aware scenario --help` shows how it is",
                "used.",
            ],
        ),
        (
            "stdout",
            ["goals"],
            [
                "There are no goals yet.",
                '`aware goals add --metric complaints --target 3 --by "end of quarter" '
                "--owner me --reason WORDS`",
                "makes one.",
            ],
        ),
    ],
)
def test_a_terminal_gets_sentences_broken_between_words_and_commands_whole(
    stream: str, words: list[str], told: list[str]
) -> None:
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 40, 0, 0))
    command = [sys.executable, "-m", "aware_tui", *words]
    out, errors = (theirs, None) if stream == "stdout" else (None, theirs)
    subprocess.run(command, stdout=out, stderr=errors, check=False)
    os.close(theirs)
    assert os.read(ours, 4096).decode().splitlines() == told
    os.close(ours)
