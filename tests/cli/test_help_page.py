"""The help of the whole: every command in one group, no wider than the terminal, with examples that run."""

import shlex

import pytest
from cli.said import Aware

from aware_tui.cli.arguments import parser
from aware_tui.cli.help_page import EXAMPLES, GROUPS, NARROWEST, TopParser


def whole() -> TopParser:
    made = parser()
    assert isinstance(made, TopParser)
    made.lay_out()
    return made


def test_every_command_stands_in_one_group() -> None:
    grouped = [name for _title, names in GROUPS for name in names]
    assert sorted(grouped) == sorted(whole().commands)


@pytest.mark.parametrize("columns", [40, 60, 80, 100, 300])
def test_the_page_keeps_to_the_width(columns: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    lines = whole().format_help().splitlines()
    assert max(map(len, lines)) <= max(NARROWEST, min(columns, 100))


@pytest.mark.parametrize("line", [line for line, _words in EXAMPLES])
def test_an_example_is_understood(line: str) -> None:
    assert callable(parser().parse_args(shlex.split(line)[1:]).command)


def test_the_page_of_a_command_begins_with_its_own_options(aware: Aware) -> None:
    said = aware("live", "--help").out.splitlines()
    assert said[0] == "Usage: aware live [--customer NAME] [--channel ID] [--resume ID] [--plain]"
    assert [line for line in said if line.endswith(":")] == ["Options:", "Everywhere:"]
    assert said[-1].split() == ["-h,", "--help", "this", "page"]
