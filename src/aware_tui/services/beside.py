"""Reads that may take long, on a thread and a connection of their own: what is typed is saved meanwhile."""

import sys
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from pathlib import Path

    from aware_tui.domain.server_url import ServerUrl
    from aware_tui.store.database import Database

T = TypeVar("T")

GIVES_WAY = 0.001
"""Seconds after which a thread that reckons lets the screen's go on, once anything was read beside it."""


class Beside:
    """Answers questions to the data at `place` one after another; from any thread.

    Nobody waits for it when the program ends: it only reads.
    """

    def __init__(self, place: "Path | ServerUrl") -> None:
        self._place = place
        self._turn = threading.Lock()

    def read(self, question: "Callable[[Database], T]", after: "Future[None]") -> "Future[T]":
        """Answer a question from what is saved once `after` is done, or with what went wrong there."""
        answer: Future[T] = Future()

        def begin(ready: "Future[None]") -> None:
            problem = ready.exception()
            if not answer.set_running_or_notify_cancel():
                return
            if problem is not None:
                answer.set_exception(problem)
                return
            told = (question, answer)
            threading.Thread(target=self._answer, args=told, name="aware-beside", daemon=True).start()

        after.add_done_callback(begin)
        return answer

    def _answer(self, question: "Callable[[Database], T]", answer: "Future[T]") -> None:
        from aware_tui.store.snapshot import snapshot

        sys.setswitchinterval(GIVES_WAY)
        try:
            with self._turn, snapshot(self._place) as db:
                found = question(db)
        except Exception as problem:  # noqa: BLE001 - handed over whole to whoever waits
            answer.set_exception(problem)
        else:
            answer.set_result(found)
