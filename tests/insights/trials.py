"""Trials of the detector on made-up complaints: what it finds that is there, and what that is not."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from insights.making_complaints import (
    CATEGORIES,
    CHANNELS,
    MONDAY,
    NAMES,
    Complaint,
    Maker,
    Shape,
    counts_of,
    found,
    null,
    planted,
    shuffled,
    votes,
)

from aware_tui.domain.insights.patterns import WEEKDAYS, Dimension, Pattern
from aware_tui.domain.insights.period import Period
from aware_tui.domain.insights.rising import rising

HALF_A_YEAR = 26
Made = Callable[[int], list[Complaint]]
"""Complaints by seed."""

TIMES = (Dimension.WEEKDAY, Dimension.HOURS)


@dataclass(frozen=True)
class Hits:
    """How many planted spots were found, and how much of what was found was planted."""

    hits: int
    planted: int
    false: int

    @property
    def recall(self) -> float:
        return self.hits / self.planted

    @property
    def precision(self) -> float:
        return self.hits / max(1, self.hits + self.false)


def planted_found(number: int, seeds: Iterable[int]) -> Hits:
    """Return what is found of three-fold spots among one-offs and serial complainers."""
    hits = there = false = 0
    for seed in seeds:
        rows, spots = planted(seed, number)
        patterns = {each.pattern for each in found(votes(rows))}
        hits, there, false = hits + len(patterns & spots), there + len(spots), false + len(patterns - spots)
    return Hits(hits, there, false)


def false_findings(rows: Made, seeds: Sequence[int]) -> float:
    """Return the mean number of findings of a run where nothing keeps happening."""
    return sum(len(found(votes(rows(seed)))) for seed in seeds) / len(seeds)


def shuffles_with_time(seed: int, number: int, shuffles: int) -> float:
    """Return the share of shuffles of dates and hours after which a weekday or hours are still found."""
    rows, _ = planted(seed, number)
    maker = Maker(Shape(), Random(seed), number)
    rows += maker.spot(Pattern(CATEGORIES[7], Dimension.CHANNEL, CHANNELS[1]), number // 30)
    rows += maker.spot(Pattern(CATEGORIES[1], Dimension.LOCATION, "Hull"), number // 20)
    return sum(_time_found(shuffled(rows, Random(each))) for each in range(shuffles)) / shuffles


def many_places(seed: int, number: int) -> list[Complaint]:
    """Return complaints at fifty places, each with a mix of categories of its own."""
    chance = Random(seed)
    shape = Shape(places={f"place {rank:02}": 1 / (rank + 1) for rank in range(50)})
    mixes = {
        place: [share * chance.lognormvariate(0, 1) for share in shape.categories.values()]
        for place in shape.places
    }
    rows = Maker(shape, chance, number).background(number)
    return [replace(row, category=chance.choices(CATEGORIES, mixes[row.location])[0]) for row in rows]


def lasting(seed: int, days: int = 7, number: int = 21) -> list[Complaint]:
    """Return half a year, and a matter of some days in a row that came by letter, a few of them a day."""
    maker = Maker(Shape(), Random(seed), 700)
    begin, matter = MONDAY + timedelta(days=80), Pattern(CATEGORIES[4], Dimension.CHANNEL, "letter")
    rows = maker.spot(matter, number)
    lasted = [replace(row, day=begin + timedelta(days=n % days)) for n, row in enumerate(rows)]
    return maker.background(1_000) + lasted


def places_shuffled(files: Iterable[int], number: int, shuffles: int) -> float:
    """Return the share of shuffles of times with any, in files whose places really differ."""
    tries = [(many_places(seed, number), Random(each)) for seed in files for each in range(shuffles)]
    return sum(_time_found(shuffled(rows, chance)) for rows, chance in tries) / len(tries)


def _time_found(rows: Sequence[Complaint]) -> bool:
    return any(each.pattern.dimension in TIMES for each in found(votes(rows)))


def new_a_week(seeds: Sequence[int], burst: bool, a_half_year: int = 1_000) -> float:
    """Return how many findings a week are new when nothing keeps happening, over half a year of weeks."""
    new = 0
    for seed in seeds:
        counted = votes(null(seed, 2 * a_half_year, Shape(weeks=2 * HALF_A_YEAR), burst))
        before = {each.pattern for each in found(counted, window(0))}
        for week in range(1, HALF_A_YEAR + 1):
            now = {each.pattern for each in found(counted, window(week))}
            new += len(now - before)
            before = now
    return new / (len(seeds) * HALF_A_YEAR)


def window(week: int, weeks: int = HALF_A_YEAR) -> Period:
    """Return so many weeks from a week on."""
    since = MONDAY + timedelta(weeks=week)
    return Period(since, since + timedelta(weeks=weeks))


def flooded(seed: int, number: int = 190) -> list[Complaint]:
    """Return half a year, and one Tuesday with a flood of one category at every place."""
    maker = Maker(Shape(), Random(seed), 700)
    tuesday = MONDAY + timedelta(days=7 * 12 + 1)
    flood = [replace(row, category=CATEGORIES[2], day=tuesday) for row in maker.background(number)]
    return maker.background(1_000) + flood


def serial(seed: int, number: int = 60) -> list[Complaint]:
    """Return half a year, and one person who complains twice each Tuesday and more."""
    maker = Maker(Shape(), Random(seed), 700)
    return maker.background(1_000) + maker.serial("again and again", number)


def one_week(seed: int) -> list[Complaint]:
    """Return one week of many complaints, most of one category on its Tuesday."""
    maker = Maker(Shape(weeks=1), Random(seed), 700)
    spot = Pattern(CATEGORIES[2], Dimension.WEEKDAY, "Tuesday")
    return maker.background(300) + maker.spot(spot, 60)


def weekdays_found(rows: Made, seeds: Iterable[int]) -> int:
    """Return how many findings are of the last complaint's weekday, and of its category or a place."""
    return sum(_about_last(rows(seed)) for seed in seeds)


