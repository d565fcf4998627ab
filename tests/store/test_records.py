"""What a column holds of a time is read in every form of it, and nothing in a column ends a program."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import NOW, a_promise

from aware_tui.domain.rows import Promise
from aware_tui.store.records import COLUMNS, from_stored, read_time, read_time_or_none, stored_time, to_stored

READ = [
    ("2026-03-04 10:30:00.000000", NOW),
    ("2026-03-04 10:30:00", NOW),
    ("2026-03-04T10:30", NOW),
    ("2026-03-04T10:30:00Z", NOW),
    ("2026-03-04 11:30:00+01:00", NOW),
    (" 2026-03-04T05:30-05:00 ", NOW),
    ("2026-03-04", NOW - timedelta(hours=10, minutes=30)),
]
UNREADABLE = ("", "17", "soon", "2026-13-45", "0001-01-01T00:00+14:00", "9999-12-31T23:59-12:00", "\x00")


@pytest.mark.parametrize(("text", "at"), READ)
def test_a_time_is_read_in_every_form_another_program_may_write(text: str, at: datetime) -> None:
    assert (read_time(text), read_time_or_none(text)) == (at, at)
    assert read_time(text).utcoffset() == timedelta(0)


@pytest.mark.parametrize("text", UNREADABLE)
def test_what_is_no_time_is_none_or_where_there_must_be_one_the_beginning_of_1970(text: str) -> None:
    assert read_time_or_none(text) is None
    assert read_time(text) == datetime(1970, 1, 1, tzinfo=UTC)


@given(st.datetimes(timezones=st.just(UTC)))
def test_every_time_comes_back_from_its_column(at: datetime) -> None:
    assert read_time(stored_time(at)) == at


@given(st.one_of(st.text(), st.datetimes().map(str), st.integers().map(str)))
def test_whatever_a_column_holds_reading_it_gives_a_time_in_utc(text: str) -> None:
    assert read_time(text).utcoffset() == timedelta(0)


def test_a_promise_with_a_due_time_nobody_can_read_has_none() -> None:
    values = to_stored(a_promise("a-call")) | {"due_at": 17, "made_at": "last week"}
    promise = from_stored(Promise, [values[name] for name in COLUMNS[Promise]])
    assert (promise.due_at, promise.made_at) == (None, datetime(1970, 1, 1, tzinfo=UTC))
