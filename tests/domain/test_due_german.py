"""A German promise line: its due time is understood, and the words shown back are those that were typed."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aware_tui.domain.due import DueDoubt
from aware_tui.domain.due_german import in_english
from aware_tui.domain.due_words import find_phrases, split_words
from aware_tui.services.due import read_due

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
"""A Monday, ten o'clock in Berlin."""


@pytest.mark.parametrize(
    ("line", "due"),
    [
        ("Ich rufe Sie morgen bis 17 Uhr an", "24 17:00"),
        ("Ich rufe morgen um 17:30 Uhr zurück", "24 17:30"),
        ("Ich rufe morgen um 17 Uhr 30 zurück", "24 17:30"),
        ("Ich schicke es heute noch bis 16 Uhr", "23 16:00"),
        ("Der Techniker kommt am Samstag um 9 Uhr", "28 09:00"),
        ("bis spätestens Donnerstag, 18 Uhr", "26 18:00"),
        ("Ich rufe Sie am Mittwoch vor 12 Uhr an", "25 12:00"),
        ("bis übermorgen Mittag", "25 12:00"),
        ("morgen früh", "24 12:00"),
        ("heute Abend", "23 20:00"),
        ("Freitagnachmittag um 15 Uhr", "27 15:00"),
        ("bis zum 24.11.", "24 17:00"),
        ("bis 30.11.2026", "30 17:00"),
        ("bis 30.11.26", "30 17:00"),
        ("am 27. November um 14 Uhr", "27 14:00"),
        ("Ich rufe um halb drei an", "23 14:30"),
        ("morgen um Viertel nach vier", "24 16:15"),
        ("morgen um Viertel vor zwölf", "24 11:45"),
        ("Ich rufe in zwei Stunden an", "23 12:00"),
        ("in einer halben Stunde", "23 10:30"),
        ("innerhalb von 3 Werktagen", "26 17:00"),
        ("am nächsten Werktag", "24 17:00"),
        ("bis Ende der Woche", "27 17:00"),
        ("bis zum Monatsende", "30 17:00"),
        ("Ich rufe bis Feierabend an", "23 17:00"),
        ("Ich rufe Sie morgen um 8 an", "24 08:00"),
        ("Ich rufe Montag um acht zurück und sage Bescheid", "30 08:00"),
        ("Ich komme Freitag um 9 vorbei.", "27 09:00"),
    ],
)
def test_a_german_time_is_understood(line: str, due: str) -> None:
    read = read_due(line, NOW, "Europe/Berlin").due
    assert read is not None
    assert f"{read.local:%d %H:%M}" == due
    assert read.words in line


@pytest.mark.parametrize(
    "line",
    ["Ich melde mich bald", "Guten Morgen, ich kümmere mich", "Seit Montag warten Sie", "jeden Freitag um 9"],
)
def test_what_is_no_due_time_stays_none(line: str) -> None:
    assert read_due(line, NOW, "Europe/Berlin").due is None


def test_a_day_that_may_be_two_is_asked_about() -> None:
    assert read_due("Ich melde mich nächsten Dienstag", NOW, "Europe/Berlin").doubt is DueDoubt.AMBIGUOUS


@pytest.mark.parametrize(
    ("line", "what", "words"),
    [
        ("Ich rufe Sie morgen bis 17 Uhr an", "Ich rufe Sie an", "morgen bis 17 Uhr"),
        ("am Freitag bis 10 Uhr fragen, ob alles gut ist", "Fragen, ob alles gut ist", "Freitag bis 10 Uhr"),
        ("Ich erstatte die 80 Euro bis 30.11.2026", "Ich erstatte die 80 Euro", "30.11.2026"),
    ],
)
def test_the_promise_is_taken_from_its_time(line: str, what: str, words: str) -> None:
    assert split_words(line) == (what, words)


@pytest.mark.parametrize(
    "line",
    ["I'll ring you tomorrow by 5", "Dana brings the part on Friday at 9", "by 24.11.2026", "half three"],
)
def test_an_english_line_is_left_as_it_is(line: str) -> None:
    assert in_english(line) is None


WORDS = st.sampled_from(
    (
        "ich",
        "bis",
        "morgen",
        "heute",
        "um",
        "17 Uhr",
        "halb drei",
        "am",
        "Freitag",
        "24.11.",
        "noch",
        "in",
        "zwei",
        "Stunden",
        "Werktagen",
        "nächsten",
        "Ende der Woche",
        "an",
        "İ",
        "ß",
        "👩\u200d🔧",
        ",",
        ".",
        "13.13.",
        "99 Uhr",
    )
)


@given(st.lists(WORDS, max_size=9).map(" ".join))
def test_every_time_found_stands_in_the_line_as_typed(line: str) -> None:
    for phrase in find_phrases(line):
        assert 0 <= phrase.start < phrase.end <= len(line)
        assert phrase.words == line[phrase.start : phrase.end].strip()
