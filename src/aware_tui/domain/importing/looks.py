"""What a whole column of times or scores tells about how its single cells are read."""

from collections import Counter
from dataclasses import dataclass, field

from aware_tui.domain.importing.cells import bare
from aware_tui.domain.importing.clocks import read_clock
from aware_tui.domain.importing.moments import Order, is_serial, read_moment
from aware_tui.domain.importing.orders import Evidence
from aware_tui.domain.importing.scores import read_score, scale_of
from aware_tui.domain.text import counted, excerpt

MIDNIGHTS = 0.3
"""Share of the times of a column at exactly 00:00 from which these are days without a time."""

SOME_MIDNIGHTS, TIMES_AN_HOUR = 0.03, 3
"""So is a smaller share, if 00:00 comes so much more often than any other full hour."""

FEW_MIDNIGHTS = 20
"""Fewer than so many show that only where nearly all times are so."""


@dataclass(slots=True)
class TimeLook:
    """What there is to know of a column of times before it is read."""

    column: str
    alone: bool = False
    """It holds times of day, beside a column of days."""
    evidence: Evidence = field(init=False)
    timed: int = 0
    serials: int = 0
    hours: Counter[int] = field(default_factory=Counter)
    """Times at exactly such a full hour."""

    def __post_init__(self) -> None:
        self.evidence = Evidence(self.column)

    def look_at(self, line: int, cell: str) -> None:
        """Take in one cell."""
        text = bare(cell)
        if not text:
            return
        if self.alone:
            clock = read_clock(text)
        else:
            self.evidence.look_at(line, text)
            self.serials += is_serial(text)
            moment = read_moment(text, None)
            clock = moment.at.time() if moment is not None and moment.timed else None
        if clock is not None:
            self.timed += 1
            if not (clock.minute or clock.second or clock.microsecond):
                self.hours[clock.hour] += 1

    @property
    def midnights_are_days(self) -> bool:
        """Say whether a time of 00:00 in it is more likely no time at all."""
        midnight = self.hours[0]
        if midnight > 1 and midnight >= MIDNIGHTS * self.timed:
            return True
        busiest = max((self.hours[hour] for hour in range(1, 24)), default=0)
        some = midnight >= FEW_MIDNIGHTS and midnight >= SOME_MIDNIGHTS * self.timed
        return some and midnight > TIMES_AN_HOUR * busiest

    def said(self, order: Order | None) -> str:
        """Return in words how its dates are read, where there is a choice."""
        some = any(self.evidence.rows.values()) or self.evidence.open
        return self.evidence.said(order) if order is not None and some else ""

    def notices(self) -> list[str]:
        """Return what was decided about it that somebody should know."""
        name, found = f"“{excerpt(self.column, 40)}”", list[str]()
        if self.midnights_are_days:
            found.append(
                f"{self.hours[0]:,} of {counted(self.timed, 'time')} in {name} are at exactly 00:00:"
                " for these only the day is taken, as it is written."
            )
        if self.serials:
            found.append(
                f"{counted(self.serials, 'number')} in {name} are read as days as spreadsheets count them."
            )
        return found


class ScoreLook:
    """What there is to know of a column of scores before it is read."""

    def __init__(self) -> None:
        self._highest: float | None = None

    def look_at(self, cell: str) -> None:
        """Take in one cell."""
        score = read_score(bare(cell))
        if score is None or score.scale is not None:
            return
        if self._highest is None or score.value > self._highest:
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
