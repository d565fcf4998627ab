"""What a goal is measured by, read from real files: the right rows, by index, and not too many."""

import re
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from goals.saved import TODAY, a_complaint, a_goal, a_known, feedback, filled, promises, weekly
from making import NOW, a_promise, an_id

from aware_tui.domain.goals.aim import EVERYTHING, Scope
from aware_tui.domain.goals.measuring import Observations, weeks_of
from aware_tui.domain.insight_rows import ImportBatch
from aware_tui.domain.insight_states import GoalState, Metric, Sentiment, Statistic
from aware_tui.domain.insights.patterns import Dimension, Pattern
from aware_tui.domain.insights.period import Period
from aware_tui.domain.rows import Row
from aware_tui.domain.states import Kind, PromiseState, Status
from aware_tui.domain.zones import local_time
from aware_tui.store import goal_values
from aware_tui.store.goals import goal, goals, is_counted, observed, open_goals
from aware_tui.store.library import sqlite3
from aware_tui.store.opening import open_file
from aware_tui.store.records import stored_time

MONDAY = date(2026, 1, 5)
PERIOD = Period(MONDAY, TODAY)
ZONE = "Europe/Berlin"


@contextmanager
def kept(folder: Path, *rows: Row) -> Iterator[sqlite3.Connection]:
    """Open data that holds these rows."""
    with closing(open_file(filled(folder, *rows).database)) as db:
        yield db


def seen(
    db: sqlite3.Connection,
    metric: Metric,
    statistic: Statistic = Statistic.SHARE,
    scope: Scope = EVERYTHING,
    period: Period = PERIOD,
) -> Observations:
    return observed(db, metric, statistic, scope, period, ZONE, NOW)


def values(found: Observations) -> list[float | None]:
    """Return the values, the newest first."""
    return [each.value for each in found.values]


def test_first_answers_are_minutes_and_what_is_unanswered_has_its_age(tmp_path: Path) -> None:
    rows = (
        a_complaint(TODAY - timedelta(days=3), 45),
        a_complaint(TODAY - timedelta(days=2), None, days=None),
        a_complaint(TODAY - timedelta(days=1), 0),
        a_complaint(TODAY, 5),
        a_complaint(MONDAY - timedelta(days=1), 7),
        a_complaint(MONDAY, -3),
        a_complaint(MONDAY, 9, received_at=None),
        a_complaint(MONDAY, 9, kind=Kind.PRACTICE),
        a_complaint(MONDAY, 9, status=Status.DISCARDED),
    )
    with kept(tmp_path, *rows) as db:
        found = seen(db, Metric.FIRST_RESPONSE)
        assert values(found) == [0, None, 45]
        assert found.values[1].age == pytest.approx(2 * 1440 + 60)
        assert (found.first, found.cut) == (MONDAY - timedelta(days=1), False)


def test_resolution_is_days_and_what_goes_on_is_not_known_yet(tmp_path: Path) -> None:
    rows = (a_complaint(MONDAY, 1, 2.5), a_complaint(MONDAY + timedelta(days=1), 1, None))
    unsaid = a_complaint(MONDAY, 1, None, status=Status.FINISHED)
    with kept(tmp_path, *rows, unsaid) as db:
        assert values(seen(db, Metric.RESOLUTION)) == [None, 2.5]


def test_a_repeat_is_one_of_a_known_customer_with_the_same_category(tmp_path: Path) -> None:
    dana = a_known()
    theirs: dict[str, Any] = {"customer_id": dana.id, "category": "late"}
    rows = (
        a_complaint(MONDAY, **theirs),
        a_complaint(MONDAY + timedelta(days=9), **theirs),
        a_complaint(MONDAY + timedelta(days=10), category="late"),
    )
    with kept(tmp_path, dana, *rows) as db:
        assert values(seen(db, Metric.REPEATS)) == [1, 0]


def test_promises_are_those_due_in_the_days_and_open_ones_only_once_they_are_past(tmp_path: Path) -> None:
    rows = [*promises(TODAY - timedelta(days=2), 3, 1, 2), *promises(TODAY + timedelta(days=2), 1, 0, 4)]
    with kept(tmp_path, *rows) as db:
        period = Period(MONDAY, TODAY + timedelta(days=9))
        found = values(seen(db, Metric.PROMISES_KEPT, period=period))
        assert (found.count(1), found.count(0), found.count(None)) == (4, 1, 2)


def test_scores_are_told_of_five_whatever_their_scale(tmp_path: Path) -> None:
    day = MONDAY
    rows = (
        feedback(day + timedelta(days=3), 5, Sentiment.POSITIVE),
        feedback(day + timedelta(days=2), 10, Sentiment.POSITIVE, scale=10),
        feedback(day + timedelta(days=1), 0, Sentiment.NEGATIVE, scale=10),
        feedback(day, None, None),
        feedback(day, None, None, received_at=None),
    )
    with kept(tmp_path, *rows) as db:
        assert values(seen(db, Metric.SATISFACTION)) == [5, 5, 1]
        assert values(seen(db, Metric.POSITIVE)) == [1, 1, 0, 0]


