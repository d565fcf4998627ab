"""The four tiles of Today: figures of the last weeks, each with the counts it is made of."""

from dataclasses import dataclass
from datetime import timedelta

from aware_tui.domain.text import counted

SPAN = timedelta(days=30)
"""How far back the figures reach."""

MOST = 1_000
"""Of how many calls at most, the newest: the figures are for orientation, and must be there at once."""


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts of the calls of the last SPAN; practice and what was discarded are left out."""

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


@dataclass(frozen=True, slots=True)
class Tile:
    """One of the four: its name, its figures as sentences, and the key that leads on."""

    name: str
    said: tuple[str, ...]
    key: str
    leads_to: str


def tiles(figures: Figures) -> tuple[Tile, ...]:
    """Return the four tiles in their order."""
    return (
        Tile("Issue resolution", _resolution(figures), "f", "follow-ups"),
        Tile("Feedback collection", _feedback(figures), "c", "customers"),
        Tile("Employee enablement", _enablement(figures), "b", "playbook"),
        Tile("Experience enhancement", _enhancement(figures), "w", "choke points"),
    )


def _resolution(figures: Figures) -> tuple[str, ...]:
    settled = figures.kept + figures.broken
    kept = f"{figures.kept} of {settled} promises kept" if settled else "no promise came due yet"
    changed = f", {figures.changed} changed" if figures.changed else ""
    calls = (
        f"{figures.finished} of {counted(figures.calls, 'call')} finished"
        if figures.calls
        else "no calls yet"
    )
    return (f"{kept}{changed}", calls)


def _feedback(figures: Figures) -> tuple[str, ...]:
    asked = figures.all_well + figures.not_well
    well = f"all well in {figures.all_well} of {counted(asked, 'check')}" if asked else "nobody was asked yet"
    moods = (
        f"better mood: {figures.better} of {counted(figures.moods, 'call')}"
        if figures.moods
        else "no mood was noted"
    )
    return (well, moods)


def _enablement(figures: Figures) -> tuple[str, ...]:
    read = figures.apologies
    real = (
        f"{figures.real} of {counted(read, 'apology', 'apologies')} read as real"
        if read
        else "no apology read yet"
    )
    mine = (
        f"{counted(figures.my_check_ins, 'check-in')} of yours"
        if figures.my_check_ins
        else "no check-in of yours"
    )
    return (real, mine)


def _enhancement(figures: Figures) -> tuple[str, ...]:
    late = f", {figures.choke_points_late} late" if figures.choke_points_late else ""
    points = f"{counted(figures.choke_points, 'choke point')} open{late}"
    told = f"{figures.to_tell} to be told" if figures.to_tell else "none to be told"
    return (points if figures.choke_points else "no choke point open", f"{figures.fixed} fixed, {told}")
