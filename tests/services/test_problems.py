"""A problem of the user's has its own sentence; a fault of the program has none."""

import pytest

from aware_tui.config import SettingsProblem
from aware_tui.content.errors import PlaybookError, PlaybookMissing, Problem
from aware_tui.domain.gate import GateRefusedError
from aware_tui.services.problems import sentence_of
from aware_tui.services.shown import NoSuchSession
from aware_tui.store.errors import Busy, Conflict, DiskFull, StoreProblem
from aware_tui.store.reading import AmbiguousId

SAY = "What happened. What to do."


@pytest.mark.parametrize(
    "kind",
    [SettingsProblem, PlaybookMissing, NoSuchSession, StoreProblem, Busy, Conflict, DiskFull, AmbiguousId],
)
def test_a_problem_is_told_in_its_own_sentence(kind: type[Exception]) -> None:
    assert sentence_of(kind(SAY)) == SAY


def test_a_playbook_is_told_with_file_line_and_what_to_write() -> None:
    error = PlaybookError([Problem("playbook.yaml", 3, 1, "Unknown key", "Take it out.")])
    assert sentence_of(error) == "playbook.yaml:3:1: Unknown key. Take it out."


@pytest.mark.parametrize(
    "fault",
    [
        ValueError(SAY),
        KeyError("x"),
        OSError(SAY),
        RuntimeError(SAY),
        GateRefusedError(SAY),
        KeyboardInterrupt(),
    ],
)
def test_a_fault_has_no_sentence(fault: BaseException) -> None:
    assert sentence_of(fault) is None
