"""One row of a file as what it means, or the reason why it cannot be taken in."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from aware_tui.domain.importing.cells import bare, person, short, source_of, words
from aware_tui.domain.importing.clocks import joined, read_clock
from aware_tui.domain.importing.fields import GROUPS, Field
from aware_tui.domain.importing.moments import Moment, read_moment, utc_of
from aware_tui.domain.importing.plan import Known, Plan
from aware_tui.domain.importing.scores import NOT_GIVEN, on_scale, read_score
from aware_tui.domain.insight_states import Source
from aware_tui.domain.text import excerpt, folded

OLDEST = datetime(1970, 1, 1, tzinfo=UTC)
"""Times before it are mistakes of whoever wrote the file, and no id can hold them."""

SPELLINGS = 20_000
"""Of so many names the first spelling is remembered."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A row as it is understood; times are aware UTC, and a text is empty where nothing is said."""

    at: datetime
    day_only: bool
    received_at: datetime | None
    first_response_at: datetime | None
    ended_at: datetime | None
    channel: str
    category: str
    location: str
    product: str
    customer: str
    text: str
    feedback: str
    score: float | None
    scale: int
    source: Source
    complaint: bool
    """It is a complaint; otherwise it is feedback and nothing else."""

    @property
    def has_feedback(self) -> bool:
        """Say whether it holds feedback, with a complaint or without."""
        return not self.complaint or bool(self.feedback) or self.score is not None


class RowProblem(Exception):  # noqa: N818
    """A row cannot be taken in; the message says why, alike for all such rows."""


