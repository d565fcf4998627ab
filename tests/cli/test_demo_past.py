"""Half a year behind the sample calls: what was put into it is found, and nothing else."""

from collections import Counter
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar

import pytest

from aware_tui import paths
from aware_tui.config import Settings
from aware_tui.content.loader import load_playbook
from aware_tui.domain.goals.aim import scope_of
from aware_tui.domain.goals.measuring import Observations
from aware_tui.domain.goals.progress import Standing, days_counted, progress_of, window
from aware_tui.domain.insight_rows import Feedback, Goal
from aware_tui.domain.insight_states import Statistic
from aware_tui.domain.insights.patterns import Dimension, Pattern
from aware_tui.domain.insights.report import Insights
from aware_tui.domain.playbook import Playbook
from aware_tui.domain.rows import Customer, Note, Session
from aware_tui.domain.session import Change
from aware_tui.domain.states import Kind, Status
from aware_tui.domain.zones import local_time
from aware_tui.services.demo.calls import fill
from aware_tui.services.demo.past import past
from aware_tui.services.insights.looking import look
from aware_tui.services.insights.question import question
from aware_tui.services.questions import day
from aware_tui.store import goals
from aware_tui.store.batch import save_now
from aware_tui.store.checking import check
from aware_tui.store.library import sqlite3
from aware_tui.store.opening import open_file
from aware_tui.store.saving import Versions

pytestmark = pytest.mark.head(6)

R = TypeVar("R")

LISTS = ("unfinished", "due", "half_documented", "to_tell", "not_delivered")

ZONE = "Europe/London"

MONDAY = datetime(2026, 3, 2, 10, 30, tzinfo=UTC)

TIMES = {
    "a working day": MONDAY + timedelta(days=2),
    "just after midnight on a Monday": datetime(2026, 6, 1, 0, 2, tzinfo=UTC),
    "the night the clocks go forward": datetime(2026, 3, 29, 1, 30, tzinfo=UTC),
    "the end of the week they went back": datetime(2026, 10, 25, 22, 58, tzinfo=UTC),
}


def fill_past(settings: Settings, now: datetime) -> None:
    """Put the half-year before the week of `now` into the data, as the demonstration does."""
    with closing(open_file(settings.database)) as db:
        save_now(db, past(settings, now), Versions(), None)


def settings_in(folder: Path) -> Settings:
    return Settings(folder, "Kim", ZONE, "aware")


def rows_of(change: Change, kind: type[R]) -> list[R]:
    return [edit.row for edit in change.edits if isinstance(edit.row, kind)]


@pytest.fixture(scope="module")
def playbook() -> Playbook:
    shelf = paths.shipped_playbooks()
    return load_playbook(shelf / "aware", (shelf,)).playbook


@pytest.fixture(params=list(TIMES.values()), ids=list(TIMES))
def now(request: pytest.FixtureRequest) -> datetime:
    found: datetime = request.param
    return found


def looked_at(folder: Path, now: datetime, playbook: Playbook) -> Insights:
    """Return what is found in the past and the calls after it."""
    fill_past(settings_in(folder), now)
    fill(settings_in(folder), now)
    with closing(open_file(folder / "aware.db")) as db:
        return look(db, question(None, now, ZONE, playbook))


@pytest.mark.sweep(1)
@pytest.mark.parametrize("days", [3, 0, 1, 2, 4, 5, 6, 128])
def test_what_was_put_into_it_is_found_on_every_day(tmp_path: Path, days: int, playbook: Playbook) -> None:
    now = MONDAY + timedelta(days=days)
    found = looked_at(tmp_path, now, playbook)
    assert {each.pattern for each in found.findings} == {
        Pattern("silence", Dimension.WEEKDAY, "Monday"),
        Pattern("late", Dimension.LOCATION, "Northfield depot"),
    }
    [incident] = found.incidents
    assert (incident.category, incident.day.strftime("%A")) == ("money", "Thursday")
    [rise] = found.rising
    assert (rise.category, rise.observed > 3 * rise.usual) == ("booking", True)
    assert rise.week == local_time(now, ZONE).date() - timedelta(days=now.weekday() + 7)
    terms = {(each.group, each.term) for each in found.themes}
    assert {("booking", "new app"), ("silence", "hold")} <= terms
    assert (found.repeats.same, found.repeats.third) == (5, 2)
    assert found.not_enough == ()
    assert 900 <= found.totals.sessions <= 1200


def test_nothing_is_of_the_future_and_all_of_it_is_before_this_week(now: datetime) -> None:
    change = past(settings_in(Path("nowhere")), now)
    today = local_time(now, ZONE).date()
    monday = today - timedelta(days=today.weekday())
    for each in rows_of(change, Session):
        assert local_time(each.started_at, ZONE).date() < monday
        assert each.ended_at is not None
        assert each.started_at <= each.ended_at <= now
        assert each.first_response_at is None or each.started_at <= each.first_response_at <= now
    for answer in rows_of(change, Feedback):
        times = [at for at in (answer.asked_at, answer.received_at, now) if at is not None]
        assert times == sorted(times)
    assert all(event.at <= now for event in change.events)


