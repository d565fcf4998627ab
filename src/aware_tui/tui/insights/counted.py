"""The right half of the screen: plain totals as bars with their numbers, feedback and goals."""

from collections.abc import Sequence

from textual.content import Content

from aware_tui.domain.forms import number, said_short_weekday
from aware_tui.domain.insights.bars import bar, block, percent, pooled, strip
from aware_tui.domain.insights.names import Names
from aware_tui.domain.insights.report import FeedbackFigures, Insights, Share
from aware_tui.domain.text import cells, counted, excerpt
from aware_tui.language import _
from aware_tui.tui.insights.parts import Door, Draw, Entry, Section, quiet, sentence
from aware_tui.tui.plaintext import plain, styled

TOP = 5
"""Categories shown."""

CHANNELS, PREFERRED = 5, 3
"""Channels named; all others are one number."""

SHARE = 5
"""Cells of a share in percent, a blank before it."""

SHORTEST_BAR, LONGEST_BAR = 6, 24
"""Cells of a bar."""

NARROWEST_DAY = 5
"""Cells of a day where the seven stand side by side."""

NO_FEEDBACK = _("None yet. v opens the list; a there notes what a customer said.")
NO_GOAL = _("None yet. g makes one, of the line under the cursor.")


def totals(insights: Insights, names: Names, goals: Sequence[str]) -> tuple[Section, ...]:
    """Return the totals of a period; `goals` are sentences, one for each."""
    shown = [_feedback(insights.feedback), _goals(goals)]
    if insights.totals.sessions:
        shown = [_categories(insights, names), _weekdays(insights), _channels(insights, names), *shown]
    return tuple(shown)


def _categories(insights: Insights, names: Names) -> Section:
    shares = insights.totals.categories
    top, most = shares[:TOP], max((each.count for each in shares), default=0)
    room = max((len(f"{each.count:,}") for each in top), default=0)
    label = max((cells(names.category(each.name)) for each in top), default=0)
    entries = (Entry(_share(each, names.category(each.name), most, (label, room)), each) for each in top)
    of = _("{top} of {count}").format(top=TOP, count=len(shares)) if len(shares) > TOP else ""
    return Section(_("Categories"), tuple(entries), of, _("share  sum"))


def _share(share: Share, name: str, most: int, rooms: tuple[int, int]) -> Draw:
    """Return how a category is drawn: in one line, or under its name where the names are long.

    `rooms` are the cells that the longest name and number take.
    """
    longest, room = rooms

    def draw(width: int) -> list[Content]:
        rest = width - room - 2 * SHARE - 2
        shown = plain(excerpt(name, width))
        if longest + 2 + SHORTEST_BAR > rest:
            return [shown, _figures(share, most, room, rest)]
        blank = plain(" " * (longest - shown.cell_length + 2))
        return [Content("").join([shown, blank, _figures(share, most, room, rest - longest - 2)])]

    return draw


def _figures(share: Share, most: int, room: int, long: int) -> Content:
    """Return a number in `room` cells, its bar in `long`, and two shares."""
    return styled(
        (f"{share.count:>{room},} ", "bold"),
        (f"{bar(share.count, most, long):<{max(0, long)}} ", "$accent"),
        (f"{percent(share.share):>{SHARE}}", ""),
        (f"{percent(share.running):>{SHARE}}", "$muted"),
    )


def _weekdays(insights: Insights) -> Section:
    return Section(_("Weekdays"), (Entry(_week(insights.totals.weekdays)),), _("all sessions"))


def _week(days: tuple[Share, ...]) -> Draw:
    """Return how the seven days are drawn: side by side where their numbers fit, else one under the other."""
    most = max((each.count for each in days), default=0)

    def draw(width: int) -> list[Content]:
        room = max(NARROWEST_DAY, 2 + max((len(f"{each.count:,}") for each in days), default=0))
        if room * len(days) - 1 <= width:
            return _side_by_side(days, most, room)
        return [_day(each, most, width) for each in days]

    return draw


def _side_by_side(days: tuple[Share, ...], most: int, room: int) -> list[Content]:
    names = "".join(f"{said_short_weekday(each.name):<{room}}" for each in days)
    blocks = "".join(f"{block(each.count, most) * 3:<{room}}" for each in days)
    numbers = "".join(f"{each.count:<{room},}" for each in days)
    return [styled((names, "$muted")), styled((blocks, "$accent")), styled((numbers, "bold"))]


def _day(day: Share, most: int, width: int) -> Content:
    number = f"{day.count:,}"
    long = max(0, min(LONGEST_BAR, width - 5 - len(number) - 1))
    return styled(
        (f"{said_short_weekday(day.name):<5}", "$muted"),
        (f"{bar(day.count, most, long):<{long}} ", "$accent"),
        (number, "bold"),
    )


def _channels(insights: Insights, names: Names) -> Section:
    shares = insights.totals.channels
    named = [
        f"{names.channel(each.name)} {each.count:,} ({percent(each.share)})" for each in shares[:CHANNELS]
    ]
    others = sum(each.count for each in shares[CHANNELS:])
    words = " · ".join([*named, *([_("others {others}").format(others=number(others))] if others else [])])
    entries = [Entry(sentence(words, " "))]
    if liked := insights.feedback.preferred:
        wish = " · ".join(f"{names.channel(name)} {count:,}" for name, count in liked[:PREFERRED])
        entries.append(quiet(_("What customers prefer: {wish}").format(wish=wish)))
    return Section(_("Channels"), tuple(entries))


def _feedback(figures: FeedbackFigures) -> Section:
    if not figures.asked:
        return Section(_("Feedback"), (Entry(sentence(NO_FEEDBACK, "$muted"), Door.FEEDBACK),))
    words = figures.sentence or (
        _("{positive} positive, {negative} negative of {answered} answered, {asked} asked").format(
            positive=number(figures.positive),
            negative=number(figures.negative),
            answered=number(figures.answered),
            asked=number(figures.asked),
        )
    )
    return Section(_("Feedback"), (Entry(sentence(words, " "), Door.FEEDBACK),))


def _goals(goals: Sequence[str]) -> Section:
    if not goals:
        return Section(_("Goals"), (Entry(sentence(NO_GOAL, "$muted"), Door.GOALS),))
    return Section(_("Goals"), tuple(Entry(sentence(each), Door.GOALS) for each in goals))


def headline(insights: Insights) -> str:
    """Return how many sessions and open promises there are, in one line."""
    figures = insights.totals
    promises = counted(figures.open_promises, "promise") if figures.open_promises else _("no promise")
    late = _(", {overdue} overdue").format(overdue=number(figures.overdue)) if figures.overdue else ""
    return _("{sessions} · {promises} open{late}").format(
        sessions=counted(figures.sessions, "session"), promises=promises, late=late
    )


WEEK_MARKS = 30
"""Cells of the line of weeks at most."""

WITH_WEEKS = 100
"""From how many cells on a screen has room for the line of weeks."""


def weeks_line(insights: Insights, width: int) -> str:
    """Return the weeks as a line of marks with the least and the most of them; empty where it is narrow.

    The last week may not be over.
    """
    weeks = insights.totals.weeks
    if width < WITH_WEEKS or len(weeks) < 2 or not any(weeks):
        return ""
    marks, size = pooled(weeks, WEEK_MARKS)
    each = _("a week") if size == 1 else _("in {size} weeks").format(size=size)
    return _("   {strip}  {min} to {max} {each}").format(
        strip=strip(marks), min=number(min(marks)), max=number(max(marks)), each=each
    )
