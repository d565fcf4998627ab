"""Times as the file of the sample calls tells them: from now."""

import re
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from aware_tui.domain.due import both_readings


def moment_of(words: str, now: datetime, zone: str) -> datetime:
    """Return the aware UTC time of `-25m` (minutes from `now`) or `-3d 10:12` (days, then the wall clock)."""
    found = re.fullmatch(r"([+-]\d+)(?:m|d (\d\d):(\d\d))", words)
    if found is None:
        raise ValueError(f"{words} is no time of a sample call")
    count = int(found[1])
    if found[2] is None:
        return now + timedelta(minutes=count)
    day = now.astimezone(ZoneInfo(zone)).date() + timedelta(days=count)
    return both_readings(datetime.combine(day, time(int(found[2]), int(found[3]))), zone)[0]
