"""Killed at any moment, `aware` keeps whatever its screen showed as saved."""

import os
from pathlib import Path

import pytest

from trials import kills
from trials.verdict import missed

pytestmark = pytest.mark.terminal

LONG_ROUNDS = int(os.environ.get("AWARE_KILLS", "50"))


@pytest.mark.parametrize(
    "rounds", [pytest.param(2, id="a few"), pytest.param(LONG_ROUNDS, id="many", marks=pytest.mark.long)]
)
def test_what_was_shown_as_saved_outlives_a_kill(tmp_path: Path, rounds: int) -> None:
    shown, damaged, typing = kills.trial(tmp_path, rounds, rounds)
    assert missed([shown, damaged]) == []
    assert typing.met or float(typing.found.split()[0]) < kills.TO_BE_SAVED, "a slow machine is given 2 s"


def test_typing_that_is_not_in_the_file_is_counted_from_its_first_letter() -> None:
    strokes = kills.Strokes([("zqab", [1.0, 2.0, 3.0, 4.0]), ("zqcd", [5.0, 6.0, 7.0, 8.0])])
    assert strokes.lost(["zqab zqcd"], 10.0) == 0.0
    assert strokes.lost(["zqab zqc"], 10.0) == 2.0
    assert strokes.lost(["zqab", "zqcd"], 10.0) == 0.0
    assert strokes.lost(["zqa"], 10.0) == 6.0
    assert strokes.lost([], 10.0) == 9.0
