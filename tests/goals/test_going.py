"""The few goals beside the findings: no more of them are counted than are shown."""

from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from goals.saved import TODAY, a_complaint, a_goal, filled
from making import NOW

from aware_tui.domain.insight_states import GoalState
from aware_tui.services import goals
from aware_tui.services.desk import Desk

DAY = timedelta(days=1)


def test_of_many_goals_only_those_that_are_shown_are_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    some = [a_goal(title=f"goal {number}", deadline=TODAY + (9 - number) * DAY) for number in range(9)]
    ended = [a_goal(title="over", state=GoalState.ENDED, ended_at=NOW) for _ in range(3)]
    counted: list[str] = []
    original = goals.line_of

    def line_of(db: Any, goal: Any, *more: Any) -> Any:
        counted.append(goal.title)
        return original(db, goal, *more)

    monkeypatch.setattr(goals, "line_of", line_of)
    made = filled(tmp_path, a_complaint(TODAY), *some, *ended)
    with closing(Desk(made, lambda: NOW, lambda _: None)) as desk:
        desk.open().result(20)
        lines, number = goals.going(desk, 2).result(20)
    assert [line.goal.title for line in lines] == ["goal 8", "goal 7"] == counted
    assert number == 9


@pytest.mark.parametrize("number", [0, 1])
def test_today_reads_goals_beside_its_lists_and_only_where_there_are_any(tmp_path: Path, number: int) -> None:
    made = filled(tmp_path, a_complaint(TODAY), *(a_goal() for _ in range(number)))
    with closing(Desk(made, lambda: NOW, lambda _: None)) as desk:
        desk.open().result(20)
        read: list[object] = []
        original = desk.read_beside

        def read_beside(question: Any) -> Any:
            read.append(question)
            return original(question)

        desk.read_beside = read_beside  # type: ignore[method-assign]
        day = desk.day().result(20)
    assert len(read) == number
    assert day.figures is not None
    assert len(day.figures.goals) == number