def test_the_day_of_feedback_is_that_of_the_goals_zone(tmp_path: Path) -> None:
    late = feedback(TODAY, 5, Sentiment.POSITIVE)
    at = NOW.replace(month=1, day=4, hour=23, minute=30)
    with kept(tmp_path, feedback(MONDAY, 5, Sentiment.POSITIVE, received_at=at), late) as db:
        assert [each.day for each in seen(db, Metric.POSITIVE).values] == [MONDAY]


def test_weeks_are_counted_for_everything_a_category_a_place_or_a_way(tmp_path: Path) -> None:
    rows = [
        a_complaint(MONDAY - timedelta(days=1)),
        *weekly(MONDAY, [2, 1, 0, 3], category="late", location="Leeds", channel="phone"),
        *weekly(MONDAY, [1, 0, 4], category="attitude", location="York", channel="mail"),
    ]
    with kept(tmp_path, *rows) as db:
        for scope, counts in (
            (EVERYTHING, (3, 1, 4, 3)),
            (Scope("late"), (2, 1, 0, 3)),
            (Scope(location="York"), (1, 0, 4, 0)),
            (Scope("attitude", channel="mail"), (1, 0, 4, 0)),
            (Scope("attitude", channel="phone"), (0, 0, 0, 0)),
        ):
            found = seen(db, Metric.COMPLAINTS, Statistic.WEEKLY, scope)
            assert weeks_of(found)[:4] == counts, scope


@pytest.mark.sweep(3)
@pytest.mark.parametrize(
    ("pattern", "number"),
    [
        (Pattern("late", Dimension.WEEKDAY, "Tuesday"), 4),
        (Pattern("late", Dimension.WEEKDAY, "Monday"), 0),
        (Pattern("late", Dimension.WEEKDAY, "Caturday"), 0),
        (Pattern("late", Dimension.HOURS, "08-12"), 4),
        (Pattern("late", Dimension.LOCATION, "Leeds"), 4),
        (Pattern("late", Dimension.CHANNEL, "phone"), 4),
        (Pattern(None, Dimension.WEEKDAY, "Tuesday", "Leeds"), 5),
    ],
)
def test_a_finding_counts_its_spot_each_customer_once(tmp_path: Path, pattern: Pattern, number: int) -> None:
    dana = a_known()
    common = {"location": "Leeds", "channel": "phone"}
    once = [*weekly(MONDAY, [3], category="late", **common), *weekly(MONDAY, [1], category="x", **common)]
    again = weekly(MONDAY, [3], category="late", customer_id=dana.id, **common)
    with kept(tmp_path, dana, *once, *again) as db:
        scope = Scope(pattern=pattern)
        found = seen(db, Metric.COMPLAINTS, Statistic.WEEKLY, scope)
        assert sum(each.value or 0 for each in found.values) == number
        answers = seen(db, Metric.FIRST_RESPONSE, scope=scope)
        assert len(answers.values) == number + 2 * (number > 0)


def test_filters_hold_for_answers_promises_and_feedback(tmp_path: Path) -> None:
    rows = [
        a_complaint(MONDAY, 1, category="late", location="Leeds"),
        a_complaint(MONDAY, 2, category="x"),
        feedback(MONDAY, 4, Sentiment.POSITIVE, category="late"),
        feedback(MONDAY, 3, Sentiment.NEUTRAL),
        *promises(MONDAY + timedelta(days=3), 2),
    ]
    with kept(tmp_path, *rows) as db:
        late = Scope("late")
        assert values(seen(db, Metric.FIRST_RESPONSE, scope=late)) == [1]
        assert values(seen(db, Metric.FIRST_RESPONSE, scope=Scope(location="Leeds"))) == [1]
        assert values(seen(db, Metric.SATISFACTION, scope=late)) == [4]
        assert values(seen(db, Metric.PROMISES_KEPT, scope=late)) == []
        assert is_counted(db, "category", "late")
        assert not is_counted(db, "channel", "late")


def test_a_file_that_keeps_no_first_answers_is_left_out(tmp_path: Path) -> None:
    with_, without = (ImportBatch(an_id(), "a.csv", ZONE, "kim", NOW) for _ in range(2))
    rows = [
        a_complaint(MONDAY, 9, import_id=with_.id, kind=Kind.IMPORTED),
        a_complaint(MONDAY, None, import_id=with_.id, kind=Kind.IMPORTED),
        a_complaint(MONDAY, None, import_id=without.id, kind=Kind.IMPORTED),
    ]
    with kept(tmp_path, with_, without, *rows) as db:
        assert sorted(values(seen(db, Metric.FIRST_RESPONSE)), key=str) == [9, None]


