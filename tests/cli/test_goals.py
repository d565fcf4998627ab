"""`aware goals`: list, add, show, end; letters on the terminal, JSON for programs, sentences for mistakes."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from cli.conftest import NOW
from cli.kept import keep
from cli.said import Aware
from goals.saved import a_complaint, a_goal, promises

from aware_tui.domain.insight_rows import Goal
from aware_tui.domain.insight_states import Metric, Statistic
from aware_tui.domain.insights.patterns import Dimension, Pattern
from aware_tui.domain.rows import Row

TODAY = NOW.date()


@pytest.fixture
def busy(tmp_path: Path) -> Path:
    """Return the data folder in force, with twelve weeks of late visits on Tuesdays and promises."""
    folder = tmp_path / "data"
    folder.mkdir()
    monday = TODAY - timedelta(days=TODAY.weekday(), weeks=13)
    rows: list[Row] = [a_complaint(monday - timedelta(days=1))]
    for week in range(13):
        tuesday = monday + timedelta(weeks=week, days=1)
        rows += [a_complaint(tuesday, 40 + number, category="late") for number in range(6)]
    keep(folder, *rows, *promises(TODAY - timedelta(days=9), 9, 6))
    return folder


ADD = ("goals", "add", "--metric", "complaints", "--target", "4", "--by", "in 12 weeks", "--owner", "me")
WHY = ("--reason", "nobody waits twice")


def test_a_goal_is_added_with_its_letters_listed_shown_and_ended(busy: Path, aware: Aware) -> None:
    added = aware(*ADD, *WHY, "--category", "late")
    assert (added.status, added.err) == (0, "")
    assert [line[:3] for line in added.out.splitlines() if line[0] in "✔○"] == [f"✔ {x}" for x in "SMART"]
    assert "Owner: Kim." in added.out
    row_id = added.out.split()[-1]
    listed = aware("goals")
    assert "late" in listed.out
    assert "Wanted: 4 a week or less" in listed.out
    shown = aware("goals", "show", row_id[-8:])
    assert shown.status == 0
    assert "nobody waits twice" in shown.out
    ended = aware("goals", "end", row_id, "--outcome", "slots \x1b[31mhelped")
    assert ended.out.startswith("Ended: ")
    assert "\x1b" not in aware("goals", "show", row_id).out
    again = aware("goals", "end", row_id)
    assert (again.status, again.out) == (1, "")
    assert "was ended already" in again.err


def test_json_is_an_array_keyed_by_column_with_the_progress(busy: Path, aware: Aware) -> None:
    assert aware(*ADD, *WHY, "--json").json["letters"][1]["holds"] is True
    (found,) = aware("goals", "--json").json
    assert (found["metric"], found["statistic"], found["target"]) == ("complaints", "weekly", 4.0)
    assert date.fromisoformat(found["starts_on"]) == TODAY
    assert set(found) >= {"id", "title", "unit", "direction", "deadline", "baseline_value", "state"}
    progress = found["progress"]
    assert set(progress) >= {"value", "n", "low", "high", "days_left", "state", "sentence"}
    assert (progress["state"], progress["n"]) == ("not enough data", 0)
    assert aware("goals", "show", found["id"], "--json").json == found


def test_a_goal_from_a_finding_counts_its_spot(busy: Path, aware: Aware) -> None:
    key = Pattern("late", Dimension.WEEKDAY, "Tuesday").key
    added = aware(*ADD, "--finding", key, "--json")
    assert added.json["baseline_value"] == 6
    assert added.json["reason_ref"] == f"pattern:{key}"
    assert json.loads(added.json["filter"]) == {"pattern": key}


@pytest.mark.sweep(9)
@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--target", "-1"), "There cannot be -1 complaints a week."),
        (("--target", "many"), "“many” is no number."),
        (("--target", "900"), "It is there already"),
        (("--metric", "promises_kept", "--target", "101"), "101% cannot be reached"),
        (("--metric", "satisfaction", "--target", "4.5"), "Nothing records this yet: ask customers"),
        (("--metric", "first_response", "--target", "-3"), "Nothing takes -3 minutes"),
        (("--statistic", "median"), "There is no such figure of this. Choose weekly."),
        (("--owner", " "), "Whose is it?"),
        (("--by", "2020-01-01"), "is over. Choose a day to come."),
        (("--by", "some day"), "“some day” names no day to come."),
        (("--by", "2099-12-31"), "more than a year after its first day"),
        (("--category", "lateness"), "There is no category “lateness”. There are: "),
        (("--channel", "pigeon"), "There is no channel “pigeon”."),
        (("--finding", "Tuesdays"), "“Tuesdays” is no finding."),
        (("--finding", Pattern("late", Dimension.HOURS, "08-12").key, "--category", "late"), "says it all"),
        (("--location", "Leeds"), "Nothing records this yet at Leeds. If the name is right:"),
        (("--reason", ""), "Why does it matter?"),
        (("--promise", "abcdef"), "There is no promise or check “abcdef”."),
    ],
)
def test_a_mistake_is_one_plain_sentence_and_nothing_is_kept(
    busy: Path, aware: Aware, words: tuple[str, ...], said: str
) -> None:
    refused = aware(*ADD, *WHY, *words)
    assert (refused.status, refused.out) == (1, "")
    assert said in " ".join(refused.err.split())
    assert "Traceback" not in refused.err
    assert aware("goals", "--json").json == []


def test_a_bold_goal_is_kept_with_a_warning(busy: Path, aware: Aware) -> None:
    added = aware(*ADD[:5], "1", *ADD[6:], *WHY)
    assert added.status == 0
    assert "Careful. " in added.out


def test_without_data_there_are_no_goals_and_none_is_made(tmp_path: Path, aware: Aware) -> None:
    assert aware("goals", "--json").json == []
    assert "There are no goals yet." in aware("goals").out
    refused = aware(*ADD, *WHY)
    assert refused.status == 1
    assert "Nothing records this yet" in refused.err
    assert "There is no goal “0195ab”" in aware("goals", "show", "0195ab").err
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize("words", [("add",), ("show",), ("frob",), (*ADD[1:], "--metric", "joy")])
def test_wrong_usage_is_told_with_status_two(tmp_path: Path, aware: Aware, words: tuple[str, ...]) -> None:
    assert aware("goals", *words).status == 2


def test_global_options_stand_before_or_after(busy: Path, aware: Aware) -> None:
    assert aware("--data-dir", str(busy), "goals", "--json").json == []
    assert aware("goals", "--json", "--data-dir", str(busy)).json == []


def test_every_kind_of_goal_is_listed_whatever_it_holds(busy: Path, aware: Aware) -> None:
    odd = [
        a_goal(title="\x1b[31mred[/]", metric=metric, statistic=Statistic.MEAN, filter="x", zone="Nowhere/At")
        for metric in (Metric.FIRST_RESPONSE, Metric.RESOLUTION, Metric.SATISFACTION)
    ]
    keep(busy, *odd)
    listed = aware("goals")
    assert listed.status == 0
    assert listed.out.count("[/]") == 3
    assert "\x1b" not in listed.out


def test_goals_of_the_same_moment_are_listed_by_the_end_of_their_ids(busy: Path, aware: Aware) -> None:
    goals = [a_goal(id=f"01950000-1217-7000-8000-00000000000{number}") for number in "12"]
    keep(busy, *goals)
    starts = {line.split()[0] for line in aware("goals").out.splitlines() if line[0] != " "}
    assert starts == {goal.id[-12:] for goal in goals}
    for start in starts:
        assert aware("goals", "show", start).status == 0


def test_a_goal_with_a_statistic_nobody_knows_is_still_listed(busy: Path, aware: Aware) -> None:
    keep(busy, a_foreign_goal())
    assert aware("goals").status == 0
    assert len(aware("goals", "--json").json) == 1


def a_foreign_goal() -> Goal:
    """Return a goal as another program may have written it: that metric has no such statistic."""
    return a_goal(metric=Metric.POSITIVE, statistic=Statistic.WEEKLY)


def test_bytes_that_are_no_text_are_told_or_left_out(busy: Path, aware: Aware) -> None:
    for option in ("--category", "--channel", "--location", "--finding"):
        assert aware(*ADD, *WHY, option, "\udcff\udc80").status in (0, 1)
    key = Pattern("late", Dimension.LOCATION, "\udcff").key
    assert aware(*ADD, *WHY, "--finding", key).status == 1
    added = aware(*ADD, *WHY, "--title", "late \udcff\x00 visits", "--theme", "\udcffno text")
    assert added.status == 0
    assert "Kept: late visits." in added.out


def test_json_may_stand_before_the_deed(busy: Path, aware: Aware) -> None:
    row_id = aware("goals", "--json", *ADD[1:], *WHY).json["id"]
    assert aware("goals", "--json", "show", row_id).json["id"] == row_id
