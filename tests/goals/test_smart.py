"""Is it SMART? Every letter says what holds or what is missing, in words anybody understands."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from goals.saved import TODAY, a_goal
from making import NOW, a_stamp

from aware_tui import language
from aware_tui.domain.goals import deeds
from aware_tui.domain.goals.aim import METERS, Scope, aim_of, scope_of
from aware_tui.domain.goals.drafting import from_finding, half_of
from aware_tui.domain.goals.letters import Letter
from aware_tui.domain.goals.measuring import Measure, Observations, Observed, measured, weeks_of
from aware_tui.domain.goals.smart import Draft, all_hold, baseline_period, letters
from aware_tui.domain.insight_rows import Goal
from aware_tui.domain.insight_states import GoalState, Metric, Statistic
from aware_tui.domain.insights.names import Names
from aware_tui.domain.insights.patterns import Dimension, Pattern
from aware_tui.domain.insights.report import Finding
from aware_tui.services.goals import deadline_meant

NAMES = Names({"late": "Late or missed visit"}, {"phone": "telephone"})
TUESDAYS = Pattern("late", Dimension.WEEKDAY, "Tuesday")
BEFORE = baseline_period(Draft(), TODAY)
GOOD = Draft(
    metric=Metric.FIRST_RESPONSE,
    statistic=Statistic.MEDIAN,
    target=30.0,
    deadline=date(2026, 3, 31),
    owner="kim",
    reason="nobody waits an hour again",
)


def seen(values: Iterator[float] | list[float] | range, weekly: bool = False) -> Observations:
    step = 7 if weekly else 1
    days = [BEFORE.since + timedelta(days=i * step % BEFORE.days) for i, _ in enumerate(values)]
    found = tuple(Observed(day, float(value)) for day, value in zip(days, values, strict=True))
    return Observations(BEFORE, found, BEFORE.since)


SLOW = seen([40.0, 44.0, 48.0, 52.0, 60.0] * 16)


def check(observed: Observations | None = SLOW, **parts: Any) -> dict[str, Letter]:
    found = letters(replace(GOOD, **parts), observed, TODAY, NAMES)
    assert [each.letter for each in found] == ["S", "M", "A", "R", "T"]
    return {each.letter: each for each in found}


def test_a_goal_with_all_it_takes_holds_and_shows_how_it_was() -> None:
    found = check()
    assert all_hold(tuple(found.values()))
    assert found["M"].said.endswith("The last 12 weeks: half were answered within 48 minutes, 80 answered.")
    assert found["A"].said == "From 48 minutes (80 answered) to 30 minutes or less."
    assert found["T"].said == "By Tuesday 31 March. 28 days left."
    assert found["S"].line == "✔ S  Time until half are answered. Owner: kim."


@pytest.mark.parametrize(
    ("letter", "parts", "said"),
    [
        ("S", {"metric": None, "title": "Be nicer"}, "A title alone is not enough. Choose one figure"),
        ("S", {"metric": None}, "Choose one figure"),
        ("S", {"statistic": Statistic.WEEKLY}, "Choose one of: middle (median), average (mean), share."),
        ("S", {"owner": "  "}, "Whose is it?"),
        (
            "S",
            {"metric": Metric.POSITIVE, "statistic": None, "scope": Scope(pattern=TUESDAYS)},
            "Of a finding",
        ),
        ("S", {"scope": Scope(location="Leeds", channel="phone")}, "a place or a channel, not both"),
        (
            "A",
            {"target": None},
            "How much? Write the number to reach. Now: half are answered within 48 minutes",
        ),
        ("A", {"target": None, "target_words": "soon"}, "“soon” is no number of minutes."),
        ("A", {"target": -5.0}, "Nothing takes -5 minutes."),
        ("A", {"target": 0.0}, "Nothing takes 0 minutes."),
        ("A", {"target": float("nan")}, "The target is a number."),
        ("A", {"target": float("inf")}, "The target is a number."),
        ("A", {"target": 50.0}, "It is there already: half are answered within 48 minutes, 80 answered."),
        ("A", {"statistic": Statistic.SHARE, "target": 101.0, "within": 60.0}, "101% cannot be reached"),
        ("A", {"statistic": Statistic.SHARE, "target": -1.0, "within": 60.0}, "-1% cannot be reached"),
        ("A", {"statistic": Statistic.SHARE, "target": 90.0}, "within how many minutes?"),
        ("A", {"metric": Metric.SATISFACTION, "statistic": None, "target": 6.0}, "6 cannot be reached"),
        ("A", {"metric": Metric.SATISFACTION, "statistic": None, "target": 0.5}, "from 1 to 5"),
        (
            "A",
            {"metric": Metric.SATISFACTION, "statistic": Statistic.SHARE, "target": 80.0, "within": 9.0},
            "“9 or better” tells nothing",
        ),
        ("A", {"metric": Metric.COMPLAINTS, "statistic": None, "target": -1.0}, "-1 complaints a week"),
        ("R", {"reason": " ... "}, "Why does it matter?"),
        ("T", {"deadline": None}, "By when? Such as: this quarter"),
        ("T", {"deadline": None, "deadline_words": "soon"}, "“soon” names no day to come."),
        ("T", {"deadline": TODAY - timedelta(days=1)}, "3 March is over."),
        ("T", {"deadline": TODAY}, "4 March is not after its first day, 4 March."),
        ("T", {"deadline": TODAY + timedelta(days=367)}, "more than a year after its first day"),
    ],
)
def test_what_is_missing_or_impossible_is_said_and_refused(
    letter: str, parts: dict[str, Any], said: str
) -> None:
    found = check(**parts)[letter]
    assert not found.holds
    assert said in found.said
    assert found.line.startswith(f"○ {letter}")


@pytest.mark.parametrize("figure", METERS)
def test_what_nothing_records_says_what_would(figure: tuple[Metric, Statistic]) -> None:
    found = check(Observations(BEFORE), metric=figure[0], statistic=figure[1], target=3.0, within=3.0)
    assert not found["M"].holds
    assert found["M"].said.startswith("Nothing records this yet: ")
    assert len(found["M"].said) > 45
    assert not found["A"].holds


def test_weeks_without_a_single_complaint_of_it_record_nothing() -> None:
    figure = {"metric": Metric.COMPLAINTS, "statistic": None, "target": 1.0}
    assert not check(Observations(BEFORE, (), BEFORE.since), **figure)["M"].holds
    assert check(seen([3] * 12, weekly=True), **figure)["M"].holds


@pytest.mark.parametrize(
    ("observed", "target", "warned"),
    [
        (SLOW, 20.0, "20 minutes is less than half of what it is now."),
        (SLOW, 30.0, "In the best four of the last 12 weeks, half were answered within 48 minutes, "),
        (seen([40.0, 60.0, 70.0]), 30.0, "3 answered so far, too few to say how hard this is."),
        (seen([90.0] * 14 + [20.0] * 28 + [90.0] * 42), 60.0, ""),
    ],
)
def test_what_is_bold_is_kept_with_a_warning(observed: Observations, target: float, warned: str) -> None:
    found = check(observed, target=target)["A"]
    assert found.holds
    assert warned in found.warning
    assert bool(warned) == bool(found.warning)


def test_a_whole_hundred_percent_can_never_be_sure() -> None:
    kept = {"metric": Metric.PROMISES_KEPT, "statistic": None, "target": 100.0}
    assert (
        "Nobody can ever be sure of exactly 100%;"
        in check(seen([1.0, 1.0, 0.0, 1.0] * 5), **kept)["A"].warning
    )


def test_a_finding_a_theme_and_a_promise_are_reasons() -> None:
    for source in ("pattern", "theme", "promise"):
        found = check(reason="", reason_ref=f"{source}:x")["R"]
        assert found.holds
        assert source.replace("pattern", "finding") in found.said


@pytest.mark.parametrize("days", range(7))
def test_how_many_there_were_a_week_is_taken_from_twelve_whole_weeks(days: int) -> None:
    draft = replace(GOOD, metric=Metric.COMPLAINTS, statistic=None)
    period = baseline_period(draft, TODAY + timedelta(days=days))
    assert len(weeks_of(Observations(period, (), date(2020, 1, 1)))) == 12


def test_while_it_is_counted_nothing_is_judged() -> None:
    found = check(None)
    assert (found["M"].said, found["A"].said) == ("Counting ...", "Counting ...")


def test_whatever_first_day_is_typed_there_is_a_baseline() -> None:
    for begins in (date(1, 1, 1), date(9999, 12, 31)):
        assert baseline_period(replace(GOOD, starts_on=begins), TODAY).days == 84
        letters(replace(GOOD, starts_on=begins), SLOW, TODAY, NAMES)


FINDING = Finding(TUESDAYS, 26, 7, 3.7, 2.6, 19, 26, 24, False, "“Late” on Tuesdays: 26 where 7 are usual.")


def test_a_finding_is_drafted_as_half_as_many_by_the_end_of_the_quarter() -> None:
    draft = from_finding(FINDING, 7.1, "kim", date(2026, 1, 10))
    assert (draft.target, draft.deadline, draft.owner) == (4.0, date(2026, 3, 31), "kim")
    assert draft.reason_ref == f"pattern:{TUESDAYS.key}"
    assert draft.scope.told(NAMES) == "“Late or missed visit” on Tuesdays"
    found = letters(draft, seen([7, 8, 6, 7] * 3, weekly=True), date(2026, 1, 10), NAMES)
    assert all_hold(found), [each.said for each in found]


@pytest.mark.parametrize(("spoken", "said"), [("en", "31 March 2026"), ("de", "31.03.2026")])
def test_the_last_day_of_a_draft_is_told_as_it_is_read_in_the_language_spoken(spoken: str, said: str) -> None:
    language.use(spoken)
    try:
        draft = from_finding(FINDING, 7.1, "kim", date(2026, 1, 10))
        assert draft.deadline_words == said
        assert deadline_meant(said, NOW - timedelta(days=50), "UTC") == draft.deadline
    finally:
        language.use("en")


def test_a_quarter_that_is_nearly_over_gives_way_to_the_next() -> None:
    assert from_finding(FINDING, None, "kim", TODAY).deadline == date(2026, 6, 30)
    assert from_finding(FINDING, None, "kim", TODAY).target is None


@pytest.mark.parametrize(("now", "half"), [(3.1, 1.6), (7.0, 3.5), (7.2, 4.0), (23.0, 12.0), (97.0, 50.0)])
def test_half_is_rounded_up_so_that_it_is_never_a_change_of_more_than_half(now: float, half: float) -> None:
    assert half_of(now) == half
    assert half_of(now) >= now / 2


@pytest.mark.parametrize(
    "scope",
    [
        Scope(),
        Scope("late"),
        Scope("late", location="Leeds"),
        Scope(channel="phone"),
        Scope(pattern=TUESDAYS),
        Scope(pattern=Pattern(None, Dimension.WEEKDAY, "Monday", "Leeds")),
    ],
)
def test_what_a_goal_is_about_comes_back_as_it_was_kept(scope: Scope) -> None:
    assert scope_of(scope.kept) == scope


@pytest.mark.parametrize("kept", ["", "x", "[]", "null", "3", '{"pattern": "x"}', '{"category": ""}'])
def test_a_filter_nobody_can_read_is_everything(kept: str) -> None:
    assert scope_of(kept) == Scope()


def made() -> Goal:
    change = deeds.make(GOOD, measured(aim_of(a_goal()), SLOW), TODAY, "UTC", NAMES, a_stamp())
    (edit,) = change.edits
    assert isinstance(edit.after, Goal)
    assert [event.what for event in change.events] == ["goal made"]
    assert "hour" not in repr(change.events)
    return edit.after


def test_a_goal_without_a_name_is_named_by_what_it_says() -> None:
    goal = made()
    assert goal.title == "Time until half are answered: 30 minutes or less"
    assert (goal.unit, goal.state, goal.starts_on) == ("minutes", GoalState.OPEN, TODAY)


def test_a_draft_that_is_not_whole_cannot_be_kept() -> None:
    with pytest.raises(ValueError, match="needs a figure"):
        deeds.make(replace(GOOD, deadline=None), Measure(), TODAY, "UTC", NAMES, a_stamp())


def test_a_goal_ends_once_and_opens_again() -> None:
    goal = made()
    ended = deeds.end(goal, " slots helped ", a_stamp()).edits[0].after
    assert isinstance(ended, Goal)
    assert (ended.state, ended.outcome, ended.ended_at) == (GoalState.ENDED, "slots helped", NOW)
    assert deeds.end(ended, "again", a_stamp()).empty
    again = deeds.reopen(ended, a_stamp()).edits[0].after
    assert again == replace(goal, outcome="slots helped")
    assert deeds.reopen(goal, a_stamp()).empty


def test_a_share_within_a_time_that_nobody_said_is_not_given_one() -> None:
    found = check(statistic=Statistic.SHARE, target=90.0)
    assert found["S"].said.startswith("Share answered within so many minutes.")
    assert found["M"].said == "It is counted from what is saved, once the minutes are said."


def test_a_target_of_nothing_is_not_compared_with_what_is_now() -> None:
    warned = check(seen([3] * 12, weekly=True), metric=Metric.COMPLAINTS, statistic=None, target=0.0)[
        "A"
    ].warning
    assert warned.startswith("Nobody can ever be sure of exactly 0 a week; leave a little room.")
    assert "what it is now" not in warned


def test_a_place_with_nothing_is_named() -> None:
    found = check(Observations(BEFORE), scope=Scope(location="Leds"))
    assert found["M"].said.startswith("Nothing records this yet at Leds. If the name is right: calls keep")


def test_a_number_for_a_figure_there_is_not_is_not_judged() -> None:
    found = check(statistic=Statistic.WEEKLY, target=None, target_words="1 hour")
    assert found["A"].said == "How much? That is judged once a figure is chosen."


def test_the_last_day_itself_is_one_day() -> None:
    begun = TODAY - timedelta(days=9)
    assert check(starts_on=begun, deadline=TODAY)["T"].said.endswith(" 1 day left.")
