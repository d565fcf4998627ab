"""Insights on screen: what keeps happening, and what a lead does about it, all by keys."""

import re
from concurrent.futures import Future
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hostile import HOSTILE
from making import a_customer, a_head, a_note, an_id
from textual.pilot import Pilot
from tui import finding
from tui.filling import put
from tui.finding import LEEDS, PERIOD, TODAY, TUESDAYS, a_finding, a_half_year, a_little, done, finds, shares
from tui.pilots import (
    NOW,
    SMALL,
    WIDE,
    an_app,
    noticed,
    notices,
    on_today,
    on_top,
    palette,
    press,
    sees,
    settings,
    shown,
    stored,
    until,
    visible_letters,
)
from tui.registers import a_point, asked, keep

from aware_tui.domain.insight_rows import Goal
from aware_tui.domain.insight_states import Direction, GoalState, Metric, Statistic
from aware_tui.domain.insights.names import Names
from aware_tui.domain.insights.patterns import WEEKDAYS
from aware_tui.domain.insights.period import Period, lately
from aware_tui.domain.insights.report import Finding, Insights, Share, Totals
from aware_tui.domain.insights.training import NO_CASE, Training
from aware_tui.domain.practice.skills import SKILL_WORDS, Skill
from aware_tui.domain.rows import Row
from aware_tui.domain.session import Change, Edit
from aware_tui.domain.states import ChokePointState, Kind, Status
from aware_tui.services.insights import asking
from aware_tui.services.spots import safe_words
from aware_tui.store.errors import StoreProblem
from aware_tui.tui.app import AwareApp
from aware_tui.tui.causes.point_dialog import PointDialog
from aware_tui.tui.causes.screen import CausesScreen
from aware_tui.tui.dialogs.help import HelpDialog
from aware_tui.tui.dialogs.pick import Pick
from aware_tui.tui.feedback.screen import FeedbackScreen
from aware_tui.tui.goals.form import GoalForm
from aware_tui.tui.goals.screen import GoalsScreen
from aware_tui.tui.history.screen import HistoryScreen
from aware_tui.tui.insights import acting_screen, look_screen
from aware_tui.tui.insights.behind_screen import BehindScreen
from aware_tui.tui.insights.counted import totals
from aware_tui.tui.insights.found import Marks, found
from aware_tui.tui.insights.period_dialog import DaysDialog
from aware_tui.tui.insights.screen import InsightsScreen
from aware_tui.tui.insights.whys_dialog import WhysDialog
from aware_tui.tui.plaintext import UNSAFE_ON_SCREEN
from aware_tui.tui.practice.screen import PracticeScreen
from aware_tui.tui.today.screen import TodayScreen
from aware_tui.tui.widgets.text_view import TextView

pytestmark = pytest.mark.head(10)

LONG = pytest.mark.long
SIZES = [WIDE, SMALL, pytest.param((60, 18), marks=LONG)]
STATISTICS = re.compile(r"p-value|significan|\blift\b|confiden|outlier|correlat|residual", re.IGNORECASE)


def insights(app: AwareApp) -> InsightsScreen:
    assert isinstance(app.screen, InsightsScreen), app.screen
    return app.screen


async def open_insights(app: AwareApp, pilot: Pilot[None]) -> None:
    await press(pilot, "i")
    await until(lambda: on_top(app, InsightsScreen) and insights(app).insights is not None)
    await press(pilot)


async def open_dialog(app: AwareApp, pilot: Pilot[None], key: str, kind: type[Any]) -> None:
    await press(pilot, key)
    await until(lambda: on_top(app, kind) and isinstance(app.focused, TextView), f"no {kind.__name__}")


def everything_on(app: AwareApp) -> str:
    """Return what both columns hold, as lines of their width."""
    screen = insights(app)
    lines = []
    for column in (screen.found, screen.counted):
        drawn = column.lines(column.content_size.width)
        assert all(line.cell_length <= column.content_size.width for line in drawn)
        lines += [line.plain for line in drawn]
    return "\n".join(lines)


