import json
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aware_tui.web.heard import TALLEST, WIDEST, Hello, NotUnderstood, Resized, Typed, read
from aware_tui.web.limits import Pace

HELLO: dict[str, Any] = {
    "token": "abc_-9", "page": "p1", "width": 80, "height": 24, "session": "", "focused": True
}  # fmt: skip


def test_a_page_says_who_it_is() -> None:
    assert read(json.dumps(["hello", HELLO])) == Hello("abc_-9", "p1", 80, 24, "", True)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("token", "../../etc/passwd"),
        ("token", "x" * 65),
        ("token", None),
        ("session", "--data-dir=/tmp/elsewhere"),
        ("session", "0199' or '1"),
        ("session", "--da"),
        ("page", 7),
        ("width", "80"),
        ("width", True),
        ("height", 24.5),
    ],
)
def test_a_page_that_says_it_wrongly_is_not_understood(name: str, value: object) -> None:
    with pytest.raises(NotUnderstood):
        read(json.dumps(["hello", {**HELLO, name: value}]))


@pytest.mark.parametrize("width", [-5, 0, 10**9])
def test_no_page_makes_a_window_of_any_size(width: int) -> None:
    assert read(json.dumps(["resize", {"width": width, "height": width}])) in (
        Resized(1, 1),
        Resized(WIDEST, TALLEST),
    )


def test_half_a_letter_does_not_stop_the_keys() -> None:
    assert read('["stdin", "a\\ud83d", 3]') == Typed("a?", 3)


@pytest.mark.parametrize(
    "said",
    ["", "{}", "[]", "7", "null", '["open_url", "x"]', '["stdin", "a"]', '["stdin", 5, 1]', "[" * 5000],
)
def test_what_no_page_of_ours_says_is_not_understood(said: str) -> None:
    with pytest.raises(NotUnderstood):
        read(said)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=9), inner, max_size=4),
    max_leaves=9,
)


@settings(max_examples=40)
@given(st.sampled_from(["hello", "stdin", "resize", "focus", "here", "x"]), st.lists(_JSON, max_size=3))
def test_nothing_said_raises_anything_else(name: str, rest: list[Any]) -> None:
    with suppress(NotUnderstood):
        read(json.dumps([name, *rest]))


def test_so_many_come_at_once_and_then_one_after_each_while() -> None:
    pace = Pace(3, 2.0)
    assert [pace.lets(100.0) for _ in range(5)] == [True, True, True, False, False]
    assert [pace.lets(at) for at in (101.0, 102.1, 102.2, 120.0)] == [False, True, False, True]
