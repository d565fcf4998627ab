"""What the look at a period reads is what walking over every session gives."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from zlib import crc32

import pytest
from making import NOW, a_customer, a_head, a_promise, adding

from aware_tui.domain.insights.counts import Persons
from aware_tui.domain.insights.fell import Fell
from aware_tui.domain.insights.patterns import WEEKDAYS, Dimension, Pattern
from aware_tui.domain.insights.period import Period, lately
from aware_tui.domain.insights.report import Incident, Repeats, Totals
from aware_tui.domain.rows import Customer, CustomerMerge, Row, Session
from aware_tui.domain.states import Kind, PromiseState, Status
from aware_tui.store import insights
from aware_tui.store.library import sqlite3
from aware_tui.store.opening import open_file
from aware_tui.store.saving import Versions, apply

DAY = timedelta(days=1)
TODAY = date(2026, 3, 4)
PERIOD = lately(TODAY)
EVER = Period(date.min, date.max)


@pytest.fixture
def db(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    with closing(open_file(tmp_path / "aware.db")) as connection:
        yield connection


def put(db: sqlite3.Connection, *rows: Row) -> None:
    with db:
        db.execute("BEGIN IMMEDIATE")
        apply(db, adding(*rows), Versions(), None)


def a_year(customers: list[Customer]) -> list[Session]:
    """Return 1,500 sessions of a year, at noon in UTC, some of them without a customer or a place."""
    chance = Random(6)
    who = [None, None, *(customer.id for customer in customers)]
    noon = datetime(2025, 3, 5, 12, tzinfo=UTC)
    return [
        a_head(
            zone="UTC",
            started_at=noon + chance.randrange(365) * DAY + chance.randrange(-12, 12) * timedelta(hours=1),
            category=chance.choice(("late", "late", "lines", None)),
            location=chance.choice(("Leeds", "York", "")),
            channel=chance.choice(("phone", "mail")),
            customer_id=chance.choice(who),
        )
        for _ in range(1500)
    ]


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[sqlite3.Connection, list[Session]]]:
    customers = [a_customer() for _ in range(120)]
    heads = a_year(customers)
    with closing(open_file(tmp_path_factory.mktemp("year") / "aware.db")) as db:
        put(db, *customers, *heads)
        yield db, heads


def votes(heads: list[Session], period: Period = PERIOD) -> list[Session]:
    """Return the first session of each customer and category in each 28 days, and all of nobody's."""
    found, voted = [], set()
    for head in sorted(heads, key=lambda head: (head.started_at, head.id)):
        early = crc32(head.customer_id.encode()) % 28 if head.customer_id else 0
        block = (head.customer_id, head.category, (head.started_at.toordinal() + early) // 28)
        if head.customer_id is None or block not in voted:
            voted.add(block)
            found.append(head)
    return [head for head in found if period.holds(head.started_at.date())]


def inside(heads: list[Session]) -> list[Session]:
    return [head for head in heads if PERIOD.holds(head.started_at.date())]


def hours(head: Session) -> str:
    begin = head.started_at.hour - head.started_at.hour % 4
    return f"{begin:02}-{begin + 4:02}"


VALUES: dict[str, Callable[[Session], str]] = {
    "location": lambda head: head.location or "",
    "hours": hours,
    "channel": lambda head: head.channel or "",
}


@pytest.mark.parametrize("dimension", VALUES)
def test_counts_are_the_votes_of_each_day(
    year: tuple[sqlite3.Connection, list[Session]], dimension: str
) -> None:
    db, heads = year
    found = insights.counts(db, PERIOD)
    cells = getattr(found, dimension)
    value = VALUES[dimension]
    wanted = Counter((head.category or "", value(head), head.started_at.toordinal()) for head in votes(heads))
    assert found.period == PERIOD
    assert {(*cell, day): number for cell, days in cells.items() for day, number in days.items()} == wanted


def test_totals_are_the_sums_of_all_sessions(year: tuple[sqlite3.Connection, list[Session]]) -> None:
    db, heads = year
    found, mine = insights.totals(db, PERIOD, NOW), inside(heads)
    days = [head.started_at.date() for head in mine]
    assert (found.sessions, found.counted) == (len(mine), len(votes(heads)))
    assert (found.first_day, found.last_day) == (min(days), max(days))
    weekdays = Counter(WEEKDAYS[day.weekday()] for day in days)
    assert [(line.name, line.count) for line in found.weekdays] == [(day, weekdays[day]) for day in WEEKDAYS]
    assert [line.name for line in found.hours] == ["00-04", "04-08", "08-12", "12-16", "16-20", "20-24"]
    for lines, name in ((found.locations, "location"), (found.channels, "channel"), (found.hours, "hours")):
        assert {line.name: line.count for line in lines} == Counter(map(VALUES[name], mine))
    categories = Counter(head.category or "" for head in mine)
    assert [(line.name, line.count) for line in found.categories] == categories.most_common()
    assert found.categories[-1].running == pytest.approx(1)
    assert found.weeks == tuple(
        sum(0 <= (day - PERIOD.since).days - 7 * week < 7 for day in days) for week in range(26)
    )


def test_repeats_are_the_customers_who_came_back(year: tuple[sqlite3.Connection, list[Session]]) -> None:
    db, heads = year
    same, third, known = set(), set(), set()
    for head in heads:
        day = head.started_at.date()
        if head.customer_id is None or not PERIOD.holds(day):
            continue
        known.add(head.customer_id)
        key = (head.started_at, head.id)
        before = [
            (day - each.started_at.date(), each.category)
            for each in heads
            if each.customer_id == head.customer_id and (each.started_at, each.id) < key
        ]
        if head.category and any(ago < 28 * DAY and of == head.category for ago, of in before):
            same.add(head.customer_id)
        if sum(ago < 90 * DAY for ago, _ in before) >= 2:
            third.add(head.customer_id)
    found = insights.repeats(db, PERIOD)
    assert (found.same, found.third, found.customers) == (len(same), len(third), len(known))
    assert found.sentences == (
        f"{len(same)} of {len(known)} known customers complained of the same thing again within 28 days.",
        f"{len(third)} of {len(known)} known customers complained three times within 90 days.",
    )


PATTERNS = [
    Pattern("late", Dimension.WEEKDAY, "Tuesday"),
    Pattern("late", Dimension.HOURS, "08-12"),
    Pattern("lines", Dimension.LOCATION, "Leeds"),
    Pattern("late", Dimension.CHANNEL, "mail"),
    Pattern(None, Dimension.WEEKDAY, "Sunday", "York"),
    Pattern("late", Dimension.HOURS, "12-16", "Leeds"),
    Pattern("late", Dimension.LOCATION, "nowhere"),
    Pattern("late", Dimension.WEEKDAY, "Someday"),
]


def fits(head: Session, pattern: Pattern) -> bool:
    if pattern.category is not None and head.category != pattern.category:
        return False
    if pattern.location is not None and head.location != pattern.location:
        return False
    if pattern.dimension is Dimension.WEEKDAY:
        return WEEKDAYS[head.started_at.weekday()] == pattern.value
    return VALUES[pattern.dimension](head) == pattern.value


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda pattern: pattern.key)
def test_persons_are_those_who_stand_behind_a_spot(
    year: tuple[sqlite3.Connection, list[Session]], pattern: Pattern, monkeypatch: pytest.MonkeyPatch
) -> None:
    db, heads = year
    mine = [head for head in votes(heads) if fits(head, pattern)]
    known = Counter(head.customer_id for head in mine)
    nobody = known.pop(None, 0)
    exact = Persons(len(known) + nobody, max([*known.values(), min(nobody, 1)], default=0))
    assert insights.persons(db, PERIOD, pattern) == exact
    monkeypatch.setattr(insights, "BIG", 5)
    bound = insights.persons(db, PERIOD, pattern)
    assert bound.at_least is (len(mine) > 5)
    assert bound.customers <= exact.customers
    assert bound.loudest >= exact.loudest


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda pattern: pattern.key)
@pytest.mark.parametrize(("period", "limit"), [(PERIOD, 7), (PERIOD, 2000), (EVER, 2000)])
def test_the_sessions_behind_a_spot_are_listed_newest_first(
    year: tuple[sqlite3.Connection, list[Session]], pattern: Pattern, period: Period, limit: int
) -> None:
    db, heads = year
    mine = [head for head in votes(heads, period) if fits(head, pattern)]
    wanted = [head.id for head in sorted(mine, key=lambda head: (head.started_at, head.id), reverse=True)]
    assert [line.id for line in insights.behind(db, pattern, period, limit)] == wanted[:limit]


