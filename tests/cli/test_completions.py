"""`aware completions`: the script is accepted by its shell, and offers what fits."""

import shutil
import subprocess
from pathlib import Path

import pytest
from cli.said import Aware

from aware_tui.cli.completions import script

OFFERED = [
    ("aware set", {"settings"}),
    ("aware pro", {"promise", "promise-check"}),
    ("aware settings ", {"set", "keys", "example"}),
    ("aware apology --si", {"--size"}),
    ("aware apology --size ", {"light", "full"}),
    ("aware data erase", {"erase-customer"}),
    ("aware completions ", {"bash", "zsh", "fish", "tcsh"}),
    ("aware --data-dir ", {"folder"}),
    ("aware playbook new mine -o ", {"folder"}),
    ("aware practice ", {"file", "folder"}),
    ("aware card -o ", {"file", "folder"}),
]
"""Beginnings of a line, each with what a shell offers for its last word."""

TRIED = """
source {script}
COMP_WORDS=({words})
COMP_CWORD={last}
$(complete -p aware | sed 's/.*-F \\([^ ]*\\).*/\\1/')
printf '%s\\n' "${{COMPREPLY[@]}}"
"""


def completed(tmp_path: Path, words: str) -> list[str]:
    """Return what bash offers for the last of these words."""
    (tmp_path / "script").write_text(script("bash"))
    last = len(words.split(" ")) - 1
    told = TRIED.format(
        script=tmp_path / "script", words=words if words[-1] != " " else f"{words}''", last=last
    )
    run = ["bash", "--norc", "-c", told]
    return asked(run, tmp_path)


def asked(run: list[str], tmp_path: Path) -> list[str]:
    """Return the lines that a shell says in a folder with a file and a folder in it."""
    here = tmp_path / "here"
    (here / "folder").mkdir(parents=True)
    (here / "file").touch()
    done = subprocess.run(run, capture_output=True, text=True, check=True, timeout=60, cwd=here)
    return done.stdout.splitlines()


@pytest.mark.skipif(shutil.which("bash") is None, reason="no bash here")
@pytest.mark.parametrize(("words", "offered"), OFFERED)
def test_bash_completes_words(tmp_path: Path, words: str, offered: set[str]) -> None:
    assert offered <= set(completed(tmp_path, words))


@pytest.mark.skipif(shutil.which("fish") is None, reason="no fish here")
@pytest.mark.parametrize(("words", "offered"), OFFERED)
def test_fish_completes_words(tmp_path: Path, words: str, offered: set[str]) -> None:
    (tmp_path / "script").write_text(script("fish"))
    ask = f"source {tmp_path}/script; complete -C '{words}'"
    run = ["fish", "--no-config", "-c", ask]
    assert offered <= {line.partition("\t")[0].rstrip("/") for line in asked(run, tmp_path)}


@pytest.mark.parametrize("shell", ["zsh", "fish", "tcsh"])
def test_other_shells_get_every_command_and_accept_the_script(
    aware: Aware, tmp_path: Path, shell: str
) -> None:
    said = aware("completions", shell)
    assert (said.status, said.err) == (0, "")
    assert all(word in said.out for word in ("promise-check", "erase-customer", "follow-ups", "size"))
    if shutil.which(shell) and shell != "tcsh":
        (tmp_path / "script").write_text(said.out)
        subprocess.run([shell, "-n", str(tmp_path / "script")], check=True, timeout=60)


def test_a_shell_nobody_knows_is_wrong_usage(aware: Aware) -> None:
    said = aware("completions", "sh2")
    assert said.status == 2
    assert "bash" in said.err
