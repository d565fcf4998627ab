"""In which order choices are shown: by a seeded hash, so that the good one is not learnt by its place."""

from collections.abc import Iterable
from hashlib import sha256

from aware_tui.domain.practice.scenario import Choice


def shuffled(choices: Iterable[Choice], seed: str, turn: int) -> tuple[Choice, ...]:
    """Return choices in an order that is the same for the same seed and turn, and looks like chance."""
    return tuple(sorted(choices, key=lambda each: _place(f"{seed}/{turn}/{each.id}")))


def _place(words: str) -> bytes:
    return sha256(words.encode()).digest()
