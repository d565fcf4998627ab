"""The first look at a whole file: what each column is, how its dates and scores read; nothing is written."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from aware_tui.domain.importing.cells import bare
from aware_tui.domain.importing.columns import Columns, columns_of
from aware_tui.domain.importing.fields import TIMES, Field
from aware_tui.domain.importing.made import print_of
from aware_tui.domain.importing.moments import Order, is_serial, read_moment
from aware_tui.domain.importing.orders import Evidence
from aware_tui.domain.importing.plan import Known, Plan
from aware_tui.domain.importing.problem import ImportProblem
from aware_tui.domain.importing.scores import read_score, scale_of
from aware_tui.domain.importing.sieve import Sieve
from aware_tui.domain.text import counted, excerpt
from aware_tui.services.importing.encodings import encoding_of
from aware_tui.services.importing.layout import DELIMITERS, Layout, layout_of
from aware_tui.services.importing.table import Table

MIDNIGHTS = 0.3
"""Share of the times of a column at exactly 00:00 from which these are days without a time."""

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
    layout = layout_of(request.path, encoding.name, request.delimiter)
    columns = columns_of(layout.names, request.told)
    looks = {each: _TimeLook(columns.names[columns.places[each]]) for each in TIMES if columns.has(each)}
    scores, sieve = _ScoreLook(), Sieve()
    rows = _look(layout, columns, looks, scores, sieve, progress)
    if not rows:
        raise ImportProblem(f"{request.name} has names of columns and no rows. There is nothing to take in.")
    orders = {each: look.evidence.decided(request.order) for each, look in looks.items()}
    plan = Plan(
        columns=columns,
        zone=request.zone,
        now=now,
        orders={each: order for each, order in orders.items() if order is not None},
        midnights_are_days=frozenset(each for each, look in looks.items() if look.midnights_are_days),
        scale=scores.scale,
        known=known(),
    )
    reading = {each: look.said(orders[each]) for each, look in looks.items()}
    if columns.has(Field.SCORE):
        reading[Field.SCORE] = scores.said()
    notices = [*([encoding.notice] if encoding.notice else []), *columns.notices]
    notices += [notice for look in looks.values() for notice in look.notices()]
    found = {each: said for each, said in reading.items() if said}
    return Survey(layout.table, plan, encoding.name, rows, found, tuple(notices), sieve.doubtful)


def _look(
    layout: Layout,
    columns: Columns,
    looks: "Mapping[Field, _TimeLook]",
    scores: "_ScoreLook",
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


@dataclass(slots=True)
class _TimeLook:
    """What there is to know of a column of times before it is read."""

    column: str
    evidence: Evidence = field(init=False)
    timed: int = 0
    midnight: int = 0
    serials: int = 0

    def __post_init__(self) -> None:
        self.evidence = Evidence(self.column)

    def look_at(self, line: int, cell: str) -> None:
        """Take in one cell."""
        text = bare(cell)
        if not text:
            return
        self.evidence.look_at(line, text)
        moment = read_moment(text, None)
        if moment is not None:
            self.timed += moment.timed
            self.midnight += moment.at_midnight
        self.serials += is_serial(text)

    @property
    def midnights_are_days(self) -> bool:
        """Say whether a time of 00:00 in it is more likely no time at all."""
        return self.midnight > 1 and self.midnight >= MIDNIGHTS * self.timed

    def said(self, order: Order | None) -> str:
        """Return in words how its dates are read, where there is a choice."""
        some = any(self.evidence.rows.values()) or self.evidence.open
        return self.evidence.said(order) if order is not None and some else ""

    def notices(self) -> list[str]:
        """Return what was decided about it that somebody should know."""
        name, found = f"“{excerpt(self.column, 40)}”", list[str]()
        if self.midnights_are_days:
            found.append(
                f"{self.midnight:,} of {counted(self.timed, 'time')} in {name} are at exactly 00:00:"
                " for these only the day is taken."
            )
        if self.serials:
            found.append(
                f"{counted(self.serials, 'number')} in {name} are read as days as spreadsheets count them."
            )
        return found


class _ScoreLook:
    """What there is to know of a column of scores before it is read."""

    def __init__(self) -> None:
        self._highest: float | None = None
        self._scales = Counter[int]()

    def look_at(self, cell: str) -> None:
        """Take in one cell."""
        score = read_score(bare(cell))
        if score is None:
            return
        if score.scale is not None:
            self._scales[score.scale] += 1
        elif self._highest is None or score.value > self._highest:
            self._highest = score.value

    @property
    def scale(self) -> int | None:
        """Return the scale of bare numbers."""
        return None if self._highest is None else scale_of(self._highest)

    def said(self) -> str:
        """Return in words how scores are read."""
        if self._highest is None:
            return ""
        if self.scale is None:
            return f"the highest is {self._highest:g}, which fits no scale: none is taken"
        return f"out of {self.scale}, since the highest is {self._highest:g}"


def separated(delimiter: str) -> str:
    """Return in words what stands between two cells."""
    return DELIMITERS.get(delimiter, f"“{excerpt(delimiter, 4)}”")
