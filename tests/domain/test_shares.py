"""Lists that add up, and customers who came back, in words with their counts."""

import pytest

from aware_tui.domain.insights.repeated import repeats_of
from aware_tui.domain.insights.report import Share
from aware_tui.domain.insights.shares import shares


def test_the_most_come_first_and_all_of_them_make_one() -> None:
    assert shares({"late": 1, "lines": 2, "": 1}) == (
        Share("lines", 2, 0.5, 0.5),
        Share("", 1, 0.25, 0.75),
        Share("late", 1, 0.25, 1.0),
    )


def test_a_given_order_stays_and_has_every_line() -> None:
    assert shares({"Tue": 3}, ("Mon", "Tue")) == (Share("Mon", 0, 0.0, 0.0), Share("Tue", 3, 1.0, 1.0))


def test_nothing_has_no_lines_and_no_shares() -> None:
    assert shares({}) == ()
    assert shares({}, ("Mon",)) == (Share("Mon", 0, 0.0, 0.0),)


SAID = [
    ((0, 0, 9), ()),
    (
        (14, 3, 1230),
        (
            "14 of 1,230 known customers complained of the same thing again within 28 days.",
            "3 of 1,230 known customers complained three times within 90 days.",
        ),
    ),
    ((0, 1, 1), ("1 of 1 known customer complained three times within 90 days.",)),
]


@pytest.mark.parametrize(("counts", "sentences"), SAID)
def test_who_came_back_is_said_with_the_counts(
    counts: tuple[int, int, int], sentences: tuple[str, ...]
) -> None:
    assert repeats_of(*counts).sentences == sentences
