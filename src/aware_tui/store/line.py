"""The line in which changes and questions wait for the writer; safe from any thread."""

import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any

from aware_tui.domain.session import Change
from aware_tui.store.batch import Waiting
from aware_tui.store.database import Database

LINGER = 0.02
"""Seconds that a change waits in the line before it is served: what made it is painted meanwhile."""


@dataclass(frozen=True, slots=True)
class Question:
    """A deed on the connection whose answer somebody waits for."""

    deed: Callable[[Database], Any]
    answer: Future[Any]


class Line:
    """First come, first served, but for questions that may go ahead."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._line: deque[Waiting | Question] = deque()
        self._ahead: deque[Question] = deque()
        self._asked = self._saved = 0
        self._closed = self._hurry = self._left = False

    def add_change(self, change: Change, holder: str | None) -> int:
        """Put a change at the end and return its ticket; RuntimeError after closing."""
        with self._changed:
            if self._closed:
                raise RuntimeError("nothing can be saved after the writer was closed")
            self._asked += 1
            self._line.append(Waiting(self._asked, change, holder))
            self._changed.notify_all()
            return self._asked

    def add_question(self, question: Question, ahead: bool) -> bool:
        """Put a question at the end, or ahead of all changes; False if nobody will answer it."""
        with self._changed:
            if self._closed or self._left:
                return False
            (self._ahead if ahead else self._line).append(question)
            self._changed.notify_all()
            return True

    def close(self) -> None:
        """Take nothing more; what stands in the line is still served, at once."""
        with self._changed:
            self._closed = self._hurry = True
            self._changed.notify_all()

    def leave(self) -> None:
        """Serve nobody any more; the changes that wait stay in the line."""
        with self._changed:
            self._left = self._hurry = True
            self._changed.notify_all()

    def unanswered(self) -> list[Question]:
        """Take out and return the questions that still wait."""
        with self._changed:
            found = [*self._ahead, *(work for work in self._line if isinstance(work, Question))]
            self._ahead.clear()
            self._line = deque(work for work in self._line if not isinstance(work, Question))
            return found

    def next(self, single: bool) -> list[Waiting] | Question | None:
        """Wait for work: a question, or the changes up to the next one; None when there is no more to do.

        Changes stay in the line until `settle`; with `single` they come one by one.
        """
        with self._changed:
            self._changed.wait_for(lambda: self._line or self._ahead or self._closed or self._left)
            if self._left or not (self._line or self._ahead):
                return None
            if self._ahead:
                return self._ahead.popleft()
            first = self._line[0]
            if isinstance(first, Question):
                self._line.popleft()
                return first
            return [first] if single else self._linger()

    def _linger(self) -> list[Waiting]:
        """Return the changes up to the next question, after a moment unless somebody waits for them."""
        self._changed.wait_for(self._pressed, LINGER)
        return self._changes()

    def _pressed(self) -> bool:
        return bool(self._closed or self._left or self._ahead or isinstance(self._line[-1], Question))

    def _changes(self) -> list[Waiting]:
        found = []
        for work in self._line:
            if isinstance(work, Question):
                break
            found.append(work)
        return found

    def settle(self, count: int) -> None:
        """Take the first `count` changes out of the line: they are on disk, or refused."""
        with self._changed:
            for _ in range(count):
                self._line.popleft()
            self._saved += count

    def pause(self, seconds: float) -> None:
        """Wait, unless somebody closes, leaves, or has a question that may go ahead."""
        with self._changed:
            self._changed.wait_for(lambda: self._hurry or self._ahead, seconds)
            self._hurry = False

    def tickets(self) -> tuple[int, int]:
        """Return the last ticket given, and the last one up to which everything is settled."""
        with self._changed:
            return self._asked, self._saved
