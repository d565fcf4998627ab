"""The four tiles of Today: figures of the last weeks, each with the counts it is made of."""

from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from math import ceil

from aware_tui.domain.feedback_counts import figures_of, kinds
from aware_tui.domain.forms import number
from aware_tui.domain.insights.report import FeedbackFigures
from aware_tui.domain.text import counted
from aware_tui.language import _

SPAN = timedelta(days=30)
"""How far back the figures reach."""

MOST = 1_000
"""Of how many calls at most, the newest: the figures are for orientation, and must be there at once."""

ENOUGH = 5
"""From so many times on the one in the middle is told."""

MINUTE, HOUR, DAY = 1.0, 60.0, 24 * 60.0

RESOLUTION, FEEDBACK = _("Issue resolution"), _("Feedback collection")
ENABLEMENT, EXPERIENCE = _("Employee enablement"), _("Experience enhancement")
"""The four objectives."""


@dataclass(frozen=True, slots=True)
class Middle:
    """The middle one of so many times: half of them are no longer."""

    of: int = 0
    minutes: float = 0.0


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts of the calls of the last SPAN; practice, imports and what was discarded are left out."""

    calls: int = 0
    finished: int = 0
    kept: int = 0
    """Promises marked kept."""
    broken: int = 0
    changed: int = 0
    all_well: int = 0
    """Checks with customers that found all well."""
    not_well: int = 0
    moods: int = 0
    """Calls with the customer's mood at the beginning and at the end."""
    better: int = 0
    """Those of them that ended in a better mood."""
    apologies: int = 0
    """Apologies that the coach read."""
    real: int = 0
    documented: int = 0
    """Finished calls with both documents recorded."""
    my_check_ins: int = 0
    """How often the agent who asks said how a call was; nobody else's are counted."""
    choke_points: int = 0
    """Open ones, whenever they were noted."""
    choke_points_late: int = 0
    fixed: int = 0
    """Choke points fixed in this time."""
    to_tell: int = 0
    """Customers not yet told that what hit them is fixed."""
    first_answer: Middle = field(default_factory=Middle)
    """From a complaint's coming in to the first answer."""
    settled: Middle = field(default_factory=Middle)
    """From a complaint's coming in to its end."""
    feedback: FeedbackFigures = field(default_factory=partial(figures_of, (), 0))
    """Of all who were asked or spoke up in this time, not of the newest calls alone."""
    goals: tuple[tuple[str, str], ...] = ()
    """An objective, and one line on how its goal goes; none where it has no goal."""


@dataclass(frozen=True, slots=True)
class Tile:
    """One of the four: its name, its figures and its goal as sentences, and the key that leads on."""

    name: str
    said: tuple[str, ...]
    key: str
    leads_to: str
    goal: str = ""


def tiles(figures: Figures) -> tuple[Tile, ...]:
    """Return the four tiles in their order."""
    goals = dict(figures.goals)
    return (
        Tile(RESOLUTION, _resolution(figures), "f", _("follow-ups"), goals.get(RESOLUTION, "")),
        Tile(FEEDBACK, _feedback(figures), "i", _("insights"), goals.get(FEEDBACK, "")),
        Tile(ENABLEMENT, _enablement(figures), "b", _("playbook"), goals.get(ENABLEMENT, "")),
        Tile(EXPERIENCE, _enhancement(figures), "w", _("choke points"), goals.get(EXPERIENCE, "")),
    )


def _resolution(figures: Figures) -> tuple[str, ...]:
    settled = figures.kept + figures.broken
    kept = (
        _("{kept} of {settled} promises kept").format(kept=figures.kept, settled=settled)
        if settled
        else _("no promise came due yet")
    )
    changed = _(", {changed} changed").format(changed=figures.changed) if figures.changed else ""
    calls = (
        _("{finished} of {calls} finished").format(
            finished=figures.finished, calls=counted(figures.calls, "call")
        )
        if figures.calls
        else _("no calls yet")
    )
    return (f"{kept}{changed}", calls, *_times(figures))


def _times(figures: Figures) -> tuple[str, ...]:
    """Return how long it takes, where that is known of enough complaints and is worth a line."""
    told = []
    if figures.first_answer.of >= ENOUGH and figures.first_answer.minutes >= MINUTE:
        told.append(
            _("half of {of} answered within {long}").format(
                of=figures.first_answer.of, long=_long(figures.first_answer)
            )
        )
    if figures.settled.of >= ENOUGH and figures.settled.minutes >= HOUR:
        told.append(
            _("half of {of} settled within {long}").format(of=figures.settled.of, long=_long(figures.settled))
        )
    return tuple(told)


def _long(middle: Middle) -> str:
    """Return a time in the unit that suits it, never less than it is."""
    if middle.minutes > 2 * DAY:
        return counted(ceil(middle.minutes / DAY), "day")
    if middle.minutes > 2 * HOUR:
        return counted(ceil(middle.minutes / HOUR), "hour")
    return counted(ceil(middle.minutes), "minute")


def _feedback(figures: Figures) -> tuple[str, ...]:
    """Return what customers said; as long as nobody was asked, what the checks with them found."""
    said = figures.feedback
    if said.answered:
        return (
            _("{kinds} of {answered} answered, {asked} asked").format(
                kinds=kinds(said), answered=number(said.answered), asked=number(said.asked)
            ),
            _moods(figures),
        )
    if said.asked:
        return (_("{asked} asked, nobody answered yet").format(asked=number(said.asked)), _moods(figures))
    asked = figures.all_well + figures.not_well
    well = (
        _("all well in {all_well} of {checks}").format(
            all_well=figures.all_well, checks=counted(asked, "check")
        )
        if asked
        else _("nobody was asked yet")
    )
    return (well, _moods(figures))


def _moods(figures: Figures) -> str:
    if not figures.moods:
        return _("no mood was noted")
    return _("better mood: {better} of {calls}").format(
        better=figures.better, calls=counted(figures.moods, "call")
    )


def _enablement(figures: Figures) -> tuple[str, ...]:
    read = figures.apologies
    real = (
        _("{real} of {apologies} read as real").format(
            real=figures.real, apologies=counted(read, "apology", "apologies")
        )
        if read
        else _("no apology read yet")
    )
    mine = (
        _("{check_ins} of yours").format(check_ins=counted(figures.my_check_ins, "check-in"))
        if figures.my_check_ins
        else _("no check-in of yours")
    )
    return (real, mine)


def _enhancement(figures: Figures) -> tuple[str, ...]:
    late = (
        _(", {choke_points_late} late").format(choke_points_late=figures.choke_points_late)
        if figures.choke_points_late
        else ""
    )
    points = _("{points} open{late}").format(points=counted(figures.choke_points, "choke point"), late=late)
    told = (
        _("{to_tell} to be told").format(to_tell=figures.to_tell) if figures.to_tell else _("none to be told")
    )
    return (
        points if figures.choke_points else _("no choke point open"),
        _("{fixed} fixed, {told}").format(fixed=figures.fixed, told=told),
    )
