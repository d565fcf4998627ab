"""Which promises and checks a list holds."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aware_tui.domain.queue import Span, Wanted, fits, until
from aware_tui.domain.states import FollowUpKind
from aware_tui.domain.summary import DueLine

NOW = datetime(2026, 3, 4, 10, 30, tzinfo=UTC)


def line(**parts: object) -> DueLine:
    common: dict[str, object] = {
        "id": "p",
        "session_id": "s",
        "kind": None,
        "what": "ring back",
        "who": "kim",
    }
    common |= {"customer": "Dána Reyes", "due_at": NOW, "zone": "UTC", "agent": "ann"}
    return DueLine(**(common | parts))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("span", "zone", "expected"),
    [
        (Span.ALL, "UTC", None),
        (Span.OVERDUE, "UTC", "2026-03-04 10:30"),
        (Span.TODAY, "UTC", "2026-03-05 00:00"),
        (Span.TODAY, "Europe/Berlin", "2026-03-04 23:00"),
        (Span.TODAY, "Pacific/Auckland", "2026-03-04 11:00"),
        (Span.WEEK, "America/New_York", "2026-03-11 04:00"),  # the clocks went forward on the 8th
    ],
)
def test_a_span_ends_at_midnight_where_the_agent_is(span: Span, zone: str, expected: str | None) -> None:
    found = until(span, NOW, zone)
    assert (found and f"{found:%Y-%m-%d %H:%M}") == expected


@given(st.integers(1_577_836_800, 1_956_528_000))  # from 2020 to 2032
@pytest.mark.parametrize("zone", ["Africa/Cairo", "America/Santiago", "Asia/Beirut", "Pacific/Apia", "UTC"])
def test_a_day_ends_with_the_first_moment_of_the_next(zone: str, second: int) -> None:
    now = datetime.fromtimestamp(second, UTC)
    end = until(Span.TODAY, now, zone)
    assert end is not None
    local = ZoneInfo(zone)
    assert now.astimezone(local).date() < end.astimezone(local).date()
    assert (end - timedelta(seconds=1)).astimezone(local).date() == now.astimezone(local).date()


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (Wanted(), True),
        (Wanted(owner="KIM"), True),
        (Wanted(owner="ann"), False),
        (Wanted(words="dana ring"), True),
        (Wanted(words="REYES kim"), True),
        (Wanted(words="dana refund"), False),
    ],
)
def test_a_line_fits_by_its_owner_and_by_all_words(wanted: Wanted, expected: bool) -> None:
    assert fits(line(), wanted) is expected


def test_a_check_is_owned_by_whoever_has_the_call() -> None:
    check = line(kind=FollowUpKind.CUSTOMER, who="Dána Reyes")
    assert fits(check, Wanted(owner="ann"))
    assert not fits(check, Wanted(owner="Dána Reyes"))


def test_overdue_is_what_should_have_been_done_by_now() -> None:
    assert not line().overdue(NOW)
    assert line().overdue(NOW + timedelta(seconds=1))
    assert not line(due_at=None).overdue(NOW)
