"""When typing is due to be saved: at every pause, at least once a second, at every boundary."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aware_tui.services.pen import AT_MOST, HOLD, PAUSE, Pen


def test_an_untouched_pen_has_nothing_to_save() -> None:
    pen = Pen()
    assert not pen
    assert pen.due(1e9) == pen.all() == ()
    assert not pen.may_hold("note", 0)
    pen.lift("note")
    assert not pen


@pytest.mark.parametrize(
    ("keys", "now", "due"),
    [
        ([0.0], 0.2, False),
        ([0.0], 0.25, True),
        ([0.0, 0.2], 0.4, False),
        ([0.0, 0.2, 0.4, 0.6, 0.8], 0.89, False),
        ([0.0, 0.2, 0.4, 0.6, 0.8], 0.9, True),
        ([5.0], 4.0, False),
    ],
    ids=["no pause yet", "a pause", "still typing", "still typing fast", "long enough", "a beat too early"],
)
def test_a_place_is_due_after_a_pause_or_after_long_enough(keys: list[float], now: float, due: bool) -> None:
    pen = Pen()
    for at in keys:
        pen.touch("note", at)
    assert pen.due(now) == (("note",) if due else ())


@given(st.lists(st.floats(0.0, 0.2), min_size=1, max_size=60))
def test_no_typing_however_steady_waits_longer_than_a_second(gaps: list[float]) -> None:
    pen, now, oldest = Pen(), 100.0, None
    for gap in gaps:
        now += gap
        if pen.due(now):
            pen.lift("note")
            oldest = None
        oldest = now if oldest is None else oldest
        pen.touch("note", now)
        assert now - oldest <= AT_MOST + 0.2
    assert pen.due(now + PAUSE) == ("note",)


def test_each_place_has_its_own_time_in_the_order_they_were_touched() -> None:
    pen = Pen()
    pen.touch("first", 0.0)
    pen.touch("second", 0.2)
    pen.touch("first", 0.1)
    assert pen.due(0.4) == ("first",)
    assert pen.all() == ("first", "second")
    pen.lift("first")
    assert pen.all() == ("second",)
    assert pen


def test_a_place_lifted_and_touched_again_begins_anew() -> None:
    pen = Pen()
    pen.touch("note", 0.0)
    pen.lift("note")
    pen.touch("note", 10.0)
    assert pen.due(10.1) == ()


@pytest.mark.parametrize(("waited", "held"), [(0.0, True), (HOLD - 0.01, True), (HOLD, False), (60, False)])
def test_a_growing_number_holds_its_save_for_a_few_seconds_after_the_last_key(
    waited: float, held: bool
) -> None:
    pen = Pen()
    pen.touch("note", 0.0)
    pen.touch("note", 5.0)
    assert pen.may_hold("note", 5.0 + waited) is held
    assert not pen.may_hold("other", 5.0)
