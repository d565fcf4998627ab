"""What was typed in a dialog and left comes back over what was kept in another window meanwhile."""

from dataclasses import dataclass, replace
from typing import Any

import pytest

from aware_tui.tui.dialogs.left import handed_on, recalled, remember


@dataclass(frozen=True, slots=True)
class Row:
    title: str = ""
    owner: str = ""
    due: str | None = None


OLD = Row("late", "kim", "May")


@pytest.mark.parametrize(
    ("typed", "now", "wanted"),
    [
        (OLD, replace(OLD, owner="ana"), replace(OLD, owner="ana")),
        (replace(OLD, title="late, late"), OLD, replace(OLD, title="late, late")),
        (replace(OLD, title="mine"), replace(OLD, title="theirs", due=None), Row("mine", "kim", None)),
        (replace(OLD, due=None), replace(OLD, owner="ana"), Row("late", "ana", None)),
    ],
)
def test_only_what_was_changed_comes_back(typed: Row, now: Row, wanted: Row) -> None:
    left: dict[str, Any] = {}
    remember(left, "row", typed, OLD)
    assert recalled(left, "row", now) == wanted
    assert recalled(left, "another", now) == now


def test_lines_come_back_one_by_one() -> None:
    left: dict[str, Any] = {}
    remember(left, "lines", ("a", "mine", ""), ("a", "", ""))
    assert recalled(left, "lines", ("theirs", "", "")) == ("theirs", "mine", "")
    assert recalled(left, "lines", ("theirs", "theirs", "")) == ("theirs", "mine", "")


def test_what_was_not_changed_is_not_kept_and_forgets_what_was() -> None:
    left: dict[str, Any] = {}
    remember(left, "words", "a few", "")
    assert recalled(left, "words", "") == "a few"
    remember(left, "words", "", "")
    assert left == {}


def test_words_of_what_is_gone_go_on_whole() -> None:
    left: dict[str, Any] = {}
    remember(left, "row", replace(OLD, owner="me"), OLD)
    handed_on(left, "row", "new")
    assert recalled(left, "new", Row()) == replace(OLD, owner="me")
    handed_on(left, "row", "new")
    assert list(left) == ["new"]
