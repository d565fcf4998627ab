"""The tutorial does what it says: its files are written, its commands run, its answers compared."""

import doctest
import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from aware_tui.cli.main import run

TUTORIAL = Path(__file__).parents[1] / "docs" / "tutorial.md"
BLOCK = re.compile(r"^```(\w+)(?: file=(\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
FEWEST = 8
"""Commands that are run at least."""


@dataclass(frozen=True)
class Block:
    """A block of the page: a file to write, or commands with what they answer."""

    kind: str
    file: str
    text: str


def blocks() -> list[Block]:
    return [Block(*found) for found in BLOCK.findall(TUTORIAL.read_text("utf-8"))]


def commands(text: str) -> Iterator[tuple[str, str]]:
    """Yield each command of a block, and what it answers."""
    for part in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
        command, _, answer = part.partition("\n")
        yield command, answer


def test_every_block_is_a_file_or_a_command() -> None:
    assert all(block.file or block.kind == "console" for block in blocks())
    assert sum(1 for block in blocks() for _ in commands(block.text)) >= FEWEST


def test_the_tutorial_happens_as_it_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    checker = doctest.OutputChecker()
    for block in blocks():
        if block.file:
            (tmp_path / block.file).write_text(block.text, "utf-8")
            continue
        for command, answer in commands(block.text):
            program, *words = shlex.split(command)
            assert program == "aware"
            run(words)
            told = "".join(capsys.readouterr())
            assert checker.check_output(answer, told, doctest.ELLIPSIS), f"{command}\n{told}"
