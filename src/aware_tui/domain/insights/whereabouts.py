"""What a spot is called, alike in findings, goals and the register."""

from aware_tui.domain.forms import said_weekday
from aware_tui.domain.insights.names import Names
from aware_tui.domain.insights.patterns import Dimension, Pattern
from aware_tui.domain.text import excerpt
from aware_tui.language import _

WIDTH = 60
"""Columns that a name takes at most."""


def where(pattern: Pattern, names: Names) -> str:
    """Return a spot as the subject of a sentence: `“Long lines” on Tuesdays`, `Leeds on Mondays`."""
    if pattern.category is None:
        return f"{name(pattern.location or '')} {beside(pattern, names)}"
    return f"{called(pattern.category, names)} {beside(pattern, names)}"


def about(pattern: Pattern, names: Names) -> str:
    """Return a spot as what something is about: `“Long lines” on Tuesdays`, `at Leeds on Mondays`."""
    told = where(pattern, names)
    return _("at {told}").format(told=told) if pattern.category is None else told


def called(category: str, names: Names) -> str:
    """Return a category in quotes."""
    return _("“{name}”").format(name=name(names.category(category)))


def beside(pattern: Pattern, names: Names) -> str:
    """Return when, where or how: `on Tuesdays`, `between 08:00 and 12:00`, `at Leeds`, `by phone`."""
    match pattern.dimension:
        case Dimension.WEEKDAY:
            return _("on {weekday}s").format(weekday=said_weekday(pattern.value))
        case Dimension.HOURS:
            begin, _rest, end = pattern.value.partition("-")
            return _("between {name}:00 and {end}:00").format(name=name(begin), end=name(end))
        case Dimension.LOCATION:
            return _("at {name}").format(name=name(pattern.value))
        case Dimension.CHANNEL:
            return by(pattern.value, names)


def by(channel: str, names: Names) -> str:
    """Return how something reached us: `by phone`, `in person`."""
    told = name(names.channel(channel))
    return told if told.startswith("in ") else _("by {told}").format(told=told)


def name(text: str) -> str:
    """Return a name as a sentence has it."""
    return excerpt(text, WIDTH)