@pytest.mark.parametrize("size", SIZES)
async def test_what_keeps_happening_comes_first_and_nothing_is_cut(
    tmp_path: Path, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    rich = a_half_year()
    finds(monkeypatch, rich)
    app = an_app(tmp_path)
    async with on_today(app, size) as pilot:
        await open_insights(app, pilot)
        lines = [line.strip() for line in shown(app).splitlines() if line.strip()]
        assert "1,104 sessions · 12 promises open, 3 overdue" in lines[1]
        assert lines[2].startswith("What keeps happening")
        assert lines[3].startswith("▸ “Long lines” on Tuesdays: 26 complaints where 7")
        await press(pilot, "m")
        page = visible_letters(everything_on(app))
        told = [each.sentence for each in rich.findings] + [each.sentence for each in rich.incidents]
        told += [each.sentence for each in rich.rising] + [each.sentence for each in rich.themes]
        assert [sentence for sentence in told if visible_letters(sentence) not in page] == []
        assert visible_letters(rich.repeats.sentences[0]) in page
        assert visible_letters(rich.feedback.sentence) in page
        await press(pilot, "end")
        await until(lambda: look_screen.MORE not in shown(app))
        await press(pilot, "home")
        await sees(app, "▸ “Long lines” on Tuesdays")


async def test_every_picture_has_its_numbers_and_no_word_of_statistics(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    finds(monkeypatch, a_half_year())
    app = an_app(tmp_path)
    async with on_today(app) as pilot:
        await open_insights(app, pilot)
        page = shown(app)
        for words in (
            "412",
            "37%",
            "58%",
            "phone 612 (55%)",
            "18 positive, 5 neutral, 7 negative",
            "30 to 52 a week",
        ):
            assert words in page
        assert re.search(r"Mon +Tue +Wed +Thu +Fri +Sat +Sun", page)
        assert re.search(r"171 +402 +180 +166 +120 +50 +15", page)
        await press(pilot, "m")
        assert STATISTICS.search(everything_on(app)) is None


def test_a_low_window_shows_three_findings_a_high_one_five_and_the_rest_is_named() -> None:
    rich = a_half_year()
    for tall, everything, number, left in ((False, False, 3, 1), (True, False, 5, 1), (True, True, 6, 0)):
        patterns, *_ = found(rich, Marks(), tall=tall, everything=everything)
        targets = [each.target for each in patterns.entries]
        assert len([each for each in targets if isinstance(each, Finding)]) == number
        assert len(targets) - number == left
    last = found(rich, Marks(), tall=False)[0].entries[-1]
    assert last.draw(70)[0].plain.startswith("3 more")


@pytest.mark.parametrize("counts", [(9,) * 7, (1_234_567, 0, 0, 0, 0, 0, 99), (0,) * 7])
@pytest.mark.parametrize("width", [16, 36, 70])
def test_the_week_fits_whatever_its_numbers(counts: tuple[int, ...], width: int) -> None:
    days = tuple(Share(day, count, 0.0, 0.0) for day, count in zip(WEEKDAYS, counts, strict=True))
    look = Insights(PERIOD, totals=Totals(sessions=9, weekdays=days))
    week = next(part for part in totals(look, Names(), ()) if part.title == "Weekdays")
    lines = [line for entry in week.entries for line in entry.draw(width)]
    assert max(line.cell_length for line in lines) <= width
    assert [
        int(n.replace(",", "")) for n in re.findall(r"[\d,]+", " ".join(line.plain for line in lines))
    ] == [*counts]


@pytest.mark.parametrize("size", [WIDE, SMALL])
async def test_little_data_says_what_it_would_take(
    tmp_path: Path, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    finds(monkeypatch, a_little())
    app = an_app(tmp_path)
    async with on_today(app, size) as pilot:
        await open_insights(app, pilot)
        page = visible_letters(everything_on(app))
        assert visible_letters("4 days of data. Weekday patterns need at least 5 weeks.") in page
        assert visible_letters("No single day stood out.") in page
        assert "Nothing is rising" not in shown(app)
        await sees(app, "▸ late")
        await press(pilot, "y", "t")
        told = [acting_screen.NO_FINDING, acting_screen.NOTHING_TO_TRAIN]
        await until(lambda: notices(app)[-2:] == told, lambda: f"{notices(app)}")


async def test_no_data_at_all_says_where_it_comes_from(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    async with on_today(app, SMALL) as pilot:
        await open_insights(app, pilot)
        page = " ".join(shown(app).split())
        assert "0 sessions · no promise open" in page
        assert "past complaints can be brought in with aware import FILE.csv" in page
        await press(
            pilot, *("down", "up", "pagedown", "pageup", "left", "right", "home", "end", "m", "r", "a")
        )
        await until(lambda: notices(app) == [acting_screen.NO_FINDING], lambda: f"{notices(app)}")


async def test_where_all_there_is_lies_in_another_time_two_keys_show_it(tmp_path: Path) -> None:
    app = an_app(tmp_path)
    async with on_today(app, SMALL) as pilot:
        put(
            app.desk.settings,
            a_head(started_at=datetime(2019, 5, 4, 9, tzinfo=UTC), zone="UTC", status=Status.FINISHED),
        )
        await open_insights(app, pilot)
        await sees(app, "that are saved are from 4 May 2019: d, then 5 shows them.")
        await press(pilot, "d")
        await until(lambda: on_top(app, Pick))
        await press(pilot, "5")
        await sees(app, "1 session · no promise open")


async def test_what_is_shown_stays_until_the_next_look_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    finds(monkeypatch, a_half_year())
    app = an_app(tmp_path)
    async with on_today(app) as pilot:
        await open_insights(app, pilot)
        coming: Future[Insights] = Future()
        monkeypatch.setattr(asking, "insights", lambda *_: coming)
        await press(pilot, "down", "r")
        await until(lambda: look_screen.COUNTING in shown(app))
        await sees(app, "▸ “Late or missed visit” between 08:00 and 12:00")
        coming.set_result(replace(a_half_year(), findings=(a_finding(LEEDS, "Elsewhere"),)))
        await sees(app, "Elsewhere: 26")
        assert look_screen.COUNTING not in shown(app)
        finds(monkeypatch, StoreProblem("The data cannot be read just now."))
        await press(pilot, "r")
        await until(lambda: "The data cannot be read just now." in notices(app))
        await sees(app, "Elsewhere: 26")


async def test_the_cursor_goes_to_the_first_finding_there_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    finds(monkeypatch, Insights(PERIOD))
    app = an_app(tmp_path)
    async with on_today(app, SMALL) as pilot:
        await open_insights(app, pilot)
        await sees(app, "▸ None yet")
        finds(monkeypatch, a_half_year())
        await press(pilot, "r")
        await sees(app, "▸ “Long lines” on Tuesdays")
        await press(pilot, "right", "r")
        await until(lambda: insights(app).counted.has_focus)


async def test_what_cannot_be_counted_is_told_where_it_would_stand(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    finds(monkeypatch, StoreProblem("The data cannot be read just now."))
    app = an_app(tmp_path)
    async with on_today(app) as pilot:
        await press(pilot, "i")
        await until(lambda: on_top(app, InsightsScreen) and "r tries again" in shown(app))
        finds(monkeypatch, a_half_year())
        await press(pilot, "r")
        await sees(app, "▸ “Long lines” on Tuesdays")


async def test_the_arrows_go_from_line_to_line_and_over_to_the_totals(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    finds(monkeypatch, a_half_year())
    app = an_app(tmp_path)
    async with on_today(app, SMALL) as pilot:
        await open_insights(app, pilot)
        passed = []
        for _ in range(len(insights(app).found.targets) + len(insights(app).counted.targets)):
            passed.append(insights(app).target)
            assert shown(app).count("▸") == 1
            await press(pilot, "down")
        assert passed == [*insights(app).found.targets, *insights(app).counted.targets]
        assert len(passed) == 15
        for _ in passed:
            await press(pilot, "up")
        assert insights(app).target == passed[0]
        await press(pilot, "right")
        assert insights(app).target == passed[8]
        await press(pilot, "left")
        assert insights(app).target == passed[0]


TUESDAY = date(2026, 3, 3)


def some_tuesdays() -> list[Row]:
    """Return twelve weeks of four categories on each day, and many more late ones on Tuesdays."""
    rows: list[Row] = []
    for week in range(12):
        for day in range(7):
            on = NOW - timedelta(days=1 + 7 * week + day)
            late = 6 if on.weekday() == 1 else 1
            for category in ("billing", "damaged", "staff", *["late"] * late):
                customer = a_customer(name=f"C{len(rows)}")
                head = a_head(
                    started_at=on,
                    category=category,
                    customer_id=customer.id,
                    kind=Kind.IMPORTED,
                    status=Status.FINISHED,
                )
                rows += [customer, head, a_note(head.id, f"said {category}")]
    return rows


async def test_a_finding_opens_the_sessions_behind_it_and_each_is_read(tmp_path: Path) -> None:
    put(settings(tmp_path), *some_tuesdays())
    app = an_app(tmp_path)
    async with on_today(app) as pilot:
        await open_insights(app, pilot)
        seen = insights(app).insights
        assert seen is not None
        assert seen.findings[0].pattern.value == "Tuesday"
        await sees(app, "on Tuesdays")
        await press(pilot, "enter")
        await until(lambda: on_top(app, BehindScreen) and "72 sessions" in shown(app))
        await sees(app, "on Tuesdays: 72 complaints")
        assert shown(app).count("said late") >= 20
        await press(pilot, "enter")
        await until(lambda: "-reading" in app.screen.classes and "back to the list" in shown(app))
        await press(pilot, "escape", "escape")
        assert on_top(app, InsightsScreen)
        await press(pilot, "right", "enter")
        await until(lambda: on_top(app, BehindScreen) and "said late" in shown(app))
        await press(pilot, "/", *"C0")
        await until(lambda: "C0 " in shown(app) or "No session" in shown(app))
        await press(pilot, "down", "s")
        assert on_top(app, HistoryScreen)
        await press(pilot, "h")
        assert on_top(app, TodayScreen)


async def test_five_whys_are_kept_with_a_choke_point_of_the_finding(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    finds(monkeypatch, a_half_year())
    app = an_app(tmp_path)
    async with on_today(app, SMALL) as pilot:
        await open_insights(app, pilot)
        await open_dialog(app, pilot, "y", WhysDialog)
        await press(pilot, *"one till", "enter", *"nobody is trained", "escape")
        assert stored(app, "SELECT 1 FROM choke_point") == []
        await open_dialog(app, pilot, "y", WhysDialog)
        assert [view.text for view in app.screen.query(TextView)][:3] == ["one till", "nobody is trained", ""]
        await press(pilot, "enter", "enter", "enter")
        await until(lambda: on_top(app, InsightsScreen) and acting_screen.WHYS_KEPT in notices(app))
        ((title, pattern, whys),) = stored(app, "SELECT title, pattern, whys FROM choke_point")
        assert (title, pattern, whys) == (
            "“waiting” on Tuesdays",
            TUESDAYS.key,
            "one till\nnobody is trained",
        )
        await sees(app, "◆ In the register: nobody's yet, without a date.")
        assert stored(app, "SELECT count(*) FROM event WHERE before || after LIKE '%till%'") == [(0,)]
        await open_dialog(app, pilot, "y", WhysDialog)
        await press(pilot, *"the budget", "enter", "enter", "enter")
        await until(lambda: "budget" in stored(app, "SELECT whys FROM choke_point")[0][0])


async def test_an_answer_longer_than_its_line_is_seen_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    finds(monkeypatch, a_half_year())
    app = an_app(tmp_path)
    answer = "the driver was ill, and nobody else knows the way because it was never written down anywhere"
    async with on_today(app, SMALL) as pilot:
        await open_insights(app, pilot)
        await open_dialog(app, pilot, "y", WhysDialog)
        await press(pilot, *answer, "enter", "x")
        seen = " ".join(shown(app).replace("│", " ").replace("▌", " ").split())
        assert answer in seen


async def test_whys_answered_in_another_window_are_not_written_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    point = a_point(pattern=TUESDAYS.key, whys="one till")
    keep(tmp_path, point)
    finds(monkeypatch, a_half_year())
    app = an_app(tmp_path)
    async with on_today(app) as pilot:
        await open_insights(app, pilot)
        await open_dialog(app, pilot, "y", WhysDialog)
        await press(pilot, *"mine")
        app.desk.writer.submit(Change((Edit(point, replace(point, whys="theirs")),), ()))
        await press(pilot, "enter", "enter", "enter", "enter")
        await until(lambda: any("changed in another window" in each for each in notices(app)))
        assert stored(app, "SELECT whys FROM choke_point") == [("theirs",)]
        await until(lambda: on_top(app, WhysDialog) and "theirs" in shown(app))
        assert [view.text for view in app.screen.query(TextView)][:3] == ["theirs", "mine", ""]


async def test_an_action_goes_to_the_register_once_and_is_opened_there_after(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    finds(monkeypatch, a_half_year())
    app = an_app(tmp_path)
    async with on_today(app) as pilot:
        await open_insights(app, pilot)
        await open_dialog(app, pilot, "a", PointDialog)
        assert asked(app, "title") == "“waiting” on Tuesdays"
        await press(pilot, "enter", *"open a second till", "enter", *"Ana", "escape")
        await open_dialog(app, pilot, "a", PointDialog)
        assert asked(app, "action") == "open a second till"
        await press(pilot, "enter", "enter", "enter", *"20 March 2026", "enter")
        await until(lambda: acting_screen.KEPT in notices(app))
        row = "SELECT title, action, owner, pattern, due_at IS NOT NULL FROM choke_point"
        wanted = ("“waiting” on Tuesdays", "open a second till", "Ana", TUESDAYS.key, 1)
        assert stored(app, row) == [wanted]
        await sees(app, "◆ In the register: Ana, by Fri 20 Mar")
        await press(pilot, "a")
        await until(lambda: on_top(app, CausesScreen) and "Found by counting" in shown(app))
        await noticed(app, acting_screen.KNOWN)
        await open_dialog(app, pilot, "e", PointDialog)
        await press(pilot, *" and Cafes", "enter", "enter", "enter", "enter")
        await until(lambda: stored(app, row) == [(f"{wanted[0]} and Cafes", *wanted[1:])])


async def test_what_was_fixed_says_whether_it_fell_here_and_in_the_register(tmp_path: Path) -> None:
    fixed = NOW - timedelta(days=29)
    known = a_point("the slot is lost", state=ChokePointState.FIXED, fixed_at=fixed, whys="a\nno plan")
    put(settings(tmp_path), *some_tuesdays(), replace(known, pattern=finding.LATE_TUESDAYS.key))
    app = an_app(tmp_path)
    async with on_today(app) as pilot:
        await open_insights(app, pilot)
        await sees(app, "◆ Marked fixed 3 Feb.")
        page = " ".join(everything_on(app).split())
        assert "weeks before: 42; 4 weeks since: 24, about 24 would be usual." in page
        await press(pilot, "a")
        await until(lambda: on_top(app, CausesScreen) and "Did it fall?" in shown(app))
        await noticed(app, acting_screen.KNOWN_FIXED)
        page = visible_letters(shown(app).replace("▏", ""))
        told = ("on Tuesdays", "4 weeks since: 24", "No clear change so far.", "1 a", "2 no plan")
        assert [words for words in told if visible_letters(words) not in page] == []


@pytest.mark.sweep(2)
@pytest.mark.parametrize(
    ("digit", "wanted"),
    [("1", lately(TODAY, 4)), ("2", lately(TODAY, 12)), ("4", lately(TODAY, 52)), ("5", lately(TODAY))],
)
async def test_another_period_is_one_digit_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, digit: str, wanted: Period
) -> None:
    periods = finds(monkeypatch, a_half_year())
    app = an_app(tmp_path)
    async with on_today(app, SMALL) as pilot:
        await open_insights(app, pilot)
        await press(pilot, "d")
        await until(lambda: on_top(app, Pick))
        await press(pilot, digit)
        await until(lambda: len(periods) == 2)
        assert periods == [lately(TODAY), wanted]


async def test_days_of_ones_own_are_asked_for_until_they_are_a_period(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    periods = finds(monkeypatch, a_half_year())
    app = an_app(tmp_path)
    async with on_today(app, SMALL) as pilot:
        await open_insights(app, pilot)
        await press(pilot, "d", "6")
        await until(lambda: on_top(app, DaysDialog) and isinstance(app.focused, TextView))
        await press(pilot, *"3/4/2026", "enter", "enter")
        await sees(app, "can be read two ways")
        await press(pilot, "escape", "d", "6")
        await until(lambda: on_top(app, DaysDialog) and "3/4/2026" in shown(app))
        await press(pilot, "ctrl+u", *"1 Feb", "enter", *"28 Feb", "enter")
        await until(lambda: len(periods) == 2)
        assert periods[1] == Period(date(2026, 2, 1), date(2026, 3, 1))
        await sees(app, "1 February 2026 to 28 February 2026")


async def test_training_opens_practice_at_the_scenario_chosen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    finds(monkeypatch, a_half_year())
    found: list[Training] = []
    monkeypatch.setattr(acting_screen, "training", lambda *_: done(tuple(found)))
    app = an_app(tmp_path)
    async with on_today(app) as pilot:
        await open_insights(app, pilot)
        await press(pilot, "t")
        await until(lambda: NO_CASE in notices(app))
        found += [Training("the-third-visit", "The third visit", Skill.ROOT_CAUSE, "Practise it.")]
        await press(pilot, "t")
        await until(
            lambda: on_top(app, Pick) and f"The third visit · {SKILL_WORDS[Skill.ROOT_CAUSE]}" in shown(app)
        )
        await press(pilot, "1")
        await until(lambda: on_top(app, PracticeScreen))


async def test_goals_and_feedback_are_a_key_away_and_h_leads_from_them_to_today(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = finds(monkeypatch, a_half_year())
    app = an_app(tmp_path)
    async with on_today(app) as pilot:
        await open_insights(app, pilot)
        await press(pilot, "g")
        await until(lambda: on_top(app, GoalForm))
        await press(pilot, "escape")
        await until(lambda: on_top(app, InsightsScreen))
        await press(pilot, "right", "end", "enter")
        await until(lambda: on_top(app, GoalsScreen))
        await press(pilot, "escape")
        await until(lambda: on_top(app, InsightsScreen) and len(asked) == 2)
        await palette(pilot, app, "Goals")
        await until(lambda: on_top(app, GoalsScreen))
        await press(pilot, "escape")
        await until(lambda: on_top(app, InsightsScreen) and len(asked) == 3)
        await press(pilot, "v")
        await until(lambda: on_top(app, FeedbackScreen))
        await press(pilot, "h")
        assert on_top(app, TodayScreen)


async def test_goals_stand_with_how_they_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    finds(monkeypatch, a_half_year())
    goal = Goal(
        an_id(),
        "Fewer late visits",
        Metric.COMPLAINTS,
        Statistic.WEEKLY,
        5.0,
        "a week",
        Direction.AT_MOST,
        NOW,
        TODAY,
        TODAY + timedelta(days=60),
        "Europe/Berlin",
        "kim",
    )
    ended = replace(goal, id=an_id(), title="Long over", state=GoalState.ENDED, ended_at=NOW)
    put(settings(tmp_path), goal, ended)
    app = an_app(tmp_path)
    async with on_today(app) as pilot:
        await open_insights(app, pilot)
        await until(lambda: "Fewer late visits: " in everything_on(app))
        assert "Long over" not in everything_on(app)


@pytest.mark.long
async def test_the_letters_search_help_and_palette_work_as_on_every_main_screen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    finds(monkeypatch, a_half_year())
    app = an_app(tmp_path)
    async with on_today(app) as pilot:
        await open_insights(app, pilot)
        await press(pilot, "f1")
        await until(lambda: on_top(app, HelpDialog) and "five whys" in shown(app))
        await press(pilot, "escape", "i")
        assert on_top(app, InsightsScreen)
        titles = {each.title for each in insights(app).commands()}
        assert {"Five whys", "An action", "Goals", "Another period", "Feedback", "Today"} <= titles
        await palette(pilot, app, "All findings")
        assert "smaller ones" not in everything_on(app)
        await press(pilot, "w")
        await until(lambda: on_top(app, CausesScreen))
        await press(pilot, "i")
        await until(lambda: on_top(app, InsightsScreen))
        await press(pilot, "/")
        await until(lambda: on_top(app, HistoryScreen) and isinstance(app.focused, TextView))
        await press(pilot, "escape")
        await until(lambda: on_top(app, InsightsScreen))
        await press(pilot, "h")
        assert on_top(app, TodayScreen)


@pytest.mark.sweep(2)
@pytest.mark.parametrize("width", [24, 40, 74])
def test_hostile_names_are_shown_as_they_are_and_fit(width: int) -> None:
    for text in HOSTILE:
        name = safe_words(text, lines=False).text
        look = replace(
            a_half_year(),
            findings=(a_finding(TUESDAYS, name),),
            totals=Totals(9, 9, categories=shares((name, 9)), channels=shares((name, 9)), weekdays=()),
        )
        parts = (*found(look, Marks({TUESDAYS.key: name}), tall=True), *totals(look, Names(), (name,)))
        lines = [line for part in parts for line in part.title_lines(width)]
        lines += [line for part in parts for entry in part.entries for line in entry.draw(width)]
        assert not any(re.search(UNSAFE_ON_SCREEN, line.plain) for line in lines), repr(name)
        assert max(line.cell_length for line in lines) <= width, repr(name)