def told(session: Session) -> tuple[datetime, str | None, str | None]:
    wall_clock = local_time(session.started_at, ZONE).replace(tzinfo=None)
    return wall_clock, session.category, session.location


def test_it_is_the_same_every_time_but_for_its_dates() -> None:
    settings = settings_in(Path("nowhere"))
    first, again, later = (past(settings, MONDAY + timedelta(weeks=weeks)) for weeks in (0, 0, 1))
    assert first == again
    week = timedelta(weeks=1)
    assert [(at + week, *what) for at, *what in map(told, rows_of(first, Session))] == [
        (at, *what) for at, *what in map(told, rows_of(later, Session))
    ]
    assert [each.text for each in rows_of(first, Note)] == [each.text for each in rows_of(later, Note)]


def test_it_is_marked_as_taken_in_and_speaks_the_words_of_the_playbook(playbook: Playbook) -> None:
    change = past(settings_in(Path("nowhere")), MONDAY)
    sessions = rows_of(change, Session)
    assert {(each.kind, each.status, each.playbook_id) for each in sessions} == {
        (Kind.IMPORTED, Status.FINISHED, "import")
    }
    assert len({each.import_id for each in sessions} - {None}) == 1
    assert {each.category for each in sessions} == {each.id for each in playbook.categories}
    channels = {each.id for each in playbook.channels}
    assert {each.channel for each in sessions} == channels
    assert {each.preferred_channel for each in rows_of(change, Customer)} <= channels | {None}
    assert not [each.text for each in rows_of(change, Note) if "{" in each.text or "  " in each.text]


def test_customers_are_themselves_alone() -> None:
    customers = rows_of(past(settings_in(Path("nowhere")), MONDAY), Customer)
    for name in ("id", "name", "reference"):
        assert max(Counter(getattr(each, name) for each in customers).values()) == 1


def test_many_were_asked_most_answered_and_more_are_glad_than_not() -> None:
    feedback = rows_of(past(settings_in(Path("nowhere")), MONDAY), Feedback)
    answered = [each for each in feedback if each.received_at is not None]
    assert 70 <= len(feedback) <= 90
    assert 50 <= len(answered) < len(feedback)
    assert all(each.sentiment and each.text and each.score for each in answered)
    assert not [each for each in feedback if each.received_at is None and (each.text or each.score)]
    counts = Counter(each.sentiment.value for each in answered if each.sentiment)
    assert counts["positive"] > counts["negative"] > 0 < counts["neutral"]
    assert {each.source.value for each in answered} == {"session", "survey", "form", "social", "in_person"}


def test_one_goal_is_on_track_and_one_is_not(tmp_path: Path, now: datetime) -> None:
    fill_past(settings_in(tmp_path), now)
    today = local_time(now, ZONE).date()
    with closing(open_file(tmp_path / "aware.db")) as db:
        standings = {
            each.metric.value: progress_of(each, observed(db, each, now), today).standing
            for each in goals.open_goals(db, 5)
        }
    assert standings == {"first_response": Standing.ON_TRACK, "complaints": Standing.NOT_ON_TRACK}


def observed(db: sqlite3.Connection, goal: Goal, now: datetime) -> Observations:
    today = local_time(now, ZONE).date()
    period = (days_counted if goal.statistic is Statistic.WEEKLY else window)(goal, today)
    return goals.observed(db, goal.metric, goal.statistic, scope_of(goal.filter), period, ZONE, now)


def test_each_goal_says_how_it_was_before_it_began() -> None:
    for goal in rows_of(past(settings_in(Path("nowhere")), MONDAY), Goal):
        assert goal.baseline_value is not None
        assert goal.baseline_value > goal.target
        assert goal.baseline_n >= 12
        assert goal.made_at.date() == goal.starts_on < goal.deadline


def test_the_data_passes_the_full_check_and_todays_lists_are_those_of_the_calls(tmp_path: Path) -> None:
    now = MONDAY
    shown = []
    for folder in (tmp_path / "alone", tmp_path / "both"):
        fill(settings_in(folder), now)
        if folder.name == "both":
            fill_past(settings_in(folder), now)
        assert check(folder / "aware.db", search_index=False).problems == ()
        with closing(open_file(folder / "aware.db")) as db:
            shown.append(day(db, now, "Kim")[0])
    alone, both = ([len(getattr(each, name)) for name in LISTS] for each in shown)
    assert alone == both
    assert sum(alone) > 0
