"""Made-up complaints with a shape that is known: uneven, bursty, and with spots planted in them."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time
from random import Random
from typing import TypeVar

from aware_tui.domain.insights.counting import Occurrence, anonymous, judged
from aware_tui.domain.insights.counts import Counts, Persons
from aware_tui.domain.insights.detector import findings, screen
from aware_tui.domain.insights.names import Names
from aware_tui.domain.insights.patterns import WEEKDAYS, Dimension, Pattern
from aware_tui.domain.insights.period import Period
from aware_tui.domain.insights.report import Finding

MONDAY = date(2025, 1, 6)
"""The day all made-up complaints begin on."""

BANDS = ("00-04", "04-08", "08-12", "12-16", "16-20", "20-24")
CATEGORIES = tuple(f"category {letter}" for letter in "abcdefghijkl")
PLACES = ("Leeds", "York", "Hull", "Bath", "Derby", "Luton", "Poole", "Ripon", "Truro")
CHANNELS = ("phone", "email", "chat", "in_person", "letter")
NAMES = Names()

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Complaint:
    """One row, as a file would have it; a text is empty where nobody said."""

    customer: str
    category: str
    day: date
    hours: str
    location: str
    channel: str


@dataclass(frozen=True)
class Shape:
    """How the complaints of a service come: shares of every value, and how many of everything."""

    weeks: int = 26
    categories: Mapping[str, float] = field(default_factory=lambda: _uneven(CATEGORIES, 0.82))
    places: Mapping[str, float] = field(default_factory=lambda: _uneven(PLACES, 0.85))
    channels: Mapping[str, float] = field(default_factory=lambda: _uneven(CHANNELS, 0.6))
    hours: Mapping[str, float] = field(
        default_factory=lambda: dict(zip(BANDS, (0.02, 0.05, 0.31, 0.32, 0.22, 0.08), strict=True))
    )
    weekdays: tuple[float, ...] = (1.35, 1.15, 1.0, 1.0, 1.1, 0.6, 0.4)
    named: float = 0.7
    """Share of complaints with a customer's name."""
    growth: float = 1.0
    """How many times the complaints of the first day the last one has."""
    closed: tuple[tuple[int, int], ...] = ()
    """Days from the first to which nobody complains: begin and end without."""


def _uneven(names: Sequence[str], falls: float) -> dict[str, float]:
    return {name: falls**rank for rank, name in enumerate(names)}


class Maker:
    """Draws complaints of a shape by chance."""

    def __init__(self, shape: Shape, chance: Random, customers: int) -> None:
        self.shape, self.chance = shape, chance
        self._customers = max(50, customers)
        days = range(shape.weeks * 7)
        closed = {day for begin, end in shape.closed for day in range(begin, end)}
        growth = [1 + (shape.growth - 1) * day / len(days) for day in days]
        weights = [shape.weekdays[day % 7] * growth[day] * (day not in closed) for day in days]
        self._days = {date.fromordinal(MONDAY.toordinal() + day): weights[day] for day in days}

    def background(self, number: int) -> list[Complaint]:
        """Return complaints in which nothing has to do with anything else."""
        shape = self.shape
        columns = [
            self._drawn(each, number)
            for each in (shape.categories, self._days, shape.hours, shape.places, shape.channels)
        ]
        return [Complaint(self.customer(), *row) for row in zip(*columns, strict=True)]

    def _drawn(self, shares: Mapping[T, float], number: int) -> list[T]:
        return self.chance.choices(list(shares), list(shares.values()), k=number)

    def customer(self) -> str:
        """Return somebody, or nobody who is known."""
        if self.chance.random() >= self.shape.named:
            return ""
        return f"customer {self.chance.randrange(self._customers)}"

    def one_off(self, size: int) -> list[Complaint]:
        """Return complaints of one category at one place on one day, within some hours."""
        model, hours = self.background(1)[0], self._drawn(self.shape.hours, 2)
        return [
            replace(
                each,
                category=model.category,
                day=model.day,
                location=model.location,
                hours=self.chance.choice(hours),
            )
            for each in self.background(size)
        ]

    def bursts(self, number: int) -> list[Complaint]:
        """Return one-offs of 4 to 15 complaints, so many complaints in all."""
        rows: list[Complaint] = []
        while len(rows) < number:
            rows += self.one_off(self.chance.randint(4, 15))
        return rows[:number]

    def serial(self, name: str, number: int) -> list[Complaint]:
        """Return complaints of one person: always the same, always on one weekday at the same hours."""
        model = self.background(1)[0]
        same_weekday = [day for day in self._days if day.weekday() == model.day.weekday()]
        return [replace(model, customer=name, day=self.chance.choice(same_weekday)) for _ in range(number)]

    def spot(self, pattern: Pattern, number: int) -> list[Complaint]:
        """Return complaints that all lie in a spot."""
        return [self.placed(each, pattern) for each in self.background(number)]

    def placed(self, row: Complaint, pattern: Pattern) -> Complaint:
        """Return a complaint moved into a spot."""
        if pattern.category is not None:
            row = replace(row, category=pattern.category)
        if pattern.location is not None:
            row = replace(row, location=pattern.location)
        match pattern.dimension:
            case Dimension.WEEKDAY:
                days = [day for day in self._days if WEEKDAYS[day.weekday()] == pattern.value]
                return replace(row, day=self.chance.choice(days))
            case Dimension.HOURS:
                return replace(row, hours=pattern.value)
            case Dimension.LOCATION:
                return replace(row, location=pattern.value)
            case Dimension.CHANNEL:
                return replace(row, channel=pattern.value)


