"""A look at what keeps happening as the parts of a page, in the order they are read."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import dropwhile, takewhile
from typing import Protocol

from aware_tui.domain.forms import number, said_weekday
from aware_tui.domain.insights.names import Names
from aware_tui.domain.insights.report import FeedbackFigures, Insights, Share, Theme, Totals
from aware_tui.domain.insights.typed_period import period_words
from aware_tui.domain.text import counted
from aware_tui.language import _

FINDINGS, INCIDENTS, RISING, THEMES = 5, 3, 3, 8
"""Sentences of each part at most; of more, how many there are is said."""

CATEGORIES, OTHERS = 10, 6
"""Lines of a list that adds up, at most: categories, and all other lists; the rest is one line."""

MOST_OF_ALL = 0.8
"""The share of all complaints after which no more categories are listed."""

WEEKS = 26
"""Weeks whose complaints are told, the latest."""

NOTHING = _(
    "Nothing stands out so far: no category keeps coming back to one weekday, time of day, place or channel."
)
MIX = _(
    "“Usual” is what each day and place would have if all had the same mix. "
    "How many customers came is not known here."
)


class Told(Protocol):
    """Whatever is told in a sentence."""

    @property
    def sentence(self) -> str:
        """Return it."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a list that adds up, by its name on screen."""

    name: str
    count: int
    share: float
    running: float | None = None
    """With all lines before it; None where the order is not by size."""


@dataclass(frozen=True, slots=True)
class Part:
    """A heading, sentences below it, and lines that add up."""

    title: str
    sentences: tuple[str, ...] = ()
    lines: tuple[Line, ...] = ()
    quotes: tuple[str, ...] = ()
    """One for each sentence, or none at all."""


@dataclass(frozen=True, slots=True)
class Page:
    """What is printed of a look."""

    insights: Insights
    names: Names
    advice: tuple[str, ...] = ()
    """A sentence for each finding that can be practised for."""
    goals: tuple[str, ...] = ()
    """A sentence for each goal."""


def title_of(page: Page) -> str:
    """Return the heading of the whole, with the period."""
    return _("What keeps happening, {days}").format(days=period_words(page.insights.period))


def opening_of(page: Page) -> str:
    """Return how much there is, in a sentence."""
    totals = page.insights.totals
    promises = _promises(totals)
    if not totals.sessions:
        return " ".join(
            part for part in (_("No complaints in this time."), _elsewhere(totals), promises) if part
        )
    complaints = counted(totals.sessions, "complaint")
    if totals.counted == totals.sessions:
        return f"{complaints}. {promises}"
    said = _("{complaints}; {once} with each customer counted once for the same thing in four weeks.")
    return f"{said.format(complaints=complaints, once=number(totals.counted))} {promises}"


def _elsewhere(totals: Totals) -> str:
    """Return where to look for the complaints that there are; empty where there are none."""
    if totals.ever is None:
        return ""
    asked = f"aware insights --since {totals.ever.since} --until {totals.ever.until}"
    said = _("Those that are saved are from {days}: `{command}` shows them.")
    return said.format(days=period_words(totals.ever), command=asked)


def _promises(totals: Totals) -> str:
    if not totals.open_promises:
        return _("No promise is open.")
    overdue = (
        _("{promises}, {overdue} of them overdue.") if totals.overdue else _("{promises}, none overdue.")
    )
    promises = counted(totals.open_promises, "open promise")
    return overdue.format(promises=promises, overdue=number(totals.overdue))


def parts_of(page: Page) -> Iterator[Part]:
    """Yield what there is to print, in the order it is read; what is empty is left out."""
    found = page.insights
    if found.totals.sessions:
        yield findings_part(found)
    yield from _some(_("One-offs"), found.incidents, INCIDENTS)
    yield from _some(_("Rising"), found.rising, RISING)
    yield from themes_part(found.themes)
    if found.repeats.sentences:
        yield Part(_("Customers who came back"), found.repeats.sentences)
    yield from _totals(found.totals, page.names)
    yield feedback_part(found.feedback, page.names)
    if page.goals:
        yield Part(_("Goals"), page.goals)
    if page.advice:
        yield Part(_("To practise"), page.advice)
    if found.not_enough:
        yield Part(_("What cannot be said yet"), found.not_enough)


