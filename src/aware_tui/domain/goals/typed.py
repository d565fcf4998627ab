"""A number as people type it: “30 minutes”, “80 %”, “4,5”, “2 hours”."""

import re

from aware_tui.domain.goals.aim import A_WEEK, DAYS, MINUTES, PERCENT, POINTS

_NUMBER = re.compile(
    r"(?P<number>[-+]?\d{1,12}(?:[.,]\d{1,6})?|[-+]?\d{1,3}(?:,\d{3})+)\s*(?P<unit>\D{0,20})"
)
_SIDE = re.compile(r"^(?:at (?:most|least)|under|below|over|above|no more than|[<>≤≥=]+)\s*", re.IGNORECASE)
_THOUSANDS = re.compile(r"[-+]?\d{1,3}(?:,\d{3})+")

_UNITS: dict[str, dict[str, float]] = {
    MINUTES: {"m": 1, "min": 1, "mins": 1, "minute": 1, "minutes": 1, "h": 60, "hour": 60, "hours": 60},
    DAYS: {"d": 1, "day": 1, "days": 1, "week": 7, "weeks": 7, "hour": 1 / 24, "hours": 1 / 24},
    PERCENT: {"%": 1, "percent": 1, "per cent": 1},
    POINTS: {"of": 1, "points": 1, "stars": 1},
    A_WEEK: {"a week": 1, "per week": 1, "complaints": 1, "complaints a week": 1},
}
"""What may stand after a number of a unit, and how many of the unit it is."""


def number_in(words: str, unit: str) -> float | None:
    """Return the number that words hold, in this unit; None for words that hold none, or another unit's."""
    said = _SIDE.sub("", " ".join(words.casefold().split()))
    said = re.sub(r" of 5$", " of", said)
    found = _NUMBER.fullmatch(said)
    if found is None:
        return None
    after = found["unit"].strip()
    times = 1.0 if not after else _UNITS[unit].get(after)
    number = found["number"]
    plain = number.replace(",", "") if _THOUSANDS.fullmatch(number) else number.replace(",", ".")
    return None if times is None else float(plain) * times
