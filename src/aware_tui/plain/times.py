"""A time said in words, and the reason after it."""

import re

from aware_tui.domain.due import Due, describe
from aware_tui.language import _
from aware_tui.plain.command import NotDone
from aware_tui.services.desk import Desk

BECAUSE = re.compile(r"(?:(?:^|,?\s+)(?:because|weil)\s+|\s*;\s*)", re.IGNORECASE)
"""What stands between a new time and its reason, in the languages in which a time is understood."""


def parted(words: str) -> tuple[str, str]:
    """Return the time and the reason of words such as `tomorrow at 3 because the part is late`."""
    time, *reason = BECAUSE.split(words, maxsplit=1)
    return time.strip().strip('"“”').strip(), " ".join(reason).strip()


def read_time(desk: Desk, words: str, zone: str) -> Due:
    """Return the time that words mean; NotDone says what is in doubt, and how to say it exactly."""
    reading, _what = desk.read_promise(words, desk.now(), zone).result()
    if reading.due is not None:
        return reading.due
    if reading.choices:
        now = desk.now()
        times = _(" or ").join(describe(each, now, "-") for each in reading.choices)
        said = _("Not changed: it could be {times}. Say which, with the day and the hour.")
        raise NotDone(said.format(times=times))
    raise NotDone(reading.say or _("Not changed: there is no time in “{words}”.").format(words=words))
