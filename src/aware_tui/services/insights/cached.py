"""What was found already, so that the same is not counted again while nothing has changed."""

from collections import OrderedDict
from collections.abc import Hashable
from threading import Lock
from typing import Generic, TypeVar

T = TypeVar("T")

MOST = 8
"""Looks that are remembered of each kind, the latest."""


class Remembered(Generic[T]):
    """The latest results by what they were made from; from any thread."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._found: OrderedDict[Hashable, T] = OrderedDict()

    def recall(self, key: Hashable) -> T | None:
        """Return what was made from this before, or None."""
        with self._lock:
            if key in self._found:
                self._found.move_to_end(key)
            return self._found.get(key)

    def keep(self, key: Hashable, made: T) -> None:
        """Remember what was made from this, and forget what was not asked for the longest."""
        with self._lock:
            self._found[key] = made
            self._found.move_to_end(key)
            while len(self._found) > MOST:
                self._found.popitem(last=False)
