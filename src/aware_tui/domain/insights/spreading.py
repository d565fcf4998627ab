"""Spreads the complaints that a day may keep over what they were, as evenly as whole numbers allow."""

from collections.abc import Mapping

from aware_tui.domain.insights.counts import Cells, Days

Aims = Mapping[str, Mapping[int, int]]
"""By category and day: how many complaints are to be left."""


def spread(counts: Mapping[str, int], total: int) -> dict[str, int]:
    """Return counts that add up to a `total` of at most their sum: largest remainders, ties by name.

    Each keeps its share, and none gets more than it has (Hamilton's method).
    """
    every = sum(counts.values())
    shares = {name: divmod(count * total, every) for name, count in counts.items()}
    left = total - sum(share for share, _ in shares.values())
    first = set(sorted(shares, key=lambda name: (-shares[name][1], name))[:left])
    return {name: share + (name in first) for name, (share, _) in shares.items()}


def spread_days(cells: Cells, aims: Aims) -> Cells:
    """Return the cells with as many complaints of each aimed category and day; the others as they are."""
    new: dict[tuple[str, str], Days] = dict(cells)
    for category, kept in _kept(cells, aims).items():
        for value, changed in kept.items():
            days = {**new[category, value], **changed}
            new[category, value] = {day: count for day, count in days.items() if count}
    return {key: days for key, days in new.items() if days}


def _kept(cells: Cells, aims: Aims) -> dict[str, dict[str, dict[int, int]]]:
    """Return the new counts by category, value and day."""
    there = _there(cells, aims)
    kept: dict[str, dict[str, dict[int, int]]] = {}
    for (category, day), counts in there.items():
        for value, count in spread(counts, aims[category][day]).items():
            kept.setdefault(category, {}).setdefault(value, {})[day] = count
    return kept


def _there(cells: Cells, aims: Aims) -> dict[tuple[str, int], dict[str, int]]:
    """Return what the aimed categories and days have, by value."""
    found: dict[tuple[str, int], dict[str, int]] = {}
    for (category, value), days in cells.items():
        for day in aims.get(category, {}).keys() & days.keys():
            found.setdefault((category, day), {})[value] = days[day]
    return found