def null(seed: int, number: int, shape: Shape | None = None, burst: bool = False) -> list[Complaint]:
    """Return complaints without any spot; with `burst` a fifth are one-offs, and two people are serial."""
    maker = Maker(shape or Shape(), Random(seed), round(number * 0.7))
    if not burst:
        return maker.background(number)
    rows = maker.bursts(number // 5) + maker.serial("serial one", 24) + maker.serial("serial two", 20)
    return rows + maker.background(number - len(rows))


def planted(
    seed: int, number: int, times: int = 3, burst: bool = True
) -> tuple[list[Complaint], set[Pattern]]:
    """Return complaints with three spots of so many times the usual, and these."""
    chance = Random(seed * 7919 + number)
    spots = _spots(chance)
    shape = Shape()
    maker = Maker(shape, chance, round(number * 0.7))
    extra = [
        row for spot in spots for row in maker.spot(spot, round((times - 1) * share_of(spot, shape) * number))
    ]
    return null(seed, number - len(extra), shape, burst) + extra, set(spots)


def _spots(chance: Random) -> list[Pattern]:
    """Return three spots of different categories, each with a fair share of the complaints."""
    a, b, c = chance.sample(CATEGORIES[1:7], 3)
    weekday = Pattern(a, Dimension.WEEKDAY, chance.choice(WEEKDAYS[:5]))
    place_by_weekday = Pattern(
        None, Dimension.WEEKDAY, chance.choice(WEEKDAYS[:5]), chance.choice(PLACES[1:6])
    )
    rest = [
        Pattern(b, Dimension.LOCATION, chance.choice(PLACES[:6])),
        Pattern(c, Dimension.HOURS, chance.choice(BANDS[2:5])),
        Pattern(c, Dimension.CHANNEL, chance.choice(CHANNELS[1:4])),
        place_by_weekday,
    ]
    return [weekday, *chance.sample(rest, 2)]


def share_of(pattern: Pattern, shape: Shape) -> float:
    """Return the share of all complaints that would usually lie in a spot."""
    rows, row = (
        (shape.places, pattern.location) if pattern.category is None else (shape.categories, pattern.category)
    )
    columns: dict[Dimension, Mapping[str, float]] = {
        Dimension.WEEKDAY: dict(zip(WEEKDAYS, shape.weekdays, strict=True)),
        Dimension.HOURS: shape.hours,
        Dimension.LOCATION: shape.places,
        Dimension.CHANNEL: shape.channels,
    }
    column = columns[pattern.dimension]
    return rows[row or ""] / sum(rows.values()) * column[pattern.value] / sum(column.values())


def shuffled(rows: Sequence[Complaint], chance: Random) -> list[Complaint]:
    """Return the complaints with their days and hours dealt out anew."""
    times = [(row.day, row.hours) for row in rows]
    chance.shuffle(times)
    return [replace(row, day=day, hours=hours) for row, (day, hours) in zip(rows, times, strict=True)]


def votes(rows: Iterable[Complaint]) -> list[Occurrence]:
    """Return the complaints that count: the first of a customer and category in each block."""
    by_person: dict[str, list[Occurrence]] = {}
    for number, row in enumerate(rows):
        at = datetime.combine(row.day, time(int(row.hours[:2] or 0)), UTC)
        texts = row.hours, row.category, row.location, row.channel, row.customer
        by_person.setdefault(row.customer, []).append(Occurrence(f"{number:07}", row.day, *texts, at))
    counted = [anonymous(each) for each in by_person.pop("", ())]
    counted += [each for visits in by_person.values() for each in judged(visits)]
    return [each for each in counted if each.votes]


def period_of(rows: Iterable[Occurrence]) -> Period:
    """Return whole days from the first complaint to the last; of none, one day."""
    days = [each.day.toordinal() for each in rows] or [MONDAY.toordinal()]
    return Period(date.fromordinal(min(days)), date.fromordinal(max(days) + 1))


def counts_of(counted: Sequence[Occurrence], period: Period | None = None) -> Counts:
    """Return the counts of occurrences, those of a period if one is given."""
    period = period or period_of(counted)
    inside = [each for each in counted if period.holds(each.day)]
    cells = []
    for dimension in ("location", "hours", "channel"):
        found: dict[tuple[str, str], Counter[int]] = {}
        for each in inside:
            key = each.category, getattr(each, dimension)
            found.setdefault(key, Counter())[each.day.toordinal()] += 1
        cells.append(found)
    return Counts(period, *cells)


def holds(pattern: Pattern, each: Occurrence) -> bool:
    """Say whether an occurrence lies in a spot."""
    if pattern.category not in (None, each.category) or pattern.location not in (None, each.location):
        return False
    if pattern.dimension is Dimension.WEEKDAY:
        return WEEKDAYS[each.day.weekday()] == pattern.value
    return bool(getattr(each, pattern.dimension.value) == pattern.value)


def persons_behind(pattern: Pattern, counted: Iterable[Occurrence]) -> Persons:
    """Return who stands behind a spot."""
    known = Counter(each.person for each in counted if holds(pattern, each))
    nameless = known.pop("", 0)
    return Persons(len(known) + nameless, max([*known.values(), min(nameless, 1)]))


def found(counted: Sequence[Occurrence], period: Period | None = None) -> tuple[Finding, ...]:
    """Return what the detector finds, the whole way."""
    period = period or period_of(counted)
    inside = [each for each in counted if period.holds(each.day)]
    screened = screen(counts_of(inside, period), NAMES)
    persons = {each.pattern: persons_behind(each.pattern, inside) for each in screened.candidates}
    return findings(screened, persons, NAMES)
