"""One-offs are found, told once, and no more than usual of them counts."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from insights.making_complaints import CATEGORIES, MONDAY, Complaint, Maker, Shape, counts_of, votes

from aware_tui.domain.insights.counts import Cells
from aware_tui.domain.insights.incidents import Settled, settle
from aware_tui.domain.insights.spreading import spread
from aware_tui.domain.insights.usual import totals_of

TUESDAY = MONDAY + timedelta(days=7 * 12 + 1)


def quiet(number: int = 1_000, shape: Shape | None = None) -> Maker:
    return Maker(shape or Shape(named=0), Random(3), number)


def on(rows: list[Complaint], day: date, category: str = "", place: str = "") -> list[Complaint]:
    return [
        replace(row, day=day, category=category or row.category, location=place or row.location)
        for row in rows
    ]


def settled(rows: list[Complaint]) -> Settled:
    return settle(counts_of(votes(rows)))


def kept(found: Settled, day: date, category: str) -> int:
    return found.totals[category][day.toordinal()]


def test_a_flood_of_one_category_at_one_place_is_told_with_its_place() -> None:
    maker = quiet()
    found = settled(maker.background(1_000) + on(maker.background(40), TUESDAY, CATEGORIES[3], "Hull"))
    surge = next(each for each in found.surges if each.observed >= 40)
    assert (surge.category, surge.location, date.fromordinal(surge.day)) == (CATEGORIES[3], "Hull", TUESDAY)
    assert surge.usual < 1
    assert kept(found, TUESDAY, CATEGORIES[3]) <= 4


def test_a_flood_of_one_category_at_all_places_is_told_once_without_a_place() -> None:
    maker = quiet()
    found = settled(maker.background(1_000) + on(maker.background(90), TUESDAY, CATEGORIES[3]))
    told = [each for each in found.surges if each.day == TUESDAY.toordinal()]
    assert [(each.category, each.location) for each in told] == [(CATEGORIES[3], None)]
    assert told[0].observed >= 90


def test_a_day_that_is_busy_with_everything_is_one_incident_of_no_category() -> None:
    maker = quiet()
    found = settled(maker.background(3_000) + on(maker.background(300), TUESDAY))
    told = [each for each in found.surges if each.day == TUESDAY.toordinal()]
    assert [(each.category, each.location) for each in told] == [(None, None)]
    assert told[0].observed >= 300
    assert sum(days.get(TUESDAY.toordinal(), 0) for days in found.totals.values()) == round(told[0].usual)


def test_a_busy_branch_is_not_an_incident_of_every_category() -> None:
    maker = quiet()
    busy = [
        row
        for week in range(26)
        for row in on(maker.background(25), MONDAY + timedelta(weeks=week), place="York")
    ]
    found = settled(maker.background(2_000) + busy)
    assert len(found.surges) <= 3


def test_a_backlog_every_monday_is_no_flood() -> None:
    maker = quiet(shape=Shape(named=0, weekdays=(6, 1, 1, 1, 1, 0.5, 0.5)))
    assert not [each for each in settled(maker.background(6_000)).surges if each.category is None]


def test_a_category_that_begins_halfway_has_no_incident_each_day() -> None:
    maker = quiet()
    begin = MONDAY + timedelta(weeks=13)
    rows = [row for row in maker.background(20_000) if row.category != CATEGORIES[0] or row.day >= begin]
    assert len([each for each in settled(rows).surges if each.category == CATEGORIES[0]]) <= 3


def test_three_of_a_kind_on_a_day_can_stand_out_and_two_never_do() -> None:
    maker = quiet()
    twice = [
        on(maker.background(2), MONDAY + timedelta(days=9 * each), CATEGORIES[11], "Truro")
        for each in range(9)
    ]
    rows = maker.background(60) + [row for pair in twice for row in pair]
    assert not settled(rows).surges


@pytest.mark.parametrize(("number", "told"), [(4, 0), (5, 1)])
def test_a_small_one_off_is_taken_out_and_only_a_larger_one_told(number: int, told: int) -> None:
    maker = quiet()
    rows = [row for row in maker.background(1_000) if row.day != TUESDAY or row.category != CATEGORIES[11]]
    found = settled(rows + on(maker.background(number), TUESDAY, CATEGORIES[11], "Truro"))
    assert len([each for each in found.surges if each.category == CATEGORIES[11]]) == told
    assert kept(found, TUESDAY, CATEGORIES[11]) == 1


def test_the_three_dimensions_keep_as_many_of_each_category_and_day() -> None:
    maker = quiet()
    rows = maker.background(800) + maker.bursts(300) + on(maker.background(200), TUESDAY)
    found = settled(rows)
    expected = {c: {d: n for d, n in days.items() if n} for c, days in found.totals.items()}
    for cells in (found.counts.location, found.counts.hours, found.counts.channel):
        assert totals_of(cells) == expected
        assert all(count > 0 for days in cells.values() for count in days.values())


def test_no_cell_has_more_than_came() -> None:
    maker = quiet()
    counts = counts_of(votes(maker.background(500) + maker.bursts(300)))
    found = settle(counts).counts
    for before, after in ((counts.location, found.location), (counts.hours, found.hours)):
        assert not _more(before, after)


def _more(before: Cells, after: Cells) -> list[tuple[str, str]]:
    return [key for key, days in after.items() if Counter(days) - Counter(before[key])]


def test_nothing_is_settled_at_once() -> None:
    assert settled([]).surges == ()


@given(st.dictionaries(st.text(max_size=3), st.integers(1, 500), min_size=1, max_size=12), st.data())
def test_what_is_spread_adds_up_and_is_never_more_than_there_was(
    counts: dict[str, int], data: st.DataObject
) -> None:
    every = sum(counts.values())
    total = data.draw(st.integers(0, every))
    given = spread(counts, total)
    assert sum(given.values()) == total
    assert all(0 <= given[name] <= count for name, count in counts.items())
    assert all(abs(given[name] - count * total / every) < 1 for name, count in counts.items())
