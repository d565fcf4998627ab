"""The leases of one window: which calls only it may write in, and how a call moves to another window."""

import threading
from concurrent.futures import Future
from functools import partial
from typing import TYPE_CHECKING

from aware_tui.services import questions

if TYPE_CHECKING:
    from aware_tui.services.desk import Desk

TRIES, BETWEEN_TRIES = 20, 0.25
"""How often, and after how many seconds each, a call that another window has is asked for."""


class Leases:
    """Takes, renews and gives back the leases of the window that a desk serves."""

    def __init__(self, desk: "Desk") -> None:
        self._desk = desk

    def take(self, session_id: str) -> "Future[str]":
        """Take the lease; the answer is empty, or the sentence that says who has it."""
        desk = self._desk
        take = partial(questions.take_lease, session_id=session_id, holder=desk.holder, now=desk.now())
        return desk.ask(take)

    def watch(self, session_id: str) -> "Future[bool]":
        """Renew the lease of a session in hand; True when another window asks for it or has it."""
        desk = self._desk
        watch = partial(questions.watch_lease, session_id=session_id, holder=desk.holder, now=desk.now())
        return desk.ask(watch)

    def ask_for(self, session_id: str) -> "Future[None]":
        """Ask the window that holds a session to let go of it."""
        return self._desk.ask(partial(questions.ask_for, session_id=session_id, holder=self._desk.holder))

    def wait_for_turn(self, session_id: str) -> "Future[bool]":
        """Wait until the window that was asked has let go, its words saved; False if it does not answer."""
        return self._desk.aside(partial(self._wait, session_id))

    def _wait(self, session_id: str) -> bool:
        pause = threading.Event()
        for _turn in range(TRIES):
            if not self.take(session_id).result():
                return True
            pause.wait(BETWEEN_TRIES)
        return False

    def let_go(self, session_id: str) -> "Future[None]":
        """Give a session's lease back."""
        return self._desk.ask(partial(questions.let_go, session_id=session_id, holder=self._desk.holder))
