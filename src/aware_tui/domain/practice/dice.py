"""Dice that fall the same way every time: chance for random calls, drawn from a seed."""

from collections.abc import Sequence
from hashlib import sha256
from typing import TypeVar

T = TypeVar("T")

_PARTS = 4
"""Numbers drawn from one hash, of 8 bytes each."""


class Dice:
    """Numbers that look like chance and depend on the seed alone."""

    def __init__(self, seed: str) -> None:
        self._seed = seed
        self._hashed = 0
        self._left: list[int] = []

    def number(self) -> float:
        """Return a number from 0 up to 1."""
        if not self._left:
            digest = sha256(f"{self._seed}/{self._hashed}".encode()).digest()
            self._left = [int.from_bytes(digest[8 * part : 8 * part + 8]) for part in range(_PARTS)]
            self._hashed += 1
        return self._left.pop() / 2**64

    def one_of(self, things: Sequence[T]) -> T:
        """Return one of these."""
        return things[min(int(self.number() * len(things)), len(things) - 1)]

    def mixed(self, things: Sequence[T]) -> list[T]:
        """Return these in another order."""
        return [
            thing
            for _, _, thing in sorted((self.number(), place, thing) for place, thing in enumerate(things))
        ]
