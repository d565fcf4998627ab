"""What looks odd in a file as a whole: days, months and weekdays without rows, empty columns, one text."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from aware_tui.domain.importing.columns import Columns, suggestion
from aware_tui.domain.importing.entries import Entry
from aware_tui.domain.importing.fields import GROUPS, Field
from aware_tui.domain.insights.patterns import WEEKDAYS
from aware_tui.domain.insights.period import Period
from aware_tui.domain.text import counted, excerpt
from aware_tui.domain.zones import local_time

LAST_MONTH = 12
"""Days up to it can be taken for a month."""

FEW_ROWS = 100
"""Below so many rows nothing looks odd."""

ENOUGH_FOR_DAYS = 300
"""From so many rows a day of the month without any is hardly luck: 28 days, once in 600 files."""

MOST_TEXTS = 32
"""Of the texts seen so many are counted (Misra and Gries): what is in more than a 33rd of all is there."""

MOST_VALUES = 5_000
"""Values of a column that are told apart."""

EMPTY, OWN, SAME = 0.95, 0.5, 0.2
"""Shares of the rows from which a column is nearly empty, has a value for each row, has one text."""


class Oddities:
    """Counts the rows of a file as they are read, in a bounded space."""

    def __init__(self, columns: Columns, zone: str) -> None:
        self.rows = 0
        self.first: date | None = None
        self.last: date | None = None
        self._columns = columns
        self._zone = zone
        self._days = Counter[int]()
        self._weekdays = Counter[int]()
        self._months = Counter[int]()
        self._late_months = set[int]()
        self._empty = Counter[Field]()
        self._values: dict[Field, set[str]] = {field: set() for field in GROUPS if columns.has(field)}
        self._texts: dict[str, int] = {}

    @property
    def days(self) -> Period | None:
        """Return the days from the first to the last; None where there was no row."""
        if self.first is None or self.last is None:
            return None
        return Period(self.first, self.last + timedelta(days=1))

    def look_at(self, entry: Entry) -> None:
        """Take in one row."""
        self.rows += 1
        day = _day(entry.at, self._zone)
        self.first = min(self.first or day, day)
        self.last = max(self.last or day, day)
        self._days[day.day] += 1
        self._weekdays[day.weekday()] += 1
        if day.day > LAST_MONTH:
            self._late_months.add(day.month)
        self._months[day.year * 12 + day.month - 1] += 1
        for field, values in self._values.items():
            value = getattr(entry, field)
            self._empty[field] += not value
            if value and len(values) < MOST_VALUES:
                values.add(value)
        for field in (Field.TEXT, Field.CUSTOMER, Field.FEEDBACK):
            self._empty[field] += not getattr(entry, field)
        self._count(entry.text or entry.feedback)

    def _count(self, text: str) -> None:
        if not text:
            return
        if text in self._texts or len(self._texts) < MOST_TEXTS:
            self._texts[text] = self._texts.get(text, 0) + 1
            return
        self._texts = {each: count - 1 for each, count in self._texts.items() if count > 1}

    def sentences(self) -> tuple[str, ...]:
        """Return what looks odd, each with its counts."""
        if self.rows < FEW_ROWS or self.first is None or self.last is None:
            return ()
        span = (self.last - self.first).days
        return (
            *self._missing_days(span),
            *self._missing_weekdays(span),
            *self._missing_months(),
            *self._columns_that_look_wrong(),
            *self._one_text(),
        )

    def _missing_days(self, span: int) -> Iterator[str]:
        gone = [day for day in range(1, 29) if not self._days[day]]
        if self.rows < ENOUGH_FOR_DAYS or span < 90 or not gone:
            return
        said = f"No rows fall on {'day' if len(gone) == 1 else 'days'} {runs(gone)} of any month"
        swapped = all(day <= LAST_MONTH for day in gone) and len(gone) > 1
        why = "day and month may be swapped" if swapped else "some of the file may be missing"
        yield f"{said}: {why}.{self._mended() if swapped else ''}"

    def _mended(self) -> str:
        """Return how to exchange day and month again, where the months of later days bear it out."""
        early = {day for day in range(1, LAST_MONTH + 1) if self._days[day]}
        if not early <= self._late_months or len(self._late_months) == LAST_MONTH:
            return ""
        months = [f"{date(2000, month, 1):%B}" for month in sorted(self._late_months)]
        named = " and ".join([part for part in (", ".join(months[:-1]), months[-1]) if part])
        return (
            f" All days after the 12th lie in {named}. With --swapped, which exchanges day and month of the"
            " days up to the 12th, so does every row."
        )

    def _missing_weekdays(self, span: int) -> Iterator[str]:
        gone = [name for number, name in enumerate(WEEKDAYS) if not self._weekdays[number]]
        if gone and span >= 28:
            yield f"No rows fall on a {' or '.join(gone)}."

    def _missing_months(self) -> Iterator[str]:
        begin, end = min(self._months), max(self._months)
        gone = [month for month in range(begin, end) if not self._months[month]]
        if not gone:
            return
        named = ", ".join(_month(month) for month in gone[:6])
        more = f" and {len(gone) - 6} more" if len(gone) > 6 else ""
        yield f"There are rows from {_month(begin)} to {_month(end)}, but none in {named}{more}."

    def _columns_that_look_wrong(self) -> Iterator[str]:
        for field, place in self._columns.places.items():
            name = f"{field} (“{excerpt(self._columns.names[place], 40)}”)"
            if self._empty[field] >= EMPTY * self.rows:
                yield f"{name} is empty in {self._empty[field]:,} of {counted(self.rows, 'row')}."
            elif len(self._values.get(field, ())) > OWN * min(self.rows, MOST_VALUES):
                number = len(self._values[field])
                shown = f"{number:,} or more" if number == MOST_VALUES else f"{number:,}"
                told = suggestion(field)
                yield f"{name} has {shown} different values in {counted(self.rows, 'row')}. {told}"

    def _one_text(self) -> Iterator[str]:
        text = max(self._texts, key=lambda each: self._texts[each], default="")
        if text and self._texts[text] > SAME * self.rows:
            yield (
                f"The same text stands in at least {self._texts[text]:,} of {counted(self.rows, 'row')}:"
                f" “{excerpt(text, 60)}”."
            )


def runs(numbers: Iterable[int]) -> str:
    """Return numbers in words, those in a row together: “1-3 and 7-12”."""
    found: list[list[int]] = []
    for number in numbers:
        if found and number == found[-1][-1] + 1:
            found[-1].append(number)
        else:
            found.append([number])
    said = [f"{run[0]}-{run[-1]}" if len(run) > 1 else str(run[0]) for run in found]
    return " and ".join([", ".join(said[:-1]), said[-1]] if len(said) > 1 else said)


def _day(at: datetime, zone: str) -> date:
    return local_time(at, zone).date()


def _month(number: int) -> str:
    return f"{date(number // 12, number % 12 + 1, 1):%B %Y}"
