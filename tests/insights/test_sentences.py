"""Whoever reads only the sentences understands them: counts in each, no word of statistics."""

from dataclasses import replace
from datetime import date

import pytest
from insights.making_complaints import found, planted, votes

from aware_tui.domain.insights import sentences
from aware_tui.domain.insights.counts import Persons
from aware_tui.domain.insights.names import Names
from aware_tui.domain.insights.patterns import Dimension, Pattern
from aware_tui.domain.insights.spots import Candidate
from aware_tui.domain.insights.surges import Surge
from aware_tui.domain.insights.whereabouts import about, where

NAMES = Names({"lines": "Long lines", "bill": "Billing error"}, {"phone": "phone", "in_person": "in person"})
STATISTICS = ("p-value", "significant", "lift", "confidence", "outlier")
TUESDAYS = Pattern("lines", Dimension.WEEKDAY, "Tuesday")


def spot(pattern: Pattern, observed: int = 26, row: int = 70, column: int = 100, of: int = 26) -> Candidate:
    return Candidate(pattern, observed, row, column, every=1_000, worst=3, seen=19, of=of)


def test_a_weekday_is_told_with_its_weeks_and_customers() -> None:
    told = sentences.finding(spot(TUESDAYS), Persons(24, 2), NAMES)
    assert told.sentence == (
        "“Long lines” on Tuesdays: 26 complaints where 7 would be usual (3.7 times; at least 2.6). "
        "Seen in 19 of 26 weeks, 24 customers; still true without its worst day."
    )


@pytest.mark.parametrize(
    ("pattern", "told"),
    [
        (TUESDAYS, "“Long lines” on Tuesdays"),
        (Pattern("lines", Dimension.HOURS, "08-12"), "“Long lines” between 08:00 and 12:00"),
        (Pattern("bill", Dimension.LOCATION, "Leeds"), "“Billing error” at Leeds"),
        (Pattern("bill", Dimension.CHANNEL, "phone"), "“Billing error” by phone"),
        (Pattern("bill", Dimension.CHANNEL, "in_person"), "“Billing error” in person"),
        (Pattern("a word of theirs", Dimension.CHANNEL, "fax"), "“a word of theirs” by fax"),
        (Pattern(None, Dimension.WEEKDAY, "Monday", "Leeds"), "Leeds on Mondays"),
        (Pattern("x\x1b[31m\ny", Dimension.LOCATION, "A" * 99), f"“x�[31m y” at {'A' * 59}…"),
    ],
)
def test_every_spot_has_its_words(pattern: Pattern, told: str) -> None:
    assert where(pattern, NAMES) == told


def test_a_place_by_weekday_can_be_what_something_is_about() -> None:
    assert about(Pattern(None, Dimension.WEEKDAY, "Monday", "Leeds"), NAMES) == "at Leeds on Mondays"
    assert about(TUESDAYS, NAMES) == "“Long lines” on Tuesdays"


def test_days_are_told_as_days_and_customers_that_were_not_all_counted() -> None:
    told = sentences.finding(
        spot(Pattern("bill", Dimension.CHANNEL, "phone"), of=180), Persons(20, 1, at_least=True), NAMES
    )
    assert "Seen on 19 of 180 days, at least 20 customers;" in told.sentence
    assert told.at_least


@pytest.mark.parametrize(("stretch", "told"), [(1, "day."), (3, "3 days."), (7, "week.")])
def test_what_is_left_out_at_worst_is_told(stretch: int, told: str) -> None:
    by_phone = replace(spot(Pattern("bill", Dimension.CHANNEL, "phone"), of=180), stretch=stretch)
    assert sentences.finding(by_phone, Persons(20, 1), NAMES).sentence.endswith(f"without its worst {told}")


def test_where_nobody_is_known_by_name_nobody_says_how_many_they_are() -> None:
    told = sentences.finding(spot(TUESDAYS), Persons(26, 1, named=False), NAMES)
    assert told.sentence.endswith("Seen in 19 of 26 weeks; still true without its worst day.")


def test_there_are_never_more_customers_than_complaints() -> None:
    told = sentences.finding(spot(TUESDAYS), Persons(70, 1, at_least=True), NAMES)
    assert (told.customers, told.at_least) == (26, False)
    assert ", 26 customers;" in told.sentence


@pytest.mark.parametrize(
    ("count", "told"),
    [(0.3, "fewer than 1"), (1.1, "1"), (1.4, "1 or 2"), (2.2, "2"), (17.4, "17"), (1234.5, "1,234")],
)
def test_usual_numbers_are_rounded_as_people_would(count: float, told: str) -> None:
    assert sentences.expected(count) == told


@pytest.mark.parametrize(
    ("surge", "sentence"),
    [
        (
            (None, None, 190, 17.2),
            "Tue 23 June: 190 complaints, usually about 17. "
            "Looks like one incident, so it is not counted as a Tuesday pattern.",
        ),
        (
            ("lines", None, 1900, 1.5),
            "Tue 23 June: 1,900 complaints of “Long lines”, usually 1 or 2. "
            "Looks like one incident, so it is not counted as a Tuesday pattern.",
        ),
        (
            ("lines", "Leeds", 9, 0.2),
            "Tue 23 June: 9 complaints of “Long lines” at Leeds, usually fewer than 1. "
            "Looks like one incident, so it is not counted as a Tuesday pattern.",
        ),
        (
            ("", "", 9, 2.0),
            "Tue 23 June: 9 complaints without a category, usually about 2. "
            "Looks like one incident, so it is not counted as a Tuesday pattern.",
        ),
    ],
)
def test_an_incident_is_told(surge: tuple[str | None, str | None, int, float], sentence: str) -> None:
    category, location, observed, usual = surge
    told = sentences.incident(
        Surge(date(2026, 6, 23).toordinal(), category, location, observed, usual), NAMES
    )
    assert told.sentence == sentence
    assert told.location == (location or None)


@pytest.mark.parametrize(
    ("usual", "told"),
    [
        (5.1, "about 5 a week"),
        (1.5, "1 or 2 a week"),
        (0.4, "fewer than 1 a week"),
        (0, "none"),
    ],
)
def test_a_rise_is_told(usual: float, told: str) -> None:
    rise = sentences.rising("bill", date(2026, 6, 1), 14, usual, NAMES)
    assert (
        rise.sentence
        == f"“Billing error”: 14 complaints in the week of 1 June; in the 12 weeks before, {told}."
    )


def test_no_sentence_is_without_numbers_or_has_a_word_of_statistics() -> None:
    told = [each.sentence for seed in range(3) for each in found(votes(planted(seed, 1_000)[0]))]
    assert len(told) >= 6
    for sentence in told:
        assert any(map(str.isdigit, sentence))
        assert not any(word in sentence.lower() for word in STATISTICS)
