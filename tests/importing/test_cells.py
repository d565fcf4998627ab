"""What single cells mean: times, scores, sources, who it is."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aware_tui.domain.importing.cells import is_reference, person, short, source_of, words
from aware_tui.domain.importing.moments import Order, read_moment, utc_of
from aware_tui.domain.importing.scores import on_scale, read_score, scale_of
from aware_tui.domain.insight_states import Source


@pytest.mark.parametrize(
    ("cell", "said", "timed"),
    [
        ("2026-06-02", "2026-06-02 00:00", False),
        ("2026-06-02T14:30", "2026-06-02 14:30", True),
        ("2026-06-02 14:30:05.123456", "2026-06-02 14:30", True),
        ("2026-6-2 9:05", "2026-06-02 09:05", True),
        ("2026/06/02 14:30", "2026-06-02 14:30", True),
        ("20260602", "2026-06-02 00:00", False),
        ("02/06/2026", "2026-06-02 00:00", False),
        ("02/06/2026 2:30 PM", "2026-06-02 14:30", True),
        ("02/06/2026 12:00:00 AM", "2026-06-02 00:00", True),
        ("2.6.2026, 14.30", "2026-06-02 14:30", True),
        ("02-06-26", "2026-06-02 00:00", False),
        ("June 2, 2026", "2026-06-02 00:00", False),
        ("Jun 2, 2026 2pm", "2026-06-02 14:00", True),
        ("Tue, 2 Jun 2026 14:30", "2026-06-02 14:30", True),
        ("Tuesday 2nd of June 2026", "2026-06-02 00:00", False),
        ("02-Jun-26", "2026-06-02 00:00", False),
        ("46175", "2026-06-02 00:00", False),
        ("46175.604166667", "2026-06-02 14:30", True),
    ],
)
def test_a_day_or_time_is_read_in_the_ways_people_write_it(cell: str, said: str, timed: bool) -> None:
    moment = read_moment(cell, Order.DAY_FIRST)
    assert moment is not None
    assert (f"{moment.at:%Y-%m-%d %H:%M}", moment.timed) == (said, timed)


def test_the_order_told_decides() -> None:
    assert read_moment("06/02/2026", Order.MONTH_FIRST) == read_moment("02/06/2026", Order.DAY_FIRST)
    assert read_moment("06/25/2026", Order.DAY_FIRST) is None


@pytest.mark.parametrize(
    "cell",
    [
        "",
        "soon",
        "2026",
        "31/02/2026",
        "2026-13-01",
        "2026-06-02 25:00",
        "02/06/2026 13 pm",
        "02/06/2026 14:30 EST",
        "2 Juno 2026",
        "1/2",
        "99999999999999999999",
        "-5",
        "02/06/2026 14",
    ],
)
def test_what_is_no_day_is_none(cell: str) -> None:
    assert read_moment(cell, Order.DAY_FIRST) is None


@pytest.mark.parametrize(
    ("cell", "zone", "utc"),
    [
        ("2026-06-02 14:30", "Europe/London", "2026-06-02 13:30"),
        ("2026-06-02T14:30Z", "Europe/London", "2026-06-02 14:30"),
        ("2026-06-02 14:30 -0800", "Europe/London", "2026-06-02 22:30"),
        ("2026-06-02 14:30+05:45", "Europe/London", "2026-06-02 08:45"),
        ("1780410600", "Asia/Tokyo", "2026-06-02 14:30"),
        ("1780410600000", "Asia/Tokyo", "2026-06-02 14:30"),
        ("2026-03-29 01:30", "Europe/London", "2026-03-29 01:30"),  # skipped: an hour later on the clock
        ("2026-10-25 01:30", "Europe/London", "2026-10-25 00:30"),  # comes twice: the first
    ],
)
def test_times_are_told_in_utc(cell: str, zone: str, utc: str) -> None:
    moment = read_moment(cell, None)
    assert moment is not None
    assert utc_of(moment, zone) == datetime.fromisoformat(utc).replace(tzinfo=UTC)


@given(st.text(max_size=60) | st.from_regex(r"\d{1,4}[-/. ]\w{1,9}[-/., ]\d{1,5}( \d{1,2}:\d\d)?.{0,6}"))
def test_any_cell_is_read_or_not_but_never_fails(cell: str) -> None:
    for order in (None, *Order):
        moment = read_moment(cell, order)
        assert moment is None or moment.at.year >= 1
    score = read_score(cell)
    assert score is None or isinstance(on_scale(score, 5), tuple | None)
    assert "\x1b" not in short(cell) + words(cell)


@pytest.mark.parametrize(
    ("cell", "bare", "found"),
    [
        ("4", 5, (4, 5)),
        ("4,5", 5, (4.5, 5)),
        ("4/5", None, (4, 5)),
        ("8 / 10", None, (8, 10)),
        ("3 out of 5", None, (3, 5)),
        ("4 stars", None, (4, 5)),
        ("9 stars", None, (9, 10)),
        ("★★★☆☆", None, (3, 5)),
        ("80%", None, (80, 100)),
        ("Very satisfied", None, (5, 5)),
        ("NEUTRAL", None, (3, 5)),
        ("very dissatisfied", None, (1, 5)),
        ("0", 5, None),
        ("0", 10, (0, 10)),
        ("7", 5, None),
        ("12/10", None, None),
        ("5/0", None, None),
        ("4", None, None),
    ],
)
def test_scores(cell: str, bare: int | None, found: tuple[float, int] | None) -> None:
    score = read_score(cell)
    assert score is not None
    assert on_scale(score, bare) == found


@pytest.mark.parametrize("cell", ["", "fine by me", "five", "4 of us", "++4", "1e9"])
def test_what_is_no_score(cell: str) -> None:
    assert read_score(cell) is None


@pytest.mark.parametrize(
    ("highest", "scale"), [(5, 5), (5.5, 10), (10, 10), (11, 100), (100, 100), (101, None)]
)
def test_the_scale_of_bare_numbers_follows_from_the_highest(highest: float, scale: int | None) -> None:
    assert scale_of(highest) == scale


@pytest.mark.parametrize(
    ("cell", "source"),
    [
        ("Survey", Source.SURVEY),
        ("Facebook", Source.SOCIAL),
        ("In person", Source.IN_PERSON),
        ("face-to-face", Source.IN_PERSON),
        ("web_form", Source.FORM),
        ("pigeon", Source.OTHER),
        ("", Source.OTHER),
    ],
)
def test_sources(cell: str, source: Source) -> None:
    assert source_of(cell) is source


@pytest.mark.parametrize("nothing", ["None", "N/A", "NULL", "-", "Unspecified", "(blank)", "\\N", "\u2014"])
def test_words_for_nothing_say_nothing(nothing: str) -> None:
    assert [short(nothing), words(nothing), person(nothing)] == [""] * 3


def test_nobody_is_nobody_however_it_is_said() -> None:
    assert [person(cell) for cell in ("", "N/A", "anonymous", "Unknown", "-", "null")] == [""] * 6
    assert person(" Ann  Lee ") == "Ann Lee"
    assert person("100200.0") == "100200"


def test_a_number_of_a_customer_is_told_from_a_name() -> None:
    assert [is_reference(who) for who in ("A-1001", "1001", "Ann", "Flat 4 Smith")] == [
        True,
        True,
        False,
        False,
    ]


def test_card_numbers_are_masked_everywhere() -> None:
    card = "4111 1111 1111 1111"
    assert card not in short(card) + words(f"my card {card}") + person(card)
