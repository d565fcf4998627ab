"""Practice calls begun through the desk, and what a deed of the desk comes to."""

from concurrent.futures import Future
from typing import TypeVar

from practicing import LIND

from aware_tui.domain.practice_states import AttemptMode
from aware_tui.services.desk import Desk
from aware_tui.services.practice import rehearsal as rehearsals
from aware_tui.services.practice.library import Library
from aware_tui.services.practice.rehearsal import Rehearsal

T = TypeVar("T")


def done(future: "Future[T]") -> T:
    """Return what a deed comes to; it waits for it."""
    return future.result(20)


def begun(desk: Desk, library: Library, mode: str = "choose", **more: str) -> Rehearsal:
    """Begin a call with Mrs Lind."""
    loaded = done(library.find(str(LIND)))
    return done(rehearsals.begin(desk, library, loaded, AttemptMode(mode), **more))
