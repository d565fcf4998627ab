"""How long things are kept, as people write it: `400d`, `18m`, `3y`."""

import re
from calendar import monthrange
from datetime import datetime, timedelta

_TYPED = re.compile(r"\s*([1-9][0-9]{0,4})\s*([dmy])[a-z]*\s*", re.IGNORECASE)

LONGEST_YEARS = 100


class NotAnAge(ValueError):  # noqa: N818
    """Words are no age; the message says what to write."""


def before(age: str, now: datetime) -> datetime:
    """Return the aware time that lies this age before `now`: days, months or years of the calendar.

    Months end on their last day where they have no such day. Raises NotAnAge.
    """
    found = _TYPED.fullmatch(age)
    if found is None:
        raise NotAnAge("it wants an age such as 400d, 18m or 3y")
    number, unit = int(found[1]), found[2].lower()
    if number > LONGEST_YEARS * {"d": 366, "m": 12, "y": 1}[unit]:
        raise NotAnAge(f"it wants at most {LONGEST_YEARS} years")
    return now - timedelta(days=number) if unit == "d" else _months_before(now, number * (1, 12)[unit == "y"])


def _months_before(now: datetime, months: int) -> datetime:
    year, month = divmod(now.year * 12 + now.month - 1 - months, 12)
    return now.replace(year=year, month=month + 1, day=min(now.day, monthrange(year, month + 1)[1]))