class EntryReader:
    """Reads the rows of one file, one after the other."""

    def __init__(self, plan: Plan) -> None:
        self.left_out = Counter[str]()
        """What was left out of rows that were taken in: sentences, and in how many rows."""
        self._plan = plan
        self._place = dict(plan.columns.places)
        self._main = Field.STARTED if Field.STARTED in self._place else Field.RECEIVED
        columns = plan.columns
        self._complaints = columns.complaints
        self._one_kind = not columns.complaints or not columns.feedback or not columns.has(Field.TEXT)
        self._has_clock = Field.TIME in self._place
        self._width = len(plan.columns.names)
        self._known = plan.known or Known()
        self._groups: dict[tuple[Field, str], str] = {}
        self._spelt: dict[tuple[Field, str], str] = {}

    def read(self, cells: Sequence[str]) -> Entry:
        """Return what a row means; raises RowProblem."""
        self._check_width(cells)
        main = self._main
        moment, at = self._when(cells, main)
        start = moment.timed
        score, scale = self._score(cells)
        text, said = words(self._cell(cells, Field.TEXT)), words(self._cell(cells, Field.FEEDBACK))
        groups = {field: self._group(cells, field) for field in GROUPS}
        who = person(self._cell(cells, Field.CUSTOMER))
        received = self._later(cells, Field.RECEIVED, None) if main is Field.STARTED else None
        received = received or (at if start else None)
        answered = self._later(cells, Field.FIRST_RESPONSE, received or at)
        ended = self._later(cells, Field.ENDED, at)
        told = text, said, who, score is not None, answered, ended, *groups.values()
        if len(self._place) > 1 and not any(told):
            raise RowProblem("the row has a time and nothing else")
        return Entry(
            at=at,
            day_only=not start,
            received_at=received,
            first_response_at=answered,
            ended_at=ended,
            channel=groups[Field.CHANNEL],
            category=groups[Field.CATEGORY],
            location=groups[Field.LOCATION],
            product=groups[Field.PRODUCT],
            customer=who,
            text=text,
            feedback=said,
            score=score,
            scale=scale,
            source=source_of(self._cell(cells, Field.SOURCE)),
            complaint=self._is_complaint(text, said, score),
        )

    def _is_complaint(self, text: str, said: str, score: float | None) -> bool:
        """Say whether a row is a complaint: in a file of both, one with feedback alone is none."""
        if self._one_kind:
            return self._complaints
        return bool(text) or not (said or score is not None)

    def _check_width(self, cells: Sequence[str]) -> None:
        """Raise RowProblem for more cells than columns; missing ones at the end are empty."""
        if len(cells) > self._width and any(cell.strip() for cell in cells[self._width :]):
            raise RowProblem("it has more cells than there are columns")

    def _cell(self, cells: Sequence[str], field: Field) -> str:
        place = self._place.get(field, -1)
        return cells[place] if 0 <= place < len(cells) else ""

    def _when(self, cells: Sequence[str], field: Field) -> tuple[Moment, datetime]:
        """Return the time a row stands for; raises RowProblem."""
        cell = bare(self._cell(cells, field))
        if not cell:
            raise RowProblem(f"{field} is empty")
        moment = read_moment(cell, self._plan.orders.get(field))
        if moment is None:
            raise RowProblem(f"{field} holds no date or time that can be read")
        if self._plan.swapped:
            moment = moment.swapped
        if moment.at_midnight and field in self._plan.midnights_are_days:
            moment = moment.day
        if self._has_clock and field is self._main and not moment.timed:
            moment = self._with_clock(cells, moment)
        return moment, self._utc(moment, field)

    def _with_clock(self, cells: Sequence[str], day: Moment) -> Moment:
        """Return a day with the time that stands in a column of its own."""
        cell = bare(self._cell(cells, Field.TIME))
        clock = read_clock(cell) if cell else None
        if cell and clock is None:
            self.left_out["time holds no time of day: only the day was taken"] += 1
        if clock is None:
            return day
        moment = joined(day, clock)
        return day if moment.at_midnight and Field.TIME in self._plan.midnights_are_days else moment

    def _utc(self, moment: Moment, field: Field) -> datetime:
        try:
            at = utc_of(moment, self._plan.zone)
        except ValueError:
            raise RowProblem(f"{field} holds no date or time that can be read") from None
        if at < OLDEST:
            raise RowProblem(f"{field} is before {OLDEST.year}")
        if at > self._plan.now:
            raise RowProblem(f"{field} lies in the future")
        return at

    def _later(self, cells: Sequence[str], field: Field, begin: datetime | None) -> datetime | None:
        """Return a time beside the one a row stands for; one that cannot be is left out, and counted."""
        if field not in self._place or not bare(self._cell(cells, field)):
            return None
        try:
            moment, at = self._when(cells, field)
        except RowProblem as problem:
            self.left_out[f"{problem}: it was left out"] += 1
            return None
        if not moment.timed:
            return at if field is Field.ENDED else None
        if begin is not None and at < begin:
            self.left_out[f"{field} is before the complaint came in: it was left out"] += 1
            return None
        return at

    def _score(self, cells: Sequence[str]) -> tuple[float | None, int]:
        cell = bare(self._cell(cells, Field.SCORE))
        if not cell or folded(cell) in NOT_GIVEN:
            return None, self._plan.scale or 5
        score = read_score(cell)
        found = on_scale(score, self._plan.scale) if score else None
        if found is None:
            self.left_out["score fits no scale: it was left out"] += 1
            return None, self._plan.scale or 5
        return found

    def _group(self, cells: Sequence[str], field: Field) -> str:
        """Return a value that many rows share: the playbook's id, else as it was spelt first."""
        key = field, self._cell(cells, field)
        if key not in self._groups:
            if len(self._groups) >= SPELLINGS:
                self._groups.clear()
            self._groups[key] = self._named(*key)
        return self._groups[key]

    def _named(self, field: Field, cell: str) -> str:
        shown = short(cell)
        name = folded(shown)
        known = {Field.CATEGORY: self._known.categories, Field.CHANNEL: self._known.channels}.get(field, {})
        if not name or name in known:
            return known.get(name, "")
        if len(self._spelt) < SPELLINGS:
            return self._spelt.setdefault((field, name), shown)
        return self._spelt.get((field, name), shown)


def in_short(entry: Entry) -> str:
    """Return what a row says first, for a line of a list."""
    return excerpt(entry.text or entry.feedback or entry.category or entry.product, 60)
