"""Whether day or month comes first: decided for a whole column from all its rows, or asked, never guessed."""

from dataclasses import dataclass, field

from aware_tui.domain.importing.moments import Order, numbers_of
from aware_tui.domain.importing.problem import ImportProblem
from aware_tui.domain.months import MONTHS
from aware_tui.domain.text import counted, excerpt


@dataclass(slots=True)
class Evidence:
    """What the dates in numbers of one column say of their order; fed row by row."""

    column: str
    rows: dict[Order, int] = field(default_factory=lambda: dict.fromkeys(Order, 0))
    """Rows that can be read in one order only."""
    example: dict[Order, tuple[int, str]] = field(default_factory=dict)
    """The first of them: its line and its cell."""
    open: int = 0
    """Rows that can be read in both, as two days."""
    open_example: tuple[int, str] | None = None

    def look_at(self, line: int, cell: str) -> None:
        """Take in one cell; one that is no date in numbers says nothing."""
        numbers = numbers_of(cell)
        if numbers is None or numbers[0] == numbers[1]:
            return
        first, second = numbers
        if first > 12 and second > 12:
            return
        if first <= 12 and second <= 12:
            self.open += 1
            self.open_example = self.open_example or (line, cell)
            return
        order = Order.DAY_FIRST if first > 12 else Order.MONTH_FIRST
        self.rows[order] += 1
        self.example.setdefault(order, (line, cell))

    def decided(self, told: Order | None) -> Order | None:
        """Return the order; None if the column has no date that needs one. Raises ImportProblem."""
        if told is not None:
            return told
        found = [order for order in Order if self.rows[order]]
        if len(found) == 2:
            raise self._both()
        if found:
            return found[0]
        if self.open_example is not None:
            raise self._either(*self.open_example)
        return None

    def said(self, order: Order) -> str:
        """Return why a column is read in an order, with its counts."""
        rows = self.rows[order]
        if not rows:
            return f"{order}, as told"
        line, cell = self.example[order]
        only = f"{counted(rows, 'row')} can be read in no other way"
        return f"{order}: {only}, such as {_cell(cell)} in line {line}"

    def _both(self) -> ImportProblem:
        (day_line, day), (month_line, month) = (self.example[order] for order in Order)
        return ImportProblem(
            f"“{excerpt(self.column, 40)}” has dates in two orders: {_cell(day)} in line {day_line} begins"
            f" with the day, {_cell(month)} in line {month_line} with the month. Mend the file, or say"
            " --day-first or --month-first: rows that do not fit are then put aside. Nothing was taken in."
        )

    def _either(self, line: int, cell: str) -> ImportProblem:
        first, second = numbers_of(cell) or (1, 1)
        one, other = f"{first} {_month(second)}", f"{second} {_month(first)}"
        rows = counted(self.open, "row is", "rows are")
        return ImportProblem(
            f"{_cell(cell)} in line {line} can be {one} or {other}, and nothing in"
            f" “{excerpt(self.column, 40)}” tells which: {rows} written so."
            " Say --day-first or --month-first. Nothing was taken in."
        )


def _cell(cell: str) -> str:
    return f"“{excerpt(cell, 40)}”"


def _month(number: int) -> str:
    return MONTHS[number - 1][:3].capitalize()