@pytest.mark.parametrize(
    "metric", [Metric.FIRST_RESPONSE, Metric.REPEATS, Metric.POSITIVE, Metric.PROMISES_KEPT]
)
def test_of_too_many_only_the_newest_are_read_and_that_is_known(
    tmp_path: Path, metric: Metric, monkeypatch: pytest.MonkeyPatch
) -> None:
    dana = a_known()
    rows = [dana]
    for number in range(6):
        day = MONDAY + timedelta(days=7 * number)
        rows += [a_complaint(day, number, customer_id=dana.id, category=f"c{number}"), *promises(day, 1)]
        rows += [feedback(day, 5, Sentiment.POSITIVE)]
    with kept(tmp_path, *rows) as db:
        assert not seen(db, metric).cut
        monkeypatch.setattr(goal_values, "MOST", 3)
        found = seen(db, metric)
        assert found.cut
        assert min(each.day for each in found.values) >= MONDAY + timedelta(days=20)


def test_nothing_is_read_without_an_index(tmp_path: Path) -> None:
    with kept(tmp_path, a_complaint(MONDAY, 1), *promises(MONDAY, 1)) as db:
        asked: list[str] = []
        db.set_trace_callback(asked.append)
        spots = (EVERYTHING, Scope("late"), Scope(pattern=Pattern("late", Dimension.WEEKDAY, "Tuesday")))
        for metric in Metric:
            for scope in spots:
                weekly_ = Statistic.WEEKLY if metric is Metric.COMPLAINTS else Statistic.SHARE
                seen(db, metric, weekly_, scope)
        goals(db, 5)
        db.set_trace_callback(None)
        assert len(asked) > 20
        for statement in asked:
            plan = " | ".join(row[3] for row in db.execute(f"EXPLAIN QUERY PLAN {statement}"))
            assert not SCANNED.search(plan), f"{plan}\n{statement}"


def test_of_promises_no_state_is_told_of_further_back_than_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows: list[Row] = []
    for number in range(8):
        rows += promises(MONDAY + timedelta(days=number), 1, broken=number == 0)
    with kept(tmp_path, *rows) as db:
        assert values(seen(db, Metric.PROMISES_KEPT)).count(0) == 1
        monkeypatch.setattr(goal_values, "WALKED", 4)
        found = seen(db, Metric.PROMISES_KEPT)
        assert (values(found), found.cut) == ([1] * 4, True)


@pytest.mark.parametrize("metric", [each for each in Metric if each is not Metric.COMPLAINTS])
def test_a_goal_about_few_of_many_reads_the_newest_that_a_moment_allows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, metric: Metric
) -> None:
    dana = a_known()
    rows = [dana]
    for number in range(12):
        day, channel = MONDAY + timedelta(days=number), "mail" if number in (0, 10) else "phone"
        call = a_complaint(day, channel=channel, customer_id=dana.id, category="late")
        due = NOW.replace(month=day.month, day=day.day)
        rows += [call, a_promise(call.id, due_at=due, state=PromiseState.KEPT)]
        rows += [feedback(day, 5, Sentiment.POSITIVE, channel=channel)]
    with kept(tmp_path, *rows) as db:
        mail = Scope(channel="mail")
        whole = seen(db, metric, scope=mail)
        assert ([each.day.day for each in whole.values], whole.cut) == ([15, 5], False)
        monkeypatch.setattr(goal_values, "WALKED", 5)
        found = seen(db, metric, scope=mail)
        assert ([each.day.day for each in found.values], found.cut) == ([15], True)


SCANNED = re.compile(r"SCAN (?!.*(?:USING|CONSTANT))(?:occurrence|session|promise|feedback|goal|daily_count)")


@pytest.mark.parametrize(
    "zone", ["Europe/Berlin", "America/Havana", "Asia/Kathmandu", "Pacific/Apia", "Nowhere"]
)
def test_the_day_of_a_stored_time_is_that_of_the_clocks_of_the_zone(zone: str) -> None:
    first = datetime(2025, 12, 30, 12, tzinfo=UTC)
    day_at = goal_values._days((first, first + timedelta(days=370)), zone)
    for minutes in range(0, 370 * 1440, 45):
        at = first + timedelta(minutes=minutes)
        assert day_at(stored_time(at)) == local_time(at, zone).date(), at


def test_goals_stand_by_their_last_day_and_ended_ones_after_them(tmp_path: Path) -> None:
    soon, later = a_goal(title="soon", deadline=TODAY), a_goal(title="later")
    old = a_goal(title="old", state=GoalState.ENDED, ended_at=NOW)
    with kept(tmp_path, old, later, soon) as db:
        assert [each.title for each in goals(db, 9)] == ["soon", "later", "old"]
        assert [each.title for each in goals(db, 2)] == ["soon", "later"]
        assert [each.title for each in open_goals(db, 9)] == ["soon", "later"]
        assert goal(db, soon.id) == soon
        assert goal(db, "nobody") is None
