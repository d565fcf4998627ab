"""Counts as pictures made of characters; whoever shows one puts the numbers beside it."""

from collections.abc import Sequence

BLOCKS = "▁▂▃▄▅▆▇█"
FULL, HALF = "━", "╸"


def bar(count: float, most: float, cells: int) -> str:
    """Return a bar that takes all `cells` for `most`; the least count above 0 still shows, in half a cell."""
    if count <= 0 or most <= 0 or cells <= 0:
        return ""
    halves = max(1, round(2 * cells * min(count / most, 1.0)))
    return FULL * (halves // 2) + HALF * (halves % 2)


def block(count: float, most: float) -> str:
    """Return one cell, filled as high as a count stands to `most`; blank for none."""
    if count <= 0 or most <= 0:
        return " "
    return BLOCKS[max(1, round(len(BLOCKS) * min(count / most, 1.0))) - 1]


def strip(counts: Sequence[int]) -> str:
    """Return a cell for each count, all on one scale; a low line stands for none."""
    most = max(counts, default=0)
    return "".join(block(each, most) if each > 0 else "_" for each in counts)


def pooled(counts: Sequence[int], cells: int) -> tuple[tuple[int, ...], int]:
    """Return the sums of so many neighbours each that they fit in `cells`, and how many each sum has.

    They are put together from the end, so that the first sum may have fewer.
    """
    size = max(1, -(-len(counts) // max(1, cells)))
    first = len(counts) % size
    begins = ([0] if first else []) + list(range(first, len(counts), size))
    ends = [*begins[1:], len(counts)] if begins else []
    return tuple(sum(counts[begin:end]) for begin, end in zip(begins, ends, strict=True)), size


def percent(share: float) -> str:
    """Return a share from 0 to 1 in whole percent; never 0 for something, nor 100 for less than all."""
    if 0 < share < 0.01:
        return "<1%"
    if 0.99 < share < 1:
        return ">99%"
    return f"{round(100 * share)}%"