@pytest.mark.parametrize(("category", "location"), [("late", "Leeds"), ("late", None), (None, None)])
def test_the_sessions_of_a_day_that_stood_out_are_listed(
    year: tuple[sqlite3.Connection, list[Session]], category: str | None, location: str | None
) -> None:
    db, heads = year
    day = date(2026, 1, 14)
    found = insights.behind_incident(db, Incident(day, category, location, 9, 1, ""), 100)
    wanted = {
        head.id
        for head in votes(heads)
        if head.started_at.date() == day
        and category in (None, head.category)
        and location in (None, head.location)
    }
    assert {line.id for line in found} == wanted
    assert wanted


@pytest.mark.parametrize("once", [False, True])
def test_the_sessions_of_a_category_are_listed(
    year: tuple[sqlite3.Connection, list[Session]], *, once: bool
) -> None:
    db, heads = year
    mine = votes(heads) if once else inside(heads)
    for category in ("late", ""):
        found = insights.behind_category(db, category, PERIOD, 2000, once=once)
        assert {line.id for line in found} == {head.id for head in mine if (head.category or "") == category}


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda pattern: pattern.key)
def test_what_fell_is_counted_in_whole_weeks_on_both_sides(
    year: tuple[sqlite3.Connection, list[Session]], pattern: Pattern
) -> None:
    db, heads = year
    on = date(2026, 1, 20)
    days = [head.started_at.date() for head in votes(heads, EVER) if fits(head, pattern)]
    before = sum(timedelta(0) < on - day <= 84 * DAY for day in days)
    after = sum(timedelta(0) < day - on <= 42 * DAY for day in days)
    assert insights.fell(db, pattern, on, TODAY) == Fell(before, after, 12, 6)


