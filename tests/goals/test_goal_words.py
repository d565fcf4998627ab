"""Goals in sentences: each with its counts, singular and plural right, no word of statistics."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest
from goals.saved import TODAY, a_goal

from aware_tui.domain.goals.aim import METERS, Aim
from aware_tui.domain.goals.figure_words import number
from aware_tui.domain.goals.measuring import Observations, Observed
from aware_tui.domain.goals.progress import progress_of
from aware_tui.domain.goals.words import bar_words, baseline_words, goal_line, sentence_of
from aware_tui.domain.insight_states import GoalState, Metric, Statistic
from aware_tui.domain.insights.period import Period
from aware_tui.domain.text import one_line

NEVER = re.compile(r"p-value|significan|\blift\b|confidence|outlier|interval|wilson|poisson", re.IGNORECASE)


def told(aim: Aim, values: Sequence[float | None]) -> list[str]:
    period = Period(date(2026, 1, 5), TODAY)
    meter = aim.meter
    goal = a_goal(metric=aim.metric, statistic=aim.statistic, target=aim.target, within=aim.within)
    goal = replace(goal, unit=meter.unit, direction=meter.direction, baseline_value=8.0)
    days = (Observed(period.since + timedelta(days=i % 55), value, 90.0) for i, value in enumerate(values))
    seen_ = Observations(period, tuple(days), period.since, cut=True)
    progress = progress_of(goal, seen_, TODAY)
    sentence = sentence_of(goal, progress, TODAY)
    assert sentence.count(".") >= 2
    return [sentence, goal_line(goal, progress), baseline_words(aim, progress.measure, 12)]


@pytest.mark.parametrize("figure", METERS)
@pytest.mark.parametrize("values", [[], [1.0], [1.0] * 40, [1.0, 0.0, 4.0] * 20, [None] * 8, [2.0, None] * 9])
def test_every_sentence_carries_its_counts_and_no_word_of_statistics(
    figure: tuple[Metric, Statistic], values: Sequence[float | None]
) -> None:
    for words in told(Aim(*figure, 3.0, 4.0), values):
        assert not NEVER.search(words), words
        assert "nan" not in words
        assert "inf" not in words
        assert words == one_line(words)
        assert re.search(r"\d", words) or "yet" in words


def test_a_sentence_reads_like_one() -> None:
    sentence, line, before = told(Aim(Metric.FIRST_RESPONSE, Statistic.MEDIAN, 30), [20.0, 24.0, 28.0] * 9)
    assert sentence == (
        "Half are answered within 24 minutes (20 to 28, allowing for luck), 27 answered, "
        "only the newest counted. Wanted: 30 minutes or less by 31 March. "
        "Met, even if the figure is read at its worst. 28 days left."
    )
    assert line == "met: 24 minutes, 30 wanted (27 answered)"
    assert before == (
        "The last 12 weeks: half were answered within 24 minutes, 27 answered, only the newest counted."
    )


FR, SHARE, MEDIAN = Metric.FIRST_RESPONSE, Statistic.SHARE, Statistic.MEDIAN


@pytest.mark.parametrize(
    ("aim", "values", "said"),
    [
        (Aim(FR, Statistic.MEAN, 30), [20.0] * 30, "Complaints are answered after 20 minutes on average"),
        (Aim(FR, SHARE, 90, 60), [20.0], "100% are answered within 60 minutes, 1 of 1 complaint, "),
        (Aim(FR, MEDIAN, 30), [30.2] * 30, "Half are answered within just over 30 minutes"),
        (Aim(FR, MEDIAN, 30), [5.0] + [None] * 3, "No figure yet, most are still open: 1 answered, 3"),
        (Aim(FR, Statistic.MEAN, 30), [], "Nothing to count yet. Wanted: 30 minutes or less by"),
        (Aim(Metric.RESOLUTION, MEDIAN, 3), [1.0] * 9, "Half are resolved within 1 day, 9 resolved, "),
        (Aim(Metric.SATISFACTION, Statistic.MEAN, 4), [4.0], "Scores are 4 of 5 on average, 1 score, "),
        (Aim(Metric.SATISFACTION, Statistic.MEAN, 4), [4.0], "Not enough yet: it takes at least 5 scores."),
        (
            Aim(Metric.PROMISES_KEPT, SHARE, 100),
            [1.0] * 4,
            "100% of promises are kept, 4 of 4 kept or broken, ",
        ),
        (Aim(Metric.PROMISES_KEPT, SHARE, 100), [1.0] * 4, "Wanted: 100% by"),
        (Aim(Metric.PROMISES_KEPT, SHARE, 82.5), [1.0] * 4, "Wanted: 82.5% or more by"),
        (Aim(Metric.REPEATS, SHARE, 0), [1.0, 0.0], "50% are the same thing again within 28 days"),
        (Aim(Metric.REPEATS, SHARE, 0), [1.0, 0.0], "Wanted: 0% by"),
        (Aim(Metric.COMPLAINTS, Statistic.WEEKLY, 2), [8.0], "There is 1 a week ("),
        (
            Aim(Metric.COMPLAINTS, Statistic.WEEKLY, 2),
            [8.0],
            ", allowing for luck), 8 complaints in 8 complete",
        ),
    ],
)
def test_every_figure_is_a_sentence_with_its_counts(
    aim: Aim, values: Sequence[float | None], said: str
) -> None:
    assert said in told(aim, values)[0]


def test_an_ended_goal_tells_how_much_time_was_left() -> None:
    goal = replace(a_goal(), state=GoalState.ENDED)
    progress = progress_of(goal, Observations(Period(goal.starts_on, TODAY)), TODAY)
    assert sentence_of(goal, progress, TODAY).endswith(f"Ended with {progress.days_left} days left.")


def test_bars_have_their_numbers() -> None:
    goal = a_goal(baseline_value=7.1)
    period = Period(date(2026, 1, 5), TODAY)
    weekly = (Observed(period.since + timedelta(weeks=week), 2.0) for week in range(8))
    progress = progress_of(goal, Observations(period, tuple(weekly), period.since), TODAY)
    bars = bar_words(goal, progress, 20)
    assert [bar.split()[0] for bar in bars] == ["before", "now", "wanted"]
    assert bars[0].endswith("  7.1 a week")
    assert bars[2].endswith("  3 a week")


@pytest.mark.parametrize(
    ("value", "unit", "told"),
    [
        (24.0, "", "24"),
        (23.96, "", "24"),
        (3.14, "", "3.1"),
        (1234.5, "", "1,234"),
        (4.46, "of 5", "4.46"),
        (86.7, "", "87"),
        (99.97, "%", "99.9"),
        (100.0, "%", "100"),
    ],
)
def test_a_number_has_no_more_digits_than_anybody_needs(value: float, unit: str, told: str) -> None:
    assert number(value, unit) == told
