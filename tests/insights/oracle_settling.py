"""The oracle's counting once and its one-offs: lists of rows from which rows are left out."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction
from math import exp
from statistics import median
from zlib import crc32

from insights.making_complaints import Complaint


def voting(rows: Sequence[Complaint]) -> list[Complaint]:
    kept, known = [], set()
    for row in sorted(rows, key=lambda row: (row.day, row.hours[:2] or "00")):
        mine = row.customer, row.category, (row.day.toordinal() + crc32(row.customer.encode()) % 28) // 28
        if row.customer and mine in known:
            continue
        known.add(mine)
        kept.append(row)
    return kept


def rounded(number: Fraction) -> int:
    return max(1, int(number + Fraction(1, 2)))


def too_many(mean: Fraction) -> int:
    """Return the 99.9 % quantile of Poisson."""
    k, term = 0, exp(-float(mean))
    below = term
    while below < 0.999:
        k += 1
        term *= float(mean) / k
        below += term
    return k


def shared_out(there: Mapping[str, int], total: int) -> dict[str, int]:
    every = sum(there.values())
    exact = {name: Fraction(count * total, every) for name, count in there.items()}
    given = {name: int(share) for name, share in exact.items()}
    for name in sorted(exact, key=lambda name: (given[name] - exact[name], name)):
        if sum(given.values()) < total:
            given[name] += 1
    return given


def reduced(
    rows: Iterable[Complaint], group: Callable[[Complaint], object], keep: Mapping[object, int]
) -> list[Complaint]:
    """Return the rows without those of a group beyond how many it may keep."""
    met, left = Counter[object](), []
    for row in rows:
        met[group(row)] += 1
        if met[group(row)] <= keep.get(group(row), 10**9):
            left.append(row)
    return left


class Margins:
    """What is usual, by the rows that count so far."""

    def __init__(self, rows: list[Complaint], first: date, last: date) -> None:
        self.rows, self.first, self.last = rows, first, last
        self.n = len(rows)
        self.dates = Counter((first + timedelta(i)).weekday() for i in range((last - first).days + 1))
        self.of_weekday = Counter(row.day.weekday() for row in rows)
        self.of_day = Counter(row.day for row in rows)
        self.of_category = Counter(row.category for row in rows)
        self.of_place = Counter(row.location for row in rows)
        self.category_weekday = Counter((row.category, row.day.weekday()) for row in rows)
        self.category_day = Counter((row.category, row.day) for row in rows)
        self.category_place = Counter((row.category, row.location) for row in rows)
        self.place_day = Counter((row.location, row.day) for row in rows)
        self.cell = Counter((row.category, row.location, row.day) for row in rows)

    def share(self, weekday: int) -> Fraction:
        return (
            Fraction(self.of_weekday[weekday], self.n * self.dates[weekday])
            if self.dates[weekday]
            else Fraction(0)
        )

    def daily(self, category: str, weekday: int) -> Fraction:
        if not self.dates[weekday]:
            return Fraction(0)
        own = Fraction(self.category_weekday[category, weekday], self.dates[weekday])
        return max(self.of_category[category] * self.share(weekday), own)

    def busy(self, category: str, day: date) -> Fraction:
        w = day.weekday()
        others = self.of_day[day] - self.category_day[category, day]
        rest = 1 - Fraction(self.of_category[category], self.n)
        elsewhere = Fraction(others + 1) / (Fraction(self.of_weekday[w], self.dates[w]) * rest + 1)
        near = [day + timedelta(i) for i in range(-14, 15) if i]
        near = [each for each in near if self.first <= each <= self.last]
        usual = median([self.daily(category, each.weekday()) for each in near]) if near else 0
        now = median([self.category_day[category, each] for each in near]) if near else 0
        return max(Fraction(1), elsewhere, Fraction(now) / usual if usual else Fraction(1))

    def place_mean(self, category: str, place: str, day: date) -> Fraction:
        w = day.weekday()
        there = self.category_place[category, place] * self.share(w)
        spread = Fraction(self.category_weekday[category, w] * self.of_place[place], self.n * self.dates[w])
        others = self.place_day[place, day] - self.cell[category, place, day]
        rest = 1 - Fraction(self.of_category[category], self.n)
        busy_here = Fraction(others + 1) / (self.of_place[place] * self.share(w) * rest + 1)
        return max(there, spread) * max(self.busy(category, day), busy_here)

    def mean(self, category: str, day: date) -> Fraction:
        return self.daily(category, day.weekday()) * self.busy(category, day)


OneOff = tuple[date, str | None, str | None, int, Fraction]
Here = dict[str | None, tuple[int, Fraction]]
Daily = Counter[tuple[str, date]]
AtPlaces = dict[tuple[str, str, date], tuple[int, Fraction]]


class Settling:
    """Takes one-offs out: three lists of rows are left, one for each dimension, and what was told."""

    def __init__(self, counted: list[Complaint]) -> None:
        first, last = min(row.day for row in counted), max(row.day for row in counted)
        margins = Margins(counted, first, last)
        for _ in range(2):
            judged_by = margins
            left, at_places = self._pass(counted, margins)
            margins = Margins(left, first, last)
        daily = Counter((row.category, row.day) for row in left)
        floods = self._floods(left, counted, daily)
        self.location = self._scaled(left, "location", daily)
        self.hours = self._scaled(counted, "hours", daily)
        self.channel = self._scaled(counted, "channel", daily)
        told = [
            each
            for each in self._told(counted, judged_by, at_places)
            if each[3] >= 5 and each[3] >= 2 * each[4]
        ]
        told += floods
        told.sort(
            key=lambda each: (
                -round(each[3] - float(each[4]), 6),
                -each[0].toordinal(),
                each[1] or "",
                each[2] or "",
            )
        )
        self.incidents = [(day, c, place or None, seen, float(mean)) for day, c, place, seen, mean in told]

    def _pass(self, counted: list[Complaint], margins: Margins) -> tuple[list[Complaint], AtPlaces]:
        cells = Counter((row.category, row.location, row.day) for row in counted)
        keep: dict[object, int] = {}
        at_places: AtPlaces = {}
        for (category, place, day), seen in cells.items():
            if seen > 2:
                mean = margins.place_mean(category, place, day)
                if seen > max(2, too_many(mean)):
                    keep[category, place, day] = rounded(mean)
                    at_places[category, place, day] = seen, mean
        places = reduced(counted, lambda row: (row.category, row.location, row.day), keep)
        totals = Counter((row.category, row.day) for row in places)
        for (category, day), seen in list(totals.items()):
            if seen > 3:
                mean = margins.mean(category, day)
                if seen > max(3, too_many(mean)):
                    totals[category, day] = rounded(mean)
        return self._scaled(places, "location", totals), at_places

    def _scaled(self, rows: list[Complaint], dimension: str, daily: Daily) -> list[Complaint]:
        groups: dict[tuple[str, date], Counter[str]] = defaultdict(Counter)
        for row in rows:
            groups[row.category, row.day][getattr(row, dimension)] += 1
        keep: dict[object, int] = {
            (*group, value): count
            for group, there in groups.items()
            for value, count in shared_out(there, daily[group]).items()
        }
        return reduced(rows, lambda row: (row.category, row.day, getattr(row, dimension)), keep)

    def _floods(self, left: list[Complaint], counted: list[Complaint], daily: Daily) -> list[OneOff]:
        first, last = min(row.day for row in counted), max(row.day for row in counted)
        days = [first + timedelta(i) for i in range((last - first).days + 1)]
        seen, raw = Counter(row.day for row in left), Counter(row.day for row in counted)
        middle = median(seen[day] for day in days)
        distance = median(abs(seen[day] - middle) for day in days)
        floods: list[OneOff] = []
        for day in days:
            same = [seen[each] for each in days if each.weekday() == day.weekday()]
            usual = max(middle, median(same)) if len(same) >= 3 else middle
            bound = usual + 6 * 1.4826 * max(distance, (usual + 1) ** 0.5)
            if seen[day] > bound and seen[day] >= 2 * usual:
                there = {category: count for (category, on), count in daily.items() if on == day}
                for category, count in shared_out(there, rounded(Fraction(usual))).items():
                    daily[category, day] = count
                floods.append((day, None, None, raw[day], Fraction(usual)))
        return floods

    def _told(self, counted: list[Complaint], margins: Margins, at_places: AtPlaces) -> list[OneOff]:
        told: list[OneOff] = []
        whole = Counter((row.category, row.day) for row in counted)
        for (category, day), seen in whole.items():
            here: Here = {p: found for (c, p, d), found in at_places.items() if (c, d) == (category, day)}
            mean = margins.mean(category, day)
            if seen > max(3, too_many(mean)):
                main: Here = {place: found for place, found in here.items() if found[0] * 2 > seen}
                here = main or {None: (seen, mean)}
            told += [(day, category, place, *found) for place, found in here.items()]
        return told
