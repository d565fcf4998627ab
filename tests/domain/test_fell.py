"""Did it fall? What is said carries its counts, and luck is not called a fall."""

from datetime import date, timedelta
from math import comb
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aware_tui.domain.insights.fell import MOST_WEEKS, Fell, Turn, around, chance_of_at_most

ON = date(2026, 3, 4)
FELL = "It fell."
ROSE = "It did not fall: there are more than before."
UNCLEAR = "No clear change so far."
EARLY = "Too early to say: it takes 2 whole weeks."
FEW = "Too few to say."

SAID = [
    (
        Fell(26, 3, 12, 5),
        Turn.FELL,
        f"12 weeks before: 26; 5 weeks since: 3, about 11 would be usual. {FELL}",
    ),
    (
        Fell(26, 9, 12, 5),
        Turn.UNCLEAR,
        f"12 weeks before: 26; 5 weeks since: 9, about 11 would be usual. {UNCLEAR}",
    ),
    (
        Fell(26, 24, 12, 5),
        Turn.ROSE,
        f"12 weeks before: 26; 5 weeks since: 24, about 11 would be usual. {ROSE}",
    ),
    (
        Fell(26, 0, 12, 1),
        Turn.TOO_EARLY,
        f"12 weeks before: 26; 1 week since: 0, about 2 would be usual. {EARLY}",
    ),
    (Fell(26, 0, 12, 0), Turn.TOO_EARLY, f"12 weeks before: 26. {EARLY}"),
    (Fell(4, 0, 12, 3), Turn.TOO_FEW, f"12 weeks before: 4; 3 weeks since: 0, about 1 would be usual. {FEW}"),
    (
        Fell(1, 0, 12, 3),
        Turn.TOO_FEW,
        f"12 weeks before: 1; 3 weeks since: 0, fewer than 1 would be usual. {FEW}",
    ),
    (
        Fell(1, 9, 12, 3),
        Turn.ROSE,
        f"12 weeks before: 1; 3 weeks since: 9, fewer than 1 would be usual. {ROSE}",
    ),
    (Fell(0, 8, 0, 4), Turn.TOO_FEW, f"4 weeks since: 8; nothing was counted before. {FEW}"),
    (Fell(9, 8, 1, 4), Turn.TOO_FEW, f"1 week before: 9; 4 weeks since: 8, about 36 would be usual. {FEW}"),
    (
        Fell(90_000, 40_000, 12, 6),
        Turn.FELL,
        f"12 weeks before: 90,000; 6 weeks since: 40,000, about 45,000 would be usual. {FELL}",
    ),
]


@pytest.mark.parametrize(("fell", "turn", "sentence"), SAID, ids=lambda case: str(case)[:40])
def test_what_is_said_carries_its_counts(fell: Fell, turn: Turn, sentence: str) -> None:
    assert (fell.turn, fell.sentence) == (turn, sentence)


@pytest.mark.parametrize("of", [0, 1, 7, 60])
@pytest.mark.parametrize("part", [0.1, 0.5, 0.8])
def test_chances_are_those_of_the_binomial_distribution(of: int, part: float) -> None:
    total = 0.0
    for count in range(of + 1):
        total += comb(of, count) * part**count * (1 - part) ** (of - count)
        assert chance_of_at_most(count, of, part) == pytest.approx(total)


def test_many_are_judged_as_a_few_more_would_be() -> None:
    for count in (800, 950, 1000, 1050):
        exact = chance_of_at_most(count, 2_000, 0.5)
        assert chance_of_at_most(count, 2_001, 0.5) == pytest.approx(exact, abs=0.01)


def test_luck_is_seldom_called_a_fall() -> None:
    chance = Random(1)
    told = 0
    for _ in range(2_000):
        weeks = [sum(chance.random() < 0.3 for _ in range(10)) for _ in range(18)]
        told += Fell(sum(weeks[:12]), sum(weeks[12:]), 12, 6).turn is Turn.FELL
    assert told / 2_000 <= 0.06


@given(st.integers(-400, 400), st.integers(-400, 400) | st.none())
def test_the_weeks_around_a_day_are_whole_and_leave_it_out(ahead: int, first: int | None) -> None:
    today, begin = ON + timedelta(days=ahead), None if first is None else ON + timedelta(days=first)
    before, after = around(ON, today, begin)
    assert before.until == ON
    assert after.since == ON + timedelta(days=1)
    for period in (before, after):
        assert period.days in range(0, 7 * MOST_WEEKS + 1, 7)
    assert begin is None or before.days == 0 or before.since >= begin
    assert after.days == 0 or after.until <= today
