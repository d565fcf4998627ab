"""What keeps happening on the command line: as text, as sentences, as JSON, as a report for a meeting."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from cli.kept import keep
from cli.said import Aware, Said
from hostile import HOSTILE
from making import a_customer, a_head, a_note, an_id

from aware_tui.domain.insight_rows import Feedback
from aware_tui.domain.insight_states import Sentiment, Source
from aware_tui.domain.insights.period import Period
from aware_tui.domain.insights.typed_period import period_words
from aware_tui.domain.rows import Row, Session
from aware_tui.domain.states import Status
from aware_tui.domain.text import cells, for_screen

TODAY = datetime.now(ZoneInfo("Europe/London")).date()
UNTIL = TODAY - timedelta(days=TODAY.weekday())
"""The Monday after the 26 weeks that the sample is from."""

WEEKS = 26
PLACES = ("Leeds", "York", "Hull")
SINCE = UNTIL - timedelta(weeks=WEEKS)
TERM = ("--since", SINCE.isoformat(), "--until", UNTIL.isoformat())
TITLE = f"What keeps happening, {period_words(Period(SINCE, UNTIL))}"
FLOOD = UNTIL - timedelta(days=10)
"""A Friday."""

FORMS = ((), ("--plain",), ("--json",), ("--markdown",))
STATISTICS = re.compile(r"p-value|significan|confidence|outlier|\blift\b|null hypothesis", re.IGNORECASE)


def a_call(day: date, hour: int, category: str, place: str, **parts: Any) -> Session:
    at = datetime(day.year, day.month, day.day, hour, tzinfo=UTC)
    common: dict[str, Any] = {"status": Status.FINISHED, "zone": "Europe/London", "started_at": at}
    return a_head(**(common | {"category": category, "location": place, "channel": "phone"} | parts))


def half_a_year() -> Iterator[Row]:
    """Yield calls of 26 weeks: money on every Tuesday in Leeds, and a flood of late ones on one day."""
    for week in range(WEEKS):
        for weekday in range(5):
            day = SINCE + timedelta(weeks=week, days=weekday)
            for number, category in enumerate(("late", "money", "faulty")):
                yield a_call(
                    day, 9 + (week + 2 * number) % 8, category, PLACES[(week + weekday + number) % 3]
                )
        tuesday = SINCE + timedelta(weeks=week, days=1)
        for hour in (9, 11):
            call = a_call(tuesday, hour, "money", "Leeds")
            yield from (call, a_note(call.id, f"The refund of week {week} came twice, {hour} o'clock"))
    for number in range(40):
        yield a_call(FLOOD, 8 + number % 10, "late", PLACES[number % 3])


def said_afterwards() -> Iterator[Feedback]:
    at = datetime.combine(UNTIL - timedelta(days=19), time(12), UTC)
    for number, sentiment in enumerate((*[Sentiment.POSITIVE] * 5, Sentiment.NEGATIVE, Sentiment.NEUTRAL)):
        yield Feedback(
            an_id(),
            Source.SURVEY,
            "Europe/London",
            channel="email",
            sentiment=sentiment,
            text=f"Answer {number}",
            asked_at=at,
            received_at=at + timedelta(hours=number),
        )


@pytest.fixture(scope="module")
def kept_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("insights") / "data"
    keep(folder, *half_a_year(), *said_afterwards())
    return folder


@pytest.fixture
def rich(kept_once: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("AWARE_DATA_DIR", str(kept_once))
    return kept_once


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("AWARE_DATA_DIR", str(tmp_path / "data"))
    return tmp_path / "data"


KEYS = {
    "findings": {
        "kind",
        "key",
        "category",
        "dimension",
        "value",
        "observed",
        "expected",
        "ratio",
        "ratio_low",
    },
    "incidents": {"date", "category", "observed", "usual"},
    "rising": {"category", "week", "observed", "usual"},
    "themes": {"group", "term", "count", "quote"},
}
"""What each line has at least, beside its sentence."""


def test_json_has_the_shape_that_other_programs_rely_on(aware: Aware, rich: Path) -> None:
    said = aware("insights", "--json", *TERM)
    assert (said.status, said.err) == (0, "")
    assert {*KEYS, "not_enough", "feedback", "totals"} <= said.json.keys()
    for name, keys in KEYS.items():
        for line in said.json[name]:
            assert keys | {"sentence"} <= line.keys()
    assert said.json["findings"]
    assert said.json["incidents"]
    assert all(isinstance(sentence, str) for sentence in said.json["not_enough"])


def test_what_keeps_happening_is_found_and_the_flood_is_told_apart(aware: Aware, rich: Path) -> None:
    found = aware("insights", "--json", *TERM).json
    spots = {(each["category"], each["dimension"], each["value"]) for each in found["findings"]}
    assert ("money", "weekday", "Tuesday") in spots
    tuesdays = next(each for each in found["findings"] if each["value"] == "Tuesday" and each["category"])
    assert tuesdays["observed"] == 3 * WEEKS
    assert tuesdays["kind"] == "pattern"
    assert "on Tuesdays" in tuesdays["sentence"]
    assert FLOOD.isoformat() in {each["date"] for each in found["incidents"]}
    assert ("late", "weekday", "Friday") not in spots


def test_sentences_have_the_names_of_the_playbook_and_lines_its_ids(aware: Aware, rich: Path) -> None:
    found = aware("insights", "--json", *TERM).json
    tuesdays = next(each for each in found["findings"] if each["category"] == "money")
    assert "bill, price or refund" in tuesdays["sentence"]
    assert {each["category"] for each in found["totals"]["categories"]} == {"late", "money", "faulty"}


def test_totals_count_every_session(aware: Aware, rich: Path) -> None:
    totals = aware("insights", "--json", *TERM).json["totals"]
    assert totals["sessions"] == WEEKS * (5 * 3 + 2) + 40
    assert totals["weekdays"][0]["weekday"] == "Monday"
    assert sum(each["count"] for each in totals["weekdays"]) == totals["sessions"]
    assert len(totals["weeks"]) == WEEKS
    assert sum(week["count"] for week in totals["weeks"]) == totals["sessions"]


def test_feedback_is_counted_with_its_ratio(aware: Aware, rich: Path) -> None:
    feedback = aware("insights", "--json", *TERM).json["feedback"]
    assert (feedback["positive"], feedback["neutral"], feedback["negative"]) == (5, 1, 1)
    assert feedback["ratio"] == 5.0
    assert "5 positive" in feedback["sentence"]


def test_themes_are_set_against_other_categories_and_quoted(aware: Aware, folder: Path) -> None:
    rows: list[Row] = []
    for number in range(60):
        call = a_call(UNTIL - timedelta(days=number % 20 + 1), 9, ("late", "money")[number % 2], "Leeds")
        words = ("the wrong postcode", "charged again")[number % 2]
        rows += [
            call,
            a_note(call.id, f"It was {words}, they said, so {'o' * (number // 2 + 2)}"),
        ]
    keep(folder, *rows)
    themes = aware("insights", "--json", *TERM).json["themes"]
    told = {(each["group"], each["term"]) for each in themes}
    assert {("late", "wrong postcode"), ("money", "charged")} <= told
    assert all(each["count"] == 30 for each in themes)
    assert "wrong postcode" in next(each["quote"] for each in themes if each["term"] == "wrong postcode")


def told(said: Said) -> str:
    """Return what was told without dates, which may hold any number."""
    return re.sub(r"\d{1,2} [A-Z][a-z]+ \d{4}|\d{4}-\d\d-\d\d", "", said.out)


@pytest.mark.parametrize("form", FORMS)
def test_the_first_day_counts_and_the_last_does_not(aware: Aware, rich: Path, form: tuple[str, ...]) -> None:
    saturday, monday = str(FLOOD + timedelta(days=1)), str(FLOOD + timedelta(days=3))
    one = aware("insights", "--since", str(FLOOD), "--until", saturday, *form)
    assert one.status == 0
    assert "43" in told(one)
    none = aware("insights", "--since", saturday, "--until", monday, *form)
    assert none.status == 0
    assert "43" not in told(none)


def test_where_all_there_is_lies_in_another_time_it_says_when_and_how_to_see_it(
    aware: Aware, folder: Path
) -> None:
    days = (SINCE - timedelta(days=900), SINCE - timedelta(days=800))
    keep(folder, *(a_call(day, 9, "late", "Leeds") for day in days))
    asked = f"aware insights --since {days[0]} --until {days[1] + timedelta(days=1)}"
    said = aware("insights", "--plain", *TERM)
    assert said.out.splitlines()[1].startswith("No complaints in this time. Those that are saved are from ")
    assert f": `{asked}` shows them. No promise is open." in said.out
    assert "2 complaints" in aware(*asked.split()[1:], "--plain").out


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("there", ["nothing", "an empty file", "one session"])
def test_little_data_is_told_in_words(aware: Aware, folder: Path, form: tuple[str, ...], there: str) -> None:
    if there != "nothing":
        keep(
            folder,
            *([a_call(UNTIL - timedelta(days=19), 9, "late", "Leeds")] if there == "one session" else []),
        )
    said = aware("insights", *form, *TERM)
    assert (said.status, said.err) == (0, "")
    if form == ("--json",):
        found = said.json
        assert not [found[name] for name in KEYS if found[name]]
        assert found["not_enough"]
    else:
        assert "Not enough yet" in said.out


def test_looking_does_not_make_the_data(aware: Aware, folder: Path) -> None:
    assert aware("insights").status == 0
    assert not folder.exists()


@pytest.fixture(scope="module")
def bare_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bare") / "data"
    calls = (a_call(UNTIL - timedelta(days=number % 150 + 1), 9, "", "") for number in range(320))
    keep(folder, *(replace(call, category=None, location=None, channel=None) for call in calls))
    return folder


@pytest.mark.parametrize("form", FORMS)
def test_missing_words_are_told_in_words(aware: Aware, bare_once: Path, form: tuple[str, ...]) -> None:
    said = aware("insights", "--data-dir", str(bare_once), *form, *TERM)
    assert (said.status, said.err) == (0, "")
    assert "no complaint says its category" in " ".join(said.out.split())
    assert "None" not in said.out


def test_all_of_one_category_is_told_in_words(aware: Aware, folder: Path) -> None:
    calls = (a_call(UNTIL - timedelta(days=n % 150 + 1), 9, "late", "Leeds") for n in range(320))
    keep(folder, *calls)
    found = aware("insights", "--json", *TERM).json
    assert not [each for each in found["findings"] if each["category"]]
    assert any("have the same one" in sentence for sentence in found["not_enough"])


def test_a_period_that_ends_before_it_begins_is_told_in_a_sentence(aware: Aware, folder: Path) -> None:
    said = aware("insights", "--since", "2026-03-04", "--until", "2026-03-04")
    assert (said.status, said.out) == (1, "")
    assert said.err == (
        "The period ends before it begins: it is from 2026-03-04 up to but without 2026-03-04. "
        "Give an earlier --since or a later --until.\n"
    )


@pytest.mark.parametrize("words", ["yesterday", "04.03.2026", "2026-02-30", ""])
def test_what_is_no_day_is_wrong_usage(aware: Aware, folder: Path, words: str) -> None:
    said = aware("insights", "--since", words)
    assert (said.status, said.out) == (2, "")
    assert "2026-03-12" in said.err


@pytest.mark.parametrize("form", FORMS)
def test_a_period_may_take_in_the_whole_calendar(aware: Aware, rich: Path, form: tuple[str, ...]) -> None:
    said = aware("insights", "--since", "0001-01-01", "--until", "9999-12-31", *form)
    assert (said.status, said.err) == (0, "")
    assert f"{WEEKS * (5 * 3 + 2) + 40}" in said.out


@pytest.mark.parametrize("until", ["0001-01-01", "1900-01-01"])
def test_a_period_before_anybody_kept_anything_is_told(aware: Aware, rich: Path, until: str) -> None:
    said = aware("insights", "--until", until)
    assert (said.status, said.out) == (1, "")
    assert (
        said.err
        == f"Nothing is kept from before 1900, and the period ends on {until}. Give a later --until.\n"
    )


@pytest.mark.parametrize("form", FORMS)
def test_nobody_has_to_know_statistics(aware: Aware, rich: Path, form: tuple[str, ...]) -> None:
    said = aware("insights", *form, *TERM)
    assert not STATISTICS.search(said.out)


@pytest.mark.parametrize("columns", [80, 120])
def test_text_keeps_to_the_width_of_the_terminal(
    aware: Aware, rich: Path, monkeypatch: pytest.MonkeyPatch, columns: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    said = aware("insights", *TERM)
    assert max(map(cells, said.out.splitlines())) <= columns


def test_plain_is_sentences_without_columns(aware: Aware, rich: Path) -> None:
    lines = aware("insights", "--plain", *TERM).out.splitlines()
    assert lines[0] == f"{TITLE}."
    assert not [line for line in lines if "  " in line or "#" in line or not line.strip()]


def test_the_report_has_room_for_what_a_meeting_decides(aware: Aware, rich: Path) -> None:
    said = aware("insights", "--markdown", *TERM).out
    assert said.startswith(f"# {TITLE}\n")
    assert "| What was found | Why, and why that | Who does what | By when |" in said
    assert "## What to do next" in said
    assert "- [ ] Ask why, five times" in said
    assert "Practise: “" in said


@pytest.fixture(scope="module")
def hostile_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile") / "data"
    rows: list[Row] = []
    for number, words in enumerate(HOSTILE):
        customer = a_customer(name=words)
        day = UNTIL - timedelta(days=number % 50 + 1)
        for again in range(2):
            call = a_call(
                day, 9 + again, f"{words}{number % 2}", words, channel=words, customer_id=customer.id
            )
            rows += [call, a_note(call.id, f"{words} {number % 2} wrong | postcode {again * words}")]
        rows.append(customer)
    keep(folder, *rows)
    return folder


@pytest.mark.parametrize("form", FORMS)
def test_hostile_words_are_words(aware: Aware, hostile_once: Path, form: tuple[str, ...]) -> None:
    said = aware("insights", "--data-dir", str(hostile_once), *form, *TERM)
    assert (said.status, said.err) == (0, "")
    assert all(for_screen(line) == line for line in said.out.splitlines())
    if form == ("--json",):
        assert json.loads(said.out)["totals"]["sessions"] == 2 * len(HOSTILE)
