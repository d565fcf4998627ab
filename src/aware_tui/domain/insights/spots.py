"""Every spot that is looked at: how many complaints it has, and how many would be usual."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import partial

from aware_tui.domain.insights.counts import Cells, Days
from aware_tui.domain.insights.incidents import Settled
from aware_tui.domain.insights.numbers import byar_low, hypergeometric_tail
from aware_tui.domain.insights.patterns import WEEKDAYS, Dimension, Pattern
from aware_tui.domain.insights.usual import WEEK, Totals, dates_between, sums, week_of, weekday_of

FEWEST = 5
"""Complaints that a spot needs to be looked at at all."""

FEWEST_WEEKS, FEWEST_DAYS = 5, 3
"""Weeks of data that weekdays need, and days that everything else needs."""

STRETCHES = 26
"""Parts of the data of which the worst is left out, each at least a day and at most a week."""


class Family(StrEnum):
    """What is held to few false ones by itself too.

    Places that really differ make many spots that pass, and each lets a few false ones pass with it:
    those are not to be weekdays and hours.
    """

    WHEN = "when"
    WHERE = "where"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A spot with its counts: a cell of a table of two by two."""

    pattern: Pattern
    observed: int
    row: int
    """Complaints of its category, or of its place."""
    column: int
    """Complaints of its weekday, hours, place or channel."""
    every: int
    """All complaints with both known."""
    worst: int
    """On its worst day, or its worst days in a row."""
    seen: int
    """In how many weeks, for a weekday, or on how many days."""
    of: int
    """How many such weeks or days there are in the data."""
    stretch: int = 1
    """How many days in a row `worst` is of."""

    @property
    def family(self) -> Family:
        """Return with which spots it is tested."""
        return _family(self.pattern.dimension)

    @property
    def expected(self) -> float:
        """Return how many complaints would be usual."""
        return self.row * self.column / self.every

    @property
    def low(self) -> float:
        """Return what observed to expected is at least (Byar)."""
        return byar_low(self.observed, self.expected)

    @property
    def chance(self) -> float:
        """Return the exact mid-p of so many complaints or more."""
        return hypergeometric_tail(self.observed, self.row, self.column, self.every)


@dataclass(frozen=True, slots=True)
class Looked:
    """What a look over all spots of a family found."""

    tested: int
    """Combinations of what there is, however few complaints they have."""
    above: tuple[Candidate, ...]
    """Spots of FEWEST complaints and more than usual."""


@dataclass(frozen=True, slots=True)
class _Table:
    """Two kinds of things crossed, with the days of each cell."""

    cells: Cells
    pattern: Callable[[str, str], Pattern]
    """What the cell of a row and a column is."""
    of: Mapping[str, int] | int
    """Dates of each weekday in the data, or days with complaints."""
    stretch: int = 1
    """Days in a row of which the worst are told: something that lasts for some is one event."""

    def looked(self) -> Looked:
        """Return how many spots there are, and those above the usual."""
        counts = {key: sum(days.values()) for key, days in self.cells.items()}
        rows, columns = Counter[str](), Counter[str]()
        for (row, column), count in counts.items():
            rows[row] += count
            columns[column] += count
        every = rows.total()
        above = [
            self._candidate(row, column, rows[row], columns[column], every)
            for (row, column), count in counts.items()
            if count >= FEWEST and count * every > rows[row] * columns[column]
        ]
        return Looked(len(rows) * len(columns), tuple(above))

    def _candidate(self, row: str, column: str, in_row: int, in_column: int, every: int) -> Candidate:
        days = self.cells[row, column]
        weekly = not isinstance(self.of, int)
        seen = len({week_of(day) for day in days}) if weekly else len(days)
        of = self.of if isinstance(self.of, int) else self.of[column]
        pattern = self.pattern(row, column)
        worst = _worst(days, self.stretch)
        return Candidate(pattern, sum(days.values()), in_row, in_column, every, worst, seen, of, self.stretch)


def _family(dimension: Dimension) -> Family:
    return Family.WHEN if dimension in (Dimension.WEEKDAY, Dimension.HOURS) else Family.WHERE


def _worst(days: Days, stretch: int) -> int:
    """Return the most complaints of so many days in a row."""
    if stretch == 1:
        return max(days.values())
    ordered = sorted(days)
    most = within = first = 0
    for day in ordered:
        within += days[day]
        while ordered[first] <= day - stretch:
            within -= days[ordered[first]]
            first += 1
        most = max(most, within)
    return most


def look(settled: Settled) -> dict[Family, Looked]:
    """Look at every category by hours, place, channel and weekday, and at every place by weekday.

    Weekdays are looked at from FEWEST_WEEKS weeks of data, the others from FEWEST_DAYS days.
    """
    days = sums(settled.totals.values())
    tables: dict[Family, list[_Table]] = {family: [] for family in Family}
    if len(days) >= FEWEST_DAYS:
        for dimension in (Dimension.HOURS, Dimension.LOCATION, Dimension.CHANNEL):
            tables[_family(dimension)].append(_by_dimension(settled, dimension, days))
    if len({week_of(day) for day in days}) >= FEWEST_WEEKS:
        dates = dict(zip(WEEKDAYS, dates_between(days), strict=True))
        tables[Family.WHEN] += _by_weekday(settled, dates)
    return {family: _together([table.looked() for table in some]) for family, some in tables.items()}


def _together(looked: Iterable[Looked]) -> Looked:
    tested: int = 0
    above: tuple[Candidate, ...] = ()
    for each in looked:
        tested, above = tested + each.tested, above + each.above
    return Looked(tested, above)


def _by_dimension(settled: Settled, dimension: Dimension, days: Days) -> _Table:
    stretch = max(1, min(WEEK, (max(days) - min(days) + 1) // STRETCHES))
    cells = _known(settled.counts.by(dimension))
    return _Table(cells, partial(_in_category, dimension), len(days), stretch)


def _by_weekday(settled: Settled, dates: Mapping[str, int]) -> list[_Table]:
    places: dict[str, list[Days]] = {}
    for (_, place), days in settled.counts.location.items():
        places.setdefault(place, []).append(days)
    at_places = {place: sums(each) for place, each in places.items()}
    return [
        _Table(_weekdays(settled.totals), partial(_in_category, Dimension.WEEKDAY), dates),
        _Table(_weekdays(at_places), _at_place, dates),
    ]


def _known(cells: Cells) -> Cells:
    return {key: days for key, days in cells.items() if all(key)}


def _weekdays(totals: Totals) -> Cells:
    """Return what is known of each by weekday."""
    found: dict[tuple[str, str], dict[int, int]] = {}
    for name, days in totals.items():
        for day, count in days.items() if name else ():
            found.setdefault((name, WEEKDAYS[weekday_of(day)]), {})[day] = count
    return found


def _in_category(dimension: Dimension, category: str, value: str) -> Pattern:
    return Pattern(category, dimension, value)


def _at_place(place: str, weekday: str) -> Pattern:
    return Pattern(None, Dimension.WEEKDAY, weekday, place)
