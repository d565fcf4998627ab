"""Figures and days in words: no more digits than anybody needs, and each with its unit."""

import math
from datetime import date

from aware_tui.domain.forms import decimal, in_figures, long_day
from aware_tui.domain.forms import number as grouped
from aware_tui.domain.goals.aim import A_WEEK, DAYS, MINUTES, PERCENT, POINTS
from aware_tui.language import _, counted_words

WHOLE = 10
"""From here on figures are told in whole numbers."""


def number(value: float, unit: str = "") -> str:
    """Return a figure as it is told: no more digits than anybody needs, and 100 % only for all."""
    if not math.isfinite(value):
        return _("ever")
    if unit == POINTS:
        return exact(value)
    if unit == PERCENT and 99 < value < 100:
        return decimal(min(value, 99.9))
    whole = abs(value) >= WHOLE
    return grouped(round(value)) if whole else in_figures(round(value, 1))


def exact(value: float) -> str:
    """Return a number as somebody typed it, with two decimals at most."""
    return in_figures(round(value, 2))


def amount(value: float, unit: str) -> str:
    """Return a figure with its unit: “24 minutes”, “82%”, “4.2 of 5”, “3.5 a week”."""
    return _with_unit(number(value, unit), unit)


def aimed(target: float, unit: str) -> str:
    """Return a target with its unit, as it was typed: “30 minutes”, “82.5%”."""
    return _with_unit(exact(target), unit)


def _with_unit(told: str, unit: str) -> str:
    if unit == PERCENT:
        return f"{told}%"
    some = 1 if told == "1" else 2
    units = {
        MINUTES: counted_words("minute", "minutes", some),
        DAYS: counted_words("day", "days", some),
        POINTS: _("of 5"),
        A_WEEK: _("a week"),
    }
    return f"{told} {units[unit]}"


def day_words(day: date, today: date) -> str:
    """Return “31 March”, or of another year “31 March 2027”."""
    year = f" {day.year}" if day.year != today.year else ""
    return f"{long_day(day)}{year}"
