"""Lists that add up: the most first, each with its share and with all lines before it."""

from collections.abc import Mapping, Sequence

from aware_tui.domain.insights.report import Share


def shares(counts: Mapping[str, int], order: Sequence[str] | None = None) -> tuple[Share, ...]:
    """Return a line for each count, the most first; or all of `order`, as it stands."""
    names = order if order is not None else sorted(counts, key=lambda name: (-counts[name], name))
    total = sum(counts.get(name, 0) for name in names) or 1
    lines, sum_so_far = [], 0
    for name in names:
        count = counts.get(name, 0)
        sum_so_far += count
        lines.append(Share(name, count, count / total, sum_so_far / total))
    return tuple(lines)
