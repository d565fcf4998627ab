"""The goals the detector is held to, with fewer runs than the table of `benchmarks.patterns`."""

import pytest
from insights import trials
from insights.making_complaints import null

SEEDS = range(12)
MADE_UP = 0.15


@pytest.mark.long
@pytest.mark.parametrize(("number", "recall", "precision"), [(1_000, 0.6, 0.85), (3_000, 0.95, 0.92)])
def test_spots_of_three_times_the_usual_are_found(number: int, recall: float, precision: float) -> None:
    hits = trials.planted_found(number, range(30))
    assert hits.recall >= recall
    assert hits.precision >= precision


@pytest.mark.long
@pytest.mark.parametrize(
    ("number", "burst", "runs"), [(1_000, False, 60), (300, True, 120), (1_000, True, 60), (3_000, True, 30)]
)
def test_little_is_made_up_where_nothing_keeps_happening(number: int, burst: bool, runs: int) -> None:
    assert trials.false_findings(lambda seed: null(seed, number, burst=burst), range(runs)) <= MADE_UP


@pytest.mark.long
@pytest.mark.parametrize("shape", [each for each in trials.MESSY if "60,000" not in each])
def test_messy_files_make_nothing_up(shape: str) -> None:
    assert trials.false_findings(trials.MESSY[shape], SEEDS) <= 2 * MADE_UP


@pytest.mark.long
def test_new_findings_are_rare_as_weeks_go_by() -> None:
    assert trials.new_a_week(SEEDS, burst=True) <= 0.05


@pytest.mark.long
def test_shuffled_times_show_no_times() -> None:
    assert trials.shuffles_with_time(seed=1, number=1_000, shuffles=40) <= 0.1


@pytest.mark.long
def test_shuffled_times_show_no_times_where_places_really_differ() -> None:
    assert trials.places_shuffled(range(3), number=3_000, shuffles=20) <= 0.1


@pytest.mark.long
@pytest.mark.parametrize("rows", [trials.flooded, trials.serial, trials.one_week])
def test_what_happened_once_or_to_one_is_no_weekday(rows: trials.Made) -> None:
    assert trials.weekdays_found(rows, range(20)) == 0


@pytest.mark.long
def test_one_more_each_tuesday_is_found_every_time() -> None:
    assert trials.tuesdays_found(range(20)) >= 19


@pytest.mark.long
@pytest.mark.parametrize("burst", [False, True])
def test_rises_are_seen_and_seldom_made_up(burst: bool) -> None:
    assert trials.false_rises(range(5), burst) <= MADE_UP
    assert trials.rises_seen(SEEDS, burst) >= 0.6
