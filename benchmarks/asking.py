"""Asks the same both ways in turn: milliseconds on the clock, and those that the processor was busy for."""

import time
from collections.abc import Callable, Iterable
from typing import Final

from benchmarks.verdict import BUSY, Pairs

TIMES: Final = 5
SLOW_MS: Final = 1_500.0
"""What takes this long by hand is asked by hand once only."""

Ask = Callable[[], object]
Both = tuple[Ask, Ask]
"""By hand, and through the store."""

Taken = tuple[float, float]
"""Milliseconds on the clock, and of the processor."""


def asked(questions: Iterable[tuple[str, Both]]) -> Pairs:
    """Ask each question, once unmeasured first; returns both measures of it."""
    found: Pairs = {}
    for measure, (by_hand, by_store) in questions:
        rounds = _rounds(by_hand, by_store)
        found[measure] = [(hand[0], store[0]) for hand, store in rounds]
        found[measure + BUSY] = [(hand[1], store[1]) for hand, store in rounds]
    return found


def _rounds(by_hand: Ask, by_store: Ask) -> list[tuple[Taken, Taken]]:
    first = _taken(by_hand)
    _taken(by_store)
    if first[0] > SLOW_MS:
        return [(first, _taken(by_store)) for _ in range(TIMES)]
    return [(_taken(by_hand), _taken(by_store)) for _ in range(TIMES)]


def _taken(ask: Ask) -> Taken:
    begin, busy = time.perf_counter(), time.thread_time()
    ask()
    return (time.perf_counter() - begin) * 1000, (time.thread_time() - busy) * 1000
