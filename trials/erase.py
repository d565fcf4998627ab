"""A customer is erased: no byte of their words is left in the data, its log or its index."""

from datetime import timedelta
from pathlib import Path
from random import Random

from making import NOW
from privacy.people import a_marked_person, files_with, keep

from aware_tui.config import Settings
from aware_tui.services.privacy import erase, look_at
from trials.verdict import Figure, none

TOGETHER = 20
"""Customers that are in the data at a time, so that some stay while others go."""


def trial(folder: Path, times: int, seed: int) -> list[Figure]:
    """Fill data with so many customers, each with a word of their own everywhere; erase them one by one."""
    chance, left, gone = Random(seed), list[str](), list[str]()
    for first in range(0, times, TOGETHER):
        place = folder / f"{first}"
        place.mkdir(parents=True)
        marks = [
            f"mark{number}q{chance.randrange(10**9)}x"
            for number in range(first, min(first + TOGETHER, times))
        ]
        some_left, some_gone = _erased_one_by_one(place, marks)
        left += some_left
        gone += some_gone
    of = f"{times:,} erased customers"
    return [none("words left", left, of), none("words of others gone", gone, of)]


def _erased_one_by_one(place: Path, marks: list[str]) -> tuple[list[str], list[str]]:
    """Return where words were left, and whose went although they were not asked for."""
    settings = Settings(place, "kim", "UTC", "aware")
    people = [a_marked_person(mark) for mark in marks]
    for _, rows in people:
        keep(place, *rows)
    left, gone = list[str](), list[str]()
    for number, (customer, _) in enumerate(people):
        person = look_at(settings, customer.id)
        unfinished = erase(settings, person, person.to_type, NOW + timedelta(days=1)).unfinished
        left += [f"{marks[number]}: {unfinished}"] if unfinished else []
        left += [f"{marks[number]} in {name}" for name in files_with(place, marks[number], ())]
        gone += [mark for mark in marks[number + 1 :] if not files_with(place, mark, ())]
    return left, gone