def test_an_empty_file_has_nothing_to_say(db: sqlite3.Connection) -> None:
    spot = PATTERNS[0]
    assert insights.mark(db) == 0
    assert insights.days_with_data(db) is None
    assert insights.counts(db, PERIOD).location == {}
    empty = insights.totals(db, PERIOD, NOW)
    assert empty == replace(Totals(), weekdays=empty.weekdays, weeks=(0,) * 26)
    assert [line.count for line in empty.weekdays] == [0] * 7
    assert insights.repeats(db, PERIOD) == Repeats()
    assert insights.persons(db, PERIOD, spot) == Persons(0, 0)
    assert insights.behind(db, spot, EVER, 10) == ()
    assert insights.fell(db, spot, TODAY, TODAY) == Fell(0, 0, 0, 0)


def test_what_does_not_count_is_in_no_figure(db: sqlite3.Connection) -> None:
    counts_in = a_head(category="late", zone="UTC")
    practice = a_head(category="late", zone="UTC", kind=Kind.PRACTICE)
    put(db, counts_in, practice, a_head(category="late", zone="UTC", status=Status.DISCARDED))
    late = timedelta(days=-1)
    put(
        db,
        a_promise(counts_in.id, due_at=NOW + late),
        a_promise(counts_in.id, due_at=None),
        a_promise(practice.id, due_at=NOW + late),
        a_promise(counts_in.id, due_at=NOW + late, state=PromiseState.KEPT),
    )
    found = insights.totals(db, PERIOD, NOW)
    assert (found.sessions, found.open_promises, found.overdue) == (1, 2, 1)
    assert insights.days_with_data(db) == Period(TODAY, TODAY + timedelta(days=1))
    assert [line.id for line in insights.behind_category(db, "late", PERIOD, 9)] == [counts_in.id]


def test_merged_customers_are_one_person(db: sqlite3.Connection) -> None:
    one, other = a_customer(), a_customer()
    put(db, one, other, *(a_head(category="late", customer_id=each.id) for each in (one, other)))
    spot = Pattern("late", Dimension.WEEKDAY, "Wednesday")
    assert insights.persons(db, PERIOD, spot) == Persons(2, 1)
    at = insights.mark(db)
    put(db, CustomerMerge("m", one.id, other.id, NOW, "kim"))
    assert insights.persons(db, PERIOD, spot) == Persons(1, 1)
    assert insights.repeats(db, PERIOD).sentences == (
        "1 of 1 known customer complained of the same thing again within 28 days.",
    )
    assert insights.mark(db) == at + 1
