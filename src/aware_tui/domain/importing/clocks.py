"""Times of day that stand in a column of their own."""

import re
from datetime import datetime, time

from aware_tui.domain.importing.moments import Moment, read_moment

_ANY_DAY = "2000-01-01 "
_FRACTION = re.compile(r"0\.\d{1,15}", re.ASCII)
"""A time as spreadsheets count it: a part of the day."""


def read_clock(cell: str) -> time | None:
    """Return the time of day that a cell says, alone or behind a day; None if it is none."""
    text = cell.strip()
    if _FRACTION.fullmatch(text):
        minutes, seconds = divmod(round(float(text) * 86_400), 60)
        return time(minutes // 60, minutes % 60, seconds) if minutes < 1440 else None
    found = read_moment(_ANY_DAY + text, None) or read_moment(text, None)
    return found.at.time() if found is not None and found.timed else None


def is_clock(cell: str) -> bool:
    """Say whether a cell holds a time of day and no day."""
    return read_moment(cell, None) is None and read_clock(cell) is not None


def joined(moment: Moment, clock: time) -> Moment:
    """Return a day with the time of day that stands beside it, on the clocks of nobody's zone."""
    return Moment(datetime.combine(moment.at.date(), clock), True)
