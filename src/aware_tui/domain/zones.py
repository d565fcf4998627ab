"""The clocks of a zone that a row names, also where this computer does not know the zone."""

from datetime import UTC, datetime, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


@lru_cache(maxsize=256)
def is_zone(zone: str) -> bool:
    """Say whether this computer knows a zone by its IANA name."""
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


@lru_cache(maxsize=256)
def clock_of(zone: str) -> tzinfo:
    """Return the clocks of a zone; those of UTC for one that this computer does not know."""
    return ZoneInfo(zone) if is_zone(zone) else UTC


def local_time(at: datetime, zone: str) -> datetime:
    """Return an aware time on the clocks of a zone; as UTC where it would leave the years 1 to 9999."""
    try:
        return at.astimezone(clock_of(zone))
    except OverflowError:
        return at.astimezone(UTC)
