"""Which of several columns with a fitting name fills a field: by what their first rows hold."""

import re
from collections.abc import Mapping, Sequence

from aware_tui.domain.importing.cells import bare
from aware_tui.domain.importing.clocks import is_clock, read_clock
from aware_tui.domain.importing.fields import LIKELY, SURE, TIMES, Field, name_of
from aware_tui.domain.importing.moments import numbers_of, read_moment

FEW = 20
"""Cells below which nothing is said of how often a column's values come again."""

OWN = 0.5
"""Share of different values from which a column has words of its own in each row."""

SHORT = 25
"""Letters that the name of a kind has at most, on average."""

REPEATED = 5
"""Rows a value of a place has at least, on average, to be worth counting by."""

_COORDINATES = re.compile(r"(?:point ?)?\(?-?\d{1,3}\.\d+[, ]\s*-?\d{1,3}\.\d+\)?", re.ASCII | re.IGNORECASE)


def cells_at(sample: Sequence[Sequence[str]], place: int) -> list[str]:
    """Return what the first rows of a file hold in a column, without what stands for nothing."""
    return [cell for row in sample if place < len(row) and (cell := bare(row[place]))]


def fitting(claims: Mapping[Field, int], cells: Sequence[str]) -> dict[Field, int]:
    """Return those of the fields that a column's name may mean which its cells do not speak against."""
    if claims.keys() == {Field.CATEGORY, Field.TEXT}:
        kind = Field.TEXT if _own_words(cells, sure=claims[Field.TEXT] < 2) else Field.CATEGORY
        return {kind: claims[kind]}
    if not cells:
        return dict(claims)
    if Field.STARTED in claims and all(map(is_clock, cells)):
        return {Field.TIME: claims[Field.STARTED]}
    return {field: rank for field, rank in claims.items() if _fits(field, cells)}


def _own_words(cells: Sequence[str], *, sure: bool) -> bool:
    """Say whether a column holds what each customer said, rather than one of some kinds."""
    if not cells:
        return sure
    long = len(cells) >= FEW or sum(map(len, cells)) > SHORT * len(cells)
    return (sure or long) and len({*cells}) > OWN * len(cells)


def _fits(field: Field, cells: Sequence[str]) -> bool:
    if field is Field.LOCATION:
        return not all(map(_COORDINATES.fullmatch, cells))
    if field is Field.TIME:
        return any(read_clock(cell) for cell in cells)
    if field in TIMES[2:]:
        return any(read_moment(cell, None) for cell in cells)
    return True


def chosen(field: Field, found: Mapping[int, Sequence[str]], names: Sequence[str]) -> int | None:
    """Return the place of the column that fills a field, from the cells by place; None where one must ask.

    Of times it is the only one that can be read, or read in one way only; of others the best known name.
    """
    filled = {place: cells for place, cells in found.items() if cells} or found
    if len(filled) == 1:
        return next(iter(filled))
    if len({name_of(names[place]) for place in filled}) < len(filled):
        return None
    if field in TIMES:
        return _clearest(filled)
    order = [*SURE.get(field, ()), *LIKELY.get(field, ())]
    ranked = sorted(filled, key=lambda place: order.index(name_of(names[place])))
    if field is Field.LOCATION:
        ranked.sort(key=lambda place: not _comes_again(filled[place]))
    return ranked[0]


def _clearest(found: Mapping[int, Sequence[str]]) -> int | None:
    """Return the one column of times that can be read, or whose dates need no order."""
    readable = [place for place, cells in found.items() if any(read_moment(cell, None) for cell in cells)]
    plain = [place for place in readable if not any(map(numbers_of, found[place]))]
    return next((some[0] for some in (readable, plain) if len(some) == 1), None)


def _comes_again(cells: Sequence[str]) -> bool:
    return len(cells) < FEW or len(cells) >= REPEATED * len({*cells})
