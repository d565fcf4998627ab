"""The first look at a whole file: what each column is, how its dates and scores read; nothing is written."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from aware_tui.domain.importing.columns import Columns, columns_of
from aware_tui.domain.importing.fields import TIMES, Field
from aware_tui.domain.importing.looks import ScoreLook, TimeLook
from aware_tui.domain.importing.made import print_of
from aware_tui.domain.importing.moments import Order
from aware_tui.domain.importing.plan import Known, Plan
from aware_tui.domain.importing.problem import ImportProblem
from aware_tui.domain.importing.sieve import Sieve
from aware_tui.domain.text import excerpt
from aware_tui.services.importing.encodings import encoding_of
from aware_tui.services.importing.layout import DELIMITERS, Layout, layout_of
from aware_tui.services.importing.table import Table

Progress = Callable[[float, int], None]
"""Is told how far a file is read, 0 to 1, and how many rows that were."""

EVERY = 2_000
"""Rows after which progress is told."""


@dataclass(frozen=True, slots=True)
class Request:
    """What somebody asked for."""

    path: Path
    name: str
    """What the file is called."""
    zone: str
    told: Mapping[Field, str] = field(default_factory=dict)
    order: Order | None = None
    encoding: str = ""
    delimiter: str = ""
    swapped: bool = False
    """Dates whose day is 12 or less have day and month exchanged."""


@dataclass(frozen=True, slots=True)
class Survey:
    """What the first look has found."""

    table: Table
    plan: Plan
    encoding: str
    rows: int
    """Rows below the header, broken ones among them."""
    reading: Mapping[Field, str]
    """How each column of times or scores is read, in words."""
    notices: tuple[str, ...]
    doubtful: set[bytes]
    """Prints of rows that may stand there more than once."""


def survey(request: Request, known: Callable[[], Known], now: datetime, progress: Progress) -> Survey:
    """Look at a whole file; `now` is aware, and `known` is asked for once the file is found to be fit.

    Raises ImportProblem and OSError.
    """
    encoding = encoding_of(request.path, request.encoding)
    layout = layout_of(request.path, encoding.name, request.delimiter, [*request.told.values()])
    columns = columns_of(layout.names, request.told, layout.sample)
    looks = {
        each: TimeLook(columns.names[columns.places[each]], alone=each is Field.TIME)
        for each in (*TIMES, Field.TIME)
        if columns.has(each)
    }
    scores, sieve = ScoreLook(), Sieve()
    rows = _look(layout, columns, looks, scores, sieve, progress)
    if not rows:
        raise ImportProblem(f"{request.name} has names of columns and no rows. Check that it is all there.")
    orders = {each: look.evidence.decided(request.order) for each, look in looks.items()}
    plan = Plan(
        columns=columns,
        zone=request.zone,
        now=now,
        orders={each: order for each, order in orders.items() if order is not None},
        midnights_are_days=frozenset(each for each, look in looks.items() if look.midnights_are_days),
        scale=scores.scale,
        swapped=request.swapped,
        known=known(),
    )
    reading = {each: look.said(orders[each]) for each, look in looks.items()}
    if columns.has(Field.SCORE):
        reading[Field.SCORE] = scores.said()
    notices = [each for each in (encoding.notice, layout.notice) if each]
    notices += columns.notices
    notices += [notice for look in looks.values() for notice in look.notices()]
    found = {each: said for each, said in reading.items() if said}
    return Survey(layout.table, plan, encoding.name, rows, found, tuple(notices), sieve.doubtful)


def _look(
    layout: Layout,
    columns: Columns,
    looks: Mapping[Field, TimeLook],
    scores: ScoreLook,
    sieve: Sieve,
    progress: Progress,
) -> int:
    """Read all rows once; return how many there are."""
    size, rows = max(1, layout.table.path.stat().st_size), 0
    times = [(columns.places[each], look) for each, look in looks.items()]
    score_place = columns.places.get(Field.SCORE)
    with layout.table.opened() as reading:
        lines = reading.rows()
        next(lines, None)
        for rows, line in enumerate(lines, 1):
            cells = line.cells
            sieve.add(print_of(cells))
            for place, look in times:
                if place < len(cells):
                    look.look_at(line.number, cells[place])
            if score_place is not None and score_place < len(cells):
                scores.look_at(cells[score_place])
            if rows % EVERY == 0:
                progress(reading.place / size, rows)
    return rows


def separated(delimiter: str) -> str:
    """Return in words what stands between two cells."""
    return DELIMITERS.get(delimiter, f"“{excerpt(delimiter, 4)}”")
