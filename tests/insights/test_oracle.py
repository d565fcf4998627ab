"""The count form finds what the row-by-row form finds, on data of every shape."""

from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest
from insights.making_complaints import (
    BANDS,
    CATEGORIES,
    CHANNELS,
    NAMES,
    PLACES,
    Complaint,
    Maker,
    Shape,
    counts_of,
    found,
    planted,
    votes,
)
from insights.oracle import Answer, Told, answer

from aware_tui.domain.insights.detector import screen
from aware_tui.domain.insights.report import Finding
from aware_tui.domain.insights.rising import rising


def any_rows(chance: Random) -> list[Complaint]:
    """Return complaints of a shape that is drawn too: few or many, with one-offs, floods, gaps, persons."""
    shape = Shape(
        weeks=chance.choice((1, 3, 5, 13, 16, 20, 26, 26, 30)),
        categories=_some(CATEGORIES, chance),
        places=_some(PLACES, chance),
        channels=_some(CHANNELS, chance),
        hours=_some(BANDS, chance),
        weekdays=chance.choice(((1.3, 1.1, 1, 1, 1, 0.6, 0.4), (4, 1, 1, 1, 1, 0, 0), (1, 1, 1, 1, 1, 1, 1))),
        named=chance.choice((0.0, 0.5, 1.0)),
        growth=chance.choice((1.0, 1.0, 3.0)),
    )
    number = chance.choice((0, 1, 2, 10, 60, 200, 500, 900, 1500))
    maker = Maker(shape, chance, chance.choice((8, 100, 1000)))
    rows = maker.background(number)
    rows += maker.bursts(chance.choice((0, number // 5))) if number else []
    if chance.random() < 0.4:
        rows += maker.serial("serial", chance.randint(3, 40))
    if chance.random() < 0.4:
        rows += _flood(maker, chance.randint(5, 300))
    if chance.random() < 0.6:
        rows += _lately(maker, chance.randint(10, 60))
    if chance.random() < 0.7 and number > 100:
        rows += planted(chance.randrange(1000), number)[0]
    return [_without(row, chance) for row in rows] if chance.random() < 0.5 else rows


def _some(names: tuple[str, ...], chance: Random) -> dict[str, float]:
    return {name: chance.uniform(0.1, 1) for name in names[: chance.randint(1, len(names))]}


def _flood(maker: Maker, number: int) -> list[Complaint]:
    day = maker.background(1)[0].day
    return [replace(row, day=day) for row in maker.background(number)]


def _lately(maker: Maker, number: int) -> list[Complaint]:
    """Return complaints of one category on the days of the last week but one."""
    model = maker.background(1)[0]
    begin = max(row.day for row in maker.background(40)) - timedelta(days=9)
    return [
        replace(row, category=model.category, day=begin + timedelta(days=maker.chance.randrange(7)))
        for row in maker.background(number)
    ]


def _without(row: Complaint, chance: Random) -> Complaint:
    """Return a complaint that somebody did not fill in whole."""
    category, hours, location, channel = (
        "" if chance.random() < 0.15 else text
        for text in (row.category, row.hours, row.location, row.channel)
    )
    return replace(row, category=category, hours=hours, location=location, channel=channel)


@pytest.mark.sweep(4)
@pytest.mark.parametrize("seed", range(200))
def test_counts_and_rows_agree(seed: int) -> None:
    chance = Random(seed)
    rows = any_rows(chance)
    counted = votes(rows)
    counts = counts_of(counted)
    today = counts.period.until + timedelta(days=chance.randint(0, 9))
    expected = answer(rows, today)
    findings = _figures(found(counted))
    assert [_whole(each) for each in findings] == [_whole(each) for each in expected.findings]
    assert _ratios(findings) == pytest.approx(_ratios(expected.findings), rel=1e-9)
    incidents = screen(counts, NAMES).incidents
    told = [(each.day, each.category, each.location, each.observed) for each in incidents]
    assert told == [each[:4] for each in expected.incidents]
    usual = [each.usual for each in incidents]
    assert usual == pytest.approx([each[4] for each in expected.incidents], rel=1e-9)
    risen = [(r.category, r.week, r.observed, r.usual) for r in rising(counts, today, NAMES)]
    assert risen == expected.rising


@pytest.mark.long
def test_the_data_sets_have_something_to_find() -> None:
    answers = [_answered(seed) for seed in range(60)]
    assert sum(bool(each.findings) for each in answers) >= 15
    assert sum(bool(each.incidents) for each in answers) >= 30
    assert sum(bool(each.rising) for each in answers) >= 5


def _answered(seed: int) -> Answer:
    chance = Random(seed)
    rows = any_rows(chance)
    return answer(rows, counts_of(votes(rows)).period.until + timedelta(days=chance.randint(0, 9)))


def _figures(findings: tuple[Finding, ...]) -> list[Told]:
    return [
        Told(
            each.pattern, each.observed, each.expected, each.ratio, each.ratio_low, each.seen, each.customers
        )
        for each in findings
    ]


def _whole(each: Told) -> tuple[object, ...]:
    return each.pattern, each.observed, each.seen, each.customers


def _ratios(findings: list[Told]) -> list[float]:
    return [number for each in findings for number in (each.expected, each.ratio, each.low)]
