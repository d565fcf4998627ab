"""Goals checked, kept, ended and read with their progress, at a desk on real data."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from goals.saved import TODAY, a_complaint, a_goal, filled, promises, weekly
from making import NOW
from reading_ahead import lay_read_playbook

from aware_tui.domain.goals.aim import Scope
from aware_tui.domain.goals.progress import Standing
from aware_tui.domain.goals.words import EXPERIENCE, RESOLUTION
from aware_tui.domain.insight_states import Direction, GoalState, Metric, Statistic
from aware_tui.domain.insights.patterns import Dimension, Pattern
from aware_tui.domain.insights.report import Finding
from aware_tui.domain.rows import Row
from aware_tui.services import goal_deeds, goals
from aware_tui.services.desk import Desk
from aware_tui.services.goal_deeds import GoalWords, draft_of, words_of
from aware_tui.store.errors import Conflict
from aware_tui.store.opening import open_database

MONDAY = date(2026, 1, 5)
AUTUMN = date(2025, 12, 1)


@contextmanager
def a_desk(folder: Path, *rows: Row) -> Iterator[Desk]:
    """Open a desk on data that holds these rows."""
    made = filled(folder, *rows)
    lay_read_playbook(folder)
    desk = Desk(made, lambda: NOW, lambda _: None)
    desk.open().result(20)
    try:
        yield desk
    finally:
        desk.close()


WORDS = GoalWords(
    metric=Metric.COMPLAINTS,
    statistic=Statistic.WEEKLY,
    target="3 a week",
    when="end of June",
    owner="kim",
    reason="nobody waits twice",
)


def test_a_goal_is_checked_kept_read_ended_and_opened_again(tmp_path: Path) -> None:
    with a_desk(tmp_path, *weekly(AUTUMN, [6, 7, 5, 6, 7, 6, 5, 7, 6, 6, 7, 5])) as desk:
        checked = goals.checked(desk, draft_of(WORDS, NOW, "Europe/Berlin")).result(20)
        assert checked.holds, [each.said for each in checked.letters]
        change = goal_deeds.make(desk, checked).result(20)
        (line,) = goals.register(desk).result(20)
        assert line.goal.id == change.edits[0].row.id
        assert line.goal.baseline_value == pytest.approx(checked.baseline.value)
        assert (line.about, line.progress.standing) == ("everything", Standing.NOT_ENOUGH)
        goal_deeds.end(desk, line.goal.id, "4111 1111 1111 1111 helped").result(20)
        (line,) = goals.register(desk).result(20)
        assert line.goal.state is GoalState.ENDED
        assert "1111 1111 1111" not in line.goal.outcome
        goal_deeds.reopen(desk, line.goal.id).result(20)
        (line,) = goals.register(desk).result(20)
        assert line.goal.state is GoalState.OPEN
        assert line.goal.outcome.endswith("helped")


def test_a_goal_that_was_erased_meanwhile_is_told(tmp_path: Path) -> None:
    with a_desk(tmp_path) as desk, pytest.raises(Conflict, match="erased meanwhile"):
        goal_deeds.end(desk, "0195", "").result(20)


def test_words_come_back_as_they_are_typed_and_cards_are_masked() -> None:
    typed = replace(WORDS, title="Card 4111 1111 1111 1111", within="60", about=Scope("late"))
    draft = draft_of(typed, NOW, "Europe/Berlin")
    assert "1111 1111 1111" not in draft.title
    assert (draft.target, draft.deadline, draft.within) == (3.0, date(2026, 6, 30), None)
    back = words_of(draft)
    assert (back.metric, back.target, back.when, back.about) == (
        Metric.COMPLAINTS,
        "3",
        "end of June",
        typed.about,
    )


def test_a_draft_of_a_finding_knows_how_many_there_are_now(tmp_path: Path) -> None:
    spot = Pattern("late", Dimension.WEEKDAY, "Tuesday")
    finding = Finding(spot, 26, 7, 3.7, 2.6, 19, 26, 24, False, "“Late” on Tuesdays: 26 where 7 are usual.")
    rows = [a_complaint(date(2025, 11, 30)), *weekly(AUTUMN, [8] * 13, category="late")]
    with a_desk(tmp_path, *rows) as desk:
        draft = goals.drafted(desk, finding).result(20)
        assert (draft.target, draft.owner, draft.deadline) == (4.0, "kim", date(2026, 6, 30))
        assert goals.checked(desk, draft).result(20).holds


def test_a_goal_that_ended_stands_as_it_ended(tmp_path: Path) -> None:
    ended = NOW - timedelta(days=20)
    old = a_goal(state=GoalState.ENDED, ended_at=ended)
    with a_desk(tmp_path, old, a_complaint(MONDAY), *weekly(MONDAY, [1, 1, 1, 1, 1, 90, 90, 90])) as desk:
        (line,) = goals.register(desk).result(20)
        assert (line.progress.measure.yes, line.progress.measure.n) == (6, 5)


def test_today_shows_one_line_for_each_objective_that_has_a_goal(tmp_path: Path) -> None:
    kept = a_goal(
        metric=Metric.PROMISES_KEPT,
        statistic=Statistic.SHARE,
        target=60.0,
        unit="%",
        direction=Direction.AT_LEAST,
    )
    over = replace(a_goal(title="over"), deadline=TODAY - timedelta(days=1), target=1.0)
    rows = [kept, over, a_goal(), *promises(MONDAY + timedelta(days=9), 20, 1)]
    made = filled(tmp_path, *rows)
    with closing(open_database(made.database)) as db:
        found = goals.lines_for_today(db, NOW)
    assert set(found) == {RESOLUTION, EXPERIENCE}
    assert found[RESOLUTION] == "met: 95%, 60% wanted (20 of 21 kept or broken)"
    assert ", 3 wanted (" in found[EXPERIENCE]


def test_an_empty_file_has_no_lines_and_nothing_to_measure(tmp_path: Path) -> None:
    with a_desk(tmp_path) as desk:
        assert goals.register(desk).result(20) == ()
        for metric in Metric:
            draft = draft_of(replace(WORDS, metric=metric, statistic=None), NOW, "Europe/Berlin")
            checked = goals.checked(desk, draft).result(20)
            assert not checked.holds
            assert "Nothing records this yet" in checked.letters[1].said
