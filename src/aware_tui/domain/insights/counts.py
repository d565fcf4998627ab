"""The counts that the detector works on: complaints by local day, counted once."""

from collections.abc import Mapping
from dataclasses import dataclass

from aware_tui.domain.insights.patterns import Dimension
from aware_tui.domain.insights.period import Period

Days = Mapping[int, int]
"""Complaints by day; a day is its ordinal (`date.toordinal`), and every number is above 0."""

Cells = Mapping[tuple[str, str], Days]
"""By category and value of a dimension; a text is empty where nobody said."""


@dataclass(frozen=True, slots=True)
class Counts:
    """The same complaints three times: by location, by four hours, by channel. Customer votes only."""

    period: Period
    location: Cells
    hours: Cells
    channel: Cells

    def by(self, dimension: Dimension) -> Cells:
        """Return the cells of a dimension that is counted; weekdays follow from the days."""
        cells: Cells = getattr(self, dimension.value)
        return cells


@dataclass(frozen=True, slots=True)
class Persons:
    """Who stands behind a spot, before one-offs are taken out."""

    customers: int
    """Different ones; everybody without a name counts as one of their own."""
    loudest: int
    """How often the one counts who counts most."""
    at_least: bool = False
    """There are so many or more."""
    named: bool = True
    """False where not one of them is known: then nobody can say how many there are."""
