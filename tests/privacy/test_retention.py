"""Ages as people write them."""

from datetime import UTC, datetime

import pytest

from aware_tui.domain.retention import NotAnAge, before

NOW = datetime(2026, 3, 31, 10, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("age", "day"),
    [
        ("1d", "2026-03-30"),
        ("400d", "2025-02-24"),
        ("1m", "2026-02-28"),
        ("18m", "2024-09-30"),
        ("13 months", "2025-02-28"),
        ("3y", "2023-03-31"),
        ("100 Years", "1926-03-31"),
    ],
)
def test_an_age_is_counted_back_on_the_calendar(age: str, day: str) -> None:
    found = before(age, NOW)
    assert (f"{found:%Y-%m-%d}", found.timetz()) == (day, NOW.timetz())


def test_three_years_before_a_leap_day_is_the_last_of_february() -> None:
    assert f"{before('3y', datetime(2028, 2, 29, tzinfo=UTC)):%Y-%m-%d}" == "2025-02-28"


@pytest.mark.parametrize(
    "age", ["", "d", "0d", "-3d", "3", "3w", "1.5y", "3y 2m", "101y", "99999d", "\uff11y2"]
)
def test_what_is_no_age_is_told(age: str) -> None:
    with pytest.raises(NotAnAge, match="it wants"):
        before(age, NOW)