def _about_last(rows: list[Complaint]) -> int:
    last, weekday = rows[-1], WEEKDAYS[rows[-1].day.weekday()]
    patterns = [each.pattern for each in found(votes(rows)) if each.pattern.dimension is Dimension.WEEKDAY]
    return sum(each.value == weekday and each.category in (None, last.category) for each in patterns)


def tuesdays_found(seeds: Iterable[int]) -> int:
    """Return how often one more complaint each Tuesday for half a year is found among 600 others."""
    pattern = Pattern(CATEGORIES[5], Dimension.WEEKDAY, WEEKDAYS[1])
    times = 0
    for seed in seeds:
        maker = Maker(Shape(), Random(seed), 420)
        more = [
            replace(row, category=CATEGORIES[5], day=MONDAY + timedelta(days=7 * week + 1))
            for week, row in enumerate(maker.background(HALF_A_YEAR))
        ]
        times += pattern in {each.pattern for each in found(votes(maker.background(600) + more))}
    return times


def false_rises(seeds: Sequence[int], burst: bool, a_half_year: int = 1_000) -> float:
    """Return how many rises a week are told when nothing rises, over half a year of weeks."""
    rises = 0
    for seed in seeds:
        counted = votes(null(seed, 2 * a_half_year, Shape(weeks=2 * HALF_A_YEAR), burst))
        for week in range(HALF_A_YEAR):
            period = window(week)
            rises += len(rising(counts_of(counted, period), period.until, NAMES))
    return rises / (len(seeds) * HALF_A_YEAR)


def rises_seen(seeds: Sequence[int], burst: bool, weekly: float = 4) -> float:
    """Return the share of three-fold steps, of so many complaints a week, seen in their first two weeks."""
    seen = 0
    for seed in seeds:
        chance = Random(seed)
        rows = null(seed, 1_000, burst=burst)
        maker = Maker(Shape(weeks=2), chance, 700)
        begin = MONDAY + timedelta(weeks=HALF_A_YEAR)
        usual = maker.background(round(1_000 / HALF_A_YEAR * 2))
        category = CATEGORIES[4]
        more = [replace(row, category=category) for row in maker.background(round(weekly * 2 * 2))]
        rows += [replace(row, day=row.day + (begin - MONDAY)) for row in [*usual, *more]]
        counted = votes(rows)
        days = [begin + timedelta(weeks=week) for week in (1, 2)]
        seen += any(_rises(counted, day, category) for day in days)
    return seen / len(seeds)


def _rises(counted: Sequence[object], today: date, category: str) -> bool:
    period = Period(today - timedelta(weeks=HALF_A_YEAR), today)
    told = rising(counts_of(counted, period), today, NAMES)  # type: ignore[arg-type]
    return category in {each.category for each in told}


def _midway(rows: list[Complaint]) -> list[Complaint]:
    begin = MONDAY + timedelta(weeks=HALF_A_YEAR // 2)
    return [row for row in rows if row.category != CATEGORIES[2] or row.day >= begin]


def _few_customers(rows: list[Complaint], chance: Random) -> list[Complaint]:
    return [replace(row, customer=f"customer {chance.randrange(60)}") for row in rows]


MESSY: dict[str, Made] = {
    "days without times": lambda seed: [replace(row, hours="") for row in null(seed, 3_000)],
    "a category begins halfway": lambda seed: _midway(null(seed, 3_000)),
    "the same with 60,000": lambda seed: _midway(null(seed, 60_000)),
    "closed at weekends": lambda seed: null(seed, 3_000, Shape(weekdays=(1.3, 1, 1, 1, 1, 0, 0))),
    "backlog on Mondays": lambda seed: null(seed, 3_000, Shape(weekdays=(4, 1, 1, 1, 1, 0.3, 0.1))),
    "one category of 60 %": lambda seed: null(seed, 3_000, Shape(categories=_huge())),
    "500 places": lambda seed: null(seed, 3_000, Shape(places={f"place {i}": 1 + i % 5 for i in range(500)})),
    "three times as many at the end": lambda seed: null(seed, 3_000, Shape(growth=3)),
    "two weeks of holidays": lambda seed: null(seed, 3_000, Shape(closed=((60, 74),))),
    "60 customers behind everything": lambda seed: _few_customers(null(seed, 3_000), Random(seed)),
    "nobody is named": lambda seed: null(seed, 3_000, Shape(named=0), burst=True),
}
"""Shapes of real files in which nothing keeps happening."""


def _huge() -> dict[str, float]:
    others = Shape().categories
    return {"huge": 1.5 * sum(others.values()), **others}
