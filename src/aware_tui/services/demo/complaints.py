"""The complaints of half a year, drawn from a few rules with dice that always fall the same way."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import product
from typing import Any

from aware_tui.domain.due import both_readings
from aware_tui.domain.practice.dice import Dice
from aware_tui.domain.zones import local_time
from aware_tui.services.demo.people import People, Person

Told = Mapping[str, Any]
"""What the file tells."""

WEEKDAYS = range(7)
MINUTES = 60

MACHINES = 0.6
"""How many of the products they speak of are machines."""


@dataclass(frozen=True, slots=True)
class Complaint:
    """One complaint that came in at `at` (aware UTC), before this program was there."""

    at: datetime
    category: str
    place: str
    channel: str
    words: str = ""
    person: Person | None = None
    minutes: float | None = None
    """To the first answer; None where it is not known."""


@dataclass(frozen=True, slots=True)
class _Day:
    """A day to draw complaints for."""

    week: int
    weekday: int
    date: date
    dice: Dice


def drawn(told: Told, monday: date, zone: str) -> tuple[Complaint, ...]:
    """Return the complaints of the weeks before the one of `monday`, by time, on the clocks of `zone`."""
    people = People(told)
    rules = ({"a_week": told["a_week"]}, *told["more"])
    usual = (
        _complaint(told, rule, day, people, zone)
        for day in _days(told, monday)
        for rule in rules
        for _ in range(_how_many(_expected(rule, told["weekdays"], day), day.dice))
    )
    return tuple(sorted((*usual, *_returning(told, monday, zone)), key=lambda each: each.at))


def _days(told: Told, monday: date) -> Iterator[_Day]:
    for week, weekday in product(range(-told["weeks"], 0), WEEKDAYS):
        dice = Dice(f"{told['seed']}/{week}/{weekday}")
        yield _Day(week, weekday, monday + timedelta(weeks=week, days=weekday), dice)


def _expected(rule: Told, weights: Sequence[float], day: _Day) -> float:
    """Return how many complaints a rule makes on a day, on average."""
    first, last = rule.get("weeks", (day.week, day.week))
    days = rule.get("weekdays", WEEKDAYS)
    if not first <= day.week <= last or day.weekday not in days:
        return 0.0
    share: float = weights[day.weekday] / sum(weights[each] for each in days)
    return float(rule["a_week"]) * share


def _how_many(expected: float, dice: Dice) -> int:
    """Return a number that is `expected` on average: of Poisson's distribution, by Knuth's method."""
    least, left, number = math.exp(-expected), dice.number(), 0
    while left > least:
        number, left = number + 1, left * dice.number()
    return number


def _minute(told: Told, dice: Dice) -> int:
    return int(_weighed(told["hours"], dice)) * MINUTES + int(dice.number() * MINUTES)


def moment(day: date, minute: int, zone: str) -> datetime:
    """Return the aware UTC time of a minute of a day on the clocks of `zone`."""
    return both_readings(datetime.combine(day, time(*divmod(minute, MINUTES))), zone)[0]


def _complaint(told: Told, rule: Told, day: _Day, people: People, zone: str) -> Complaint:
    dice = day.dice
    at = moment(day.date, _minute(told, dice), zone)
    category = rule.get("category") or _weighed(told["categories"], dice)
    place = rule.get("place") or _weighed(told["places"], dice)
    channel = _weighed(told["channels"], dice)
    words = _words(told, rule.get("words") or told["words"][category], dice)
    person = people.one(dice) if dice.number() < told["with_name"] else None
    return Complaint(at, category, place, channel, words, person, _answered(told, channel, day.week, dice))


def _weighed(shares: Mapping[str, float], dice: Dice) -> str:
    """Return one of these names, each as often as its share says."""
    left = dice.number() * sum(shares.values())
    for name, share in shares.items():
        left -= share
        if left < 0:
            return name
    return name


def _words(told: Told, sentences: Sequence[str], dice: Dice) -> str:
    """Return what somebody wrote, of whom there is more than a category."""
    if dice.number() >= told["with_words"]:
        return ""
    machine, furniture = (dice.one_of(told[kind]) for kind in ("machines", "furniture"))
    either = machine if dice.number() < MACHINES else furniture
    said = [dice.one_of(sentences).format(product=either, machine=machine, furniture=furniture)]
    if dice.number() < told["goes_on"]:
        said.append(dice.one_of(told["words"]["then"]))
    return " ".join(said)


def _answered(told: Told, channel: str, week: int, dice: Dice) -> float | None:
    """Return the minutes until somebody answered: mostly half to twice the usual."""
    if dice.number() < told["unanswered"]:
        return None
    faster = told["faster"]
    usual = told["minutes"][channel]
    if channel == faster["channel"] and week >= faster["week"]:
        usual *= faster["times"]
    return float(round(usual * math.exp(2.4 * (dice.number() - 0.5)), 1))


def _returning(told: Told, monday: date, zone: str) -> Iterator[Complaint]:
    """Yield the complaints of those who have been in touch more than once."""
    for each in told["returning"]:
        person = Person(each["name"], each["reference"], each["prefers"])
        for visit in each["visits"]:
            day = monday + timedelta(weeks=visit["week"], days=visit["weekday"])
            at, minutes = moment(day, 10 * MINUTES + 20, zone), told["minutes"][visit["channel"]]
            yield Complaint(
                at, each["category"], each["place"], visit["channel"], visit["words"], person, minutes
            )


def monday_of(now: datetime, zone: str) -> date:
    """Return the first day of the week of `now` on the clocks of `zone`."""
    today = local_time(now, zone).date()
    return today - timedelta(days=today.weekday())
