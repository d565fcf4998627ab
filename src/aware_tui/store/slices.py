"""Many values, as many at a time as one statement takes."""

from collections.abc import Collection, Iterable, Iterator
from itertools import islice

MOST = 500
"""Values that are looked up in one statement."""


def slices(values: Iterable[str], most: int = MOST) -> Iterator[list[str]]:
    """Yield values in their order, up to `most` at a time; sorted ones are found sooner in a big table."""
    rest = iter(values)
    while some := list(islice(rest, most)):
        yield some


def places(values: Collection[object]) -> str:
    """Return a question mark for each value, to stand between the brackets of IN."""
    return ", ".join("?" * len(values))
