"""A pattern is held to a time, and is not given up for a machine that was busy."""

from typing import Any

from aware_tui.domain.coaching.pattern import LONG_PATIENCE, STRIKES, Pattern


class Slow:
    """A compiled pattern that takes this many seconds, by what it is told it may take."""

    def __init__(self, real: Any, seconds: float) -> None:
        self._real, self._seconds, self.asked = real, seconds, 0

    def search(self, text: str, timeout: float) -> Any:
        self.asked += 1
        if timeout < self._seconds:
            raise TimeoutError
        return self._real.search(text)

    def finditer(self, text: str, timeout: float) -> Any:
        self.asked += 1
        if timeout < self._seconds:
            raise TimeoutError
        return self._real.finditer(text)


def a_pattern(seconds: float) -> tuple[Pattern, Slow]:
    pattern = Pattern("so sorry", {})
    slow = Slow(pattern.compiled, seconds)
    vars(pattern)["compiled"] = slow
    return pattern, slow


def test_a_pattern_held_up_by_a_busy_machine_goes_on_finding() -> None:
    pattern, _ = a_pattern(LONG_PATIENCE / 2)
    for _ in range(3 * STRIKES):
        assert pattern.search("i am so sorry") == (5, 13)
        assert pattern.every("so sorry, so sorry") == [(0, 8), (10, 18)]


def test_a_pattern_that_outlasts_all_patience_is_not_asked_for_ever() -> None:
    pattern, slow = a_pattern(LONG_PATIENCE * 2)
    for _ in range(3 * STRIKES):
        assert pattern.search("i am so sorry") is None
        assert pattern.every("so sorry") == []
    assert slow.asked == 2 * STRIKES