def findings_part(found: Insights) -> Part:
    """Return the findings, or that there are none."""
    title = _("What keeps happening")
    if not found.findings:
        return Part(title, (NOTHING,))
    return Part(title, (*_first(found.findings, FINDINGS), MIX))


def _some(title: str, found: Sequence[Told], most: int) -> Iterator[Part]:
    if found:
        yield Part(title, _first(found, most))


def _first(found: Sequence[Told], most: int) -> tuple[str, ...]:
    """Return the first sentences, and how many more there are."""
    told = tuple(each.sentence for each in found[:most])
    more = len(found) - most
    if more <= 0:
        return told
    return (*told, _("And {more} more: `aware insights --json` has all of them.").format(more=number(more)))


def themes_part(themes: tuple[Theme, ...]) -> Iterator[Part]:
    """Yield the themes, each with one note quoted."""
    if themes:
        shown = themes[:THEMES]
        yield Part(
            _("What customers' words are about"),
            tuple(theme.sentence for theme in shown),
            quotes=tuple(theme.quote for theme in shown),
        )


def _totals(totals: Totals, names: Names) -> Iterator[Part]:
    if not totals.sessions:
        return
    yield Part(_("Most complaints are about"), lines=_categories(totals.categories, names))
    weekdays = tuple(_line(each, said_weekday(each.name)) for each in totals.weekdays)
    yield Part(_("By week and weekday, all complaints"), _by_week(totals.weeks), weekdays)
    if any(each.name for each in totals.hours):
        hours = tuple(_line(each, _clock(each.name)) for each in totals.hours)
        yield Part(_("By time of day"), lines=hours)
    yield Part(
        _("By channel"), lines=_longest([_line(each, names.channel(each.name)) for each in totals.channels])
    )
    if any(each.name for each in totals.locations):
        places = [_line(each, each.name or _("no place known")) for each in totals.locations]
        yield Part(_("By place"), lines=_longest(places))


def _clock(hours: str) -> str:
    """Return a stretch of the day as clocks have it."""
    begin, _dash, end = hours.partition("-")
    return _("{begin}:00 to {end}:00").format(begin=begin, end=end) if hours else _("no time known")


def _categories(shares: Sequence[Share], names: Names) -> tuple[Line, ...]:
    """Return the categories that together make up most complaints, with their running share."""
    lines = [Line(names.category(each.name), each.count, each.share, each.running) for each in shares]
    most = sum(1 for _share in takewhile(lambda each: each.running - each.share < MOST_OF_ALL, shares))
    return _longest(lines, min(most, CATEGORIES))


def _longest(lines: Sequence[Line], most: int = OTHERS) -> tuple[Line, ...]:
    """Return the first lines, and one for all others."""
    rest = lines[most:]
    if len(rest) < 2:
        return tuple(lines)
    count, share = sum(each.count for each in rest), sum(each.share for each in rest)
    return (*lines[:most], Line(counted(len(rest), "other"), count, share, rest[-1].running))


def _by_week(weeks: tuple[int, ...]) -> tuple[str, ...]:
    """Return the complaints of several weeks since the first that has any; of many, the last."""
    known = tuple(dropwhile(lambda count: not count, weeks))
    if len(known) < 2:
        return ()
    told = ", ".join(map(number, known[-WEEKS:]))
    every = _("Complaints a week, the oldest first: {counts}.")
    last = _("Complaints a week, the last {weeks} weeks, the oldest first: {counts}.")
    return ((last if len(known) > WEEKS else every).format(weeks=WEEKS, counts=told),)


def _line(share: Share, name: str) -> Line:
    return Line(name, share.count, share.share)


def feedback_part(figures: FeedbackFigures, names: Names) -> Part:
    """Return what customers said afterwards, and how they like to be reached."""
    sentences = [figures.sentence] if figures.sentence else []
    if figures.preferred:
        told = ", ".join(f"{names.channel(name)} ({number(count)})" for name, count in figures.preferred)
        sentences.append(_("Channels that customers prefer: {channels}.").format(channels=told))
    return Part(_("Feedback"), tuple(sentences))
