"""Row ids: version 7 UUIDs that sort by the time they were made."""

from datetime import UTC, datetime, timedelta, timezone
from uuid import RFC_4122, UUID

from hypothesis import given
from hypothesis import strategies as st

from aware_tui.domain.ids import time_ordered_id

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
TIMES = st.timedeltas(timedelta(0), timedelta(days=2_900_000)).map(lambda passed: EPOCH + passed)
CHANCE = st.binary(min_size=10, max_size=10)


@given(TIMES, CHANCE)
def test_an_id_is_a_version_7_uuid_with_the_exact_millisecond(at: datetime, chance: bytes) -> None:
    made = UUID(time_ordered_id(at, chance))
    assert (made.version, made.variant) == (7, RFC_4122)
    assert made.int >> 80 == (at - EPOCH) // timedelta(milliseconds=1)


@given(TIMES, CHANCE, CHANCE)
def test_a_later_millisecond_always_sorts_later_whatever_the_chance(
    at: datetime, first: bytes, second: bytes
) -> None:
    assert time_ordered_id(at, first) < time_ordered_id(at + timedelta(milliseconds=1), second)


@given(TIMES, CHANCE, st.integers(-14, 14))
def test_the_zone_a_time_is_told_in_does_not_matter(at: datetime, chance: bytes, hours: int) -> None:
    there = at.astimezone(timezone(timedelta(hours=hours)))
    assert time_ordered_id(there, chance) == time_ordered_id(at, chance)


@given(TIMES, CHANCE, CHANCE)
def test_two_ids_of_one_millisecond_share_their_first_half_only(
    at: datetime, first: bytes, second: bytes
) -> None:
    made = [time_ordered_id(at, chance) for chance in (first, second)]
    assert made[0][:13] == made[1][:13]
    assert made[0] != made[1] or first[3:] == second[3:]


def test_the_example_of_the_standard_is_made() -> None:
    """RFC 9562, appendix A.6."""
    at = datetime(2022, 2, 22, 19, 22, 22, tzinfo=UTC)
    chance = bytes.fromhex("0cc318c4dc0c0c07398f")
    assert time_ordered_id(at, chance) == "017f22e2-79b0-7cc3-98c4-dc0c0c07398f"
